"""Event files from elsewhere: real samples, rows that one can count on one's fingers, and files of the wrong shape."""

import importlib.util
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from bluebook import sources
from bluebook.ground.refusals import Refused
from bluebook.record import tables
from bluebook.sources import engine, formats, intake, spellings
from hypothesis import given, settings
from hypothesis import strategies as some
from writers import SAMPLES, brought, gathered, gdelt, header, icews, line, polecat

FOREVER = ("1800-01-01", "2100-01-01")
FIELDS = [name for name in sources.FRAME if name != "source"]


def test_a_visit_that_gdelt_codes_in_both_directions_and_at_two_places_is_one_event_of_four_rows(tmp_path):
    gathered("gdelt", [SAMPLES / "20180101000000.export.CSV"], tmp_path)
    visit = sources.pair(str(tmp_path / "events.parquet"), "USA", "JPN", *FOREVER)
    assert visit[["one", "other", "direction", "kind", "medium", "place", "code", "source", "rows"]].values.tolist() == [
        ["JPN", "USA", "JPN", "visit", "in_person", "", "042", "gdelt2", 4]]  # fmt: skip


def test_gdelt_1_is_known_by_its_57_or_58_columns_beside_gdelt_2_with_61(tmp_path):
    account, rows = gathered("gdelt", [*SAMPLES.glob("*.tsv"), SAMPLES / "20180101000000.export.CSV"], tmp_path)
    assert (account.read, account.files, account.damaged) == (207, 3, [])
    assert {row["source"] for row in rows} == {"gdelt1", "gdelt2"}


def test_every_row_is_accounted_for(tmp_path):
    account, rows = gathered("gdelt", [SAMPLES / "20180101000000.export.CSV"], tmp_path)
    assert account.read == sum(account.outcomes.values()) == 107
    assert sum(row["rows"] for row in rows) == account.kept and account.outcomes["kept"] == len(rows)


def test_a_zip_reads_as_its_file_and_a_glob_as_all_its_files(tmp_path):
    plain = (SAMPLES / "20180101000000.export.CSV").read_text(encoding="utf-8").splitlines(keepends=True)
    for part in range(3):
        with zipfile.ZipFile(tmp_path / f"{part}.export.CSV.zip", "w", zipfile.ZIP_DEFLATED) as parcel:
            parcel.writestr(f"{part}.export.CSV", "".join(plain[part::3]))
    assert gathered("gdelt", [tmp_path / "*.zip"], tmp_path)[1] == gathered("gdelt", [SAMPLES / "20180101000000.export.CSV"], tmp_path)[1]


