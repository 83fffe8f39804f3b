"""What is run: each published figure is one notebook with one set of parameters, listed in notebooks/runs.yml."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bluebook import parameters
from bluebook.ground import paths
from bluebook.ground.refusals import Refused, did_you_mean, listed

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

    @cached_property
    def id(self) -> str:
        """The id of the figure it publishes, or the notebook's own name for a run without parameters."""
        return self.figure if self.given else self.notebook

    @cached_property
    def figure(self) -> str:
        """The id of the figure that it draws."""
        match = NUMBERED.fullmatch(self.notebook)
        return f"{match[1] if match else self.notebook}-{parameters.slug(defaults(self.file) | self.given)}"


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
        yield checked(Run(notebook, given))


def checked(run: Run) -> Run:
    """Return the run, countries by code, if its parameters are ones that its notebook takes. Raises Refused in one sentence."""
    known = defaults(run.file)
    for name in run.given:
        if name not in known:
            raise Refused(f'{run.notebook}: "{name}" is not a parameter of this notebook ({listed(known)})'
                          f"{did_you_mean(name, list(known))}")  # fmt: skip
    asked = parameters.check(everyone=takes_all(run.file), **known | run.given)
    countries = {name: getattr(asked, name) for name in ("partner", "one", "other") if name in run.given}
    return Run(run.notebook, run.given | countries)


def otherwise(run: Run, **changes: str | None) -> Run:
    """Return the run with other values for the parameters named, those given as None left as they are."""
    return checked(Run(run.notebook, run.given | {name: value for name, value in changes.items() if value}))


def named(notebook: str) -> str:
    """Return the name of a notebook given by name, noun or path (02-tempo, tempo, notebooks/02-tempo.ipynb)."""
    stem = Path(notebook).name.removesuffix(".ipynb")
    known = {run.notebook: run.notebook for run in committed()}
    known |= {name[3:]: name for name in known}
    if stem not in known:
        raise Refused(f'notebook: "{notebook}" is not a notebook ({listed(sorted(set(known.values())), 30)})'
                      f"{did_you_mean(stem, known)}")  # fmt: skip
    return known[stem]


def completed(given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with `last` where only `first` is given: one year, month or day was asked for."""
    return given | {"last": given["first"]} if "first" in given and "last" not in given else given


def typed(notebook: str, given: Iterable[tuple[str, str]]) -> Run:
    """Return a run from names and values as they were typed, each converted to its parameter's type and checked."""
    kinds = {name: details["type"] for name, details in parameters.declared(_source(Run(notebook).file)).items()}
    found = {name: _converted(name, value, kinds.get(name, "str")) for name, value in given}
    return checked(Run(notebook, completed(found)))


def _converted(name: str, value: str, kind: str) -> Any:
    if kind == "bool":
        known = {"true": True, "yes": True, "false": False, "no": False}
        if value.casefold() not in known:
            raise Refused(f'{name}: "{value}" is not True or False')
        return known[value.casefold()]
    if kind == "int" and not re.fullmatch("-?[0-9]{1,18}", value):
        raise Refused(f'{name}: "{value}" is not a whole number')
    return int(value) if kind == "int" else value


def help_of(notebook: str) -> str:
    """Return what a notebook takes: each parameter with its type, default and help."""
    rows = parameters.declared(_source(Run(notebook).file))
    width = max(map(len, rows))
    lines = [f"  {name:{width}}  {row['type']:4}  {row['default']!r:8}  {row['help']}" for name, row in rows.items()]
    return "\n".join([f"Parameters of {notebook}: name, type, default, help", *lines])


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
