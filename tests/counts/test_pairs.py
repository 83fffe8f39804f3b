"""Two countries in an imported file, on events that can be counted by hand."""

import pandas as pd
import pytest
from bluebook import parameters, sources
from bluebook.charts import multiples, sheets
from bluebook.counts import pairs
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import tables
from bluebook.runs import states
from bluebook.sources import icews
from bluebook.sources.formats import CAMEO, FRAME
from bluebook.views import pairs as seen

ASKED = dict(one="CAN", other="USA", first="2022-01", last="2022-02", events="data/samples/icews.parquet")
DAYS = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-03-31")
LOOKS = dict(zip(["a", "b"], sheets.LOOKS, strict=False))


def event(day, kind="visit", rows=2, direction="", source="icews"):
    return {"date": pd.Timestamp(day), "one": "CAN", "other": "USA", "direction": direction, "kind": kind, "medium": "",
            "level": "", "place": "", "code": "", "source": source, "rows": rows}  # fmt: skip


def monthly(*events):
    return pairs.by_period(pairs.named(pd.DataFrame(events, columns=list(FRAME))), *DAYS)


def test_every_lane_has_every_month_and_each_its_events_rows_and_ids():
    found = monthly(event("2022-01-03"), event("2022-01-09", rows=5), event("2022-03-01", "plan", 1))
    assert found[["lane", "period", "rows", "events"]].to_numpy().tolist() == [
        ["visit", "2022-01", 7, 2], ["visit", "2022-02", 0, 0], ["visit", "2022-03", 0, 0],
        ["plan", "2022-01", 0, 0], ["plan", "2022-02", 0, 0], ["plan", "2022-03", 1, 1]]  # fmt: skip
    assert found["event_ids"].iloc[0] == "2022-01-03-CAN-USA-visit;2022-01-09-CAN-USA-visit"


def test_one_month_alone_is_counted_as_well():
    found = pairs.by_period(pairs.named(pd.DataFrame([event("2022-01-03")])), DAYS[0], pd.Timestamp("2022-01-31"))
    assert found[["lane", "period", "rows", "events"]].to_numpy().tolist() == [["visit", "2022-01", 2, 1]]


def test_the_same_kind_twice_on_a_day_has_two_ids_whatever_the_order_of_the_rows():
    twice = [event("2022-01-03", rows=5), event("2022-01-03", rows=2)]
    named = [pairs.named(pd.DataFrame(rows))[["event_id", "rows"]].to_numpy().tolist() for rows in (twice, twice[::-1])]
    assert named[0] == named[1] == [["2022-01-03-CAN-USA-visit", 2], ["2022-01-03-CAN-USA-visit-2", 5]]


def test_visits_stand_under_their_traveller_where_the_file_tells_who_went():
    lanes = monthly(event("2022-01-03", direction="USA"), event("2022-01-04", direction="CAN"), event("2022-01-05", "call", direction="USA"))
    assert lanes["lane"].unique().tolist() == ["visit:CAN", "visit:USA", "call"]


def test_an_empty_file_has_no_lane_and_a_sentence():
    asked = parameters.check(**ASKED)
    assert monthly().empty and "no event in the file" in seen.title(monthly(), asked, True)


def test_a_sample_made_of_counts_joins_the_visit_and_its_hosting_and_keeps_every_row():
    counts = pd.DataFrame([("2022-01-03", "CAN", "USA", what, n) for what, n in
                           [("Make a visit", 2), ("Host a visit", 3), ("Discuss by telephone", 4), ("Praise or endorse", 5),
                            ("Express intent to cooperate", 6)]], columns=["date", "one", "other", "event", "rows"])  # fmt: skip
    made = pairs.sampled(counts, icews.TEXTS, CAMEO)
    assert list(made.columns) == list(FRAME)
    assert {kind: (medium, code, n) for kind, medium, code, n in made[["kind", "medium", "code", "rows"]].to_numpy().tolist()} == {
        "visit": ("in_person", "042", 5), "call": ("remote", "041", 4), "other": ("", "", 5), "plan": ("", "", 6)}  # fmt: skip


