"""A figure on a page: the picture with its alt text, number, caption, citation and files."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from PIL import Image

from bluebook.figures import citations, marks, records
from bluebook.ground import fingerprints, paths
from bluebook.site import bases, frames, kept, translations, words

DOWNLOADS = {"svg": "SVG", "pdf": "PDF", "png": "PNG"}
CITATIONS = {"bibtex": ("bib", "BibTeX"), "ris": ("ris", "RIS"), "csl": ("csl.json", "CSL-JSON"), "cff": ("cff", "CFF")}
THUMB, SCREEN = 560, 1600  # pixels across


@contextmanager
def lying_in(folder: Path) -> Iterator[None]:
    """Take figures from another folder than figures/ for a while."""
    before = os.environ.get("BLUEBOOK_FIGURES")
    os.environ["BLUEBOOK_FIGURES"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("BLUEBOOK_FIGURES") if before is None else os.environ.update(BLUEBOOK_FIGURES=before)


@cache
def record(figure_id: str, folder: Path) -> dict[str, Any]:
    """Return the record of a figure whose files lie in a folder."""
    with lying_in(folder):
        return records.record(figure_id)


def files(figure_id: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a figure that a page leads to, with its path from the site's root."""
    with lying_in(folder):
        own, known = records.files(figure_id), records.record(figure_id)
    left = {f"{figure_id}.{ending}" for ending in DOWNLOADS} - {f"{figure_id}.{ending}" for ending in downloads(folder)}
    yield from ((f"figures/{name}", content) for name, content in own.items() if name not in left)
    read = fingerprints.of_file(folder / f"{figure_id}.json")
    for form, (ending, _) in CITATIONS.items():
        cited = kept.text("citation", [form, read], partial(citations.WRITERS[form], known))
        yield f"figures/{figure_id}.{ending}", cited.encode()


def prints(figure_id: str, folder: Path) -> list[str]:
    """Return what the plate of a figure depends on: fingerprints of its files, and whether it is published."""
    places = [folder / f"{figure_id}.{ending}" for ending in records.ENDINGS]
    return [str(folder == paths.figures()), *(fingerprints.of_file(place) for place in places if place.exists())]


def downloads(folder: Path) -> dict[str, str]:
    """Return the pictures that the site has of a figure: all of a published one, of any other run the one that is shown."""
    return DOWNLOADS if folder == paths.figures() else {"svg": DOWNLOADS["svg"]}


def smaller(figure_id: str, folder: Path, width: int, crop: bool = False) -> bytes:
    """Return a figure's picture for the screen, so many pixels across; crop keeps its upper part, four to three."""
    file = folder / f"{figure_id}.png"
    return kept.made("smaller", [fingerprints.of_file(file), width, crop], lambda: _smaller(file, width, crop))


def _smaller(file: Path, width: int, crop: bool) -> bytes:
    picture = Image.open(file).convert("RGB")
    if crop:
        picture = picture.crop((0, 0, picture.width, min(picture.height, picture.width * 3 // 4)))
    shape = (width, round(picture.height * width / picture.width))
    picture = picture.resize(shape, Image.Resampling.LANCZOS, reducing_gap=1.5)
    buffer = io.BytesIO()
    picture.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "png", optimize=True)
    return buffer.getvalue()


def size(svg: str) -> tuple[int, int]:
    """Return width and height of an SVG as it is drawn, in pixels of the screen, so that a page keeps its place for it."""
    wide, high = re.findall(r'width="([\d.]+)pt" height="([\d.]+)pt"', svg)[0]
    return round(float(wide) * 4 / 3), round(float(high) * 4 / 3)


def plate(figure_id: str, folder: Path, lang: str, root: str, picture: str = "", number: str = "", lead: bool = True,
          article: bool = False) -> str:  # fmt: skip
    """Return a figure as HTML for a page of one language; root leads from there to the site's root.

    picture: another file to show than the SVG, from the site's root. number: as in Figure 4; none unless given.
    lead: whether it leads to the figure's own page. article: whether the marks of its rows lie over it and its
    citation stands open.
    """
    known, home = record(figure_id, folder), root + words.tree(lang)
    wide, high = size((folder / f"{figure_id}.svg").read_text(encoding="utf-8"))
    return frames.template("plate.html").render(
        record=known, lang=lang, root=root, home=home, picture=picture or f"figures/{figure_id}.svg",
        marks=marked(figure_id, folder, lang, home) if article else "", cited=article,
        wide=wide, high=high, number=number, lead=lead,
        described=translations.coded(known["description"]), downloads=downloads(folder), citations=CITATIONS,
        size=lambda ending: weight(folder / f"{figure_id}.{ending}"),
        say=lambda key, **values: words.say(key, lang, **values),
    )  # fmt: skip


def marked(figure_id: str, folder: Path, lang: str, home: str) -> Markup:
    """Return the marks of a figure, to lie over its picture and lead to the pages of their rows; home leads to the front page.

    Empty if it has none.
    """

    def page(row: str) -> str:
        place = bases.bases([row], lang)[0].place
        return f"{home}{place}" if place else ""

    svg = (folder / f"{figure_id}.svg").read_bytes()
    return Markup(marks.overlay(svg, page, f"f{fingerprints.of_text(figure_id)[:3]}", words.say("marks", lang)))


def weight(file: Path) -> str:
    """Return how large a file is, as a link says it."""
    return f"{max(1, round(file.stat().st_size / 1000))} kB"


def every(shown: Mapping[str, Path]) -> dict[str, Path]:
    """Return figure id -> folder of all published figures and of those that the runs shown draw, in reading order."""
    found = {known["id"]: paths.figures() for known in records.every()} | dict(shown)
    return dict(sorted(found.items(), key=lambda one: (record(*one)["notebook"], one[0])))
