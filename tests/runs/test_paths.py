"""Where events are looked for, what is written of the place, and that no two runs share an id."""

import json
import re
import shutil

import duckdb
import pytest
from bluebook import parameters
from bluebook.ground import paths, patterns
from bluebook.ground.refusals import Refused
from bluebook.record import tables
from bluebook.runs import executions, runs, sweeps

SAMPLE = paths.ROOT / "data" / "samples" / "icews.parquet"
ASKED = {"one": "CAN", "other": "USA", "first": "2022-01", "last": "2022-02"}


def events(*names):
    """Return what is found of each name, as a notebook gets it."""
    return [parameters.check(**ASKED, events=name) for name in names]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder where a command is given, and a function that puts a file of events there, of so many rows."""
    monkeypatch.chdir(tmp_path)

    def put(name, rows=0):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if rows:
            duckdb.sql(f"FROM '{SAMPLE}' ORDER BY ALL LIMIT {rows}").write_parquet(str(file))
        else:
            shutil.copy(SAMPLE, file)
        return file

    return put


def test_events_are_looked_for_where_the_command_is_given(desk):
    file = desk("own/events.parquet")
    own, stepped, whole = events("own/events.parquet", "own/../own/events.parquet", str(file))
    assert own.files == stepped.files == whole.files == str(file) and own.file == "events.parquet"


def test_a_file_of_that_name_in_the_project_is_not_taken_instead(desk, tmp_path, monkeypatch):
    file = desk("project/events.parquet")
    monkeypatch.setenv("BLUEBOOK_DATA", str(paths.data()))
    monkeypatch.setattr(paths, "ROOT", file.parent)
    with pytest.raises(Refused, match=r'"events\.parquet" does not exist here'):
        events("events.parquet")
    (inside,) = events("project/events.parquet")
    assert inside.files == str(file) and inside.file == "events.parquet"


def test_the_samples_are_found_from_everywhere_and_keep_their_plain_ids(desk):
    (sample,) = events("data/samples/icews.parquet")
    assert sample.file == "data/samples/icews.parquet" and sample.slug == "can-usa-2022-01-2022-02-icews"
    (run,) = (run for run in runs.published() if "events" in run.given)
    assert run.id == "country-pair-gbr-usa-2009-2024-historian"


def test_a_file_whose_name_looks_like_a_pattern_is_read_and_not_its_neighbour(desk):
    desk("events1.parquet"), desk("events[1].parquet", 20)
    (named,) = events("events[1].parquet")
    assert [file.name for file in named.places] == ["events[1].parquet"]


def test_two_files_of_one_stem_or_in_japanese_are_two_runs(desk):
    desk("a/events.parquet"), desk("b/events.parquet", 20), desk("日本.parquet"), desk("韓国.parquet")
    names = ["a/events.parquet", "b/events.parquet", "日本.parquet", "韓国.parquet", "*/events.parquet"]
    ids = [run.id for run in sweeps.grid("14-country-pair", {name: [value] for name, value in ASKED.items()} | {"events": names})]
    assert len(set(ids)) == 5 and all(re.fullmatch(r"country-pair-can-usa-2022-01-2022-02-events-[0-9a-f]{8}", each) for each in ids)


def test_the_same_file_by_two_ways_is_one_run(desk):
    file = desk("events.parquet")
    given = {name: [value] for name, value in ASKED.items()} | {"events": ["events.parquet", f"./{file.name}", str(file)]}
    assert len(sweeps.grid("14-country-pair", given)) == 1


def test_two_runs_that_would_share_an_id_are_refused_by_name(desk, monkeypatch):
    desk("a/events.parquet"), desk("b/events.parquet", 20)
    monkeypatch.setattr(patterns, "fingerprint", lambda path: "0" * 64)
    given = {name: [value] for name, value in ASKED.items()} | {"events": ["a/events.parquet", "b/events.parquet"]}
    with pytest.raises(Refused, match=r"share the id country-pair-can-usa-2022-01-2022-02-events-00000000: .*a/events.parquet.*b/events.parquet"):
        sweeps.grid("14-country-pair", given)


def test_two_files_of_one_name_are_both_noted_with_the_folders_that_tell_them_apart(desk):
    desk("x/a/events.parquet"), desk("x/b/events.parquet", 20)
    tables.forget()
    tables.rest_on(events("x/*/events.parquet")[0].places)
    assert list(tables.files_so_far()) == ["a/events.parquet", "b/events.parquet"]
    tables.forget()


def selection(file):
    """The sentence of an executed notebook that names its events."""
    book = json.loads(file.read_text(encoding="utf-8"))
    said = ["".join(output["data"]["text/markdown"]) for cell in book["cells"] if cell["id"] == "check" for output in cell["outputs"]]
    return re.search(r"in `.*`\)", said[0])[0]


def test_run_and_papermill_find_the_same_file_and_store_its_name_and_fingerprint(desk, command, tmp_path):
    file = desk("own/events.parquet", 300)
    asked = [word for name, value in ASKED.items() for word in ("-p", name, value)]
    words = [*asked, "-p", "events", "own/events.parquet"]
    done = command("bluebook", "run", "country-pair", *words, "--out", "run.ipynb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = command("papermill", str(paths.NOTEBOOKS / "14-country-pair.ipynb"), "mill.ipynb", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    expected = f"in `events.parquet` (fingerprint `{patterns.fingerprint(file)[:8]}`)"
    assert selection(tmp_path / "run.ipynb") == selection(tmp_path / "mill.ipynb") == expected
    (record,) = tmp_path.glob("country-pair-*.json")
    assert str(tmp_path) not in record.read_text(encoding="utf-8")


def test_a_sweep_over_ones_own_file_is_kept_until_the_file_changes(desk, tmp_path):
    desk("events.parquet", 300)
    grid = lambda: sweeps.grid("14-country-pair", {name: [value] for name, value in ASKED.items()} | {"events": ["events.parquet"]})  # noqa: E731
    swept = lambda: sweeps.sweep(grid(), tmp_path / "out", 1, print)  # noqa: E731
    first, again = swept(), swept()
    assert (first.failures, first.kept, again.kept) == ({}, 0, 1)
    desk("events.parquet", 310)
    changed = swept()
    assert changed.kept == 0 and changed.whole[0].id != first.whole[0].id
    assert "\nevents.parquet," not in (text := (tmp_path / "out" / "results.csv").read_text(encoding="utf-8-sig")) and str(tmp_path) not in text


def test_events_inside_the_project_are_stored_by_their_path_there(desk, monkeypatch, tmp_path):
    inside = paths.ROOT / ".cache" / "own.parquet"
    inside.parent.mkdir(exist_ok=True)
    shutil.copy(SAMPLE, inside)
    try:
        run = runs.checked(runs.Run("14-country-pair", ASKED | {"events": str(inside)}))
        done = executions.attempt(run, tmp_path / "run")
    finally:
        inside.unlink()
    assert not done.failure, done.failure
    text = (tmp_path / "run" / "14-country-pair.ipynb").read_text(encoding="utf-8")
    assert 'events = \\".cache/own.parquet\\"' in text and str(paths.ROOT) not in text
