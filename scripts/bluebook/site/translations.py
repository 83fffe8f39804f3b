"""What the project writes in English and the Japanese pages say in Japanese: prose of notebooks, the codebook, reasons.

A translation stands in texts/*.ja.yml beside the fingerprint of the English text. Where the English text has changed since,
the page shows it in English, and a test names the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

from bluebook.ground import fingerprints

TEXTS = Path(__file__).parent / "texts"
CODES = re.compile(r"(最大[\d,.]+)\((.*)\)")
QUOTED = re.compile(r"「([^「」\u3040-\u9fff]*[A-Za-z]{3}[^「」\u3040-\u9fff]*)」")
EVERY = "every"  # section of the cells that several notebooks share


@cache
def texts(name: str) -> dict[str, Any]:
    """Return a file of translations: texts/<name>.ja.yml."""
    return yaml.load((TEXTS / f"{name}.ja.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def phrase(english: str, lang: str = "ja") -> str:
    """Return a short English text in the language of the page, as it is where it isn't translated."""
    return texts("phrases").get(english, english) if lang == "ja" else english


def coded(text: str) -> Markup:
    """Return the description of a Japanese figure with the codes of its largest value marked as such."""
    return Markup(CODES.sub(r'\1(<code lang="en">\2</code>)', str(escape(text))))


def quoted(markdown: str, lang: str) -> str:
    """Return the Markdown of a Japanese page with what it quotes in English marked as English."""
    return QUOTED.sub(r'「<span lang="en">\1</span>」', markdown) if lang == "ja" else markdown


def fingerprint(english: str) -> str:
    """Return what stands beside a translation of a text: the first digits of its SHA-256."""
    return fingerprints.of_text(english)[:8]


def fitting(entry: Mapping[str, str] | None, english: str) -> str | None:
    """Return the translation in an entry, None where there is none or the English text is another one by now."""
    return entry["ja"] if entry and entry["of"] == fingerprint(english) else None


def of_cell(notebook: str, cell: str, english: str) -> str | None:
    """Return the words of a notebook's cell in Japanese, None where they are not translated."""
    books = texts("notebooks")
    own = books.get(notebook, {}).get(cell) or books[EVERY].get(cell)
    return fitting(own, english)


def cells(notebook: str, given: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Return the cells of a notebook with their prose in the language of the page."""
    return [_cell(notebook, cell, lang) if cell["cell_type"] == "markdown" else cell for cell in given]


def _cell(notebook: str, cell: dict[str, Any], lang: str) -> dict[str, Any]:
    english = "".join(cell["source"])
    japanese = of_cell(notebook, cell["id"], english) if lang == "ja" else None
    return {**cell, "source": japanese or english}
