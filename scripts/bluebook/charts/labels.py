"""Room for bubbles and words on a map: bubbles that would overlap are moved apart, words go where nothing else stands.

All lengths are millimetres from the lower left corner. The same input gives the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

ANGLES = np.radians([0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240])  # right and left of a bubble first
TURNS = 4  # at most, of placing the words, each time with those first that found no room
NOTICED = 0.6  # a bubble moved less than this needs no line
GAP = 0.5  # from a bubble to its word
STEPS = np.linspace(0, 1, 40)[:, None]  # along a line, to look where it runs
BETWEEN = (0.6, 0.8, 1.0, 1.4, 2.0)  # from a bubble to the next: the first that leaves room for every word


@dataclass(frozen=True)
class Box:
    """The room that a word takes."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.left + self.width / 2, self.bottom + self.height / 2

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap, or come nearer than a hair."""
        apart = (self.left + self.width + 0.2 <= other.left or other.left + other.width + 0.2 <= self.left
                 or self.bottom + self.height <= other.bottom or other.bottom + other.height <= self.bottom)  # fmt: skip
        return not apart

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box nearest to a point."""
        return (min(max(x, self.left), self.left + self.width), min(max(y, self.bottom), self.bottom + self.height))


@dataclass(frozen=True)
class Label:
    """Where a word stands, and the line (two points) that leads to it where it stands apart from its bubble."""

    box: Box
    line: tuple[tuple[float, float], tuple[float, float]] | None = None


@dataclass(frozen=True)
class Arrangement:
    """Where everything stands: centres of the bubbles, lines (two points) from a true place to its moved bubble, labels."""

    centres: np.ndarray
    moved: Sequence[np.ndarray]
    labels: Sequence[Label | None]


def arrange(anchors: np.ndarray, radii: np.ndarray, sizes: Sequence[tuple[float, float]], frame: tuple[float, float],
            taken: Sequence[Box] = ()) -> Arrangement:  # fmt: skip
    """Return bubbles near their anchors with their words, nothing overlapping; the closest arrangement with room for all.

    radii: of the bubbles. sizes: width and height of the words. frame: width and height of the map. taken: boxes in use.
    """
    tried = []
    for between in BETWEEN:
        centres = spread(anchors, radii, frame, between)
        moved = [np.array([anchor, centre]) for anchor, centre in zip(anchors, centres, strict=True)
                 if np.hypot(*(centre - anchor)) > NOTICED]  # fmt: skip
        tried.append(Arrangement(centres, moved, place(centres, radii, sizes, frame, moved, taken)))
        if None not in tried[-1].labels:
            break
    return min(tried, key=lambda arrangement: arrangement.labels.count(None))


def spread(anchors: np.ndarray, radii: np.ndarray, size: tuple[float, float], between: float, rounds: int = 600) -> np.ndarray:
    """Return centres near the anchors, `between` apart at least and inside `size`; small bubbles move most."""
    centres = anchors.astype(float).copy()
    for step in range(rounds):
        if step < rounds // 2:
            centres += (anchors - centres) * 0.05
        pairs = _overlaps(centres, radii, between)
        if not pairs and step > rounds // 2:
            break
        for one, other in pairs:
            _push(centres, radii, one, other, between)
        centres = np.clip(centres, radii[:, None] + 0.2, np.array(size) - radii[:, None] - 0.2)
    return centres


def _overlaps(centres: np.ndarray, radii: np.ndarray, between: float) -> list[tuple[int, int]]:
    apart = np.hypot(*(centres[:, None] - centres[None, :]).transpose(2, 0, 1))
    near = np.triu(apart < radii[:, None] + radii[None, :] + between - 0.01, 1)
    return [(int(one), int(other)) for one, other in np.argwhere(near)]


def _push(centres: np.ndarray, radii: np.ndarray, one: int, other: int, between: float) -> None:
    apart = centres[other] - centres[one]
    distance = float(np.hypot(*apart))
    lacking = radii[one] + radii[other] + between - distance
    turn = np.array([np.cos(one + 2.4 * other), np.sin(one + 2.4 * other)])  # a direction for two on one spot
    way = apart / distance if distance > 1e-6 else turn
    share = radii[one] ** 2 / (radii[one] ** 2 + radii[other] ** 2)
    centres[other] += way * lacking * share
    centres[one] -= way * lacking * (1 - share)


