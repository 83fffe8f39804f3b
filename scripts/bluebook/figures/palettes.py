"""Pictures in few colours: a quarter of the bytes, and no pixel that anybody could tell from the one drawn."""

from __future__ import annotations

import numpy as np
from PIL import Image

APART = 14  # of 255: colours nearer than this in red, green and blue are one, the more frequent of them
FLAT, RUN = 2_500, 8  # a colour that more than one pixel in so many has, in runs of so many, is that of a flat area


def painted(picture: Image.Image) -> Image.Image:
    """Return a picture with a palette of at most 256 of its own colours, those of flat areas kept exactly: shades are counts.

    Every other colour, at the edges of lines and letters, becomes the nearest one kept. It lies within APART of it as long as
    256 colours are enough, which they are for a drawing.
    """
    codes = np.frombuffer(picture.convert("RGBA").tobytes(), ">u4") >> 8  # red, green and blue of each pixel as one number
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))  # of the runs of one colour: far fewer than pixels
    lengths = np.diff(np.append(starts, len(codes)))
    found, of_run = np.unique(codes[starts], return_inverse=True)
    flat = np.bincount(of_run, np.where(lengths < RUN, 0, lengths)) * FLAT > len(codes)
    order = np.lexsort((-np.bincount(of_run, lengths), ~flat))
    every = _parts(found[order])
    kept = _kept(every, int(flat.sum()))
    places = np.empty(len(found), dtype=np.uint8)
    places[order] = np.abs(every[:, None, :] - kept[None]).max(axis=2).argmin(axis=1)
    small = Image.frombytes("P", picture.size, np.repeat(places[of_run], lengths).tobytes())
    small.putpalette(kept.astype(np.uint8).tobytes())
    return small


def _kept(every: np.ndarray, flat: int) -> np.ndarray:
    """Return the colours of the palette, from all colours: those of flat areas, then the others in order of their frequency."""
    kept = list(every[: min(flat, 256)])
    left = every[len(kept) :]
    left = left[(np.abs(left[:, None] - every[None, : len(kept)]).max(axis=2) > APART).all(axis=1)]
    while len(left) and len(kept) < 256:
        kept.append(left[0])
        left = left[np.abs(left - left[0]).max(axis=1) > APART]
    return np.array(kept)


def _parts(codes: np.ndarray) -> np.ndarray:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(np.int32)
