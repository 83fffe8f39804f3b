"""The tables of data/, read, checked against the codebook and typed: one call per table.

Days become timestamps, whole numbers Int64, `;`-lists lists of str, terms of one closed list ordered categories (the order
of terms.csv, so that every count and chart shows them alike). Empty text stays empty text. A table that breaks its codebook
is refused as a whole, with every problem named.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from bluebook.ground import fingerprints, paths, patterns
from bluebook.ground.phrases import grouped
from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.record import candidates, checks, codebook, files, spellings
from bluebook.record.checks import Vocabulary

COLON = r":(?![^{}]*\})"  # in a wording, and not in what it has filled in; Japanese has a wide one
_FINGERPRINTS: dict[str, str] = {}  # of the tables this process has read: what a figure rests on
_OTHERS: dict[Path, tuple[str, str]] = {}  # of other files the same, with the name that is published


def events() -> pd.DataFrame:
    """Return the engagements, one per row, sorted by event_id; columns as in the codebook."""
    return table("events")


def documents() -> pd.DataFrame:
    """Return the documents issued, one per row, sorted by doc_id."""
    return table("documents")


def visits() -> pd.DataFrame:
    """Return the journeys, one per row, sorted by visit_id; start_date and end_date stay text, as they may be a month."""
    return table("visits")


def claims() -> pd.DataFrame:
    """Return the published totals, one per row."""
    return table("claims")


def leads() -> pd.DataFrame:
    """Return the leads, one per row; date stays text, as it may be a year or a month."""
    return table("leads")


def coverage() -> pd.DataFrame:
    """Return how complete each partner, year, format and level is, one per row."""
    return table("coverage")


def people() -> pd.DataFrame:
    """Return the people who led engagements, one per row, with their names in Japanese."""
    return table("people")


def offices() -> pd.DataFrame:
    """Return the terms in office, one per row, with their first and last day."""
    return table("offices")


def occasions() -> pd.DataFrame:
    """Return the gatherings of which engagements were a part, one per row."""
    return table("occasions")


def agreement() -> pd.DataFrame:
    """Return the events coded again by the second coder, one per row."""
    return table("agreement")


def machine_coding() -> pd.DataFrame:
    """Return the events coded by rule from their pages, one per row; some may still be candidates."""
    return table("machine_coding")


def corrections() -> pd.DataFrame:
    """Return the cells that were wrong in a published version, one per row."""
    return table("corrections")


def countries() -> pd.DataFrame:
    """Return countries, organisations and tally codes, one per row, sorted by code."""
    return table("countries")


def historian() -> pd.DataFrame:
    """Return the journeys on the lists of the Office of the Historian that concern Japan, one per row."""
    return table("historian")


def statements() -> pd.DataFrame:
    """Return the statements of the Bluebook's overview of North America, one per row; date stays text, a year or a month."""
    return table("statements").sort_values("order", kind="stable", ignore_index=True)


def places() -> pd.DataFrame:
    """Return the places where engagements were held, one per row, with latitude and longitude in degrees."""
    return table("places")


def icews() -> pd.DataFrame:
    """Return how many rows ICEWS coded, one row per day, pair of countries and event type."""
    return table("icews")


def chronology() -> pd.DataFrame:
    """Return the engagements named in chronologies of Comparative Connections, one per row."""
    return table("chronology")


def terms() -> pd.DataFrame:
    """Return the closed lists, one term per row, in display order."""
    return table("terms").sort_values(["list", "order"], kind="stable", ignore_index=True)


def table(name: str) -> pd.DataFrame:
    """Return one table, checked and typed. Raises Refused with every problem if it breaks its codebook."""
    return _checked(name, paths.data()).copy()


@lru_cache(maxsize=32)
def _checked(name: str, folder: Path) -> pd.DataFrame:
    prints = _prints(folder, name, "terms", "countries")
    rows = _judged(name, folder, prints)
    _FINGERPRINTS[name] = prints[0]
    return rows


def _prints(folder: Path, *names: str) -> tuple[str, ...]:
    files = [folder / f"{name}.csv" for name in names]
    more = [file for name in names for file in candidates.files(folder, name)] if paths.candidates() else []
    return tuple(fingerprints.of_file(file) if file.is_file() else "" for file in files + more)


@lru_cache(maxsize=32)
def _judged(name: str, folder: Path, prints: tuple[str, ...]) -> pd.DataFrame:
    """Return one table, checked and typed. prints: of all files that it depends on, so that the same bytes are checked once."""
    rows, broken = files.read(name, folder)
    if paths.candidates():
        rows, broken = files.joined(name, folder)
    broken = broken or checks.problems(name, rows, vocabulary(folder))
    if broken:
        raise Refused(f"{name}.csv is refused:\n" + "\n".join(map(str, broken)))
    return _typed(name, rows, folder).reset_index(drop=True)


@lru_cache(maxsize=8)
def vocabulary(folder: Path) -> Vocabulary:
    return _spellings(folder, _prints(folder, "terms", "countries"))


