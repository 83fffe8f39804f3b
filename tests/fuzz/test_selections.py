"""Selections given to `export`, over tables with cells of any kind: what is written reads back as what was chosen, or nothing is."""

import csv
import io
import json
import shutil
import sqlite3

import duckdb
import icalendar
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from bluebook.cli import main
from bluebook.record import checks, codebook, tables
from click.testing import CliRunner
from exports.conftest import EVENTS, SHARED, lay, text
from hypothesis import given
from hypothesis import strategies as some

from fuzz import fuzzed, judged
from fuzz.strategies import sound, texts

DAYS = ["2022-01-05", "2022-07-04", "2022-12-31", "2024-02-29", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "1868-01-03", "1600-02-29", "0001-01-01", "9999-12-31",
        "2022-02-30", "2022-W01-1", "２０２２-01-05"]  # fmt: skip
CELLS = ["", "a note", "x" * 33_000, "あ" * 2_100, "=1+1", "=HYPERLINK(\"https://a\")", "+1", "-1", "@A1", "a=1", "שלום עולם", "مرحبا", "a\u202eb", "\u200f", "😀", "a\x07b", "a\nb", "a\r\nb",
         "a\tb", "\x1b[31m", "a\ufffeb", "a\u2028b", " ", "a ", '"', '""', "a,b", "a;b", ";", "\\", "\\n", "\\,", "NA", "NULL", "nan", "007", "1e5", "TRUE", "2022-01-05", "_x0041_", "<b>&amp;</b>",
         "https://example.org/" + "a" * 2_200, "%", "'", "--", "/*"]  # fmt: skip
WORDS = some.one_of(some.sampled_from(CELLS), some.sampled_from(CELLS), texts.filter(lambda word: not any("\ud800" <= letter <= "\udfff" for letter in word)))
FORMS = {"csv": "csv", "jsonl": "jsonl", "parquet": "parquet", "sqlite": "sqlite", "ics": "ics", "geojson": "geojson", "stata": "dta", "xlsx": "xlsx", "duckdb": "duckdb"}
PARTNERS = {"CAN": "CAN", "Canada": "CAN", "アメリカ": "USA", "USA": "USA", "KOR": "KOR", "NAM": "NAM", "Japan": "", "CANDA": "", "": "", "PER": "PER", "=1": ""}
OTHERS = {"occasion": ["the “talks”", "007", "会談"], "venue_city": ["Nowhere", "東京"], "start_local": ["", "00:00", "23:59", "24:00", "１２:30"],
          "duration_min": ["", "0", "007", "999999", "９"], "source2_url": ["https://example.org/" + "a" * 2_200, "http://a:b", "http://[::1]/"]}  # fmt: skip
BOUNDS = ["", "2022", "2022-07", "2022-07-04", "1899", "2024-02", "2023", "2022-13", "abc", "２０２２"]


