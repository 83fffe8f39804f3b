"""The timeline of a page: the section in which the browser draws it, with the words that it says."""

from __future__ import annotations

import json

from markupsafe import Markup

from bluebook.site import frames
from bluebook.site.cells import Words

SAID = ("name", "overview", "bare", "others", "several", "open")
SCRIPTS = ("rows", "timeline")  # d3.js and the events come when these have run


def section(words: Words, home: str, most: int, before: str = "") -> Markup:
    """Return the section of a timeline.

    home: the way from the page to the folder of the record. most: the height in pixels that its marks are made to fit.
    before: what stands beside its heading, as HTML.
    """
    said = json.dumps({key: words.say(f"timeline_{key}") for key in SAID}, ensure_ascii=False)
    shown = frames.template("record/timeline.html").render(w=words, home=home, most=most, said=said, before=Markup(before))
    return Markup(shown)


def head(static: str) -> str:
    """Return what a page with a timeline has in its head beside the styles; static: the way to the site's static files."""
    return "\n".join(f'<script src="{static}{name}.js" defer></script>' for name in SCRIPTS)
