"""What several tests share: a copy of the tables to break, and a command line to type at."""

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bluebook import kernels
from bluebook.ground import paths
from bluebook.record import tables


def pytest_unconfigure():
    """Let go at the end of what the commands that tests run in this very process keep to the end of theirs."""
    gc.unfreeze()
    while kernels.EXPECTED:
        kernels.EXPECTED.pop().close()


@pytest.fixture
def copy_of_data(tmp_path, monkeypatch):
    """A copy of data/ that the package reads instead, and a function that rewrites one text of one file once."""
    folder = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", folder)
    monkeypatch.setenv("BLUEBOOK_DATA", str(folder))

    def alter(name: str, old: str, new: str) -> None:
        file = folder / f"{name}.csv"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file.name}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        tables.forget()

    alter.folder = folder
    yield alter
    tables.forget()


@pytest.fixture
def command():
    """Run a command of the environment, as a user would; returns the finished process with its text."""

    def run(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess:
        tool = Path(sys.executable).parent / words[0]
        return subprocess.run([str(tool), *words[1:]], cwd=cwd or paths.ROOT, text=True, capture_output=True,
                              env={**os.environ, **environment}, timeout=300)  # fmt: skip

    return run
