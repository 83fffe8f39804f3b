"""The marks of an SVG: each says which row it stands for and leads to its page; an address or a title can do no harm."""

import io
import re
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from bluebook.charts import behind, sheets
from bluebook.figures import embeddings, marks, pictures
from bluebook.record import tables
from bluebook.views import rows
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

sys.path.append(str(Path(__file__).parents[1] / "notebooks"))
import played

SUMMIT, CALL = "2022-05-23-USA-summit", "2022-01-06-USA-foreign_ministers"
HREF = "{http://www.w3.org/1999/xlink}href"


def drawn(*urls, dots=None):
    """An SVG with a square a url, and a row of dots with one url for all of them."""
    figure = Figure(figsize=(1, 1))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    for place, url in enumerate(urls):
        axes.add_patch(Rectangle((place * 0.1, 0), 0.05, 0.1, gid="one name for all", url=url))
    if dots:
        axes.scatter([0.2 * place for place in range(1, 4)], [0.5] * 3, gid="dots", urls=[dots])
    with sheets.style():
        figure.savefig(buffer := io.BytesIO(), format="svg", metadata={"Date": None, "Title": "a title"})
    return buffer.getvalue()


def found(svg):
    """Each mark with a title: its tag, what it leads to, its row's id and its title."""
    root = etree.fromstring(svg)
    return [(etree.QName(node).localname, node.get(HREF), node.get("data-row"), node[0].text) for node in root.iter()
            if node is not root and len(node) and node[0].tag == marks.TITLE]  # fmt: skip


def page_of(event):
    return tables.events().set_index("event_id").loc[event, "source_url"]


def test_a_mark_of_one_row_has_its_title_and_leads_to_its_page():
    svg = marks.told(drawn(behind.rows([SUMMIT]), behind.rows([])), "en")
    assert found(svg) == [("a", page_of(SUMMIT), SUMMIT, "2022-05-23 · Japan and the United States, summit, Tokyo")]
    assert found(marks.told(drawn(behind.rows([CALL])), "ja"))[0][3] == "2022年1月6日 · 日本・米国、外相、電話"


def test_a_mark_of_several_rows_says_how_many_and_which_and_leads_nowhere():
    svg = marks.told(drawn(behind.rows([SUMMIT, CALL])), "en")
    ((tag, href, row, title),) = found(svg)
    assert (tag, href, row) == ("g", None, None)
    assert title == f"2 rows: {SUMMIT}; {CALL}"


def test_of_many_rows_the_first_are_named():
    many = [rows.Row(str(number), "", "") for number in range(6)]
    assert rows.several(many, "en", 2) == "6 rows: 0; 1 …"


def test_each_dot_of_a_row_of_dots_is_a_mark():
    svg = marks.told(drawn(dots=behind.marks([SUMMIT, "", CALL])), "en")
    assert [(tag, row) for tag, _, row, _ in found(svg)] == [("a", SUMMIT), ("a", CALL)]
    assert len(etree.fromstring(svg).findall(f".//{marks.USE}")) == 3


def test_a_row_that_the_record_does_not_have_is_drawn_and_not_linked():
    svg = marks.told(drawn("#2022-05-23-USA-tea"), "en")
    assert found(svg) == [] and b"href=" not in svg and svg.count(b"<path") == 2  # the square and the paper


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "http://[", ""])
def test_an_address_that_is_no_web_page_is_no_link(address, monkeypatch):
    monkeypatch.setattr(rows, "known", lambda ids, lang: {SUMMIT: rows.Row(SUMMIT, "a title", address)})
    svg = marks.told(drawn(behind.rows([SUMMIT])), "en")
    assert found(svg) == [("a", None, SUMMIT, "a title")]
    assert led(svg, {SUMMIT: address}) == [(None, "a title")]


def test_a_title_with_signs_of_markup_stays_text(monkeypatch):
    title = '</title><script>alert("1")</script> & ‮a'
    monkeypatch.setattr(rows, "known", lambda ids, lang: {SUMMIT: rows.Row(SUMMIT, title, "https://a.b/?c=1&d=\"<e>")})
    svg = marks.told(drawn(behind.rows([SUMMIT])), "en")
    assert found(svg) == [("a", "https://a.b/?c=1&d=\"<e>", SUMMIT, title)] and b"<script" not in svg


