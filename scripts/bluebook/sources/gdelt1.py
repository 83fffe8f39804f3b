"""GDELT 1.0 events: years and months with 57 columns, days since 1 April 2013 with 58. Checked against real rows of both."""

from __future__ import annotations

from dataclasses import replace

from bluebook.sources import gdelt2

_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")

FORMAT = replace(
    gdelt2.FORMAT,
    id="gdelt1",
    title="GDELT 1.0 events",
    columns=(*gdelt2.HEAD, *(f"{where}Geo_{part}" for where in ("Actor1", "Actor2", "Action") for part in _PLACE),
             "DATEADDED", "SOURCEURL"),
    widths=(57, 58),
)  # fmt: skip
