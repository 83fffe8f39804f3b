"""Terms in office in words, and as rows of milestones for `charts.milestones`."""

from __future__ import annotations

import pandas as pd

from bluebook import parameters
from bluebook.charts import milestones, sheets
from bluebook.counts import beginnings
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import answers, names, timelines
from bluebook.views.coverages import strung

FEWEST = 3  # terms that a sentence about half of them needs
LONG = 10_000  # days: the track of a partner has no end
LOOKS = {"call": 2, "meeting": 0, "visit": 1}  # of sheets.LOOKS: light, dark, middle
TICKS = (0, 7, 30, 91, 182, 365, 547, 730, 1096)  # days with a line; terms.csv has a word for each


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of the three milestones: of calls and meetings as in every figure by channel."""
    return {tables.say(f"beginnings_{name}", lang): sheets.LOOKS[LOOKS[name]] for name in beginnings.MILESTONES}


def heads(lang: str = "en") -> list[str]:
    """Return the heading of each column of days."""
    return [tables.say(f"beginnings_column_{name}", lang) for name in beginnings.MILESTONES]


def ticks(lang: str = "en") -> dict[int, str]:
    """Return day -> word of the axis."""
    return {day: tables.say(f"beginnings_day_{day}", lang) for day in TICKS}


def groups(kept: pd.DataFrame, reached: pd.DataFrame, asked: parameters.Asked) -> dict[str, list[milestones.Row]]:
    """Return heading -> rows for `charts.milestones.tracks`: by rank of the office, then Japan's side and the partner's.

    For ALL there is one row per partner: the day by which half of the terms had each first.
    """
    if asked.partner == "ALL":
        return _by_partner(kept, reached, asked)
    rows: dict[str, list[milestones.Row]] = {}
    for term in kept.to_dict("records"):
        rows.setdefault(heading(term, asked.lang), []).append(_row(term, reached, asked))
    return rows


def _by_partner(kept: pd.DataFrame, reached: pd.DataFrame, asked: parameters.Asked) -> dict[str, list[milestones.Row]]:
    halves = beginnings.by_partner(kept, beginnings.table(kept, reached), FEWEST)
    looks = dict(zip(beginnings.MILESTONES, series(asked.lang), strict=True))
    weak = reached[reached["at_most"]].groupby(["partner", "milestone"]).size()
    rows = []
    for code, row in halves.iterrows():
        days = {name: int(row[name]) for name in beginnings.MILESTONES if pd.notna(row[name])}
        marks = [milestones.Mark(day, looks[name], str(code)) for name, day in sorted(days.items(), key=lambda pair: pair[1])]
        said = [_days(days[name], (code, name) in weak, asked.lang) if name in days else "–" for name in beginnings.MILESTONES]
        remark = tables.say("beginnings_terms", asked.lang, n=int(row["terms"]))
        rows.append(milestones.Row(tables.country(str(code), asked.lang), remark, marks, said, LONG, ended=False))
    return {tables.say("beginnings_by_partner", asked.lang): rows} if rows else {}


def _days(days: int, at_most: bool, lang: str) -> str:
    return tables.say("beginnings_at_most", lang, days=days) if at_most else str(days)


def heading(term: dict, lang: str = "en") -> str:
    """Return whose office a term is: Japan, leaders; the United States, foreign ministers."""
    return tables.say(f"beginnings_of_{term['rank']}", lang, name=tables.country(term["country"], lang))


def _row(term: dict, reached: pd.DataFrame, asked: parameters.Asked) -> milestones.Row:
    own = reached[reached["office_id"] == term["office_id"]].sort_values("days", kind="stable").to_dict("records")
    looks = dict(zip(beginnings.MILESTONES, series(asked.lang), strict=True))
    marks = [milestones.Mark(row["days"], looks[row["milestone"]], row["event_ids"]) for row in own]
    said = {row["milestone"]: _days(row["days"], row["at_most"], asked.lang) for row in own}
    end = min(term["until"], asked.last)
    return milestones.Row(names.person(term["person"], asked.lang), began(term, asked.lang), marks,
                          [said.get(name, "–") for name in beginnings.MILESTONES],
                          (end - term["from"]).days, end == term["to"])  # fmt: skip


def began(term: dict, lang: str = "en") -> str:
    """Return the first day of a term with its year, marked where no page shows it."""
    day = tables.say("day_year", lang, day=timelines.day(term["from"], lang), year=term["from"].year)
    return day if term["seen"] else tables.say("beginnings_unseen", lang, day=day)


def title(kept: pd.DataFrame, days: pd.DataFrame, known: answers.Answer) -> str:
    """Return the finding: within how many days half of the terms had each first; for ALL, with whom a meeting came soonest."""
    lang = known.asked.lang
    if known.asked.partner == "ALL":
        return _title_of_all(beginnings.by_partner(kept, days, FEWEST), known)
    parts = halves(days, lang)
    if len(days) < FEWEST or not parts:
        return known.say("beginnings_title_plain", n=len(days), met=int(days["meeting"].notna().sum()))
    return known.say("beginnings_title", n=len(days), parts=periods.joined(parts, lang))


def _title_of_all(table: pd.DataFrame, known: answers.Answer) -> str:
    if table.empty or pd.isna(table["meeting"].iloc[0]):
        return known.say("beginnings_title_all_none")
    first = tables.country(str(table.index[0]), known.asked.lang, in_text=True)
    return known.say("beginnings_title_all", first=first, days=int(table["meeting"].iloc[0]), partners=len(table))


def halves(days: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return within how many days half of the terms reached each milestone, those left out that fewer ever reached.

    In English the first number alone has its unit, which the wording of the call has already.
    """
    found = [(str(name), f"{day:,}") for name, day in beginnings.half(days).dropna().items()]
    if lang == "en" and found and found[0][0] != "call":
        found[0] = (found[0][0], f"{found[0][1]} days")
    return [tables.say(f"beginnings_half_{name}", lang, days=day) for name, day in found]


