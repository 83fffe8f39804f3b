"""A walk through a Japanese page in search of English."""

import re

from lxml.html import fromstring

ENGLISH = re.compile(r"[A-Za-z][\w'’.-]*(?:,? [A-Za-z][\w'’.-]*){2,}", re.ASCII)
WORKING = {"pre", "code", "script", "style", "svg", "select"}  # what a machine reads, and names of languages to choose
NAMES = re.compile(
    r"bluebook contributors \(|[A-Z]{3}(?:[ ;][A-Z]{3})+$|CC BY|Data Package v2|Harvard Dataverse|The Thinking Conservative|Citation File Format"
)


def english(html):
    """The runs of three English words or more on a Japanese page, those left out that stand in an element marked as English."""
    found, tree = [], fromstring(html)
    for node in tree.iter():
        if (
            not isinstance(node.tag, str)
            or node.tag in WORKING
            or any(above.tag in WORKING or above.get("lang", "ja") != "ja" for above in (node, *node.iterancestors()))
        ):
            texts = []
        else:
            texts = [node.text, *(node.get(name) for name in ("alt", "title", "aria-label", "placeholder"))]
        if node.getparent() is not None and not any(
            above.tag in WORKING or above.get("lang", "ja") != "ja" for above in node.iterancestors()
        ):
            texts.append(node.tail)
        found += [text.strip() for text in texts if text and not NAMES.search(text) and ENGLISH.search(text)]
    return found
