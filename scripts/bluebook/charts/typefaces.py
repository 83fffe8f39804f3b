"""Fonts in memory. matplotlib 3.11 reads every glyph that it measures or draws from the font's file, in 14 system calls.

That is a fifth of the time of a figure. Later versions read the file once (matplotlib#32064); then this module can go.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

LOCK = Lock()


class Kept(io.BytesIO):
    """A font's file, read once."""

    def __init__(self, name: str) -> None:
        """Keep the name, by which matplotlib knows a font."""
        super().__init__(_read(name))
        self.name = name


@cache
def _read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


@cache
def keep() -> None:
    """Have matplotlib 3.11 read fonts from memory, in this process."""
    if mpl.__version_info__[:2] == (3, 11):
        font_manager._get_font = _kept(font_manager._get_font)  # type: ignore[attr-defined]


def _kept(get: Callable[..., Any]) -> Callable[..., Any]:
    """Return matplotlib's function that opens fonts, which opens them by io.open, with another io.open meanwhile."""

    def opened(file: Any, mode: str = "r", *asked: Any, **named: Any) -> Any:
        is_font = mode == "rb" and str(file).endswith((".ttf", ".otf", ".ttc"))
        return Kept(str(file)) if is_font else open(file, mode, *asked, **named)

    @wraps(get)
    def got(*asked: Any, **named: Any) -> Any:
        with LOCK:
            ordinary, io.open = io.open, opened
            try:
                return get(*asked, **named)
            finally:
                io.open = ordinary

    return got
