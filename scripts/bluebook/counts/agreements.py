"""How far two coders agree, field by field: percent and Krippendorff's alpha. Frame in, frame out.

Alpha is 1 for perfect agreement and 0 for chance (Krippendorff 2018, Content Analysis, ch. 12). Lengths are
compared on the ratio scale, all else as names. Partner and month were given to the second coder and are left out.
"""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd

FIELDS = ["date", "start_local", "duration_min", "level", "format", "channel", "label", "venue_country", "venue_city",
          "japan_lead", "partner_leads", "topics"]  # fmt: skip
RATIO = {"duration_min"}


def paired(events: pd.DataFrame, agreement: pd.DataFrame) -> pd.DataFrame:
    """Return one row per event and field with what each coder wrote, as text (columns event_id, field, first, second)."""
    both = events.merge(agreement, on="event_id", suffixes=("_first", "_second"), validate="one_to_one")
    parts = [pd.DataFrame({"event_id": both["event_id"], "field": field, "first": both[f"{field}_first"].map(_text),
                           "second": both[f"{field}_second"].map(_text)}) for field in FIELDS]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def by_rule(events: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Return the same pairs with what the rules of `bluebook code` found as second; topics only where a whole page was read."""
    pairs = paired(events, coded)
    whole = set(coded.loc[coded["whole"].eq("yes"), "event_id"])
    return pairs[pairs["field"].ne("topics") | pairs["event_id"].isin(whole)].reset_index(drop=True)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(sorted(value))
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return "" if pd.isna(value) else str(value)


def by_field(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return, by field: events where both coders state a value, how many agree, percent, alpha, and for lists the mean overlap.

    overlap is the share of the union that both named (Jaccard), the mean over events. alpha is empty if all values are
    the same, because chance agreement is then undefined.
    """
    return pd.DataFrame({field: _summary(field, pairs[pairs["field"] == field]) for field in FIELDS}).T.rename_axis("field")


def _summary(field: str, pairs: pd.DataFrame) -> dict[str, object]:
    stated = pairs[(pairs["first"] != "") & (pairs["second"] != "")]
    agree = int((stated["first"] == stated["second"]).sum())
    lists = field in ("topics", "japan_lead", "partner_leads")
    return {"both stated": len(stated), "agree": agree, "percent": round(100 * agree / len(stated), 1) if len(stated) else None,
            "alpha": alpha(stated, field in RATIO),
            "overlap": round(float(_overlaps(stated).mean()), 2) if lists and len(stated) else None}  # fmt: skip


def _overlaps(pairs: pd.DataFrame) -> pd.Series:
    sets = pairs[["first", "second"]].map(lambda text: set(text.split(";")))
    return sets.apply(lambda pair: len(pair["first"] & pair["second"]) / len(pair["first"] | pair["second"]), axis=1)


def alpha(pairs: pd.DataFrame, ratio: bool = False) -> float | None:
    """Return Krippendorff's alpha of two columns `first` and `second`, or None if it is not defined."""
    values = pairs[["first", "second"]].to_numpy().T
    if len(set(values.ravel())) < 2:
        return None
    if ratio:
        return round(float(krippendorff.alpha(values.astype(float), level_of_measurement="ratio")), 3)
    return round(_nominal(values), 3)


def _nominal(values: np.ndarray) -> float:
    """Return the nominal alpha of two rows of values without a gap.

    1 - observed / expected disagreement (Krippendorff 2018, ch. 12). The library counts every pair of values, which takes
    seconds for hundreds of names; a test holds the two equal.
    """
    _, counts = np.unique(values, return_counts=True)
    total = values.size
    expected = 1 - (counts * (counts - 1)).sum() / (total * (total - 1))
    return float(1 - (values[0] != values[1]).mean() / expected)


def by_topic(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return, by topic: how often the first coder, the second and both named it, and alpha of named against not named."""
    named = pairs[pairs["field"] == "topics"].set_index("event_id")[["first", "second"]]
    sets = named.map(lambda text: set(filter(None, text.split(";"))))
    topics = sorted(set().union(*sets["first"], *sets["second"]))
    return pd.DataFrame([_topic(topic, sets) for topic in topics], index=pd.Index(topics, name="topic"))


def _topic(topic: str, sets: pd.DataFrame) -> dict[str, object]:
    yes = sets.map(lambda named: str(topic in named))
    both = int(((yes["first"] == "True") & (yes["second"] == "True")).sum())
    return {"first": int((yes["first"] == "True").sum()), "second": int((yes["second"] == "True").sum()), "both": both,
            "alpha": alpha(yes)}  # fmt: skip


def disagreements(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that differ, whether a value differs or one coder states none, in order of field and event."""
    apart = pairs[pairs["first"] != pairs["second"]]
    order = {field: place for place, field in enumerate(FIELDS)}
    return apart.sort_values("field", key=lambda names: names.map(order), kind="stable").set_index(["field", "event_id"])
