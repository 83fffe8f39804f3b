"""The pages of the record: whole, tied together, escaped, and the same every time."""

import codecs
import csv
import io
import json
import posixpath
import re
import shutil
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote

import pytest
from bluebook.figures import records
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import axes, codebook, tables
from bluebook.site import (
    addresses,
    builds,
    catalogues,
    cells,
    changes,
    codebooks,
    coverages,
    entries,
    fronts,
    record_pages,
    registers,
    ties,
    words,
)
from defusedxml import ElementTree
from lxml import html
from markupsafe import escape

EVENT = "2022-05-23-USA-summit"
FRAMED = {"index.html", "read.html", "rerun.html", "cite.html"}  # what the frame leads to and other modules make
EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def pages():
    """Every page of the record in English, as HTML of its body."""
    return record_pages.pages("en")


def read(text):
    return html.fromstring(f"<div>{text}</div>")


def words_of(tree):
    return " ".join(tree.text_content().split())


def page_of(event, words=None):
    """The page of one event, without making all the others."""
    row = next(row for row in cells.raw("events") if row["event_id"] == event)
    return entries.page(row, None, None, ties.ties(), addresses.Addresses(words or cells.words("en")))


def test_every_event_has_a_page_whose_address_is_its_id(pages):
    ids = set(tables.events()["event_id"])
    assert {path.removeprefix("record/events/").removesuffix(".html") for path in pages if path.startswith("record/events/")} == ids
    assert all("/" not in event and "%" not in event for event in ids)


def test_every_event_stands_in_the_list_of_its_year_with_a_link_that_leads_to_its_page(pages):
    lists = {path[-9:-5]: read(text) for path, text in pages.items() if path.startswith("record/years/")}
    links = {year: tree.xpath("//tbody/tr/th/a/@href") for year, tree in lists.items()}
    assert sorted(unquote(link)[10:-5] for some in links.values() for link in some) == sorted(tables.events()["event_id"])
    assert all(link.startswith(f"../events/{year}") and f"record/{unquote(link)[3:]}" in pages and "+" not in link
               for year, some in links.items() for link in some)  # fmt: skip
    assert "../events/2022-01-07-USA-2%2B2.html" in links["2022"]


def test_the_page_of_the_record_begins_with_the_latest_events_and_leads_to_every_year(pages):
    tree = read(pages["record/index.html"])
    shown = [unquote(link)[7:-5] for link in tree.xpath('//table[@id="events"]/tbody/tr/th/a/@href')]
    assert shown == list(tables.events()["event_id"])[: -catalogues.FIRST - 1 : -1]
    assert {f"record/{link}" for link in tree.xpath('//nav[@class="yearly"]//a/@href')} == {
        path for path in pages if path.startswith("record/years/")}  # fmt: skip


def test_a_page_of_an_event_shows_in_words_or_as_an_address_every_cell_that_is_filled(pages):
    row = next(row for row in cells.raw("events") if row["event_id"] == EVENT)
    page, words_ = pages[f"record/events/{EVENT}.html"], cells.words("en")
    for column, details in codebook.columns("events").items():
        for cell in filter(None, row[column].split(";") if details["many"] else [row[column]]):
            said = {"term": words_.label(details["lists"], cell), "country": words_.names.get(cell, cell), "date": words_.day(cell),
                    "when": words_.day(cell)}.get(details["kind"], cell)  # fmt: skip
            assert str(escape(said)) in page or quote(cell, safe="") in page, column


def test_a_page_of_an_event_says_in_words_what_took_place_and_how_it_was_coded(pages):
    text = words_of(read(pages[f"record/events/{EVENT}.html"]))
    for part in ("Japan and the United States", "23 May 2022 · Summit · In person", "135 minutes", "Tokyo, Japan", "Kishida Fumio",
                 "Opening only", "In the ministry's total", "issued by Kantei", "Event 2022-05-23-USA-summit of the bluebook record"):  # fmt: skip
        assert part in text, part


