"""From patterns to readable text files: found, unpacked, recognised; a file of the wrong shape is refused in a sentence."""

from __future__ import annotations

import glob
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bluebook.refusals import Refused
from bluebook.sources.formats import Format

SIGHT = 1 << 18  # bytes of a file that are looked at before it is read


@dataclass(frozen=True)
class Found:
    """One file that is of a known format, with the number of its columns."""

    path: Path
    format: Format
    header: tuple[str, ...]
    width: int
    size: int  # of its text

    @property
    def zipped(self) -> bool:
        """Tell whether the text has to be unpacked."""
        return zipfile.is_zipfile(self.path)


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
    start, size = _start(path)
    wanted = " or ".join(form.title for form in formats)
    text = start.decode(formats[0].encoding, errors="replace").removeprefix("\ufeff")
    lines = text.splitlines() if len(start) < SIGHT else text.splitlines()[:-1]
    lines = [line for line in lines if line.strip()]
    if not lines:
        raise Refused(f"{path.name}: the file is empty")
    if lines[0].lstrip()[:5].lower() in ("<!doc", "<html", "<head", "<?xml"):
        raise Refused(f"{path.name}: a web page or XML instead of {wanted}")
    for form in formats:
        widths = Counter(line.count(form.delimiter) + 1 for line in lines[:200]) if not form.quote else _widths(lines, form)
        width = widths.most_common(1)[0][0]
        header = tuple(cell.strip('"') for cell in lines[0].split(form.delimiter)) if form.header else ()
        if width in form.widths or (form.header and header and set(form.needed) <= set(header)):
            return Found(path, form, header, len(header) or width, size)
    raise Refused(_misshapen(path, lines[0], formats, width, wanted))


def _widths(lines: list[str], form: Format) -> Counter:
    import csv

    return Counter(len(cells) for cells in csv.reader(lines[:200], delimiter=form.delimiter, quotechar=form.quote))


def _misshapen(path: Path, line: str, formats: Sequence[Format], width: int, wanted: str) -> str:
    form = formats[0]
    if form.header:
        missing = [name for name in form.needed if name not in line]
        return f"{path.name}: not {wanted}, as there is no column {', '.join(missing[:3])}"
    for other, name in ((";", "semicolons"), (",", "commas")):
        if line.count(other) >= 40 and width < 40:
            return f"{path.name}: fields are parted by {name} instead of tabs; a spreadsheet has saved it anew"
    allowed = " or ".join(str(number) for form in formats for number in form.widths)
    return f"{path.name}: {width} columns where {wanted} has {allowed}"


def _start(path: Path) -> tuple[bytes, int]:
    """Return the beginning of the text of a file and its size, looking into a zip."""
    with path.open("rb") as file:
        start = file.read(SIGHT)
    if start[:2] != b"PK":
        return start, path.stat().st_size
    try:
        with zipfile.ZipFile(path) as parcel:
            member = _member(path, parcel)
            with parcel.open(member) as text:
                return text.read(SIGHT), member.file_size
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise Refused(f"{path.name}: a damaged zip ({str(error) or 'cut short'})") from None


def _member(path: Path, parcel: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [member for member in parcel.infolist() if not member.is_dir() and not member.filename.startswith("__MACOSX/")]
    if len(members) != 1:
        raise Refused(f"{path.name}: a zip with {len(members)} files where one is expected")
    return members[0]


def unpacked(file: Found, folder: Path) -> Path:
    """Return the file itself, or its text unpacked into a folder under the same name."""
    if not file.zipped:
        return file.path
    target = folder / file.path.name.removesuffix(".zip").removesuffix(".ZIP")
    try:
        with zipfile.ZipFile(file.path) as parcel, parcel.open(_member(file.path, parcel)) as text, target.open("wb") as out:
            while block := text.read(io.DEFAULT_BUFFER_SIZE * 128):
                out.write(block)
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise Refused(f"{file.path.name}: a damaged zip ({str(error) or 'cut short'})") from None
    return target
