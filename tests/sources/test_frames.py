"""Several Parquets are one record, and frames made elsewhere are read where they can be understood."""

import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import warnings
from datetime import date

import duckdb
import pandas as pd
import pytest
from bluebook import sources
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.sources import engine
from hypothesis import given, settings
from hypothesis import strategies as some
from writers import gdelt, header, icews, line, polecat

PAIRS = [("JPN", "USA"), ("USA", "JPN"), ("CAN", "JPN")]
NAMES = {"JPN": "Japan", "USA": "United States", "CAN": "Canada"}
SECTORS = ["", "Government,Executive Office", "Foreign Ministry,Government"]
PLACES = ["", "JA", "US"]
CODES = ["040", "042", "043", "036", "112"]
some_rows = some.lists(some.tuples(some.sampled_from(PAIRS), some.sampled_from(CODES), some.integers(1, 2),
                                   some.sampled_from(SECTORS), some.sampled_from(PLACES), some.integers(1, 9)), min_size=2, max_size=25)  # fmt: skip


def written(form, row):
    (a, b), code, day, sectors, place, number = row
    if form == "gdelt":
        name = {"Actor1Name": "PRESIDENT", "Actor2Name": "PRESIDENT"} if sectors else {}
        return gdelt(a, b, code, f"2022050{day}", ActionGeo_CountryCode=place, **name)
    if form == "icews":
        return icews(NAMES[a], NAMES[b], code, f"2022-05-0{day}", str(number), Country=place and NAMES[{"JA": "JPN", "US": "USA"}[place]],
                     **{"Source Sectors": sectors, "Target Sectors": sectors})  # fmt: skip
    if form == "polecat":
        return polecat(f"{a};CAN" if number > 7 else a, b if number % 2 else "None", "CONSULT", {"042": "visit", "043": "phone"}.get(code, "None"), f"2022-05-0{day}", str(number))
    if form == "colt":
        return line("colt", TripID=str(number), LeaderCountryISO=a, CountryVisitedISO=b, TripStartDate=f"2022-05-0{day}", LeaderRole="G", MetHostHoGS=sectors and "Yes")
    return line("historian", id=str(number), role="president" if sectors else "secretary", start=f"2022-05-0{day}", country_id={"JA": "japan", "US": "canada"}.get(place, "france"))


def imported(form, rows, out):
    text = out.with_suffix(".txt")
    text.write_text((header(form) if form != "gdelt" else "") + "".join(rows), encoding="utf-8")
    engine.gather([str(text)], out, sources.named(form), lambda said: None)


