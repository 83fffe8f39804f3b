"""Running notebooks: each published figure is one notebook with one set of parameters, listed in notebooks/runs.yml.

A run writes to a folder of its own; only a run that ended well touches figures/ and notebooks/, file by file through a
rename, so that a failed or interrupted run leaves whole files behind, old or new.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
import yaml
from joblib import Parallel, delayed
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from bluebook import parameters, paths
from bluebook.refusals import Refused, did_you_mean, listed

QUIET = ["--IPKernelApp.log_level=ERROR"]  # else every kernel warns that loopback is not encrypted
NUMBERED = re.compile(r"\d\d-(.+)")


@dataclass(frozen=True)
class Run:
    """One notebook with one set of parameters; without any, the notebook as it is committed."""

    notebook: str
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The notebook's file."""
        return paths.NOTEBOOKS / f"{self.notebook}.ipynb"

    @property
    def id(self) -> str:
        """The id of the figure it publishes, or the notebook's own name for a run without parameters."""
        if not self.given:
            return self.notebook
        match = NUMBERED.fullmatch(self.notebook)
        return f"{match[1] if match else self.notebook}-{parameters.slug(defaults(self.file) | self.given)}"


@dataclass(frozen=True)
class Outcome:
    """How one run ended: what it changed, or where and why it failed."""

    run: Run
    changed: tuple[str, ...] = ()
    failure: str = ""


def defaults(notebook: Path) -> dict[str, Any]:
    """Return the parameters of a notebook with their default values."""
    return {name: details["default"] for name, details in parameters.declared(_source(notebook)).items()}


def _source(notebook: Path) -> str:
    for cell in nbformat.read(notebook, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", []):
            return cell.source
    raise Refused(f"{notebook.name}: no cell is tagged parameters")


def published(file: Path | None = None) -> list[Run]:
    """Return every run of runs.yml. Raises Refused where the file is not a list of notebook and parameters."""
    file = file or paths.RUNS
    try:
        listing = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refused(f"{file.name}: can't be read ({' '.join(str(error).split())})") from None
    if not isinstance(listing, dict):
        raise Refused(f"{file.name}: not a mapping of notebook to its list of parameter sets")
    found = [run for notebook, sets in listing.items() for run in _runs(file.name, notebook, sets)]
    twice = sorted({run.id for run in found if [other.id for other in found].count(run.id) > 1})
    if twice:
        raise Refused(f"{file.name}: {listed(twice)} would be published twice")
    return found


def _runs(name: str, notebook: Any, sets: Any) -> Iterator[Run]:
    known = [run.notebook for run in committed()]
    if notebook not in known:
        raise Refused(f'{name}: "{notebook}" is not a notebook ({listed(known, 20)}){did_you_mean(notebook, known)}')
    if not isinstance(sets, list) or not all(isinstance(given, dict) and given for given in sets):
        raise Refused(f"{name}, {notebook}: not a list of parameter sets, as in - {{partner: USA, first: 2022, last: 2022}}")
    for given in sets:
        checked(Run(notebook, given))
        yield Run(notebook, given)


def checked(run: Run) -> Run:
    """Return the run if its parameters are ones that its notebook takes. Raises Refused in one sentence."""
    known = defaults(run.file)
    for name in run.given:
        if name not in known:
            raise Refused(f'{run.notebook}: "{name}" is not a parameter of this notebook ({listed(known)})'
                          f"{did_you_mean(name, list(known))}")  # fmt: skip
    parameters.check(everyone=known.get("partner") == "ALL", **known | run.given)
    return run


def committed() -> list[Run]:
    """Return one run without parameters for each notebook of notebooks/."""
    return [Run(file.stem) for file in sorted(paths.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))]


def chosen(ids: Iterable[str], every: list[Run]) -> list[Run]:
    """Return the runs with the ids named, all of them where none is. Raises Refused for an unknown id."""
    known = {run.id: run for run in every}
    wanted = list(dict.fromkeys(ids)) or list(known)
    for wanted_id in wanted:
        if wanted_id not in known:
            raise Refused(f'figure: "{wanted_id}" is not in runs.yml ({listed(known)}){did_you_mean(wanted_id, list(known))}')
    return [known[wanted_id] for wanted_id in wanted]


