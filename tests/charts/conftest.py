"""What the geometry of a figure is tested with: words that touch one another or leave the page."""

from itertools import combinations

import pytest
from bluebook.charts import placements, sheets

HAIR = 2  # pixels that the boxes of two lines may share: they are taller than the letters


@pytest.fixture
def collisions():
    """A function that returns the pairs of words of a figure that touch, and the words that leave the page."""

    def found(figure):
        with sheets.style():
            figure.draw_without_rendering()
        texts = [text for text in (*figure.texts, *(text for axes in figure.axes for text in axes.texts)) if text.get_text()]
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
        inner = [(word, placements.Box(box.x0 + 1, box.y0 + HAIR, box.x1 - 1, box.y1 - HAIR)) for word, box in boxes]
        pairs = [(one[0], other[0]) for one, other in combinations(inner, 2) if one[1].touches(other[1])]
        page = figure.bbox
        out = [word for word, box in boxes if box.x0 < -1 or box.x1 > page.x1 + 1 or box.y0 < -1 or box.y1 > page.y1 + 1]
        return pairs + out

    return found
