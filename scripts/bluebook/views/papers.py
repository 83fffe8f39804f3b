"""Documents as lanes of the days around their issue, for `charts.lanes.timeline`."""

from __future__ import annotations

import pandas as pd

from bluebook import parameters
from bluebook.charts import lanes, sheets
from bluebook.counts import spans
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names, timelines
from bluebook.views.coverages import strung

WINDOW = 45  # days before and after a document


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of what a figure of documents draws, in the order of its legend."""
    return {name: look for name, look in timelines.series(lang).items() if look.marker != "span"}


def axis(lang: str = "en") -> lanes.Axis:
    """Return the days around a document's issue, which stands in the middle."""
    words = {WINDOW + 0.5 + place: tables.say(wording, lang, days=abs(place))
             for place, wording in ((-30, "document_before"), (0, "document_day"), (30, "document_after"))}  # fmt: skip
    return lanes.Axis(2 * WINDOW + 1, [WINDOW - 29.5, WINDOW + 0.5, WINDOW + 30.5], words)


def rows(issued: pd.DataFrame, near: pd.DataFrame, asked: parameters.Asked, sought: pd.Series) -> list[lanes.Lane]:
    """Return one lane per document: the engagements before and after it (`spans.beside`), summits with their name."""
    made = [_lane(row, near[near["doc_id"] == row["doc_id"]], asked, sought) for row in issued.to_dict("records")]
    empty = lanes.Lane(tables.say("documents_empty", asked.lang), remark=timelines.remark(sought, asked),
                       bare=[(0, 2 * WINDOW)] if (sought == "none").all() else [])  # fmt: skip
    return made or [empty]


def _lane(row: dict, near: pd.DataFrame, asked: parameters.Asked, sought: pd.Series) -> lanes.Lane:
    looks = dict(zip(timelines.LOOKS, timelines.series(asked.lang), strict=True))
    paper = lanes.Item(WINDOW, WINDOW, looks["strategy" if row["type"] == "strategy" else "document"], row["doc_id"])
    level = tables.labels("level", asked.lang)["summit"]
    marks = [lanes.Item(WINDOW + event["offset"], WINDOW + event["offset"],
                        looks[event["channel"] if event["venue"] == "remote" else event["venue"]],
                        f"{row['doc_id']}|{event['event_id']}", level if event["level"] == "summit" else "")
             for event in near.to_dict("records")]  # fmt: skip
    items = sorted([paper, *marks], key=lambda item: (item.start, item is not paper))
    named = names.document(row) if asked.lang == "ja" else f"{title(row)}{source(row)}"
    return lanes.Lane(named, items, periods.day_of(row["date"], asked.lang), strong=row["type"] in timelines.NAMED,
                      bare=list(_bare(row["date"], sought)))  # fmt: skip


def source(row: dict) -> str:
    """Return in brackets the level of the meeting from which a document came, or who issued it alone; else nothing."""
    if row["related_event_id"]:
        return f" ({names.level(row['related_event_id']).partition(' (')[0]})"
    return f" ({tables.country(row['issuers'][0])})" if len(row["issuers"]) == 1 else ""


def tally(issued: pd.DataFrame) -> dict[str, int]:
    """Return how many documents there are, how many of them came from an engagement, and how many one side issued alone."""
    alone = issued["issuers"].map(len) == 1
    return {"n": len(issued), "tied": int((issued["related_event_id"] != "").sum()), "alone": int(alone.sum())}


def _bare(day: pd.Timestamp, sought: pd.Series) -> list[tuple[int, int]]:
    missing = [place for place in range(2 * WINDOW + 1)
               if sought.get((day + pd.Timedelta(days=place - WINDOW)).year, "none") == "none"]  # fmt: skip
    return [(missing[0], missing[-1])] if missing else []


def title(row: dict) -> str:
    """Return a document's title up to its first bracket or colon."""
    return row["title"].partition(": ")[0].partition(" (")[0]


def marks(issued: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Return one row per document and side: before, on the day or after; how many engagements, and which."""
    side = pd.cut(near["offset"], [-WINDOW - 1, -1, 0, WINDOW], labels=["before", "same_day", "after"])
    found = near.assign(side=side).groupby(["doc_id", "side"], observed=False)["event_id"].agg(list)
    index = pd.MultiIndex.from_product([issued["doc_id"], ["before", "same_day", "after"]], names=["doc_id", "side"])
    lists = [ids if isinstance(ids, list) else [] for ids in found.reindex(index)]
    return index.to_frame(index=False).assign(engagements=list(map(len, lists)), event_ids=list(map(";".join, lists)))


def quoted(row: dict, lang: str = "en") -> str:
    """Return a document's title as a sentence has it: in Japanese between the brackets of a quotation."""
    return f"「{title(row)}」" if lang == "ja" else title(row)


def areas(row: dict, lang: str = "en") -> str:
    """Return the areas that a document names, as a sentence lists them; topics by their label, the document's words as they
    are, in Japanese between the brackets of a quotation."""
    topics = tables.labels("topic", lang)
    return strung([topics.get(area, f"「{area}」" if lang == "ja" else area) for area in row["priority_areas"]], lang)


def sentences(issued: pd.DataFrame, same: pd.DataFrame, every: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per document with areas: its title, day, areas, and an older one with the same."""
    known, older = every.set_index("doc_id"), dict(zip(same["doc_id"], same["same_as"], strict=True))
    said = []
    for row in issued[issued["priority_areas"].map(len) > 0].to_dict("records"):
        told = [tables.say("said_areas", lang, title=quoted(row, lang), day=periods.day_of(row["date"], lang),
                           n=len(row["priority_areas"]), areas=areas(row, lang))]  # fmt: skip
        if row["doc_id"] in older:
            old = known.loc[older[row["doc_id"]]]
            told.append(tables.say("said_areas_again", lang, title=quoted(old, lang), day=periods.day_of(old["date"], lang)))
        said.append(("" if lang == "ja" else " ").join(told))
    return said


def reading(issued: pd.DataFrame, near: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per document: its day, its title, and how many engagements are near."""
    told = near.groupby("doc_id").size().reindex(issued["doc_id"], fill_value=0)
    return [tables.say("said_near", lang, day=periods.day_of(row["date"], lang), title=quoted(row, lang),
                       number=told[row["doc_id"]], days=WINDOW) for row in issued.to_dict("records")]  # fmt: skip


def chosen(documents: pd.DataFrame, asked: parameters.Asked) -> pd.DataFrame:
    """Return the documents of one partner and period that no one but the two sides, or the partner alone, issued."""
    issued = spans.issued(documents, asked.partner, asked.first, asked.last)
    return issued[issued["bilateral"]].reset_index(drop=True)
