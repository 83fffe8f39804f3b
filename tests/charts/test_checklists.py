"""The checklist of the overview on the record itself: one page, no word over another, no word on a bar or a symbol."""

import pytest
from bluebook import parameters
from bluebook.charts import checklists
from bluebook.counts import agendas, agreements, statements, themes
from bluebook.record import tables
from bluebook.views import overviews, words

TALL = 1.4  # times the width, at 183 mm


@pytest.mark.parametrize(("width", "lang"), [("183mm", "en"), ("183mm", "ja"), ("89mm", "en"), ("89mm", "ja")])
def test_the_overview_fits_a_page_and_no_words_touch(width, lang, collisions, crossed):
    asked = parameters.check(first="2022", last="2022", lang=lang, width=width)
    said, events = tables.statements(), tables.events()
    totals = statements.reconciled(said, tables.claims(), events, tables.leads(), tables.coverage())
    sought = themes.sought(said, events, agendas.trust(agreements.by_topic(agreements.paired(events, tables.agreement()))))
    found = statements.evidence(said, {"events": events, "documents": tables.documents(), "visits": tables.visits()}, totals, sought)
    judged = statements.judge(said, found, totals, sought)
    lines = overviews.parts(judged, statements.marks(judged, found, sought), sought, lang)
    figure = checklists.checklist(lines, title="t", note=words.say("statements_note", asked), width=asked.width, legend=overviews.legend(lang))
    assert collisions(figure) == [] and crossed(figure) == set()
    wide, high = figure.get_size_inches()
    assert width == "89mm" or high <= TALL * wide
