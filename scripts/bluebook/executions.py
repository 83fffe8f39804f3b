"""Running notebooks, several side by side, under a progress bar.

A run writes to a folder of its own; only a run that ended well touches figures/ and notebooks/, file by file through a
rename, so that a failed or interrupted run leaves whole files behind, old or new.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import nbformat
import papermill
from joblib import Parallel, delayed
from jupyter_core.utils import ensure_event_loop
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from bluebook import fingerprints, kernels, paths, states
from bluebook.runs import Run

QUIET = ["--IPKernelApp.log_level=ERROR"]  # else every kernel warns that loopback is not encrypted
DEAD = ("Kernel died", "DeadKernelError", "Kernel didn't respond", "Timeout waiting")  # what is worth a second try


@dataclass(frozen=True)
class Outcome:
    """How one run ended: what it changed, or where and why it failed."""

    run: Run
    changed: tuple[str, ...] = ()
    failure: str = ""


@dataclass(frozen=True)
class Attempt:
    """One run in a folder of its own, and what went wrong, empty where nothing did."""

    run: Run
    folder: Path
    failure: str = ""


def make(wanted: list[Run], jobs: int = 2, tell: Callable[[str], None] = print, target: Path | None = None,
         cold: bool = False) -> list[Outcome]:
    """Run all, under a progress bar; publish what ended well as it ends. Returns one outcome a run, in the order given.

    tell is called with each line of the report. target: where figures go, figures/ unless given. cold: start each kernel
    from nothing instead of forking it from a warm one.
    """
    outcomes: dict[str, Outcome] = {}
    twins = _twins(wanted)
    with tempfile.TemporaryDirectory(prefix="bluebook-") as folder:
        work = [(run, Path(folder) / str(place)) for place, run in enumerate(wanted) if run not in twins.values()]
        for attempt in attempts(work, jobs, cold, publishing=set(twins)):
            done = () if attempt.failure else tuple(_publish(attempt, target or paths.figures()))
            outcome = outcomes[attempt.run.id] = Outcome(attempt.run, done, attempt.failure)
            for line in report(outcome):
                tell(line)
    for stored, run in twins.items():
        outcomes[run.id] = Outcome(run, failure=outcomes[stored].failure)
    return [outcomes[run.id] for run in wanted]


def _twins(wanted: list[Run]) -> dict[str, Run]:
    """Return, by the name of a notebook that is run as it is committed, the wanted run that draws the very same figure.

    One execution then gives both: the stored outputs and the figure.
    """
    by_figure = {run.figure: run for run in wanted if run.given}
    return {run.id: by_figure[run.figure] for run in wanted if not run.given and run.figure in by_figure}


def attempts(work: list[tuple[Run, Path]], jobs: int, cold: bool, backend: str | None = "threading",
             publishing: Collection[str] = ()) -> Iterator[Attempt]:
    """Yield each run's attempt as it ends, `jobs` at a time, under a progress bar that gives way to what is written.

    publishing: ids of runs without parameters whose figure is wanted too. backend: joblib's, None for the one configured
    around the call (named to Parallel itself, joblib 1.6 hands dask an argument that dask does not know). Threads are
    enough: each kernel is a process of its own, and all that is done here is to wait for it.
    """
    calls = [delayed(attempt)(run, folder, cold, run.id in publishing) for run, folder in work]
    ended = Parallel(n_jobs=max(1, min(jobs, len(work))), backend=backend, return_as="generator_unordered")(calls)
    with tqdm(ended, total=len(work), unit="run", disable=None, leave=False) as bar:  # silent where nobody watches
        failed = 0
        for done in bar:
            failed += bool(done.failure)
            bar.set_postfix(failed=failed, refresh=False)
            with bar.external_write_mode():
                yield done


def attempt(run: Run, folder: Path, cold: bool = False, publishing: bool = False) -> Attempt:
    """Run one notebook in a folder of its own, a second time where its kernel died under it."""
    failure = ""
    for _ in range(2):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "figures").mkdir(parents=True)
        failure = _executed(run, folder, cold, publishing)
        if not any(sign in failure for sign in DEAD):
            break
    return Attempt(run, folder, failure)


def rerun(run: Run, out: Path, cold: bool = False) -> str:
    """Run one notebook for a reader: the executed notebook goes to `out`, the figure, if saved, beside it.

    Returns what went wrong, empty where nothing did; then nothing is written.
    """
    with tempfile.TemporaryDirectory(prefix="bluebook-") as folder:
        done = attempt(run, Path(folder) / "run", cold)
        if not done.failure:
            out.parent.mkdir(parents=True, exist_ok=True)
            move(done.folder / run.file.name, out)
            for file in sorted((done.folder / "figures").iterdir()) if run.given.get("save") else ():
                move(file, out.parent / file.name)
        return done.failure


def _executed(run: Run, folder: Path, cold: bool, publishing: bool) -> str:
    """Run one notebook; return what went wrong, empty where nothing did."""
    given = {"save": True} | run.given if run.given else {}
    where = {"BLUEBOOK_FIGURES": folder / "figures", "BLUEBOOK_TRACE": folder / "trace.json", "BLUEBOOK_SAVE": int(publishing)}
    with kernels.ordered(cold=cold, **where), _own_loop():
        try:  # written once, at the end: papermill would check and write it twice a cell
            done = papermill.execute_notebook(str(run.file), None, given, kernel_name="python3", progress_bar=False,
                                              resources={"metadata": {"path": str(folder)}}, extra_arguments=QUIET,
                                              kernel_manager_class=kernels.MANAGER)  # fmt: skip
            nbformat.write(done, folder / run.file.name)
        except PapermillExecutionError as error:
            first = next(iter(error.source.strip().splitlines()), "")
            return f"cell {error.exec_count}: {first}\n{error.ename}: {error.evalue}"
        except Exception as error:  # a kernel that died, a full disk: one run's failure, never the others'
            return f"{type(error).__name__}: {error}"
    return ""


@contextmanager
def _own_loop() -> Iterator[None]:
    """Close the event loop that jupyter_client opens in each thread and leaves open."""
    try:
        yield
    finally:
        if threading.current_thread() is not threading.main_thread():
            ensure_event_loop().close()


def report(outcome: Outcome) -> list[str]:
    """Return the lines that tell what a run changed, or where it failed, why, and how to repeat it."""
    if not outcome.failure:
        return [f"changed  {name}" for name in outcome.changed]
    notice = [f"::error file=notebooks/{outcome.run.notebook}.ipynb,title={outcome.run.id}::{_last(outcome)}"]
    return [f"failed   {outcome.run.id}", *(f"         {line}" for line in outcome.failure.splitlines()),
            f"         again: {again(outcome.run)}", *notice * bool(os.environ.get("GITHUB_ACTIONS"))]  # fmt: skip


def _last(outcome: Outcome) -> str:
    return (outcome.failure.splitlines() or [""])[-1]


def again(run: Run) -> str:
    """Return the command that repeats a run."""
    given = "".join(f" -p {name} {value}" for name, value in run.given.items())
    return f"papermill notebooks/{run.notebook}.ipynb out.ipynb{given}"


def junit(outcomes: Iterable[Outcome]) -> str:
    """Return the outcomes as a JUnit XML report, a test case a run."""
    cases = []
    for outcome in outcomes:
        wrong = f"<failure message={quoteattr(_last(outcome))}>{escape(outcome.failure)}</failure>" * bool(outcome.failure)
        named = f"classname={quoteattr(outcome.run.notebook)} name={quoteattr(outcome.run.id)}"
        cases.append(f"  <testcase {named}>{wrong}</testcase>")
    failed = sum("<failure" in case for case in cases)
    return "\n".join([f'<testsuite name="bluebook" tests="{len(cases)}" failures="{failed}">', *cases, "</testsuite>", ""])


def _publish(attempt: Attempt, target: Path) -> Iterator[str]:
    """Put a run's files in their place, each by a rename; yields the names of those whose bytes changed."""
    run, folder = attempt.run, attempt.folder
    target.mkdir(parents=True, exist_ok=True)
    made = [(file, target / file.name) for file in sorted((folder / "figures").iterdir())]
    if not run.given:
        plain = folder / "normal.ipynb"
        plain.write_text(normal((folder / run.file.name).read_text(encoding="utf-8"), folder), encoding="utf-8")
        made.append((plain, run.file))
    for file, place in made:
        if not place.exists() or place.read_bytes() != file.read_bytes():
            move(file, place)
            yield f"{place.parent.name}/{place.name}"
    shutil.rmtree(folder)


def move(file: Path, place: Path) -> None:
    """Put a file in its place in one step: whoever looks sees the old one or the new one, never a part."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")  # on the same disk, so that the rename is one step
    shutil.copyfile(file, beside)
    os.replace(beside, place)


def normal(notebook: str, folder: Path | None = None) -> str:
    """Return an executed notebook as it is committed: without times, papermill's stamps and machine names.

    folder: where the run noted what it rests on; the note goes into the notebook's metadata.
    """
    book = nbformat.reads(notebook, as_version=4)
    book.metadata = nbformat.from_dict({"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                                        "language_info": {"name": "python"}})  # fmt: skip
    for cell in book.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if "injected-parameters" in tags:
            cell["id"] = "injected-parameters"  # papermill draws one by chance
    trace = folder / "trace.json" if folder else None
    if trace and trace.exists():
        noted = json.loads(trace.read_text(encoding="utf-8")) | {"lock": fingerprints.of_lock()}
        book.metadata["bluebook"] = noted | {"outputs": states.of_outputs(json.loads(nbformat.writes(book)))}
    return nbformat.writes(book) + "\n"
