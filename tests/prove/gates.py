"""The gates that may catch a planted error. Each returns what it says of the error, empty where it sees none.

Independent ones know nothing of what was published: the codebook, the unit tests with rows made by hand, the claims, the
statements and the second coding compared with the record. The others compare it with what is stored: the numbers and artists
of the published figures, the outputs of the notebooks, the seals of the published rows.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from prove.plants import Plant, short

INDEPENDENT = ("codebook", "cross-checks", "unit tests", "an assert")
WORDS = ("title", "caption", "alt", "description", "rows", "parameters")  # of a record; the rest are fingerprints
TESTS = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=line",
         "-W", "ignore::pytest.PytestAssertRewriteWarning", "-c", "pyproject.toml")  # fmt: skip


def warm_up(copy: Path) -> None:
    """Import the project and draw once, so that what is forked from here need not."""
    figures(copy, ("tempo-usa-2022", "reconcile-usa-2022"))


def _know(plant: Plant) -> None:
    """Have the codebook check the tables that were changed, again; the others were found well before the error."""
    from bluebook.record import checks, tables

    changed = {Path(name).stem for name in plant.files if name.startswith("data/")}
    check = checks.problems
    for cached in (tables._checked, tables.vocabulary, tables._labels):
        cached.cache_clear()
    if not changed & {"terms", "countries"}:
        checks.problems = lambda table, *rest: check(table, *rest) if table in changed else []


def first(plant: Plant, copy: Path) -> tuple[str, str]:
    """Return the first gate of a plant that catches it and what it says, two empty texts where none does."""
    if not any(name.startswith("scripts/") for name in plant.files):
        _know(plant)
    for name, wanted in plant.gates:
        caught = GATES[name](copy, wanted)
        if caught:
            own = ("an assert", caught[7:]) if caught.startswith("assert:") else (name, caught)
            return own[0], short(own[1], 240)
    return "", ""


def codebook(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return the first problem of the tables, as `bluebook check` prints it."""
    from bluebook.record import problems

    return next(map(str, problems.problems()), "")