def make(runs: list[Run], jobs: int = 2, tell: Callable[[str], None] = print, target: Path | None = None) -> list[Outcome]:
    """Run all, under a progress bar; publish what ended well as it ends. Returns one outcome a run, in the order given.

    tell is called with each line of the report. target: where figures go, figures/ unless given.
    """
    target = target or paths.figures()
    with tempfile.TemporaryDirectory(prefix="bluebook-") as folder:
        calls = [delayed(_apart)(run, Path(folder) / str(number)) for number, run in enumerate(runs)]
        ended = Parallel(n_jobs=min(jobs, max(1, len(runs))), return_as="generator_unordered")(calls)
        outcomes = {}
        bar = tqdm(ended, total=len(runs), unit="run", disable=None, leave=False)  # silent where nobody watches
        for run, produced, failure in bar:
            outcome = Outcome(run, failure=failure) if failure else Outcome(run, tuple(_publish(run, produced, target)))
            outcomes[run.id] = outcome
            with bar.external_write_mode():
                for line in report(outcome):
                    tell(line)
    return [outcomes[run.id] for run in runs]


def report(outcome: Outcome) -> list[str]:
    """Return the lines that tell what a run changed, or how it failed and how to repeat it."""
    if outcome.failure:
        again = "".join(f" -p {name} {value}" for name, value in outcome.run.given.items())
        return [f"failed   {outcome.run.id}", *(f"         {line}" for line in outcome.failure.splitlines()),
                f"         again: papermill notebooks/{outcome.run.notebook}.ipynb out.ipynb{again}"]  # fmt: skip
    return [f"changed  {name}" for name in outcome.changed]


def _apart(run: Run, folder: Path) -> tuple[Run, Path, str]:
    """Run one notebook in a folder of its own. Returns the run, the folder and what went wrong, empty where nothing did."""
    folder.mkdir()
    (folder / "figures").mkdir()
    given = run.given | {"save": True} if run.given else {}
    with _figures_in(folder / "figures"):
        try:
            papermill.execute_notebook(str(run.file), str(folder / run.file.name), given, kernel_name="python3",
                                       progress_bar=False, cwd=str(folder), extra_arguments=QUIET)  # fmt: skip
        except PapermillExecutionError as error:
            return run, folder, _where(error)
        except Exception as error:  # a kernel that died, a full disk: one run's failure, never the others'
            return run, folder, f"{type(error).__name__}: {error}"
    return run, folder, ""


def _where(error: PapermillExecutionError) -> str:
    first = next(iter(error.source.strip().splitlines()), "")
    return f"cell {error.exec_count}: {first}\n{error.ename}: {error.evalue}"


@contextmanager
def _figures_in(folder: Path) -> Iterator[None]:
    before = os.environ.get("BLUEBOOK_FIGURES")
    os.environ["BLUEBOOK_FIGURES"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("BLUEBOOK_FIGURES") if before is None else os.environ.update(BLUEBOOK_FIGURES=before)


def _publish(run: Run, folder: Path, target: Path) -> Iterator[str]:
    """Put a run's files in their place, each by a rename; yields the names of those whose bytes changed."""
    target.mkdir(exist_ok=True)
    made = [(file, target / file.name) for file in sorted((folder / "figures").iterdir())]
    if not run.given:
        plain = folder / "normal.ipynb"
        plain.write_text(normal((folder / run.file.name).read_text(encoding="utf-8")), encoding="utf-8")
        made.append((plain, run.file))
    for file, place in made:
        if not place.exists() or place.read_bytes() != file.read_bytes():
            _move(file, place)
            yield f"{place.parent.name}/{place.name}"
    shutil.rmtree(folder)


def _move(file: Path, place: Path) -> None:
    beside = place.with_name(f".{place.name}.new")  # on the same disk, so that the rename is one step
    shutil.copyfile(file, beside)
    os.replace(beside, place)


def normal(notebook: str) -> str:
    """Return an executed notebook as it is committed: without times, papermill's stamps and machine names."""
    book = nbformat.reads(notebook, as_version=4)
    book.metadata = nbformat.from_dict({"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                                        "language_info": {"name": "python"}})  # fmt: skip
    for cell in book.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    return nbformat.writes(book) + "\n"
