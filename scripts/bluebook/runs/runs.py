"""What is run: each published figure is one notebook with one set of parameters, listed in notebooks/runs.yml."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bluebook import parameters
from bluebook.ground import paths
from bluebook.ground.refusals import Refused, did_you_mean, listed

NUMBERED = re.compile(r"\d\d-(.+)")
START = "00-start"  # has a form and no figure
NEAR = 0.65  # how alike a misspelt name of a notebook has to be: "summit" is not "visits"


@dataclass(frozen=True)
class Run:
    """One notebook with one set of parameters; without any, the notebook as it is committed."""

    notebook: str
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The notebook's file."""
        return paths.NOTEBOOKS / f"{self.notebook}.ipynb"

    @cached_property
    def id(self) -> str:
        """The id of the figure it publishes, or the notebook's own name for a run without parameters."""
        return self.figure if self.given else self.notebook

    @cached_property
    def figure(self) -> str:
        """The id of the figure that it draws."""
        match = NUMBERED.fullmatch(self.notebook)
        return f"{match[1] if match else self.notebook}-{self.asked.slug}"

    @cached_property
    def asked(self) -> parameters.Asked:
        """Its parameters, those left at their default included, typed. Raises Refused for the first that is wrong."""
        whole = of_project(defaults(self.file)) | self.given
        return parameters.check(everyone=whole.get("partner") == "ALL", **whole)

    def draws_as(self, other: Run) -> bool:
        """Tell whether another run of the notebook draws the very same, a pair in either order."""
        plain = [(replace(run.asked, one="", other="", save=False), {run.asked.one, run.asked.other}) for run in (self, other)]
        return self.notebook == other.notebook and plain[0] == plain[1]


def of_project(given: dict[str, Any]) -> dict[str, Any]:
    """Return parameters that the project itself names: a path of events begins at its folder."""
    return given | ({"events": str(paths.ROOT / given["events"])} if given.get("events") else {})


def defaults(notebook: Path) -> dict[str, Any]:
    """Return the parameters of a notebook with their default values."""
    return {name: details["default"] for name, details in parameters.declared(_source(notebook)).items()}


def takes_all(notebook: Path) -> bool:
    """Tell whether a notebook takes ALL for its partner: the comment on the parameter says so."""
    partner = parameters.declared(_source(notebook)).get("partner", {"default": "", "help": ""})
    return partner["default"] == "ALL" or partner["help"].endswith("or ALL")


def _source(notebook: Path) -> str:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            return "".join(cell["source"])
    raise Refused(f"{notebook.name}: no cell is tagged parameters")


def published(file: Path | None = None) -> list[Run]:
    """Return every run of runs.yml. Raises Refused where the file is not a list of notebook and parameters."""
    file = file or paths.RUNS
    listing = listed_in(file)
    if not isinstance(listing, dict):
        raise Refused(f"{file.name}: not a mapping of notebook to its list of parameter sets")
    found = [run for notebook, sets in listing.items() for run in _runs(file.name, notebook, sets)]
    twice = [run_id for run_id, times in Counter(run.id for run in found).items() if times > 1]
    if twice:
        raise Refused(f"{file.name}: {listed(twice)} would be published twice")
    return found


def listed_in(file: Path) -> Any:
    """Return what a YAML file says, read as data only. Raises Refused where it can't be read."""
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except Exception as error:  # a wrong tag or day makes YAML's constructors raise nearly anything
        raise Refused(f"{file.name}: can't be read ({' '.join(str(error).split()) or type(error).__name__})") from None


def _runs(name: str, notebook: Any, sets: Any) -> Iterator[Run]:
    known = [run.notebook for run in committed()]
    if notebook not in known:
        raise Refused(f'{name}: "{notebook}" is not a notebook ({listed(known, 20)}){did_you_mean(notebook, known)}')
    if not isinstance(sets, list) or not all(isinstance(given, dict) and given for given in sets):
        raise Refused(f"{name}, {notebook}: not a list of parameter sets, as in - {{partner: USA, first: 2022, last: 2022}}")
    for given in sets:
        yield checked(Run(notebook, of_project(given)))