def tests(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return the first test that fails, of the files or tests wanted, and why."""
    import pytest

    heard = _Ear()
    chosen = [f"tests/{name}" for name in wanted]
    pytest.main([*TESTS, *chosen], plugins=[heard])
    return heard.said


def outputs(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return the first cell of the notebooks that shows something else than its stored output.

    It compares what nbval compares, pictures aside, without a kernel: those of `figures` are compared by their artists.
    """
    from bluebook.runs import runs

    every = {run.notebook: run for run in runs.committed()}
    for name in wanted:
        book = json.loads(every[name].file.read_text(encoding="utf-8"))
        stored = [[_text(out["data"]) for out in cell["outputs"] if "data" in out] for cell in book["cells"]
                  if cell["cell_type"] == "code"]  # fmt: skip
        for number, (before, now) in enumerate(zip(stored, _shown(every[name]), strict=False), 1):
            if before != now:
                return f"{name}, cell {number}: {_first(before, now)}"
    return ""


def _text(bundle: dict[str, Any]) -> dict[str, str]:
    return {kind: "".join(text) for kind, text in bundle.items() if kind.startswith("text/")}


def _first(before: list[dict[str, str]], now: list[dict[str, str]]) -> str:
    old, new = ("\n".join(text for bundle in side for text in bundle.values()).splitlines() for side in (before, now))
    lines = [f"{was} was, {here} is" for was, here in zip_longest(old, new, fillvalue="nothing") if was != here]
    return lines[0] if lines else "other kinds of output"


def _shown(run: Any) -> list[list[dict[str, str]]]:
    """Return what each cell shows, as a kernel would send it; an error is shown by its name."""
    from IPython.core.formatters import DisplayFormatter

    form, shown = DisplayFormatter().format, []
    try:
        for results in _played(run):
            shown.append([_text(form(result)[0]) for result in results if result is not None])
    except Exception as error:
        return [*shown, [{"text/plain": f"{type(error).__name__}: {error}"}]]
    return shown


class _Ear:
    """A plugin of pytest that keeps the first failure."""

    said = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.said:
            crash = getattr(report.longrepr, "reprcrash", None)
            said = getattr(crash, "message", "") or _plain(str(report.longrepr))
            self.said = f"{report.nodeid.split('/')[-1]}: {short(said, 160)}"

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.said:
            self.said = f"{report.nodeid}: {_plain(str(report.longrepr)).splitlines()[-1]}"


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def figures(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return what the first of the figures that moved draws otherwise: numbers, then artists, then the record's words."""
    from bluebook.runs import runs

    every = {run.id: run for run in runs.published()}
    for figure_id in wanted:
        if moved := _moved(every[figure_id], copy / "figures"):
            return moved if moved.startswith("assert:") else f"{figure_id}, {moved}"
    return ""


def _moved(run: Any, published: Path) -> str:
    from bluebook.figures import artists
    from bluebook.runs import verifications

    before = json.loads((published / f"{run.id}.json").read_text(encoding="utf-8"))
    try:
        picture = drawn(run)
    except AssertionError as error:
        return f"assert:{run.notebook}: {error}"
    except Exception as error:
        return f"can't be drawn: {type(error).__name__}: {error}"
    numbers = picture.marks.to_csv(index=False, lineterminator="\n")
    if moved := verifications.numbers_moved((published / f"{run.id}.csv").read_text(encoding="utf-8"), numbers):
        return f"numbers: {moved[0]}"
    now = json.loads(json.dumps(artists.drawn(picture.figure)))
    if moved := verifications.artists_moved(before["artists"], now):
        return f"artists: {moved[0]}"
    record = picture.record()
    return next((f"record, {key}: {short(str(before[key]))} was" for key in WORDS if before[key] != record[key]), "")


def drawn(run: Any) -> Any:
    """Return the picture of a run: the notebook's code cells, one after another, in this process. Quicker than a kernel."""
    space: dict[str, Any] = {}
    for _ in _played(run, space):
        pass
    return space["picture"]


def _played(run: Any, space: dict[str, Any] | None = None) -> Iterator[list[Any]]:
    """Run the code cells of a notebook in `space` and yield what each shows."""
    book = json.loads(run.file.read_text(encoding="utf-8"))
    space = {} if space is None else space
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            shown: list[Any] = []
            space["display"] = lambda *every, into=shown: into.extend(every)
            body = ast.parse("".join(cell["source"])).body
            last = ast.Expression(body.pop().value) if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), run.notebook, "exec"), space)
            yield [*shown, eval(compile(last, run.notebook, "eval"), space)] if last else shown
            if "parameters" in cell["metadata"].get("tags", []):
                space |= run.given


def files(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return which file of the figures is missing, or isn't the one that its record was written for."""
    from bluebook.figures import pictures as written
    from bluebook.runs import verifications

    for figure_id in wanted:
        mine = {ending: copy / "figures" / f"{figure_id}.{ending}" for ending in written.FILES}
        if moved := verifications.altered(json.loads(mine["json"].read_text(encoding="utf-8")), mine):
            return moved[0]
    return ""


def seals(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return the first row that isn't the one published."""
    from bluebook.record import seals as published

    return next(map(str, published.broken()), "")


def prose(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return the first number in README or codebook that the tables do not have."""
    from bluebook.releases import numbers

    return next(iter(numbers.stale()), "")


def descriptor(copy: Path, wanted: tuple[str, ...]) -> str:
    """Return the first line in which the data package's descriptor is not the one that models and tables give."""
    from bluebook.record import datapackages

    written = (copy / "data" / "datapackage.json").read_text(encoding="utf-8").splitlines()
    lines = zip_longest(written, datapackages.text().splitlines(), fillvalue="nothing")
    return next((f"datapackage.json has {was.strip()}, the models give {here.strip()}" for was, here in lines if was != here), "")


GATES: dict[str, Callable[[Path, tuple[str, ...]], str]] = {
    "codebook": codebook, "cross-checks": tests, "unit tests": tests, "shape": tests, "figure gate": figures, "files": files,
    "stored outputs": outputs, "seals": seals,
    "numbers in prose": prose, "descriptor": descriptor,
}  # fmt: skip
