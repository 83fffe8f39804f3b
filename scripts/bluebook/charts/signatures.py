"""The source line at the foot of a figure."""

from __future__ import annotations

from matplotlib.figure import Figure

from bluebook.charts.sheets import GREY, MARGIN, SMALL, style, wrap


def sign(figure: Figure, source: str) -> None:
    """Write the source line at the foot of a figure, in two lines where it is wider than the sheet."""
    wide, high = figure.get_size_inches()
    with style():
        line = wrap(source, wide - 2 * MARGIN, SMALL)
        line = wrap(source, wide - 2 * MARGIN, SMALL, anywhere=True) if line.count("\n") > 1 else line
        figure.text(MARGIN / wide, MARGIN / high, line, va="bottom", fontsize=SMALL, color=GREY, gid="source")
