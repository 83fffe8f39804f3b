"""Trials: a copy of the project, one error planted in it, its gates run until one catches it. Several side by side."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from prove.plants import ROOT, Plant

PATIENCE = 300  # seconds; an error that makes a gate hang is caught by the clock
LEFT_OUT = shutil.ignore_patterns(".venv*", ".git", ".*_cache", ".cache", ".grid", ".site*", ".hypothesis", "*.egg-info", "node_modules")
LIBRARIES = ("pandas", "pandera.pandas", "matplotlib.backends.backend_agg", "matplotlib.textpath", "yaml", "PIL.Image",
             "pikepdf", "krippendorff", "IPython.display",
             "IPython.core.formatters", "pytest", "jinja2", "zoneinfo")  # fmt: skip
_copy = ROOT  # of this worker


@dataclass(frozen=True)
class Result:
    """How one trial ended: the gate that caught the error, empty where none did, and what it said."""

    plant: Plant
    gate: str
    said: str
    took: float


def run(plants: list[Plant], jobs: int) -> Iterator[Result]:
    """Yield the result of each plant as its trial ends, `jobs` at a time.

    An error in the code is planted before the project is imported; for the others the code is as it is, so that a process
    which has imported it already is forked: much quicker.
    """
    with tempfile.TemporaryDirectory(prefix="bluebook-prove-") as folder:
        _load()
        context = multiprocessing.get_context("fork")
        for warm in (False, True):
            mine = [plant for plant in plants if warm is not any(name.startswith("scripts/") for name in plant.files)]
            if not mine:
                continue
            with context.Pool(max(1, min(jobs, len(mine))), _settle, (Path(folder), warm)) as pool:
                yield from pool.imap_unordered(trial, mine)


def _load() -> None:
    """Import what every gate needs, once, and nothing of the project."""
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "agg", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in ("BLUEBOOK_DATA", "BLUEBOOK_FIGURES", "BLUEBOOK_TRACE", "BLUEBOOK_SAVE", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
        os.environ.pop(name, None)
    for name in LIBRARIES:
        __import__(name)
    gc.freeze()  # else every fork copies what it only reads
    assert not any(name.split(".")[0] == "bluebook" for name in sys.modules), "the project was imported before its error"


def _settle(folder: Path, warm: bool) -> None:
    """Give this worker a copy of its own and, where it shall be warm, the project imported from there."""
    global _copy
    _copy = folder / str(os.getpid())
    shutil.copytree(ROOT, _copy, ignore=LEFT_OUT, copy_function=_given)
    os.environ["PYTHONPATH"] = str(_copy / "scripts")
    sys.path[:0] = [str(_copy / "scripts"), str(_copy / "tests")]
    sys.dont_write_bytecode = True
    if warm:
        from prove import gates

        gates.warm_up(_copy)
        gc.freeze()


def trial(plant: Plant) -> Result:
    """Plant the error, run its gates in a process of their own until one catches it, and take the error out again."""
    began = time.monotonic()
    with _planted(plant, _copy):
        gate, said = _forked(plant)
    return Result(plant, gate, said, time.monotonic() - began)


def _given(source: str, target: str) -> None:
    """Copy a file; the published figures, which are large and hardly ever planted in, are tied."""
    (os.symlink if Path(source).parent == ROOT / "figures" else shutil.copy2)(source, target)


@contextmanager
def _planted(plant: Plant, copy: Path) -> Iterator[None]:
    places = [(copy / name, copy / f"{name}.as-it-was") for name in plant.files]
    made = [file for file, _ in places if not file.exists()]  # as a folder of candidates is
    try:
        for (file, kept), name in zip(places, plant.files, strict=True):
            if file in made:
                file.parent.mkdir(exist_ok=True)
            else:
                file.rename(kept)
            file.write_bytes(plant.content(name))
        yield
    finally:
        for file, kept in places:
            if file in made:
                shutil.rmtree(file.parent)
            else:
                kept.replace(file)  # with its own time, by which what is compiled of it is found


def _forked(plant: Plant) -> tuple[str, str]:
    """Return the gate that caught the error and what it said, from a forked process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _judge(plant, writing)
    os.close(writing)
    try:
        return _heard(reading) or ("", "the trial itself died without a word")
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _heard(reading: int) -> tuple[str, str]:
    text, until = b"", time.monotonic() + PATIENCE
    while select.select([reading], [], [], max(0, until - time.monotonic()))[0]:
        piece = os.read(reading, 65536)
        text += piece
        if not piece:
            return tuple(json.loads(text)) if text else ()
    return "the clock", f"no answer in {PATIENCE} s"


def _judge(plant: Plant, writing: int) -> None:
    """Run the gates in the forked process, write the answer, and end."""
    answer = ["", "the trial itself died"]
    try:
        os.setpgid(0, 0)
        silent = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silent, descriptor)
        os.chdir(_copy)
        from prove import gates

        answer = list(gates.first(plant, _copy))
    except BaseException as error:
        answer = ["", f"the trial itself failed: {type(error).__name__}: {error}"]
    finally:
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