@some.composite
def engagement(draw, number):
    """A row of events.csv, right in most cells."""
    day, code, level = draw(some.sampled_from(DAYS)), draw(some.sampled_from(["CAN", "USA", "KOR;USA", "NAM"])), draw(some.sampled_from(["summit", "foreign_ministers"]))
    row = EVENTS[0] | SHARED | {"event_id": f"{day}-{code.replace(';', '+')}-{level}" + f"-{number}" * bool(number), "date": day, "date_jst": "", "partners": code, "level": level,
                                "format": "trilateral" if ";" in code else "bilateral", "outcome_docs": ""}  # fmt: skip
    for column, cells in draw(some.lists(some.sampled_from(sorted(OTHERS.items())), max_size=2)):
        row[column] = draw(some.sampled_from(cells))
    row["notes"] = draw(WORDS)
    return row


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder of tables that the package reads instead, and a folder to write to, in which the command is given."""
    data, here = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("here")
    lay(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "problems", judged)
        patch.setenv("BLUEBOOK_DATA", str(data))
        patch.chdir(here)
        tables.forget()
        yield data, here
    tables.forget()


def ends(bound, last):
    """A year, month or day as its first or last day, as text."""
    return f"{bound}{('-12-31', '-31')[bound.count('-')]}"[:10] if last and len(bound) < 10 else bound


def chosen(rows, partners, first, last, levels):
    """The rows that fit a selection, counted by hand."""
    codes = {PARTNERS[partner] for partner in partners}
    return [row for row in rows if (not codes or codes & set(row["partners"].split(";"))) and (not first or row["date"] >= first)
            and (not last or row["date"] <= ends(last, last=True)) and (not levels or row["level"] in levels)]  # fmt: skip


def flat(cell):
    """A cell as the tables have it, from any reader."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, list):
        return ";".join(cell)
    if hasattr(cell, "strftime"):
        return cell.isoformat()[:5] if hasattr(cell, "minute") and not hasattr(cell, "year") else cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def back(form, content):
    """The rows of an exported file by a reader of its own kind; of a calendar and a map what they have of them."""
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    if form == "jsonl":
        return [json.loads(line) for line in content.decode().split("\n") if line]
    if form == "parquet":
        return pq.read_table(io.BytesIO(content)).to_pylist()
    if form == "sqlite":
        base = sqlite3.connect(":memory:")
        base.deserialize(content)
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute("SELECT * FROM events")]
    if form == "xlsx":
        head, *lines = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["events"].iter_rows(values_only=True)
        return [dict(zip(head, line, strict=False)) for line in lines]
    if form == "stata":
        return pd.read_stata(io.BytesIO(content), convert_categoricals=False).astype(object).to_dict("records")
    if form == "ics":
        return [{"event_id": str(entry["uid"]).removesuffix("@bluebook"), "notes": str(entry["description"])} for entry in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    whole = json.loads(content)
    ids = [name for feature in whole["features"] for name in feature["properties"]["events"]]
    return [{"event_id": name} for name in ids] + [{}] * whole["without_place"]


def agrees(form, row, read):
    """Tell whether a row was read back whole."""
    if form == "geojson":
        return not read or read["event_id"] == row["event_id"]
    if form == "ics":
        return read["event_id"] == row["event_id"] and row["notes"] in read["notes"]
    columns = [column for column in row if column in codebook.columns("events") and not (form == "stata" and column in TERMS)]
    return all(flat(read.get(column)) == (row[column].lstrip("0") or "0" if column == "duration_min" and row[column] else row[column]) for column in columns)


TERMS = {header for header, details in codebook.columns("events").items() if details["kind"] == "term" and not details["many"]}
OUTS = ["a.{}", "a.{}", "a.{}", "there", "there", "new", ".", "名前 a.{}", "taken", "taken/a.{}", "none/a.{}", "a.txt", "x" * 300 + ".{}", "a.{}.{}"]


@fuzzed()
@given(data=some.data())
def test_any_selection_of_any_cells_reads_back_as_it_was_chosen_or_nothing_is_written(data, desk, tried):
    tried("selections given to export")
    folder, here = desk
    rows = [data.draw(engagement(number)) for number in range(data.draw(some.integers(0, 3)))]
    (folder / "events.csv").write_text(text("events", rows), encoding="utf-8", newline="")
    tables.forget()
    form = data.draw(some.sampled_from([*list(FORMS)[:7], *FORMS]))
    partners = data.draw(some.lists(some.sampled_from(list(PARTNERS)), max_size=2))
    first, last = data.draw(some.sampled_from(BOUNDS)), data.draw(some.sampled_from(BOUNDS))
    levels = data.draw(some.lists(some.sampled_from(["summit", "foreign_ministers", "special", "sumit"]), max_size=2))
    out = data.draw(some.one_of(some.sampled_from(OUTS), some.sampled_from(OUTS), texts)).replace("{}", FORMS[form])
    out = "a" if set(out) & set("/~\0") and out not in OUTS and not out.endswith(FORMS[form]) else out
    words = [*(["events"] if form != "ics" or data.draw(some.booleans()) else []), f"--format={form}", f"--first={first}", f"--last={last}", f"--out={out}"]
    words += [f"--partner={partner}" for partner in partners] + [f"--level={level}" for level in levels]
    (here / "there").mkdir()
    (here / "taken").write_text("mine")
    ended = CliRunner().invoke(main, ["export", *words])
    written = sorted(file for file in here.rglob("*") if file.is_file() and file.name != "taken")
    try:
        assert ended.exception is None or isinstance(ended.exception, SystemExit), (words, rows, ended.exception)
        assert (here / "taken").read_text() == "mine" and not any(file.name.startswith(".") for file in here.iterdir() if file.name != out)
        if ended.exit_code:
            assert sound(ended.output) and not written and sorted(place.name for place in here.iterdir()) == ["taken", "there"], (words, ended.output, written)
            return
        expected = chosen(rows, partners, first, last, levels)
        (file,) = [file for file in written if file.name != "read.R"]
        assert expected or not (partners or first or last or levels)
        content = file.read_bytes()
        if form == "duckdb":
            read = duckdb.connect(file, read_only=True).sql("FROM events").to_arrow_table().to_pylist()
        else:
            read = back(form, content)
        assert len(read) == len(expected), (words, rows, read)
        for row, one in zip(expected, read if form != "geojson" else sorted(read, key=lambda one: one.get("event_id", "")), strict=True):
            if form != "geojson":
                assert agrees(form, row, one), (form, row, one)
        assert {one["event_id"] for one in read if one} <= {row["event_id"] for row in expected}
    finally:
        for place in here.iterdir():
            shutil.rmtree(place) if place.is_dir() else place.unlink()
