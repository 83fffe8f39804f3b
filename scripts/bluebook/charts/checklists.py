"""Checklists: a line per statement, with a disc for its verdict and a symbol for every row that bears it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle, Wedge

from bluebook.charts import behind, shares, sheets
from bluebook.charts.sheets import GREY, HOLLOW, INK, LINE, LOOKS, MM, PAPER, RULE, Look, Sheet, face, sheet, style, text_width

SIZE = 2.7 * MM  # of a symbol
STEP = 3.3 * MM  # from one symbol to the next
DISC = 1.35 * MM  # radius
HEAD = LINE * 1.75  # of a part, with its heading
PAD = LINE * 0.15  # above and below the words of a statement; thirty of them fit a page
JOURNEY, PAGE = Look("#8c8c8c", "#8c8c8c"), Look(PAPER, INK)
SYMBOLS = {"in_person": LOOKS[0], "video": LOOKS[1], "telephone": LOOKS[2], "visit": JOURNEY, "document": PAGE,
           "missing": HOLLOW}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One statement: its date, what it says, the symbols behind it (keys of SYMBOLS), how far it holds and that in words.

    holds: 1 the disc is full, 0 empty, anything between half; None, for what can't be checked, has a dashed one. items: what a
    theme names, each with its own bar or symbols. ids: the row behind each symbol.
    """

    date: str
    says: str
    symbols: Sequence[str]
    holds: float | None
    verdict: str
    gid: str = ""
    items: Sequence[shares.Item] = ()
    ids: Sequence[str] = ()

    @property
    def drawn(self) -> set[str]:
        """Return the keys of the symbols and of the parts of bars that stand beside the statement."""
        return {*self.symbols}.union(*([*item.symbols, *(item.shares or {})] for item in self.items))


def checklist(parts: Mapping[str, Sequence[Line]], *, title: str, note: str = "", width: int = 183,
              legend: Mapping[str, str], empty: str = "") -> Figure:
    """Draw the statements under their headings. legend: key of SYMBOLS or of `shares.PARTS` -> label, for those in use; empty:
    text without any.

    On a wide sheet a statement is one row; on a narrow one its words and items stand under its date and symbols.
    """
    with style():
        inner = width * MM - 2 * sheets.MARGIN
        lines = [line for part in parts.values() for line in part]
        used = {key: label for key, label in legend.items() if any(key in line.drawn for line in lines)}
        plan = Plan(inner, lines)
        keys = _key_rows(used, inner)
        heights = [HEAD + fsum(plan.height(line) for line in part) for part in parts.values()]
        body = LINE * 1.35 * len(keys) + (fsum(heights) or LINE * 2)
        page = sheet(width, body, title, note)
        top = _legend(page, keys, used)
        if not lines:
            page.write(0, top + LINE * 0.5, empty, color=GREY)
        for (heading, part), high in zip(parts.items(), heights, strict=True):
            page.write(0, top + LINE * 0.45, heading, weight="bold")
            _part(page, top + HEAD, high - HEAD, part, plan, heading)
            top += high
        return page.figure


class Plan:
    """Where the columns of a checklist stand, in inches."""

    def __init__(self, inner: float, lines: Sequence[Line]) -> None:
        """Measure the dates, the symbols and the verdicts, and leave the rest to the words."""
        self.inner, self.narrow = inner, inner < 120 * MM
        self.date = 2 * DISC + 0.09
        self.says = self.date + max([0.0, *(text_width(line.date, weight="bold") for line in lines)]) + 0.12
        self.columns = shares.Columns([item for line in lines for item in line.items])
        symbols = max(self.columns.width, STEP * max([0, *(len(line.symbols) for line in lines)])) + 0.1
        self.verdict = inner - max([0.0, *(text_width(line.verdict, weight="bold") for line in lines)])
        self.symbols = self.says if self.narrow else self.verdict - symbols

    def room(self, line: Line) -> float:
        """Return the width that the words of a statement have."""
        if self.narrow:
            return self.inner - self.date
        return self.symbols - self.says - 0.1 - shares.label_width(line.items)

    def words(self, line: Line) -> list[str]:
        """Return what a statement says, in lines."""
        return sheets.wrap(line.says, self.room(line)).split("\n")

    def bars(self) -> float:
        """Return where bars begin: under the symbols, on a narrow sheet so that the numbers end at its edge."""
        return self.inner - self.columns.width if self.narrow else self.symbols

    def height(self, line: Line) -> float:
        """Return the height of a statement's row."""
        words, items = len(self.words(line)), len(line.items)
        rows = 1 + words + items if self.narrow else max(words, items)
        return LINE * rows * 1.05 + 2 * PAD


