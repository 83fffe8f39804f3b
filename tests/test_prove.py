"""The proof that the checks work, on a sample: thirty errors of `make prove`, planted one at a time, are each caught."""

import csv
import functools
import os
import subprocess
import sys

import pytest
from bluebook.ground import paths
from prove import candidates, contributions, mutations, prose, records, reports, trials
from prove.plants import Plant


def prove(*words, timeout=900):
    done = subprocess.run([sys.executable, "-m", "prove", *words], cwd=paths.ROOT, capture_output=True, text=True, timeout=timeout,
                          env=os.environ | {"PYTHONPATH": str(paths.ROOT / "tests")})  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_thirty_errors_are_each_caught_by_a_gate_that_names_them(tmp_path):
    code, said = prove("--sample", "30", "--jobs", "1", "--out", str(tmp_path / "results.csv"))
    assert code == 0, said
    rows = list(csv.DictReader((tmp_path / "results.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 30 and {row["kind"] for row in rows} == set(reports.KINDS)
    assert all(row["said"] for row in rows if row["gate"])


def test_an_error_of_each_kind_can_be_listed_without_being_planted():
    code, said = prove("--list")
    assert code == 0 and len(said.splitlines()) >= 700
    assert all(f" {what}: " in said for what in ("a changed date", "a comparison", "a deleted assert", "colours swapped"))


REFEREES = {  # what a referee of the data looks for, and how often it is planted at least
    "the predecessor of the lead of": 15, "the successor of the lead of": 15, "the day before the term": 10, "the day after the term": 10,
    "an occasion of another time": 8, "an occasion in another country": 8, "a duplicate": 40, "a mirror called official": 8,
    "a title of what was not collected": 10, "a stale count": 30, "a candidate that leaks": 10, "a row that no release added": 8,
    "a page of another issuer": 8, "day and month exchanged": 6, "a coder who copies the first coding": 5, "a correction dropped": 5,
}  # fmt: skip


@pytest.mark.parametrize(("what", "most"), REFEREES.items())
def test_the_errors_that_a_referee_looks_for_are_planted_many_times_over(what, most):
    assert sum(plant.what.startswith(what) for plant in referees()) >= most


@functools.cache
def referees():
    return [*records.every(), *contributions.every(), *candidates.every(), *prose.every()]


def test_a_folder_of_candidates_that_is_planted_is_gone_afterwards(tmp_path):
    (tmp_path / "data" / "candidates").mkdir(parents=True)
    (tmp_path / "data" / "events.csv").write_text("as it was")
    plant = Plant("candidates", "", "", 1, "", "", {"data/candidates/planted/events.csv": ("a\n", "b\n"), "data/events.csv": "new"}, ())
    with trials._planted(plant, tmp_path):
        assert (tmp_path / "data" / "candidates" / "planted" / "events.csv").read_text() == "a\nb\n"
        assert (tmp_path / "data" / "events.csv").read_text() == "new"
    assert sorted(file.name for file in (tmp_path / "data").rglob("*")) == ["candidates", "events.csv"]
    assert (tmp_path / "data" / "events.csv").read_text() == "as it was"


def test_the_errors_planted_are_the_same_ones_every_time():
    assert [str(plant) for plant in records.every()] == [str(plant) for plant in records.every()]


def test_a_mutation_changes_one_comparison_constant_operator_or_key_and_no_docstring():
    text = 'def f(rows):\n    """Return 1."""\n    return rows.groupby("a").size() > 1\n'
    assert sorted(mutations.changes(text)) == [("a comparison", 3, 36, 37, ">="), ("a constant", 3, 38, 39, "2"),
                                               ("a grouping key", 3, 24, 27, "'a?'")]  # fmt: skip


def result(gate):
    plant = Plant("code", "a comparison", "scripts/bluebook/x.py", 1, "a < b", "a <= b", {}, ())
    return trials.Result(plant, gate, "said", 1.0)


@pytest.mark.parametrize(
    ("gate", "known", "well", "said"),
    [
        ("unit tests", {}, True, "1 were caught by a check that knows nothing"),
        ("", {}, False, "SURVIVED, unexplained: scripts/bluebook/x.py:1"),
        ("", {"scripts/bluebook/x.py: a < b -> a <= b": "a is never b"}, True, "a is never b"),
        ("unit tests", {"scripts/bluebook/x.py: a < b -> a <= b": "a is never b"}, False, "STALE"),
    ],
)
def test_a_survivor_must_be_explained_and_an_explanation_used(monkeypatch, gate, known, well, said):
    monkeypatch.setattr(reports, "explained", lambda: known)
    text, right = reports.report([result(gate)], True, 1.0, 2)
    assert right is well and said in text
