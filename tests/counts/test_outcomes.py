"""Which meeting produced which document, counted on rows made by hand."""

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.counts import coverages, outcomes, tallies
from bluebook.record import tables
from bluebook.views import answers
from bluebook.views import outcomes as views

FIRST, LAST = pd.Timestamp("2021-01-01"), pd.Timestamp("2022-12-31")


def event(name, day, level="summit", channel="in_person", form="bilateral"):
    return {"event_id": name, "date": pd.Timestamp(day), "level": level, "channel": channel, "format": form}


EVENTS = pd.DataFrame([
    event("s1", "2021-04-16"), event("call", "2021-08-01", channel="telephone"), event("s2", "2022-01-21", channel="video"),
    event("f1", "2022-05-04", "foreign_ministers"), event("two", "2022-01-07", "2+2"), event("eco", "2022-07-29", "economic_2+2"),
    event("m1", "2022-05-05", "ministerial"), event("kor", "2022-02-12", "foreign_ministers", form="trilateral"),
    event("quad", "2022-05-24", form="plurilateral"),
])  # fmt: skip


def paper(name, day, issuers, event="", areas=(), kind="joint_statement"):
    return {"doc_id": name, "date": pd.Timestamp(day), "issuers": issuers.split(";"), "related_event_id": event, "priority_areas": list(areas),
            "type": kind, "title": name, "source_url": f"https://example.org/{name}"}  # fmt: skip


DOCUMENTS = pd.DataFrame([
    paper("d1", "2021-04-17", "JPN;USA", "s1", ["china", "trade"]), paper("d2", "2021-04-17", "JPN;USA", "s1", ["climate", "trade"], "fact_sheet"),
    paper("d3", "2022-01-07", "JPN;USA", "two", ["china", "other"]), paper("alone", "2022-01-21", "JPN;USA"),
    paper("k1", "2022-02-12", "JPN;KOR;USA", "kor", ["north_korea"]), paper("k2", "2022-11-13", "JPN;KOR;USA", "", ["north_korea", "china"]),
    paper("q", "2022-05-24", "AUS;IND;JPN;USA", "quad", ["china"]), paper("usa", "2022-02-11", "USA"), paper("korea", "2022-02-11", "JPN;KOR"),
    paper("d4", "2022-05-24", "JPN;USA", "quad", ["climate", "other"]), paper("late", "2023-01-11", "JPN;USA"),
])  # fmt: skip
ISSUED = outcomes.papers(DOCUMENTS, "USA", FIRST, LAST)
TIED = outcomes.tied(outcomes.meetings(EVENTS), ISSUED)
TABLE = outcomes.columns(ISSUED, EVENTS)


def test_a_document_counts_where_both_sides_issued_it_with_at_most_one_other():
    assert dict(zip(ISSUED["doc_id"], ISSUED["third"], strict=True)) == {
        "d1": "", "d2": "", "d3": "", "alone": "", "k1": "KOR", "d4": "", "k2": "KOR"}  # fmt: skip


def test_a_call_and_a_larger_meeting_are_no_meetings_here():
    assert dict(zip(TIED["event_id"], TIED["kind"].astype(str), strict=True)) == {
        "s1": "summit", "s2": "summit", "f1": "foreign_ministers", "two": "two_plus_two", "eco": "two_plus_two", "m1": "other_levels", "kor": "three_sides"}


def test_a_document_belongs_to_the_meeting_that_its_row_names_and_to_no_other():
    found = TIED.set_index("event_id")["doc_ids"]
    assert {event: ids for event, ids in found.items() if ids} == {"s1": ("d1", "d2"), "two": ("d3",), "kor": ("k1",)}
    assert list(TIED.loc[TIED["paper"] == "with", "event_id"]) == ["s1", "two", "kor"]


def test_meetings_that_ended_with_a_document_are_counted_by_kind_and_year_and_one_with_two_documents_once():
    yearly = outcomes.by_year(TIED, [2020, 2021, 2022])
    assert yearly.loc[("summit", 2021), "with"] == ("s1",) and yearly.loc[("summit", 2022), "without"] == ("s2",)
    assert yearly.loc[("summit", 2020)].map(len).sum() == 0
    ends = outcomes.ends(yearly)
    assert ends.to_dict("index") == {
        "summit": {"meetings": 2, "with": 1}, "foreign_ministers": {"meetings": 1, "with": 0}, "two_plus_two": {"meetings": 2, "with": 1},
        "other_levels": {"meetings": 1, "with": 0}, "three_sides": {"meetings": 1, "with": 1}}  # fmt: skip


def test_a_column_is_a_meeting_with_all_its_documents_or_a_document_alone_in_order_of_time():
    assert list(TABLE["doc_ids"]) == [("d1", "d2"), ("d3",), ("alone",), ("k1",), ("d4",), ("k2",)]
    assert list(TABLE["kind"]) == ["summit", "two_plus_two", "", "three_sides", "others", ""]
    assert TABLE.loc[0, "date"] == pd.Timestamp("2021-04-16"), "the day of the meeting, not of its document"


