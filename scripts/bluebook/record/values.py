"""What one cell may hold: days, times, numbers, addresses, terms of a closed list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from bluebook.ground.refusals import did_you_mean, listed

PATTERNS = {  # in the digits 0 to 9 and no others
    "time": (re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII), "is not a time (HH:MM)"),
    "integer": (re.compile(r"\d{1,6}", re.ASCII), "is not a whole number"),
    "degrees": (re.compile(r"-?(180|1[0-7]\d|\d{1,2})(\.\d{1,4})?", re.ASCII), "is not a number of degrees (-38.5, 144.97)"),
}
# Control characters, ends of lines, halves of characters and what is no character: no format of a file holds them all.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """Return a text with each unseen character as its number, so that a message stays one line."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def is_day(text: str) -> bool:
    """Tell whether `text` is a day that exists, written 2022-03-15, in the years 1000 to 2999."""
    try:
        return bool(re.fullmatch(r"[12]\d{3}-\d\d-\d\d", text, re.ASCII) and date.fromisoformat(text))
    except ValueError:
        return False


def is_when(text: str) -> bool:
    """Tell whether `text` is a year, a month or a day, written 2022, 2022-03 or 2022-03-15."""
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII)) and is_day((text + "-01-01")[:10])


def is_address(text: str) -> bool:
    """Tell whether `text` is an http or https address with a host, no blank in it, and a port that is a number if any."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(sound) and not re.search(r"[\s<>\"]", text) and not UNSEEN.search(text)


def fault(value: str, kind: str, allowed: Mapping[str, str] | None = None, of: str = "",
          guess: Callable[[str, Mapping[str, str]], str] = did_you_mean) -> str:
    """Return what is wrong with one value of a kind, as the end of a sentence; empty if nothing is.

    allowed: each spelling with the term it means; of: what those are; guess: what offers the nearest of them.
    """
    if unseen := UNSEEN.search(value):
        return f"holds the character U+{ord(unseen[0]):04X}, which no one sees; take it out"
    if kind == "date" and not is_day(value):
        return "is not a day that exists (YYYY-MM-DD)"
    if kind == "when" and not is_when(value):
        return "is not a year, month or day that exists (2022, 2022-03 or 2022-03-15)"
    if kind == "address" and not is_address(value):
        return "is not an http or https address"
    if kind in PATTERNS and not PATTERNS[kind][0].fullmatch(value):
        return PATTERNS[kind][1]
    if allowed is not None and value not in set(allowed.values()):
        terms = list(dict.fromkeys(allowed.values()))
        return f"is not a {of} ({listed(terms)}){guess(value, allowed)}"
    if kind == "text" and value.startswith(("=", "+", "-", "@")):
        return f'begins with {value[0]}, which a spreadsheet would take for a formula; put a word before it'
    return "has a blank at its start or end" if value != value.strip() else ""