def _part(page: Sheet, top: float, high: float, part: Sequence[Line], plan: Plan, heading: str) -> None:
    axes = page.axes(0, top, plan.inner, high, gid=heading)
    axes.set(xlim=(0, plan.inner), ylim=(high, 0))
    axes.axis("off")
    at = 0.0
    for line in part:
        axes.plot([0, plan.inner], [at, at], color=RULE, lw=0.5, gid="rule")
        _line(axes, at + PAD, line, plan)
        at += plan.height(line)


def _line(axes: Axes, top: float, line: Line, plan: Plan) -> None:
    base = top + LINE * 0.75
    middle = base - 0.035
    _disc(axes, DISC + 0.01, middle, line)
    axes.text(plan.date, base, line.date, weight="bold")
    axes.text(plan.inner, base, line.verdict, ha="right", weight="normal" if line.holds == 1 else "bold")
    left, under = (plan.date, base + LINE * 1.05) if plan.narrow else (plan.says, base)
    for row, words in enumerate(plan.words(line)):
        axes.text(left, under + row * LINE * 1.05, words)
    for place, key in enumerate(line.symbols):
        symbol(axes, plan.symbols + place * STEP, middle - SIZE / 2, key, line.gid, behind.rows(line.ids[place : place + 1]))
    below = base + LINE * 1.05 * (1 + len(plan.words(line))) if plan.narrow else base
    for row, item in enumerate(line.items):
        _item(axes, below + row * LINE * 1.05, item, plan, line.gid)


def _item(axes: Axes, base: float, item: shares.Item, plan: Plan, gid: str) -> None:
    left, middle = plan.bars(), base - 0.035
    shares.words(axes, left, base, item, plan.columns)
    if item.shares is not None:
        shares.bar(axes, left, middle, item.shares, gid, item.ids)
    for place, key in enumerate(item.symbols):
        symbol(axes, left + place * STEP, middle - SIZE / 2, key, gid, behind.rows(item.ids[place : place + 1]))


def _disc(axes: Axes, x: float, y: float, line: Line) -> None:
    fill = INK if line.holds == 1 else PAPER
    dashed = {"linestyle": (0, (2, 1.5))} if line.holds is None else {}
    axes.add_patch(Circle((x, y), DISC, facecolor=fill, edgecolor=INK, lw=0.7, gid=f"{line.gid}|verdict", **dashed))
    if line.holds is not None and 0 < line.holds < 1:
        axes.add_patch(Wedge((x, y), DISC, 90, 270, facecolor=INK, lw=0))
    if line.holds == 1:
        tick = [(-0.5, 0.05), (-0.12, 0.42), (0.52, -0.4)]
        axes.plot([x + DISC * a for a, _ in tick], [y + DISC * b for _, b in tick], color=PAPER, lw=1, gid="tick")


def symbol(axes: Axes, x: float, y: float, key: str, gid: str = "", url: str | None = None) -> None:
    """Draw one symbol from its top left corner: a square for an event, an arrow for a journey, a page for a document."""
    look, name = face((SYMBOLS | shares.PARTS)[key]) | {"url": url}, f"{gid}|{key}"
    if key == "visit":
        shape = [(0, 0.18), (0.55, 0.18), (1, 0.5), (0.55, 0.82), (0, 0.82)]
        axes.add_patch(Polygon([(x + SIZE * a, y + SIZE * b) for a, b in shape], **look, gid=name))
    elif key == "document":
        shape = [(0.14, 0), (0.6, 0), (0.86, 0.26), (0.86, 1), (0.14, 1)]
        axes.add_patch(Polygon([(x + SIZE * a, y + SIZE * b) for a, b in shape], **look | {"lw": 0.6}, gid=name))
        for row in (0.42, 0.6, 0.78):
            axes.plot([x + SIZE * 0.28, x + SIZE * 0.72], [y + SIZE * row] * 2, color=INK, lw=0.5, gid="page")
    else:
        axes.add_patch(Rectangle((x, y), SIZE, SIZE, **look, gid=name))


def _key_rows(labels: Mapping[str, str], inner: float) -> list[list[str]]:
    rows: list[list[str]] = []
    left = inner
    for key, label in labels.items():
        wide = SIZE + 0.06 + text_width(label) + 0.16
        if left + wide > inner:
            rows, left = [*rows, []], 0.0
        rows[-1].append(key)
        left += wide
    return rows


def _legend(page: Sheet, rows: Sequence[Sequence[str]], labels: Mapping[str, str]) -> float:
    """Draw the key of the symbols; returns the depth at which it ends."""
    step, high = LINE * 1.35, LINE * 1.35 * len(rows)
    if rows:
        axes = page.axes(0, 0, page.width, high, gid="legend")
        axes.set(xlim=(0, page.width), ylim=(high, 0))
        axes.axis("off")
    for number, row in enumerate(rows):
        left = 0.0
        for key in row:
            symbol(axes, left, number * step, key, "legend")
            axes.text(left + SIZE + 0.06, number * step + SIZE / 2, labels[key], va="center_baseline")
            left += SIZE + 0.06 + text_width(labels[key]) + 0.16
    return high
