"""The outlines of the land, in degrees, from the map vendored in maps/. Only land: the record takes no side about borders."""

from __future__ import annotations

import json
from functools import lru_cache

import numpy as np

from bluebook.ground import paths

Ring = np.ndarray  # one row per corner: degrees east, degrees north


@lru_cache(maxsize=1)
def land() -> list[Ring]:
    """Return every coast as a closed ring of corners in degrees (columns east, north).

    The file is TopoJSON: coasts are lists of arcs, an arc a chain of steps on a grid, a negative number an arc run backwards.
    """
    topology = json.loads((paths.MAPS / "land-110m.json").read_text(encoding="utf-8"))
    scale, start = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + start for arc in topology["arcs"]]
    masses = topology["objects"]["land"]["geometries"]
    return [_ring(numbers, arcs) for mass in masses for polygon in mass["arcs"] for numbers in polygon]


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> Ring:
    return np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers])
