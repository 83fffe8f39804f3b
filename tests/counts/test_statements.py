"""The statements of the overview: what is said, what the rows hold, and the verdict between them."""

import pandas as pd
import pytest
from bluebook.charts import checklists
from bluebook.counts import statements
from bluebook.record import tables
from bluebook.views import overviews
from matplotlib.patches import Circle, Polygon, Rectangle

SAID = {"statement_id": "s1", "date": "2022-07", "kind": "visit", "partner": "USA", "part": "united_states", "claim_id": "",
        "says_en": "He went", "level": None, "channel": None, "document_type": None, "visit_kind": None,
        "traveller": "Hayashi Yoshimasa", "event_ids": ["e1"], "doc_ids": [], "visit_ids": ["v1"]}  # fmt: skip
VISIT = {"visit_id": "v1", "start_date": "2022-07-28", "status": "made", "traveller": "Hayashi Yoshimasa", "kind": "working",
         "traveller_country": "JPN", "visited_country": "USA", "source_url": "https://example.org/v"}  # fmt: skip
EVENT = {"event_id": "e1", "date": pd.Timestamp("2022-07-29"), "partners": ["USA"], "level": "foreign_ministers",
         "channel": "in_person", "source_url": "https://example.org/e"}  # fmt: skip
NO_TOTALS = pd.DataFrame({"claim_id": [], "event_ids": [], "published": [], "verdict": [], "why": []})


def judged(said=None, visit=None, event=None, totals=NO_TOTALS):
    rows = pd.DataFrame([SAID | (said or {})])
    records = {"events": pd.DataFrame([EVENT | (event or {})]), "visits": pd.DataFrame([VISIT | (visit or {})]),
               "documents": pd.DataFrame({"doc_id": []})}  # fmt: skip
    found = statements.evidence(rows, records, totals)
    return statements.judge(rows, found, totals).iloc[0], found


def test_a_visit_in_the_month_said_by_the_traveller_said_is_borne_out():
    row, found = judged()
    assert (row["verdict"], row["rows"], row["missing"]) == ("borne_out", 2, 0)
    assert found.set_index("id").loc["v1", "agrees"] == ("date", "partner", "made", "traveller")


@pytest.mark.parametrize(("wrong", "named"), [
    ({"start_date": "2022-08-01"}, "date"), ({"visited_country": "CAN"}, "partner"),
    ({"status": "cancelled"}, "made"), ({"traveller": "Kishi Nobuo"}, "traveller"),
])  # fmt: skip
def test_one_fact_that_differs_takes_the_statement_away_and_is_named(wrong, named):
    row, _ = judged(visit=wrong)
    assert (row["verdict"], row["why"], row["missing"]) == ("not_found", f"v1: {named}", 1)


def test_an_accompanying_row_that_differs_leaves_it_in_part():
    row, _ = judged(event={"date": pd.Timestamp("2022-08-01")})
    assert (row["verdict"], row["why"]) == ("in_part", "e1: date")


def test_each_row_that_differs_is_named_with_its_facts():
    row, _ = judged(visit={"status": "cancelled"}, event={"date": pd.Timestamp("2022-08-01")})
    assert row["why"] == "e1: date; v1: made"


def test_a_statement_without_a_row_is_not_found():
    row, found = judged(said={"visit_ids": [], "event_ids": []})
    assert row["verdict"] == "not_found" and found.empty


@pytest.mark.parametrize(("verdict", "ids", "expected"), [("same", ("e1",), "borne_out"), ("short", ("e1",), "in_part"),
                                                          ("short", (), "not_found")])  # fmt: skip
def test_a_total_follows_the_reconciliation(verdict, ids, expected):
    totals = pd.DataFrame([{"claim_id": "c", "event_ids": ids, "published": {"total": 3}, "verdict": verdict, "why": "w"}])
    row, found = judged(said={"kind": "count", "claim_id": "c", "visit_ids": [], "event_ids": []}, totals=totals)
    assert row["verdict"] == expected and len(found) == len(ids)
    assert row["missing"] == (0 if verdict == "same" else 3 - len(ids))


def test_the_marks_are_one_a_row_and_one_for_what_is_missing():
    row, found = judged(visit={"start_date": "2022-08-01"})
    drawn = statements.marks(pd.DataFrame([row]), found)
    assert drawn["series"].tolist() == ["in_person", "visit", "missing"] and drawn["symbols"].sum() == 3


def test_a_month_asked_for_brings_its_statements_and_those_of_the_year():
    said = statements.about(tables.statements(), pd.Timestamp("2022-10-01"), pd.Timestamp("2022-10-31"))
    assert set(said["date"]) == {"2022", "2022-10"}


def test_every_symbol_of_the_frame_is_drawn_and_every_statement_has_one_disc():
    row, found = judged()
    drawn = statements.marks(pd.DataFrame([row]), found)
    chart = checklists.checklist(overviews.parts(pd.DataFrame([row]), drawn), title="t", legend=overviews.legend())
    shapes = next(axes for axes in chart.axes if axes.get_gid() != "legend").patches
    assert sum(isinstance(shape, Rectangle | Polygon) for shape in shapes) == drawn["symbols"].sum() == 2
    assert sum(isinstance(shape, Circle) for shape in shapes) == 1


def test_an_empty_checklist_says_so():
    chart = checklists.checklist({}, title="t", legend={}, empty="nothing")
    assert "nothing" in [text.get_text() for text in chart.texts]
