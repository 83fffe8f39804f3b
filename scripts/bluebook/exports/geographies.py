"""Maps (GeoJSON, RFC 7946): one point per place where engagements were held, with their number and ids."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from bluebook.exports import shapes
from bluebook.record import codebook, tables


def written(events: pa.Table, about: Mapping[str, str], lang: str) -> bytes:
    """Return the places of engagements as the bytes of a GeoJSON file."""
    held: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in events.to_pylist():
        held.setdefault((row["venue_city"], row["venue_country"]), []).append(row)
    levels = shapes.labels(codebook.columns("events")["level"], lang)
    found = [_feature(place, held[key], levels, lang) for place in tables.places().to_dict("records")
             if (key := (place["city"], place["country"])) in held]  # fmt: skip
    drawn = sum(feature["properties"]["engagements"] for feature in found)
    whole = {"type": "FeatureCollection", "about": dict(about), "engagements": drawn,
             "without_place": events.num_rows - drawn}  # fmt: skip
    features = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in found)
    return f'{json.dumps(whole, ensure_ascii=False)[:-1]}, "features": [\n{features}\n]}}\n'.encode()


def _feature(place: Mapping[str, Any], rows: list[Mapping[str, Any]], levels: Mapping[str, str], lang: str) -> dict[str, Any]:
    counted = Counter(row["level"] for row in rows)
    days = [row["date"].isoformat() for row in rows]
    return {
        "type": "Feature", "id": f"{place['country']}-{place['city']}",
        "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
        "properties": {
            "city": place["city_ja"] if lang == "ja" else place["city"], "country": place["country"],
            "country_name": tables.country(place["country"], lang), "engagements": len(rows),
            "first": min(days), "last": max(days),
            "by_level": {label: counted[level] for level, label in levels.items() if counted[level]},
            "events": [row["event_id"] for row in rows], "source": place["source_url"],
        },
    }  # fmt: skip
