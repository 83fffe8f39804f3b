"""What a person asks for on the command line, in one grammar: notebooks, figures, parameters as name and value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bluebook import parameters
from bluebook.ground.refusals import Refused, listed
from bluebook.record import aliases
from bluebook.runs import runs
from bluebook.runs.runs import Run

Pairs = Sequence[tuple[str, str]]
RANGE = re.compile(r"(\d{4})\.\.(\d{4})")


def figure(word: str, pairs: Pairs = ()) -> str:
    """Return the id of the figure that `bluebook run` would draw for a notebook and parameters; an id stays as it is."""
    notebook = runs.spelled(word)
    if notebook:
        return runs.typed(notebook, pairs).figure
    if pairs:
        raise Refused(f'figure: "{word}" is an id, which no -p changes; name its notebook instead, as in tempo -p partner=CAN')
    return word


def figures(words: Iterable[str], pairs: Pairs, every: list[Run]) -> list[Run]:
    """Return those of the runs that are named by id or notebook and have the parameters given; all where none is named."""
    ids = {run.id: run for run in every}
    found: dict[str, Run] = {}
    for word in dict.fromkeys(words):
        notebook = runs.spelled(word)
        own = [run for run in every if run.notebook == notebook] or runs.chosen([word], every)
        found |= {run.id: run for run in own}
    return list(narrowed(found or ids, pairs).values())


def narrowed(found: dict[str, Run], pairs: Pairs) -> dict[str, Run]:
    """Return the runs, by id, that have the parameters given, each one value or several, as in a sweep."""
    wanted = sets(pairs)
    for name in wanted:
        takers = [run for run in found.values() if name in runs.defaults(run.file)]
        if not takers:
            known = {name: None for run in found.values() for name in runs.defaults(run.file)}
            raise Refused(f'parameter: "{name}" is not a parameter of these notebooks ({listed(known)})')
        found = {run.id: run for run in takers if _value(run, name, {}) in _values(run, name, wanted[name])}
        if not found:
            raise Refused(f"figure: none that is published has {name}={','.join(wanted[name])}; "
                          "`bluebook list figures` lists them, `bluebook run` draws any other")  # fmt: skip
    return found


def _values(run: Run, name: str, texts: Iterable[str]) -> list[Any]:
    return [_value(run, name, {name: text, **_beside(name, text)}) for text in texts]


def _beside(name: str, text: str) -> dict[str, str]:
    """Return what goes with one parameter so that it can be read alone: its own last day, another country."""
    if name in ("first", "last"):
        return {"first": text, "last": text}
    others = {"one": "other", "other": "one"}
    return {others[name]: "USA" if aliases.code_of(text) == "JPN" else "JPN"} if name in others else {}


def _value(run: Run, name: str, given: dict[str, Any]) -> Any:
    known = runs.of_project(runs.defaults(run.file))
    typed = {key: runs.converted(run.notebook, key, value) for key, value in given.items()}
    return getattr(parameters.typed(everyone=True, **known | run.given | typed), name)


def sets(pairs: Pairs) -> dict[str, list[str]]:
    """Return name -> values of parameters that may have several: a,b,c or 2021..2024, or the name given more than once."""
    found: dict[str, list[str]] = {}
    for name, text in pairs:
        found.setdefault(name, []).extend(values(text))
    return {name: list(dict.fromkeys(options)) for name, options in found.items()}


def values(text: str) -> list[str]:
    """Return the values that one parameter takes: a,b,c or 2021..2024 or both (2019,2021..2024)."""
    if aliases.code_of(text):  # Korea, Republic of
        return [text]
    found: list[str] = []
    for part in text.split(","):
        match = RANGE.fullmatch(part.strip())
        found += [str(year) for year in range(int(match[1]), int(match[2]) + 1)] if match else [part.strip()]
    if not all(found):
        raise Refused(f'values: "{text}" has an empty place; write values as in USA,CAN or 2021..2024')
    return list(dict.fromkeys(found))