def place(centres: np.ndarray, radii: np.ndarray, sizes: Sequence[tuple[float, float]], frame: tuple[float, float],
          lines: Sequence[np.ndarray] = (), taken: Sequence[Box] = ()) -> list[Label | None]:
    """Return where the word of each bubble goes, in the bubbles' order; None where no room is left.

    A word meets no bubble, no other word and no line (two points each). The most crowded bubbles choose first.
    """
    order = _crowded_first(centres, radii)
    best: list[Label | None] = [None] * len(sizes)
    for _ in range(TURNS):
        placed = _in_order(order, centres, radii, sizes, frame, lines, taken)
        best = min(best, placed, key=lambda labels: labels.count(None))
        if None not in placed:
            break
        order = sorted(order, key=lambda number: placed[number] is not None)  # those left out choose first, next time
    return best


def _in_order(order: Sequence[int], centres: np.ndarray, radii: np.ndarray, sizes: Sequence[tuple[float, float]],
              frame: tuple[float, float], lines: Sequence[np.ndarray], taken: Sequence[Box]) -> list[Label | None]:  # fmt: skip
    placed: list[Label | None] = [None] * len(sizes)
    boxes, drawn = list(taken), [np.asarray(line) for line in lines]
    for number in order:
        free = (found for crossing in (False, True) for found in _candidates(centres[number], radii[number], sizes[number])
                if _free(found, number, centres, radii, boxes, drawn, frame, crossing))  # fmt: skip
        label = next(free, None)
        placed[number] = label
        boxes += [label.box] if label else []
        drawn += [np.array(label.line)] if label and label.line else []
    return placed


def _crowded_first(centres: np.ndarray, radii: np.ndarray) -> list[int]:
    """Return the bubbles' numbers, those with most others near first: they have the fewest places for their word."""
    apart = np.hypot(*(centres[:, None] - centres[None, :]).transpose(2, 0, 1)) - radii[None, :]
    return sorted(range(len(radii)), key=lambda number: (-int((apart[number] < 9).sum()), number))


def _candidates(centre: np.ndarray, radius: float, size: tuple[float, float]) -> Iterator[Label]:
    for far in (GAP, 1.5, 3, 4.5, 6, 8, 10.5, 13.5, 17, 21, 26):
        for angle in ANGLES if far < 2 else np.radians(np.arange(0, 360, 15)):
            way = np.array([np.cos(angle), np.sin(angle)])
            middle = centre + way * (radius + far) + way * np.array(size) / 2
            box = Box(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)
            end = box.nearest(*centre)
            line = (tuple(centre + way_to(centre, end) * radius), end) if far > 2 else None
            yield Label(box, line)


def way_to(start: np.ndarray, end: Sequence[float]) -> np.ndarray:
    """Return the direction from a point to another, of length 1."""
    apart = np.asarray(end) - start
    return apart / max(1e-9, float(np.hypot(*apart)))


def _free(label: Label, number: int, centres: np.ndarray, radii: np.ndarray, boxes: Sequence[Box],
          lines: Sequence[np.ndarray], frame: tuple[float, float], crossing: bool) -> bool:  # fmt: skip
    """Tell whether a label meets nothing; with `crossing` its line may cross other lines, if nothing else."""
    box = label.box
    low, high = np.array([box.left, box.bottom]), np.array([box.left + box.width, box.bottom + box.height])
    if (low < 0.3).any() or (high > np.array(frame) - 0.3).any():
        return False
    if (np.hypot(*(np.clip(centres, low, high) - centres).T) - radii < GAP - 0.2).any():
        return False
    if any(box.meets(other) for other in boxes) or any(_crosses(line, box) for line in lines):
        return False
    if label.line is None:
        return True
    own, others = np.array(label.line), np.arange(len(radii)) != number
    if (_distances(centres[others], own) < radii[others] + 0.2).any():
        return False
    return not any(_crosses(own, other) for other in boxes) and (crossing or not any(_cut(own, line) for line in lines))


def _crosses(line: np.ndarray, box: Box) -> bool:
    (left, bottom), (right, top) = np.minimum(*line), np.maximum(*line)
    (x, y), wide, high = box.middle, box.width / 2 + 0.2, box.height / 2 + 0.2
    if left > x + wide or right < x - wide or bottom > y + high or top < y - high:  # most are far away
        return False
    points = line[0] + STEPS * (line[1] - line[0])
    return bool((abs(points - box.middle) < (wide, high)).all(axis=1).any())


def _distances(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    along, apart = line[1] - line[0], points - line[0]
    share = np.clip((apart * along).sum(axis=1) / max(1e-9, float(np.dot(along, along))), 0, 1)
    return np.hypot(*(apart - share[:, None] * along).T)


def _cut(one: np.ndarray, other: np.ndarray) -> bool:
    def side(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> float:
        return float((end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0]))

    (start, end), (first, last) = one, other
    return side(start, end, first) * side(start, end, last) < 0 and side(first, last, start) * side(first, last, end) < 0
