"""A month or thirteen years in one figure: it stays on a page, no words touch, and every engagement stands in its year."""

import sys
from pathlib import Path

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import blocks, lanes, ledgers, sheets, spreads
from bluebook.counts import lengths, reconciliations, spans, tallies
from bluebook.record import tables
from bluebook.runs import runs
from bluebook.views import calendars, channels, claims, itineraries, partners, timelines

sys.path.append(str(Path(__file__).parents[1] / "notebooks"))
import played

PARTNERS, PERIODS, TALLEST = ("USA", "CAN", "CHN"), (("2013", "2025"), ("2016-03", "2021-10")), 1.4  # heights a width


def select(partner, first, last):
    asked = parameters.check(partner=partner, first=first, last=last, lang="en", width="183mm")
    rows = spans.placed(tallies.select(tables.events(), asked.partner, asked.first, asked.last), asked.partner)
    return asked, rows, tallies.collected(tables.coverage(), asked.partner, asked.years)


def timeline(partner, first, last):
    asked, rows, status = select(partner, first, last)
    return lanes.timeline(*calendars.laid(timelines.bilateral(rows, status, asked), asked), timelines.series(), title="A title")


def visits(partner, first, last):
    asked, _, status = select(partner, first, last)
    journeys = spans.journeys(tables.visits(), asked.partner, asked.first, asked.last)
    return lanes.timeline(*calendars.laid(timelines.visits(journeys, status, asked), asked), timelines.series(), title="A title")


def documents(partner, first, last):
    asked, _, status = select(partner, first, last)
    issued = spans.issued(tables.documents(), asked.partner, asked.first, asked.last)
    return lanes.timeline(*calendars.laid(timelines.documents(issued, status, asked), asked), timelines.series(), title="A title")


def minutes(partner, first, last):
    _, rows, status = select(partner, first, last)
    return spreads.by_year(channels.panels(lengths.timed(rows), status), title="A title", series=channels.series(status), unit="min")


def totals(partner, first, last):
    asked, _, _ = select(partner, first, last)
    published = reconciliations.about(tables.claims(), asked.partner, asked.first, asked.last)
    held = reconciliations.reconcile(published, tables.events(), tables.leads(), tables.coverage())
    marks = reconciliations.marks(held, tables.events())
    return blocks.unit_bars(claims.bars(held, marks), title="A title", series=claims.series(), apart=claims.apart(held), heading="Apart")


