"""From patterns to texts of a known format. A file of the wrong shape is refused; an empty one is passed over and counted."""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bluebook.ground import patterns
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.sources import texts
from bluebook.sources.formats import Format
from bluebook.sources.texts import Text
from bluebook.sources.tidying import tidied

QUOTED = re.compile('"[^"]*"')
SIGHT = 1 << 16  # bytes of a file that are looked at before it is read
MARKS = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "vertical bars"}
PACKED = re.compile(r"(?i)\.(zip|gz|bz2|xz)$")


@dataclass(frozen=True)
class Found:
    """One text of a known format, and how it is written."""

    text: Text
    format: Format
    columns: tuple[str, ...]  # those of its lines, in order
    days: str  # how it writes a day
    delimiter: str = "\t"
    quoted: bool = False  # whether cells may hold delimiters and line ends
    end: bytes = b"\n"  # of a line; a carriage return before it belongs to it
    regular: bool = True  # whether the engine may read it as it is
    untidy: bool = True  # whether cells have to be tidied
    xml: bool = False
    wide: str = ""  # UTF-16 or UTF-32, if it is in that

    @property
    def shape(self) -> tuple:
        """Return what texts must have in common to be read together."""
        return self.format.id, self.regular, self.columns, self.days, self.untidy

    @cached_property
    def allowed(self) -> tuple[int, ...]:
        """Return how many cells a row may have."""
        return self.format.widths or (len(self.columns),)


def found(named: Iterable[str], formats: Sequence[Format]) -> tuple[list[Found], list[Text]]:
    """Return the texts that paths and patterns name, recognised, and those that hold no rows, by name. Raises Refused.

    What holds no rows is empty, or documentation packed beside event files.
    """
    places: dict[str, Path] = {}
    for pattern in named:
        matching = patterns.matching(pattern)
        if not matching:
            folder = Path(pattern).is_dir()
            raise Refused(f"{pattern}: a folder, where a file is expected" if folder else f"{pattern}: no such file")
        places |= {os.path.realpath(path): path for path in matching}
    stems = Counter(PACKED.sub("", name) for name in places)
    twice = [stem for stem, times in stems.items() if times > 1]
    if twice:
        raise Refused(f"{Path(twice[0]).name}: given twice, packed and not")
    seen = [(text, _read(text, formats)) for _, path in sorted(places.items()) for text in texts.within(path)]
    return [each for _, each in seen if each], [text for text, each in seen if not each]


def _read(text: Text, formats: Sequence[Format]) -> Found | None:
    try:
        return recognised(text, formats)
    except Refused:
        if text.manual:
            return None
        raise


def recognised(text: Text, formats: Sequence[Format]) -> Found | None:
    """Return a text with its format, None if it has no row, or refuse it in one sentence."""
    if not text.size:
        return None
    with text.opened() as stream:
        start, wide = stream.read(SIGHT), stream.encoding if isinstance(stream, texts.Recoded) else ""
    name = text.told
    seen, utf8 = _decoded(start)
    bare = QUOTED.sub("", seen)  # where lines end with carriage returns, cells may hold other ends
    end = "\r" if "\r" in bare and "\n" not in bare else "\n"
    cut = len(start) == SIGHT
    # A carriage return ends a line, or is astray in a cell: where no format fits the lines it ends, those it does not.
    for ends in ("\r\n|\r|\n", "\r?\n"):
        lines = [line for line in re.split(ends, seen) if line.strip()]
        lines = lines[:-1] if cut and len(lines) > 1 else lines
        if not lines:
            return None
        if lines[0].lstrip().startswith("<"):
            return _as_xml(text, name, seen, formats)
        for form, mark, quoted, columns in _shapes(lines, formats):
            if form.header and len(lines) == 1 and not cut:
                return None
            rows = [_cells(line, mark, quoted) for line in lines[int(form.header) : 200]]
            known = Found(text, form, columns, _days(form, columns, rows), mark, quoted, end.encode(),
                          untidy=form.header or _is_untidy(form, columns, rows), wide=wide)  # fmt: skip
            # The engine keeps a note in memory of each column that a line lacks: where many lines do, it is not asked.
            sound = utf8 and all(len(row) in known.allowed for row in rows)
            return replace(known, regular=sound and not (wide or quoted) and _is_even(seen, lines, end))
    raise Refused(f"{name}: {_misshapen(lines[0], formats)}")