def checked(run: Run) -> Run:
    """Return the run, countries by code, days as text, events by their whole path. Raises Refused for wrong parameters."""
    known = of_project(defaults(run.file))
    given = {name: value.isoformat()[:10] if isinstance(value, date) else value for name, value in run.given.items()}
    for name in given:
        if name not in known:
            raise Refused(f'{run.notebook}: "{name}" is not a parameter of this notebook ({listed(known)})'
                          f"{did_you_mean(name, list(known))}")  # fmt: skip
    asked = parameters.check(everyone=takes_all(run.file), **known | given)
    typed = {name: getattr(asked, name) for name in ("partner", "one", "other", "events") if name in given}
    return Run(run.notebook, given | typed)


def otherwise(run: Run, **changes: str | None) -> Run:
    """Return the run with other values for the parameters named, those given as None left as they are."""
    return checked(Run(run.notebook, run.given | {name: value for name, value in changes.items() if value}))


def named(notebook: str) -> str:
    """Return the name of a notebook given by number, noun, name or path (02, tempo, 02-tempo, notebooks/02-tempo.ipynb)."""
    found = spelled(notebook)
    if found:
        return found
    known = _spellings()
    stem = Path(notebook).name.removesuffix(".ipynb")
    raise Refused(f'notebook: "{notebook}" is not a notebook of this project ({listed(dict.fromkeys(known.values()), 30)})'
                  f"{'' if stem.isdigit() else did_you_mean(stem, known, NEAR)}")  # fmt: skip


def spelled(notebook: str) -> str | None:
    """Return the name of the notebook that a person typed (see `named`), None where it is none of this project's."""
    known = _spellings()
    return known.get(notebook.casefold()) or (known.get(_of_path(notebook)) if notebook else None)


def _spellings() -> dict[str, str]:
    names = [run.notebook for run in committed()]
    return {spelling: name for name in names for spelling in (name, name[3:], name[:2], name[:2].lstrip("0"))}


def _of_path(notebook: str) -> str:
    """Return the stem of a file of notebooks/, named from here, from the project or from notebooks/; empty for any other."""
    file = Path(notebook.removesuffix(".ipynb") + ".ipynb")
    try:
        real = next((place.resolve() for place in (file, paths.ROOT / file, paths.NOTEBOOKS / file) if place.is_file()), file)
    except (OSError, ValueError):  # a name that no file can have
        return ""
    return real.stem if real.parent == paths.NOTEBOOKS.resolve() else ""


def completed(given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with `last` where only `first` is given: one year, month or day was asked for."""
    return given | {"last": given["first"]} if "first" in given and "last" not in given else given


def typed(notebook: str, given: Iterable[tuple[str, str]]) -> Run:
    """Return a run from names and values as they were typed, each converted to its parameter's type and checked."""
    pairs = list(given)
    found = {name: converted(notebook, name, value) for name, value in pairs}
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Refused(f"{twice}: given more than once; `bluebook sweep` runs a notebook for several values")
    return checked(Run(notebook, completed(found)))


def converted(notebook: str, name: str, value: str) -> Any:
    """Return a value as it was typed in the type of its parameter. Raises Refused where it is not of that type."""
    kind = declared(notebook).get(name, {"type": "str"})["type"]
    if kind == "bool":
        known = {"true": True, "yes": True, "false": False, "no": False}
        if value.casefold() not in known:
            raise Refused(f'{name}: "{value}" is not True or False')
        return known[value.casefold()]
    if kind == "int" and not re.fullmatch("-?[0-9]{1,18}", value):
        raise Refused(f'{name}: "{value}" is not a whole number')
    return int(value) if kind == "int" else value


def declared(notebook: str) -> dict[str, dict[str, Any]]:
    """Return name -> type, default and help of each parameter of a notebook."""
    return parameters.declared(_source(Run(notebook).file))


def committed() -> list[Run]:
    """Return one run without parameters for each notebook of notebooks/."""
    return [Run(file.stem) for file in sorted(paths.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")) if file.stem != START]


def chosen(ids: Iterable[str], every: list[Run]) -> list[Run]:
    """Return the runs with the ids named, or all if none is. Raises Refused for an unknown id."""
    known = {run.id: run for run in every}
    wanted = list(dict.fromkeys(ids)) or list(known)
    for wanted_id in wanted:
        if wanted_id not in known:
            raise Refused(f'figure: "{wanted_id}" is not in runs.yml ({listed(known)}){did_you_mean(wanted_id, list(known))}')
    return [known[wanted_id] for wanted_id in wanted]
