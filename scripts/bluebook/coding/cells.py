"""What the rules hand to one another: a sentence with its place, a coded cell, and the part of a page about one event."""

from __future__ import annotations

import re
from dataclasses import dataclass

MEAL = re.compile(r"ランチ|ディナー|昼食|夕食|朝食|会食|\blunch|\bdinner\b|\bbreakfast\b", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]*\)|「[^」]*」")
THEN = re.compile(r"その後|続けて|続いて|引き続き|さらに|また|followed by|after which|and then")  # what the page turns to next


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page and the line that it stands in."""

    text: str
    line: int


@dataclass(frozen=True)
class Cell:
    """One coded value, the words of the page that it rests on, and what speaks against it."""

    value: str = ""
    phrase: str = ""
    line: int = 0
    remark: str = ""


@dataclass(frozen=True)
class Part:
    """What a page says of one event: its title, the sentence that states the event, and the sentences that follow."""

    title: Sentence
    anchor: Sentence
    body: tuple[Sentence, ...]
    issued: Cell  # the day of the page

    @property
    def japanese(self) -> bool:
        """Tell whether the event is stated in Japanese."""
        return bool(re.search(r"[ぁ-ん]", self.anchor.text))

    @property
    def stating(self) -> tuple[Sentence, Sentence]:
        """Return the sentence that states the event, and the title."""
        return self.anchor, self.title


def search(pattern: re.Pattern[str], sentences: tuple[Sentence, ...]) -> tuple[re.Match[str], Sentence] | None:
    """Return the first match in the sentences, taken in their order, with its sentence; None without one."""
    for sentence in sentences:
        if match := pattern.search(sentence.text):
            return match, sentence
    return None


def cell(value: str, match: re.Match[str], sentence: Sentence, remark: str = "") -> Cell:
    """Return a cell that rests on a match in a sentence."""
    return Cell(value, match[0].strip(" 、,。"), sentence.line, remark)
