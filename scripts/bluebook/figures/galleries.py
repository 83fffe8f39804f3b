"""figures/README.md: every published figure on one page, with what it shows, how to cite it and where its files are.

Generated from the records in figures/, together with the crate of all runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from bluebook.figures import citations, crates, records
from bluebook.ground import deposits, paths
from bluebook.ground.phrases import plural, shown

LANDING = {"en": "years-usa-2013-2025", "ja": "years-usa-2013-2025-ja"}  # the figure that README, site and gallery open with
CARD = {"en": "years-usa-2013-2025-card", "ja": "years-usa-2013-2025-card-ja"}  # the same as a link to the site is previewed
HEAD = """# Figures

{count}, by notebook in reading order after the first, each under its permanent id. `bluebook figures` writes this page.
Each figure comes as a picture (`.svg`, `.pdf`, `.png`), the numbers drawn with the event ids behind every mark (`.csv`) and a
record of how it was made (`.json`); [ro-crate-metadata.json](ro-crate-metadata.json) describes all runs for machines.

    bluebook cite tempo-usa-2022 --format bibtex    # or text, csl, ris, cff
    bluebook bundle tempo-usa-2022                  # the whole figure in one zip
"""
LINKS = {"svg": "SVG", "pdf": "PDF", "csv": "numbers", "json": "record"}


def write() -> list[str]:
    """Write figures/README.md and figures/ro-crate-metadata.json from the records there; return the paths that changed."""
    known = records.every()
    if not known:
        return []
    texts = {"README.md": text(known), records.CRATE: crates.text(known)}
    folder = paths.figures()
    return [shown(folder / name) for name, words in texts.items() if deposits.put(folder / name, words.encode())]


def text(known: Sequence[Mapping[str, Any]]) -> str:
    """Return the page of the records given, which come in reading order."""
    blocks = [HEAD.format(count=plural(len(known), "figure"))]
    for notebook, group in groupby(opened(known), key=lambda record: record["notebook"]):
        blocks.append(f"## {question(notebook)}\n\nDrawn by [{notebook}](../{paths.NOTEBOOKS.name}/{notebook}).\n")
        blocks += [block(record) for record in group]
    return "\n".join(blocks)


def opened(known: Sequence[Mapping[str, Any]], lang: str = "en") -> list[Mapping[str, Any]]:
    """Return the records in the order of a gallery: the landing figure and its notebook's others first, then the rest."""
    notebook = next((record["notebook"] for record in known if record["id"] == LANDING[lang]), "")
    return sorted(known, key=lambda record: (record["notebook"] != notebook, record["id"] != LANDING[lang]))


def question(notebook: str) -> str:
    """Return the title of a notebook, or its name where it has none."""
    file = paths.NOTEBOOKS / notebook
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"] if file.exists() else []
    first = "".join(cells[0]["source"]) if cells else ""
    return first.splitlines()[0].removeprefix("# ") if first.startswith("# ") else notebook.removesuffix(".ipynb")


def block(record: Mapping[str, Any]) -> str:
    """Return one figure: picture with its alt text, caption, citation, links."""
    name = record["id"]
    links = " · ".join(f"[{label}]({name}.{ending})" for ending, label in LINKS.items())
    return (f"### {name}\n\n[![{plain(record['alt'])}]({name}.png)]({name}.svg)\n\n{plain(record['caption'])}\n\n"
            f"> {plain(citations.text(record))}\n\n{links}\n")  # fmt: skip


def plain(words: str) -> str:
    """Return words such that Markdown shows them as they are."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(words.split()))