def test_a_page_of_an_event_names_its_document_its_visit_and_the_others_of_the_day(pages):
    links = read(pages[f"record/events/{EVENT}.html"]).xpath("//a/@href")
    assert {"../documents.html#2022-05-23-JPN%2BUSA-joint_statement", "../visits.html#2022-05-22-USA-JPN-biden",
            "2022-05-23-USA-foreign_ministers.html"} <= set(links)  # fmt: skip
    assert [link for link in links if EVENT in link] == [f"../../ja/record/events/{EVENT}.html"]


def test_a_page_of_an_event_names_the_figures_whose_records_hold_it_one_width_and_language_each(pages):
    shown = {link.rpartition("/")[2].removesuffix(".html") for link
             in read(pages[f"record/events/{EVENT}.html"]).xpath('//ul[contains(@class,"figures")]//span/a/@href')}  # fmt: skip
    most = len(tables.events()) / 2
    holding = {record["id"] for record in records.every() if EVENT in record["rows"] and len(record["rows"]) <= most}
    assert shown == {one for one in holding if not re.search("-ja$|-card|-89mm", one)} and "tempo-usa-2022" in shown
    assert "leaders-all-2013-2025" not in shown  # it draws most of the record, and says nothing of this event


def test_of_one_figure_the_language_of_the_page_is_named_and_the_full_width():
    known = ["tempo-usa-2022", "tempo-usa-2022-ja", "tempo-usa-2022-89mm", "tempo-usa-2022-89mm-ja", "years-usa-card", "agenda-usa-2022"]
    assert entries.plain(known, "en") == ["agenda-usa-2022", "tempo-usa-2022", "years-usa-card"]
    assert entries.plain(known, "ja") == ["agenda-usa-2022", "tempo-usa-2022-ja", "years-usa-card"]


def test_pages_of_events_are_chained_from_the_first_to_the_last(pages):
    ids = [row["event_id"] for row in cells.raw("events")]
    walked, here = [], ids[0]
    while here:
        walked.append(here)
        here = unquote(read(pages[f"record/events/{here}.html"]).xpath('string(//a[@rel="next"]/@href)')).removesuffix(".html")
    assert walked == ids
    assert not read(pages[f"record/events/{ids[0]}.html"]).xpath('//a[@rel="prev"]')


def test_every_link_inside_the_record_leads_to_a_page_and_an_anchor_that_are_there(pages):
    anchors = {path: set(re.findall(r'\sid="([^"]+)"', text)) for path, text in pages.items() if path.endswith(".html")}
    shared = set(record_pages.assets())
    links = {(path, link) for path in anchors for link in re.findall(r'href="([^":]*)"', pages[path])}
    for path, anchor in sorted(links):
        address, _, name = anchor.partition("#")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address))) if address else path
        if not place.startswith(("notebooks/", "figures/", "static/", "ja/")) and place not in shared | FRAMED:
            assert place in pages, f"{path} leads to {anchor}"
            assert not name or "=" in name or unquote(name) in anchors[place], f"{path} leads to {anchor}"


def test_a_correction_stands_on_the_page_of_its_event(copy_of_data):
    file = copy_of_data.folder / "corrections.csv"
    row = f"{EVENT},venue_city,Kyoto,Tokyo,the page says Tokyo,https://www.mofa.go.jp/a,2026-12-01,9.9.9\n"
    file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")
    tables._checked.cache_clear()
    assert "venue_city was “Kyoto” and is “Tokyo”, because the page says Tokyo" in words_of(read(page_of(EVENT)))
    assert "occasion was “Visit of President Biden to Japan” and is empty" in words_of(read(page_of(EVENT)))
    first = changes.entries(cells.words("en"))[0]
    assert (first["title"], first["day"]) == (f"Correction: {EVENT}, venue_city", "2026-12-01")


