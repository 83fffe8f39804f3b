"""What several tests share: the figures drawn again, a copy of the tables to break, and a command line to type at."""

import fcntl
import gc
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from bluebook import kernels
from bluebook.ground import paths
from bluebook.record import tables

LONGEST = ("figures/test_figures.py", "runs/test_faults.py", "browser/test_site.py", "kernels/test_kernels.py", "test_prove.py",
           "browser/test_record.py", "notebooks/test_notebooks.py", "runs/test_sweeps.py", "browser/test_lab.py")  # fmt: skip


def pytest_collection_modifyitems(items):
    """Run the longest files first: each file runs on one worker, and the short ones fill the gaps."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Count a test that was skipped as failed where nothing may be skipped, as in `make cluster`."""
    report = yield
    if report.skipped and os.environ.get("BLUEBOOK_NO_SKIP") == "1":
        report.outcome, report.longrepr = "failed", f"skipped, which is not allowed here: {call.excinfo.value}"
    return report


def pytest_unconfigure():
    """Release at the end what commands run in this process keep until their end."""
    gc.unfreeze()
    while kernels.EXPECTED:
        kernels.EXPECTED.pop().close()


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """A folder shared by all workers of a test run; what one of them makes there, the others wait for."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    @contextmanager
    def making(name: str):
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder / name

    return making


def same(run):
    """Return what identifies a run: the notebook and its parameters, including those left at their default."""
    from bluebook.runs import runs

    return run.notebook, str(runs.defaults(run.file) | run.given)


@pytest.fixture(scope="session")
def redrawn(once):
    """The runs of every published figure, made again by this test run: a folder with one folder per figure, by id.

    If the site shows such a run, it is made as the site needs it, so that it is made only once.
    """
    from bluebook.runs import runs, sweeps  # only here: what is at the top, each error of `make prove` imports again
    from bluebook.site import grids

    shown = {same(run): run for run in grids.listed()}
    with once("redrawn") as folder:
        if not (folder / "results.csv").exists():  # written last
            done = sweeps.sweep([shown.get(same(run), run) for run in runs.published()], folder, 2, lambda line: None,
                                formats="svg,pdf,png")  # fmt: skip
            assert done.failures == {} and done.kept == 0
    return folder / "runs"


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
