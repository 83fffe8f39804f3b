"""Published totals against the coded count: five verdicts, each shown on a handful of rows, and the real ones of 2022."""

import pandas as pd
import pytest
from bluebook.counts import reconciliations
from bluebook.record import tables
from bluebook.views import claims
from test_tallies import COVERAGE, FIVE

NO_LEADS = pd.DataFrame(columns=["lead_id", "date", "partners", "level", "status", "event_id"])


def claim(**changes):
    """Return a table of one claim: one summit with the United States in 2022."""
    one = dict(claim_id="c", publication="p", partner="USA", level="summit", period_start=pd.Timestamp("2022-01-01"),
               period_end=pd.Timestamp("2022-12-31"), total=1, in_person=pd.NA, video=pd.NA, telephone=pd.NA, notes="")  # fmt: skip
    return pd.DataFrame([one | changes])


def judge(leads=NO_LEADS, **changes):
    return reconciliations.reconcile(claim(**changes), FIVE, leads, COVERAGE).iloc[0]


def drawn(**changes):
    judged = reconciliations.reconcile(claim(**changes), FIVE, NO_LEADS, COVERAGE)
    return reconciliations.marks(judged, FIVE).set_index("series")


@pytest.mark.parametrize(
    ("changes", "verdict", "difference"),
    [
        (dict(total=1), "same", 0),
        (dict(total=1, in_person=0, video=1, telephone=0), "same", 0),
        (dict(total=2), "short", -1),
        (dict(total=0), "over", 1),
        (dict(total=1, in_person=1, video=0), "short", 0),
        (dict(total=pd.NA, video=1), "same", 0),
        (dict(total=pd.NA, telephone=1), "short", -1),
    ],
)
def test_a_claim_agrees_is_short_or_is_over(changes, verdict, difference):
    judged = judge(**changes)
    assert (judged["verdict"], judged["difference"]) == (verdict, difference)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        (dict(level="countries_visited"), "not_comparable"),
        (dict(partner="G7"), "not_comparable"),
        (dict(partner="ALL"), "not_comparable"),
        (dict(period_start=pd.NaT), "not_comparable"),
        (dict(period_start=pd.Timestamp("2020-01-01"), period_end=pd.Timestamp("2020-12-31")), "outside_coverage"),
        (dict(partner="RUS"), "outside_coverage"),
    ],
)
def test_what_cannot_be_held_against_the_record_is_said_to_be_so(changes, verdict):
    assert judge(**changes)["verdict"] == verdict


def test_all_parts_that_differ_are_named():
    assert judge(total=2, in_person=1)["why"] == "total short by 1, in person short by 1"


def test_a_running_tally_numbers_its_rows_from_one():
    (counted,) = reconciliations.cumulative(claim().iloc[0].to_dict(), FIVE).to_dict("records")
    assert set(counted) == {"date", "n", "channel", "event_id"} and counted["n"] == 1


def test_a_gap_names_the_lead_that_would_close_it_and_no_other():
    leads = pd.DataFrame({
        "lead_id": ["right", "other level", "with others", "other year", "page only"],
        "date": ["2022-04", "2022-04", "2022-04", "2021-04", "2022-04"],
        "partners": [["USA"], ["USA"], ["KOR", "USA"], ["USA"], ["USA"]],
        "level": ["summit", "foreign_ministers", "summit", "summit", "summit"],
        "status": "open", "event_id": ["", "", "", "", "e1"],
    })  # fmt: skip
    assert judge(leads, total=2)["closing"] == ("right",)


def test_the_blocks_of_a_claim_are_its_rows_and_what_is_missing():
    marks = drawn(total=3)
    assert marks["blocks"].to_dict() == {"in_person": 0, "video": 1, "telephone": 0, "missing": 2, "not_compared": 0}
    assert marks.at["video", "event_ids"] == "e1"


@pytest.mark.parametrize("changes", [dict(level="countries_visited"), dict(partner="RUS")])
def test_a_claim_that_cannot_be_compared_is_drawn_as_such_and_has_no_difference(changes):
    blocks = {"in_person": 0, "video": 0, "telephone": 0, "missing": 0, "not_compared": 3}
    assert drawn(total=3, **changes)["blocks"].to_dict() == blocks
    assert judge(total=3, **changes)["difference"] is pd.NA


