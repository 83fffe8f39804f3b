"""Articles: the answer first, tables in words, the rest folded; and rows that try to be more than text."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pandas as pd
import pytest
from bluebook.ground import paths
from bluebook.runs import runs
from bluebook.site import articles, bases, cells, choices, entries, fronts, plates, presses, registers, sheets, steps, traces
from bluebook.site.addresses import Addresses
from bluebook.site.grids import Shown
from bluebook.site.labels import labels, number
from bluebook.site.printouts import read
from bluebook.site.ties import Ties

TEMPO = runs.Run("02-tempo")
SCRIPT, HEBREW = "<script>alert(1)</script>", "יצחק הרצוג"
VOID = {"meta", "link", "img", "br", "input", "hr", "path", "use"}


def shown(run):
    return Shown(run, run.file, paths.figures())


def stored(lang="en"):
    """The stored run of every notebook; with their figure in Japanese, those that are published."""
    return [shown(run) for run in map(lambda run: runs.otherwise(run, lang=lang), runs.committed()) if (paths.figures() / f"{run.figure}.svg").exists()]


def code(name, mime="", output=""):
    data = [{"output_type": "execute_result", "data": {mime: output}, "metadata": {}, "execution_count": 1}] if mime else []
    return {"cell_type": "code", "id": name, "source": f"{name}()", "metadata": {}, "execution_count": 1, "outputs": data}


def note(name, source):
    return {"cell_type": "markdown", "id": name, "source": source, "metadata": {}}


FRAME = pd.DataFrame({"level": ["summit"]})
CELLS = [
    note("title", "# How often?\n\nWhat this notebook does."), code("parameters"), note("check-note", "## The answer"), code("check", "text/markdown", "Asked."),
    note("sentence-note", "Without third parties:"), code("sentence", "text/markdown", "**Two meetings.** In all: 3."),
    note("rows-note", "## The rows\n\nOne row is one meeting."), code("rows", "text/html", FRAME.to_html()),
    note("guard-note", "This must hold:"), code("guard"),
    note("add-note", "Summed:"), code("add", "text/html", FRAME.to_html()),
    note("figure-note", "## The figure\n\nA block is one meeting."), code("figure", "image/png", "aaaa"),
    note("reading-note", "In words, lane by lane:"), code("reading", "text/markdown", "Summits: 2."),
    note("limits", "## What this does not show\n\nLength."), note("cite-note", "## Cite this figure"), code("cite", "text/markdown", "CITED"),
]  # fmt: skip


@pytest.fixture
def page(tmp_path):
    """The page of a notebook with one of everything."""
    book = tmp_path / "02-tempo.ipynb"
    book.write_text(json.dumps({"cells": CELLS, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    one = Shown(TEMPO, book, paths.figures())
    return presses.printed({"notebooks/02-tempo.ipynb": articles.article(one, [one], [one])})["notebooks/02-tempo.html"]


def test_the_answer_stands_first_then_figure_words_tables_the_folded_rule_and_the_limits(page):
    marks = ["<h1>", 'class="choose"', "Without third parties:", "Two meetings.</p>", "In all: 3.", '<figure id="tempo-usa-2022"', "A block is one meeting.",
             "Summits: 2.", '<div id="table-1">', "Summed:", '<div id="table-2">', '<details class="counted">', "What this notebook does.",
             "One row is one meeting.", "This must hold:", "</details></section>", "Length.", "<h2 id=\"run-it-again\">"]  # fmt: skip
    places = [page.index(mark) for mark in marks[:15]] + [page.rindex(mark) for mark in marks[15:]]
    assert places == sorted(places)
    assert "CITED" not in page and "Asked." not in page


def test_all_code_stands_in_one_fold_in_the_order_of_the_notebook(page):
    before, fold = page.split('<details class="counted">')
    names = [cell["id"] for cell in CELLS if cell["cell_type"] == "code"]
    assert re.findall(r'<span class="n">(\w+)</span><span class="p">\(\)', fold) == names and 'class="cell ' not in before


def test_a_text_that_ends_in_a_colon_introduces_the_table_below_it_and_is_not_folded():
    assert steps.is_rule(note("rows-note", "## The rows\n\nOne row is one meeting."))
    assert not steps.is_rule(note("rows-note", "## The rows\n\nOne row is one meeting. The first rows:"))
    assert not steps.is_rule(note("add-note", "Summed."))


@pytest.mark.parametrize("one", stored(), ids=lambda one: one.run.notebook)
def test_every_notebook_opens_with_the_sentence_that_it_computed(one):
    (sentence,) = [cell for cell in json.loads(one.book.read_text(encoding="utf-8"))["cells"] if cell["id"] == "sentence"]
    bold = re.match(r"\*\*(.+?)\*\*", "".join(sentence["outputs"][0]["data"]["text/markdown"]))[1]
    made = {cell["id"]: cell["source"] for cell in json.loads(articles.article(one, [one], [one]))["cells"]}
    assert str(articles.escape(bold.rstrip("."))) in made["site-answer"]
    assert list(made)[:2] == ["site-title", "site-choose"] and [*made].index("site-answer") <= 3


def test_the_list_of_notebooks_gives_each_answer_with_a_picture():
    for lang in ("en", "ja"):
        listed, every = fronts.notebooks(lang, stored(lang)), stored(lang)
        answers = [str(articles.escape(plates.record(one.figure, one.folder)["title"])) for one in every]
        assert re.findall(r'<span class="said">([^<]+)</span>', listed) == answers and listed.count("<img ") == len(every) > 0


def texts(html):
    """The cells of a table row by row, links as [words]."""
    rows = re.findall(r"<tr.*?</tr>", html, re.S)
    return [[re.sub(r"<[^>]+>", "", re.sub(r"<a [^>]*>(.*?)</a>", r"[\1]", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def made(frame, lang="en", **how):
    return sheets.sheet(frame.to_html(**how), "Table 1", lang, "../")


def test_a_table_says_labels_names_dates_and_numbers_as_a_reader_writes_them():
    frame = pd.DataFrame({"date": ["1999-01-06", "1999-02-01"], "level": ["foreign_ministers", "2+2"], "venue_country": ["USA", None],
                          "n": [1179, -3], "seen": [True, False], "partners": [["USA", "KOR"], ["AUS"]]})  # fmt: skip
    assert texts(made(frame)) == [["Date", "Level", "Country", "Number", "Seen", "Partners"],
                                  ["6 January 1999", "Foreign ministers", "United States", "1,179", "yes", "United States, Republic of Korea"],
                                  ["1 February 1999", "2+2", "–", "−3", "no", "Australia"]]  # fmt: skip
    assert texts(made(frame, "ja"))[1] == ["1999年1月6日", "外相", "米国", "1,179", "はい", "米国、韓国"]


def test_numbers_stand_at_the_right_and_years_have_no_comma():
    html = made(pd.DataFrame({"year": [2022], "n": [2022]}))
    assert re.findall(r'<td class="number">([^<]+)<', html) == ["2022", "2,022"]
    assert [number(text) for text in ("7", "1234567", "-0.13", "94%")] == ["7", "1,234,567", "−0.13", "94%"]


def test_whole_numbers_lose_the_point_that_a_missing_one_gave_them():
    assert texts(made(pd.DataFrame({"n": [216.0, None], "alpha": [1.0, 0.5]})))[1:] == [["216", "1.0"], ["–", "0.5"]]
    assert texts(made(pd.DataFrame({"remote": ["28.00", "0.82"]}, ["seen", "recall"])))[1:] == [["Seen", "28"], ["Recall", "0.82"]]


@pytest.mark.parametrize("index", [[0, 1], [48, 51]])
def test_row_numbers_are_left_out_also_those_of_a_selection(index):
    assert texts(made(pd.DataFrame({"n": [7, 8]}, index)))[1:] == [["7"], ["8"]]


def test_an_index_with_names_and_headers_of_two_levels_stay():
    columns = pd.MultiIndex.from_tuples([("in_person", "seen"), ("remote", "seen")], names=["medium", "number"])
    index = pd.MultiIndex.from_tuples([("bilateral", "summit"), ("bilateral", "2+2")], names=["format", "level"])
    html = made(pd.DataFrame([[1, 2], [3, 4]], index, columns))
    assert texts(html) == [["", "", "In person", "Remote"], ["Format", "Level", "Seen", "Seen"], ["Bilateral", "Summit", "1", "2"], ["2+2", "3", "4"]]
    assert '<th scope="row" rowspan="2">Bilateral</th>' in html


def test_rows_that_pandas_left_out_are_counted():
    rows = texts(made(pd.DataFrame({"n": range(10)}), max_rows=4, show_dimensions=True))
    assert rows[3] == ["6 more rows"] and len(rows) == 6
    assert read(pd.DataFrame({"n": range(3)}).to_html()).left_out == 0


def test_rows_of_events_that_were_left_out_are_found_in_the_record_narrowed_down_to_the_run():
    lines = pd.DataFrame([{name: EVENT[name] for name in ("date", "level", "format", "channel")}] * 3)
    more = choices.record(shown(TEMPO), "../")
    assert more == "../record/index.html#partner=USA&from=2022-01-01&to=2022-12-31"
    html = sheets.sheet(lines.to_html(max_rows=2, show_dimensions=True), "", "en", "../", more=more)
    assert texts(html)[2] == ["one more row · [all events of this selection in the record]"] and more.replace("&", "&amp;") in html
    assert more not in sheets.sheet(pd.DataFrame({"n": range(9)}).to_html(max_rows=2, show_dimensions=True), "", "en", "../", more=more)


EVENT = next(row for row in cells.raw("events") if row["event_id"] == "2022-05-23-USA-summit")


def test_a_cut_address_is_whole_again_and_says_whose_page_it_is_and_the_day_leads_to_the_event():
    line = pd.DataFrame([{name: EVENT[name] for name in ("date", "level", "channel", "source_url")}])
    with pd.option_context("display.max_colwidth", 30):
        printed = line._repr_html_()
    html = sheets.sheet(printed, "Table 1", "en", "../")
    assert EVENT["source_url"] not in printed
    assert texts(html)[1][0] == "[23 May 2022]" and f'href="{EVENT["source_url"]}"' in html and "..." not in html
    assert 'href="../record/events/2022-05-23-USA-summit.html"' in html
    assert texts(html)[1][-1] == f"[{EVENT['source_publisher']}]"


def test_a_copy_names_its_place_and_an_address_that_stays_cut_is_no_link():
    said = labels("en")
    assert said.page("https://gov-base.info/2022/11/17/174746").striptags() == "MOFA (gov-base.info)"
    assert "<a" not in said.page("https://www.mofa.go.jp/pres…") and said.page("https://www.mofa.go.jp/pres…") == "MOFA"
    assert traces.longer("https://www.mofa.go.jp/...", ["https://www.mofa.go.jp/a", "https://www.mofa.go.jp/b"]) == "https://www.mofa.go.jp/…"


def test_the_id_of_an_event_leads_to_its_page_in_a_table_and_in_a_sentence(page):
    html = made(pd.DataFrame({"event_ids": ["2022-05-23-USA-summit;1999-01-01-USA-summit"]}))
    assert texts(html)[1] == ["[23 May 2022, United States, Summit], 1999-01-01-USA-summit"]
    for lang, said in (("en", "[23 May 2022](../"), ("ja", "[2022年5月23日](../ja/")):
        text = articles.spoken({}, "most (2022-05-23-USA-summit)", shown(runs.otherwise(TEMPO, lang=lang)), "../")
        assert text == f"most ({said}record/events/2022-05-23-USA-summit.html))"
    sourced = articles.spoken({}, "[2022-05-23-USA-summit](https://www.mofa.go.jp/a_b.html)", shown(TEMPO), "../")
    assert sourced == "[23 May 2022](../record/events/2022-05-23-USA-summit.html) ([MOFA](https://www.mofa.go.jp/a_b.html))"


def test_totals_are_said_by_channel_and_a_cut_one_says_that_it_goes_on():
    frame = pd.DataFrame({"published": ["{'total': 9, 'in_person': 4}", "{'total': 8, 'in_person': 5, 'vid..."]})
    assert texts(made(frame))[1:] == [["9 (4 in person)"], ["8 (5 in person …)"]]


# the marks over a picture

@pytest.mark.parametrize(("lang", "root", "home"), [("en", "../", "../"), ("ja", "../../", "../../ja/")])
def test_a_mark_leads_to_the_page_of_its_event_in_the_tree_of_the_page(lang, root, home):
    html = plates.plate("tempo-usa-2022", paths.figures(), lang, root, article=True)
    ids = {name for name in plates.record("tempo-usa-2022", paths.figures())["rows"] if name[:4] == "2022"}
    assert set(re.findall(r'<a href="([^"]+)"><title>', html)) == {f"{home}record/events/{quote(name)}.html" for name in ids}


def test_an_article_shows_the_picture_as_it_is_published_with_the_marks_over_it_and_other_pages_the_picture_alone():
    svg = (paths.figures() / "tempo-usa-2022.svg").read_text(encoding="utf-8")
    article, other = (plates.plate("tempo-usa-2022", paths.figures(), "en", "../", article=whether) for whether in (True, False))
    assert all('src="../figures/tempo-usa-2022.svg"' in html for html in (article, other)) and len(article) < len(svg) / 4
    assert "<title>" in article and "<svg" not in other


# rows that try to be more than text

class Balance(HTMLParser):
    """Notes what opens and doesn't close, and every script and address."""

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong, self.links, self.scripts = [], [], [], 0
        self.feed(html)
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if self.open[-1:] == [tag]:
            self.open.pop()
        elif tag not in ("p", "li"):
            self.wrong.append(tag)