def test_the_filters_offer_what_occurs_and_how_often():
    words_, rows = cells.words("en"), cells.raw("events")
    offered = {name: {value: number for value, _, number in catalogues.options(name, rows, words_)} for name in catalogues.FILTERS}
    assert sum(offered["year"].values()) == sum(offered["channel"].values()) == len(rows)
    assert offered["partner"]["CAN"] == sum("CAN" in row["partners"].split(";") for row in rows)
    assert [label for _, label, _ in catalogues.options("level", rows, words_)][:2] == ["Summit", "Foreign ministers"]


def test_leads_stand_by_what_is_missing_and_none_is_lost():
    tree = read(registers.leads(cells.words("en")))
    counts = [int(number) for number in tree.xpath('//span[@class="count"]/text()')]
    assert sum(counts) == len(tables.leads()) == len(tree.xpath("//tbody/tr"))
    assert counts[0] == sum((tables.leads()["status"] == "open") & (tables.leads()["event_id"] == ""))


def test_every_state_of_coverage_stands_in_the_matrix_and_leads_to_its_reason():
    tree = read(coverages.page(cells.words("en")))
    links = [unquote(link[1:]) for link in tree.xpath('//table//a[contains(@class,"state")]/@href')]
    assert len(links) == len(set(links)) == len(tables.coverage())
    reasons = {block.get("id"): block.xpath("string(dd)") for block in tree.xpath('//dl[@class="reasons"]/div')}
    assert set(links) == set(reasons) and reasons["USA-2022-bilateral-summit"].startswith("Eight talks are recorded")


def test_the_codebook_has_every_column_and_every_term_of_a_column():
    text = codebooks.page(cells.words("ja"))
    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert {f"{table}.{column}" for table in codebook.MODELS for column in codebook.columns(table)} <= anchors
    assert {f"term-channel-{term}" for term in tables.labels("channel")} | {"term-level-2+2", "list-topic"} <= anchors
    assert "頁に記された所要時間(分)" in text and "テレビ会議" in text
    assert "length in minutes as stated" in codebooks.page(cells.words("en"))


def test_a_japanese_page_has_japanese_labels_and_marks_what_is_english():
    tree = read(page_of(EVENT, cells.words("ja")))
    text = words_of(tree)
    assert "日本・米国" in text and "2022年5月23日 · 首脳 · 対面" in text and "東京、日本" in text
    assert tree.xpath('//h2[text()="注記"]/following-sibling::p[1]/span[@lang="en"]')


def test_both_languages_have_the_same_wordings_with_the_same_blanks():
    english, japanese = cells.words("en").wordings, cells.words("ja").wordings
    assert list(english) == list(japanese)
    for word in english:
        blanks = [sorted(re.findall(r"{\w+}", form)) for form in (english[word], japanese[word])]
        assert blanks[0] == blanks[1] and english[word] and japanese[word], word


# what comes from a table is text, whatever it looks like


def test_a_script_in_a_cell_is_shown_and_not_obeyed(copy_of_data):
    copy_of_data("events", "Three parts: very small group", f"{EVIL} Three parts")
    copy_of_data("events", "G7 Elmau Summit", "Visit</td></table><img src=x onerror=alert(1)>")
    copy_of_data("documents", "Japan-U.S. Joint Leaders' Statement", f"{EVIL} Joint Leaders' Statement")
    copy_of_data("leads", "Meeting of Hayashi and Joly", f"{EVIL} Meeting of Hayashi and Joly")
    copy_of_data("coverage", "Eight talks are recorded", f"{EVIL} Eight talks are recorded")
    both = [cells.words(lang) for lang in ("en", "ja")]
    elmau = next(row["event_id"] for row in cells.raw("events") if "<img" in row["occasion"])
    assert "&lt;img src=x onerror" in page_of(elmau) and "<img" not in page_of(elmau)
    for words_ in both:
        made = [page_of(EVENT, words_), catalogues.years(words_)["record/years/2022.html"], registers.documents(words_), registers.leads(words_),
                coverages.page(words_)]  # fmt: skip
        assert all("<script>" not in text and "<img" not in text for text in made)
        assert sum("&lt;script&gt;" in text for text in made) == 4