def test_the_figures_of_a_claim_are_all_rows_for_the_total_and_none_for_a_channel_nobody_used():
    rows = pd.DataFrame({"channel": ["video", "video", "in_person"]})
    assert reconciliations.figures(rows, {"total": 9, "video": 9, "telephone": 9}) == {"total": 3, "video": 2, "telephone": 0}


@pytest.mark.parametrize(("first", "last", "found"), [("2022-06-30", "2022-12-31", ["c"]), ("2021-01-01", "2022-01-01", ["c"]),
                                                      ("2022-07-01", "2022-12-31", []), ("2021-01-01", "2021-12-31", [])])  # fmt: skip
def test_a_claim_is_about_every_period_that_shares_a_day_with_its_own(first, last, found):
    claims = claim(period_end=pd.Timestamp("2022-06-30"))
    assert list(reconciliations.about(claims, "USA", pd.Timestamp(first), pd.Timestamp(last))["claim_id"]) == found


@pytest.fixture(scope="module")
def real():
    judged = reconciliations.reconcile(tables.claims(), tables.events(), tables.leads(), tables.coverage())
    return judged.set_index("claim_id")


@pytest.mark.parametrize(
    ("claim", "coded"),
    [
        ("BB2023-USA-2022-summit", {"total": 8, "in_person": 5, "video": 1, "telephone": 2}),
        ("BB2023-USA-2022-foreign_ministers", {"total": 13, "in_person": 7, "video": 0, "telephone": 6}),
        ("BB2023-CAN-2022-summit", {"total": 3, "in_person": 1, "video": 0, "telephone": 2}),
        ("CL-USA-HB-9", {"total": 9, "in_person": 4}),
        ("CL-USA-HB-11", {"total": 11}),
    ],
)
def test_the_published_totals_of_2022_are_rebuilt_row_by_row(real, claim, coded):
    assert real.at[claim, "verdict"] == "same" and real.at[claim, "coded"] == coded


def test_canadas_foreign_ministers_are_three_of_four_with_the_april_lead_named(real):
    row = real.loc["BB2023-CAN-2022-foreign_ministers"]
    assert (row["verdict"], row["coded"]["total"], row["closing"]) == ("short", 3, ("lead-2022-04-CAN-foreign_ministers",))


def test_the_whole_term_lacks_one_call_that_a_lead_names(real):
    row = real.loc["CL-USA-HB-20"]
    assert (row["difference"], row["closing"]) == (-1, ("lead-2023-06-17-USA-foreign_ministers",))


def test_a_year_called_complete_must_reproduce_its_total():
    claims = tables.claims()
    claims.loc[claims["claim_id"] == "BB2023-USA-2022-summit", "total"] = 9
    judged = reconciliations.reconcile(claims, tables.events(), tables.leads(), tables.coverage())
    assert list(reconciliations.broken(judged, tables.coverage())["claim_id"]) == ["BB2023-USA-2022-summit"]


def test_a_running_tally_has_a_start_and_a_total_and_is_of_no_calendar_year():
    tally = dict(period_start=pd.Timestamp("2021-11-10"), total=9)
    every = pd.concat([
        claim(claim_id="tally", **tally), claim(claim_id="a year"), claim(claim_id="calls alone", **tally | dict(total=pd.NA), telephone=3),
        claim(claim_id="since when", **tally | dict(period_start=pd.NaT)),
    ])  # fmt: skip
    assert list(reconciliations.running(every)["claim_id"]) == ["tally"]


def test_a_total_of_the_press_is_compared_with_nothing():
    assert judge(total=1, issuer_kind="official")["verdict"] == "same"
    judged = judge(total=1, issuer_kind="press")
    assert (judged["verdict"], judged["why"], judged["event_ids"]) == ("not_comparable", "counted by the press, not by an office", ())


def test_a_lead_that_would_close_a_gap_is_named_by_its_month_or_by_its_year_where_no_month_is_known():
    row = {"verdict": "short", "difference": -2, "closing": ("lead-2022-04-07-CAN-summit", "lead-2022-CAN-summit")}
    assert claims.verdict(row).endswith("2022-04, 2022)") and claims.verdict(row, "ja").endswith("2022年4月、2022年)")
