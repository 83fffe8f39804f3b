"""Which published figure a picture looks like, when it carries no record and its pixels are no longer those that were drawn.

A smaller copy, a screenshot and a JPEG saved again keep where it gets darker from left to right: a difference hash of 256 bits,
taken of a small grey picture without its margins. It tells what is near and proves nothing.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops

SIDE = 16  # steps across and down: 8 can't tell two maps from one another
SMALL = (480, 1440)  # pixels that are looked at; more cost time and add nothing
NEAR = 90  # bits that may differ: a screenshot of our own moves 82 at most, strangers some 107
BITS = SIDE * SIDE


def opened(picture: bytes) -> Image.Image | None:
    """Return a picture of any raster format, small and grey on white; None where the bytes are none."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            image.draft("RGB", SMALL)
            small = image.convert("RGBA")
    except Exception:  # whatever a foreign or damaged file makes a parser raise
        return None
    grey = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("L")
    grey.thumbnail(SMALL, reducing_gap=2)
    return grey


def size(picture: bytes) -> tuple[int, int]:
    """Return how many pixels wide and high a picture is, none of either where it is no picture."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            return image.size
    except Exception:
        return (0, 0)


def hashed(grey: Image.Image) -> int:
    """Return the difference hash of a grey picture: a bit for each step to the right at which it gets darker."""
    margin = Image.new("L", grey.size, grey.getpixel((0, 0)))
    box = ImageChops.difference(grey, margin).point(lambda value: 255 if value > 32 else 0).getbbox()
    steps = (grey.crop(box) if box else grey).resize((SIDE + 1, SIDE), Image.Resampling.BOX).tobytes()
    darker = [steps[place] > steps[place + 1] for place in range(len(steps) - 1) if (place + 1) % (SIDE + 1)]
    return sum(bit << place for place, bit in enumerate(darker))


@lru_cache(maxsize=1024)
def _of_file(file: Path, changed: int) -> int | None:
    """Return the hash of a picture in a file; changed: when it was written, so that a new one is looked at again."""
    grey = opened(file.read_bytes())
    return None if grey is None else hashed(grey)


def nearest(picture: bytes, folder: Path) -> tuple[str, int] | None:
    """Return the figure in a folder that a picture looks like most, and how many bits agree; None where none is near."""
    grey = opened(picture)
    if grey is None:
        return None
    own = hashed(grey)
    known = {file.stem: _of_file(file, file.stat().st_mtime_ns) for file in sorted(folder.glob("*.png"))}
    apart = {name: (own ^ other).bit_count() for name, other in known.items() if other is not None}
    name = min(apart, key=lambda name: (apart[name], name), default="")
    return (name, BITS - apart[name]) if name and apart[name] <= NEAR else None
