"""Executed notebooks as articles: the answer first, then figure and tables, and folded below them how it was counted.

What a cell put out is text from tables: it is escaped, or comes from pandas, which escapes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count, islice
from typing import Any

from markupsafe import escape

from bluebook.ground import fingerprints
from bluebook.site import cells, choices, frames, kept, plates, sheets, steps, translations, words
from bluebook.site.grids import Shown
from bluebook.site.passages import Cell, anchor, parted, prose, spoken, title
from bluebook.site.steps import Order, Step

Cells = Iterator[Cell]
BOLD = re.compile(r"\A\*\*(.+?)\*\*\s*", re.S)


def articles(shown: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """Yield the notebook of every run as the press takes it, with its path from the site's root."""
    read = [cells.prints(), [[one.run.notebook, one.path, one.given, one.figure] for one in shown]]
    for one in shown:
        every = [other for other in shown if other.run.notebook == one.run.notebook]
        own = [one.path, one.given, fingerprints.of_file(one.book), plates.prints(one.figure, one.folder)]
        made = kept.text("article", own + read, partial(article, one, every, order(shown, one.lang)))
        yield (words.tree(one.lang) + one.path).replace(".html", ".ipynb"), made


def order(shown: Sequence[Shown], lang: str) -> list[Shown]:
    """Return the articles of one language in reading order, one per notebook."""
    first = {one.run.notebook: one for one in reversed(shown) if one.lang == lang and one.path.count("/") == 1}
    return [first[name] for name in sorted(first)]


def article(one: Shown, every: Sequence[Shown], sequence: Sequence[Shown]) -> str:
    """Return one run's notebook as the press takes it."""
    book = json.loads(one.book.read_text(encoding="utf-8"))
    root = words.root(words.tree(one.lang) + one.path)
    head, *rest = translations.cells(one.run.notebook, book["cells"], one.lang)
    found = steps.ordered(rest)
    cells = [text("title", f"# {title(one.run.notebook, one.lang)}"), raw("choose", choices.choose(one, every)),
             *answer(found, one, root), *figure(found, one, root), *in_words(found, one, root), *tables(found, one, root),
             *counted(head, found, one, root), *limits(found, one, root), raw("ending", ending(one, sequence))]  # fmt: skip
    return json.dumps(book | {"cells": cells}, ensure_ascii=False)


def raw(name: str, html: str) -> dict[str, Any]:
    """Return a cell of HTML of our own making, under a name that no cell of a notebook has."""
    return text(name, f"```{{raw}} html\n{html}\n```")


def text(name: str, source: str) -> dict[str, Any]:
    """Return a cell of text under a name that no cell of a notebook has."""
    return {"cell_type": "markdown", "id": f"site-{name}", "metadata": {}, "source": source}


def headed(key: str, one: Shown) -> Cells:
    """Yield the heading of a part that every article has, under an address of its own."""
    yield raw(f"{key}-mark", f'<span data-anchor="{key.replace("_", "-")}"></span>')
    yield text(f"{key}-heading", f"## {words.say(f'{key}_title', one.lang)}")


def answer(found: Order, one: Shown, root: str) -> Cells:
    """Yield the computed answer: what it is about, the answer itself in the language of the tree, and what else it says."""
    first = next(iter(found.of("answer")), None)
    for note in first.notes if first else ():
        yield text("scope", "{.scope}\n" + parted(prose(note, one, root))[1])
    stated = plates.record(one.figure, one.folder)["title"]
    said = spoken(first.code, first.said, one, root) if first else ""
    if bold := BOLD.match(said):
        stated = bold[1].rstrip(".。") if one.lang == "en" else stated
    yield raw("answer", frames.template("answer.html").render(
        lang=one.lang, stated=stated, say=lambda key, **more: words.say(key, one.lang, **more)))  # fmt: skip
    if rest := said[bold.end() :] if bold else said:
        yield text("besides", rest.lstrip(".。 "))


def figure(found: Order, one: Shown, root: str) -> Cells:
    """Yield the figure with its citation, and how to read it."""
    place = str(int(one.run.notebook[:2]))
    for number, _ in enumerate(found.of("figure")):
        yield raw(f"figure-{number}", plates.plate(one.figure, one.folder, one.lang, root, number=place, article=True))
    for note in found.figure:
        yield text("reading-aid", parted(prose(note, one, root))[1])