def test_the_shipped_sample_is_the_shipped_counts():
    file = paths.ROOT / "data/samples/icews.parquet"
    order = ["one", "other", "date", "kind", "code", "rows"]
    shipped = pd.concat([sources.pair(file, one, other, "2022-01-01", "2022-12-31") for one, other in (("CAN", "JPN"), ("CAN", "USA"), ("JPN", "USA"))])
    made = pairs.sampled(tables.icews(), icews.TEXTS, CAMEO)
    assert shipped.sort_values(order).astype(str).to_numpy().tolist() == made.sort_values(order).astype(str).to_numpy().tolist()


def test_a_list_made_by_hand_is_not_called_machine_coded():
    asked = parameters.check(**ASKED)
    listed = [event("2022-01-03", rows=1, source="historian"), event("2022-02-03", rows=2, source="historian")]
    assert not pairs.by_machine(pd.DataFrame(listed)) and pairs.by_machine(pd.DataFrame([event("2022-01-03")]))
    assert "machine" not in seen.title(monthly(*listed), asked, False)
    assert [panel.remark for panel in seen.panels(monthly(*listed), asked, False)] == [""]
    assert [panel.remark for panel in seen.panels(monthly(*listed), asked, True)] == ["3 rows"]


def test_plans_and_statements_are_no_contact():
    days = pairs.named(pd.DataFrame([event("2022-01-03"), event("2022-01-04", "plan"), event("2022-01-05", "other")]))
    assert seen.timeline(days, parameters.check(**ASKED)) == ["**January 2022**: 3 (visit, 2)"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (dict(other="CAN"), "the same country"),
        (dict(one="CANDA"), 'did you mean "CAN"?'),
        (dict(events="data/samples/icew.parquet"), "does not exist"),
        (dict(events="data/icews.csv"), "is not the name of a Parquet"),
        (dict(events=""), "is not the name of a Parquet"),
    ],
)
def test_a_wrong_pair_or_file_is_refused_in_one_sentence(given, said):
    with pytest.raises(Refused) as refusal:
        parameters.check(**ASKED | given)
    assert said in str(refusal.value) and "\n" not in str(refusal.value)


def test_japan_may_be_one_of_a_pair_and_the_id_does_not_depend_on_the_order():
    for one, other in (("JPN", "USA"), ("USA", "JPN")):
        assert parameters.check(**ASKED | dict(one=one, other=other)).slug == "jpn-usa-2022-01-2022-02-icews"
        assert parameters.check(**ASKED | dict(one=one, other=other)).pair == "Japan and the United States"


def test_a_file_of_events_is_part_of_what_a_figure_rests_on():
    file = paths.data() / "samples" / "icews.parquet"
    tables.rest_on([file])
    noted = {"samples/icews.parquet": tables.files_so_far()["samples/icews.parquet"]}
    lock = states.fingerprints.of_lock()
    assert list(states.changed(paths.RUNS, noted, {}, lock)) == []
    assert list(states.changed(paths.RUNS, dict.fromkeys(noted, "else"), {}, lock)) == ["icews.parquet changed"]


def said(*events, machine=True):
    found = seen.title(monthly(*events), parameters.check(**ASKED), machine)
    return found.removeprefix("Canada and the United States, January–February 2022: ")


def test_the_title_says_how_often_the_two_met_and_when_most():
    events = [event("2022-01-03"), event("2022-03-01", "call"), event("2022-03-02"), event("2022-03-03", "plan")]
    assert said(*events) == "3 visits, calls or talks among 4 machine-coded events, most in March 2022 (2)"
    assert said(*events, machine=False) == "3 visits, calls or talks in the file, most in March 2022 (2)"
    assert said(events[0], events[3]) == "one visit, call or talk among 2 machine-coded events, in January 2022"
    assert said(events[3]) == "no visit, call or talk among one machine-coded event"


def test_two_months_that_tie_are_both_named_and_three_are_not():
    days = [event("2022-01-03"), event("2022-02-03"), event("2022-03-03")]
    assert said(*days[:2]).endswith("most in January 2022 and February 2022 (1)")
    assert said(*days) == "3 visits, calls or talks among 3 machine-coded events"
    assert said(*days, machine=False) == "3 visits, calls or talks in the file"


