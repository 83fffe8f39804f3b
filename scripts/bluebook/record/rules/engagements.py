"""The rules of a row: events.csv."""

from __future__ import annotations

import pandas as pd

from bluebook.record.rules import days, joined, rule, stem

SAID = {"telephone_talk": "telephone", "telephone_meeting": "telephone", "video_conference": "video", "brief_talk": "in_person",
        "informal_talk": "in_person", "working_lunch": "in_person", "working_dinner": "in_person",
        "courtesy_call": "in_person"}  # label -> channel; the others are the page's word, whatever the channel  # fmt: skip


@rule("events", "event_id: the id is not the row's date, partners and level")
def _id_agrees(rows: pd.DataFrame) -> pd.Series:
    return stem(rows["event_id"]).eq(rows["date"] + "-" + joined(rows["partners"]) + "-" + rows["level"])


@rule("events", "date_jst: more than one day away from date")
def _near_in_japan(rows: pd.DataFrame) -> pd.Series:
    apart = (days(rows["date_jst"]) - days(rows["date"])).abs()
    return apart.isna() | apart.le(pd.Timedelta(days=1))


@rule("events", "partners: Japan is never its own partner")
def _japan_is_no_partner(rows: pd.DataFrame) -> pd.Series:
    return ~rows["partners"].str.split(";").map(lambda codes: "JPN" in codes)


@rule("events", "partners: not in alphabetical order, or one appears twice")
def _partners_sorted(rows: pd.DataFrame) -> pd.Series:
    return rows["partners"].str.split(";").map(lambda codes: codes == sorted(set(codes)))


@rule("events", "format: a bilateral row has one partner, a trilateral two")
def _format_fits(rows: pd.DataFrame) -> pd.Series:
    expected = rows["format"].map({"bilateral": 1, "trilateral": 2})
    return expected.isna() | expected.eq(rows["partners"].str.count(";") + 1)


@rule("events", "venue_country: a city is given without its country")
def _city_has_country(rows: pd.DataFrame) -> pd.Series:
    return rows["venue_city"].eq("") | rows["venue_country"].ne("")


@rule("events", "venue_country: a call or video conference has no venue")
def _remote_has_no_venue(rows: pd.DataFrame) -> pd.Series:
    return rows["channel"].eq("in_person") | (rows["venue_city"] + rows["venue_country"]).eq("")


@rule("events", "venue_country: an in-person engagement has a country")
def _in_person_has_venue(rows: pd.DataFrame) -> pd.Series:
    return rows["channel"].ne("in_person") | rows["venue_country"].ne("")


@rule("events", "label: this label belongs to another channel")
def _label_fits_channel(rows: pd.DataFrame) -> pd.Series:
    channel = rows["label"].map(SAID)
    known = rows["channel"].isin(set(SAID.values()))  # a misspelt one is a fault of its own
    return channel.isna() | ~known | channel.eq(rows["channel"])
