"""Pictures in few colours: a quarter of the bytes, and no pixel that anybody could tell from the one drawn."""

from __future__ import annotations

import numpy as np
from PIL import Image

APART = 14  # of 255: colours nearer than this in red, green and blue are one, the more frequent of them


def painted(picture: Image.Image) -> Image.Image:
    """Return a picture with a palette of at most 256 of its own colours, the most frequent ones kept exactly.

    Every other colour becomes the nearest one kept. It lies within APART of it as long as 256 colours are enough, which they
    are for a drawing of flat areas, lines and letters.
    """
    pixels = picture.convert("RGB")
    counted = sorted(pixels.getcolors(1 << 24), key=lambda found: (-found[0], found[1]))
    every = np.array([colour for _, colour in counted], dtype=np.int32)
    kept = _kept(every)
    places = np.zeros(1 << 24, dtype=np.uint8)
    places[_codes(every)] = np.abs(every[:, None, :] - kept[None]).max(axis=2).argmin(axis=1)
    small = Image.fromarray(places[_codes(np.asarray(pixels, dtype=np.uint32))], "P")
    small.putpalette(kept.astype(np.uint8).tobytes())
    return small


def _kept(left: np.ndarray) -> np.ndarray:
    """Return the colours of the palette, from all colours in order of their frequency."""
    kept = []
    while len(left) and len(kept) < 256:
        kept.append(left[0])
        left = left[np.abs(left - left[0]).max(axis=1) > APART]
    return np.array(kept)


def _codes(colours: np.ndarray) -> np.ndarray:
    return (colours[..., 0] << 16) | (colours[..., 1] << 8) | colours[..., 2]