def led(svg, places):
    """Return where the marks of an overlay lead, and their titles."""
    over = etree.fromstring(marks.overlay(svg, lambda name: places.get(name, ""), "f", "events"))
    return [(node.get("href"), node.findtext("title")) for node in over.iter("a")]


def test_the_site_leads_marks_to_its_own_pages_and_some_nowhere():
    svg = marks.told(drawn(behind.rows([SUMMIT]), behind.rows([CALL])), "en")
    titles = [title for _, _, _, title in found(svg)]
    assert led(svg, {SUMMIT: f"../record/events/{SUMMIT}.html"}) == [(f"../record/events/{SUMMIT}.html", titles[0]), (None, titles[1])]


def test_over_the_picture_lie_shapes_without_paint_at_the_places_of_the_marks():
    svg = marks.told(drawn(behind.rows([SUMMIT]), behind.rows([CALL, SUMMIT])), "en")
    over = etree.fromstring(marks.overlay(svg, str, "f", "events"))
    assert [node.tag for node in over] == ["a", "g"] and over.get("viewBox") == etree.fromstring(svg).get("viewBox")
    shapes = [node.get("d") for node in etree.fromstring(svg).iter(marks.PATH) if node.getparent().tag in (marks.LINK, marks.GROUP)]
    assert len(shapes) == 2 and [dict(node.attrib) for node in over.iter("path")] == [{"d": shape} for shape in shapes]


def test_a_drawing_without_rows_has_nothing_over_it():
    assert marks.overlay(marks.told(drawn(), "en"), str, "f", "events") == ""


def test_where_marks_lead_does_not_change_what_is_drawn_and_a_moved_mark_does():
    svg = marks.told(drawn(behind.rows([SUMMIT]), behind.rows([CALL])), "en")
    assert embeddings.content(re.sub(rb'xlink:href="http[^"]*"', b"", svg)) == embeddings.content(svg)
    assert embeddings.content(svg.replace(b"M 7.2 ", b"M 7.3 ")) != embeddings.content(svg)


def test_the_whole_keeps_title_and_description_and_its_links_can_be_reached():
    picture = played.play("02-tempo", partner="CAN").picture
    record = picture.record()
    root = etree.fromstring(pictures.saved(picture.figure, "svg", record))
    assert root.get("role") == "graphics-document" and root.get("aria-labelledby") == "title desc"
    assert [node.tag for node in root[:2]] == [marks.TITLE, f"{{{marks.SVG}}}desc"] and root[0].text == record["title"]


def ids(text):
    return [node.get("id") for node in etree.fromstring(text).iter() if node.get("id")]


def test_no_id_of_two_figures_on_one_page_is_the_same_and_every_reference_finds_its_own():
    svg = marks.told(drawn(behind.rows([SUMMIT]), behind.rows([CALL]), dots=behind.marks([CALL] * 3)), "en")
    one, other = (marks.overlay(svg, str, name, "events") for name in ("a", "b"))
    assert ids(one) and not set(ids(one)) & set(ids(other))
    assert {node.get("href").removeprefix("#") for node in etree.fromstring(one).iter("use")} == set(ids(one))


def inside(figure):
    """Every id behind the marks of a figure, as often as it stands there."""
    artists = [artist for axes in figure.axes for artist in axes.get_children()]
    urls = [artist.get_url() for artist in artists if artist.get_url()]
    urls += [url for artist in artists if hasattr(artist, "get_urls") for url in artist.get_urls() if url]
    return Counter(name for url in urls for mark in behind.said(url) for name in mark)


def numbered(picture):
    return Counter(name for row in picture.marks["event_ids"] for name in row.split(";") if name)


@pytest.mark.parametrize("notebook", ["01-record", "02-tempo", "04-timeline", "07-agenda", "10-partners", "16-years", "17-leaders",
                                      "20-margins"])  # fmt: skip
def test_behind_the_marks_stand_the_rows_of_the_published_numbers(notebook):
    picture = played.play(notebook, first="2021", last="2022").picture
    assert numbered(picture) and inside(picture.figure) == numbered(picture)


