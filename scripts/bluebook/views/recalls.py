"""How much of a list made elsewhere is in the record, as a table to read."""

from __future__ import annotations

import pandas as pd

from bluebook.counts import recalls
from bluebook.record import tables

COLUMNS = ("found", "missing", "not_collected", "percent", "coverage")


def table(entries: pd.DataFrame, coverage: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return recall by dyad and year with names and statuses in words, and at last all entries, each once."""
    found = recalls.by_dyad(entries, coverage)
    states = tables.labels("coverage_status", lang) | {"none": tables.say("status_none", lang)}
    names = {code: tables.country(code, lang) for code in recalls.DYADS}
    index = [(names[partner], str(year)) for partner, year in found.index]
    last = recalls.whole(entries).assign(coverage="").set_axis([(tables.say("recall_all", lang), "")])
    rows = pd.concat([found.assign(coverage=found["coverage"].map(states)).set_axis(index), last])
    index = pd.MultiIndex.from_tuples(rows.index, names=[tables.say(f"recall_{name}", lang) for name in ("partner", "year")])
    return rows.set_axis(index).rename(columns={name: tables.say(f"recall_{name}", lang) for name in COLUMNS})
