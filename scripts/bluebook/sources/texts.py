"""Files as they come: the texts that a file holds, plain or packed, even twice, in UTF-8, UTF-16 or UTF-32."""

from __future__ import annotations

import bz2
import codecs
import errno
import gzip
import io
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bluebook.ground.refusals import Refused

BROKEN = (zipfile.BadZipFile, EOFError, zlib.error, struct.error, lzma.LZMAError, ValueError, RuntimeError,
          OverflowError, OSError)  # encrypted zips and unknown packings are RuntimeErrors  # fmt: skip
PACKED = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
OPENED: dict[str, Any] = {"gzip": gzip.open, "bzip2": bz2.open, "xz": lzma.open}
SHEET = "a workbook; save its sheet as CSV first"
ALIEN = {b"7z\xbc\xaf": "a 7z archive; unpack it first", b"Rar!": "a RAR archive; unpack it first",
         b"\x28\xb5\x2f\xfd": "a zstd file; unpack it first", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": SHEET,
         b"PAR1": "a Parquet file, not event text; give it as events"}  # fmt: skip
# What zips hold beside event files: documentation, and what file managers and Dataverse leave (MANIFEST.TXT).
MANUALS = re.compile(
    r"(?i)(^|/)(read[_ -]?me|licen[cs]e|copying|code_?book|citation|changelog)[^/]*$|\.(md|pdf|html?|rtf|docx?)$"
)
LITTER = re.compile(r"(?i)(^|/)(__MACOSX/|(\.[^/]*|thumbs\.db|desktop\.ini)$)|^MANIFEST\.TXT$")
DEEPEST = 3  # a file packed more often than this is not looked into
WIDE = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16"}  # UTF-32 first: its mark begins with that of UTF-16


class _Letters(io.RawIOBase):
    """The letters of a text in another encoding, as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__()
        self.letters = io.TextIOWrapper(stream, encoding, errors="replace", newline="")

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        part = self.letters.read(len(room) // 4).encode("utf-8", "replace")  # a letter has four bytes at most
        room[: len(part)] = part
        return len(part)


class Recoded(io.BufferedReader):
    """A text in UTF-16 or UTF-32 that is read as UTF-8. encoding: what it is in, as it is told."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__(_Letters(stream, encoding))
        self.encoding = encoding[:6].upper()


def wide_encoding(start: bytes) -> str:
    """Return the encoding of a text in UTF-16 or UTF-32, from its mark or, in UTF-16, its Latin letters; else nothing.

    Each Latin letter has an empty byte beside it.
    """
    marked = next((encoding for mark, encoding in WIDE.items() if start.startswith(mark)), "")
    if marked:
        return marked
    one, other = start[:64:2], start[1:64:2]
    if len(start) < 8 or any(one) == any(other):
        return ""
    return "utf-16-le" if all(one) else "utf-16-be" if all(other) else ""


@dataclass(frozen=True)
class Text:
    """One text: a file, or one of the files that are packed in it."""

    path: Path
    way: tuple[tuple[str, int], ...] = ()  # how it is unpacked: packing and place, from the outside in
    member: str = ""  # its name in the zip, where the zip holds several
    size: int = 0
    manual: bool = False  # whether its name is that of documentation packed beside event files, such as a README

    @property
    def name(self) -> str:
        """Return its path, with its name in the zip where the zip holds several."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def told(self) -> str:
        """Return the name of its file, with its name in the zip where the zip holds several."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the text, as UTF-8 if it is in UTF-16 or UTF-32; refuse what is damaged."""
        with self.packed() as stream:
            encoding = wide_encoding(stream.read(64))
            stream.seek(0)
            yield Recoded(stream, encoding) if encoding else stream

    @contextmanager
    def packed(self) -> Iterator[Any]:
        """Open the text as it is; refuse what is damaged."""
        with ExitStack() as opening:
            stream: Any = opening.enter_context(self.path.open("rb"))
            for packing, at in self.way:
                opening.enter_context(_sound(self.path, packing))
                if packing == "zip":
                    parcel = opening.enter_context(zipfile.ZipFile(stream))
                    stream = opening.enter_context(parcel.open(_members(parcel)[at]))
                else:
                    stream = opening.enter_context(OPENED[packing](stream))
            yield stream


def within(path: Path) -> list[Text]:
    """Return the texts in a file: itself, or what is packed in it. Raises Refused for what is damaged or can't be unpacked."""
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise Refused(f"{path.name}: {SHEET}")
    return list(_within(Text(path, (), "", path.stat().st_size)))


def _within(text: Text) -> Iterator[Text]:
    with text.packed() as stream:
        start = stream.read(512)
    alien = next((told for mark, told in ALIEN.items() if start.startswith(mark)), "")
    alien = alien or "a tar archive; unpack it first" * (start[257:262] == b"ustar")
    if alien:
        raise Refused(f"{text.told}: {alien}")
    packing = next((packing for mark, packing in PACKED.items() if start.startswith(mark)), "")
    if not packing or len(text.way) == DEEPEST:
        yield text
    elif packing == "zip":
        yield from _zipped(text)
    else:
        yield from _within(Text(text.path, (*text.way, (packing, 0)), text.member, text.size * 4))  # packed to about a quarter


def _zipped(text: Text) -> Iterator[Text]:
    """Yield the texts in a zip. Two of one name are two texts; a zip without files is one empty text."""
    with text.packed() as stream, _sound(text.path, "zip"), zipfile.ZipFile(stream) as parcel:
        members = [(each.filename, each.file_size) for each in _members(parcel)]
    if any(name == "xl/workbook.xml" for name, _ in members):
        raise Refused(f"{text.told}: {SHEET}")
    names: Counter[str] = Counter()
    for at, (name, size) in enumerate(members):
        names[name] += 1
        own = f"{name} ({names[name]})" if names[name] > 1 else name
        told = "/".join(filter(None, (text.member, own))) if len(members) > 1 else text.member
        manual = len(members) > 1 and bool(MANUALS.search(name))
        inside = Text(text.path, (*text.way, ("zip", at)), told, size, manual)
        yield from [inside] if manual or not size else _within(inside)
    if not members:
        yield Text(text.path, text.way, text.member, 0)


def _members(parcel: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [each for each in parcel.infolist() if not each.is_dir() and not LITTER.search(each.filename)]


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
    if not text.way:
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