@pytest.mark.parametrize(("notebook", "given"), [("03-reconcile", {}), ("05-channels", {}), ("05-channels", {"first": "2013", "last": "2025"}),
    ("06-places", {}), ("08-documents", {}), ("09-visits", {}), ("11-formats", {}), ("11-formats", {"first": "2013", "last": "2025"}),
    ("12-historian", {}), ("13-statements", {}), ("15-machine-coded", {}), ("18-beginnings", {}), ("19-outcomes", {})], ids=str)  # fmt: skip
def test_behind_a_mark_stands_no_row_but_those_of_the_published_numbers(notebook, given):
    picture = played.play(notebook, **given).picture
    behind_marks = {name for name in inside(picture.figure) if name in rows.known([name])}
    assert behind_marks and behind_marks <= {*numbered(picture), *picture.marks.get("visit_id", []), *picture.marks.get("doc_id", [])}


def blocks(picture):
    """The gid's two words and the event of every block of a figure."""
    events = tables.events().set_index("event_id")
    patches = [patch for axes in picture.figure.axes for patch in axes.get_children() if getattr(patch, "get_url", str)()]
    return [(*patch.get_gid().rsplit("|", 1), events.loc[behind.said(patch.get_url())[0][0]]) for patch in patches]


def test_behind_a_block_of_a_month_and_a_channel_stands_a_row_of_both():
    labels = tables.labels("channel")
    for notebook in ("02-tempo", "16-years"):
        found = blocks(played.play(notebook, first="2021", last="2021").picture)
        assert found and all((event["date"].strftime("%Y-%m"), labels[event["channel"]]) == (month, name)
                             for month, name, event in found)  # fmt: skip


def test_behind_a_block_of_a_total_stands_a_row_of_its_channel():
    found = blocks(played.play("03-reconcile", first="2013", last="2025").picture)
    assert found and all(event["channel"] == name for _, name, event in found)


def test_behind_a_dot_stands_a_row_of_its_length():
    minutes = tables.events().set_index("event_id")["duration_min"]
    for given in ({}, {"first": "2013", "last": "2025"}):
        figure = played.play("05-channels", **given).picture.figure
        along = "x" if not given else "y"
        dots = [(float(offset["xy".index(along)]), mark[0]) for axes in figure.axes for group in axes.collections
                if group.get_urls()[0] for offset, mark in zip(group.get_offsets(), behind.said(group.get_urls()[0]), strict=True)]  # fmt: skip
        assert len(dots) > 20 and all(minutes[event] == length for length, event in dots)


def test_behind_a_block_of_a_topic_stands_a_row_that_names_it():
    labels = {label: code for code, label in tables.labels("topic").items()}
    found = blocks(played.play("07-agenda").picture)
    places = [(*place.split("|"), event) for place, _, event in found]
    assert found and all(labels[topic] in event["topics"] and event["date"].strftime("%Y-%m") == month
                         for topic, month, event in places)  # fmt: skip


def test_behind_a_block_of_two_people_stands_a_row_that_names_both():
    found = blocks(played.play("17-leaders", partner="KOR").picture)
    labels = tables.labels("channel")
    assert found and all(ours in event["japan_lead"] and theirs in event["partner_leads"] and labels[event["channel"]] == name
                         for place, name, event in found for ours, theirs in [place.split("|")])  # fmt: skip


def test_a_row_of_a_month_or_of_many_partners_is_named_as_short_as_it_can_be():
    speech = rows.Speech("en")
    many = {"date": pd.Timestamp("2022-05-23"), "partners": ["USA", "CAN", "IND", "AUS"], "venue_city": "", "venue_country": "DEU",
            "level": "2+2", "channel": "in_person"}  # fmt: skip
    assert rows.event(many, speech) == "2022-05-23 · Japan and 4 partners, 2+2, Germany"
    gone = {"start_date": "2022-07", "traveller": "A. Person", "cities": [], "visited_country": "CAN"}
    assert rows.visit(gone, speech) == "2022-07 · A. Person, Canada"
    assert rows.visit(gone, rows.Speech("ja")) == "2022年7月 · A. Person、カナダ"
