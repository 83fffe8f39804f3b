"""Running notebooks, several side by side, under a progress bar.

A run writes to a folder of its own; only a run that ended well touches figures/ and notebooks/. The files of a figure change
together, a notebook in one step (see `deposits`), so that a run that fails or is killed leaves complete files, old or new. A
run is stopped if a cell takes longer than allowed, or if the process that asked for it ends.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from joblib import Parallel, delayed
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from bluebook import kernels
from bluebook.figures import records
from bluebook.ground import deposits, paths, patterns
from bluebook.ground.phrases import shown
from bluebook.ground.refusals import Refused
from bluebook.runs import states
from bluebook.runs.reports import Outcome, report, silence_of
from bluebook.runs.runs import Run

QUIET = ["--IPKernelApp.log_level=ERROR"]  # else every kernel warns that loopback is not encrypted
TIMEOUT = 600  # seconds that one cell may take; the slowest of ours takes some 5
DEAD = ("Kernel died", "DeadKernelError", "Kernel didn't respond", "Timeout waiting")  # what is worth a second try


@dataclass(frozen=True)
class Attempt:
    """One run in a folder of its own, and what went wrong, empty if nothing did."""

    run: Run
    folder: Path
    failure: str = ""


def make(wanted: list[Run], jobs: int = 2, tell: Callable[[str], None] = print, target: Path | None = None,
         cold: bool = False, timeout: int = TIMEOUT) -> list[Outcome]:
    """Run all, under a progress bar; publish each run that succeeds. Returns one outcome per run, in the order given.

    tell is called with each line of the report. target: where figures go, figures/ unless given. cold: start each kernel
    from nothing instead of forking it from a warm one. timeout: seconds that one cell may take. Raises Refused where the
    target can't be written to.
    """
    target = target or paths.figures()
    _check_writable(target)
    outcomes: dict[str, Outcome] = {}
    twins = _twins(wanted)
    with deposits.temporary() as folder:
        work = [(run, folder / str(place)) for place, run in enumerate(wanted) if run not in twins.values()]
        for attempt in attempts(work, jobs, cold, publishing=set(twins), timeout=timeout):
            outcome = outcomes[attempt.run.id] = _outcome(attempt, target)
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
             publishing: Collection[str] = (), timeout: int = TIMEOUT, formats: str = "") -> Iterator[Attempt]:
    """Yield each run's attempt as it ends, `jobs` at a time, under a progress bar that gives way to what is written.

    publishing: ids of runs without parameters whose figure is wanted too. formats: of the pictures, as in svg,pdf; all where
    none is named. backend: joblib's, None for the one configured around the call (named to Parallel itself, joblib 1.6 hands
    dask an argument that dask does not know). Threads are enough: each kernel is a process of its own, and all that is done
    here is to wait for it. With threads, one kernel more than `jobs` starts, and is ready when the first notebook has ended.
    """
    ahead = backend == "threading"
    turns = threading.Semaphore(jobs) if ahead else None
    calls = [delayed(attempt)(run, folder, cold, run.id in publishing, timeout, formats, turns) for run, folder in work]
    bound = {"initializer": _end_with, "initargs": (os.getpid(),)} if backend == "loky" else {}
    side_by_side = max(1, min(jobs + ahead, len(work)))
    ended = Parallel(n_jobs=side_by_side, backend=backend, return_as="generator_unordered", **bound)(calls)
    with tqdm(ended, total=len(work), unit="run", disable=None, leave=False) as bar:  # silent where nobody watches
        failed = 0
        for done in bar:
            failed += bool(done.failure)
            bar.set_postfix(failed=failed, refresh=False)
            with bar.external_write_mode():
                yield done


def _end_with(asker: int) -> None:
    """End this process soon after the one that asked for its work, so that killing that one ends everything."""

    def watch() -> None:
        while os.getppid() == asker:
            time.sleep(0.1)
        os._exit(1)

    if os.getpid() != asker:  # with one job, they are the same
        threading.Thread(target=watch, daemon=True).start()


def attempt(run: Run, folder: Path, cold: bool = False, publishing: bool = False, timeout: int = TIMEOUT,
            formats: str = "", turns: threading.Semaphore | None = None) -> Attempt:
    """Run one notebook in a folder of its own when it is its turn; retry once if its kernel died."""
    failure = ""
    for _ in range(2):
        shutil.rmtree(folder, ignore_errors=True)
        failure = _executed(run, folder, cold, publishing, timeout, formats, turns)
        if not any(sign in failure for sign in DEAD):
            break
    return Attempt(run, folder, failure)


def rerun(run: Run, out: Path, cold: bool = False, timeout: int = TIMEOUT) -> tuple[list[Path], str]:
    """Run one notebook for a reader: the executed notebook goes to `out`, the figure beside it unless `save` is False.

    Returns the figure's files, the picture first, and what went wrong, empty where nothing did; else nothing is written.
    """
    drawing = run.given.get("save", not paths.candidates())
    with deposits.temporary() as folder:
        done = attempt(run, folder / "run", cold, publishing=drawing, timeout=timeout)
        if not done.failure:
            out.parent.mkdir(parents=True, exist_ok=True)
            deposits.put(out, (done.folder / run.file.name).read_bytes())
            files = _made(done)
            if files:
                deposits.together(files, out.parent, run.figure)
            order = sorted(files, key=lambda name: records.ENDINGS.index(Path(name).suffix[1:]))
            return [out.parent / name for name in order], ""
        return [], done.failure


def _executed(run: Run, folder: Path, cold: bool, publishing: bool, timeout: int, formats: str,
              turns: threading.Semaphore | None) -> str:
    """Run one notebook; return what went wrong, empty where nothing did."""
    folder = folder.absolute()  # a kernel that is forked stands elsewhere
    given = {"save": not paths.candidates()} | run.given if run.given else {}
    given |= {"events": patterns.inside(given["events"])} if "events" in given else {}
    where = {"BLUEBOOK_FIGURES": folder / "figures", "BLUEBOOK_TRACE": folder / "trace.json", "BLUEBOOK_SAVE": int(publishing),
             "BLUEBOOK_FORMATS": formats, "BLUEBOOK_HERE": paths.ROOT}
    with kernels.ordered(cold=cold, turns=turns, **where), _own_loop():
        try:  # written once, at the end: papermill would check and write it twice per cell
            (folder / "figures").mkdir(parents=True)
            done = papermill.execute_notebook(str(run.file), None, given, kernel_name="python3", progress_bar=False,
                                              resources={"metadata": {"path": str(folder)}}, extra_arguments=QUIET,
                                              kernel_manager_class=kernels.MANAGER, execution_timeout=timeout)  # fmt: skip
            (folder / run.file.name).write_text(normal(done), encoding="utf-8")
        except CellTimeoutError:
            return f"a cell took longer than {timeout} seconds and was ended; --timeout allows more"
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


def _check_writable(target: Path) -> None:
    """Raise Refused before anything runs if nothing could be published."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        writable = os.access(target, os.W_OK | os.X_OK)  # the system's word, also on a disk that is mounted to be read only
    except OSError:
        writable = False
    if not writable:
        raise Refused(f"{shown(target)}: can't be written to, so nothing was run")


