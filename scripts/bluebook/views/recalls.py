"""How much of a list made elsewhere is in the record, as a table to read."""

from __future__ import annotations

import pandas as pd

from bluebook.counts import recalls
from bluebook.record import tables

HEADINGS = {"not_collected": "not collected", "percent": "found at most, %", "coverage": "bilateral coverage"}


def table(entries: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return recall by dyad and year with names and statuses in words, and at last all entries, each once."""
    found = recalls.by_dyad(entries, coverage)
    states = tables.labels("coverage_status") | {"none": tables.say("status_none")}
    names = {code: tables.country(code) for code in recalls.DYADS}
    index = [(names[partner], str(year)) for partner, year in found.index]
    last = recalls.whole(entries).assign(coverage="").set_axis([("All entries, each once", "")])
    rows = pd.concat([found.assign(coverage=found["coverage"].map(states)).set_axis(index), last])
    return rows.set_axis(pd.MultiIndex.from_tuples(rows.index, names=["partner", "year"])).rename(columns=HEADINGS)