def in_words(found: Order, one: Shown, root: str) -> Cells:
    """Yield what the figure shows in words, as the notebook computed it."""
    for step in found.of("words"):
        yield from headed("in_words", one)
        for note in step.notes:
            _, lead = parted(prose(note, one, root))
            if lead.strip(" :：\n") != words.say("in_words_title", one.lang):  # which the heading says
                yield text(f"{note['id']}-text", lead)
        yield text("words", spoken(step.code, step.said, one, root))


def tables(found: Order, one: Shown, root: str) -> Cells:
    """Yield the tables and the other sentences, each under its heading."""
    if found.of("table"):
        yield from headed("tables", one)
    number = 0
    for step in found.of("table"):
        name = ""
        for note in step.notes:
            name, below = parted(prose(note, one, root))
            if name:
                yield raw(f"{note['id']}-mark", anchor(note))
                yield text(f"{note['id']}-heading", f"### {name}")
            if not steps.is_rule(note):
                yield text(f"{note['id']}-text", below)
        for place, (kind, shown) in enumerate(step.shown):
            number += kind == "text/html"
            yield {**output(kind, shown, step, one, root, number, name), "id": f"site-{step.code['id']}-{place}"}


def output(kind: str, shown: str, step: Step, one: Shown, root: str, number: int, name: str) -> Cell:
    """Return what a cell put out as a cell of the page: a table in words, a sentence, or text as it is."""
    if kind == "text/html":
        said = words.say("table_of", one.lang, n=number, of=name) if name else words.say("table_n", one.lang, n=number)
        table = sheets.sheet(shown, said, one.lang, root, one.run.notebook[:2], choices.record(one, root))
        return raw("", f'<div id="table-{number}">{table}</div>')
    if kind == "text/markdown":
        return text("", spoken(step.code, shown, one, root))
    return raw("", f'<pre tabindex="0">{escape(shown)}</pre>')


def counted(head: Cell, found: Order, one: Shown, root: str) -> Cells:
    """Yield how it was counted, folded: what the notebook does, its rules, and its code step by step."""
    yield from headed("counted", one)
    yield raw("counted-open", f'<details class="counted"><summary>{words.say("counted_fold", one.lang)}</summary>')
    yield text("intro", parted(prose(head, one, root))[1])
    numbers = count(1)
    for step in found.steps:
        for note in step.notes:
            yield from ruled(note, step, found, one, root)
        yield {**step.code, "outputs": []}
        for number in islice(numbers, step.tables):
            said = words.say("table_n", one.lang, n=number)
            yield raw(f"to-{number}", f'<p class="soft small">→ <a href="#table-{number}">{said}</a></p>')
    yield raw("counted-close", "</details>")


def ruled(note: Cell, step: Step, found: Order, one: Shown, root: str) -> Cells:
    """Yield the heading of a text, and the text unless it stands with a table or the figure."""
    heading, below = parted(prose(note, one, root))
    if heading:
        yield raw(f"{note['id']}-step", f"<h3>{escape(heading)}</h3>")
    if below and note not in found.figure and (not step.kind or (step.kind == "table" and steps.is_rule(note))):
        yield text(f"{note['id']}-rule", below)


def limits(found: Order, one: Shown, root: str) -> Cells:
    """Yield what the notebook does not show."""
    for note in found.limits:
        yield raw(f"{note['id']}-mark", anchor(note))
        yield prose(note, one, root)


def ending(one: Shown, sequence: Sequence[Shown]) -> str:
    """Return what stands below an article: how to run it again, and the ways to the one before and the one after."""
    root = words.root(words.tree(one.lang) + one.path)
    home = root + words.tree(one.lang)
    place = [other.run.notebook for other in sequence].index(one.run.notebook)
    near = {name: sequence[at] for name, at in (("before", place - 1), ("after", place + 1)) if 0 <= at < len(sequence)}
    ways = {name: {"href": home + other.path, "title": title(other.run.notebook, one.lang)} for name, other in near.items()}
    return frames.template("rerun.html").render(lang=one.lang, home=home, command=choices.command(one), **ways,
                                                say=lambda key, **more: words.say(key, one.lang, **more))  # fmt: skip
