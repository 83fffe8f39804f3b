"""What the geometry of a figure is tested with: words that touch one another, lie on a block or leave the page."""

from itertools import combinations

import pytest
from bluebook.charts import placements, sheets

HAIR = 2  # pixels that the boxes of two lines may share: they are taller than the letters


def words_of(figure):
    """Draw a figure and return its words with their extents."""
    with sheets.style():
        figure.draw_without_rendering()
    texts = [text for text in (*figure.texts, *(text for axes in figure.axes for text in axes.texts)) if text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent()) for text in texts]


def boxed(words):
    """Return words with the boxes in which their letters stand."""
    return [(word, placements.Box(box.x0 + 1, box.y0 + HAIR, box.x1 - 1, box.y1 - HAIR)) for word, box in words]


@pytest.fixture
def collisions():
    """A function that returns the pairs of words of a figure that touch, and the words that leave the page."""

    def found(figure):
        words = words_of(figure)
        pairs = [(one[0], other[0]) for one, other in combinations(boxed(words), 2) if one[1].touches(other[1])]
        page = figure.bbox
        return pairs + [word for word, box in words if box.x0 < -0.5 or box.x1 > page.x1 + 0.5 or box.y0 < 0 or box.y1 > page.y1]

    return found


@pytest.fixture
def overprinted():
    """A function that returns the words of a figure that lie on a mark with a row behind it."""

    def found(figure):
        words = boxed(words_of(figure))
        marks = [artist.get_window_extent() for axes in figure.axes for artist in (*axes.patches, *axes.collections)
                 if any([artist.get_url(), *getattr(artist, "get_urls", list)()])]  # fmt: skip
        boxes = [placements.Box(mark.x0 + 1, mark.y0 + 1, mark.x1 - 1, mark.y1 - 1) for mark in marks]
        return {word for word, box in words for mark in boxes if box.touches(mark)}

    return found


@pytest.fixture
def crossed():
    """A function that returns the words of a figure that lie on a block: on a patch whose gid names a place and a series."""

    def found(figure):
        marks = [patch.get_window_extent() for axes in figure.axes for patch in axes.get_children() if "|" in str(patch.get_gid())]
        boxes = [placements.Box(mark.x0, mark.y0, mark.x1, mark.y1) for mark in marks]
        return {word for word, box in boxed(words_of(figure)) for mark in boxes if box.touches(mark)}

    return found
