"""Places on the map and in the list beside it, for `charts.maps.bubbles`."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bluebook import parameters
from bluebook.charts import atlas, maps, projections, sheets
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names
from bluebook.views.coverages import strung

DISTANCES = (5000, 10000)  # km from Tokyo, drawn as circles
FRAME = (-7500.0, 7700.0, -8700.0, 10000.0)  # Europe, the Americas to the Gulf of Mexico, Australia
MOST = 2  # occasions named for a place; the rest are counted


def spots(located: pd.DataFrame, asked: parameters.Asked) -> list[maps.Spot]:
    """Return one spot per place, from `places.located`."""
    right, up = projections.project(located["latitude"].to_numpy(float), located["longitude"].to_numpy(float))
    sides = side_labels(asked)
    return [maps.Spot(name(row, asked.lang), row["engagements"], sides[row["side"]], remark(row["occasions"], asked.lang),
                      None if np.isnan(x) else float(x), None if np.isnan(x) else float(y), row["event_ids"].split(";"))
            for row, x, y in zip(located.to_dict("records"), right, up, strict=True)]  # fmt: skip


def name(row: dict, lang: str = "en") -> str:
    """Return the name of a place without what stands in brackets; its country's where no city is stated."""
    return names.city(row["city"], lang).split(" (")[0] if row["city"] else tables.country(row["country"], lang)


def remark(occasions: tuple[tuple[str, int], ...], lang: str = "en") -> str:
    """Return the occasions of a place with their numbers where more than one; the less frequent ones are only counted."""
    if [occasion for occasion, _ in occasions] == [""]:
        return ""
    named = [(names.occasion(occasion, lang) or tables.say("no_occasion", lang), n) for occasion, n in occasions]
    shown, rest = named[:MOST], named[MOST:]
    said = [occasion if n == 1 else tables.say("occasion_n", lang, occasion=occasion, times=n) for occasion, n in shown]
    tail = [tables.say("occasions_more", lang, n=len(rest))] if rest else []
    return strung(said + tail, lang)


def side_labels(asked: parameters.Asked) -> dict[str, str]:
    """Return side -> label: in Japan, in the partner's country, elsewhere."""
    return {side: tables.say(f"side_{side}", asked.lang, name=asked.name) for side in ("japan", "partner", "third")}


def series(asked: parameters.Asked) -> dict[str, sheets.Look]:
    """Return label -> look of the three sides."""
    return dict(zip(side_labels(asked).values(), sheets.LOOKS, strict=True))


def sides_in_words(sides: pd.Series, asked: parameters.Asked) -> str:
    """Return the number on each side as a sentence lists them: 7 in Japan, 14 in the United States and 24 elsewhere."""
    parts = [tables.say(f"side_{side}_n", asked.lang, name=asked.name, n=n) for side, n in sides.items() if n]
    return periods.joined(parts, asked.lang)


def ground(status: pd.DataFrame, lang: str = "en") -> maps.Ground:
    """Return the land round Tokyo, grey where nothing of the period was collected (`tallies.collected`)."""
    rings = [np.column_stack(projections.project(ring[:, 1], ring[:, 0])) for ring in atlas.land()]
    circles = {tables.say("kilometres", lang, km=f"{far:,}"): projections.radius(far) for far in DISTANCES}
    return maps.Ground(rings, projections.RIM, circles, FRAME, bool((status == "none").all(axis=None)))


def marks(located: pd.DataFrame) -> pd.DataFrame:
    """Return the bubbles as a tidy frame: place, country, side, coordinates, occasions, engagements and event_ids."""
    said = located["occasions"].map(lambda pairs: "; ".join(f"{occasion or '-'} ({n})" for occasion, n in pairs))
    return located.assign(place=located["city"], occasions=said)[
        ["place", "country", "side", "latitude", "longitude", "occasions", "engagements", "event_ids"]]  # fmt: skip


def listing(located: pd.DataFrame, lang: str = "en") -> str:
    """Return places with their numbers as a sentence lists them: Tokyo 7 and Hiroshima 2."""
    between = "" if lang == "ja" else " "
    return periods.joined([f"{name(row, lang)}{between}{row['engagements']}" for row in located.to_dict("records")], lang)


def reading(located: pd.DataFrame, sides: pd.Series, asked: parameters.Asked) -> list[str]:
    """Return a line per side: how many engagements, and the places with their numbers."""
    return [tables.say("said_side" if sides[side] else "said_side_none", asked.lang, label=label, number=sides[side],
                       places=listing(located[located["side"] == side], asked.lang))
            for side, label in side_labels(asked).items()]  # fmt: skip


def more(lang: str = "en") -> str:
    """Return the wording that ends a list without room for all, with {places} and {count} to be filled in."""
    return tables.labels("wording", lang)["places_more"]
