"""Meetings and their documents in words, and as blocks and threads for `charts.threads`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from bluebook import parameters
from bluebook.charts import sheets, threads
from bluebook.counts import outcomes
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import answers, timelines

SHOWN = 14  # areas in the figure; the table has all


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look: a meeting with a document, one without, a document of the two sides, one with a third side."""
    dark, middle, light = sheets.LOOKS
    looks = {"with": replace(dark, marker="s"), "without": replace(light, marker="s"), "two": dark,
             "three": replace(middle, marker="D")}  # fmt: skip
    return {tables.say(f"outcomes_{name}", lang): look for name, look in looks.items()}


def _looks(lang: str) -> dict[str, str]:
    return dict(zip(("with", "without", "two", "three"), series(lang), strict=True))


def kind(code: str, asked: parameters.Asked) -> str:
    """Return the name of a kind of meeting."""
    return tables.say(f"outcomes_kind_{code}", asked.lang)


def blocks(yearly: pd.DataFrame, asked: parameters.Asked) -> list[threads.Blocks]:
    """Return one row of blocks per kind of meeting that occurs, those with a document first in each year."""
    ends, looks = outcomes.ends(yearly), _looks(asked.lang)
    found = []
    for code in ends.index[ends["meetings"] > 0]:
        piles = {str(year): [(looks[paper], event) for paper in outcomes.PAPER for event in row[paper]]
                 for year, row in yearly.loc[code].iterrows()}  # fmt: skip
        found.append(threads.Blocks(kind(code, asked), piles, share(ends.loc[code], asked.lang)))
    return found


def share(row: pd.Series, lang: str = "en") -> str:
    """Return how many of the meetings of a kind ended with a document: 11 of 46."""
    return tables.say("outcomes_share", lang, **_known(row))


def _known(row: pd.Series) -> dict[str, str]:
    return {"with": f"{int(row['with']):,}", "total": f"{int(row['meetings']):,}"}


def years(table: pd.DataFrame, issued: pd.DataFrame, status: pd.Series, asked: parameters.Asked) -> list[threads.Year]:
    """Return the years with their columns (`outcomes.columns`): a meeting with its documents, or a document alone."""
    third, looks = issued.set_index("doc_id")["third"], _looks(asked.lang)
    found: dict[int, list[threads.Column]] = {year: [] for year in status.index}
    for row in table.to_dict("records"):
        papers = [(looks["three" if third[doc] else "two"], doc) for doc in row["doc_ids"]]
        year = min(max(row["date"].year, asked.first.year), asked.last.year)  # a meeting can lie before its document
        found[year].append(threads.Column(column_name(row, asked), papers, unread=not row["areas"]))
    return [threads.Year(str(year), columns, bool(status[year] == "none" and not columns)) for year, columns in found.items()]


def column_name(row: dict, asked: parameters.Asked) -> str:
    """Return what a column is called: the kind of meeting or the third side, and the day."""
    third = tables.country(row["third"], "ja") if row["third"] and asked.lang == "ja" else row["third"]
    form = "third" if third else row["kind"] or "none"
    short = tables.say(f"outcomes_short_{form}", asked.lang, third=third)
    return tables.say("outcomes_column", asked.lang, kind=short, day=timelines.day(row["date"], asked.lang))


def lines(table: pd.DataFrame, issued: pd.DataFrame, asked: parameters.Asked) -> list[threads.Thread]:
    """Return one thread per area that two columns or more name, the most frequent first; behind a mark is a document's id."""
    third, looks, found = issued.set_index("doc_id")["third"], _looks(asked.lang), []
    for area, places in list(outcomes.threads(table).items())[:SHOWN]:
        ids = [(place, table.loc[place, "areas"][area]) for place in places]
        marks = [(place, looks["three" if third[doc] else "two"], doc) for place, doc in ids]
        found.append(threads.Thread(area_name(area, asked.lang), marks, str(len(places))))
    return found


def area_name(area: str, lang: str = "en") -> str:
    """Return an area by the label of its topic, or in the document's own words, cut where they are long."""
    name = tables.labels("topic", lang).get(area, area[:1].upper() + area[1:])
    return name if len(name) <= 34 else name[:33].rsplit(" ", 1)[0] + " …"


