"""The frame around every page: header, navigation, the text, footer. One template, whether Sphinx wrote the text or not."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from bluebook.figures import galleries
from bluebook.record import codebook
from bluebook.site import words

HERE = Path(__file__).parent
BASE: list[str] = []  # the address of the site while one with an address is built
WHOLE = "<!doctype html>"  # how a page begins that has its frame
SMALL = ("event", "person", "occasion")  # kinds of pages of which there are thousands
LEAN = ("read", "codebook", "changes")  # what their foot leads to
CARD_SIZE = (1200, 630)  # pixels of `galleries.CARD`


@cache
def template(name: str) -> Template:
    """Return a template of the site; what is put into it is escaped."""
    rooms = Environment(autoescape=True, loader=FileSystemLoader(HERE / "templates"), trim_blocks=True, lstrip_blocks=True)
    return rooms.get_template(name)


def page(
    title: str, body: str, lang: str, path: str, head: str = "", aside: str = "", kind: str = "text", english: bool = False
) -> str:
    """Return a whole page.

    title: plain text, as the window shows it. body, head, aside: HTML, already escaped; aside is the contents list.
    path: from the site's root, with ja/ where it stands in the Japanese tree; links in the body are relative to it.
    kind: a class for the page (text, wide, front, article). english: the body is English, whatever the page's language.
    """
    return template("frame.html").render(
        title=unescape(title), body=Markup(body), lang=lang, head=Markup(head), aside=Markup(aside), kind=kind, english=english,
        root=words.root(path), home=words.root(path) + words.tree(lang), here=path.removeprefix("ja/"),
        twin=words.root(path) + words.twin(path), other="ja" if lang == "en" else "en", names=words.NAMES,
        lean=LEAN if kind in SMALL else (), nav=words.NAV, foot=words.FOOT, say=lambda key, **values: words.say(key, lang, **values),
        card=None, version=codebook.VERSION, released=codebook.RELEASED.isoformat(),
    )  # fmt: skip


def sheet(name: str, path: str) -> str:
    """Return the link to a style sheet for the head of the page at a path."""
    return f'<link rel="stylesheet" href="{words.root(path)}static/{name}.css">'


def heading(body: str) -> str:
    """Return the words of the first heading of a body, for the window's title."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.S)
    return unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else "bluebook"