def test_a_quotation_mark_in_a_cell_ends_no_attribute(copy_of_data):
    copy_of_data("events", "G7 Elmau Summit,", '"""onmouseover=""alert(1) \'x",')
    event = next(row["event_id"] for row in cells.raw("events") if "onmouseover" in row["occasion"])
    tree = read(page_of(event))
    assert not tree.xpath("//*[@onmouseover]") and 'onmouseover="alert(1) \'x' in words_of(tree)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//elsewhere.jp/", "ftp://a.jp/",
                                     ' javascript:alert(1)', 'https://a.jp/"onclick="x', "https://", "java\tscript:alert(1)"])  # fmt: skip
def test_only_an_http_address_becomes_a_link(address):
    assert "<a" not in cells.link(address) and "<a" not in cells.link(address, "the page")
    assert 'href="https://a.jp/?a=1&amp;b=2"' in cells.link("https://a.jp/?a=1&b=2")


def test_addresses_in_free_text_are_links_and_the_rest_is_text():
    shown = cells.prose('see https://a.jp/x?a=1&b=2, (http://b.jp/c). javascript:alert(1) <b> "q" 頁https://c.jp/d。')
    assert re.findall(r'href="([^"]*)"', shown) == ["https://a.jp/x?a=1&amp;b=2", "http://b.jp/c", "https://c.jp/d"]
    assert "&lt;b&gt;" in shown and shown.endswith("</a>。")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_a_spreadsheet_takes_for_a_formula_is_made_harmless(cell):
    assert cells.neutral(cell) == f"'{cell}"
    (line,) = cells.csv_lines([[cell, "plain", 'a "b", c']])
    assert next(csv.reader(io.StringIO(line, newline=""))) == [f"'{cell}", "plain", 'a "b", c']


def test_the_lines_to_save_are_the_table_and_end_no_script(copy_of_data):
    copy_of_data("events", "Three parts: very small group", "</script><script>alert(1)</script>=")
    script = catalogues.script()
    assert "<" not in script
    lines = json.loads(script.removeprefix("window.bluebookEvents = ").rstrip(";\n"))
    saved = list(csv.DictReader(io.StringIO("\n".join(lines) + "\n", newline="")))
    assert saved == cells.raw("events")  # no cell of the record begins like a formula


def test_the_whole_table_to_download_is_marked_as_utf_8_for_spreadsheets_and_the_table_of_the_record_is_not():
    recorded = (paths.data() / "events.csv").read_bytes()
    assert record_pages.assets()["record/events.csv"] == codecs.BOM_UTF8 + recorded and not recorded.startswith(codecs.BOM_UTF8)


def test_tags_in_the_changelog_are_shown_and_not_obeyed():
    shown = changes.html(f"{EVIL}\n\n[x](javascript:alert(1)) `<b>`")
    assert "<script" not in shown and "<a" not in shown and "&lt;b&gt;" in shown


# changes


def test_the_changelog_is_whole_and_its_long_lists_are_folded():
    tree = read(changes.page(cells.words("en")))
    assert [words_of(heading) for heading in tree.xpath("//h2")] == [section["title"] for section in changes.versions()]
    assert any("Length" in summary for summary in tree.xpath("//details/summary/text()"))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_feed_is_rss_and_its_dates_are_the_changelogs(lang):
    feed = changes.feed(cells.words(lang))
    tree = ElementTree.fromstring(feed)
    assert (tree.tag, tree.get("version")) == ("rss", "2.0") and tree.find("channel/language").text == lang
    days = [parsedate_to_datetime(item.find("pubDate").text).date().isoformat() for item in tree.iter("item")]
    assert days == sorted(days, reverse=True) and days[-1] == "2026-11-23"
    assert len({item.find("guid").text for item in tree.iter("item")}) == len(days)
    assert feed == changes.feed(cells.words(lang))


# what the builder asks for


def test_a_page_of_an_event_is_small(pages):
    weights = [len(text.encode()) for path, text in pages.items() if "/events/" in path]
    assert max(weights) < 12_000 and sum(weights) < 6_000 * len(weights)