def _outcome(attempt: Attempt, target: Path) -> Outcome:
    """Publish a run that succeeded; an error of the disk then counts as a failure of that run only."""
    try:
        return Outcome(attempt.run, () if attempt.failure else tuple(_publish(attempt, target)), attempt.failure)
    except Refused as refusal:
        return Outcome(attempt.run, failure=str(refusal))
    finally:
        shutil.rmtree(attempt.folder, ignore_errors=True)


def _publish(attempt: Attempt, target: Path) -> Iterator[str]:
    """Put a run's files in their place; yields the names of those whose bytes changed."""
    run, made = attempt.run, _made(attempt)
    rested = states.read(attempt.folder / "trace.json") if target == paths.figures() else {}
    if silence := silence_of(attempt.folder / run.file.name):
        raise Refused(f"nothing to publish. {silence}.")
    if made:
        yield from (shown(target / name) for name in deposits.together(made, target, run.figure))
        if rested:
            states.note(run.figure, rested, [target / name for name in made])
    if not run.given:
        if deposits.put(run.file, normal(nbformat.read(attempt.folder / run.file.name, as_version=4)).encode()):
            yield shown(run.file)
        if rested:
            states.note(run.id, rested, [run.file])


def _made(attempt: Attempt) -> dict[str, bytes]:
    """Return the files of the figure that a run has drawn, by name."""
    return {file.name: file.read_bytes() for file in sorted((attempt.folder / "figures").iterdir())}


def normal(book: nbformat.NotebookNode) -> str:
    """Return the text of an executed notebook as it is kept: without times, papermill's stamps and machine names."""
    book.metadata = nbformat.from_dict({"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                                        "language_info": {"name": "python", "file_extension": ".py"}})  # fmt: skip
    for cell in book.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if "injected-parameters" in tags:
            cell["id"] = "injected-parameters"  # papermill draws one by chance
    return nbformat.writes(book) + "\n"
