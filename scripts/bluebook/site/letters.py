"""The letters of the site: those of the figures, cut down to Latin and packed for browsers."""

from __future__ import annotations

import io
from functools import partial

from bluebook.ground import fingerprints, paths
from bluebook.site import kept

FACES = {"regular.woff": "NotoSansJP-Regular.ttf", "bold.woff": "NotoSansJP-Bold.ttf"}
LATIN = [*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2190, 0x2192, 0x2212, 0x00D7]  # Japanese stays the system's


def faces() -> dict[str, bytes]:
    """Return each font file by name; the same bytes every time."""
    return {name: kept.made("letters", fingerprints.of_file(paths.FONTS / file), partial(_cut, file))
            for name, file in FACES.items()}  # fmt: skip


def _cut(file: str) -> bytes:
    from fontTools import subset  # a moment to import, and not needed where the letters are kept
    from fontTools.ttLib import TTFont

    font = TTFont(paths.FONTS / file, recalcTimestamp=False)
    options = subset.Options(flavor="woff", hinting=False, layout_features=["kern", "liga", "tnum"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LATIN)
    cutter.subset(font)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