def test_an_area_is_tied_to_the_document_that_names_it():
    assert TABLE.loc[0, "areas"] == {"china": "d1", "trade": "d1", "climate": "d2"} and TABLE.loc[2, "areas"] == {}


def test_a_thread_runs_through_all_columns_that_name_an_area_twice_named_or_unreliable_ones_left_out():
    assert outcomes.threads(TABLE).to_dict() == {"china": (0, 1, 5), "climate": (0, 4), "north_korea": (3, 5)}


def test_a_chain_links_joint_statements_of_the_same_issuers_with_what_both_name():
    found = outcomes.chain(ISSUED)
    assert found[["after", "doc_ids", "shared", "known"]].to_numpy().tolist() == [
        [("d1",), ("d3",), ("china",), True], [("d3",), ("alone",), (), False], [("alone",), ("d4",), (), False],
        [("k1",), ("k2",), ("north_korea",), True]]  # fmt: skip
    assert found.loc[0, "days"] == 265


def test_statements_of_one_day_are_one_link():
    same = pd.concat([ISSUED, ISSUED[ISSUED["doc_id"] == "k2"].assign(doc_id="k3", priority_areas=[["cyber"]])])
    assert list(outcomes.chain(same)["doc_ids"])[-1] == ("k2", "k3")


def test_without_a_document_there_are_no_columns_no_threads_and_no_chain():
    nothing = outcomes.papers(DOCUMENTS, "BRA", FIRST, LAST)
    table = outcomes.columns(nothing, EVENTS)
    assert table.empty and outcomes.threads(table).empty and outcomes.chain(nothing).empty
    assert set(outcomes.tied(outcomes.meetings(EVENTS), nothing)["paper"]) == {"without"}


@pytest.fixture
def asked():
    return parameters.typed(partner="USA", first="2021", last="2022")


def status(word="partial"):
    return pd.Series([word] * 2, pd.Index([2021, 2022]))


def test_the_title_names_what_is_known_the_kinds_with_a_document_first(asked):
    yearly = outcomes.by_year(TIED, [2021, 2022])
    partial, none = (answers.Answer(asked, coverages.Known(state), "silence_top") for state in ("partial", "none"))
    assert views.title(yearly, partial).endswith("a document is known from 1 of at least 2 summits, 1 of at least 2 2+2 meetings "
                                                 "and 0 of 1 known foreign ministers' meeting")  # fmt: skip
    nothing = outcomes.by_year(TIED.head(0), [2021, 2022])
    assert views.title(nothing, partial).endswith("no meeting found so far")
    assert views.title(nothing, none).endswith("were not collected")


def test_columns_stand_in_their_year_and_one_whose_texts_name_nothing_is_unread(asked):
    years = views.years(TABLE, ISSUED, status(), asked)
    assert [len(year.columns) for year in years] == [1, 5] and [column.unread for column in years[1].columns] == [False, True, False, False, False]
    assert [column.name for column in years[1].columns] == ["2+2, 7 Jan", "alone, 21 Jan", "with KOR, 12 Feb", "larger, 24 May", "with KOR, 13 Nov"]


def test_a_document_of_a_meeting_before_the_period_stands_in_its_first_year(asked):
    early = TABLE.assign(date=pd.Timestamp("2020-12-31"))
    assert len(views.years(early, ISSUED, status(), asked)[0].columns) == len(TABLE)


def test_every_meeting_document_and_area_drawn_has_the_ids_behind_it(asked):
    marks = views.marks(TIED, TABLE)
    assert marks["part"].value_counts().to_dict() == {"meeting": 7, "area": 7, "document": 6}
    assert marks.loc[0, "event_ids"] == "s1;d1;d2" and marks.loc[marks["what"] == "climate", "event_ids"].tolist() == ["d2", "d4"]


def test_the_chain_is_told_with_what_is_shared_or_unknown():
    said = views.sentences(outcomes.chain(ISSUED), ISSUED)
    assert said[0] == "With the United States, 17 April 2021 to **7 January 2022**: China."
    assert said[1].endswith("areas not in the record.") and said[3].startswith("With the Republic of Korea and the United States")


def test_in_the_record_every_document_of_a_meeting_is_named_by_both_rows():
    documents, events = tables.documents(), tables.events()
    by_document = {(event, doc) for event, doc in zip(documents["related_event_id"], documents["doc_id"], strict=True) if event}
    by_event = {(event, doc) for event, docs in zip(events["event_id"], events["outcome_docs"], strict=True) for doc in docs}
    assert by_document == by_event


def test_in_the_record_every_meeting_stands_once_and_every_document_in_one_column():
    rows = tallies.select(tables.events(), "USA", pd.Timestamp("2013-01-01"), pd.Timestamp("2025-12-31"))
    issued = outcomes.papers(tables.documents(), "USA", pd.Timestamp("2013-01-01"), pd.Timestamp("2025-12-31"))
    tied = outcomes.tied(outcomes.meetings(rows), issued)
    assert outcomes.ends(outcomes.by_year(tied, range(2013, 2026)))["meetings"].sum() == len(tied) > 200
    assert sorted(doc for ids in outcomes.columns(issued, tables.events())["doc_ids"] for doc in ids) == sorted(issued["doc_id"])