def events(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return sorted(sources.read(str(path)).fetchall())


@pytest.mark.parametrize("form", ["gdelt", "icews", "historian", "polecat", "colt"])
@settings(max_examples=15, deadline=None, database=None, derandomize=True)
@given(rows=some_rows, data=some.data())
def test_shuffled_halves_read_together_are_what_one_import_gives(form, rows, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp(form)
    shuffled = data.draw(some.permutations(rows))
    lines = [written(form, row) for row in shuffled]
    cut = data.draw(some.integers(1, len(lines) - 1))
    imported(form, lines, folder / "whole.parquet")
    imported(form, lines[:cut], folder / "part-1.parquet")
    imported(form, lines[cut:], folder / "part-2.parquet")
    assert events(folder / "part-*.parquet") == events(folder / "whole.parquet")


def test_months_read_together_count_as_one_import_in_every_question(tmp_path):
    months = [gdelt("JPN", "USA", "042", f"2022{month:02}15") for month in range(1, 5)]
    for number, month in enumerate(months):
        imported("gdelt", month * 2, tmp_path / f"m{number}.parquet")
    imported("gdelt", [month * 2 for month in months], tmp_path / "all.parquet")
    asked = ("USA", "JPN", "2022-01-01", "2022-12-31")
    several, one = str(tmp_path / "m*.parquet"), str(tmp_path / "all.parquet")
    assert sources.monthly(several, *asked).equals(sources.monthly(one, *asked)) and len(sources.monthly(one, *asked)) == 4
    assert sources.pair(several, *asked).equals(sources.pair(one, *asked))
    assert sources.days(several) == sources.days(one) and sources.meets(several, "JPN", "USA") and sources.covered_twice(several) == []


def test_days_in_two_files_are_told_and_their_events_counted_once(tmp_path):
    imported("gdelt", [gdelt("JPN", "USA", "042", "20220501"), gdelt("JPN", "USA", "042", "20220502")], tmp_path / "a.parquet")
    imported("gdelt", [gdelt("USA", "JPN", "043", "20220502"), gdelt("JPN", "USA", "042", "20220503")], tmp_path / "b.parquet")
    imported("icews", [icews("Japan", "United States", "042", "2022-05-01")], tmp_path / "c.parquet")
    pattern = str(tmp_path / "*.parquet")
    assert sources.covered_twice(pattern) == [date(2022, 5, 2)]
    with pytest.warns(UserWarning, match=r"\*\.parquet: 1 day in more than one file \(2022-05-02 to 2022-05-02\)"):
        counted = sources.monthly(pattern, "JPN", "USA", "2022-05-01", "2022-05-31")
    assert counted[["events", "rows"]].values.tolist() == [[4, 5]]


def test_a_row_of_icews_that_two_files_repeat_is_counted_once(tmp_path):
    row = icews("Japan", "Canada", "040", "2022-05-01", "77")
    imported("icews", [row, icews("Canada", "Japan", "040", "2022-05-01", "78")], tmp_path / "a.parquet")
    imported("icews", [row], tmp_path / "b.parquet")
    assert [event[-1] for event in events(tmp_path / "*.parquet")] == [2]


@pytest.mark.parametrize("form", ["icews", "colt", "historian"])
def test_rows_without_a_key_are_rows_of_their_own_in_one_file_and_in_several(form, tmp_path):
    def row(key):
        return {"icews": lambda: icews("Japan", "Canada", "040", "2022-05-01", key), "historian": lambda: line("historian", id=key, role="president", start="2022-05-01", country_id="japan"),
                "colt": lambda: line("colt", TripID=key, LeaderCountryISO="JPN", CountryVisitedISO="CAN", TripStartDate="2022-05-01", LeaderRole="G")}[form]()  # fmt: skip

    imported(form, [row(""), row("7"), row("NULL"), row("7")], tmp_path / "a.parquet")
    imported(form, [row(""), row("7"), row("8")], tmp_path / "b.parquet")
    assert [[event[-1] for event in events(tmp_path / name)] for name in ("a.parquet", "b.parquet", "*.parquet")] == [[3], [3], [5]]


def test_files_with_marks_in_their_names_are_read_by_their_names(tmp_path):
    imported("gdelt", [gdelt("JPN", "USA", "040")], tmp_path / "a1.parquet")
    imported("gdelt", [gdelt("JPN", "USA", "041")], tmp_path / "a[1].parquet")
    imported("gdelt", [gdelt("JPN", "USA", "046")], tmp_path / "it's 外務省.parquet")
    assert [event[8] for event in events(tmp_path / "a[1].parquet")] == ["041"]
    assert sorted(event[8] for event in events(tmp_path / "*.parquet")) == ["040", "041", "046"]


# Frames made elsewhere.

ROW = {"date": "DATE '2022-05-31'", "one": "'JPN'", "other": "'USA'", "direction": "''", "kind": "'visit'", "medium": "''", "level": "''",
       "place": "''", "code": "'042'", "source": "'mine'", "rows": "2"}  # fmt: skip


def made(folder, **cells):
    file = folder / "made.parquet"
    duckdb.connect().execute(f"COPY (SELECT {', '.join(f'{said} AS {name}' for name, said in (ROW | cells).items())}) TO '{file}' (FORMAT parquet)")
    return str(file)


MAY_31 = [
    "DATE '2022-05-31'", "TIMESTAMP '2022-05-31 18:30:00'", "TIMESTAMP_NS '2022-05-31 00:00:00'", "TIMESTAMP_S '2022-05-31 23:59:59'",
    "make_timestamptz(epoch_us(TIMESTAMP '2022-05-31 00:00:00'))", "make_timestamptz(epoch_us(TIMESTAMP '2022-05-31 23:00:00'))", "'2022-05-31'"]  # fmt: skip


@pytest.mark.parametrize("day", MAY_31)
def test_a_timestamp_with_or_without_zone_is_a_day(day, tmp_path):
    path = made(tmp_path, date=day)
    sources.check(path)
    assert sources.days(path) == [date(2022, 5, 31)]
    assert len(sources.pair(path, "JPN", "USA", "2022-05-31", "2022-05-31")) == 1
    assert sources.monthly(path, "JPN", "USA", "2022-05-01", "2022-05-31")[["events", "rows"]].values.tolist() == [[1, 2]]


def test_a_moment_is_a_day_of_utc_wherever_the_machine_stands(tmp_path):
    path = made(tmp_path, date=MAY_31[-2])
    told = subprocess.run([sys.executable, "-c", f"from bluebook import sources; print(sources.days({path!r}))"], capture_output=True, text=True,
                          env={**os.environ, "TZ": "Asia/Tokyo"}, check=True)  # fmt: skip
    assert told.stdout == "[datetime.date(2022, 5, 31)]\n"


@pytest.mark.parametrize("cells", [{"rows": "2.0::DOUBLE"}, {"rows": "2::UTINYINT"}, {"rows": "2::BIGINT"}, {"place": "NULL"}, {"level": "NULL::INTEGER"}, {"medium": "NULL::VARCHAR"}])
def test_what_pandas_spark_and_r_write_is_understood(cells, tmp_path):
    assert events(made(tmp_path, **cells)) == [(date(2022, 5, 31), "JPN", "USA", "", "visit", "", "", "", "042", "mine", 2)]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"kind": "'party'"}, r'made\.parquet: kind: "party" is not in the list \(.*visit'),
        ({"kind": "'visits'"}, 'did you mean "visit"'),
        ({"medium": "'fax'"}, 'medium: "fax"'),
        ({"one": "'Japan'"}, r'one: "Japan" is not in countries\.csv; did you mean "JPN"'),
        ({"date": "NULL::DATE"}, "1 row without a day"),
        ({"date": "'soon'"}, "can be read .*soon"),
        ({"date": "5"}, "the column date is INTEGER"),
        ({"rows": "1.5::DOUBLE"}, "1 row without a whole number of rows"),
        ({"rows": "0"}, "1 row without a whole number of rows"),
        ({"rows": "'two'"}, "the column rows is VARCHAR"),
        ({"code": "42"}, "the column code is INTEGER, where text is expected"),
        ({"direction": "'XYZ'"}, r'direction: "XYZ" is not in countries\.csv'),
        ({"place": "'Tokyo'"}, 'place: "Tokyo" is not in'),
        ({"other": "'JPN'"}, "1 row with the same country as one and other"),
    ],
)
def test_what_is_not_understood_is_refused_by_the_file_and_the_word(cells, sentence, tmp_path):
    for ask in (sources.check, sources.read, sources.days):
        with pytest.raises(Refused, match=sentence) as refusal:
            ask(made(tmp_path, **cells))
        assert str(refusal.value).startswith("made.parquet: ") and "\n" not in str(refusal.value)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "+09:00", "-05:00", "UTC", None])
