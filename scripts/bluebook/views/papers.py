"""Documents as lanes of the days around their issue, for `charts.lanes.timeline`."""

from __future__ import annotations

import pandas as pd

from bluebook import parameters
from bluebook.charts import lanes, sheets
from bluebook.counts import spans
from bluebook.ground import periods
from bluebook.ground.phrases import plural
from bluebook.record import tables
from bluebook.views import names, timelines

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


def areas(row: dict, lang: str = "en") -> str:
    """Return the areas that a document names, as a sentence lists them; codes of topics by their label."""
    topics = tables.labels("topic", lang)
    return "; ".join(topics.get(area, area) for area in row["priority_areas"])


def sentences(issued: pd.DataFrame, same: pd.DataFrame, every: pd.DataFrame) -> list[str]:
    """Return one list item per document with areas, in English: its title, day, areas, and an older one with the same."""
    known, older = every.set_index("doc_id"), dict(zip(same["doc_id"], same["same_as"], strict=True))
    said = []
    for row in issued[issued["priority_areas"].map(len) > 0].to_dict("records"):
        number = plural(len(row["priority_areas"]), "area")
        line = f"- **{title(row)}** ({periods.day_of(row['date'])}), {number}: {areas(row)}."
        if row["doc_id"] in older:
            old = known.loc[older[row["doc_id"]]]
            line += f" The same areas were named in {title(old)} of {periods.day_of(old['date'])}."
        said.append(line)
    return said


def chosen(documents: pd.DataFrame, asked: parameters.Asked) -> pd.DataFrame:
    """Return the documents of one partner and period that no one but the two sides, or the partner alone, issued."""
    issued = spans.issued(documents, asked.partner, asked.first, asked.last)
    return issued[issued["bilateral"]].reset_index(drop=True)
