"""A grey sheet for a question that the record cannot answer: its title says why, and nothing is drawn."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import sheets

HEIGHT = 1.2  # inches of grey


def blank(title: str, width: int) -> Figure:
    """Return a grey figure `width` mm wide with its title."""
    with sheets.style():
        page = sheets.sheet(width, HEIGHT, title)
        axes = page.axes(0, 0, page.width, page.height)
        axes.add_patch(Rectangle((0, 0), 1, 1, **sheets.face(sheets.BARE), gid="bare"))
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        return page.figure