@lru_cache(maxsize=8)
def _spellings(folder: Path, prints: tuple[str, ...]) -> Vocabulary:
    """Return, for every closed list and kind of country, each spelling with the term it means."""
    known: dict[str, dict[str, str]] = {}
    words, _ = files.read("terms", folder)
    for row in words.to_dict("records"):
        known.setdefault(row.get("list", ""), {})[row.get("term", "")] = row.get("term", "")
    places, _ = files.read("countries", folder)
    for row in places.to_dict("records"):
        spellings = [row.get(name, "") for name in ("code", "alpha2", "name_en", "name_ja")]
        known.setdefault(row.get("kind", ""), {}).update({s: spellings[0] for s in spellings if s})
    return known


def _typed(name: str, rows: pd.DataFrame, folder: Path) -> pd.DataFrame:
    words, _ = files.read("terms", folder)
    words = words.assign(order=pd.to_numeric(words["order"], errors="coerce")).sort_values("order", kind="stable")
    for header, details in codebook.columns(name).items():
        cells = rows[header]
        if details["many"]:
            rows[header] = [cell.split(";") if cell else [] for cell in cells]
        elif details["kind"] == "date":
            rows[header] = pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
        elif details["kind"] == "integer":
            rows[header] = pd.to_numeric(cells, errors="coerce").astype("Int64")
        elif details["kind"] == "degrees":
            rows[header] = pd.to_numeric(cells, errors="coerce")
        elif details["kind"] == "term":
            rows[header] = pd.Categorical(cells.where(cells.ne("")), _in_order(details["lists"], words), ordered=True)
    return rows


def _in_order(lists: list[str], words: pd.DataFrame) -> list[str]:
    return [term for name in lists for term in words.loc[words["list"] == name, "term"]]


def read_so_far() -> dict[str, str]:
    """Return the SHA-256 of each table that this process has read, by table."""
    return dict(sorted(_FINGERPRINTS.items()))


def files_so_far() -> dict[str, str]:
    """Return the SHA-256 of each other file that this process has noted by `rest_on`, by name."""
    return dict(sorted(_OTHERS.values()))


def places_so_far() -> dict[str, str]:
    """Return the SHA-256 of each such file by its place: from data/ where it lies inside, else whole."""
    return {_place(file): digest for file, (_, digest) in sorted(_OTHERS.items())}


def _place(file: Path) -> str:
    return file.relative_to(paths.data()).as_posix() if file.is_relative_to(paths.data()) else str(file)


def forget() -> None:
    """Forget which files this process has read, so that they are read again; results for the same bytes are kept."""
    for remembered in (_checked, vocabulary, _labels, _countries):
        remembered.cache_clear()
    _FINGERPRINTS.clear()
    _OTHERS.clear()


def rest_on(files: Iterable[Path]) -> None:
    """Note that this process has read other files than the tables, so that a figure's record has their fingerprints.

    A file in data/ is published by its path there (samples/icews.parquet), any other by its name, with its folders only where
    two have the same.
    """
    found = list(files)
    for file, name in zip(found, patterns.names(found), strict=True):
        _OTHERS[file] = (_place(file) if file.is_relative_to(paths.data()) else name, patterns.digest(file))


@lru_cache(maxsize=64)
def _labels(name: str, lang: str, folder: Path) -> dict[str, str]:
    words = _checked("terms", folder)
    rows = words[words["list"] == name].sort_values("order", kind="stable")
    if rows.empty:
        raise Refused(f'list: "{name}" is not a list of terms.csv{did_you_mean(name, words["list"].unique())}')
    labels = rows[f"label_{lang}"].str.replace(COLON, "：", regex=True) if lang == "ja" else rows[f"label_{lang}"]
    return dict(zip(rows["term"], labels, strict=True))


def labels(name: str, lang: str = "en") -> dict[str, str]:
    """Return term -> label of one closed list, in display order."""
    return dict(_labels(name, lang, paths.data()))


@lru_cache(maxsize=8)
def _countries(folder: Path) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in _checked("countries", folder).to_dict("records")}


def country(code: str, lang: str = "en", *, in_text: bool = False) -> str:
    """Return the short name of a country or organisation; with in_text as English writes it in a sentence (the …)."""
    known = _countries(paths.data())
    if code not in known:
        raise Refused(f'country: "{code}" is not in countries.csv{spellings.did_you_mean(code, codes())}')
    row = known[code]
    return f"{row['article']} {row['name_en']}" if in_text and lang == "en" and row["article"] else row[f"name_{lang}"]


def codes(*kinds: str) -> dict[str, str]:
    """Return every spelling (code, two letters, names) -> code of the countries and organisations, or of the kinds given."""
    known = vocabulary(paths.data())
    return {spelling: code for kind in kinds or ("country", "organisation") for spelling, code in known[kind].items()}


def say(wording: str, lang: str = "en", **values: object) -> str:
    """Return a wording of the figures in one language, filled in.

    If `n` is 0 or 1 and the wording has a form for that (`…_none`, `…_one`), that form is used. Thousands have commas; a year
    is named `year`, or given as text.
    """
    forms = labels("wording", lang)
    forms_of: dict[object, str] = {0: f"{wording}_none", 1: f"{wording}_one"}
    own = forms_of.get(values.get("n"), wording)
    form = own if own in forms else wording
    if form not in forms:
        raise Refused(f'wording: "{wording}" is not in terms.csv ({listed(forms)}){did_you_mean(wording, list(forms))}')
    return forms[form].format(**grouped(values))
