"""The statements of the overview: what is said, what the rows hold, and the verdict between them."""

import pandas as pd
import pytest
from bluebook.charts import checklists
from bluebook.counts import statements, themes
from bluebook.record import tables
from bluebook.views import overviews
from matplotlib.patches import Circle, Polygon, Rectangle

SAID = {"statement_id": "s1", "date": "2022-07", "kind": "visit", "partners": ["USA"], "part": "united_states", "claim_id": "",
        "says_en": "He went", "levels": [], "channel": None, "document_type": None, "visit_kind": None,
        "title": "", "aims": [], "number": pd.NA, "topics": [], "groups": [], "notes": "", "traveller": "Hayashi Yoshimasa", "event_ids": ["e1"], "doc_ids": [], "visit_ids": ["v1"]}  # fmt: skip
VISIT = {"visit_id": "v1", "start_date": "2022-07-28", "status": "made", "traveller": "Hayashi Yoshimasa", "kind": "working",
         "traveller_country": "JPN", "visited_country": "USA", "source_url": "https://example.org/v"}  # fmt: skip
EVENT = {"event_id": "e1", "date": pd.Timestamp("2022-07-29"), "partners": ["USA"], "level": "foreign_ministers",
         "channel": "in_person", "source_url": "https://example.org/e"}  # fmt: skip
DOCUMENT = {"doc_id": "d1", "date": pd.Timestamp("2022-07-30"), "issuers": ["JPN", "USA"], "type": "strategy", "title": "A Plan for All",
            "related_event_id": "e1", "priority_areas": ["free and open", "free trade", "a sustainable future"],
            "source_url": "https://example.org/d"}  # fmt: skip
NO_THEMES = pd.DataFrame(columns=themes.COLUMNS)
NO_TOTALS = pd.DataFrame({"claim_id": [], "event_ids": [], "published": [], "verdict": [], "why": []})


def judged(said=None, visit=None, event=None, document=None, totals=NO_TOTALS):
    rows = pd.DataFrame([SAID | (said or {})])
    records = {"events": pd.DataFrame([EVENT | (event or {})]), "visits": pd.DataFrame([VISIT | (visit or {})]),
               "documents": pd.DataFrame([DOCUMENT | (document or {})])}  # fmt: skip
    found = statements.evidence(rows, records, totals, NO_THEMES)
    return statements.judge(rows, found, totals, NO_THEMES).iloc[0], found


def of_document(**said):
    return judged(said={"kind": "document", "traveller": "", "visit_ids": [], "event_ids": [], "doc_ids": ["d1"]} | said)[0]


def test_a_visit_in_the_month_said_by_the_traveller_said_is_borne_out():
    row, found = judged()
    assert (row["verdict"], row["rows"], row["missing"]) == ("borne_out", 2, 0)
    assert found.set_index("id").loc["v1", "agrees"] == ("date", "partners", "made", "traveller")


@pytest.mark.parametrize(("wrong", "named"), [
    ({"start_date": "2022-08-01"}, "date"), ({"visited_country": "CAN"}, "partners"),
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


@pytest.mark.parametrize(("said", "verdict", "reached"), [
    (["free and open", "sustainable"], "borne_out", 2), (["open", "inclusive"], "in_part", 1), (["pen", "inclusive"], "not_found", 0),
])  # fmt: skip
def test_aims_hold_as_far_as_their_words_stand_in_the_areas_of_the_document(said, verdict, reached):
    row = of_document(kind="aims", document_type="strategy", aims=said)
    assert (row["verdict"], row["stated"], row["reached"], row["missing"]) == (verdict, len(said), reached, 0)


@pytest.mark.parametrize("wrong", [{"date": "2022-08"}, {"partners": ["CAN"]}, {"document_type": "treaty"}, {"number": 4}])
def test_aims_of_a_document_that_differs_otherwise_are_not_found(wrong):
    row = of_document(**({"kind": "aims", "document_type": "strategy", "aims": ["free trade"]} | wrong))
    assert (row["verdict"], row["missing"]) == ("not_found", 1)


@pytest.mark.parametrize(("number", "verdict"), [(3, "borne_out"), (2, "not_found"), (4, "not_found")])
def test_a_number_of_aims_is_the_number_of_areas(number, verdict):
    assert of_document(kind="aims", number=number)["verdict"] == verdict


@pytest.mark.parametrize(("said", "why"), [
    ({"title": "Plan for All"}, ""), ({"title": "Plan for Some"}, "d1: title"), ({"event_ids": ["e1"]}, ""),
    ({"document_type": "treaty"}, "d1: document_type"),
])  # fmt: skip
def test_a_document_is_tested_for_its_type_its_title_and_its_tie_to_the_events_named(said, why):
    assert of_document(**said)["why"] == why


def test_a_document_that_came_from_another_event_is_not_the_one_said():
    row, _ = judged(said={"kind": "document", "traveller": "", "visit_ids": [], "doc_ids": ["d1"]}, document={"related_event_id": "e9"})
    assert (row["verdict"], row["why"]) == ("not_found", "d1: tied")


def test_an_event_is_tested_for_the_levels_named():
    said = {"kind": "event", "traveller": "", "visit_ids": []}
    assert judged(said=said | {"levels": ["foreign_ministers", "2+2"]})[0]["verdict"] == "borne_out"
    assert judged(said=said | {"levels": ["summit"]})[0]["why"] == "e1: level"


def test_a_channel_and_a_kind_of_visit_are_tested_where_they_are_said():
    call = {"kind": "event", "traveller": "", "visit_ids": []}
    assert [judged(said=call | {"channel": channel})[0]["why"] for channel in ("in_person", "video")] == ["", "e1: channel"]
    assert [judged(said={"visit_kind": kind})[0]["why"] for kind in ("working", "funeral")] == ["", "v1: visit_kind"]


def test_the_marks_are_one_a_row_and_one_for_what_is_missing():
    row, found = judged(visit={"start_date": "2022-08-01"})
    drawn = statements.marks(pd.DataFrame([row]), found, NO_THEMES)
    assert drawn["series"].tolist() == ["in_person", "visit", "missing"] and drawn["symbols"].sum() == 3


def test_a_month_asked_for_brings_its_statements_and_those_of_the_year():
    said = statements.about(tables.statements(), pd.Timestamp("2022-10-01"), pd.Timestamp("2022-10-31"))
    assert set(said["date"]) == {"2022", "2022-10"}


def test_every_symbol_of_the_frame_is_drawn_and_every_statement_has_one_disc():
    row, found = judged()
    drawn = statements.marks(pd.DataFrame([row]), found, NO_THEMES)
    chart = checklists.checklist(overviews.parts(pd.DataFrame([row]), drawn, NO_THEMES), title="t", legend=overviews.legend())
    shapes = next(axes for axes in chart.axes if axes.get_gid() != "legend").patches
    assert sum(isinstance(shape, Rectangle | Polygon) for shape in shapes) == drawn["symbols"].sum() == 2
    assert sum(isinstance(shape, Circle) for shape in shapes) == 1


def test_an_empty_checklist_says_so():
    chart = checklists.checklist({}, title="t", legend={}, empty="nothing")
    assert "nothing" in [text.get_text() for text in chart.texts]
