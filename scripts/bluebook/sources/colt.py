"""COLT, trips of leaders: one row per trip to one country. Built from the documented columns alone: no real row could be had.

A meeting of two visitors in a third country stands in COLT as names in a text field and is not read.
"""

from __future__ import annotations

from bluebook.sources.formats import DAYS, Format

FORMAT = Format(
    id="colt",
    title="COLT trips",
    evidence="built from the documented columns; no real file was seen",
    seen=False,
    columns=("TripID", "LeaderID", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRegion", "LeaderSubregion",
             "PriorityLeader", "LeaderRole", "LeaderTitle", "LeaderSurname", "LeaderFullName", "Exiled", "CountryVisited",
             "CountryVisitedISO", "RegionVisited", "SubRegionVisited", "DisputedTerritory", "SemiAutoTerritory", "TripYear",
             "TripStartDate", "TripEndDate", "TripDuration", "SubHOGSTravelWithHOGS", "CotravelHOGS", "MetHostHoGS",
             "HostHOGSName", "SubHOGSmetHostSubHOGS", "HostSubHOGSName", "AttendedMultilatEvent", "NameMultilatEvent",
             "AttendedMultilatMinisterialEvent", "NameMultilatMinisterialEvent", "MetNonhostHOGS", "NonhostHOGSNames",
             "PublicAddress", "SignedAgreement", "CulturalSiteOrCeremony", "BusinessLeaderOrForum", "MetIGOLeader",
             "IGOLeaderName", "Notes", "Confidence(1-5)"),
    needed=("TripID", "LeaderCountryISO", "LeaderRole", "CountryVisitedISO", "TripStartDate"),
    delimiter=",",
    quote=True,
    day="TripStartDate",
    days=(*DAYS, "%d-%b-%y"),
    actor="upper(trim(LeaderCountryISO))",
    target="upper(trim(CountryVisitedISO))",
    place="upper(trim(CountryVisitedISO))",
    code="LeaderRole",
    kinds={"%": "visit"},
    level="CASE WHEN LeaderRole IN ('GS', 'G', 'S', 'De Facto') AND lower(MetHostHoGS) = 'yes' THEN 'summit' "
          "WHEN LeaderRole = 'F' AND lower(SubHOGSmetHostSubHOGS) = 'yes' THEN 'foreign_ministers' ELSE '' END",
    key="TripID",
)  # fmt: skip