def test_the_events_of_a_year_can_be_cited_from_one_file_each_under_its_id():
    made = entries.bibliography()
    ids = [row["event_id"] for row in cells.raw("events")]
    assert [key for text in made.values() for key in re.findall(r"^@misc\{(.+),$", text, re.M)] == ids
    assert f"@misc{{{EVENT}," in made["record/cite/2022.bib"]


def test_the_same_tables_give_the_same_pages(pages):
    assert record_pages.pages("en") == pages
    assert set(record_pages.pages("ja")) == set(pages) and words.LANGS == ("en", "ja")


def test_a_page_of_an_event_tells_the_five_axes_and_why_one_fails():
    held, abroad = "2022-05-23-USA-summit", "2013-02-22-USA-summit"
    for event, lang, said, failing in ((held, "en", "Who spoke for Japan", 0), (abroad, "en", "The day in Japan: the page does not state", 1),
                                       (abroad, "ja", "日本での日付の記載なし", 1)):
        words_ = cells.words(lang)
        rows = {(row.xpath("string(dt)"), words_of(row.xpath("dd")[0]))
                for row in read(page_of(event, words_)).xpath('//dl[@class="coding"]/div')}
        told = [(name, text) for name, text in rows if name in (words_.say("axes"), words_.say("axes_not"))]
        assert any(said in text for _, text in told)
        assert sum(name == words_.say("axes_not") for name, _ in told) == failing
        assert all(sum(words_.say(f"axis_{axis}") in text for _, text in told) == 1 for axis in axes.AXES)


def test_candidates_stand_in_the_record_marked_and_apart(copy_of_data):
    shutil.rmtree(copy_of_data.folder / "candidates")
    assert "candidate" not in catalogues.page(cells.words("en"))
    place = copy_of_data.folder / "candidates" / "mine"
    place.mkdir(parents=True)
    header, row = (copy_of_data.folder / "events.csv").read_text(encoding="utf-8").splitlines()[:2]
    (place / "events.csv").write_text(f"{header}\n{row.replace(row.split(',')[0], '2031-01-02-USA-summit').replace(row[:10], '2031-01-02')}\n", encoding="utf-8")
    for lang, said in (("en", "1 row that has not been released yet."), ("ja", "候補1件")):
        page = read(catalogues.page(cells.words(lang)))
        section = page.xpath('//section[@aria-labelledby="candidates"]')[0]
        assert said in section.text_content() and len(section.xpath(".//tbody/tr")) == 1
        assert len(page.xpath('//table[@id="events"]/tbody/tr')) == catalogues.FIRST and "2031" not in catalogues.script()


def test_a_site_is_not_built_of_rows_that_the_figures_do_not_know(copy_of_data, tmp_path):
    lines = (copy_of_data.folder / "visits.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy_of_data.folder / "visits.csv").write_text("".join([*lines, lines[-1].replace("20", "21", 1)]), encoding="utf-8")
    with pytest.raises(Refused, match="the tables have rows that the figures do not include") as refusal:
        builds.build(tmp_path / "site", lambda line: None)
    assert "bluebook release" in str(refusal.value) and not list(tmp_path.glob("site*"))


def test_the_page_of_a_figure_lists_the_corrections_of_its_rows_alone():
    change = cells.raw("corrections")[0]
    assert fronts.corrected(["2022-01-01-XXX-summit"]) == []
    (found,) = fronts.corrected([change["event_id"]])[-1:]
    assert found[0] == change["event_id"] and change["column"] in found[2].split(", ")


def test_of_a_long_text_that_was_corrected_the_part_that_differs_is_shown():
    same = "a note of many words that says where and when the two of them met"
    old, new = changes.differing(f"{same}; video", f"{same}; telephone")
    assert (old, new) == ("…and when the two of them met; video", "…and when the two of them met; telephone")
    assert changes.differing("video", "telephone") == ("video", "telephone") and changes.differing("", same) == ("", same)
