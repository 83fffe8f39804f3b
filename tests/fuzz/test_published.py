"""Records and pictures of figures, and the words of the command line."""

import json
import shutil
from pathlib import Path

import pytest
from bluebook import kernels
from bluebook.cli import main
from bluebook.figures import bundles, citations, galleries, origins, proofs, records
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.runs import executions, reports
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as some

from fuzz import fuzzed
from fuzz.strategies import damaged, sound, texts, values

FIGURE = "partners-2022"
ENDINGS = ("svg", "pdf", "png")
RECORD = json.loads((paths.ROOT / "figures" / f"{FIGURE}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder with one published figure that stands for figures/, and the working directory."""
    folder = tmp_path_factory.mktemp("shelf")
    for ending in records.ENDINGS:
        shutil.copy(paths.ROOT / "figures" / f"{FIGURE}.{ending}", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BLUEBOOK_FIGURES", str(folder))
        patch.chdir(folder)
        yield folder


def asked(figure_id, folder):
    """Ask everything that reads a record."""
    for ask in (records.record, bundles.packed, *(lambda each, write=write: write(records.record(each)) for write in citations.WRITERS.values()),
                lambda each: proofs.proof(folder, each)):  # fmt: skip
        try:
            ask(figure_id)
        except Refused as refusal:
            assert sound(str(refusal))


@fuzzed(2)
@given(data=some.data())
def test_a_damaged_record_is_read_or_refused(data, shelf, tried):
    tried("record files")
    file = shelf / f"{FIGURE}.json"
    whole = (paths.ROOT / "figures" / file.name).read_bytes()
    file.write_bytes(data.draw(damaged(whole)))
    try:
        asked(FIGURE, shelf)
    finally:
        file.write_bytes(whole)


@fuzzed(2)
@given(data=some.data())
def test_a_record_with_any_value_is_read_or_refused(data, shelf, tried):
    tried("record files")
    file = shelf / f"{FIGURE}.json"
    whole = file.read_bytes()
    changed = {key: value for key, value in RECORD.items() if data.draw(some.integers(0, 9))}
    for key in data.draw(some.lists(some.sampled_from(sorted(RECORD)), max_size=2)):
        changed[key] = data.draw(values)
    file.write_text(json.dumps(changed, default=str), encoding="utf-8", errors="replace")
    try:
        asked(FIGURE, shelf)
    finally:
        file.write_bytes(whole)


@pytest.mark.parametrize("ending", ENDINGS)
@fuzzed(3)
@given(data=some.data())
def test_a_damaged_picture_is_known_or_refused(ending, data, shelf, tried):
    tried("pictures given to whence")
    whole = (paths.ROOT / "figures" / f"{FIGURE}.{ending}").read_bytes()
    start = len(whole) if len(whole) < 20_000 else data.draw(some.sampled_from([4_000, 20_000, len(whole)]))
    (shelf / "picture").write_bytes(data.draw(damaged(whole[:start])))
    try:
        assert origins.whence(shelf / "picture")
    except Refused as refusal:
        assert sound(str(refusal), "picture")
    finally:
        (shelf / "picture").unlink()


COMMANDS = sorted(main.commands)
OPTIONS = sorted({option for command in main.commands.values() for parameter in command.params for option in parameter.opts if option.startswith("-")})
SOLID = ["tempo", "02-tempo", "country-pair", FIGURE, "tempo-usa-2022", "partner", "USA", "first", "2022", "partner=USA", "first=2021..2023", "gdelt", "icews",
         "a.CSV", "out.parquet", "bibtex", "2", "out", "loky", "dask", "89mm", "en", "2022-05-23-USA-summit", "events", "events=x.parquet"]  # fmt: skip
words = some.one_of(some.sampled_from(SOLID), some.sampled_from(OPTIONS), texts.filter(lambda text: not set(text) & set("/~\0")))  # no shell hands on a NUL


@pytest.fixture(scope="module")
def desk(shelf):
    """A working directory where no notebook is run and nothing outside it is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executions, "make", lambda wanted, *_, **__: [reports.Outcome(run) for run in wanted])
        patch.setattr(executions, "rerun", lambda *_, **__: "")
        patch.setattr(executions, "attempts", lambda *_, **__: iter(()))
        patch.setattr(galleries, "write", lambda *_: [])
        patch.setattr(kernels, "expect", lambda **_: None)
        patch.setattr(Path, "write_text", lambda self, text, **_: len(text))
        yield CliRunner()


@fuzzed()
@given(command=some.sampled_from([name for name in COMMANDS if name not in ("verify", "sweep", "check", "describe")]), rest=some.lists(words, max_size=6))
def test_any_words_are_answered_without_a_traceback(command, rest, desk, tried):
    tried("words of the command line")
    ended = desk.invoke(main, [command, *rest])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), (command, rest, ended.exception)
    assert ended.exit_code in (0, 1, 2) and "Traceback" not in ended.output
