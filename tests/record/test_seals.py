"""The seals of the published rows: no row is changed or lost unnoticed, and a correction is allowed."""

import pytest
from bluebook.ground import paths
from bluebook.record import seals


def said(folder):
    return [str(problem) for problem in seals.broken(folder)]


def test_every_published_row_is_as_it_was_published():
    assert said(paths.data()) == []


@pytest.fixture
def berlin():
    """A call that no total and no figure holds."""
    lines = (paths.data() / "events.csv").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if "-DEU-" in line[:15] and ",bilateral,telephone," in line)


def test_a_cell_that_nothing_counts_is_named_by_its_row(copy_of_data, berlin):
    copy_of_data("events", berlin, berlin.replace("https://", "https://www2.", 1))
    (found,) = said(copy_of_data.folder)
    assert found.startswith("events.csv line ") and berlin.split(",")[0] in found and "no correction explains it" in found


def test_a_lost_row_is_named(copy_of_data, berlin):
    copy_of_data("events", berlin + "\n", "")
    (found,) = said(copy_of_data.folder)
    assert berlin.split(",")[0] in found and "is missing" in found


def test_a_new_row_needs_no_seal(copy_of_data, berlin):
    copy_of_data("events", berlin, berlin + "\n" + berlin.replace("-DEU-", "-FRA-", 1))
    assert said(copy_of_data.folder) == []


def test_a_corrected_cell_is_no_breach_and_a_second_one_beside_it_is(copy_of_data):
    old, name = "2022-05-23-USA-summit,2022-05-23,2022-05-23,11:00,135,", "2022-05-23-USA-summit"
    copy_of_data("events", old, old.replace("135", "120"))
    assert len(said(copy_of_data.folder)) == 1
    file = copy_of_data.folder / "corrections.csv"
    row = f"{name},duration_min,135,120,the page says so,https://www.mofa.go.jp/page1,2026-12-01,9.9.9\n"
    file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert said(copy_of_data.folder) == []
    copy_of_data("events", old.replace("135", "120"), old.replace("135", "120").replace("11:00", "11:05"))
    assert len(said(copy_of_data.folder)) == 1
