"""The runs that the site shows: the stored notebooks, and a grid of others made beforehand, to choose from while reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bluebook import parameters
from bluebook.figures import records
from bluebook.ground import paths
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.runs import runs, sweeps
from bluebook.runs.runs import Run
from bluebook.site import words

FILE = paths.NOTEBOOKS / "grid.yml"
CACHE = paths.ROOT / ".grid"
FORMATS = "svg,pdf,png"


@dataclass(frozen=True)
class Shown:
    """One run as the site shows it: the executed notebook, and the folder in which its figure's files lie."""

    run: Run
    book: Path
    folder: Path

    @cached_property
    def figure(self) -> str:
        """The id of its figure."""
        return self.run.figure

    @cached_property
    def given(self) -> dict[str, Any]:
        """Its parameters, those left at their default included."""
        return runs.defaults(self.run.file) | self.run.given

    @cached_property
    def lang(self) -> str:
        """The language of its figure, and of the tree its page stands in."""
        return str(self.given["lang"])

    @cached_property
    def asked(self) -> parameters.Asked:
        """Its parameters, typed."""
        return self.run.asked

    @cached_property
    def path(self) -> str:
        """Its page in the tree of its language: notebooks/02-tempo.html, notebooks/02-tempo/can-2022.html for others."""
        plain = runs.otherwise(self.run, lang="en")
        if plain.figure == Run(self.run.notebook).figure:
            return f"notebooks/{self.run.notebook}.html"
        return f"notebooks/{self.run.notebook}/{plain.figure.removeprefix(self.run.notebook[3:] + '-')}.html"

    @cached_property
    def label(self) -> str:
        """What it is about, in its own language: Japan and Canada, 2022."""
        asked = self.asked
        if asked.one:
            return words.say("about_pair", self.lang, pair=asked.pair, period=asked.period)
        if asked.partner and asked.partner != "ALL":
            return words.say("about_partner", self.lang, name=asked.name, period=asked.period)
        return words.say("about_all", self.lang, period=asked.period)


def listed(file: Path = FILE) -> list[Run]:
    """Return the runs of the grid without those that are stored. Raises Refused where the file is not a list of blocks."""
    try:
        blocks = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refused(f"{file.name}: can't be read ({' '.join(str(error).split())})") from None
    if not isinstance(blocks, list):
        raise Refused(f"{file.name}: not a list of blocks, each of the form {sweeps.FORM}")
    found = {run.figure: run for block in blocks for run in _block(file.name, block)}
    stored = {run.figure for run in runs.committed()}
    return [run for figure, run in found.items() if figure not in stored]


def _block(name: str, block: Any) -> list[Run]:
    several = block.get("notebook") if isinstance(block, dict) else None
    if not isinstance(several, list):
        return sweeps.block(name, block)
    return [run for notebook in several for run in sweeps.block(name, block | {"notebook": notebook})]


def shown(tell: Callable[[str], None] = print, jobs: int = 2) -> list[Shown]:
    """Return every run that the site shows, by notebook, the stored run first; runs what is not made yet or changed.

    Raises Refused where a run fails or where a page would have no twin in the other language.
    """
    wanted = listed()
    due = [run for run in wanted if not sweeps.whole(run, CACHE, FORMATS)]
    failures = sweeps.sweep(wanted, CACHE, jobs, tell, formats=FORMATS).failures if due else {}
    if failures:
        raise Refused(f"{FILE.name}: {len(failures)} of {plural(len(wanted), 'run')} failed: {', '.join(failures)}")
    stored = [Shown(run, run.file, paths.figures()) for run in runs.committed()]
    every = stored + [Shown(run, CACHE / "runs" / run.id / run.file.name, _folder(run)) for run in wanted]
    _twinned(every)
    return sorted(every, key=lambda one: one.run.notebook)  # stable: the stored run stays first


def _folder(run: Run) -> Path:
    return paths.figures() if run.figure in records.ids() else CACHE / "runs" / run.id


def _twinned(every: list[Shown]) -> None:
    places = {lang: {one.path for one in every if one.lang == lang} for lang in words.LANGS}
    if alone := sorted(places["en"] ^ places["ja"]):
        raise Refused(f"{FILE.name}: {alone[0]} is listed in one language only; list both, lang: [en, ja]")
