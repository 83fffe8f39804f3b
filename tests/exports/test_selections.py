"""What a selection takes, what it leaves whole, and how bad input is refused; nothing half-written stays behind."""

import errno
import os
import sqlite3

import openpyxl
import pytest
from bluebook.cli import main
from bluebook.exports import exports, selections, zones
from bluebook.exports.selections import asked
from bluebook.ground import deposits
from bluebook.ground.refusals import Refused
from bluebook.record import codebook, tables
from click.testing import CliRunner


def bluebook(*words):
    return CliRunner().invoke(main, ["export", *words])


def chosen(name, **given):
    return selections.rows(name, asked(**given))[codebook.key(name)[0]].tolist()


def test_a_partner_is_found_in_company_too_and_by_any_of_its_names(small):
    for name in ("USA", "アメリカ", "United States"):
        assert chosen("events", partners=[name]) == ["2022-07-04-USA-foreign_ministers", "2022-11-13-KOR+USA-summit", "2023-03-02-USA-2+2"]
    assert chosen("events", partners=["CAN", "NAM"]) == ["2022-01-05-CAN-summit", "2023-08-01-NAM-special"]


def test_a_period_has_both_its_days_and_either_may_be_left_out(small):
    assert chosen("events", first="2022-11-13", last="2023-03-02") == ["2022-11-13-KOR+USA-summit", "2023-03-02-USA-2+2"]
    assert chosen("events", last="2022-01") == ["2022-01-05-CAN-summit"] and chosen("events", first="2023-08") == ["2023-08-01-NAM-special"]
    assert chosen("leads", first="2022-03-20", last="2022-03-25") == ["lead-2022-03-CAN-summit"]  # the month is all that is known of it


def test_a_level_and_a_partner_narrow_together(small):
    assert chosen("events", levels=["summit"], partners=["USA"]) == ["2022-11-13-KOR+USA-summit"]
    assert chosen("events", levels=["summit", "2+2"]) == ["2022-01-05-CAN-summit", "2022-11-13-KOR+USA-summit", "2023-03-02-USA-2+2"]


def test_a_row_that_refers_to_an_event_goes_with_it_and_any_other_by_its_own_cells(small):
    assert chosen("documents", levels=["special"]) == ["2023-05-01-JPN+USA-other"]  # of no event, and no table with levels
    assert chosen("documents", partners=["CAN"]) == ["2022-01-05-CAN+JPN-joint_statement"]
    assert chosen("leads", partners=["USA"]) == ["lead-2022-07-04-USA"] and chosen("leads", levels=["summit"]) == ["lead-2022-03-CAN-summit"]


def test_what_defines_words_stays_whole_and_every_reference_finds_its_row(small, tmp_path):
    selection = asked(partners=["CAN"], first="2022")
    for name in ("people", "offices", "occasions", "places", "terms", "countries", "publishers"):
        assert len(selections.rows(name, selection)) == len(tables.table(name))
    exports.export("sqlite", [], selection, "en", tmp_path / "a.sqlite")
    base = sqlite3.connect(tmp_path / "a.sqlite")
    assert base.execute("SELECT event_id FROM events").fetchall() == [("2022-01-05-CAN-summit",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_table_with_a_partner_is_narrowed_or_stays_whole_for_a_reason():
    defining = {"people", "offices", "occasions", "places", "terms", "countries", "publishers", "topic_words", "archives"}
    assert {name for name in codebook.MODELS if not selections.narrows(name)} == defining


@pytest.mark.parametrize(
    "given", [{"partners": ["USA"]}, {"first": "2022", "last": "2022"}, {"levels": ["summit"]}, {"partners": ["CHN"], "first": "2014", "levels": ["special"]}]
)
def test_any_selection_of_the_published_record_keeps_the_keys_of_a_database(given, tmp_path, with_candidates):
    exports.export("sqlite", [], asked(**given), "en", tmp_path / "a.sqlite")
    assert sqlite3.connect(tmp_path / "a.sqlite").execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "xlxs", "--out", "a"], 'did you mean "xlsx"'),
        (["--format", "excel", "--out", "a"], 'did you mean "xlsx"'),
        (["--format", "csv", "--partner", "CANDA", "--out", "a"], 'did you mean "CAN"'),
        (["--format", "csv", "--partner", "Japan", "--out", "a"], "is Japan itself"),
        (["--format", "csv", "--level", "sumit", "--out", "a"], 'did you mean "summit"'),
        (["--format", "csv", "--first", "2022-02-30", "--out", "a"], "is not a year, month or day that exists"),
        (["--format", "csv", "--first", "2023", "--last", "2022", "--out", "a"], 'first: "2023" is after last "2022"'),
        (["--format", "csv", "--lang", "jp", "--out", "a"], 'did you mean "ja"'),
        (["event", "--format", "csv", "--out", "a"], 'did you mean "events"'),
        (["leads", "--format", "ics", "--out", "a.ics"], "ics holds events alone; leave out leads"),
        (["--format", "xlsx", "--out", "a.csv"], "neither a folder nor a name that ends in .xlsx"),
        (["--format", "parquet", "--out", "a.parquet"], "writes one per table; name one table, or a folder"),
        (["--format", "csv", "--out", "none/a"], "none is not a folder"),
        (["--format", "ics", "--out", "none/a.ics"], "none is not a folder"),
        (["--format", "csv", "--out", "taken"], "taken is a file"),
        (["--format", "csv", "--partner", "PER", "--out", "a"], "no row matches Peru; nothing was written"),
        (["--format", "geojson", "--partner", "CAN", "--first", "2023", "--out", "a.geojson"], "no row matches Canada; from 2023-01-01; nothing was written"),
        (["people", "--format", "csv", "--partner", "CAN", "--out", "a"], "no table that a selection narrows"),
    ],
)
def test_bad_input_is_refused_with_what_is_right_and_nothing_is_written(words, said, small, tmp_path, monkeypatch):
    (here := tmp_path / "here").mkdir()
    (here / "taken").write_text("mine")
    monkeypatch.chdir(here)
    ended = bluebook(*words)
    assert ended.exit_code == 2 and said in ended.output and ended.output.count("\n") == 1, ended.output
    assert [file.name for file in here.iterdir()] == ["taken"] and (here / "taken").read_text() == "mine"