def _shapes(lines: list[str], formats: Sequence[Format]) -> Iterator[tuple[Format, str, bool, tuple[str, ...]]]:
    """Yield the formats that lines are of: format, delimiter, whether cells may be quoted, columns."""
    for form in formats:
        for mark in dict.fromkeys([form.delimiter, *MARKS] if form.header else [form.delimiter]):
            quoted = form.quote or mark != "\t"
            columns = _columns(form, [_cells(line, mark, quoted) for line in lines[:200]], quoted)
            if columns:
                yield form, mark, quoted, columns


def _decoded(start: bytes) -> tuple[str, bool]:
    """Return the beginning of a text, and whether it is UTF-8."""
    try:
        seen, utf8 = codecs.getincrementaldecoder("utf-8")().decode(start, len(start) < SIGHT), True
    except UnicodeDecodeError:
        seen, utf8 = start.decode("cp1252", errors="replace"), False
    return seen.removeprefix("\ufeff"), utf8


def _is_even(seen: str, lines: list[str], end: str) -> bool:
    """Tell whether every line ends alike and the first is not blank, as the engine expects it."""
    returns = seen.count("\r")
    return end == "\n" and returns in (0, seen.count("\r\n")) and returns in (0, seen.count("\n")) and seen.startswith(lines[0])


def _is_untidy(form: Format, columns: tuple[str, ...], rows: list[list[str]]) -> bool:
    places = [at for at, name in enumerate(columns) if name in form.used]
    return any(row[at] != tidied(row[at]) for row in rows for at in places if at < len(row))


def _as_xml(text: Text, name: str, seen: str, formats: Sequence[Format]) -> Found:
    form = formats[0]
    if not form.text or re.search(r"(?i)<(!doctype\s+)?html\b", seen):
        raise Refused(f"{name}: a web page or XML instead of {_wanted(formats)}")
    return Found(text, form, form.columns, form.days[0], regular=False, xml=True)


def _cells(line: str, mark: str, quoted: bool) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), []) if quoted else line.split(mark)
    except csv.Error:
        return []


def _columns(form: Format, cells: list[list[str]], quoted: bool) -> tuple[str, ...]:
    """Return the columns of a text of this format, or none if it is not of it.

    A header that is longer than the lines is replaced by the format's own; lines that are longer than it have columns without
    a name.
    """
    if not form.header:
        widths = Counter(len(row) for row in cells if len(row) in form.widths)
        return form.columns[: widths.most_common(1)[0][0]] if widths.total() * 2 >= len(cells) else ()
    header = [form.means(tidied(name)) or f"unnamed {number}" for number, name in enumerate(cells[0], 1)]
    if not set(form.needed) <= set(header) or len(set(header)) < len(header):
        return ()
    width = Counter(map(len, cells[1:])).most_common(1)[0][0] if cells[1:] and not quoted else len(header)
    if width < len(header):
        return form.columns if width == len(form.columns) else tuple(header)
    return (*header, *(f"unnamed {number}" for number in range(len(header) + 1, width + 1)))


def _days(form: Format, columns: tuple[str, ...], rows: list[list[str]]) -> str:
    """Return the way of writing days that most of the first lines keep to."""
    at = columns.index(form.day)
    cells = [tidied(row[at]) for row in rows if len(row) > at]
    if all(_is_day(cell, form.days[0]) for cell in cells):
        return form.days[0]
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
    if form.header:
        headers = [list(map(form.means, map(tidied, _cells(line, mark, True)))) for mark in (form.delimiter, *MARKS)]
        names = max(headers, key=lambda names: sum(name in names for name in form.needed))
        twice = [name for name, times in Counter(filter(None, names)).items() if times > 1]
        if twice:
            return f"the column {twice[0]} stands twice"
        missing = [name for name in form.needed if name not in names]
        return f"not of {_wanted(formats)}: there is no column {', '.join(missing)}"
    for mark, words in MARKS.items():
        if mark != form.delimiter and line.count(mark) >= 10 > line.count(form.delimiter):
            return f"fields are parted by {words}; another program has changed the file, take the original"
    allowed = " or ".join(str(number) for each in formats for number in each.widths)
    return f"{plural(line.count(form.delimiter) + 1, 'column')}, where {_wanted(formats)} have {allowed}"