def note(found: pd.DataFrame, reached: pd.DataFrame, asked: parameters.Asked) -> str:
    """Return the note of the figure, with a sentence on days not seen and on a partial record where there are any."""
    told = [tables.say("beginnings_note_all" if asked.partner == "ALL" else "beginnings_note", asked.lang)]
    told += [tables.say("beginnings_note_at_most", asked.lang)] if reached["at_most"].any() else []
    unseen = asked.partner != "ALL" and len(found) > 0 and not found["seen"].all()
    told += [tables.say("beginnings_note_unseen", asked.lang)] if unseen else []
    return ("" if asked.lang == "ja" else " ").join(told)


def caption(asked: parameters.Asked) -> str:
    """Return the caption of the figure: whose terms, and what is counted."""
    if asked.partner == "ALL":
        return tables.say("beginnings_caption_all", asked.lang, period=asked.period)
    return tables.say("beginnings_caption", asked.lang, name=asked.name, period=asked.period)


def marks(kept: pd.DataFrame, reached: pd.DataFrame) -> pd.DataFrame:
    """Return one row per first: partner, person, country, office, from, seen, milestone, date, at_most, days and event_ids."""
    terms = kept[["office_id", "person", "country", "office", "from", "seen"]]
    every = terms.merge(reached, on="office_id", sort=False)
    day = {"from": every["from"].dt.strftime("%Y-%m-%d"), "date": every["date"].dt.strftime("%Y-%m-%d")}
    columns = ["partner", "person", "country", "office", "from", "seen", "milestone", "date", "at_most", "days", "event_ids"]
    return every.assign(**day)[columns]


def sentences(found: pd.DataFrame, days: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per term: who, since when, and the days to each milestone."""
    words = {name: tables.say(f"beginnings_{name}", lang).lower() for name in beginnings.MILESTONES}
    said = []
    for term in found.to_dict("records"):
        own = days.loc[term["office_id"]]
        forms = {name: "said_first_none" if pd.isna(own[name]) else "said_first" for name in beginnings.MILESTONES}
        firsts = [tables.say(form, lang, milestone=words[name], days=own[name]) for name, form in forms.items()]
        said.append(tables.say("said_term", lang, firsts=strung(firsts, lang), **_holder(term, lang)))
    return said


def left(rest: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per term that is left out: who, since when, and why."""
    return [tables.say("said_left", lang, partner=term["partner"] if lang == "en" else tables.country(term["partner"], lang),
                       why=tables.say("said_acting" if term["acting"] else "said_bare", lang), **_holder(term, lang))
            for term in rest.to_dict("records")]  # fmt: skip


def _holder(term: dict, lang: str) -> dict[str, str]:
    """Return what a sentence says of a term: the person, the title in English, whose office it is, and the first day."""
    office = heading(term, lang).replace("：", "の")
    return {"who": names.person(term["person"], lang), "title": term["title"], "office": office, "day": began(term, lang)}
