"""Same word, same thing: what 04, 05, 06 and 09 count of one partner and year are the same engagements."""

from functools import cache

import pandas as pd
import played
import pytest
from bluebook.counts import gatherings, lengths, places, reconciliations, spans, tallies
from bluebook.ground import paths
from bluebook.record import tables
from bluebook.releases import numbers
from bluebook.site import fronts

SIDES = {"home": "japan", "away": "partner", "third": "third"}  # of the timeline, and of the map


@cache
def events():
    return tables.events()


PARTNERS = sorted({code for codes in tables.events()["partners"] for code in codes})
YEARS = range(2013, 2026)
ASKED = [(partner, year) for partner in PARTNERS for year in YEARS
         if any((events()["date"].dt.year == year) & events()["partners"].map(lambda codes, one=partner: one in codes))]  # fmt: skip


def year_of(year):
    return pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)


def by_venue(partner, year):
    """What 04 counts: event ids by venue."""
    rows = spans.placed(tallies.select(events(), partner, *year_of(year)), partner)
    return {venue: set(own["event_id"]) for venue, own in rows.groupby("venue", observed=False)}


@pytest.mark.parametrize(("partner", "year"), ASKED)
def test_timeline_channels_map_and_visits_count_the_same_engagements(partner, year):
    rows, venues = tallies.select(events(), partner, *year_of(year)), by_venue(partner, year)
    met = places.met(rows, partner)
    sides = {side: set(own["event_id"]) for side, own in met.groupby("side", observed=False)}
    assert {SIDES[venue]: ids for venue, ids in venues.items() if venue != "remote"} == sides, "04 and 06"
    times = lengths.timed(rows)
    assert venues["remote"] == set(times.loc[times["channel"].isin(lengths.REMOTE), "event_ids"]), "04 and 05"
    assert set(met["event_id"]) == set(times.loc[times["channel"] == "in_person", "event_ids"]), "05 and 06"
    journeys = spans.journeys(tables.visits(), partner, *year_of(year))
    held = spans.contained(spans.placed(events(), partner), journeys)
    held = held[held["date"].dt.year == year]  # a journey over New Year holds engagements of two years
    for visit, where in journeys[["visit_id", "visited_country"]].itertuples(index=False):
        own = set(held.loc[held["visit_id"] == visit, "event_id"])
        assert own <= (venues["home"] if where == "JPN" else venues["away"]), "09 and 04"


def test_every_partner_with_a_row_is_asked():
    assert len(ASKED) > 90 and {partner for partner, _ in ASKED} == set(PARTNERS)


def test_readme_site_and_notebooks_count_partners_alike():
    named = {code for codes in tables.events()["partners"] for code in codes}
    assert int(numbers.counts()["partners"]) == len(named) == len(PARTNERS)
    assert fronts.counts()["partners"] == len(named)
    together = gatherings.pairs(gatherings.shared(tables.events()))
    alone = {codes[0] for codes in tables.events().loc[tables.events()["format"] == "bilateral", "partners"]}
    assert set(together.index) | alone == named, "01, 10 and 11"


def test_readme_claims_of_the_totals_what_03_shows():
    sums = reconciliations.reconcile(tables.claims(), tables.events(), tables.leads(), tables.coverage())
    said, shown = numbers.counts(), fronts.verdicts(sums)
    assert (int(said["rows_claims"]), int(said["claims_compared"]), int(said["claims_met"])) == (
        len(sums), shown["n"], shown["same"])  # fmt: skip
    own = sums[sums["partner"] == "USA"]
    title = played.play("03-reconcile", partner="USA", first="1990", last="2026").said["sentence"]
    same, compared = int((own["verdict"] == "same").sum()), int(own["verdict"].isin(["same", "short", "over"]).sum())
    assert f"{same} of {compared} published totals" in title and f"compared: {len(own) - compared}." in title
    page = (paths.ROOT / "README.md").read_text(encoding="utf-8")
    assert "<!-- count:claims_compared -->" in page and "<!-- count:claims_met -->" in page and not numbers.stale()
