"""Room for bubbles and words on a map: bubbles that would overlap are moved apart, words go where nothing else stands.

All lengths are millimetres from the lower left corner. The same input gives the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ANGLES = np.radians([0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240])  # right and left of a bubble first
GAP = 0.5  # from a bubble to its word
BETWEEN = 0.8  # from a bubble to the next


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


def spread(anchors: np.ndarray, radii: np.ndarray, size: tuple[float, float], rounds: int = 600) -> np.ndarray:
    """Return centres near the anchors so that no two bubbles overlap and all lie inside `size`; small ones move most."""
    centres = anchors.astype(float).copy()
    for step in range(rounds):
        if step < rounds // 2:
            centres += (anchors - centres) * 0.05
        pairs = _overlaps(centres, radii)
        if not pairs and step > rounds // 2:
            break
        for one, other in pairs:
            _push(centres, radii, one, other)
        centres = np.clip(centres, radii[:, None] + 0.2, np.array(size) - radii[:, None] - 0.2)
    return centres


def _overlaps(centres: np.ndarray, radii: np.ndarray) -> list[tuple[int, int]]:
    apart = np.hypot(*(centres[:, None] - centres[None, :]).transpose(2, 0, 1))
    near = np.triu(apart < radii[:, None] + radii[None, :] + BETWEEN - 0.01, 1)
    return [(int(one), int(other)) for one, other in np.argwhere(near)]


def _push(centres: np.ndarray, radii: np.ndarray, one: int, other: int) -> None:
    apart = centres[other] - centres[one]
    distance = float(np.hypot(*apart))
    lacking = radii[one] + radii[other] + BETWEEN - distance
    turn = np.array([np.cos(one + 2.4 * other), np.sin(one + 2.4 * other)])  # a direction for two on one spot
    way = apart / distance if distance > 1e-6 else turn
    share = radii[one] ** 2 / (radii[one] ** 2 + radii[other] ** 2)
    centres[other] += way * lacking * share
    centres[one] -= way * lacking * (1 - share)


def place(centres: np.ndarray, radii: np.ndarray, sizes: Sequence[tuple[float, float]], frame: tuple[float, float],
          lines: Sequence[np.ndarray] = (), taken: Sequence[Box] = ()) -> list[Label | None]:
    """Return where the word of each bubble goes, in the bubbles' order; None where no room is left. The most crowded choose first.

    A word meets no bubble, no other word and no line (two points each). taken: boxes that are in use already.
    """
    placed: list[Label | None] = [None] * len(sizes)
    boxes, drawn = list(taken), [np.asarray(line) for line in lines]
    for number in _crowded_first(centres, radii):
        label = next((found for found in _candidates(centres[number], radii[number], sizes[number])
                      if _free(found, number, centres, radii, boxes, drawn, frame)), None)  # fmt: skip
        placed[number] = label
        boxes += [label.box] if label else []
        drawn += [np.array(label.line)] if label and label.line else []
    return placed


def _crowded_first(centres: np.ndarray, radii: np.ndarray) -> list[int]:
    """Return the bubbles' numbers, those with most others near first: they have the fewest places for their word."""
    apart = np.hypot(*(centres[:, None] - centres[None, :]).transpose(2, 0, 1)) - radii[None, :]
    return sorted(range(len(radii)), key=lambda number: (-int((apart[number] < 9).sum()), number))


def _candidates(centre: np.ndarray, radius: float, size: tuple[float, float]) -> list[Label]:
    found = []
    for far in (GAP, 1.5, 3, 4.5, 6, 8, 10, 12, 15, 18, 22, 26, 30, 36):
        for angle in ANGLES if far < 2 else np.radians(np.arange(0, 360, 12)):
            way = np.array([np.cos(angle), np.sin(angle)])
            middle = centre + way * (radius + far) + way * np.array(size) / 2
            box = Box(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)
            end = box.nearest(*centre)
            line = (tuple(centre + way_to(centre, end) * radius), end) if far > 2 else None
            found.append(Label(box, line))
    return found


def way_to(start: np.ndarray, end: Sequence[float]) -> np.ndarray:
    """Return the direction from a point to another, of length 1."""
    apart = np.asarray(end) - start
    return apart / max(1e-9, float(np.hypot(*apart)))


def _free(label: Label, number: int, centres: np.ndarray, radii: np.ndarray, boxes: Sequence[Box],
          lines: Sequence[np.ndarray], frame: tuple[float, float]) -> bool:  # fmt: skip
    box = label.box
    inside = box.left > 0.3 and box.bottom > 0.3 and box.left + box.width < frame[0] - 0.3 and box.bottom + box.height < frame[1] - 0.3
    if not inside or any(box.meets(other) for other in boxes) or any(_crosses(line, box) for line in lines):
        return False
    low = np.array([box.left, box.bottom])
    rooms = np.hypot(*(np.clip(centres, low, low + (box.width, box.height)) - centres).T) - radii
    if (rooms < GAP - 0.2).any():
        return False
    own = np.array(label.line) if label.line else None
    others = [n for n in range(len(radii)) if n != number]
    return own is None or not (any(_crosses(own, other) for other in boxes) or any(_cut(own, line) for line in lines)
                               or any(_distance(centres[n], own) < radii[n] + 0.2 for n in others))  # fmt: skip


def _crosses(line: np.ndarray, box: Box) -> bool:
    points = line[0] + np.linspace(0, 1, 40)[:, None] * (line[1] - line[0])
    inside = (points > (box.left - 0.2, box.bottom - 0.2)) & (points < (box.left + box.width + 0.2, box.bottom + box.height + 0.2))
    return bool(inside.all(axis=1).any())


def _distance(point: np.ndarray, line: np.ndarray) -> float:
    along = line[1] - line[0]
    share = np.clip(np.dot(point - line[0], along) / max(1e-9, float(np.dot(along, along))), 0, 1)
    return float(np.hypot(*(point - line[0] - share * along)))


def _cut(one: np.ndarray, other: np.ndarray) -> bool:
    def side(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> float:
        return float((end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0]))

    return (side(*one, other[0]) * side(*one, other[1]) < 0) and (side(*other, one[0]) * side(*other, one[1]) < 0)