def test_the_day_of_a_moment_is_that_of_the_zone_it_was_written_in(zone, tmp_path):
    frame = pd.DataFrame([ROW | {"rows": 2}]).map(lambda cell: cell.strip("'") if isinstance(cell, str) else cell)
    for hour in (0, 23):
        frame["date"] = pd.to_datetime([f"2022-05-31 {hour:02}:00"]).tz_localize(zone)
        frame.to_parquet(tmp_path / "made.parquet")
        assert sources.days(str(tmp_path / "made.parquet")) == [date(2022, 5, 31)]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "+09:00", "-05:00", "UTC"])
@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_a_moment_of_any_precision_is_a_day_of_its_zone(unit, zone, tmp_path):
    frame = pd.DataFrame([ROW | {"rows": 2}]).map(lambda cell: cell.strip("'") if isinstance(cell, str) else cell)
    for hour in (0, 23):
        frame["date"] = pd.to_datetime([f"2022-05-31 {hour:02}:00"]).tz_localize(zone).as_unit(unit)
        frame.to_parquet(tmp_path / "made.parquet")
        assert sources.days(str(tmp_path / "made.parquet")) == [date(2022, 5, 31)]


def test_columns_in_capitals_and_text_that_is_not_marked_as_text_are_understood(tmp_path):
    assert events(made(tmp_path, code="encode('042')", one="encode('JPN')", place="encode('NA')")) == [(date(2022, 5, 31), "JPN", "USA", "", "visit", "", "", "", "042", "mine", 2)]
    told = ", ".join(f"{said} AS {name.upper()}" for name, said in ROW.items())
    duckdb.connect().execute(f"COPY (SELECT {told}) TO '{tmp_path}/capitals.parquet' (FORMAT parquet)")
    assert events(tmp_path / "capitals.parquet") == events(made(tmp_path))


