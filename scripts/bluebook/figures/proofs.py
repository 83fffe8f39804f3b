"""Is a figure fit for print? Read from the published files themselves: text, fonts, resolution, width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from PIL import Image

from bluebook import parameters
from bluebook.figures import extents, records
from bluebook.figures.embeddings import tree

SMALLEST, LARGEST = 5, 7  # points, of all text: Nature's limits
RESOLUTION = 300  # dots per inch, at least
POINTS_A_MM = 72 / 25.4
SLACK = 0.5  # points by which the box of a letter may be larger than its ink


def proof(folder: Path, figure_id: str) -> list[str]:
    """Return what makes a published figure unfit for print, one message each; an empty list if nothing does."""
    record = records.read(folder / f"{figure_id}.json")
    width: float = int(record["parameters"]["width"].removesuffix("mm"))
    width = parameters.CARD if width == parameters.WIDTHS["card"] else width
    files = {ending: folder / f"{figure_id}.{ending}" for ending in ("pdf", "png", "svg")}
    return [line for ending, proof_of in (("pdf", _pdf), ("png", _png), ("svg", _svg))
            for line in _sound(proof_of, files[ending], width)]  # fmt: skip


def _sound(proof_of: Callable[[Path, float], Iterator[str]], file: Path, width: float) -> list[str]:
    try:
        return list(proof_of(file, width))
    except Exception as error:  # whatever a damaged file makes a parser raise
        return [f"{file.name}: missing or damaged ({type(error).__name__})"]


def _pdf(file: Path, width: float) -> Iterator[str]:
    with pikepdf.open(file) as book:
        page = book.pages[0]
        if abs(float(page.MediaBox[2]) / POINTS_A_MM - width) > 0.5:
            yield f"{file.name}: {float(page.MediaBox[2]) / POINTS_A_MM:.1f} mm wide, not {width}"
        steps = pikepdf.parse_content_stream(page)
        for size in sorted({float(step.operands[1]) for step in steps if str(step.operator) == "Tf"}):
            if not SMALLEST <= size <= LARGEST:
                yield f"{file.name}: text of {size:g} pt ({SMALLEST} to {LARGEST} pt are allowed)"
        fonts = page.Resources.get("/Font", pikepdf.Dictionary())
        yield from (f"{file.name}: {wrong}" for wrong in [*_fonts(fonts), *_outside(page)])


def _fonts(fonts: pikepdf.Object) -> Iterator[str]:
    for font in fonts.values():
        if "LastResort" in str(font.get("/BaseFont", "")):  # what matplotlib draws where no font has a letter
            yield "a letter that no font has is drawn as a box"
            continue
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if "/FontFile2" not in inner.get("/FontDescriptor", {}):
            yield f"the font {font.get('/BaseFont', '?')} is not embedded as TrueType"


def _outside(page: pikepdf.Page) -> Iterator[str]:
    left, bottom, right, top = map(float, page.MediaBox)
    over = {"left": 0.0, "lower": 0.0, "right": 0.0, "upper": 0.0}
    for box in extents.boxes(page):
        sides = dict(zip(over, (left - box[0], bottom - box[1], box[2] - right, box[3] - top), strict=True))
        over = {side: max(reach, sides[side]) for side, reach in over.items()}
    for side, reach in over.items():
        if reach > SLACK:
            yield f"text runs {reach / POINTS_A_MM:.1f} mm over the {side} edge"


def _png(file: Path, width: float) -> Iterator[str]:
    with Image.open(file) as image:
        resolution = image.size[0] / (width / 25.4)
    if resolution < RESOLUTION - 1:
        yield f"{file.name}: {resolution:.0f} dots per inch at {width} mm ({RESOLUTION} at least)"


def _svg(file: Path, width: float) -> Iterator[str]:
    drawn = float(tree(file.read_bytes()).get("width", "0").removesuffix("pt")) / POINTS_A_MM
    if abs(drawn - width) > 0.5:
        yield f"{file.name}: {drawn:.1f} mm wide, not {width}"