def whole(html):
    """The page, after a look at it: what opens closes, and nothing runs."""
    seen = Balance(html)
    assert seen.wrong == [] and seen.scripts == 0 and not [link for link in seen.links if "script:" in link]
    return html


def entry(lang="en", **given):
    return whole(entries.page(EVENT | given, None, None, Ties({}, {}, {}, {}, {}, {}), Addresses(cells.words(lang))))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_script_in_a_cell_is_text_on_the_page_of_its_event(lang):
    html = entry(lang, occasion=SCRIPT, notes=SCRIPT, japan_lead=SCRIPT, venue_city=SCRIPT)
    assert html.count("&lt;script&gt;alert") == 4


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " javascript:alert(1)"])
def test_an_address_that_is_none_is_text(address):
    assert address.strip() in entry(source_url=address, source2_url=address)
    row = cells.raw("documents")[0] | {"source_url": address}
    assert "<a" not in str(registers.shown("documents", ["source_url"], row, cells.words("en"))[0])
    assert 'href="javascript' not in made(pd.DataFrame({"source_url": [address]}))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_name_that_runs_right_to_left_stands_apart_from_its_line(lang):
    assert f"<bdi>{HEBREW}</bdi>" in entry(lang, partner_leads=HEBREW)
    assert f"<bdi>{HEBREW}</bdi>" in made(pd.DataFrame({"partner_leads": [[HEBREW]]}), lang)
    assert "<bdi>" not in entry(lang)


def test_an_event_without_topics_has_a_whole_page():
    html = entry(topics="")
    assert cells.words("en").label(["topic"], EVENT["topics"].split(";")[0]) not in html.partition('id="recorded"')[0]


def test_a_title_that_is_a_script_is_text_in_lists_tables_and_citations():
    row = cells.raw("documents")[0] | {"title": SCRIPT}
    assert "&lt;script&gt;" in whole(str(registers.shown("documents", ["doc_title"], row, cells.words("en"))[0]))
    assert "&lt;script&gt;" in whole(made(pd.DataFrame({"title": [SCRIPT], "what": [SCRIPT]}), "ja"))
    page = fronts._filled("cards.html", "en", title=SCRIPT, lede="", groups=[(SCRIPT, [{"href": "x", "title": SCRIPT, "text": SCRIPT, "picture": ""}])])
    assert "&lt;script&gt;" in whole(page)
    assert bases.Basis(SCRIPT).said == SCRIPT  # escaped by the template that shows it, as on a figure's page
