"""Published totals in words and as bars of blocks."""

from __future__ import annotations

import re

import pandas as pd

from bluebook.charts import blocks, sheets
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names
from bluebook.views.words import in_words

COMPARED = ("same", "short", "over")


def bars(reconciled: pd.DataFrame, marks: pd.DataFrame, lang: str = "en") -> list[blocks.Bar]:
    """Return one bar per claim that can be compared, for `charts.blocks.unit_bars`, from `reconciliations.reconcile` and its
    marks."""
    drawn = marks.assign(ids=_ids(marks)).set_index(["claim_id", "series"])
    return [blocks.Bar(heading(row, lang), drawn["blocks"][row["claim_id"]], remark(row, lang), verdict(row, lang),
                       drawn["ids"][row["claim_id"]])
            for row in reconciled.to_dict("records") if row["verdict"] in COMPARED]  # fmt: skip


def _ids(marks: pd.DataFrame) -> list[list[str]]:
    """Return the event behind each block; what is missing, the last blocks of a bar, has none."""
    coded = marks["series"].isin(tables.labels("channel"))
    return [ids.split(";") if ids and known else [] for ids, known in zip(marks["event_ids"], coded, strict=True)]


def apart(reconciled: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per claim that can't be compared: what it counts, where it stands, and why not."""
    return [tables.say("claim_apart", lang, heading=heading(row, lang), remark=remark(row, lang), verdict=verdict(row, lang))
            for row in reconciled.to_dict("records") if row["verdict"] not in COMPARED]  # fmt: skip


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of the series in a figure of claims."""
    labels = [*tables.labels("channel", lang).values(), tables.say("missing", lang), tables.say("not_compared", lang)]
    return dict(zip(labels, [*sheets.LOOKS, sheets.HOLLOW, sheets.BARE], strict=True))


def heading(row: dict, lang: str = "en") -> str:
    """Return what a claim counts: the level and the period."""
    levels = tables.labels("lane", lang) | tables.labels("claim_level", lang)
    period = (periods.span(row["period_start"], row["period_end"], lang) if pd.notna(row["period_start"])
              else tables.say("until", lang, day=periods.day_of(row["period_end"], lang)))  # fmt: skip
    return tables.say("claim_heading", lang, level=levels[row["level"]], period=period)


def remark(row: dict, lang: str = "en") -> str:
    """Return where a claim stands and what figures it states, by channel where it does."""
    stated = dict(row["published"])
    total = stated.pop("total", None)
    split = in_words(stated, lang, all_parts=True)
    form = "claim_remark_parts" if total is None else "claim_remark" if split else "claim_remark_total"
    return tables.say(form, lang, publication=names.publication(row["publication"], lang), total=total, split=split)


def verdict(row: dict, lang: str = "en") -> str:
    """Return the verdict on a claim, with the difference and the dates of the leads that would close it."""
    label = tables.labels("verdict", lang)[row["verdict"]]
    if row["verdict"] in ("short", "over") and not row["difference"]:
        label = tables.say("verdict_split", lang)
    elif row["verdict"] in ("short", "over"):
        label = tables.say(f"verdict_{row['verdict']}", lang, by=abs(row["difference"]))
    dates = [_month(lead.removeprefix("lead-"), lang) for lead in row["closing"]]
    between = "、" if lang == "ja" else ", "
    return tables.say("verdict_leads", lang, verdict=label, leads=between.join(dates)) if dates else label


def reading(reconciled: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return each claim with its verdict as a sentence."""
    return [tables.say("said_claim", lang, heading=heading(row, lang), remark=remark(row, lang), verdict=verdict(row, lang))
            for row in reconciled.to_dict("records")]  # fmt: skip


def _month(lead: str, lang: str) -> str:
    """Return the month of a lead by its id (2022-04-07-CAN-summit), or the year if its id has no month."""
    when = lead[:7] if re.match(r"\d{4}-\d{2}", lead) else lead[:4]
    first, last = pd.Timestamp(periods.first_day(when)), pd.Timestamp(periods.last_day(when))
    return when if lang == "en" else periods.span(first, last, lang)