@pytest.mark.parametrize("draw", [timeline, visits, documents, minutes, totals], ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("period", PERIODS, ids="–".join)
@pytest.mark.parametrize("partner", PARTNERS)
def test_a_long_period_stays_on_a_page_and_no_words_touch(draw, partner, period, collisions):
    figure = draw(partner, *period)
    wide, high = figure.get_size_inches()
    assert high <= TALLEST * wide and collisions(figure) == []


SHORT = [{"first": "2022-05", "last": "2022-05"}, {"first": "2022", "last": "2022"}, {"first": "2021", "last": "2022"}]
BOOKS = sorted({run.notebook for run in runs.published()})


def cases(notebook):
    """The short periods of a notebook, each with several partners where it has one."""
    known = {run.given.get("partner") for run in runs.published() if run.notebook == notebook} - {None}
    several = [{"partner": code} for code in (*PARTNERS, *({"ALL"} & known))] if known else [{}]
    return [(notebook, period | partner) for period in SHORT for partner in several]


@pytest.mark.parametrize(("notebook", "given"), [case for notebook in BOOKS for case in cases(notebook)],
                         ids=lambda part: part if isinstance(part, str) else "-".join(part.values()))  # fmt: skip
def test_a_short_period_stays_on_a_page_and_no_words_touch(notebook, given, collisions, overprinted):
    figure = played.play(notebook, **given, width="183mm").picture.figure
    wide, high = figure.get_size_inches()
    assert high <= TALLEST * wide and collisions(figure) == []
    if notebook[3:] in ("timeline", "documents", "visits"):  # elsewhere numbers stand on marks
        assert overprinted(figure) == set()


def test_rows_of_labels_are_left_out_until_the_page_is_high_enough_and_marks_never_are():
    def lane(number):
        return lanes.Lane(f"Lane {number}", [lanes.Item(day, day, "home", f"{number} {day}", "a label") for day in (3, 3, 4)])

    looks = {"home": timelines.LOOKS["home"]}
    few, many = (lanes.timeline([lane(number) for number in range(n)], lanes.Axis(8), looks, title="A title") for n in (3, 24))
    for figure, n in ((few, 3), (many, 24)):
        wide, high = figure.get_size_inches()
        marks = [group for axes in figure.axes for group in axes.collections if group.get_gid() in
                 {item.gid for number in range(n) for item in lane(number).items}]  # fmt: skip
        assert high <= TALLEST * wide and len(marks) == 3 * n
    assert sum(text.get_text() == "a label" for axes in few.axes for text in axes.texts) == 9


def test_marks_of_one_day_stand_side_by_side_and_are_stacked_where_there_is_no_room():
    one, two = lanes.abreast(1, 183, 8), lanes.abreast(2, 183, 8)
    assert one == [0.0] and two[0] == -two[1] < 0
    assert lanes.abreast(9, 89, 8) == [0.0] * 9


def test_the_meetings_of_one_day_of_a_visit_are_named_together_and_two_a_line():
    names = ["2+2", "summit", "summit", "special"]
    held = pd.DataFrame({"event_id": list("abcd"), "date": pd.Timestamp("2022-05-23"), "level": names, "group": [float("nan")] * 4})
    labels = itineraries._labels(held, asked_for("2022", "2022"))
    assert labels == {"a": "2+2, Summit (2)", "b": "", "c": "", "d": "Special (unequal rank)"}


def test_a_legend_names_only_what_is_drawn():
    counts = pd.DataFrame({"Ministry": [1, 2], "Third party": [0, 0]}, index=["2022-01", "2022-02"])
    figure = blocks.unit_columns([blocks.Panel("A heading", counts)], title="A title")
    words = [text.get_text() for text in figure.texts]
    assert "Ministry" in words and "Third party" not in words


def asked_for(first, last):
    return parameters.check(partner="USA", first=first, last=last, lang="en", width="183mm")


def test_two_years_are_one_row_of_days_and_a_month_more_is_a_line_a_year():
    assert not calendars.needed(asked_for("2021", "2022"))
    assert calendars.needed(asked_for("2021", "2023-01"))


def items(*spans):
    return [lanes.Item(start, end, "home", f"id {start}", "a label") for start, end in spans]


def test_a_day_stands_under_the_same_day_of_other_years_also_after_29_february():
    asked = asked_for("2019", "2021")
    first_of_march = [(pd.Timestamp(year, 3, 1) - asked.first).days for year in asked.years]
    lane = lanes.Lane("Summits: 3", items(*((day, day) for day in first_of_march)))
    heading, *years = calendars.by_year([lane], asked)
    assert heading.heading == "Summits: 3" and not heading.items
    assert [(line.heading, [item.start for item in line.items]) for line in years] == [("2019", [60]), ("2020", [60]), ("2021", [60])]


def test_a_visit_over_the_turn_of_the_year_is_in_both_and_named_where_it_begins():
    asked = asked_for("2019", "2021")
    _, before, after, _ = calendars.by_year([lanes.Lane("Visits: 1", items((363, 366)))], asked)  # 30 December to 2 January
    assert [(item.start, item.end, item.label) for item in (*before.items, *after.items)] == [(364, 365, "a label"), (0, 1, "")]


def test_a_year_that_was_not_collected_has_a_grey_line_and_no_other_has():
    asked = asked_for("2019", "2021")
    _, first, second, third = calendars.by_year([lanes.Lane("Summits: 0", bare=[(365, 730)])], asked)
    assert [bool(line.bare) for line in (first, second, third)] == [False, True, False]


def test_a_dot_is_a_stated_length_in_its_year_and_under_each_year_stands_how_many_are_stated():
    years = {2013: [spreads.Spread("In person", [30.0, 30.0, 45.0], 30.0, unstated=1), spreads.Spread("Telephone", [10.0])], 2014: []}
    panels = [spreads.Panel("Summits: 5", "", years, frozenset({2014}))]
    figure = spreads.by_year(panels, title="A title", series=sheets.looks(["In person", "Telephone"]))
    dots = [offset for group in figure.axes[0].collections if group.get_gid() in ("2013|In person", "2013|Telephone")
            for offset in group.get_offsets()]  # fmt: skip
    assert sorted(y for _, y in dots) == [10, 30, 30, 45] and all(0 < x < 1 for x, _ in dots) and len({tuple(dot) for dot in dots}) == 4
    words = [text.get_text() for text in figure.texts]
    assert "4/5" in words and "0/0" in words
    assert [patch.get_x() for patch in figure.axes[0].patches if patch.get_gid() == "bare"] == [1.04]


def claim(verdict, difference=0):
    return {"claim_id": verdict, "publication": "a book", "level": "summit", "period_start": pd.Timestamp("2022-01-01"),
            "period_end": pd.Timestamp("2022-12-31"), "published": {"total": 2}, "verdict": verdict, "difference": difference,
            "closing": ()}  # fmt: skip


def test_totals_that_cannot_be_compared_stand_apart_from_the_bars():
    held = pd.DataFrame([claim("same"), claim("not_comparable")])
    marks = pd.DataFrame({"claim_id": ["same", "not_comparable"], "series": ["in_person", "in_person"], "blocks": [2, 0], "event_ids": ["a;b", ""]})
    assert [bar.verdict for bar in claims.bars(held, marks)] == ["Agrees"]
    assert len(claims.apart(held)) == 1 and claims.apart(held)[0].endswith("Not comparable")


def test_a_total_that_agrees_while_its_split_does_not_is_not_called_short_by_nothing():
    assert claims.verdict(claim("short")) == "Total agrees, split by channel differs"
    assert claims.verdict(claim("short", -2)) == "Short by 2"


def test_a_partner_and_year_is_a_number_at_least_a_number_or_not_collected():
    status = pd.DataFrame({2021: ["none", "none"], 2022: ["complete", "complete"], 2023: ["complete", "partial"]},
                          pd.MultiIndex.from_product([["USA"], tallies.TOP]))  # fmt: skip
    table = pd.DataFrame([[(), ("a", "b"), ("c",)]], ["USA"], [2021, 2022, 2023])
    (line,) = partners.lines(table, status)
    assert line.cells == [None, (2, "2"), (1, "≥1")] and line.total == "≥3"
    figure = ledgers.ledger([line], ["2021", "2022", "2023"], title="A title", bare="Not collected")
    assert [text.get_text() for axes in figure.axes for text in axes.texts] == ["2", "≥1"]
    assert "Not collected" in [text.get_text() for text in figure.texts]


@pytest.mark.parametrize(
    ("columns", "heads"),
    [
        (["2013年", "2014年", "2025年"], ["’13", "’14", "’25"]), (["2013", "2014", "2025"], ["’13", "’14", "’25"]),
        (["10月", "11月", "12月"], ["10", "11", "12"]), (["Jan", "Feb", "Mar"], ["J", "F", "M"]),
    ],
)  # fmt: skip
def test_a_column_without_room_for_its_year_or_month_has_a_short_form_that_tells_it_from_the_others(columns, heads):
    line = ledgers.Line("A name that leaves the columns little room", "2", [(2, "2")] * 15)
    figure = ledgers.ledger([line], columns * 5, title="A title", width=89)
    assert [text.get_text() for text in figure.texts if text.get_text() in heads] == heads * 5
