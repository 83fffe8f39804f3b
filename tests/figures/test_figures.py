"""The gate for pictures: every published figure is redrawn and compared, and the gate catches a change."""

import json
import shutil

import pytest
from bluebook.figures import citations, pictures
from bluebook.ground import paths
from bluebook.runs import runs, verifications

EVERY = [run.id for run in runs.published()]


@pytest.mark.parametrize("figure_id", EVERY)
def test_a_published_figure_is_what_its_notebook_draws_in_numbers_artists_and_bytes(redrawn, figure_id):
    verdict = verifications.compare(figure_id, paths.figures(), redrawn / figure_id)
    assert verdict.level == "same", str(verdict)


BLOCKS = ("01-record", "02-tempo", "03-reconcile")  # notebooks whose chart has one block a number


@pytest.mark.parametrize("figure_id", [run.id for run in runs.published() if run.notebook in BLOCKS])
def test_the_blocks_drawn_are_the_numbers_published(figure_id):
    record = json.loads((paths.figures() / f"{figure_id}.json").read_text(encoding="utf-8"))
    rows = (paths.figures() / f"{figure_id}.csv").read_text(encoding="utf-8").splitlines()[1:]
    published = sum(int(row.split(",")[-2]) for row in rows)
    drawn = sum(bar[0] != "bare" for axes in record["artists"][1:] for bar in axes["bars"])
    assert drawn == published


def test_nothing_lies_in_figures_that_no_run_makes():
    made = {f"{figure_id}.{ending}" for figure_id in EVERY for ending in pictures.FILES} | {"README.md", "ro-crate-metadata.json"}
    assert {file.name for file in paths.figures().iterdir()} <= made


@pytest.fixture
def published(tmp_path):
    """A copy of one published figure, to be tampered with."""
    for ending in pictures.FILES:
        shutil.copy(paths.figures() / f"tempo-usa-2022.{ending}", tmp_path)
    return tmp_path


def test_one_altered_number_in_a_published_table_is_seen(published):
    file = published / "tempo-usa-2022.csv"
    file.write_text(file.read_text().replace("summit,2022-05,in_person,1", "summit,2022-05,in_person,2"))
    verdict = verifications.compare("tempo-usa-2022", published, paths.figures())
    assert verdict.level == "altered" and "tempo-usa-2022.csv" in verdict.moved[0]


def test_one_altered_pixel_is_seen(published):
    file = published / "tempo-usa-2022.png"
    file.write_bytes(file.read_bytes()[:-20] + b"\0" * 20)
    assert verifications.compare("tempo-usa-2022", published, paths.figures()).level == "altered"


def test_one_altered_height_in_a_record_is_seen_as_an_artist(published):
    file = published / "tempo-usa-2022.json"
    record = json.loads(file.read_text())
    record["artists"][1]["bars"][0][4] = 1.5
    file.write_text(json.dumps(record))
    verdict = verifications.compare("tempo-usa-2022", published, paths.figures())
    assert verdict.level == "artists" and "bars" in verdict.moved[0]


def test_a_missing_file_is_named(published):
    (published / "tempo-usa-2022.pdf").unlink()
    verdict = verifications.compare("tempo-usa-2022", published, paths.figures())
    assert verdict.level == "missing" and "tempo-usa-2022.pdf" in verdict.moved[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2022-01-21-USA-summit,2022-01-21,,,80,USA,summit,bilateral,video,", "2022-01-21-CAN-summit,2022-01-21,,,80,CAN,summit,bilateral,video,", "2022-01-21-USA-summit"),
        ("2022-01-21-USA-summit,2022-01-21,", "2022-02-21-USA-summit,2022-02-21,", "2022-02-21-USA-summit"),
        ("bilateral,video,video_conference,,,,Kishida Fumio,Joe Biden", "bilateral,telephone,telephone_talk,,,,Kishida Fumio,Joe Biden", "summit, 2022-01, telephone"),
        (None, None, "2022-01-21-USA-summit"),
    ],
    ids=["a swapped partner", "a shifted month", "a changed channel", "a dropped event"],
)  # fmt: skip
def test_a_changed_row_is_caught_as_numbers_and_named(copy_of_data, old, new, said):
    if old is None:
        file = copy_of_data.folder / "events.csv"
        lines = [line for line in file.read_text().splitlines(keepends=True) if not line.startswith("2022-01-21-USA-summit,")]
        file.write_text("".join(lines))
    else:
        copy_of_data("events", old, new)
    (verdict,) = verifications.verify(runs.chosen(["tempo-usa-2022"], runs.published()), 1)
    assert verdict.level == "numbers" and any(said in line for line in verdict.moved), str(verdict)
    assert "the data changed: events" in verdict.reasons


def test_a_citation_has_the_date_of_the_data_and_the_id():
    record = json.loads((paths.figures() / "tempo-usa-2022.json").read_text(encoding="utf-8"))
    line = citations.text(record)
    assert "tempo-usa-2022" in line and record["data"]["released"] in line and record["title"] in line


def test_records_hold_no_path_of_a_machine():
    for figure_id in EVERY:
        assert str(paths.ROOT) not in (paths.figures() / f"{figure_id}.json").read_text(encoding="utf-8")
