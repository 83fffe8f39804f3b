"""Where marks and labels go so that none touches another: plain geometry in inches, nothing is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Box) -> bool:
        """Tell whether two rectangles share any of their inside."""
        return (self.left < other.right and other.left < self.right
                and self.bottom < other.top and other.bottom < self.top)  # fmt: skip


@dataclass(frozen=True)
class Flag:
    """A label on a pole: the room it takes, the tier it stands in, and whether it hangs to the left of its pole."""

    box: Box
    tier: int
    leftwards: bool


def levels(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return, for spans in order of their left ends, the lowest level on which each touches none before it."""
    ends: list[float] = []
    chosen = []
    for left, right in spans:
        level = next((place for place, end in enumerate(ends) if end <= left), len(ends))
        ends[level:level + 1] = [right]
        chosen.append(level)
    return chosen


GAP = 0.03  # inches between a pole and its label, and between two labels
POLE = 0.012  # inches kept free on each side of a pole
TURNS = 12  # how often labels left out may be placed earlier


def flags(poles: Sequence[float], widths: Sequence[float], ranks: Sequence[int], *,
          width: float, tiers: int, high: float) -> list[Flag | None]:
    """Return where each label stands, None for one that finds no room or has no width.

    poles: where each label's pole stands on an axis `width` long; widths: of the labels; tiers of height `high`. No label
    touches a label or another's pole. Labels are placed one after another, by rank and then from right to left; where
    some find no room, those are placed first, from the lowest tier and from the highest, and all is tried again. The best
    try is kept: the one that leaves out the fewest of the lowest rank, then of the next, and takes the fewest tiers.
    """
    order = sorted(range(len(poles)), key=lambda place: (ranks[place], -poles[place], place))
    order = [place for place in order if widths[place]]
    best: list[Flag | None] = [None] * len(poles)
    worth, first = _worth(best, ranks), 0
    for _ in range(TURNS):
        tries = [_placed(order, poles, widths, width, tiers, high, aloft) for aloft in sorted({0, first})]
        for tried in tries:
            _settle(tried, poles, widths, width, high)
        better = max(tries, key=lambda tried: _worth(tried, ranks))
        if _worth(better, ranks) > worth:
            best, worth = better, _worth(better, ranks)
        left_out = [place for place in order if better[place] is None]
        if not left_out:
            break
        order, first = left_out + [place for place in order if better[place] is not None], len(left_out)
    if any(best[place] is None for place in order):
        tries = [_placed(stairs, poles, widths, width, tiers, high, 0) for stairs in _stairs(order, poles, widths, width)]
        for tried in tries:
            _settle(tried, poles, widths, width, high)
        best = max([best, *tries], key=lambda tried: _worth(tried, ranks))
    return best


def _stairs(order: Sequence[int], poles: Sequence[float], widths: Sequence[float], width: float) -> list[list[int]]:
    """Return orders in which a label can mostly stand above those before it, whatever their ranks.

    From right to left, as labels hang to the right; those that the edge makes hang to the left, from left to right, come
    after these or before them. Or all from left to right, as they hang to the left.
    """
    turned = sorted((place for place in order if poles[place] + GAP + widths[place] > width), key=lambda place: poles[place])
    free = sorted((place for place in order if place not in turned), key=lambda place: -poles[place])
    return [free + turned, turned + free, sorted(order, key=lambda place: poles[place])]


def _worth(tried: Sequence[Flag | None], ranks: Sequence[int]) -> tuple[int, ...]:
    kept = [rank for flag, rank in zip(tried, ranks, strict=True) if flag]
    return (*(kept.count(rank) for rank in sorted(set(ranks))), -sum(flag.tier for flag in tried if flag))


def _placed(order: Sequence[int], poles: Sequence[float], widths: Sequence[float], width: float, tiers: int,
            high: float, aloft: int) -> list[Flag | None]:
    """Place one label after another, the first `aloft` of them from the highest tier down."""
    chosen: list[Flag | None] = [None] * len(poles)
    for turn, place in enumerate(order):
        waiting = [poles[other] for other in order[turn + 1:]]
        rise = range(tiers - 1, -1, -1) if turn < aloft else range(tiers)
        candidates = _candidates(poles[place], widths[place], waiting, width, rise, high)
        chosen[place] = next((flag for flag in candidates if _fits(flag, place, chosen, poles)), None)
    return chosen


def _settle(chosen: list[Flag | None], poles: Sequence[float], widths: Sequence[float], width: float, high: float) -> None:
    """Let every label down to the lowest tier where it still touches nothing."""
    tiers = [flag.tier if flag else 0 for flag in chosen]
    for place in sorted(range(len(poles)), key=lambda place: (tiers[place], place)):
        flag = chosen[place]
        lower = _candidates(poles[place], widths[place], [], width, range(flag.tier), high) if flag else []
        lower.sort(key=lambda other: other.tier)
        chosen[place] = next((other for other in lower if _fits(other, place, chosen, poles)), flag)


def _fits(flag: Flag, place: int, chosen: Sequence[Flag | None], poles: Sequence[float]) -> bool:
    """Tell whether a label and its pole touch none of the labels and poles that stand already."""
    pole = Box(poles[place] - POLE, 0, poles[place] + POLE, flag.box.bottom)
    for other, stands in enumerate(chosen):
        if stands is None or other == place:
            continue
        upright = Box(poles[other] - POLE, 0, poles[other] + POLE, stands.box.top)
        if flag.box.touches(stands.box) or pole.touches(stands.box) or flag.box.touches(upright):
            return False
    return True


def _candidates(pole: float, wide: float, waiting: Sequence[float], width: float, rise: Sequence[int],
                high: float) -> list[Flag]:
    """Return the places where a label could stand: first those that bar the fewest waiting poles, then as the tiers rise."""
    sides = [(pole + GAP, pole + 2 * GAP + wide), (pole - 2 * GAP - wide, pole - GAP)]
    inside = [(start, end) for start, end in sides if start >= -GAP and end <= width + GAP]
    return [Flag(Box(start, tier * high, end, (tier + 1) * high), tier, start < pole)
            for start, end in sorted(inside, key=lambda side: sum(side[0] < other < side[1] for other in waiting))
            for tier in rise]  # fmt: skip