def test_one_table_may_be_one_file_and_a_file_may_go_into_a_folder(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert bluebook("events", "--format", "parquet", "--out", "e.parquet").output == "e.parquet  5 rows\n"
    (tmp_path / "there").mkdir()
    assert bluebook("--format", "ics", "--out", "there").output == f"{os.path.join('there', 'bluebook.ics')}  5 rows\n"
    assert bluebook("leads", "--format", "csv", "--out", "r").output == "r/leads.csv  2 rows\nr/read.R\n"
    assert bluebook("leads", "--format", "sqlite", "--out", "l.db").exit_code == 0


def test_a_file_that_exists_is_replaced_in_one_step(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ics").write_text("old")
    assert bluebook("--format", "ics", "--out", "a.ics").exit_code == 0
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(("form", "out"), [("ics", "a.ics"), ("parquet", "p"), ("sqlite", "a.sqlite")])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS], ids=["full disk", "read-only"])
def test_a_place_that_can_not_be_written_keeps_nothing_half_written(form, out, number, small, tmp_path, monkeypatch):
    (here := tmp_path / "here").mkdir()

    def fail(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(deposits.Path, "write_bytes", fail)
        with pytest.raises(Refused, match=os.strerror(number)):
            exports.export(form, [], asked(), "en", here / out)
    assert list(here.iterdir()) == []


def test_the_zone_of_nearly_every_place_is_known_and_is_one_of_its_country():
    found = {(place["city"], place["country"]): zones.of_place(place["country"], place["city"]) for place in tables.places().to_dict("records")}
    unknown = [place for place, name in found.items() if not name]
    assert len(unknown) <= len(found) / 20, f"add their zones to exports/zones.py: {unknown}"
    assert all(zones.zone(name).key == name for name in found.values() if name)
    listed = {country: set(names) for country, names in zones.of_country().items()}
    assert all(name in listed[country] for country, cities in zones.CITIES.items() for name in cities.values())
    assert zones.of_place("USA", "Springfield") == zones.of_place("", "") == ""


def test_a_cell_too_long_for_excel_is_refused_by_its_place_and_nothing_is_written(small, tmp_path):
    file = small / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("日本語", "日" * 32_768), encoding="utf-8")
    tables.forget()
    (here := tmp_path / "here").mkdir()
    with pytest.raises(Refused, match=r"events row 2, column notes: 32,8\d\d letters, and a cell of Excel holds 32,767; take another format"):
        exports.export("xlsx", ["events"], asked(), "en", here / "a.xlsx")
    assert list(here.iterdir()) == []
    exports.export("csv", ["events"], asked(), "en", here / "a.csv")


def test_a_day_before_excels_calendar_is_text_and_any_other_a_day(small, tmp_path):
    file = small / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("2022-01-05-CAN-summit,2022-01-05,2022-01-05", "1868-01-05-CAN-summit,1868-01-05,1868-01-05"), encoding="utf-8")
    tables.forget()
    exports.export("xlsx", ["events"], asked(), "en", tmp_path / "a.xlsx")
    first, second = [row[1].value for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["events"].iter_rows(min_row=2, max_row=3)]
    assert first == "1868-01-05" and (second.year, second.month) == (2022, 7)
