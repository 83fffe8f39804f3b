"""Tables, parameters, runs.yml and sweep files."""

import shutil

import pytest
from bluebook import parameters
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import checks, codebook, files, problems, tables
from bluebook.runs import runs, sweeps
from hypothesis import given
from hypothesis import strategies as some

from fuzz import fuzzed
from fuzz.strategies import damaged, sound, texts, values

NAMES = sorted(codebook.MODELS)
FEW = {name: b"".join((paths.data() / f"{name}.csv").read_bytes().splitlines(keepends=True)[:4]) for name in NAMES}
KNOWN = tables.vocabulary(paths.data())
NOTEBOOKS = [run.notebook for run in runs.committed()]
PARAMETERS = ["partner", "one", "other", "events", "first", "last", "lang", "width", "save"]
RUNS = paths.RUNS.read_bytes()[:600].rpartition(b"\n")[0] + b"\n"


def judged(name, folder):
    rows, broken = files.read(name, folder)
    return broken or checks.problems(name, rows, KNOWN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@fuzzed(2)
@given(name=some.sampled_from(NAMES), data=some.data())
def test_a_table_with_damaged_bytes_is_judged(name, data, folder, tried):
    tried("tables")
    (folder / f"{name}.csv").write_bytes(data.draw(damaged(FEW[name])))
    assert all(sound(str(problem), f"{name}.csv") for problem in judged(name, folder))


@fuzzed(2)
@given(name=some.sampled_from(NAMES), data=some.data())
def test_a_cell_of_any_text_is_judged(name, data, folder, tried):
    tried("tables")
    (folder / f"{name}.csv").write_bytes(FEW[name])
    rows, _ = files.read(name, folder)
    if len(rows):
        line, column = data.draw(some.sampled_from(list(rows.index))), data.draw(some.sampled_from(list(rows)))
        rows.loc[line, column] = data.draw(texts)
    assert all(sound(str(problem), f"{name}.csv line {line}") for problem in checks.problems(name, rows, KNOWN))


@fuzzed(2)
@given(given_=some.dictionaries(some.sampled_from(PARAMETERS), some.one_of(values, some.sampled_from(["USA", "JPN", 2022, "2022", "2022-03", "en", True, "89mm"]))))
def test_parameters_of_any_value_are_checked_or_refused(given_, tried):
    tried("parameters")
    try:
        parameters.check(**given_).slug  # noqa: B018
    except Refused as refusal:
        assert sound(str(refusal), *given_)


@fuzzed(2)
@given(notebook=some.sampled_from(NOTEBOOKS), pairs=some.lists(some.tuples(some.one_of(some.sampled_from(PARAMETERS), texts), texts), max_size=4))
def test_parameters_as_typed_are_checked_or_refused(notebook, pairs, tried):
    tried("parameters")
    try:
        runs.typed(notebook, pairs)
    except Refused as refusal:
        assert sound(str(refusal))


@fuzzed()
@given(text=some.one_of(damaged(RUNS), some.binary(max_size=60)))
def test_a_damaged_list_of_runs_is_read_or_refused(text, folder, tried):
    tried("runs.yml")
    (folder / "runs.yml").write_bytes(text)
    try:
        runs.published(folder / "runs.yml")
    except Refused as refusal:
        assert sound(str(refusal))


@fuzzed()
@given(text=some.one_of(damaged(b"notebook: 02-tempo\nparameters: {partner: [USA, CAN], first: 2021..2023, last: ['2024']}\n"), some.binary(max_size=60)))
def test_a_damaged_sweep_is_read_or_refused(text, folder, tried):
    tried("sweep.yml")
    (folder / "sweep.yml").write_bytes(text)
    try:
        sweeps.listed(folder / "sweep.yml")
    except Refused as refusal:
        assert sound(str(refusal))


def test_a_table_is_refused_where_it_is_a_folder(tmp_path):
    shutil.copytree(paths.data(), tmp_path / "data")
    (tmp_path / "data" / "events.csv").unlink()
    (tmp_path / "data" / "events.csv").mkdir()
    assert any("events.csv" in str(problem) for problem in problems.problems(tmp_path / "data"))
