"""A picture that can be cited: the drawing, the numbers drawn with the event ids behind them, and a record of both.

`Picture` shows itself in a notebook with its alt text, and publishes itself as <id>.svg, .pdf, .png, .csv and .json. The
same inputs give the same bytes: no date of today, no random id, no path.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from bluebook import parameters
from bluebook.charts import blanks, sheets, signatures
from bluebook.figures import artists, citations, credits, descriptions, embeddings, formats, marks, palettes, records
from bluebook.figures.formats import FORMATS
from bluebook.ground import deposits, fingerprints, paths
from bluebook.ground.refusals import Refused
from bluebook.record import seals, tables

FILES = (*FORMATS, "csv", "json")
DPI, SCREEN = 300, 144  # dots per inch, in print and in a notebook
NOT_DRAWING = (  # rooms and modules that never change a picture
    "ground.deposits", "figures.records", "figures.bundles", "figures.crates", "figures.galleries", "figures.origins",
    "figures.proofs", "figures.likenesses", "kernels", "runs", "releases", "site", "cli",
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """One figure of one notebook for one set of parameters.

    noun: the notebook's name without its number. marks: one row per mark drawn, its place in words, its value, and event_ids,
    the `;`-joined ids behind it. caption: what is counted, in a sentence or two. kind: what the chart is, for the alt text.
    silence: the sentence that says that nothing was collected, if so; the picture is then a grey sheet with that as its title,
    has no marks, and is never published or cited. sources: of events from elsewhere, as an event file names them.
    """

    noun: str
    asked: parameters.Asked
    figure: Figure
    marks: pd.DataFrame
    caption: str
    kind: str = "Chart"
    silence: str = ""
    sources: Sequence[str] = ()
    data: Mapping[str, object] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.silence:
            blank = {"figure": blanks.blank(self.silence, self.asked.width), "marks": self.marks.iloc[:0], "kind": "Grey sheet"}
            for name, value in blank.items():
                object.__setattr__(self, name, value)
        version, released = records.version_of(self.id, self.key)
        object.__setattr__(self, "data", {"version": version, "released": released})
        source = "source_silent" if self.silence else "source_events" if self.sources else "source"
        names = ", ".join(credit["name"] for credit in credits.of(self.sources))
        signatures.sign(self.figure, tables.say(source, self.asked.lang, version=version, id=self.id, sources=names))

    @cached_property
    def key(self) -> str:
        """The fingerprint of all that the figure shows, its signature aside: rows, numbers, words and marks."""
        shown = {name: getattr(self, name) for name in ("id", "title", "alt", "description", "rows")}
        shown |= {"caption": self.explained}
        drawn = {"numbers": self.numbers, "artists": artists.drawn(self.figure), "given": self.asked.given}
        rested = {"cells": self.cells, "files": tables.files_so_far()}
        return fingerprints.of_text(json.dumps(shown | drawn | rested, sort_keys=True))

    @property
    def rows(self) -> list[str]:
        """The ids of the rows drawn, in the order of the alphabet."""
        return sorted({event for ids in self.marks["event_ids"] for event in ids.split(";") if event})

    @cached_property
    def cells(self) -> str:
        """The fingerprint of the cells of the rows drawn."""
        return seals.of(self.rows)

    @property
    def numbers(self) -> str:
        """The marks as the CSV that is published beside the picture."""
        return self.marks.to_csv(index=False, lineterminator="\n")

    @property
    def id(self) -> str:
        """The figure's permanent name: the notebook's noun and the parameters, as in tempo-usa-2022."""
        return f"{self.noun}-{self.asked.slug}" + "-candidates" * paths.candidates()

    @property
    def explained(self) -> str:
        """The caption, which names the sources of events from elsewhere."""
        return credits.named(self.caption, self.sources, self.asked.lang)

    @property
    def title(self) -> str:
        """The finding, as the figure's title says it."""
        return self.figure.get_suptitle().replace("\n", "" if self.asked.lang == "ja" else " ")

    @property
    def alt(self) -> str:
        """What the chart is, and its finding, for readers who can't see the picture; in the figure's language."""
        stop = "。" if self.asked.lang == "ja" else ". "
        return f"{tables.labels('chart', self.asked.lang)[descriptions.charted(self.kind)]}{stop}{self.title}{stop}".strip()

    @property
    def description(self) -> str:
        """What the picture shows, in numbers: how many values, how many of them 0, their sum, the largest."""
        return descriptions.describe(self.marks, self.asked.lang)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        png = shown(self.figure)
        more = {"silence": self.silence} if self.silence else {}
        return {"image/png": png, "text/plain": self.alt}, {"image/png": {"alt": self.alt, "width": self._pixels}} | more

    @property
    def _pixels(self) -> int:
        return round(self.figure.get_size_inches()[0] * 100)

    def publish(self, save: bool = False) -> str:
        """Return the line that cites the figure; write its five files to figures/ first if `save`.

        A figure without anything collected behind it has no such line, and no file of it is written.
        """
        if paths.candidates():
            return _uncited(save or paths.publishing())
        cited = self._silent() if self.silence else self._published(save)
        if trace := paths.trace():
            rested = {"tables": tables.read_so_far() | tables.places_so_far(), "code": code_in_use(self.noun)}
            trace.write_text(json.dumps(rested), encoding="utf-8")
        return cited

    def _silent(self) -> str:
        lang = self.asked.lang
        return tables.say("nothing_to_cite", lang, silence=self.silence + tables.say("stop", lang))

    def _published(self, save: bool) -> str:
        record = self.record()
        if save or paths.publishing():
            folder = paths.figures()
            folder.mkdir(exist_ok=True)
            made = self.files(record, formats.named(paths.formats()))
            contents = {f"{self.id}.{ending}": data for ending, data in made.items()}
            deposits.together(contents, folder, self.id)
        return record["citation"]

    def files(self, record: dict[str, Any], endings: Sequence[str] = FORMATS) -> dict[str, bytes]:
        """Return the files of the figure as bytes, by ending, with its record inside: pictures, numbers, record."""
        files = {ending: saved(self.figure, ending, record) for ending in endings}
        contents = {ending: embeddings.content(picture) for ending, picture in files.items()}
        files["csv"] = self.numbers.encode()
        digests = {ending: hashlib.sha256(file).hexdigest() for ending, file in files.items()}
        names = {ending: citations.swhid(file) for ending, file in files.items()}
        whole = record | {"files": digests, "content": contents, "swhid": names}
        text = records.text(whole | {"csl": citations.csl(whole)})
        return {**files, "json": text.encode()}

    def record(self) -> dict[str, Any]:
        """Return how the figure was made: all that is needed to cite, check and remake it.

        It has what the figure shows and depends on, and nothing that other rows, modules or packages could change.
        """
        record = {
            "id": self.id, "title": self.title, "caption": self.explained, "alt": self.alt, "description": self.description,
            "lang": self.asked.lang, "notebook": notebook(self.noun).name, "parameters": self.asked.given,
            "data": {**self.data, "key": self.key, "cells": self.cells, "files": tables.files_so_far()},
            "rows": self.rows, "software": {"matplotlib": mpl.__version__},
            "license": "CC-BY-4.0", "doi": None, "artists": artists.drawn(self.figure),
        }  # fmt: skip
        record |= {"sources": credits.of(self.sources)} if self.sources else {}
        return record | {"citation": citations.text(record)}


