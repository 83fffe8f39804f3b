"""Errors in what is said of the record: a stale number in README or codebook, a descriptor that no longer fits, a title that reads
what was not collected as a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prove import mutations
from prove.plants import Plant, some, source
from prove.records import planted, rows

MARK = re.compile(r"<!-- (count|table):([\w-]+) -->(.*?)<!-- /\1 -->", re.DOTALL)
NUMBER = re.compile(r"\d[\d,]*")
ALLOWED = "notebooks/test_coverage.py::test_a_title_says_no_more_than_the_coverage_allows"
ALONE = "notebooks/test_coverage.py::test_a_title_about_all_partners_or_a_list_says_no_more_than_was_collected"
HELD = ("counts/test_margins.py", *(f"{ALLOWED}[{noun}-{asked}-en]" for noun in ("tempo", "documents", "visits")
          for asked in ("BRA-2022-2022", "USA-2022-2022", "KOR-2020-2022")),
        *(f"{ALONE}[{asked}-en]" for asked in ("partners-2011-none", "formats-2012-none", "historian-2012-none", "historian-2025-none",
                                               "historian-2021-partial", "statements-2021-none", "statements-2022-partial")),
        *(f"notebooks/test_coverage.py::{name}" for name in (
            "test_the_sentence_about_a_partner_never_collected_is_the_plain_one", "test_a_bare_number_is_the_published_total",
            "test_a_period_that_was_collected_in_part_says_so_in_the_title",
            "test_a_format_that_was_not_sought_in_a_year_is_not_counted_as_none",
            "test_an_event_file_covers_the_days_on_which_it_has_events_not_the_span_between",
            "test_an_event_file_is_silent_about_other_days_and_pairs_that_it_never_has",
            "test_machine_coding_gives_its_finding_first_and_is_silent_where_nothing_was_counted")))  # fmt: skip
TITLES = (("unit tests", HELD), ("figure gate", ("tempo-usa-2022", "partners-2022", "formats-2013-2025")))
UNSAID = (  # file of scripts/bluebook/, what says that something was not collected, the same without
    ("views/answers.py", 'if self.known.state != "none":\n            return ""\n        said', 'if self.known.state:\n            return ""\n        said'),
    ("views/answers.py", 'return "" if self.known.state == "complete" else said', 'return "" if self.known.state != "none" else said'),
    ("views/answers.py", "return self.silence or text[0].upper() + text[1:]", "return text[0].upper() + text[1:]"),
    ("views/answers.py", 'tables.say("stop", self.asked.lang) if self.silence else text', 'tables.say("stop", self.asked.lang) if not text else text'),
    ("views/answers.py", "if self.known.missing else []", "if not self.known.missing else []"),
    ("views/answers.py", 'bounds = self.bounds | ({"least": ""} if part', 'bounds = self.bounds | ({"least": ""} if not part'),
    ("counts/coverages.py", 'bare = status == "none"', 'bare = status == "nothing"'),
    ("counts/coverages.py", 'state = "partial" if bare.any(axis=None) else', 'state = "complete" if bare.any(axis=None) else'),
    ("counts/coverages.py", 'else "none" for year in years] for name', 'else "partial" for year in years] for name'),
    ("counts/tallies.py", 'return [status.get(year, "none") for year in years]', 'return [status.get(year, "complete") for year in years]'),
    ("counts/tallies.py", 'return [status.get(year, "none") for year in years]', 'return [status.get(year, "partial") for year in years]'),
    ("counts/tallies.py", "return min(statuses, key=order.index)", "return max(statuses, key=order.index)"),
)  # fmt: skip
DESCRIBED = (  # what stands in the descriptor, and what no longer fits
    ("another version", r'"version": "[\d.]+"', '"version": "0.1.0"'),
    ("a stale size", r'"bytes": (\d)', r'"bytes": 1\1'),
    ("a stale fingerprint", r'"hash": "sha256:.', '"hash": "sha256:_'),
    ("another meaning", r"calendar day at the venue", "calendar day in Japan"),
    ("a list with another term", r'"telephone"', '"phone"'),
    ("a cell that may be empty", r'"required": true', '"required": false'),
    ("a column that is gone", r'"name": "duration_min"', '"name": "duration"'),
    ("another licence", r"CC-BY-4\.0", "CC0-1.0"),
)


def every() -> list[Plant]:
    """Return every error planted in what is said of the record."""
    return [*stale(), *described(), *titles(), *uncollected()]


def stale() -> Iterator[Plant]:
    """Yield numbers of README and codebook that are one too high."""
    for page, counts, grids in (("README.md", 12, 0), ("data/README.md", 26, 6)):
        text = source(page)
        marks = [mark for mark in MARK.finditer(text) if mark[1] == "table" or NUMBER.fullmatch(mark[3])]
        for kind, most in (("count", counts), ("table", grids)):
            found = [(mark[2], mark.start(3) + number.start(), number[0]) for mark in marks if mark[1] == kind
                     for number in NUMBER.finditer(mark[3])]  # fmt: skip
            for name, place, number in some(found, most, f"{page} {kind}"):
                now = f"{int(number.replace(',', '')) + 1:,}"
                new = f"{text[:place]}{now}{text[place + len(number) :]}"
                gates = (("numbers in prose", ()),)
                yield Plant("prose", f"a stale {kind}", page, _line(text, place), f"{name} {number}", now, {page: new}, gates)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def described() -> Iterator[Plant]:
    """Yield a descriptor of the data that is not the one of models and tables."""
    file = "data/datapackage.json"
    text = source(file)
    for what, old, new in DESCRIBED:
        found = re.search(old, text)
        changed = re.sub(old, new, text, count=1)
        yield Plant("prose", "a stale descriptor", file, _line(text, found.start()), found[0], what, {file: changed}, (("descriptor", ()),))


def titles() -> Iterator[Plant]:
    """Yield errors in the code that tells how far a title may go: nothing collected is a finding, a lower bound a number."""
    for name, old, new in UNSAID:
        file = f"scripts/bluebook/{name}"
        text = source(file)
        assert text.count(old) == 1, old
        yield Plant("prose", "a title of what was not collected", file, _line(text, text.index(old)), old, new, {file: text.replace(old, new)}, TITLES)
    for name, most in (("counts/coverages.py", 10), ("views/answers.py", 8)):
        file = f"scripts/bluebook/{name}"
        text = source(file)
        found = sorted({change for change in mutations.changes(text) if change[0] != "a grouping key"}, key=lambda change: change[1:4])
        for change in some(found, most, file):
            yield mutations.changed("prose", file, text, (f"{change[0]} of the coverage", *change[1:]), TITLES)


def uncollected() -> Iterator[Plant]:
    """Yield coverage without its line though there are rows, and with a line though nobody searched."""
    gates = (("codebook", ()), ("numbers in prose", ()))
    every = rows("coverage")
    alone = {(row["partners"], row["date"][:4]) for row in rows("events") if row["format"] == "bilateral"}
    lines = {pair: [place for place, row in enumerate(every) if (row["partners"], row["year"]) == pair] for pair in sorted(alone)}
    for pair, places in some(lines.items(), 6, "a lost line"):
        kept = [row for place, row in enumerate(every) if place not in places]
        yield planted("a partner and year without coverage", "coverage", places[0], " ".join(pair), "", {"coverage": kept}, gates, "prose")
    for place, row in some(enumerate(every), 6, "a line too many"):
        year = next(str(year) for year in range(2013, 2027) if (row["partners"], str(year)) not in alone)
        line = row | {"year": year, "status": "probably_complete", "level": "ministerial", "basis": "searched"}
        yield planted("coverage of what was not searched", "coverage", place + 1, "", f"{line['partners']} {year}",
                      {"coverage": [*every[: place + 1], line, *every[place + 1 :]]}, gates, "prose")  # fmt: skip
