"""Files that a reader names, by path or by pattern: found from where the command is given, written down as others find them."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from bluebook.ground import fingerprints, paths

SAMPLES = paths.ROOT / "data" / "samples"


def matching(path: str | Path) -> list[Path]:
    """Return the files that a path or pattern names, in the order of the alphabet; a file of that very name goes before.

    The folders at the beginning of a pattern that exist are names too, even with `[` or `*` in them.
    """
    if os.path.isfile(path):
        return [Path(path)]
    known = os.path.dirname(path)
    while known and not os.path.isdir(known):
        known = os.path.dirname(known)
    names = glob.glob(glob.escape(known) + str(path)[len(known) :], recursive=True)
    return [Path(name) for name in sorted(names) if os.path.isfile(name)]


def found(text: str) -> str:
    """Return the whole path or pattern of the files that a text names, empty where there are none.

    They are looked for from the folder in which the command is given. The samples of the project (data/samples/…) are found
    from everywhere.
    """
    named = Path(text).expanduser()
    places = [paths.here() / named, *[paths.ROOT / named] * (named.parent.parts == ("data", "samples"))]
    return next((str(place) for place in map(_plain, places) if matching(place)), "")


def _plain(place: Path) -> Path:
    """Return a path without steps back and links in its folders; what is linked keeps the name that the reader gave it."""
    return place.parent.resolve() / place.name


def told(path: str) -> str:
    """Return a path or pattern as it is published: from the project's folder where it lies inside, else the name alone."""
    return inside(path) if inside(path) != path else Path(path).name


def inside(path: str) -> str:
    """Return a path or pattern from the project's folder where it lies inside, else as it is."""
    place = Path(path)
    return place.relative_to(paths.ROOT).as_posix() if place.is_relative_to(paths.ROOT) else path


def is_sample(path: str) -> bool:
    """Tell whether a path names one of the project's samples, whose names are all different."""
    return Path(path).parent == SAMPLES and os.path.isfile(path)


def fingerprint(path: str) -> str:
    """Return the SHA-256 of the files that a path or pattern names, their names and bytes."""
    return fingerprints.of_text("\n".join(f"{file.name} {digest(file)}" for file in matching(path)))


def digest(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, read once as long as its size and time are the same."""
    told = file.stat()
    return _digest(file, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=4096)
def _digest(file: Path, size: int, time: int) -> str:
    return fingerprints.of_file(file)


def names(files: Sequence[Path]) -> list[str]:
    """Return the names of files, each with its folders from where they part if two have the same."""
    own = [file.name for file in files]
    if len(set(own)) == len(own):
        return own
    above = os.path.commonpath([file.parent for file in files])
    return [file.relative_to(above).as_posix() for file in files]
