"""The charts of beginnings, outcomes and margins on the record itself: no word touches another, no figure is too tall."""

import pytest
from bluebook import parameters
from bluebook.charts import milestones, skylines, threads
from bluebook.counts import beginnings, coverages, gatherings, margins, outcomes, partners, tallies
from bluebook.record import tables
from bluebook.views import answers, words
from bluebook.views import beginnings as terms
from bluebook.views import margins as places
from bluebook.views import outcomes as papers

TALL = 1.4  # times the width, at 183 mm


def of_beginnings(asked):
    codes = sorted(partners.sought(tables.coverage(), asked.years)) if asked.partner == "ALL" else [asked.partner]
    _, kept, reached = beginnings.followed(tables.offices(), tables.events(), tables.occasions(), tables.coverage(), codes, asked.first, asked.last)
    return milestones.tracks(terms.groups(kept, reached, asked), terms.ticks(asked.lang), terms.series(asked.lang), width=asked.width,
                             title=terms.title(kept, beginnings.table(kept, reached), answers.of_lanes(asked, tallies.TOP)), note=terms.note(kept, reached, asked),
                             heads=terms.heads(asked.lang), empty=words.say("beginnings_empty", asked))  # fmt: skip


def of_outcomes(asked):
    issued = outcomes.papers(tables.documents(), asked.partner, asked.first, asked.last)
    tied = outcomes.tied(outcomes.meetings(tallies.select(tables.events(), asked.partner, asked.first, asked.last)), issued)
    yearly, table = outcomes.by_year(tied, asked.years), outcomes.columns(issued, tables.events())
    status = coverages.by_year(coverages.of_partner(tables.coverage(), asked.partner, asked.years, tallies.TOP))
    return threads.threads(papers.years(table, issued, status, asked), papers.blocks(yearly, asked), papers.lines(table, issued, asked),
                           papers.series(asked.lang), papers.words(asked.lang), title=papers.title(yearly, answers.of_lanes(asked, tallies.TOP)),
                           note=words.say("outcomes_note", asked), width=asked.width)  # fmt: skip


def of_margins(asked):
    held = margins.met(tallies.select(tables.events(), asked.partner, asked.first, asked.last), tables.occasions())
    gathered, yearly = margins.gatherings(held, tables.occasions()), margins.by_year(held, asked.years)
    status, sought = coverages.by_year(coverages.of_partner(tables.coverage(), asked.partner, asked.years, tallies.TOP)), gatherings.sought(tables.coverage(), asked.years)
    return skylines.skylines(places.groups(held, gathered, asked), places.grid(yearly, status, sought, asked), places.series(asked.lang),
                             title=places.title(held, gathered, answers.of_lanes(asked, tallies.TOP)), note=places.note(asked), width=asked.width,
                             bare=words.say("not_collected", asked), empty=words.say("margins_empty", asked))  # fmt: skip


@pytest.mark.parametrize("draw", [of_beginnings, of_outcomes, of_margins], ids=["beginnings", "outcomes", "margins"])
@pytest.mark.parametrize(("width", "lang"), [("183mm", "en"), ("183mm", "ja"), ("89mm", "en")])
@pytest.mark.parametrize(("partner", "first"), [("USA", "2013"), ("CAN", "2013"), ("CHN", "2013"), ("KOR", "2022"), ("ALL", "2013"), ("DEU", "1990")])
def test_on_the_record_no_words_touch_and_no_figure_is_too_tall(draw, partner, first, width, lang, collisions):
    if partner == "ALL" and draw is of_outcomes:
        pytest.skip("of one partner only")
    last = first if first in ("2022", "1990") else "2025"
    figure = draw(parameters.typed(everyone=True, partner=partner, first=first, last=last, lang=lang, width=width))
    assert collisions(figure) == []
    wide, high = figure.get_size_inches()
    assert width == "89mm" or high <= TALL * wide
