"""The paper that every chart is drawn on: one look, sizes in millimetres, title, note and legend written.

Noto Sans JP is vendored, so that Latin and Japanese are the same everywhere; text is 7 pt at print size. An engagement is a
block of height 1 wherever counts are drawn, so that a reader can count them. Colour is never alone: each series differs in
lightness and in hatch or marker too.
"""


from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from bluebook.charts import typefaces
from bluebook.ground import paths
from bluebook.ground.refusals import Refused

MM = 1 / 25.4
POINTS = 7  # of all text but the source line: Nature's largest, and still read when printed
SMALL = 6
LINE = POINTS * 1.45 / 72  # inches from one line of text to the next
INK, GREY, RULE, PAPER = "#1a1a1a", "#595959", "#d0d0d0", "#ffffff"
FONT = "Noto Sans JP"
STYLE: dict[str, Any] = {
    "font.family": [FONT, "DejaVu Sans"], "font.size": POINTS, "axes.titlesize": POINTS, "axes.labelsize": POINTS,
    "xtick.labelsize": POINTS, "ytick.labelsize": POINTS, "legend.fontsize": POINTS, "figure.titlesize": POINTS,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": GREY, "xtick.color": GREY, "ytick.color": GREY,
    "xtick.labelcolor": INK, "ytick.labelcolor": INK, "axes.linewidth": 0.5, "xtick.major.width": 0.5,
    "ytick.major.width": 0.5, "xtick.major.size": 2, "ytick.major.size": 2, "hatch.linewidth": 0.6, "hatch.color": PAPER,
    "axes.spines.top": False, "axes.spines.right": False, "axes.unicode_minus": False, "figure.dpi": 144,
    "text.parse_math": False,  # a $ in the name of a file is a $
    "text.hinting": "none",  # else words in a PNG are up to 3% wider than `text_width` says, and run over the edge
    "pdf.fonttype": 42, "svg.fonttype": "path", "svg.hashsalt": "bluebook", "path.simplify": False,
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How one series looks: fill, edge and hatch, so that it is told apart in grey as well; a marker for points.

    stripes: the colour of the hatch.
    """

    fill: str
    edge: str
    hatch: str = ""
    marker: str = "o"
    stripes: str = PAPER


# Dark, middle, light: lightness (CIE L*) about 28, 56 and 84, checked for three colour deficiencies and for grey.
LOOKS = [Look("#0b4a6f", "#0b4a6f", "", "o"), Look("#d55e00", "#d55e00", "////", "s"), Look("#f3cf7a", "#8a6d1d", "", "D")]
# The grounds of what was not collected and of what was not read to its end: no count, no series and no term looks so in grey.
BARE = Look("#f7f7f7", "#c4c4c4", "////", "s", stripes="#bdbdbd")
DOUBT = Look("#e3e3e3", "#e3e3e3", "\\\\\\\\", "s")
OUTLINE = 0.3  # points, round a hatched block: its stripes would else bite off the corners
SHADE = "#d9e8f0"  # the ground of a time in office; far enough from BARE for a PNG of few colours
HOLLOW = Look(PAPER, GREY)  # what was published, or is believed, and has no row


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Take in the fonts. Raises Refused where one is missing: matplotlib would draw another one and only warn."""
    wanted = ""
    try:
        for wanted in (f"{FONT.replace(' ', '')}-Bold.ttf", f"{FONT.replace(' ', '')}-Regular.ttf"):
            font_manager.fontManager.addfont(str(paths.FONTS / wanted))
        font_manager.findfont(wanted := "DejaVu Sans", fallback_to_default=False)
    except (OSError, RuntimeError, ValueError):
        raise Refused(f"font: {wanted} is missing or damaged; no other font is used instead") from None
    typefaces.keep()


@contextmanager
def style() -> Iterator[None]:
    """Draw and save in the house style, whatever the reader's own matplotlib is set to."""
    _fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(cast("Any", STYLE))
        yield


def text_width(text: str, points: float = POINTS, weight: str = "normal") -> float:
    """Return the width of a line of text in inches."""
    if not text.strip():
        return 0.0
    font = font_manager.FontProperties(family=STYLE["font.family"], weight=weight, size=points)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] / 72


def wrap(text: str, width: float, points: float = POINTS, weight: str = "normal", anywhere: bool = False,
         even: bool = False) -> str:  # fmt: skip
    """Return `text` broken into lines no wider than `width` inches; Japanese breaks between any two characters.

    A word that is wider than a line, as an id may be on a narrow sheet, is broken too. anywhere: break between any two letters.
    even: in somewhat narrower lines where the last one would hold only a word or two.
    """
    lines, pieces = [], list(text) if anywhere else _pieces(text)
    while pieces:
        fit = _that_fit(pieces, width, points, weight)
        if fit == 1 and len(pieces[0]) > 1 and text_width(pieces[0].rstrip(), points, weight) > width:
            pieces[:1] = pieces[0]
            fit = _that_fit(pieces, width, points, weight)
        lines.append("".join(pieces[:fit]).rstrip())
        pieces = pieces[fit:]
    less = width
    while even and len(lines) > 1 and text_width(lines[-1], points, weight) < width / 4:
        less *= 0.9
        narrower = wrap(text, less, points, weight).split("\n")
        if len(narrower) > len(lines):
            break
        lines = narrower
    return "\n".join(lines)


