"""Visits and documents: what falls within a journey, and what is near a document."""

import pandas as pd
from bluebook.counts import spans
from bluebook.views import papers

DAY = pd.Timestamp


def event(day, partners, where, leads=(), japan=("Kishida Fumio",)):
    return {"event_id": f"{day}-{partners}", "date": DAY(day), "partners": partners.split("+"), "venue_country": where,
            "japan_lead": list(japan), "partner_leads": list(leads)}  # fmt: skip


EVENTS = pd.DataFrame([
    event("2022-05-23", "USA", "JPN", ["Joe Biden"]), event("2022-05-23", "AUS", "JPN", ["Joe Biden"]),
    event("2022-05-24", "IND+USA", "JPN"), event("2022-05-25", "USA", "JPN"), event("2022-05-22", "USA", ""),
    event("2022-05-22", "USA", "DEU"),
])  # fmt: skip


def held(status="made", end="2022-05-24"):
    visit = pd.DataFrame([{"visit_id": "v", "status": status, "traveller": "Joe Biden", "traveller_country": "USA",
                           "visited_country": "JPN", "start": DAY("2022-05-22"), "end": DAY(end)}])  # fmt: skip
    return spans.contained(EVENTS, visit)


def test_a_visit_holds_what_took_place_there_in_its_days_with_the_other_country():
    assert list(held()["event_id"]) == ["2022-05-23-USA", "2022-05-24-IND+USA"]


def test_whether_the_record_names_the_traveller_is_told():
    assert list(held()["named"]) == [True, False]


def test_both_the_first_and_the_last_day_count_and_a_cancelled_visit_holds_nothing():
    assert len(held(end="2022-05-25")) == 3 and len(held("cancelled")) == 0


def document(day, issuers="CAN+JPN", areas=("rule of law", "energy")):
    return {"doc_id": f"{day}-{issuers}", "date": DAY(day), "issuers": issuers.split("+"), "priority_areas": list(areas)}


def test_engagements_within_the_window_stand_before_on_the_day_or_after():
    days = ["2022-01-01", "2022-02-14", "2022-02-15", "2022-04-01", "2022-04-02"]
    engagements = pd.DataFrame({"event_id": days, "date": pd.to_datetime(days)})
    near = spans.beside(pd.DataFrame([document("2022-02-15")]), engagements, papers.WINDOW)
    assert list(near["offset"]) == [-45, -1, 0, 45]
    counted = papers.marks(pd.DataFrame([document("2022-02-15")]), near).set_index("side")["engagements"]
    assert counted.to_dict() == {"before": 2, "same_day": 1, "after": 1}


def test_a_document_without_neighbours_is_counted_as_nought():
    nothing = spans.beside(pd.DataFrame([document("2022-02-15")]), pd.DataFrame({"event_id": ["a"], "date": [DAY("2020-01-01")]}), 45)
    assert papers.marks(pd.DataFrame([document("2022-02-15")]), nothing)["engagements"].tolist() == [0, 0, 0]


def test_the_same_areas_are_found_in_the_latest_older_document_of_the_same_issuers():
    every = pd.DataFrame([document("2020-01-01"), document("2021-05-03", areas=["energy", "rule of law"]),
                          document("2021-06-01", "JPN+USA"), document("2022-10-11"), document("2022-11-01", areas=["energy"])])
    found = spans.repeated(every[every["date"] >= DAY("2022-01-01")], every)
    assert found.to_numpy().tolist() == [["2022-10-11-CAN+JPN", "2021-05-03-CAN+JPN"]]


def test_documents_are_counted_by_whether_they_came_from_a_meeting_or_from_one_side_alone():
    rows = [{"related_event_id": "2022-05-23-USA-summit", "issuers": ["JPN", "USA"]}, {"related_event_id": "", "issuers": ["USA"]},
            {"related_event_id": "", "issuers": ["JPN", "USA"]}, {"related_event_id": "2022-07-29-USA-economic_2+2", "issuers": ["JPN", "USA"]}]  # fmt: skip
    assert papers.tally(pd.DataFrame(rows)) == {"n": 4, "tied": 2, "alone": 1}
    assert [papers.source(row) for row in rows] == [" (Summit)", " (United States)", "", " (Economic 2+2)"]
    assert papers.source(rows[0] | {"related_event_id": "2022-05-04-USA-ministerial-2"}) == " (Other ministers)"
    assert papers.source(rows[0] | {"related_event_id": "2022-11-18-USA-special"}) == " (Special)"