def test_the_title_of_a_list_says_from_which_side_most_visits_came():
    went = [event("2022-01-03", direction="USA"), event("2022-01-04", direction="USA"), event("2022-01-05", direction="CAN")]
    assert said(*went, machine=False) == "3 visits, 2 of them from the United States"
    assert said(went[0], machine=False) == "one visit, from the United States"


def test_more_than_three_years_are_counted_by_year():
    first, last = pd.Timestamp("2019-01-01"), pd.Timestamp("2021-12-31")
    assert len(pairs.periods(first, last)) == 36
    assert pairs.periods(first, pd.Timestamp("2022-01-31")) == ["2019", "2020", "2021", "2022"]
    rows = pairs.named(pd.DataFrame([event("2019-05-01"), event("2019-06-01"), event("2022-01-02")]))
    assert pairs.by_period(rows, first, pd.Timestamp("2022-01-31"))["events"].tolist() == [2, 0, 0, 1]


def test_the_first_panel_piles_up_all_visits_calls_and_talks_by_medium():
    found = monthly(event("2022-01-03"), event("2022-01-05", "consultation"), event("2022-02-03"), event("2022-02-04", "meeting"),
                    event("2022-02-05", "plan"))  # fmt: skip
    panel = seen.main(found, parameters.check(**ASKED))
    assert panel.counts == {"In person": [1, 2, 0], "Talks, medium not stated": [1, 0, 0]} and panel.piles == [2, 2, 0]


def drawn(main, *small, **more):
    panels = [multiples.Panel(f"kind {place}", counts) for place, counts in enumerate(small)]
    axis = multiples.Axis({0: "Jan"}, ("Jan", "Mar"), more.pop("bare", ()))
    return multiples.multiples(multiples.Panel("all", main), panels, axis, title="t", series=LOOKS, **more)


def heights(figure):
    """Return the blocks of each panel: gid and height in millimetres."""
    found = {}
    for axes in figure.axes:
        high = axes.get_position().height * figure.get_figheight() * 25.4 / axes.get_ylim()[1]
        found[axes.get_gid()] = [(patch.get_gid(), round(patch.get_height() * high, 2)) for patch in axes.patches]
    return found


def test_each_event_is_a_block_and_parts_of_a_column_stand_on_one_another():
    figure = drawn({"a": [2, 0, 1], "b": [0, 0, 1]}, {"a": [2, 0, 1]})
    blocks = next(axes for axes in figure.axes if axes.get_gid() == "all").patches
    assert [block.get_gid() for block in blocks] == ["0|a", "0|a", "2|a", "2|b"]
    assert blocks[3].get_y() == pytest.approx(blocks[1].get_y()) and blocks[2].get_y() == 0


def test_where_blocks_would_be_too_low_a_column_is_one_bar_of_the_whole_height():
    bars = heights(drawn({"a": [400, 200, 0]}, {"a": [400, 200, 0]}))["all"]
    assert [name for name, _ in bars] == ["0|a: 400", "1|a: 200"] and bars[0][1] == pytest.approx(2 * bars[1][1], abs=0.02)


def test_small_panels_share_one_scale():
    bars = heights(drawn({"a": [1, 0, 0]}, {"a": [40, 0, 0]}, {"b": [10, 0, 0]}))
    assert bars["kind 0"][0][1] == pytest.approx(4 * bars["kind 1"][0][1], abs=0.02)


def test_months_outside_the_file_are_grey_in_every_panel():
    bars = heights(drawn({"a": [0, 1, 0]}, {"a": [0, 1, 0]}, bare=[True, False, False], bare_label="outside"))
    assert [[name for name, _ in panel] for panel in bars.values()] == [["bare", "1|a"], ["bare", "1|a"]]


def test_years_that_would_run_together_are_written_every_second_or_third():
    ticks = {12 * place - 0.5: str(2009 + place) for place in range(16)}
    assert len(multiples._written(ticks, 0.1)) == 16 and len(multiples._written(ticks, 0.018)) == 8
