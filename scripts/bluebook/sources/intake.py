"""From patterns to readable text files: found, recognised, unpacked; a file of the wrong shape is refused in a sentence."""

from __future__ import annotations

import csv
import errno
import glob
import lzma
import shutil
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.sources.formats import Format

DAMAGED_ZIP = (zipfile.BadZipFile, EOFError, zipfile.zlib.error, struct.error, lzma.LZMAError, ValueError, RuntimeError,
               OverflowError, OSError)  # encrypted ones and unknown packings are RuntimeErrors  # fmt: skip
SIGHT = 1 << 16  # bytes of a file that are looked at before it is read


@dataclass(frozen=True)
class Found:
    """One file of a known format."""

    path: Path
    format: Format
    columns: tuple[str, ...]  # those of its lines, in order
    days: str  # how it writes a day
    zipped: bool
    size: int  # of its text

    @property
    def shape(self) -> tuple:
        """Return what two files must have in common to be read together."""
        return self.format.id, self.columns, self.days


def found(patterns: Iterable[str], formats: Sequence[Format]) -> list[Found]:
    """Return every file that the paths and globs name, recognised, in the order of their names. Raises Refused."""
    names: set[str] = set()
    for pattern in patterns:
        matching = [pattern] if Path(pattern).is_file() else glob.glob(pattern, recursive=True)
        files = [name for name in matching if Path(name).is_file()]
        if not files:
            raise Refused(f"{pattern}: no such file")
        names.update(files)
    twice = [stem for stem, times in Counter(name.lower().removesuffix(".zip") for name in names).items() if times > 1]
    if twice:
        raise Refused(f"{twice[0]}: given twice, zipped and not")
    return [recognised(Path(name), formats) for name in sorted(names)]


def recognised(path: Path, formats: Sequence[Format]) -> Found:
    """Return the file with its format, or refuse it in one sentence."""
    form = formats[0]
    if path.suffix.lower() in (".xlsx", ".xls"):
        raise Refused(f"{path.name}: a workbook; save its sheet as CSV first")
    start, size, zipped = _start(path)
    text = start.decode(form.encoding, errors="replace").removeprefix("\ufeff")
    if form.text and text.lstrip().startswith("<?xml"):
        return Found(path, form, form.columns, form.days[0], False, size)
    lines = [line for line in (text.splitlines() if len(start) < SIGHT else text.splitlines()[:-1]) if line.strip()]
    if not lines:
        raise Refused(f"{path.name}: the file is empty")
    if lines[0].lstrip().startswith("<"):
        raise Refused(f"{path.name}: a web page or XML instead of {_wanted(formats)}")
    for form in formats:
        columns = _columns(form, [_cells(line, form) for line in lines[:200]])
        if columns:
            return Found(path, form, columns, _days(form, columns, lines), zipped, size)
    raise Refused(f"{path.name}: {_misshapen(lines[0], formats)}")


def _cells(line: str, form: Format) -> list[str]:
    return next(csv.reader([line], delimiter=form.delimiter), []) if form.quote else line.split(form.delimiter)


def _columns(form: Format, cells: list[list[str]]) -> tuple[str, ...]:
    """Return the columns of a file of this format, or none where it is not of it.

    A header that is longer than the lines is replaced by the format's own; lines that are longer than it have columns without
    a name.
    """
    if not form.header:
        width = Counter(map(len, cells)).most_common(1)[0][0]
        return form.columns[:width] if width in form.widths else ()
    header = [name if name in form.columns else f"unnamed {number}" for number, name in enumerate(cells[0], 1)]
    if not set(form.needed) <= set(header) or len(set(header)) < len(header):
        return ()
    width = Counter(map(len, cells[1:])).most_common(1)[0][0] if cells[1:] and not form.quote else len(header)
    if width < len(header):
        return form.columns if width == len(form.columns) else tuple(header)
    return (*header, *(f"unnamed {number}" for number in range(len(header) + 1, width + 1)))


def _days(form: Format, columns: tuple[str, ...], lines: list[str]) -> str:
    """Return the way of writing days that most of the first lines keep to."""
    at = columns.index(form.day)
    rows = [_cells(line, form) for line in lines[form.header : 200]]
    cells = [row[at] for row in rows if len(row) > at]
    return max(form.days, key=lambda days: sum(_is_day(cell, days) for cell in cells))


def _is_day(cell: str, days: str) -> bool:
    try:
        return bool(datetime.strptime(cell, days))
    except ValueError:
        return False


def _wanted(formats: Sequence[Format]) -> str:
    return " or ".join(form.title for form in formats)


def _misshapen(line: str, formats: Sequence[Format]) -> str:
    form = formats[0]
    for mark, name in ((";", "semicolons"), (",", "commas"), ("\t", "tabs")):
        if mark != form.delimiter and line.count(mark) >= 10 > line.count(form.delimiter):
            return f"fields are parted by {name}; something has saved the file anew, take the original"
    if form.header:
        twice = [name for name, times in Counter(_cells(line, form)).items() if times > 1 and name in form.columns]
        if twice:
            return f"the column {twice[0]} stands twice"
        missing = [name for name in form.needed if name not in _cells(line, form)]
        return f"not of {_wanted(formats)}: there is no column {', '.join(missing)}"
    allowed = " or ".join(str(number) for each in formats for number in each.widths)
    return f"{plural(line.count(form.delimiter) + 1, 'column')}, where {_wanted(formats)} have {allowed}"


@contextmanager
def _member(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Open the one file in a zip; refuse a zip that is damaged or holds another number of files."""
    try:
        with zipfile.ZipFile(path) as parcel:
            members = [each for each in parcel.infolist() if not each.is_dir() and not each.filename.startswith("__MACOSX/")]
            if len(members) != 1:
                raise Refused(f"{path.name}: a zip with {len(members)} files where one is expected")
            with parcel.open(members[0]) as text:
                yield text, members[0].file_size
    except DAMAGED_ZIP as error:
        if isinstance(error, Refused) or (isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)):
            raise
        raise Refused(f"{path.name}: a damaged zip ({str(error).rstrip('.') or 'cut short'})") from None


def _start(path: Path) -> tuple[bytes, int, bool]:
    """Return the beginning of the text of a file, the size of it, and whether it is zipped."""
    with path.open("rb") as file:
        start = file.read(SIGHT)
    if start[:2] != b"PK":
        return start, path.stat().st_size, False
    with _member(path) as (text, size):
        return text.read(SIGHT), size, True


def unpacked(file: Found, folder: Path) -> Path:
    """Return the text of a file: itself, or a copy in a folder where it is zipped or no table."""
    if file.zipped:
        target = folder / file.path.with_suffix("").name
        with _member(file.path) as (text, _), target.open("wb") as out:
            shutil.copyfileobj(text, out, 1 << 20)
        return target
    with file.path.open("rb") as start:
        if file.format.text and start.read(64).lstrip(b"\xef\xbb\xbf \n").startswith(b"<?xml"):
            try:
                return file.format.text(file.path, folder)
            except (SyntaxError, ValueError, LookupError) as error:  # SyntaxError: XML that is none
                raise Refused(f"{file.path.name}: damaged XML ({str(error) or type(error).__name__})") from None
    return file.path