def words(lang: str = "en") -> threads.Words:
    """Return the words of the chart that aren't data."""
    said = {name: tables.say(f"outcomes_{name}", lang) for name in ("upper", "lower", "papers", "unread")}
    numbers = (tables.say("outcomes_column_meetings", lang), tables.say("outcomes_column_columns", lang))
    return threads.Words(**said, numbers=numbers, bare=tables.say("not_collected", lang))


def title(yearly: pd.DataFrame, known: answers.Answer) -> str:
    """Return the finding: of how many summits, foreign ministers' meetings and 2+2 in the record a document is known."""
    ends = outcomes.ends(yearly)
    lang = known.asked.lang
    kinds = sorted(outcomes.KINDS[:3], key=lambda code: not ends.loc[code, "with"])
    parts = [_part(code, ends.loc[code], known) for code in kinds if ends.loc[code, "meetings"]]
    return known.say("outcomes_title", n=int(ends["meetings"].sum()), parts=periods.joined(parts, lang))


def _part(code: str, row: pd.Series, known: answers.Answer) -> str:
    form = {0: "none", row["meetings"]: "all"}.get(row["with"], "some")
    return tables.say(f"outcomes_{form}_{code}", known.asked.lang, n=int(row["meetings"]), least=known.least, **_known(row))


def marks(tied: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per mark: part (meeting, document or area), date, what, marks and event_ids.

    event_ids are the ids of the rows behind it: a meeting's own and its documents', else those of the documents.
    """
    rows = [["meeting", row["date"], row["kind"], 1, (row["event_id"], *row["doc_ids"])] for row in tied.to_dict("records")]
    rows += [["document", row["date"], row["kind"] or "no meeting", len(row["doc_ids"]), row["doc_ids"]]
             for row in table.to_dict("records")]  # fmt: skip
    rows += [["area", table.loc[place, "date"], area, 1, (table.loc[place, "areas"][area],)]
             for area, places in list(outcomes.threads(table).items())[:SHOWN] for place in places]  # fmt: skip
    found = pd.DataFrame(rows, columns=["part", "date", "what", "marks", "event_ids"])
    days = pd.to_datetime(found["date"]).dt.strftime("%Y-%m-%d")
    return found.assign(date=days, event_ids=found["event_ids"].map(";".join)).astype({"marks": int})


def sentences(chain: pd.DataFrame, issued: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per link of the chain (`outcomes.chain`): with whom, from when to when, in common."""
    known = issued.set_index("doc_id")
    said = []
    for row in chain.to_dict("records"):
        one, other = (known.loc[row[side][0]] for side in ("after", "doc_ids"))
        shared = _named(row["shared"], lang) or tables.say("said_link_none" if row["known"] else "said_link_unknown", lang)
        sides = periods.joined([tables.country(code, lang, in_text=True) for code in other["issuers"] if code != "JPN"], lang)
        days = {"before": periods.day_of(one["date"], lang), "after": periods.day_of(other["date"], lang)}
        said.append(tables.say("said_link", lang, sides=sides, shared=shared, **days))
    return said


def _named(areas: Iterable[str], lang: str) -> str:
    topics = tables.labels("topic", lang)
    return periods.joined([topics.get(area, f"「{area}」" if lang == "ja" else area) for area in areas], lang)


def reading(table: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return a line for each area that several columns (`outcomes.columns`) name: how many, and the documents."""
    said = []
    for area, places in outcomes.threads(table).items():
        name = area_name(area, lang)
        name = f"「{name}」" if lang == "ja" and area not in tables.labels("topic") else name
        ids = ", ".join(table.loc[place, "areas"][area] for place in places)
        said.append(tables.say("said_area", lang, area=name, number=len(places), ids=ids))
    return said


def pairs(tied: pd.DataFrame, issued: pd.DataFrame) -> pd.DataFrame:
    """Return one row per document: the meeting it came out of (empty where none) with its kind, its type, title and page."""
    kinds = dict(zip(tied["event_id"], tied["kind"].astype(str), strict=True))
    rows = issued.assign(meeting=issued["related_event_id"], kind=issued["related_event_id"].map(kinds).fillna(""))
    return rows[["date", "meeting", "kind", "type", "title", "source_url"]]


