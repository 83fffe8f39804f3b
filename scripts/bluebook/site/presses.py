"""Sphinx, with MyST, as a press: Markdown and executed notebooks in, framed pages out. Nothing is executed."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bluebook.ground import deposits
from bluebook.ground.refusals import Refused
from bluebook.site import frames, kept, words

JOBS = 2
SETTINGS: dict[str, Any] = {
    "extensions": ["myst_nb"], "nb_execution_mode": "off", "nb_merge_streams": True, "html_theme": "press",
    "html_theme_path": [str(frames.HERE / "templates")], "html_copy_source": False, "html_permalinks_icon": "#",
    "html_use_index": False, "html_domain_indices": False, "myst_heading_anchors": 4, "myst_all_links_external": True,
    "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence", "deflist"],
    "suppress_warnings": ["toc.not_included", "myst.header", "myst.xref_missing"],
}  # fmt: skip


def printed(texts: Mapping[str, str]) -> dict[str, str]:
    """Return each source (path ending in .md or .ipynb) as a whole page, by its path ending in .html.

    A source may say how it is framed by `<!-- frame: kind=article english -->` among its HTML. Raises Refused with Sphinx's
    words where it warns.
    """
    known = {path: kept.taken("press", [path, text]) for path, text in texts.items()}
    fresh = _pressed({path: text for path, text in texts.items() if known[path] is None})
    done = {path: known[path] or kept.made("press", [path, text], fresh[path].encode) for path, text in texts.items()}
    return {str(Path(path).with_suffix(".html")): page.decode() for path, page in done.items()}


def _pressed(texts: Mapping[str, str]) -> dict[str, str]:
    """Return each source as the page that Sphinx makes of it, by the source's path."""
    if not texts:
        return {}
    with deposits.temporary() as room:  # which the next command removes if this one is killed
        for path, text in texts.items():
            place = room / "src" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        _run(room, next(iter(texts)))
        return {path: (room / "out" / path).with_suffix(".html").read_text(encoding="utf-8") for path in texts}


def _run(room: Path, first: str) -> None:
    from sphinx.application import Sphinx  # a second to import, and not needed where no article changed
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    said, quiet = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as around:
        for each in (
            contextlib.redirect_stdout(quiet),
            contextlib.redirect_stderr(quiet),
            warnings.catch_warnings(),
            patch_docutils(),
            docutils_namespace(),
        ):  # what Sphinx tells docutils is forgotten afterwards
            around.enter_context(each)
        for kind in (DeprecationWarning, PendingDeprecationWarning):  # of Sphinx and MyST among themselves
            warnings.simplefilter("ignore", kind)
        press = Sphinx(room / "src", None, room / "out", room / "doctrees", "html", status=None, warning=said, freshenv=True,
                       confoverrides=SETTINGS | {"root_doc": str(Path(first).with_suffix(""))}, parallel=JOBS)  # fmt: skip
        press.builder.search = False  # type: ignore[attr-defined]
        press.connect("html-page-context", _framed)
        press.build()
    if lines := [line for line in _plain(said.getvalue()).splitlines() if "WARNING" in line or "ERROR" in line]:
        raise Refused("\n".join(["site: Sphinx warns", *(line.replace(f"{room}/src/", "") for line in lines)]))


def _plain(words: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", words)


FRAME = re.compile(r"<!-- frame:([^>]*)-->")


def _framed(app: Any, name: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    if "body" not in context:
        return
    asked = (match[1] if (match := FRAME.search(context["body"])) else "").split()
    kind = next((word.partition("=")[2] for word in asked if word.startswith("kind=")), "text")
    lang = "ja" if name.startswith("ja/") else "en"
    english = "english" in asked and lang != "en"
    body, toc = anchored(reachable(FRAME.sub("", context["body"]), lang), context["toc"])
    if english:  # the title is in the language of the tree
        body = body.replace("<h1>", f'<h1 lang="{lang}">', 1)
    title = re.sub(r"<[^>]+>", "", context["title"])
    context["framed"] = frames.page(title, body, lang, f"{name}.html", aside=contents(toc), kind=kind, english=english)


def reachable(body: str, lang: str) -> str:
    """Return a page on which code scrolls by keyboard, and what unfolds it or leads to a heading is called what it does."""
    body = body.replace("<pre>", '<pre tabindex="0">').replace(' aria-label="Toggle hidden content"', "")
    return body.replace('title="Link to this heading"', f'title="{words.say("to_heading", lang)}"')


ANCHOR = re.compile(r'<span data-anchor="([\w-]+)"></span>\s*((?:</section>\s*)*)<section id="([^"]+)">')


def anchored(body: str, toc: str) -> tuple[str, str]:
    """Return a page and its contents list with the headings' addresses taken from the marks before them."""
    for mark, _, old in ANCHOR.findall(body):
        body = body.replace(f'<span data-anchor="{mark}"></span>', "", 1)
        body = body.replace(f'<section id="{old}">', f'<section id="{mark}">')
        body, toc = (text.replace(f'href="#{old}"', f'href="#{mark}"') for text in (body, toc))
    return body, toc


def contents(toc: str) -> str:
    """Return the list of a page's headings without the page's own title, empty where there are fewer than two."""
    inner = re.search(r"<ul>.*?<ul>(.*)</ul>.*?</ul>", toc, re.S)
    return f"<ul>{inner[1]}</ul>" if inner and inner[1].count("<li>") > 1 else ""
