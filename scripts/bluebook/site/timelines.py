"""The timeline of a page: the section in which the browser draws it, with the words that it says."""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from bluebook.site import frames
from bluebook.site.cells import Words

SAID = ("name", "overview", "bare", "others", "several", "open")
PARTNER = "USA"  # what the front page shows first
TALL, SMALL = 560, 380  # pixels that the marks are made to fit: in the record, on the front page


def section(
    words: Words, home: str, most: int, title: str = "timeline", partners: Sequence[tuple[str, str, int]] = ()
) -> Markup:
    """Return the section of a timeline.

    home: the way from the page to the folder of the record. most: the height in pixels that its marks are made to fit.
    title: the wording of its heading. partners: code, name and number of events of those to choose from on the spot.
    """
    said = json.dumps({key: words.say(f"timeline_{key}") for key in SAID}, ensure_ascii=False)
    return Markup(frames.template("record/timeline.html").render(
        w=words, home=home, most=most, said=said, title=words.say(title), partners=partners, chosen=PARTNER,
    ))  # fmt: skip
