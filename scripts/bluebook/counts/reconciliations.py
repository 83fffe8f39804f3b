"""Published totals beside the coded count: same, short, over, outside coverage, or not comparable. Frame in, frame out."""

from __future__ import annotations

import pandas as pd

from bluebook.counts import tallies

CHANNELS = ["in_person", "video", "telephone"]
PARTS = ["total", *CHANNELS]
COLUMNS = ["claim_id", "publication", "partner", "level", "period_start", "period_end", "published", "coded", "verdict",
           "difference", "why", "closing", "event_ids", "notes"]  # fmt: skip


def reconcile(claims: pd.DataFrame, events: pd.DataFrame, leads: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return one row per claim with the published figures, the coded ones and the verdict.

    Columns: claim_id, publication, partner, level, period_start, period_end, published (dict of the figures stated),
    coded (dict of the same figures), verdict (same, short, over, outside_coverage, not_comparable), difference (coded less
    published, of the total or, where none is stated, of the parts), why, closing (lead ids that would close a gap),
    event_ids (tuple behind the coded figures), notes.
    """
    own = {partner: [_named(rows, partner) for rows in (events, leads, coverage)] for partner in claims["partner"].unique()}
    judged = [_judged(claim, *own[claim["partner"]]) for claim in claims.to_dict("records")]
    return pd.DataFrame(judged, columns=COLUMNS)


def _named(rows: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Return the rows that name a partner: those that a claim about it can need, looked up once for all its claims."""
    return rows[rows["partners"].map(lambda codes: partner in (*codes, "ALL")).astype(bool)]


def _judged(claim: dict, events: pd.DataFrame, leads: pd.DataFrame, coverage: pd.DataFrame) -> dict:
    kept = ("claim_id", "publication", "partner", "level", "period_start", "period_end")
    row = {key: claim[key] for key in kept} | {"published": stated(claim), "coded": {}, "difference": pd.NA, "closing": (),
                                               "event_ids": (), "notes": claim["notes"]}  # fmt: skip
    verdict, why = _barred(claim, coverage)
    if not verdict:
        rows = _stated_parts(coded(claim, events), row["published"])
        row |= {"coded": figures(rows, row["published"]), "event_ids": tuple(rows["event_id"])}
        verdict, why, row["difference"] = _compared(row["published"], row["coded"])
        row["closing"] = tuple(closing(claim, leads)["lead_id"]) if verdict == "short" else ()
    return row | {"verdict": verdict, "why": why}


def stated(claim: dict) -> dict[str, int]:
    """Return the figures that the text of a claim states, of total, in_person, video and telephone."""
    return {part: int(claim[part]) for part in PARTS if pd.notna(claim[part])}


def _barred(claim: dict, coverage: pd.DataFrame) -> tuple[str, str]:
    """Return why a claim can't be compared with the record, or two empty texts."""
    if claim.get("issuer_kind") == "press":
        return "not_comparable", "counted by the press, not by an office"
    if claim["level"] not in tallies.TOP:
        return "not_comparable", "a tally of another kind"
    if len(claim["partner"]) != 3 or claim["partner"] == "ALL":
        return "not_comparable", "not about one country"
    if pd.isna(claim["period_start"]):
        return "not_comparable", "the text does not say since when"
    years = range(claim["period_start"].year, claim["period_end"].year + 1)
    states = tallies.covered(coverage, claim["partner"], claim["level"], years)
    bare = [str(year) for year, state in zip(years, states, strict=True) if state == "none"]
    return ("outside_coverage", f"no rows were collected for {', '.join(bare)}") if bare else ("", "")


def coded(claim: dict, events: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a claim should cover: its partner alone, its level, its period, as the ministry counts."""
    rows = tallies.counted(tallies.select(events, claim["partner"], claim["period_start"], claim["period_end"]))
    return rows[rows["level"] == claim["level"]]


def _stated_parts(rows: pd.DataFrame, published: dict[str, int]) -> pd.DataFrame:
    """Return the rows that the stated figures cover: all if a total is stated, else the channels named."""
    return rows if "total" in published else rows[rows["channel"].isin(list(published))]


def figures(rows: pd.DataFrame, wanted: dict[str, int]) -> dict[str, int]:
    """Return the coded figures of the parts wanted."""
    by_channel = rows["channel"].value_counts()
    return {part: len(rows) if part == "total" else int(by_channel.get(part, 0)) for part in wanted}


def _compared(published: dict[str, int], found: dict[str, int]) -> tuple[str, str, int]:
    """Return the verdict, its reason and the difference. If the total agrees but its split does not, a part is short."""
    apart = {part: found[part] - published[part] for part in published if found[part] != published[part]}
    difference = apart.get("total", 0) if "total" in published else sum(apart.values())
    why = ", ".join(f"{part.replace('_', ' ')} {'over' if by > 0 else 'short'} by {abs(by)}" for part, by in apart.items())
    return ("over" if difference > 0 else "short") if apart else "same", why, difference


def closing(claim: dict, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the open leads that would close a gap: the same partner alone, the same level, within the period."""
    found = tallies.gaps(leads, claim["partner"], claim["period_start"], claim["period_end"])
    alone = found["partners"].map(lambda codes: len(codes) == 1).astype(bool)
    return found[alone & (found["level"] == claim["level"])]


SERIES = [*CHANNELS, "missing", "not_compared"]


def marks(reconciled: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row per claim and series: its blocks and the ids behind them (columns claim_id, series, blocks, event_ids).

    Series are the channels of the coded rows, missing (published and not coded; the ids are those of leads that would close
    the gap) and not_compared (published totals that can't be compared with the record).
    """
    channel = events.set_index("event_id")["channel"].astype(str)
    return pd.DataFrame([mark for row in reconciled.to_dict("records") for mark in _marks(row, channel)],
                        columns=["claim_id", "series", "blocks", "event_ids"])  # fmt: skip


def _marks(row: dict, channel: pd.Series) -> list[dict]:
    published = row["published"].get("total", sum(row["published"].values()))
    ids = {name: [i for i in row["event_ids"] if channel[i] == name] for name in CHANNELS}
    blocks = {name: len(found) for name, found in ids.items()}
    compared = row["verdict"] not in ("outside_coverage", "not_comparable")
    blocks["missing"] = max(0, published - sum(blocks.values())) if compared else 0
    blocks["not_compared"] = 0 if compared else published
    ids["missing"] = list(row["closing"])
    return [{"claim_id": row["claim_id"], "series": name, "blocks": blocks[name], "event_ids": ";".join(ids.get(name, []))}
            for name in SERIES]  # fmt: skip


def broken(reconciled: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of one calendar year that differ although the coverage of that year and level is called complete."""
    complete = [_called_complete(row, coverage) for row in reconciled.to_dict("records")]
    return reconciled[pd.Series(complete, reconciled.index, dtype=bool) & (reconciled["verdict"] != "same")]


def _called_complete(row: dict, coverage: pd.DataFrame) -> bool:
    start, end = row["period_start"], row["period_end"]
    if pd.isna(start) or start.strftime("%m-%d") != "01-01" or end.strftime("%Y-%m-%d") != f"{start.year}-12-31":
        return False
    return tallies.covered(coverage, row["partner"], row["level"], [start.year]) == ["complete"]


def about(claims: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the claims about one partner whose period touches first to last, in order of their last day; one without
    a start is taken by its last day."""
    starts = claims["period_start"].fillna(claims["period_end"])
    touches = (starts <= last) & (claims["period_end"] >= first)
    found = claims[(claims["partner"] == partner) & touches]
    return found.sort_values(["period_end", "level", "claim_id"], kind="stable").reset_index(drop=True)


def running(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the running tallies of office-holders: totals over a period that is not a calendar year."""
    starts, ends = claims["period_start"].dt.strftime("%m-%d"), claims["period_end"].dt.strftime("%m-%d")
    year = starts.eq("01-01") & ends.eq("12-31")
    return claims[claims["period_start"].notna() & claims["total"].notna() & ~year].reset_index(drop=True)


def cumulative(claim: dict, events: pd.DataFrame) -> pd.DataFrame:
    """Return the rows behind a running tally in order of time with their number (columns date, n, channel, event_id)."""
    rows = coded(claim, events)
    return rows.assign(n=range(1, len(rows) + 1))[["date", "n", "channel", "event_id"]].reset_index(drop=True)
