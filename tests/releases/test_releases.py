"""A release: candidates join the tables, numbers in prose follow, a wrong call changes nothing, a killed one leaves the old or the new state."""

import csv
import errno
import os
import shutil

import pytest
from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused
from bluebook.record import codebook, tables
from bluebook.releases import changes, merges, numbers, releases
from bluebook.runs import executions, runs


def ids(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return [row["event_id"] for row in csv.DictReader(lines)]


def test_candidates_join_the_table_in_its_order_and_their_folders_go(copy_of_data):
    data = copy_of_data.folder
    for waiting in (place for place in (data / "candidates").iterdir() if place.is_dir()):
        shutil.rmtree(waiting)  # those of the record are none of this test's
    before, new = ids(data / "events.csv"), ["2001-02-03-USA-summit", "2031-02-03-USA-summit"]
    for name, event in zip(("one", "two"), new, strict=True):
        (data / "candidates" / name).mkdir(parents=True)
        header, row = (data / "events.csv").read_text(encoding="utf-8").splitlines()[:2]
        (data / "candidates" / name / "events.csv").write_text(f"{header}\n{row.replace(before[0], event)}\n", encoding="utf-8")
    added = merges.merge(data)
    assert added["events"] == new and ids(data / "events.csv") == sorted(before + new)
    assert not [place for place in (data / "candidates").iterdir() if place.is_dir()]


def test_the_changes_of_a_release_are_told_by_table_partner_and_year(copy_of_data):
    copy_of_data("visits", ",made,", ",cancelled,")
    found = changes.rows({"events": ["2022-05-23-USA-summit"]}, copy_of_data.folder)
    assert ["added", "events", "2022-05-23-USA-summit"] in found and [how for how, table, _ in found if table == "visits"] == ["changed"]
    said = changes.section("9.9.9", releases.date(2027, 1, 2), found)
    assert said.startswith("## 9.9.9 (2027-01-02)") and "- visits: 1 changed" in said and "- United States: 2022 1" in said


def test_a_section_is_placed_before_the_last_release_and_takes_the_notes_along():
    log = "# Changelog\n\nHead.\n\n## Unreleased\n\n- a note\n\n## 0.1.0 (2026-11-23)\n\nFirst.\n"
    assert changes.placed(log, "## 0.2.0 (2027-01-02)\n\n- new\n") == (
        "# Changelog\n\nHead.\n\n## 0.2.0 (2027-01-02)\n\n- new\n\n- a note\n\n## 0.1.0 (2026-11-23)\n\nFirst.\n")  # fmt: skip


def test_a_marked_number_follows_the_tables_and_an_unknown_name_is_refused():
    page = "We have <!-- count:rows_events -->7<!-- /count --> events."
    assert numbers.filled(page) == f"We have <!-- count:rows_events -->{len(tables.events()):,}<!-- /count --> events."
    of_2022 = tables.events()["date"].dt.year.eq(2022).sum()
    assert f"| 2022 | {of_2022} |" in numbers.filled("<!-- table:events_by_year --><!-- /table -->")
    with pytest.raises(Refused, match='"rows_event" is not known; did you mean "rows_events"'):
        numbers.filled("<!-- count:rows_event -->7<!-- /count -->")


def test_no_number_in_the_pages_is_stale():
    assert numbers.stale() == []


@pytest.mark.parametrize(
    ("version", "day", "said"),
    [(codebook.VERSION, "2027-01-01", f"is not a version number after {codebook.VERSION}"), ("next", "2027-01-01", "is not a version number after"),
     ("9.9.9", "2027-02-30", "is not a day that exists"), ("9.9.9", "2020-01-01", "the date of")],
)  # fmt: skip
def test_a_wrong_version_or_day_is_refused_in_a_sentence(version, day, said):
    with pytest.raises(Refused, match=said):
        releases.checked(version, day)


def test_nothing_is_released_while_the_check_finds_a_problem(copy_of_data):
    copy_of_data("events", "bilateral,telephone,telephone_talk", "bilateral,telephon,telephone_talk")
    with pytest.raises(Refused, match=r"nothing is released:\n.*telephon"):
        releases.checked("9.9.9", "2027-01-01")


@pytest.fixture
def place(tmp_path):
    """A folder with a file that stays, one that changes and one that goes."""
    for name in ("stays", "data/changes", "data/candidates/mine/goes"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old")
    return tmp_path


def state(folder):
    return {str(file.relative_to(folder)): file.read_text() for file in sorted(folder.rglob("*")) if file.is_file()}


NEW = {"data/changes": "new", "data/made/0.2.0.csv": "new", "stays": "old"}


def put(folder):
    deposits.tree({"data/changes": b"new", "data/made/0.2.0.csv": b"new"}, ["data/candidates/mine/goes"], folder, "release")


def test_a_tree_is_put_in_place_whole(place):
    put(place)
    assert state(place) == NEW and not (place / "data" / "candidates" / "mine").exists()


@pytest.mark.parametrize("moment", ["before it is decided", "while it moves"])
def test_a_killed_release_leaves_the_old_tree_or_what_the_next_command_makes_the_new_one(place, monkeypatch, moment):
    old, killed = state(place), KeyboardInterrupt()

    def kill(*_):
        raise killed

    with monkeypatch.context() as patch:
        if moment == "while it moves":
            patch.setattr(deposits, "_take_away", kill)
        else:
            patch.setattr(deposits.Path, "rename", kill)
        with pytest.raises(KeyboardInterrupt):
            put(place)
    deposits.settle(place)
    assert state(place) == (NEW if moment == "while it moves" else old)


def test_one_german_row_of_2024_rewrites_the_figures_that_draw_it_and_no_other(copy_of_data, tmp_path):
    row = next(line for line in (copy_of_data.folder / "events.csv").read_text(encoding="utf-8").splitlines() if "-DEU-summit," in line[:24])
    copy_of_data("events", row, row + "\n" + row.replace(row[:10], "2024-01-02"))
    lines = (copy_of_data.folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy_of_data.folder / "events.csv").write_text("".join([lines[0], *sorted(lines[1:])]), encoding="utf-8")
    wanted = ["tempo-usa-2022", "places-can-2022", "partners-2022", "partners-2021-2025"]
    outcomes = executions.make(runs.chosen(wanted, runs.published()), 2, lambda line: None, tmp_path / "figures")
    assert [outcome.failure for outcome in outcomes if outcome.failure] == []
    changed = {file.stem for file in (tmp_path / "figures").iterdir() if file.read_bytes() != (paths.figures() / file.name).read_bytes()}
    assert changed == {"partners-2021-2025"}


@pytest.mark.parametrize("version", ["9.9", "v9.9.9", "09.9.9", "9.9.9-rc1", "９.９.９", "٩.٩.٩", "9" * 5000 + ".0.0", "9.9.9\n", "0.0.1"])
def test_a_version_is_three_whole_numbers_in_the_digits_0_to_9(version):
    with pytest.raises(Refused, match="is not a version number after"):
        releases.checked(version, "2099-01-01")


@pytest.mark.parametrize("day", ["20990101", "2099-W01-1", "9999-12-31"])
def test_the_day_of_a_release_is_written_in_one_form(day):
    with pytest.raises(Refused, match=r"is not a day that exists \(YYYY-MM-DD\)"):
        releases.checked("9.9.9", day)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS], ids=["full disk", "read-only"])
def test_a_release_that_can_not_be_written_leaves_the_project_as_it_was(number, tmp_path, monkeypatch):
    for name in ("CITATION.cff", "pyproject.toml", "scripts/bluebook/record/codebook.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.ROOT / name, tmp_path / name)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(releases.problems, "problems", lambda: [])
    monkeypatch.setattr(releases, "_step", lambda *_: None)

    def fail(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(deposits.Path, "write_bytes", fail)
        with pytest.raises(Refused, match=os.strerror(number)):
            releases.make("9.9.9", "2099-01-01", lambda line: None)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before and not list(tmp_path.glob(".bluebook*"))
    assert releases.make("9.9.9", "2099-01-01", lambda line: None).written.keys() == {str(file.relative_to(tmp_path)) for file in before}
