"""Outcomes: which meeting produced which document, and which areas run from one document to the next. Frame in, frame out.

Rule. A document counts where Japan and the partner issued it, alone or with one third side; the texts of larger groups are
left out. It belongs to the meeting that `related_event_id` names. A meeting is an engagement in person or by video of two or
three sides. Documents were recorded when we came across them, so the number of meetings with one is a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from bluebook.counts import agendas, tallies

KINDS = ["summit", "foreign_ministers", "two_plus_two", "other_levels", "three_sides"]
TWO_PLUS_TWO = ["2+2", "economic_2+2"]
PAPER = ["with", "without"]
MOST = 3  # sides that issued a document
COLUMNS = ["date", "kind", "event_id", "doc_ids", "third", "areas"]


def meetings(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the meetings of two or three sides among a partner's engagements, with their kind."""
    held = rows[(rows["channel"] != "telephone") & (rows["format"] != "plurilateral")]
    return held.assign(kind=kinds(held)).reset_index(drop=True)


def kinds(rows: pd.DataFrame) -> pd.Categorical:
    """Return the kind of each engagement: its level where bilateral, both 2+2 together, or three_sides."""
    level = rows["level"].astype(str)
    kind = level.where(level.isin(tallies.TOP), "other_levels").mask(level.isin(TWO_PLUS_TWO), "two_plus_two")
    return pd.Categorical(kind.where(rows["format"] == "bilateral", "three_sides"), KINDS, ordered=True)


def papers(documents: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the documents that Japan and the partner issued from first to last, at most one third side with them.

    Columns are those of documents plus third, the third side (empty where there is none); in order of time.
    """
    both = documents["issuers"].map(lambda codes: {"JPN", partner} <= set(codes) and len(codes) <= MOST).astype(bool)
    rows = documents[both & documents["date"].between(first, last)].sort_values(["date", "doc_id"], kind="stable")
    third = [next((code for code in codes if code not in ("JPN", partner)), "") for codes in rows["issuers"]]
    return rows.assign(third=third).reset_index(drop=True)


def tied(held: pd.DataFrame, issued: pd.DataFrame) -> pd.DataFrame:
    """Return the meetings with doc_ids, the documents that came out of each (a tuple), and paper: with or without one."""
    of = issued.groupby("related_event_id")["doc_id"].agg(tuple)
    ids = [of.get(event, ()) for event in held["event_id"]]
    paper = pd.Categorical(["with" if found else "without" for found in ids], PAPER, ordered=True)
    return held.assign(doc_ids=pd.Series(ids, held.index, dtype=object), paper=paper)


def by_year(rows: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the event ids by kind and year (index) and whether a document came out (columns)."""
    return tallies.cells(rows.assign(year=pd.Categorical(rows["date"].dt.year, list(years))), ["kind", "year"], "paper")


def ends(yearly: pd.DataFrame) -> pd.DataFrame:
    """Return by kind how many meetings there are and how many of them ended with a document."""
    counts = tallies.counts(yearly).groupby(level="kind", observed=False).sum()
    return pd.DataFrame({"meetings": counts.sum(axis=1), "with": counts["with"]}).reindex(KINDS)


def columns(issued: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row per meeting with its documents, or a document without a meeting, in order of time.

    Columns: date (of the meeting, else of the document), kind (empty without a meeting; others for a larger meeting),
    event_id, doc_ids (a tuple), third (a third side, if any), areas (area -> the first of the documents that names it; empty
    where no text names any or none was read).
    """
    known = events.assign(kind=kinds(events)).set_index("event_id")
    groups = issued.groupby(issued["related_event_id"].where(issued["related_event_id"] != "", issued["doc_id"]), sort=False)
    found = [_column(rows, known) for _, rows in groups]
    table = pd.DataFrame(found, columns=COLUMNS).sort_values(["date", "event_id"], kind="stable", ignore_index=True)
    return table.astype({"date": "datetime64[us]"})


def _column(rows: pd.DataFrame, known: pd.DataFrame) -> list:
    event, third = rows["related_event_id"].iloc[0], [code for code in rows["third"] if code]
    kind = "" if not event else str(known.loc[event, "kind"]) if known.loc[event, "format"] != "plurilateral" else "others"
    date = known.loc[event, "date"] if event else rows["date"].iloc[0]
    return [date, kind, event, tuple(rows["doc_id"]), third[0] if third else "", _areas(rows)]


def _areas(rows: pd.DataFrame) -> dict[str, str]:
    found: dict[str, str] = {}
    for doc, areas in zip(rows["doc_id"], rows["priority_areas"], strict=True):
        found |= {area: doc for area in areas if area not in found}
    return found


def threads(table: pd.DataFrame) -> pd.Series:
    """Return, by area, the places of the columns that name it, most frequent first; an area of one column is left out.

    The two codes on which coders agree least are left out too (`agendas.LEFT_OUT`).
    """
    places: dict[str, list[int]] = {}
    for place, areas in enumerate(table["areas"]):
        for area in areas:
            places.setdefault(area, []).append(place)
    kept = {area: tuple(at) for area, at in places.items() if len(at) > 1 and area not in agendas.LEFT_OUT}
    order = sorted(kept, key=lambda area: (-len(kept[area]), kept[area], area))
    return pd.Series({area: kept[area] for area in order}, dtype=object)


def chain(issued: pd.DataFrame) -> pd.DataFrame:
    """Return one row per joint statement that follows an earlier one of the same issuers: doc_ids, after, days, shared, known.

    Statements of one day are one link: doc_ids and after are tuples. shared: the areas that both links name. known: both have
    areas in the record; else nothing can be said of what they share.
    """
    stated = issued[issued["type"] == "joint_statement"]
    groups = stated.groupby([stated["issuers"].map(tuple), "date"], sort=True)
    links = [(issuers, date, tuple(rows["doc_id"]), _areas(rows)) for (issuers, date), rows in groups]
    found = [[ids, before, date, (date - day).days, tuple(area for area in areas if area in old), bool(areas and old)]
             for (one, day, before, old), (other, date, ids, areas) in pairwise(links) if one == other]  # fmt: skip
    table = pd.DataFrame(found, columns=["doc_ids", "after", "date", "days", "shared", "known"])
    return table.sort_values("date", kind="stable", ignore_index=True).drop(columns="date")
