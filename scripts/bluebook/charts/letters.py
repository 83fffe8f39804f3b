"""Names that are not ours, such as those of files, made fit for a figure: of letters that the fonts have, and not too long."""

from __future__ import annotations

from functools import cache

from matplotlib import font_manager

from bluebook.charts import sheets

MOST = 40  # letters of a name in a figure


def fit(name: str, code: str) -> str:
    """Return a name as a figure can write it: its code where a font lacks one of its letters, shortened in the middle."""
    return shortened(name if drawable(name) else code)


def drawable(text: str) -> bool:
    """Tell whether the fonts have every letter of a text."""
    return set(map(ord, text)) <= _letters()


@cache
def _letters() -> frozenset[int]:
    with sheets.style():
        files = [font_manager.findfont(name, fallback_to_default=False) for name in sheets.STYLE["font.family"]]
    return frozenset(letter for file in files for letter in font_manager.get_font(file).get_charmap())


def shortened(name: str, most: int = MOST) -> str:
    """Return a name of at most so many letters, what is left out in the middle as …, so that its ending stays."""
    return name if len(name) <= most else f"{name[: most // 2]}…{name[-(most - most // 2 - 1):]}"
