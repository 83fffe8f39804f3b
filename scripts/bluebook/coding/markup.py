"""HTML as the lines that a reader sees, and its title."""

from __future__ import annotations

import re

from lxml import etree, html

from bluebook.ground.refusals import Refused

UNREAD = ("script", "style", "noscript", "template", "nav", "footer", "button", "svg")
BLOCKS = ("p", "div", "li", "br", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "article",
          "header", "ul", "ol", "dl", "table", "blockquote", "figcaption", "time")  # fmt: skip
LOGIN = re.compile(r"ログイン|サインイン|\b(log|sign) ?in\b", re.IGNORECASE)
MARKS = re.compile(r"<(!doctype|html|head|body|p|div|table|h[1-6]|br)\b", re.IGNORECASE)


def marked(text: str) -> bool:
    """Tell whether a text is HTML."""
    return bool(MARKS.search(text[:4000]))


def lines(text: str) -> tuple[str, list[str]]:
    """Return the title of an HTML page and its lines. Raises Refused for a page that asks for a password."""
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)  # lxml takes no text that names an encoding of its own
    try:
        tree = html.document_fromstring(text)
    except etree.ParserError:
        raise Refused("page: the HTML holds no text") from None
    title, asks = _title(tree), tree.xpath("//input[@type='password']")
    etree.strip_elements(tree, *UNREAD, etree.Comment, with_tail=False)
    for block in tree.iter(*BLOCKS):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    body = tree.find("body")
    found = (tree if body is None else body).text_content().splitlines()
    if asks and (LOGIN.search(title) or len("".join(found).strip()) < 1500):
        raise Refused("page: this is a page to log in; save the page behind it")
    return title, found


def _title(tree: html.HtmlElement) -> str:
    heads = [head.text_content() for head in (*tree.iter("h1"), *tree.iter("title"), *tree.iter("h2"))]
    return next((" ".join(head.split()) for head in heads if len(head.strip()) > 3), "")
