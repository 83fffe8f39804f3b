"""Two countries in an imported file, on events that can be counted by hand."""

import pandas as pd
import pytest
from bluebook import parameters, sources
from bluebook.charts import mirrors, sheets
from bluebook.counts import pairs
from bluebook.figures import artists
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
    return pairs.by_month(pairs.named(pd.DataFrame(events, columns=list(FRAME))), *DAYS)


def test_every_lane_has_every_month_and_each_its_events_rows_and_ids():
    found = monthly(event("2022-01-03"), event("2022-01-09", rows=5), event("2022-03-01", "plan", 1))
    assert found[["lane", "month", "rows", "events"]].to_numpy().tolist() == [
        ["visit", "2022-01", 7, 2], ["visit", "2022-02", 0, 0], ["visit", "2022-03", 0, 0],
        ["plan", "2022-01", 0, 0], ["plan", "2022-02", 0, 0], ["plan", "2022-03", 1, 1]]  # fmt: skip
    assert found["event_ids"].iloc[0] == "2022-01-03-CAN-USA-visit;2022-01-09-CAN-USA-visit"


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
    assert [panel.behind for panel in seen.panels(monthly(*listed), asked, False)] == [[1, 1, 0]]


def test_plans_and_statements_are_no_contact():
    days = pairs.named(pd.DataFrame([event("2022-01-03"), event("2022-01-04", "plan"), event("2022-01-05", "other")]))
    assert seen.timeline(days, parameters.check(**ASKED)) == ["- **January 2022**: 3 (visit, 2)"]


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


def drawn(above, behind, **more):
    figure = mirrors.mirrors([mirrors.Panel("x", "a", above, behind)], title="t", series=LOOKS, ticks={0: "Jan"}, **more)
    return figure, artists.drawn(figure)[1]["bars"]


def test_each_event_is_a_block_and_the_hanging_bar_is_as_long_as_its_rows():
    _, bars = drawn([2, 0, 1], [8, 0, 4])
    assert [bar[0] for bar in bars] == ["0", "0", "behind 0", "2", "behind 2"]
    lengths = {bar[0]: bar[4] for bar in bars if bar[0].startswith("behind")}
    assert lengths["behind 0"] == pytest.approx(2 * lengths["behind 2"], abs=0.001)


def test_where_blocks_would_be_too_low_a_column_is_one_bar_of_the_whole_height():
    _, bars = drawn([400, 200], [400, 200])
    assert [bar[0] for bar in bars] == ["0: 400", "1: 200"] and bars[0][4] == pytest.approx(2 * bars[1][4], abs=0.001)


def test_nothing_hangs_where_every_event_is_its_own_row_and_months_outside_the_file_are_grey():
    _, bars = drawn([1, 2], [1, 2], bare=[True, False], bare_label="outside")
    assert [bar[0] for bar in bars] == ["bare", "0", "1", "1"]


def test_years_that_would_run_together_are_written_every_second_or_third():
    ticks = {12 * place - 0.5: str(2009 + place) for place in range(16)}
    assert len(mirrors._written(ticks, 0.1)) == 16 and len(mirrors._written(ticks, 0.018)) == 8
