"""The proof that the checks work, on a sample: thirty errors of `make prove`, planted one at a time, are each caught."""

import csv
import os
import subprocess
import sys

import pytest
from bluebook.ground import paths
from prove import mutations, records, reports, trials
from prove.plants import Plant


def prove(*words, timeout=900):
    done = subprocess.run([sys.executable, "-m", "prove", *words], cwd=paths.ROOT, capture_output=True, text=True, timeout=timeout,
                          env=os.environ | {"PYTHONPATH": str(paths.ROOT / "tests")})  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_thirty_errors_are_each_caught_by_a_gate_that_names_them(tmp_path):
    code, said = prove("--sample", "30", "--jobs", "1", "--out", str(tmp_path / "results.csv"))
    assert code == 0, said
    rows = list(csv.DictReader((tmp_path / "results.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 30 and {row["kind"] for row in rows} == {"data", "code", "notebooks", "figures"}
    assert all(row["said"] for row in rows if row["gate"])


def test_an_error_of_each_kind_can_be_listed_without_being_planted():
    code, said = prove("--list")
    assert code == 0 and len(said.splitlines()) > 200
    assert all(f" {what}: " in said for what in ("a changed date", "a comparison", "a deleted assert", "colours swapped"))


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