def test_the_same_file_twice_is_refused(tmp_path):
    (tmp_path / "a.CSV").write_text(gdelt("JPN", "USA", "042"), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.CSV.zip", "w") as parcel:
        parcel.write(tmp_path / "a.CSV", "a.CSV")
    with pytest.raises(Refused, match="given twice"):
        gathered("gdelt", [tmp_path / "a.CSV*"], tmp_path)


def test_japan_is_ja_among_places_and_jpn_among_actors_and_na_is_namibia(tmp_path):
    text = (gdelt("JPN", "NAM", "040", ActionGeo_CountryCode="WA") + gdelt("JPN", "ROM", "041", ActionGeo_CountryCode="JA")
            + gdelt("JPN", "TMP", "042", ActionGeo_CountryCode="NA"))  # fmt: skip
    _, rows = brought("gdelt", text, tmp_path)
    assert [(row["one"], row["other"], row["code"], row["place"]) for row in rows] == [
        ("JPN", "NAM", "040", "NAM"), ("JPN", "ROU", "041", "JPN"), ("JPN", "TLS", "042", "")]  # fmt: skip
    known = {row[:2]: row[2] for row in spellings.table()}
    assert known["iso", "NA"] == "NAM" and known["fips", "JA"] == "JPN" and ("fips", "JP") not in known


def test_organisations_stand_where_gdelt_names_a_region(tmp_path):
    text = gdelt("EUR", "JPN", "040", Actor1KnownGroupCode="EEC") + gdelt("WST", "JPN", "040", Actor1KnownGroupCode="NAT")
    account, rows = brought("gdelt", text + gdelt("EUR", "JPN", "040"), tmp_path)
    assert [row["one"] for row in rows] == ["EUU", "JPN"] and rows[1]["other"] == "NATO"
    assert account.left_out == {"not between two countries": 1}


@pytest.mark.parametrize("code", ["030", "0311", "036"])
def test_a_plan_is_not_a_meeting(code, tmp_path):
    _, rows = brought("gdelt", gdelt("JPN", "USA", code), tmp_path)
    assert [(row["kind"], row["medium"], row["code"]) for row in rows] == [("plan", "", code)]


def test_mirrored_rows_are_one_event_and_two_journeys_are_two(tmp_path):
    text = "".join(gdelt(*each) for each in [("JPN", "USA", "040"), ("USA", "JPN", "040"), ("JPN", "USA", "042"), ("USA", "JPN", "043"),
                                             ("USA", "JPN", "042"), ("CAN", "JPN", "043"), ("JPN", "USA", "036"), ("JPN", "USA", "112"), ("USA", "JPN", "112")])  # fmt: skip
    _, rows = brought("gdelt", text, tmp_path)
    assert [(row["one"], row["other"], row["direction"], row["kind"], row["code"], row["rows"]) for row in rows] == [
        ("CAN", "JPN", "CAN", "host", "043", 1), ("JPN", "USA", "JPN", "plan", "036", 1), ("JPN", "USA", "", "consultation", "040", 2),
        ("JPN", "USA", "JPN", "visit", "042", 2), ("JPN", "USA", "USA", "visit", "042", 1), ("JPN", "USA", "", "other", "112", 2)]  # fmt: skip


def test_a_place_is_kept_where_all_rows_that_tell_one_agree(tmp_path):
    text = (gdelt("JPN", "USA", "040", ActionGeo_CountryCode="JA") + gdelt("JPN", "USA", "040") + gdelt("JPN", "USA", "041", ActionGeo_CountryCode="JA")
            + gdelt("USA", "JPN", "041", ActionGeo_CountryCode="US"))  # fmt: skip
    assert [(row["code"], row["place"]) for row in brought("gdelt", text, tmp_path)[1]] == [("040", "JPN"), ("041", "")]


def test_firms_and_crowds_are_left_out_and_counted(tmp_path):
    text = gdelt("JPN", "USA", "040", Actor1Type1Code="MNC") + gdelt("JPN", "USA", "040", Actor1Type1Code="GOV")
    account, rows = brought("gdelt", text, tmp_path)
    assert account.left_out == {"not of governments": 1} and [row["rows"] for row in rows] == [1]


def test_a_damaged_line_is_named_and_counted_and_the_rest_is_read(tmp_path):
    good = gdelt("JPN", "USA", "042")
    text = good * 3 + "1\t2022\n" + gdelt("JPN", "USA", "042", day="") + good + gdelt("JPN", "USA", "042", day="20221301") + good * 4
    account, rows = brought("gdelt", text, tmp_path, "day.CSV")
    assert [str(damage) for damage in account.damaged] == [
        "day.CSV:4: missing columns", "day.CSV:5: no such day", "day.CSV:7: no such day"]  # fmt: skip
    assert [row["rows"] for row in rows] == [8]


def cut_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("a.CSV", gdelt("JPN", "USA", "042") * 999)
    return out.getvalue()


WRONG = {
    "semicolons": (gdelt("JPN", "USA", "042").replace("\t", ";").encode(), "parted by semicolons"),
    "commas": (gdelt("JPN", "USA", "042").replace("\t", ",").encode(), "parted by commas"),
    "sixty columns": (gdelt("JPN", "USA", "042").replace("\tu\n", "\n").encode() * 5, "60 columns, where GDELT 1.0 events or GDELT 2.0 events have 57 or 58 or 61"),
    "a web page": (b"<!DOCTYPE html>\n<html>404</html>\n", "a web page or XML"),
    "a cut zip": (cut_zip()[:-30], "a damaged zip"),
    "a zip that is damaged inside": (cut_zip().replace(b"a.CSV", b"a.CSX", 1), "a damaged zip"),
    "mostly damage": (gdelt("JPN", "USA", "042").encode() * 300 + b"oops\n" * 400, "400 of 700 lines damaged"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_of_the_wrong_shape_is_refused_in_a_sentence_and_leaves_nothing_behind(wrong, tmp_path):
    content, sentence = WRONG[wrong]
    (tmp_path / "bad.CSV").write_bytes(content)
    (tmp_path / "events.parquet").write_bytes(b"older")
    with pytest.raises(Refused, match=sentence) as refusal:
        gathered("gdelt", [SAMPLES / "20180101000000.export.CSV", tmp_path / "bad.CSV"], tmp_path)
    assert "\n" not in str(refusal.value) and str(refusal.value).startswith("bad.CSV: ")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.CSV", "events.parquet"]
    assert (tmp_path / "events.parquet").read_bytes() == b"older"


def test_another_format_is_not_taken_for_icews(tmp_path):
    with pytest.raises(Refused, match="there is no column Event ID, Event Date"):
        brought("icews", "a\tb\n1\t2\n", tmp_path)


def test_icews_is_read_with_its_irregularities(tmp_path):
    head = header("icews")
    text = (head + icews("Japan", "United States", "42") + icews("United States", "Japan", "43", event="2")
            + icews("Japan", "United States", "42") + icews("South Korea", "Japan", "311", event="3")
            + icews("NA", "Japan", "040", event="4", **{"Source Name": "European Union", "City": 'the "old" town'})
            + icews("Japan", "China", "040", event="5", **{"Source Sectors": "Business,Social", "Target Sectors": "NA"}))  # fmt: skip
    account, rows = brought("icews", text, tmp_path)
    assert [(row["one"], row["other"], row["direction"], row["kind"], row["code"], row["rows"]) for row in rows] == [
        ("EUU", "JPN", "", "consultation", "040", 1), ("JPN", "KOR", "KOR", "plan", "0311", 1), ("JPN", "USA", "JPN", "visit", "042", 2)]  # fmt: skip
    assert account.left_out == {"not of governments": 1} and not account.damaged


def test_icews_of_2017_has_american_dates_and_no_code_which_the_text_gives(tmp_path):
    columns = [name for name in sources.named("icews")[0].columns if name != "CAMEO Code"]
    cells = {"Event ID": "7", "Event Date": "5/23/2017", "Source Country": "Japan", "Target Country": "Canada", "Event Text": "Meet at a 'third' location"}
    text = "\t".join(columns) + "\n" + "\t".join(cells.get(name, "") for name in columns) + "\n"
    _, rows = brought("icews", text, tmp_path)
    assert [(row["date"], row["code"], row["kind"], row["medium"]) for row in rows] == [(date(2017, 5, 23), "044", "third_place", "in_person")]


def test_icews_tells_the_level_where_both_sectors_do(tmp_path):
    both = {"Source Sectors": "Executive Office,Government", "Target Sectors": "Government,Executive Office"}
    text = header("icews") + icews("Japan", "Canada", "040", **both) + icews("Japan", "Canada", "041", **both | {"Target Sectors": "Government"})
    assert {row["code"]: row["level"] for row in brought("icews", text, tmp_path)[1]} == {"040": "summit", "041": ""}


def test_the_historians_lists_read_alike_as_xml_and_as_a_table(tmp_path):
    _, rows = gathered("historian", [SAMPLES / "coolidge-calvin.xml", SAMPLES / "1870.xml"], tmp_path)
    assert [(str(row["date"]), row["one"], row["other"], row["direction"], row["level"], row["place"], row["code"]) for row in rows] == [
        ("1876-05-07", "BRA", "USA", "BRA", "summit", "USA", "visit"), ("1928-01-15", "CUB", "USA", "USA", "summit", "CUB", "president")]  # fmt: skip
    account, rows = gathered("historian", [SAMPLES / "us_travels.csv", SAMPLES / "us_visits.csv"], tmp_path)
    assert account.read == 30 and {(row["one"], row["other"], row["kind"]) for row in rows} == {("JPN", "USA", "visit")}
    may = [(row["code"], row["level"]) for row in rows if str(row["date"]) == "2022-05-21"]
    assert may == [("president", "summit"), ("secretary", "foreign_ministers")]


def test_polecat_makes_a_row_of_every_pair_and_its_diplomatic_agreements_are_plans(tmp_path):
    text = (header("polecat") + polecat("USA", "JPN", "CONSULT", "visit") + polecat("JPN;USA;AUS", "None", "CONSULT", "multilateral", event="2")
            + polecat("JPN", "CAN", "CONSULT", "phone", event="3") + polecat("JPN", "CAN", "AGREE", event="4", Contexts="diplomatic;economic")
            + polecat("JPN", "None", "CONSULT", event="5") + polecat("KOR;JPN", "None", "CONSULT", "visit", event="6"))  # fmt: skip
    account, rows = brought("polecat", text, tmp_path, encoding="latin-1")
    found = sorted((row["one"], row["other"], row["direction"], row["kind"], row["medium"], row["code"]) for row in rows)
    assert found == [
        ("AUS", "JPN", "", "meeting", "in_person", "CONSULT/multilateral"), ("AUS", "USA", "", "meeting", "in_person", "CONSULT/multilateral"),
        ("CAN", "JPN", "", "call", "remote", "CONSULT/phone"), ("CAN", "JPN", "JPN", "plan", "", "AGREE"),
        ("JPN", "KOR", "", "meeting", "in_person", "CONSULT/visit"), ("JPN", "USA", "", "meeting", "in_person", "CONSULT/multilateral"),
        ("JPN", "USA", "USA", "visit", "in_person", "CONSULT/visit")]  # fmt: skip
    assert account.left_out == {"not between two countries": 1}


def test_polecats_header_with_a_surplus_name_is_replaced_and_empty_columns_at_the_end_are_borne(tmp_path):
    row = polecat("USA", "JPN", "CONSULT", "visit")
    longer = "Headline\t".join(header("polecat").partition("Event Type")[::2]).replace("Headline\t", "Headline\tEvent Type", 1)
    assert len(brought("polecat", longer + row, tmp_path)[1]) == 1
    assert len(brought("polecat", header("polecat") + row.replace("\n", "\t\t\n"), tmp_path)[1]) == 1


def test_colt_reads_trips_and_their_level_only_where_the_host_was_met(tmp_path):
    trip = {"TripID": "1", "LeaderCountryISO": "JPN", "CountryVisitedISO": "usa", "TripStartDate": "2022-05-23", "LeaderRole": "G", "Notes": 'a "note", and more'}
    text = header("colt") + line("colt", **trip, MetHostHoGS="Yes") + line("colt", **trip | {"TripID": "2", "TripStartDate": "2022-06-01"})
    _, rows = brought("colt", text, tmp_path, encoding="latin-1")
    assert [(row["one"], row["other"], row["direction"], row["level"], row["place"], row["code"]) for row in rows] == [
        ("JPN", "USA", "JPN", "summit", "USA", "G"), ("JPN", "USA", "JPN", "", "USA", "G")]  # fmt: skip


def test_a_workbook_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "colt.xlsx").write_bytes(b"PK")
    with pytest.raises(Refused, match="save its sheet as CSV"):
        gathered("colt", [tmp_path / "colt.xlsx"], tmp_path)


def test_a_pair_is_the_same_from_both_sides_and_ends_with_its_last_day(tmp_path):
    text = gdelt("JPN", "USA", "042", "20220531") + gdelt("JPN", "USA", "041", "20220601") + gdelt("JPN", "USA", "041", "20220602") * 2
    brought("gdelt", text, tmp_path)
    path = str(tmp_path / "events.parquet")
    assert sources.pair(path, "USA", "JPN", "2022-05-31", "2022-06-01").equals(sources.pair(path, "JPN", "USA", "2022-05-31", "2022-06-01"))
    assert list(sources.pair(path, "JPN", "USA", "2022-05-31", "2022-06-01")["code"]) == ["042", "041"]
    by_month = sources.monthly(path, "JPN", "USA", *FOREVER)
    assert [(str(row.month)[:7], row.kind, row.events, row.rows) for row in by_month.itertuples()] == [("2022-05", "visit", 1, 1), ("2022-06", "call", 2, 3)]


def test_a_parquet_that_is_not_there_and_a_country_that_is_none_are_refused(tmp_path):
    with pytest.raises(Refused, match="no such file"):
        sources.monthly(str(tmp_path / "none.parquet"), "JPN", "USA", *FOREVER)
    brought("gdelt", gdelt("JPN", "USA", "042"), tmp_path)
    with pytest.raises(Refused, match=r'"JAP" is not .* did you mean "JPN"'):
        sources.pair(str(tmp_path / "events.parquet"), "JAP", "USA", *FOREVER)


def test_every_kind_medium_and_level_is_a_term_of_its_closed_list():
    kinds, media, levels = (set(tables.labels(name)) for name in ("event_kind", "event_medium", "level"))
    for name in sources.FORMATS:
        form = sources.named(name)[0]
        assert set(form.kinds.values()) <= kinds and set(form.medium) <= kinds and set(form.medium.values()) <= media, name
    assert set(formats.MUTUAL) <= kinds and {"summit", "foreign_ministers", "defence_ministers", "ministerial"} <= levels


# Events through each format's writer and our reader.

COUNTRIES = ("JPN", "USA", "CAN", "NAM", "ROU")
SPELT = {"gdelt1": {"ROU": "ROM"}, "gdelt2": {"ROU": "ROM"}, "icews": {"JPN": "Japan", "USA": "United States", "CAN": "Canada", "NAM": "Namibia", "ROU": "Romania"}}
KINDS = {"036": "plan", "0311": "plan", "040": "consultation", "041": "call", "042": "visit", "046": "negotiation", "057": "agreement", "112": "other"}
MEDIA = {"visit": "in_person", "call": "remote"}
acts = some.tuples(some.dates(date(1979, 1, 1), date(2030, 12, 31)), some.permutations(COUNTRIES).map(lambda all_: tuple(all_[:2])),
                   some.sampled_from(sorted(KINDS)), some.booleans(), some.integers(1, 3))  # fmt: skip
lists = some.lists(acts, min_size=1, max_size=30, unique_by=lambda act: (act[0], frozenset(act[1]), act[2]))


def written(form, number, act):
    day, (actor, target), code, mirrored, copies = act
    spelt = SPELT[form]
    actor, target = spelt.get(actor, actor), spelt.get(target, target)
    sides = [(actor, target, code)] + ([(target, actor, "043" if code == "042" else code)] if mirrored else [])
    for copy, side in enumerate(sides * copies):
        yield icews(*side, str(day), f"{number}-{copy}") if form == "icews" else gdelt(*side, day.strftime("%Y%m%d"), form)


@pytest.mark.parametrize("form", ["gdelt1", "gdelt2", "icews"])
@settings(max_examples=8, deadline=None, database=None, derandomize=True)
@given(acts=lists)
def test_events_in_cameo_come_back_as_they_were_written(form, acts, tmp_path_factory):
    folder = tmp_path_factory.mktemp(form)
    body = "".join(text for number, act in enumerate(acts) for text in written(form, number, act))
    account, rows = brought(form, (header(form) if form == "icews" else "") + body, folder)
    expected = []
    for day, pair, code, mirrored, copies in acts:
        kind = KINDS[code]
        direction = pair[0] if kind == "visit" or (kind in ("plan", "other") and not mirrored) else ""
        expected.append((day, *sorted(pair), direction, kind, MEDIA.get(kind, ""), "", "", code, copies * (1 + mirrored)))
    assert sorted(tuple(row[name] for name in FIELDS) for row in rows) == sorted(expected) and not account.damaged


trips = some.tuples(some.dates(date(1979, 1, 1), date(2030, 12, 31)), some.sampled_from(("JPN", "CAN", "NAM", "ROU")))


@pytest.mark.parametrize("form", ["historian", "polecat", "colt"])
@settings(max_examples=8, deadline=None, database=None, derandomize=True)
@given(trips=some.lists(trips, min_size=1, max_size=30, unique=True))
def test_journeys_come_back_as_they_were_written(form, trips, tmp_path_factory):
    slugs = {"JPN": "japan", "CAN": "canada", "NAM": "namibia", "ROU": "romania"}
    body = "".join(
        line(form, id=str(number), role="president", start=str(day), country_id=slugs[host]) if form == "historian" else
        polecat("USA", host, "CONSULT", "visit", str(day), str(number)) if form == "polecat" else
        line(form, TripID=str(number), LeaderCountryISO="USA", CountryVisitedISO=host, TripStartDate=str(day), LeaderRole="GS")
        for number, (day, host) in enumerate(trips))  # fmt: skip
    _, rows = brought(form, header(form) + body, tmp_path_factory.mktemp(form))
    assert [(row["date"], row["one"], row["other"], row["direction"], row["kind"], row["rows"]) for row in rows] == sorted(
        (day, *sorted(("USA", host)), "USA", "visit", 1) for day, host in trips)  # fmt: skip


# The command.


def test_the_command_says_what_became_of_every_row(command, tmp_path):
    (tmp_path / "a.CSV").write_text(gdelt("JPN", "USA", "042") * 2 + "oops\n" + gdelt("JPN", "", "042"), encoding="utf-8")
    ended = command("bluebook", "import", "gdelt", "a.CSV", "--out", "events.parquet", cwd=tmp_path)
    assert ended.returncode == 0 and "damaged: a.CSV:3: missing columns" in ended.stderr
    assert ended.stdout.splitlines() == [
        "events.parquet: 1 event from 4 rows in 1 file", "kept: 1 row", "collapsed into another: 1 row",
        "not between two countries: 1 row", "damaged: 1 row, see events.damaged.csv", "read as UTF-8 with tabs: 1 file"]  # fmt: skip
    assert (tmp_path / "events.damaged.csv").read_text(encoding="utf-8") == "file,line,why\na.CSV,3,missing columns\n"


def test_the_command_names_the_nearest_format(command, tmp_path):
    ended = command("bluebook", "import", "gdlet", "a.CSV", "--out", "events.parquet", cwd=tmp_path)
    assert ended.returncode == 2 and 'did you mean "gdelt"?' in ended.stderr and "Traceback" not in ended.stderr
    assert "Examples:" in command("bluebook", "import", "--help").stdout


def test_ten_years_of_days_are_in_order(tmp_path):
    days = [date(2015, 1, 1) + timedelta(days=37 * number % 3650) for number in range(300)]
    brought("gdelt", "".join(gdelt("JPN", "USA", "041", day.strftime("%Y%m%d")) for day in days), tmp_path)
    found = list(sources.pair(str(tmp_path / "events.parquet"), "JPN", "USA", *FOREVER)["date"].dt.date)
    assert found == sorted(set(days))


def test_a_long_file_is_not_kept_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "connection", partial(engine.connection, "150MB"))
    account, events = brought("gdelt", gdelt("JPN", "USA", "040") * 1_000_000, tmp_path)
    assert (account.read, [event["rows"] for event in events]) == (1_000_000, [1_000_000])


# Beyond one machine.

SPARK = """
import sys
from bluebook.sources import clusters
from pyspark.sql import SparkSession
session = (SparkSession.builder.master(sys.argv[1]).config("spark.ui.enabled", "false").config("spark.executor.memory", "512m")
           .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
session.sparkContext.setLogLevel("ERROR")
for row in clusters.in_spark(session, sys.argv[2], "USA", "JPN", "1800-01-01", "2100-01-01").collect():
    print(row.month, row.kind, row.events, row.rows)
session.stop()
"""


def a_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """A standalone cluster of a master and two workers on this machine; gives its address."""
    if not importlib.util.find_spec("pyspark") or not importlib.util.find_spec("sqlglot"):
        pytest.skip('PySpark and sqlglot are not installed; `pip install "bluebook[spark]"` brings them')
    if not shutil.which("java"):
        pytest.skip("Spark needs Java 17 and there is no java")
    home, port = Path(importlib.util.find_spec("pyspark").origin).parent, a_port()
    address = f"spark://127.0.0.1:{port}"
    start = [str(home / "bin" / "spark-class"), "org.apache.spark.deploy."]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(tmp_path)}
    roles = [["master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"],
             *[["worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0", address]] * 2]  # fmt: skip
    running = []
    try:
        for role in roles:
            running.append(subprocess.Popen([start[0], start[1] + role[0], *role[1:]], env=environment, start_new_session=True,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # fmt: skip
            listening(port)
        yield address
    finally:
        for each in running:
            os.killpg(each.pid, signal.SIGTERM)
            each.wait()


def listening(port, patience=60):
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"no master at port {port} after {patience} seconds")


@pytest.mark.cluster
def test_spark_counts_as_duckdb_does(cluster, tmp_path):
    gathered("gdelt", [SAMPLES / "20180101000000.export.CSV", *SAMPLES.glob("*.tsv")], tmp_path)
    text = "".join(gdelt("JPN", "USA", code, f"2022{month:02}15") for month in range(1, 13) for code in ("040", "041", "042", "036"))
    brought("gdelt", text * 3, tmp_path)
    path = str(tmp_path / "events.parquet")
    ended = subprocess.run([sys.executable, "-W", "ignore", "-c", SPARK, cluster, path], capture_output=True, text=True, timeout=900)
    assert ended.returncode == 0, ended.stderr[-2000:]
    expected = [f"{row.month.date()} {row.kind} {row.events} {row.rows}" for row in sources.monthly(path, "USA", "JPN", *FOREVER).itertuples()]
    assert ended.stdout.splitlines() == expected and len(expected) == 48


@pytest.mark.cluster
def test_the_query_for_bigquery_counts_the_raw_rows_as_the_import_does(tmp_path):
    sqlglot = pytest.importorskip("sqlglot", reason='sqlglot is not installed; `pip install "bluebook[spark]"` brings it')
    from bluebook.sources import clusters, queries

    asked = ("JPN", "USA", "2017-01-01", "2018-12-31")
    query = clusters.in_bigquery(*asked)
    assert "FROM `gdelt-bq.gdeltv2.events`" in query and "20170101 AND 20181231" in query
    gathered("gdelt", [SAMPLES / "20180101000000.export.CSV"], tmp_path)
    base = engine.connection()
    form = sources.named("gdelt2")[0]
    (sample,), _ = intake.found([str(SAMPLES / "20180101000000.export.CSV")], [form])
    reading, values = queries.reading(sample, [str(SAMPLES / "20180101000000.export.CSV")])
    base.execute(f"CREATE TABLE gdelt_events AS SELECT * REPLACE (CAST(strftime(SQLDATE, '%Y%m%d') AS INTEGER) AS SQLDATE) FROM ({reading})", values)
    back = sqlglot.transpile(query.replace(clusters.PUBLIC, "gdelt_events"), read="bigquery", write="duckdb")[0]
    counted = base.execute(back).df()
    assert len(counted) == 1 and counted.values.tolist() == sources.monthly(str(tmp_path / "events.parquet"), *asked).values.tolist()


def test_without_sqlglot_the_translation_says_what_to_install(monkeypatch):
    from bluebook.sources import clusters

    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(Refused, match=r"bluebook\[spark\]"):
        clusters.in_bigquery("JPN", "USA", "2022-01-01", "2022-12-31")
