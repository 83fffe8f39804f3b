"""Counting where engagements in person were held: in Japan, at the partner's, or in a third country."""

from __future__ import annotations

import pandas as pd

SIDES = ["japan", "partner", "third"]
SEATS = {"EUU": "BEL", "NATO": "BEL", "ASEAN": "IDN"}  # an organisation is at home where its seat is


def sides(rows: pd.DataFrame, partner: str) -> pd.Series:
    """Return on which side the venue of each row lies: japan, partner or third.

    partner is the country of the partner asked about and of no other (an organisation's is that of its seat): a meeting with
    Korea and the United States in Honolulu is in a third country for Korea.
    """
    home = {"JPN": "japan", SEATS.get(partner, partner): "partner"}
    return rows["venue_country"].map(home).fillna("third").astype(str)


def met(rows: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Return the rows held in person, with side as in `sides`."""
    held = rows[rows["channel"] == "in_person"].reset_index(drop=True)
    return held.assign(side=pd.Categorical(sides(held, partner), SIDES, ordered=True))


def by_place(held: pd.DataFrame) -> pd.DataFrame:
    """Return one row per place, the one with most engagements first.

    Columns: city (empty where only the country is stated), country, side, occasions (a tuple of occasion and number, most
    frequent first; the occasion is empty where the page names none), engagements and event_ids, the `;`-joined ids.
    """
    groups = held.groupby(["venue_city", "venue_country"], sort=True)
    found = [{"city": city, "country": country, "side": rows["side"].iloc[0], "occasions": _occasions(rows["occasion"]),
              "engagements": len(rows), "event_ids": ";".join(rows["event_id"])}
             for (city, country), rows in groups]  # fmt: skip
    columns = ["city", "country", "side", "occasions", "engagements", "event_ids"]
    ranked = pd.DataFrame(found, columns=columns).sort_values(["engagements", "city"], ascending=[False, True])
    return ranked.astype({"engagements": int}).reset_index(drop=True)


def _occasions(occasions: pd.Series) -> tuple[tuple[str, int], ...]:
    counts = [(str(name), int(n)) for name, n in occasions.value_counts().items()]
    return tuple(sorted(counts, key=lambda pair: (pair[0] == "", -pair[1], pair[0])))  # those without an occasion last


def by_side(held: pd.DataFrame) -> pd.Series:
    """Return the number of engagements on each side, in the order of SIDES, zeros kept."""
    return held["side"].value_counts().reindex(SIDES, fill_value=0).astype(int)


def located(counted: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the places of `by_place` with latitude, longitude and city_ja; these are missing where no city is stated."""
    return counted.merge(places[["city", "country", "city_ja", "latitude", "longitude"]], "left", ["city", "country"])
