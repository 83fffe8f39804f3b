"""Folders of candidates given to `bluebook check`: files and rows of any kind; none of them is ever a row of the record."""

import csv
import io
import os
import shutil

import pytest
from bluebook.cli import main
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import candidates, checks, codebook, files, problems, tables
from click.testing import CliRunner
from exports.conftest import MADE, lay
from hypothesis import given
from hypothesis import strategies as some

from fuzz import fuzzed, judged, lying
from fuzz.strategies import damaged, sound, texts

KEPT = ("events", "people", "offices", "leads", "documents", "publishers", "places", "occasions", "claims", "archives")
FEW = {name: b"".join((paths.data() / f"{name}.csv").read_bytes().splitlines(keepends=True)[:3]) for name in KEPT}
NAMES = [*[f"{name}.csv" for name in KEPT], "events.csv", "events.csv", "Events.csv", "events.CSV", "events", "events.xlsx", ".events.csv", "notes.md", "event.csv", "x" * 200 + ".csv", "外.csv", "a\nb.csv"]
FOLDERS = ["mine", "berlin 2024", ".hidden", "外務省", "a\nb", "README.md"]


@some.composite
def proposed(draw, name):
    """The bytes of a file of candidates: rows of another table or of its own, with cells of any kind, whole or damaged."""
    table = name.removesuffix(".csv") if name.removesuffix(".csv") in FEW and draw(some.integers(0, 9)) else draw(some.sampled_from(KEPT))
    header, *rows = csv.reader(io.StringIO(FEW[table].decode("utf-8-sig"), newline=""))
    for row in rows:
        for _ in range(draw(some.integers(0, 2))):
            row[draw(some.integers(0, len(row) - 1))] = draw(texts)
    rows = rows[: draw(some.integers(0, 2))]
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=draw(some.sampled_from(["\n", "\r\n", "\r"]))).writerows([header, *rows])
    content = written.getvalue().encode(draw(some.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp932"])), "ignore")
    return draw(some.one_of(some.just(content), some.just(content), damaged(content), some.sampled_from([b"", b"\n", b"\n\n", b"\xef\xbb\xbf", b'"', b"\0", header[0].encode()])))


refereed = []  # filled for a try in which the referee reads along


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """A small record that is read and checked once: it stands as it is, and what is tried are the candidates beside it."""
    data = tmp_path_factory.mktemp("record") / "data"
    data.mkdir()
    lay(data)
    for name in ("places", "people", "offices", "occasions"):  # few rows, so that a try is short
        (data / f"{name}.csv").write_bytes(b"".join((data / f"{name}.csv").read_bytes().splitlines(keepends=True)[:40]))
    read, check, between = files.read, checks.problems, problems.between
    known = {name: read(name, data) for name in codebook.MODELS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BLUEBOOK_DATA", str(data))
        tables.forget()
        own = {name: check(name, known[name][0], tables.vocabulary(data)) for name in codebook.MODELS}
        patch.setattr(files, "read", lambda name, folder: (known[name][0].copy(), list(known[name][1])) if folder == data else read(name, folder))
        patch.setattr(checks, "problems", lambda name, rows, vocabulary, file="": judged(name, rows, vocabulary, file) if "/" in file else own[name])
        patch.setattr(problems, "between", lambda frames, found: between(frames, found) if refereed else [])
        yield data
    tables.forget()


@fuzzed()
@given(data=some.data())
def test_any_folder_of_candidates_is_judged_and_is_no_part_of_the_record(data, record, tried):
    tried("folders of candidates")
    home = record / candidates.FOLDER
    home.mkdir()
    try:
        filled(home, data)
        before = lying(record)
        refereed[:] = [1] * (data.draw(some.integers(0, 7)) == 0)  # one try of eight: it takes most of the time
        command = data.draw(some.sampled_from(["check", "check", "candidates"]))
        ended = CliRunner().invoke(main, [command, "--data", str(record)])
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        assert ended.exit_code in (0, 1) and sound(ended.output) and lying(record) == before
        lines = ended.stdout.splitlines()
        if command == "check":
            assert f"{len(lines)} problem" in ended.stderr if ended.exit_code else len(lines) == 1, ended.output
            assert all(".csv" in line or "candidates" in line for line in lines[: 99 * ended.exit_code]), ended.output
        else:
            assert all(any(line.startswith(folder.name.replace("\n", "\\u000a") + ": ") for line in lines) for folder in candidates.folders(record)), ended.output
        tables.forget()
        assert tables.events()["event_id"].tolist() == [row["event_id"] for row in MADE["events"]]
        try:
            assert all(list(row) == list(codebook.columns("events")) for row in candidates.events(record))
        except Refused as refusal:
            assert sound(str(refusal), candidates.FOLDER)
    finally:
        shutil.rmtree(home)


def filled(home, data):
    """Put folders with files of any kind into the folder of candidates."""
    for folder in data.draw(some.lists(some.sampled_from(FOLDERS), min_size=1, max_size=2, unique=True)):
        (home / folder).mkdir()
        for name in data.draw(some.lists(some.sampled_from(NAMES), max_size=2, unique=True)):
            how = data.draw(some.integers(0, 30))
            if how == 0:
                (home / folder / name).mkdir()
            elif how == 1:
                os.symlink("nowhere", home / folder / name)
            else:
                (home / folder / name).write_bytes(data.draw(proposed(name)))
