"""Every format is read back by a reader of its own kind and gives the rows that went in."""

import csv
import json
import sqlite3
from datetime import UTC, date, datetime, time

import duckdb
import icalendar
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from bluebook.exports import exports, selections, shapes
from bluebook.record import codebook, tables

from .conftest import LONG, MADE

ALL = selections.Selection()
TERMS = [header for header, details in codebook.columns("events").items() if details["kind"] == "term" and not details["many"]]


def made(form, out, names=(), selection=ALL, lang="en"):
    return exports.export(form, names, selection, lang, out)


def as_text(cell):
    """A cell as another program gives it, as the tables would write it."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if cell is None or cell is pd.NaT or cell is pd.NA or (isinstance(cell, float) and pd.isna(cell)):
        return ""
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, str | date):
        return str(cell)
    return ";".join(cell) if hasattr(cell, "__iter__") else str(int(cell) if float(cell).is_integer() else cell)


def texts(rows):
    return [{name: as_text(cell) for name, cell in row.items()} for row in rows]


def sheet_rows(sheet):
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(header, row, strict=True)) for row in rows]


def own(rows):
    """Rows of a sheet without the columns of labels."""
    return [{name: cell for name, cell in row.items() if not name.endswith("_label")} for row in texts(rows)]


def test_a_workbook_gives_the_same_rows_with_days_times_and_numbers_as_such(small, truth, tmp_path):
    made("xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["about", *codebook.MODELS, "codebook"]
    for name in ("events", "documents", "leads", "countries", "people", "terms"):
        assert own(sheet_rows(book[name])) == truth(name), name
    first = sheet_rows(book["events"])[0]
    assert (first["date"], first["start_local"], first["duration_min"]) == (datetime(2022, 1, 5), time(9, 5), 30)
    assert sheet_rows(book["documents"])[1]["title"] == "0042"


def test_a_sheet_has_a_frozen_header_filters_links_and_labels_in_the_language_asked_for(small, tmp_path):
    made("xlsx", tmp_path / "a.xlsx", lang="ja")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["events"]
    rows = sheet_rows(sheet)
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == f"A1:{sheet.cell(6, sheet.max_column).coordinate}"
    place = list(rows[0]).index("source2_url") + 1
    assert sheet.cell(2, place).hyperlink.target + "#" + sheet.cell(2, place).hyperlink.location == "https://example.org/a?b=1&c=%E6%97%A5#d"
    assert [row["partners_label"] for row in rows[:3]] == ["カナダ", "米国", "韓国; 米国"]
    assert rows[0]["channel_label"] == "対面" and rows[1]["topics_label"] is None
    codes = sheet_rows(book["コードブック"])
    assert [line["column"] for line in codes if line["table"] == "events"] == list(codebook.columns("events"))
    assert next(line["terms"] for line in codes if (line["table"], line["column"]) == ("events", "channel")).startswith("in_person: 対面; ")


def test_parquet_has_days_times_numbers_and_lists_typed_for_every_reader(small, truth, tmp_path):
    made("parquet", tmp_path / "p")
    file = tmp_path / "p" / "events.parquet"
    schema = pq.read_schema(file)
    assert [str(schema.field(name).type) for name in ("date", "start_local", "duration_min", "partners", "notes")] == [
        "date32[day]", "time32[ms]", "int32", "list<element: string>", "string"]  # fmt: skip
    assert schema.metadata[b"version"].decode() == codebook.VERSION
    for name in ("events", "documents", "leads", "countries"):
        frame = pd.read_parquet(tmp_path / "p" / f"{name}.parquet", dtype_backend="pyarrow")
        assert texts(frame.to_dict("records")) == truth(name), name
        assert texts(duckdb.sql(f"FROM '{tmp_path / 'p'}/{name}.parquet'").to_arrow_table().to_pylist()) == truth(name), name
    assert duckdb.sql(f"SELECT count(*) FROM '{file}' WHERE list_contains(partners, 'USA') AND date < DATE '2023-01-01'").fetchall() == [(2,)]


def test_sqlite_gives_the_same_rows_keeps_its_keys_and_finds_words(small, truth, tmp_path):
    made("sqlite", tmp_path / "a.sqlite")
    base = sqlite3.connect(tmp_path / "a.sqlite")
    base.row_factory = sqlite3.Row
    for name in codebook.MODELS:
        assert texts(map(dict, base.execute(f'SELECT * FROM "{name}"'))) == truth(name), name
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and base.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {(row["from"], row["table"]) for row in base.execute("PRAGMA foreign_key_list(documents)")}
    assert keys == {("related_event_id", "events")}
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("INSERT INTO events_partners VALUES ('2022-01-05-CAN-summit', 2, 'XXX')")

    def found(table, words):
        return [row[0] for row in base.execute(f'SELECT t.* FROM "{table}" AS t JOIN "{table}_fts" AS f ON f.rowid = t.rowid WHERE f."{table}_fts" MATCH ?',
                                               [words])]  # fmt: skip

    assert found("events", "biden phnom") == ["2022-11-13-KOR+USA-summit"] and found("events", "nobody") == []
    assert "Kishida Fumio" in found("people", "岸田文") and found("documents", "statement") == ["2022-01-05-CAN+JPN-joint_statement"]


def test_the_views_of_both_databases_count_alike_and_carry_labels(small, tmp_path):
    made("sqlite", tmp_path / "a.sqlite", lang="ja")
    made("duckdb", tmp_path / "a.duckdb", lang="ja")
    with sqlite3.connect(tmp_path / "a.sqlite") as lite, duckdb.connect(tmp_path / "a.duckdb", read_only=True) as duck:
        counted = "SELECT partner, year, level, engagements FROM engagements_by_partner_and_year ORDER BY 1, 2, 3"
        assert lite.execute(counted).fetchall() == duck.execute(counted).fetchall() == [
            ("CAN", 2022, "summit", 1), ("KOR", 2022, "summit", 1), ("NAM", 2023, "special", 1), ("USA", 2022, "foreign_ministers", 1),
            ("USA", 2022, "summit", 1), ("USA", 2023, "2+2", 1)]  # fmt: skip
        labelled = "SELECT channel_label, venue_country_label FROM events_with_labels ORDER BY event_id LIMIT 1"
        assert lite.execute(labelled).fetchall() == duck.execute(labelled).fetchall() == [("対面", "日本")]


def test_duckdb_gives_the_same_rows_with_types_and_meanings(small, truth, tmp_path):
    made("duckdb", tmp_path / "a.duckdb")
    with duckdb.connect(tmp_path / "a.duckdb", read_only=True) as base:
        for name in codebook.MODELS:
            assert texts(base.sql(f'FROM "{name}"').to_arrow_table().to_pylist()) == truth(name), name
        types = dict(base.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'events'").fetchall())
        said = base.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'events' AND column_name = 'level'").fetchone()[0]
    assert (types["date"], types["start_local"], types["partners"], types["duration_min"]) == ("DATE", "TIME", "VARCHAR[]", "INTEGER")
    assert said == "rank of the counterparts"


def test_json_lines_give_the_same_rows_with_lists_and_nulls(small, truth, tmp_path):
    made("jsonl", tmp_path / "j")
    for name in ("events", "documents", "leads", "countries"):
        rows = [json.loads(line) for line in (tmp_path / "j" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert texts(rows) == truth(name), name
    second = json.loads((tmp_path / "j" / "events.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert (second["topics"], second["duration_min"], second["start_local"], second["notes"]) == ([], None, "08:00", LONG)


def entries(file):
    return {str(entry["UID"]).removesuffix("@bluebook"): entry for entry in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")}


def test_a_calendar_has_each_engagement_at_its_moment_or_for_its_day(small, tmp_path):
    made("ics", tmp_path / "a.ics")
    found = entries(tmp_path / "a.ics")
    assert list(found) == [row["event_id"] for row in MADE["events"]]
    starts = [entry.decoded("DTSTART") for entry in found.values()]
    assert starts == [datetime(2022, 1, 5, 0, 5, tzinfo=UTC),  # 09:05 in Tokyo
                      datetime(2022, 7, 3, 23, 0, tzinfo=UTC),  # a call: 08:00 in Japan
                      date(2022, 11, 13),  # no start
                      datetime(2023, 3, 2, 23, 30, tzinfo=UTC),  # 18:30 in Washington in winter
                      date(2023, 8, 1)]  # no city, and the country has several zones  # fmt: skip
    assert [str(entry.get("DURATION") and entry.decoded("DURATION")) for entry in found.values()] == ["0:30:00", "None", "None", "1:30:00", "None"]
    assert {entry.decoded("DTSTAMP") for entry in found.values()} == {datetime.combine(codebook.RELEASED, time(), UTC)}
    assert [entry.errors for entry in found.values()] == [[]] * 5


def test_an_entry_of_a_calendar_tells_who_met_where_and_gives_its_text_unharmed(small, tmp_path):
    made("ics", tmp_path / "a.ics")
    made("ics", tmp_path / "ja.ics", lang="ja")
    first, second, *_ = entries(tmp_path / "a.ics").values()
    assert str(first["SUMMARY"]) == "Japan and Canada: summit, in person" and str(first["LOCATION"]) == "Tokyo, Japan"
    assert 'a "quoted" word, a comma; a semicolon \\ and \\n 日本語' in str(first["DESCRIPTION"]).splitlines()
    assert "09:05 local time (Asia/Tokyo)" in str(first["DESCRIPTION"]) and LONG in str(second["DESCRIPTION"])
    third = list(entries(tmp_path / "a.ics").values())[2]
    assert str(third["SUMMARY"]) == "Japan, the Republic of Korea and the United States: summit, in person"
    assert str(list(entries(tmp_path / "ja.ics").values())[2]["SUMMARY"]).startswith("日本・韓国・米国：首脳")
    assert str(first["URL"]) == "https://www.mofa.go.jp/page.html" and str(next(iter(entries(tmp_path / "ja.ics").values()))["LOCATION"]) == "東京, 日本"
    lines = (tmp_path / "a.ics").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75 and not any(b"\n" in line for line in lines)


def test_a_map_has_one_point_per_place_with_its_engagements(small, tmp_path):
    made("geojson", tmp_path / "a.geojson")
    whole = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    points = {feature["properties"]["city"]: feature for feature in whole["features"]}
    assert {city: point["properties"]["events"] for city, point in points.items()} == {
        "Tokyo": ["2022-01-05-CAN-summit"], "Phnom Penh": ["2022-11-13-KOR+USA-summit"], "Washington, D.C.": ["2023-03-02-USA-2+2"]}  # fmt: skip
    longitude, latitude = points["Washington, D.C."]["geometry"]["coordinates"]
    assert -78 < longitude < -76 and 38 < latitude < 40
    assert points["Tokyo"]["properties"]["by_level"] == {"Summit": 1} and (whole["engagements"], whole["without_place"]) == (3, 2)


def test_stata_gives_the_same_rows_with_labels_of_variables_and_values(small, truth, tmp_path):
    made("stata", tmp_path / "s")
    for name in ("events", "documents", "leads", "countries", "places"):
        with pd.read_stata(tmp_path / "s" / f"{name}.dta", iterator=True, convert_categoricals=False) as reader:
            frame, labels, meanings = reader.read(), reader.value_labels(), reader.variable_labels()
        terms = {header: list(shapes.labels(details, "en").items()) for header, details in codebook.columns(name).items()
                 if details["kind"] == "term" and not details["many"]}  # fmt: skip
        for header, known in terms.items():
            assert [labels[header][number] for number in range(1, len(known) + 1)] == [label for _, label in known]
            frame[header] = [known[int(number) - 1][0] if pd.notna(number) else "" for number in frame[header]]
        assert texts(frame.to_dict("records")) == truth(name), name
        assert meanings == {header: details["description"][:80] for header, details in codebook.columns(name).items()}


def test_csv_gives_the_same_bytes_as_the_tables_and_r_a_type_for_every_column(small, truth, tmp_path):
    made("csv", tmp_path / "c")
    for name in ("events", "documents", "leads"):
        assert (tmp_path / "c" / f"{name}.csv").read_bytes() == (small / f"{name}.csv").read_bytes()
    with (tmp_path / "c" / "countries.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.DictReader(lines)) == truth("countries")
    script = (tmp_path / "c" / "read.R").read_text(encoding="utf-8")
    block = script.split("  events = list(")[1].split("  documents = list(")[0]
    types = block.split("types = c(")[1].split(")")[0].split(", ")
    assert len(types) == len(codebook.columns("events")) and types[1] == '"Date"' and types[4] == '"integer"'
    assert '`channel` = c("in_person", "video", "telephone")' in block and 'lists = c("partners", "japan_lead",' in block
    assert script.count("(") == script.count(")") and script.count("{") == script.count("}")


@pytest.mark.parametrize("form", exports.FORMATS)
def test_the_same_tables_give_the_same_bytes(form, small, tmp_path):
    for out in ("one", "two"):
        (tmp_path / out).mkdir()
        made(form, tmp_path / out)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / out).iterdir()} for out in ("one", "two"))
    assert one == two and one


def test_duckdb_files_of_other_tables_have_another_id_and_can_still_be_written_to(small, tmp_path):
    files = [made("duckdb", tmp_path / f"{lang}.duckdb", lang=lang)[0].file for lang in ("en", "ja")]
    assert len({file.read_bytes()[124:140] for file in files}) == 2
    with duckdb.connect(files[0]) as base:
        base.execute("CREATE TABLE added AS FROM events")
    with duckdb.connect(files[0], read_only=True) as base:
        assert base.execute("SELECT count(*) FROM added").fetchall() == base.execute("SELECT count(*) FROM events").fetchall()


@pytest.mark.parametrize("form", exports.FORMATS)
def test_the_published_tables_can_be_written_in_every_format(form, tmp_path, with_candidates):
    for written in made(form, tmp_path):
        assert written.file.is_file() and (written.rows == 0 or written.file.stat().st_size > 0)
        assert written.rows == (None if written.file.name == "read.R" else len(tables.table(written.file.stem)) if exports.FORMATS[form].each
                                else sum(len(tables.table(name)) for name in codebook.MODELS if name == "events" or not exports.FORMATS[form].only))  # fmt: skip
    if form == "sqlite":
        assert sqlite3.connect(written.file).execute("PRAGMA foreign_key_check").fetchall() == []
    if form == "ics":
        assert len(entries(written.file)) == written.rows
