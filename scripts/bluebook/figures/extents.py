"""Where the words of a PDF stand: the box of each run of letters, from the page's own operators and the widths of its fonts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Matrix, Object, Page

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
RISE, FALL = 0.8, 0.2  # of a line's size above and below its baseline
Widths = Mapping[str, Mapping[int, float]]


def boxes(page: Page) -> Iterator[Box]:
    """Yield the box of each run of letters."""
    widths = {name: _widths(font) for name, font in page.Resources.get("/Font", {}).items()}
    kept: list[Matrix] = []
    here, line, font, size = Matrix(), Matrix(), "", 0.0
    for step in pikepdf.parse_content_stream(page):
        sign, given = str(step.operator), list(step.operands)
        if sign == "q":
            kept.append(here)
        elif sign == "Q":
            here = kept.pop()
        elif sign == "cm":
            here = Matrix(*map(float, given)) @ here
        elif sign in ("BT", "Tm"):
            line = Matrix(*map(float, given)) if given else Matrix()
        elif sign == "Td":
            line = Matrix(1, 0, 0, 1, *map(float, given)) @ line
        elif sign == "Tf":
            font, size = str(given[0]), float(given[1])
        elif sign in ("Tj", "TJ"):
            yield _box(line @ here, size, _length(given[0], widths.get(font, {})) * size)


def _box(place: Matrix, size: float, length: float) -> Box:
    corners = [place.transform((x, y)) for x in (0, length) for y in (-FALL * size, RISE * size)]
    across, up = zip(*corners, strict=True)
    return float(min(across)), float(min(up)), float(max(across)), float(max(up))


def _length(shown: Any, widths: Mapping[int, float]) -> float:
    """Return the length of what one operator shows, in sizes of its letters: two bytes each, and numbers that move back."""
    parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    total = 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            total += sum(widths.get(int.from_bytes(codes[at : at + 2]), 1000) for at in range(0, len(codes), 2))
        else:
            total -= float(part)
    return total / 1000


def _widths(font: Object) -> dict[int, float]:
    """Return code -> width of a font's letters, in thousandths of a line's size."""
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    listed = list(inner.get("/W", []))
    return {int(first) + place: float(width) for first, own in zip(listed[::2], listed[1::2], strict=False)
            for place, width in enumerate(own)}  # fmt: skip
