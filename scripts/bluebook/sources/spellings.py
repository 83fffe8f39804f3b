"""How the formats spell countries, beyond the columns code, alpha2, name_en, cameo and fips of countries.csv."""

from __future__ import annotations

from bluebook import tables

ALSO = {
    "cameo": {"WSB": "PSE", "GZS": "PSE", "ROU": "ROU", "TLS": "TLS", "MNE": "MNE", "IMN": "IMN", "EUU": "EUU",
              "NATO": "NATO", "ASEAN": "ASEAN"},
    "fips": {"GZ": "PSE", "SV": "SJM", "JN": "SJM"},
}  # fmt: skip


def table() -> list[tuple[str, str, str]]:
    """Return list (cameo, fips, iso3, name), spelling and code of every country and organisation; names in lower case."""
    rows = tables.countries()
    rows = rows[rows["kind"].isin(["country", "organisation"])]
    found = {(name, row[name]): row["code"] for name in ("cameo", "fips") for row in rows.to_dict("records")}
    found |= {("iso3", code): code for code in rows["code"]}
    found |= {("name", name.lower()): code for name, code in zip(rows["name_en"], rows["code"], strict=True)}
    found |= {(name, spelling): code for name, more in ALSO.items() for spelling, code in more.items()}
    return sorted((*key, code) for key, code in found.items() if key[1])