def test_a_frame_without_rows_has_no_events_alone_and_beside_others(tmp_path):
    pd.DataFrame(columns=list(ROW)).to_parquet(tmp_path / "a.parquet")
    assert events(tmp_path / "a.parquet") == [] and sources.days(str(tmp_path / "a.parquet")) == []
    made(tmp_path)
    assert [event[-1] for event in events(tmp_path / "*.parquet")] == [2]
    pd.DataFrame({name: [None] for name in ROW}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(Refused, match=r"a\.parquet: "):
        sources.check(str(tmp_path / "a.parquet"))


def test_a_folder_by_spark_is_refused_with_the_pattern_of_its_files(tmp_path):
    (tmp_path / "events.parquet").mkdir()
    with pytest.raises(Refused, match=r"events\.parquet: a folder, where a Parquet file is expected$"):
        sources.check(str(tmp_path / "events.parquet"))
    made(tmp_path / "events.parquet")
    with pytest.raises(Refused, match=r"expected; its files are events\.parquet/\*\.parquet$"):
        sources.check(str(tmp_path / "events.parquet"))
    sources.check(str(tmp_path / "events.parquet" / "*.parquet"))


def test_words_for_missing_and_pairs_in_another_order_are_understood_in_frames_too(tmp_path):
    path = made(tmp_path, one="'USA'", other="' JPN '", direction="'JPN'", medium="'N/A'", level="'NULL'", place="'nan'")
    assert events(path) == [(date(2022, 5, 31), "JPN", "USA", "JPN", "visit", "", "", "", "042", "mine", 2)]
    assert len(sources.pair(path, "JPN", "USA", "2022-05-31", "2022-05-31")) == 1


def test_frames_made_elsewhere_and_imports_are_one_record_together(tmp_path):
    made(tmp_path, date=MAY_31[4], rows="2.0::DOUBLE", source="'gdelt2'")
    imported("gdelt", [gdelt("JPN", "USA", "040", "20220531")], tmp_path / "own.parquet")
    assert [(event[4], event[-1]) for event in events(tmp_path / "*.parquet")] == [("consultation", 1), ("visit", 2)]


def test_the_samples_are_frames(tmp_path):
    for name in ("historian", "icews"):
        sources.check(str(paths.data() / "samples" / f"{name}.parquet"))
    shutil.copy(paths.data() / "samples" / "icews.parquet", tmp_path / "changed.parquet")
    sources.check(str(tmp_path / "changed.parquet"))
    made(tmp_path, kind="'party'")
    shutil.move(tmp_path / "made.parquet", tmp_path / "changed.parquet")
    with pytest.raises(Refused, match="party"):
        sources.check(str(tmp_path / "changed.parquet"))


# Beyond one machine.

# One line of JSON per pattern: the events of the files, in the frame.
TOGETHER = """
import json, sys
from bluebook.sources import clusters
from pyspark.sql import SparkSession
session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
           .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
session.sparkContext.setLogLevel("ERROR")
for pattern in sys.argv[1:]:
    print(json.dumps(sorted([str(row[0]), *row[1:]] for row in clusters.events_in_spark(session, pattern).collect())))
session.stop()
"""


@pytest.fixture
def spark():
    """Return a function that gives the events behind each of several patterns, as Spark reads them on this machine."""
    if not all(map(importlib.util.find_spec, ("pyspark", "sqlglot"))) or not shutil.which("java"):
        pytest.skip('PySpark, sqlglot or Java is missing; `pip install "bluebook[spark]"` brings the first two')

    def read(*patterns):
        ended = subprocess.run([sys.executable, "-W", "ignore", "-c", TOGETHER, *patterns], capture_output=True, text=True, timeout=900)
        assert ended.returncode == 0, ended.stderr[-2000:]
        return [json.loads(line) for line in ended.stdout.splitlines()]

    return read


@pytest.mark.cluster
def test_spark_collapses_shuffled_halves_as_one_import_does(spark, tmp_path):
    wholes, patterns = {}, {}
    for form in ("gdelt", "icews", "historian", "polecat", "colt"):
        chance = random.Random(form)
        rows = [tuple(chance.choice(values) for values in (PAIRS, CODES, (1, 2), SECTORS, PLACES, range(1, 10))) for _ in range(60)]
        lines = [written(form, row) for row in rows]
        imported(form, lines, tmp_path / f"{form}.parquet")
        chance.shuffle(lines)
        imported(form, lines[:30], tmp_path / f"{form}-1.parquet")
        imported(form, lines[30:], tmp_path / f"{form}-2.parquet")
        wholes[form], patterns[form] = told(events(tmp_path / f"{form}.parquet")), str(tmp_path / f"{form}-*.parquet")
        assert len(wholes[form]) < sum(row[-1] for row in wholes[form])
    for name, level in (("a", "'summit'"), ("b", "''"), ("c", "'ministerial'")):  # without keys of their own
        shutil.move(made(tmp_path, level=level), tmp_path / f"made-{name}.parquet")
    everything = str(tmp_path / "*.parquet")
    counted = dict(zip([*wholes, "made", "all"], spark(*patterns.values(), str(tmp_path / "made-*.parquet"), everything), strict=True))
    assert {form: counted[form] for form in wholes} == wholes
    assert [(row[4], row[6], row[-1]) for row in counted["made"]] == [("visit", "", 6)]
    assert counted["all"] == told(events(everything))


def told(rows):
    """Events as JSON has them."""
    return [[str(day), *cells] for day, *cells in rows]