def _that_fit(pieces: Sequence[str], width: float, points: float, weight: str) -> int:
    """Return how many pieces fit into a line, at least one. Found by halving: to measure a line is slow."""

    def is_too_wide(number: int) -> bool:
        return text_width("".join(pieces[:number]).rstrip(), points, weight) > width

    if not is_too_wide(len(pieces)):
        return len(pieces)
    return max(1, bisect_left(range(1, len(pieces)), True, key=is_too_wide))


NEVER_FIRST, NEVER_LAST = "、。）」・ー：；", "（「"  # of a line in Japanese


def _pieces(text: str) -> list[str]:
    """Return the words and the Japanese characters of a text, each with the blanks after it."""
    pieces = [""]
    for before, here in zip(" " + text, text, strict=False):
        apart = (here > "\u2e80" or before > "\u2e80") and here not in NEVER_FIRST and before not in NEVER_LAST
        if here != " " and (before == " " or apart):
            pieces.append("")
        pieces[-1] += here
    return [piece for piece in pieces if piece]


@dataclass(frozen=True)
class Sheet:
    """A figure with its title and note written and a body left free, in inches from the top left corner."""

    figure: Figure
    left: float
    top: float
    width: float
    height: float

    def axes(self, left: float, top: float, width: float, height: float, **more: Any) -> Axes:
        """Return axes at a place in the body, in inches from the body's top left corner."""
        wide, high = self.figure.get_size_inches()
        box = ((self.left + left) / wide, 1 - (self.top + top + height) / high, width / wide, height / high)
        axes = self.figure.add_axes(box, **more)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_label_coords(0, 0)  # no axis has a label here; matplotlib would look for room for one at every drawing
        return axes

    def write(self, left: float, top: float, text: str, **more: Any) -> None:
        """Write text at a place in the body, in inches from the body's top left corner."""
        wide, high = self.figure.get_size_inches()
        self.figure.text((self.left + left) / wide, 1 - (self.top + top) / high, text, **{"va": "top", **more})


MARGIN = 1.5 * MM


def marked(title: str) -> str:
    """Return a title that says so where candidate rows are counted in."""
    if not paths.candidates():
        return title
    return f"候補行を含む：{title}" if any(letter > "\u2e80" for letter in title) else f"With candidate rows: {title}"


def sheet(width: int, body: float, title: str, note: str = "", legend: Mapping[str, Look] | None = None) -> Sheet:
    """Return a sheet `width` mm wide with `body` inches free under the title, the note and the legend.

    The title says the finding, the note what is drawn. Room for the source line (see `sign`) is left at the foot.
    """
    inner = width * MM - 2 * MARGIN
    heading = wrap(marked(title), inner, weight="bold", even=True)
    under = wrap(note, inner)
    rows = _legend_rows(legend or {}, inner)
    top = MARGIN + LINE * (heading.count("\n") + 1)
    note_top, legend_top = top, top + (LINE * (under.count("\n") + 1) if note else 0) + LINE * 0.25
    body_top = legend_top + LINE * len(rows) + LINE * 0.5
    figure = Figure(figsize=(width * MM, body_top + body + LINE * 1.5 + MARGIN), facecolor=PAPER)
    page = Sheet(figure, MARGIN, body_top, inner, body)
    high = figure.get_size_inches()[1]
    figure.suptitle(heading, x=MARGIN / (width * MM), y=1 - MARGIN / high, ha="left", va="top", weight="bold", linespacing=1.25)
    if note:
        page.write(0, note_top - body_top, under, color=GREY, linespacing=1.25)
    _legend(page, rows, legend or {}, legend_top - body_top)
    return page


KEY = 0.11  # side of a legend's key, inches


def _legend_rows(legend: Mapping[str, Look], width: float) -> list[list[str]]:
    rows: list[list[str]] = []
    used = width
    for label in legend:
        needed = KEY + 0.06 + text_width(label) + 0.16
        if used + needed > width:
            rows, used = [*rows, []], 0.0
        rows[-1].append(label)
        used += needed
    return rows


def _legend(page: Sheet, rows: Sequence[Sequence[str]], looks: Mapping[str, Look], top: float) -> None:
    wide, high = page.figure.get_size_inches()
    for number, row in enumerate(rows):
        left = 0.0
        for label in row:
            corner = ((page.left + left) / wide, 1 - (page.top + top + number * LINE + LINE * 0.78) / high)
            page.figure.add_artist(Rectangle(corner, KEY / wide, KEY / high, **face(looks[label])))
            page.write(left + KEY + 0.06, top + number * LINE, label)
            left += KEY + 0.06 + text_width(label) + 0.16


def face(look: Look) -> dict[str, Any]:
    """Return what a patch of matplotlib is asked for to look so: its fill, edge, hatch and line."""
    dashed = {"linestyle": (0, (2, 1.5))} if look is HOLLOW else {}
    hatch = {"hatch": look.hatch, "hatchcolor": look.stripes} if look.hatch else {}
    edge = {"lw": 0} if look.edge == look.fill else {"lw": 0.5}  # an edge in the fill's colour would close the gaps
    if look.hatch and look not in (BARE, DOUBT):
        edge = {"lw": OUTLINE}
    return {"facecolor": look.fill, "edgecolor": look.edge} | edge | hatch | dashed


def shown(series: Mapping[str, Look], drawn: Iterable[str]) -> dict[str, Look]:
    """Return what a legend names of some series: those drawn, and the grey ground, which charts leave out themselves."""
    kept = set(drawn)
    return {name: look for name, look in series.items() if name in kept or look is BARE}


def looks(labels: Sequence[str]) -> dict[str, Look]:
    """Return the look of each series, in order: dark, middle, light."""
    return dict(zip(labels, LOOKS, strict=False))
