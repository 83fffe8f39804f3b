"""Threads: blocks by year above, a column an occasion below, and lines through the columns that name the same thing."""

import pytest
from bluebook.charts import sheets, threads
from bluebook.figures import artists

SERIES = dict(zip(["With", "Without", "Two", "Three"], [*sheets.LOOKS, sheets.LOOKS[1]], strict=True))
WORDS = threads.Words("Which meetings", "From one to the next", ("With a document", "Named by"), "Documents", "Not collected", "Areas unknown")


def column(name, *papers, unread=False):
    return threads.Column(name, [(look, f"{name}-{number}") for number, look in enumerate(papers)], unread)


YEARS = [threads.Year("2021", [column("summit, 16 Apr", "Two", "Two")]), threads.Year("2022", [], bare=True),
         threads.Year("2023", [column("2+2, 11 Jan", "Two", unread=True), column("with KOR, 14 Jul", "Three"), column("alone, 3 Aug", "Two"),
                               column("summit, 18 Aug", "Three", "Three", "Three")])]  # fmt: skip
UPPER = [threads.Blocks("Summits", {"2021": [("With", "s1"), ("Without", "s2")], "2023": [("Without", f"t{n}") for n in range(9)]}, "1 of 11"),
         threads.Blocks("Foreign ministers", {}, "0 of 0")]  # fmt: skip
LOWER = [threads.Thread("North Korea", [(0, "Two", "d0"), (2, "Three", "d2"), (4, "Three", "d4")], "3"),
         threads.Thread("Trade and investment", [(2, "Three", "d2"), (3, "Two", "d3")], "2")]  # fmt: skip


def drawn(years=YEARS, upper=UPPER, lower=LOWER, width=183):
    return threads.threads(years, upper, lower, SERIES, WORDS, title="A title", note="A note", width=width)


def part(figure, name):
    return next(part for part in artists.drawn(figure) if part["name"] == name)


def spans(figure):
    """The left and right end of each year, from the grounds drawn for all three."""
    bare = [threads.Year(year.name, year.columns, bare=True) for year in YEARS]
    return {bar[0].split()[1]: (bar[1], bar[1] + bar[3]) for bar in part(drawn(bare), "grounds")["bars"]}


@pytest.mark.parametrize("width", [89, 183])
def test_every_meeting_is_one_block_of_one_size(width):
    bars = part(drawn(width=width), "Summits")["bars"]
    assert sorted(bar[0] for bar in bars) == sorted(["With|s1", "Without|s2", *(f"Without|t{n}" for n in range(9))])
    assert len({(bar[3], bar[4]) for bar in bars}) == 1
    assert len({(bar[1], bar[2]) for bar in bars}) == len(bars), "no two blocks stand on one place"


@pytest.mark.parametrize("width", [89, 183])
def test_a_row_is_as_high_as_its_fullest_year_needs(width):
    full = threads.Blocks("Full", {"2021": [("With", f"s{n}") for n in range(40)], "2023": [("Without", f"t{n}") for n in range(70)]}, "")
    row = part(drawn(upper=[full], width=width), "Full")
    assert all(bar[2] >= 0 and bar[2] + bar[4] <= row["limits"][3] for bar in row["bars"])
    assert all(bar[1] + bar[3] <= row["limits"][1] + 1e-3 for bar in row["bars"])


def test_a_meeting_stands_in_its_year():
    ends = spans(drawn())
    for bar in part(drawn(), "Summits")["bars"]:
        left, right = ends["2023" if "|t" in bar[0] else "2021"]
        assert left <= bar[1] and bar[1] + bar[3] <= right + 1e-3


def test_a_years_columns_stand_within_it_in_order_and_papers_are_stacked_on_theirs():
    points = {gid: offsets[0] for gid, *offsets in part(drawn(), "papers")["points"]}
    ends = spans(drawn())
    across = [points[f"{look}|{name}-0"][0] for look, name in (("Two", "2+2, 11 Jan"), ("Three", "with KOR, 14 Jul"), ("Two", "alone, 3 Aug"))]
    assert across == sorted(across) and ends["2023"][0] < across[0] and across[-1] < ends["2023"][1]
    stack = [points[f"Three|summit, 18 Aug-{number}"] for number in range(3)]
    assert len({x for x, _ in stack}) == 1 and [y for _, y in stack] == sorted({y for _, y in stack})


@pytest.mark.parametrize("width", [89, 183])
def test_a_thread_has_a_mark_at_each_column_that_names_it_and_runs_from_the_first_to_the_last(width):
    figure = drawn(width=width)
    papers = {gid: offsets[0][0] for gid, *offsets in part(figure, "papers")["points"]}
    row = part(figure, "North Korea")
    marks = [offsets[0][0] for _, *offsets in row["points"]]
    assert marks == [papers["Two|summit, 16 Apr-0"], papers["Three|with KOR, 14 Jul-0"], papers["Three|summit, 18 Aug-0"]]
    line = next(points for gid, *points in row["lines"] if gid == "thread")
    assert [point[0] for point in line] == [marks[0], marks[-1]]


def test_a_column_whose_texts_are_unknown_is_hatched_in_every_thread_and_a_year_not_collected_is_grey():
    figure = drawn()
    assert [[bar[0] for bar in part(figure, thread.label)["bars"]] for thread in LOWER] == [["unread"], ["unread"]]
    assert [bar[0] for bar in part(figure, "grounds")["bars"]] == ["bare 2022"]
    assert {"Not collected", "Areas unknown"} <= set(part(figure, "legend")["words"])
    assert {bar[6] for bar in part(figure, "legend")["bars"]} == {sheets.BARE.hatch, sheets.DOUBT.hatch}, "the legend is striped too"


def test_names_of_columns_are_left_out_where_they_would_run_into_each_other():
    assert "alone, 3 Aug" in part(drawn(), "papers")["words"]
    crowd = [threads.Year(str(year), [column(f"summit, {day} Apr", "Two") for day in range(1, 6)]) for year in range(2013, 2026)]
    assert part(drawn(crowd, width=89), "papers")["words"] == []


@pytest.mark.parametrize("width", [89, 183])
@pytest.mark.parametrize("number", [1, 4, 13])
def test_no_words_touch_and_all_stay_on_the_page(width, number, collisions):
    years = [threads.Year(str(2013 + place), [column(f"with KOR, 2{day} Sep", "Two", "Three") for day in range(3)]) for place in range(number)]
    assert collisions(drawn(years, [UPPER[1]], [threads.Thread("Japan-U.S.-ROK cooperation", [(0, "Two", "a"), (2, "Two", "b")], "2")], width)) == []


def test_a_figure_without_meetings_or_documents_is_drawn_empty():
    figure = drawn([threads.Year("1990", [], bare=True)], [], [])
    assert [bar[0] for bar in part(figure, "grounds")["bars"]] == ["bare 1990"] and part(figure, "papers")["points"] == []
