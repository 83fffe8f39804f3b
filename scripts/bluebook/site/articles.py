"""Executed notebooks as articles: the same cells, the code folded, the figure with all that belongs to it.

What a cell put out is text from tables: it is escaped, or comes from pandas, which escapes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bluebook.figures import galleries
from bluebook.site import choices, frames, plates, words
from bluebook.site.grids import Shown

LINKS = {r"\.\./data/README\.md": "record/codebook.html", r"\.\./README\.md(#[\w-]*)?": "rerun.html"}


def articles(shown: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """Yield the notebook of every run as the press takes it, with its path from the site's root."""
    for one in shown:
        every = [other for other in shown if other.run.notebook == one.run.notebook]
        yield (words.tree(one.lang) + one.path).replace(".html", ".ipynb"), article(one, every, order(shown, one.lang))


def order(shown: Sequence[Shown], lang: str) -> list[Shown]:
    """Return the articles of one language in reading order, one per notebook."""
    first = {one.run.notebook: one for one in reversed(shown) if one.lang == lang and one.path.count("/") == 1}
    return [first[name] for name in sorted(first)]


def article(one: Shown, every: Sequence[Shown], sequence: Sequence[Shown]) -> str:
    """Return one run's notebook as the press takes it."""
    book = json.loads(one.book.read_text(encoding="utf-8"))
    root = words.root(words.tree(one.lang) + one.path)
    head, *rest = book["cells"]
    cells = [titled(head, one), raw("choose", choices.choose(one, every))]
    tables = 0
    for cell in rest:
        cells += [raw(cell["id"], anchor(cell))] * (cell["cell_type"] == "markdown" and heading(cell) is not None)
        cells.append(prose(cell, one, root) if cell["cell_type"] == "markdown" else folded(cell))
        for output in cell.get("outputs", ()):
            tables += "text/html" in output.get("data", {})
            dress(output, one, root, tables)
    cells.append(raw("ending", ending(one, sequence)))
    return json.dumps(book | {"cells": cells, "metadata": book["metadata"] | {"mystnb": prompts(one.lang)}}, ensure_ascii=False)


def prompts(lang: str) -> dict[str, str]:
    """Return the words on what unfolds the code."""
    return {"code_prompt_show": words.say("code_show", lang), "code_prompt_hide": words.say("code_hide", lang)}


def raw(name: str, html: str) -> dict[str, Any]:
    """Return a cell of HTML of our own making, under a name that no cell of a notebook has."""
    return {"cell_type": "markdown", "id": f"site-{name}", "metadata": {}, "source": f"```{{raw}} html\n{html}\n```"}


def titled(cell: Mapping[str, Any], one: Shown) -> dict[str, Any]:
    """Return the first cell, under its title in the language of the tree."""
    source = "".join(cell["source"])
    return {**cell, "source": re.sub(r"\A# .*", lambda _: f"# {title(one.run.notebook, one.lang)}", source)}


def title(notebook: str, lang: str) -> str:
    """Return the title of a notebook in one language."""
    return galleries.question(f"{notebook}.ipynb") if lang == "en" else words.say(f"title_{notebook[3:]}", lang)


def heading(cell: Mapping[str, Any]) -> re.Match[str] | None:
    """Return the heading that a cell of text begins with, if it does."""
    return re.match(r"#+ ", "".join(cell["source"]))


def anchor(cell: Mapping[str, Any]) -> str:
    """Return the mark from which the press takes a heading's address: the cell's id, which stays when the words change."""
    return f'<span data-anchor="{cell["id"].removesuffix("-note")}"></span>'


def prose(cell: Mapping[str, Any], one: Shown, root: str) -> dict[str, Any]:
    """Return a cell of text with its links leading to pages of the site."""
    home, source = root + words.tree(one.lang), "".join(cell["source"])
    source = re.sub(r"\]\((\d\d-[\w-]+)\.ipynb\)", rf"]({home}notebooks/\1.html)", source)
    for place, page in LINKS.items():
        source = re.sub(rf"\]\({place}\)", f"]({home}{page})", source)
    return {**cell, "source": source}


def folded(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cell of code that is folded away, and there."""
    return {**cell, "metadata": {**cell["metadata"], "tags": [*cell["metadata"].get("tags", []), "hide-input"]}}


def dress(output: dict[str, Any], one: Shown, root: str, number: int) -> None:
    """Make an output fit for the page: the figure with what belongs to it, a table that scrolls, text that is only text."""
    data = output.get("data", {})
    if "image/png" in data:
        figure = plates.plate(one.figure, one.folder, one.lang, root, number=str(int(one.run.notebook[:2])))
        output["data"], output["metadata"] = {"text/html": figure}, {}
    elif "text/html" in data:
        data["text/html"] = table("".join(data["text/html"]), words.say("table_n", "en", n=number))
    elif "text/markdown" in data:
        data["text/markdown"] = "".join(data["text/markdown"]).replace("<", "&lt;")


def table(html: str, name: str) -> str:
    """Return a table of pandas with headers that say what they head, in a region that scrolls."""
    inner = html[html.index("<table") : html.rindex("</table>") + len("</table>")]
    inner = re.sub(r"<table[^>]*>", "<table>", inner)
    inner = re.sub(r'(<tr) style="[^"]*"', r"\1", inner)
    top, body, rest = inner.partition("</thead>")
    top = re.sub(r"<th(?=[ >])", '<th scope="col"', NAMES.sub(named, top).replace("<th></th>", "<td></td>"))
    rest = re.sub(r"<th(?=[ >])", '<th scope="row"', rest)
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{top}{body}{rest}</div>'


NAMES = re.compile(
    r"<tr>\s*<th>[^<]*</th>((?:\s*<th>[^<]+</th>)+)\s*</tr>\s*<tr>\s*((?:<th>[^<]+</th>\s*)+)((?:<th></th>\s*)+)</tr>"
)


def named(rows: re.Match[str]) -> str:
    """Return one row of headers where pandas has two, the second for the name of the index alone."""
    columns, names, empty = rows.groups()
    if names.count("<th>") != 1 or columns.count("<th>") != empty.count("<th>"):
        return rows[0]
    return f"<tr>{names}{columns}</tr>"


def ending(one: Shown, sequence: Sequence[Shown]) -> str:
    """Return what stands below an article: how to run it again, and the ways to the one before and the one after."""
    root = words.root(words.tree(one.lang) + one.path)
    home = root + words.tree(one.lang)
    place = [other.run.notebook for other in sequence].index(one.run.notebook)
    near = {name: sequence[at] for name, at in (("before", place - 1), ("after", place + 1)) if 0 <= at < len(sequence)}
    ways = {name: {"href": home + other.path, "title": title(other.run.notebook, one.lang)} for name, other in near.items()}
    return frames.template("rerun.html").render(lang=one.lang, home=home, command=choices.command(one), **ways,
                                                say=lambda key, **more: words.say(key, one.lang, **more))  # fmt: skip
