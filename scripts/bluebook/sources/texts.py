"""Files as they come: the texts that a file holds, plain, zipped or gzipped."""

from __future__ import annotations

import codecs
import errno
import gzip
import io
import lzma
import os
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bluebook.ground.refusals import Refused

BROKEN = (zipfile.BadZipFile, EOFError, zipfile.zlib.error, struct.error, lzma.LZMAError, ValueError, RuntimeError,
          OverflowError, OSError)  # encrypted zips and unknown packings are RuntimeErrors  # fmt: skip


WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Letters(io.RawIOBase):
    """The letters of a text in UTF-16, as UTF-8."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self.letters = io.TextIOWrapper(stream, "utf-16", errors="replace", newline="")

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        part = self.letters.read(len(room) // 4).encode("utf-8", "replace")  # a letter has four bytes at most
        room[: len(part)] = part
        return len(part)


class Recoded(io.BufferedReader):
    """A text in UTF-16 that is read as UTF-8."""


@dataclass(frozen=True)
class Text:
    """One text: a file, or one of the files in a zip."""

    path: Path
    packing: str = ""  # zip or gzip
    member: str = ""  # its name in the zip
    size: int = 0

    @property
    def name(self) -> str:
        """Return its path, with its name in the zip where the zip holds several."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the text, in UTF-8 if it is in UTF-16; refuse a zip or gzip that is damaged."""
        with self.packed() as stream:
            start = stream.read(2)
            stream.seek(0)
            yield Recoded(_Letters(stream)) if start in WIDE else stream

    @contextmanager
    def packed(self) -> Iterator[Any]:
        """Open the text as it is; refuse a zip or gzip that is damaged."""
        if not self.packing:
            with self.path.open("rb") as stream:
                yield stream
            return
        with _sound(self.path, self.packing):
            if self.packing == "gzip":
                with gzip.open(self.path) as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as parcel, parcel.open(self.member or _members(parcel)[0]) as stream:
                    yield stream


def within(path: Path) -> list[Text]:
    """Return the texts in a file: itself, or what is packed in it. Raises Refused for a damaged zip."""
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise Refused(f"{path.name}: a workbook; save its sheet as CSV first")
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] == b"\x1f\x8b":
        return [Text(path, "gzip", "", path.stat().st_size * 4)]  # text is packed to about a quarter
    if start[:2] != b"PK":
        return [Text(path, "", "", path.stat().st_size)]
    with _sound(path, "zip"), zipfile.ZipFile(path) as parcel:
        members = _members(parcel)
        several = len(members) > 1
        return [Text(path, "zip", each.filename if several else "", each.file_size) for each in members]


def _members(parcel: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [each for each in parcel.infolist() if not each.is_dir() and not _beside(each.filename)]


def _beside(name: str) -> bool:
    """Tell whether a member is one that a file manager packs beside the files (__MACOSX/…, .DS_Store)."""
    return name.startswith("__MACOSX/") or os.path.basename(name).startswith(".")


@contextmanager
def _sound(path: Path, packing: str) -> Iterator[None]:
    """Turn what a damaged zip or gzip brings about into a sentence; errors of the disk stay what they are."""
    try:
        yield
    except BROKEN as error:
        if isinstance(error, Refused) or (isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)):
            raise
        raise Refused(f"{path.name}: a damaged {packing} ({str(error).rstrip('.') or 'cut short'})") from None


def unpacked(text: Text, folder: Path, number: int) -> Path:
    """Return a file with the text: itself, or a copy in a folder, under a name of its own."""
    if not text.packing:
        return text.path
    target = folder / f"{number}.txt"
    with text.opened() as stream, target.open("wb") as out:
        while block := stream.read(1 << 20):
            out.write(block)
    return target


def distinguished(names: Iterable[str]) -> dict[str, str]:
    """Return each path with its shortest ending that no other one has: two files of one name keep their folders."""
    told = {name: os.path.basename(name) for name in names}
    for depth in range(2, max((name.count(os.sep) for name in told), default=0) + 2):
        times = Counter(told.values())
        told = {name: end if times[end] == 1 else os.sep.join(name.split(os.sep)[-depth:]) for name, end in told.items()}
    return told