def _uncited(save: bool) -> str:
    """Return why a figure with candidate rows has no citation. Raises Refused where its files are asked for too."""
    if save:
        raise Refused("save: this figure counts candidate rows, so it can't be published; `bluebook release` adds them")
    return "This figure counts candidate rows that have not been released yet. It can't be published or cited."


def pixels(figure: Figure, dpi: int) -> Image.Image:
    """Return a figure as the picture that matplotlib writes into a PNG."""
    buffer = io.BytesIO()
    with sheets.style():
        figure.savefig(buffer, format="raw", dpi=dpi)
    wide, high = (int(inches * dpi) for inches in figure.get_size_inches())
    return Image.frombytes("RGBA", (wide, high), buffer.getvalue())


def saved(figure: Figure, ending: str, record: dict[str, Any]) -> bytes:
    """Return a figure's bytes in one format for print, the same every time, with its record inside."""
    buffer = io.BytesIO()
    if ending == "png":
        png = palettes.painted(pixels(figure, DPI))
        png.save(buffer, "png", compress_level=9, dpi=(DPI, DPI), pnginfo=embeddings.png_chunks(record))
        return buffer.getvalue()
    with sheets.style():
        figure.savefig(buffer, format=ending, **embeddings.savefig_options(ending, record))
    finished = embeddings.finished(ending, buffer.getvalue(), record)
    return marks.told(finished, record["lang"]) if ending == "svg" else finished


def shown(figure: Figure) -> bytes:
    """Return a figure as the PNG that a notebook shows and keeps."""
    buffer = io.BytesIO()
    palettes.painted(pixels(figure, SCREEN)).save(buffer, "png", compress_level=8)
    return buffer.getvalue()


def notebook(noun: str) -> Path:
    """Return the file of the notebook with this noun (tempo -> 02-tempo.ipynb)."""
    found = sorted(paths.NOTEBOOKS.glob(f"[0-9][0-9]-{noun}.ipynb"))
    if not found:
        raise Refused(f'notebook: no notebook NN-{noun}.ipynb in notebooks/')
    return found[0]


def code_in_use(noun: str) -> dict[str, str]:
    """Return the fingerprint of the code that drew a figure: each module of the package in use, and the notebook's code."""
    loaded = sorted(name.removeprefix("bluebook.") for name in sys.modules if name.startswith("bluebook."))
    drew = [name for name in loaded if not f"{name}.".startswith(tuple(f"{room}." for room in NOT_DRAWING))]
    return {name: fingerprints.of_module(name) for name in drew} | {"notebook": fingerprints.of_notebook(notebook(noun))}
