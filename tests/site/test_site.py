"""The site: its frame, its articles, its grid of runs, its build."""

import json
import multiprocessing
import re
import shutil
import time

import pandas as pd
import pytest
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.runs import runs
from bluebook.site import articles, bases, builds, choices, frames, fronts, grids, plates, presses, weights, words
from bluebook.site.grids import Shown
from lxml import html
from markupsafe import escape

TEMPO = Shown(runs.Run("02-tempo"), paths.NOTEBOOKS / "02-tempo.ipynb", paths.figures())
CANADA = Shown(runs.Run("02-tempo", {"partner": "CAN", "first": 2021, "last": 2025}), TEMPO.book, paths.figures())
JAPANESE = Shown(runs.Run("02-tempo", {"lang": "ja"}), TEMPO.book, paths.figures())
DEEP = "ja/record/events/2022-05-23-USA-summit.html"


def pages_of(*cells):
    """Return the page that a notebook of these cells becomes: (text) or (code, {mime: output})."""
    made = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# How often did they meet?\n\nAnd where?"}]
    for number, cell in enumerate(cells):
        common = {"id": f"cell{number}-note", "metadata": {}, "source": cell[0]}
        if len(cell) == 1:
            made.append(common | {"cell_type": "markdown"})
        else:
            output = {"output_type": "execute_result", "data": cell[1], "metadata": {}, "execution_count": 1}
            made.append(common | {"cell_type": "code", "execution_count": 1, "outputs": [output]})
    return {"cells": made, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
            "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def printed(tmp_path):
    """Return the page that the cells given become, as an article of the tempo notebook."""

    def made(*cells):
        book = tmp_path / "02-tempo.ipynb"
        book.write_text(json.dumps(pages_of(*cells)), encoding="utf-8")
        one = Shown(TEMPO.run, book, paths.figures())
        return presses.printed({"notebooks/02-tempo.ipynb": articles.article(one, [one], [one])})["notebooks/02-tempo.html"]

    return made


def test_every_word_is_there_in_both_languages_unless_english_has_it_elsewhere():
    empty = [key for key, both in words.WORDS.items() if not both[1] or (not both[0] and not key.startswith("title_"))]
    assert not empty


def test_every_notebook_has_a_title_in_japanese():
    assert all(articles.title(run.notebook, "ja") for run in runs.committed())


@pytest.mark.parametrize("path", ["index.html", "ja/index.html", DEEP])
def test_a_page_leads_to_its_twin_and_the_twin_back(path):
    assert words.twin(words.twin(path)) == path
    page = frames.page("A", "<h1>A</h1>", "ja" if path.startswith("ja/") else "en", path)
    assert f'href="{words.root(path)}{words.twin(path)}" hreflang=' in page


def test_the_frame_escapes_the_title_and_says_the_language():
    page = frames.page("<script>alert(1)</script>", "<h1>x</h1>", "ja", DEEP)
    assert "<script>alert" not in page and '<html lang="ja">' in page
    assert 'href="../../../static/site.css"' in page


def test_a_page_without_the_end_tags_that_html_lets_it_leave_out_is_the_same_page(monkeypatch):
    body = ("<h1>x</h1><ul>\n<li>a <ol><li>b</li></ol></li>\n<li>c</li>\n</ul><p>d</p><dl><div><dt>e</dt><dd>f</dd></div><dt>g</dt><dd>h</dd></dl>"
            "<table><thead><tr><th>i</th></tr></thead>\n<tbody><tr><td>j</td><td>k</td></tr>\n<tr><td>l</td></tr></tbody></table>"
            "<select><option>m</option><option>n</option></select><pre>&lt;/li&gt;</pre>")

    def tree(page):
        return [(node.tag, node.getparent() is not None and node.getparent().tag, dict(node.attrib), (node.text or "").strip())
                for node in html.document_fromstring(page).iter()]

    short = frames.page("x", body, "en", "index.html")
    monkeypatch.setattr(frames, "SPARE", re.compile("(?!)"))
    whole = frames.page("x", body, "en", "index.html")
    assert len(short) < len(whole) - 60 and tree(short) == tree(whole)


def test_a_run_has_an_address_of_its_own_and_the_stored_one_the_notebooks():
    assert TEMPO.path == JAPANESE.path == "notebooks/02-tempo.html"
    assert CANADA.path == "notebooks/02-tempo/can-2021-2025.html"


@pytest.mark.parametrize("one", [TEMPO, CANADA, JAPANESE], ids=["stored", "other", "japanese"])
def test_the_command_under_an_article_asks_for_the_run_that_is_shown(one):
    _, _, notebook, *pairs = choices.command(one).split()
    given = [(name, value) for flag, name, value in zip(pairs[::3], pairs[1::3], pairs[2::3], strict=True) if flag == "-p"]
    assert runs.typed(runs.named(notebook), given).figure == one.figure


def test_the_grid_is_there_in_both_languages_and_names_no_stored_run():
    listed = grids.listed()
    places = {lang: {(run.notebook, runs.otherwise(run, lang="en").figure) for run in listed if run.given.get("lang", "en") == lang}
              for lang in words.LANGS}
    stored = {(run.notebook, run.figure) for run in runs.committed()}
    assert places["ja"] == places["en"] | stored
    assert 40 <= len(listed) <= 80


@pytest.mark.parametrize(("text", "said"), [("a: 1", "not a list of blocks"), ("- {notebook: 02-tempo}", "not of the form"),
                                            ("- {notebook: [02-temp], parameters: {lang: ja}}", 'did you mean "02-tempo"')])
def test_a_grid_of_another_shape_is_refused_in_one_sentence(tmp_path, text, said):
    file = tmp_path / "grid.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=re.escape(said)):
        grids.listed(file)


def test_a_run_in_one_language_only_is_refused():
    with pytest.raises(Refused, match="in one language only"):
        grids._twinned([TEMPO, JAPANESE, CANADA])


def test_each_select_names_what_is_shown_and_links_lead_to_every_run():
    html = choices.choose(TEMPO, [TEMPO, JAPANESE, CANADA])
    assert re.findall(r'<option value="([^"]+)" selected>', html) == ["USA", "2022-01-01/2022-12-31", "en"]
    assert re.findall(r'<a href="([^"]+)"', html)[:3] == ["../notebooks/02-tempo.html", "../ja/notebooks/02-tempo.html",
                                                         "../notebooks/02-tempo/can-2021-2025.html"]
    assert html.count('aria-current="page"') == 1


def test_a_notebook_with_one_run_has_nothing_to_choose():
    assert "<form" not in choices.choose(TEMPO, [TEMPO, JAPANESE])


def test_a_figure_has_its_alt_text_number_caption_citation_and_files():
    html, known = plates.plate("tempo-usa-2022", paths.figures(), "en", "../", number="2", article=True), plates.record("tempo-usa-2022", paths.figures())
    assert f' alt="{escape(known["alt"])}"' in html and "<b>Figure 2.</b>" in html
    assert str(escape(known["caption"])) in html and str(escape(known["citation"])) in html
    led = {place for place in re.findall(r'href="\.\./(figures/[^"]+)"', html) if not place.endswith(".html")}
    assert led == {name for name, _ in plates.files("tempo-usa-2022", paths.figures())}
    assert {place.rpartition(".")[2] for place in led} == {"svg", "pdf", "png", "csv", "json", "bib", "ris", "cff"}


def test_of_another_run_the_site_has_the_picture_that_it_shows_and_no_other(tmp_path):
    for ending in ("svg", "png", "pdf", "csv", "json"):
        shutil.copy(paths.figures() / f"tempo-usa-2022.{ending}", tmp_path)
    html = plates.plate("tempo-usa-2022", tmp_path, "en", "../")
    led = {place for place in re.findall(r'href="\.\./(figures/[^"]+)"', html) if not place.endswith(".html")}
    assert led == {name for name, _ in plates.files("tempo-usa-2022", tmp_path)}
    assert not [place for place in led if place.endswith((".png", ".pdf"))] and "bluebook bundle" not in html


def test_an_article_shows_the_figure_with_the_alt_text_of_its_record(printed):
    page = printed(("picture", {"image/png": "aaaa", "text/plain": "x"}))
    assert f' alt="{escape(plates.record("tempo-usa-2022", paths.figures())["alt"])}"' in page
    assert '<figure id="tempo-usa-2022"' in page and "data:image" not in page


def test_the_code_of_an_article_is_folded_and_there(printed):
    page = printed(("1 + 1", {"text/plain": "2"}))
    assert re.search(r'<details class="counted"><summary>.*?code.*?</summary>.*?<span[^>]*>1</span>.*?</details>', page, re.S)
    assert page.count("<details class=\"counted\">") == 1 and '<pre tabindex="0">2</pre>' in page


def test_a_heading_keeps_its_address_when_its_words_change(printed):
    for title in ("One", "Another"):
        page = printed((f"## {title}\n\ntext",), ("## Second\n\ntext",), ("## Third",))
        assert '<section id="cell0">' in page and 'href="#cell0"' in page


def test_links_between_notebooks_lead_to_pages(printed):
    page = printed(("[one](03-reconcile.ipynb), [two](../data/README.md)",))
    assert 'href="../notebooks/03-reconcile.html"' in page and 'href="../record/codebook.html"' in page


def test_text_from_tables_stays_text(printed):
    frame = pd.DataFrame({"title": ["<script>alert(1)</script>"], "n": [1]})
    page = printed(("frame", {"text/html": frame.to_html(), "text/plain": ""}),
                   ("text", {"text/markdown": "<script>alert(2)</script> [x](javascript:alert(3))", "text/plain": ""}))
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert page.count("&lt;script&gt;") == 2


def test_a_table_scrolls_by_keyboard_and_its_headers_say_what_they_head(printed):
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["Jan", "Feb"], name="month")).rename_axis(columns="channel")
    page = printed(("frame", {"text/html": frame.to_html(), "text/plain": ""}))
    assert '<div class="scroll sheet" role="region" tabindex="0" aria-label="Table 1">' in page
    assert re.findall(r'<th scope="(col|row)"[^>]*>(\w*)', page) == [("col", "Month"), ("col", "Number"), ("row", "Jan"), ("row", "Feb")]
    assert "<style" not in page


def test_an_article_in_the_japanese_tree_is_japanese():
    made = articles.article(JAPANESE, [TEMPO, JAPANESE], [JAPANESE])
    cells = json.loads(made)["cells"]
    assert cells[0]["source"].startswith("# どのくらいの頻度で会ったか")
    page = presses.printed({"ja/notebooks/02-tempo.ipynb": made})["ja/notebooks/02-tempo.html"]
    assert '<html lang="ja">' in page and '<main id="content" tabindex="-1">' in page
    assert "この結果が示さないこと" in page and "What this does not show" not in page


def test_the_front_pages_table_is_the_reconciliation():
    rows = [("USA", "summit", "same", {"total": 2, "video": 1}, {"total": 2, "video": 1}, 0),
            ("CAN", "summit", "short", {"telephone": 3}, {"telephone": 1}, -2), ("GBR", "summit", "outside_coverage", {"total": 4}, {}, pd.NA)]
    columns = ["partner", "level", "verdict", "published", "coded", "difference"]
    sums = pd.DataFrame(rows, columns=columns).assign(period_start=pd.Timestamp("2022-01-01"), period_end=pd.Timestamp("2022-12-31"),
                                                      publication="Bluebook", closing=[()] * 3)
    shown = list(fronts.totals(sums, "en"))
    assert [row["partner"] for row in shown] == ["United States", "Canada"]
    assert [row["published"] for row in shown] == ["2 (1 by video)", "3 by telephone"]
    assert fronts.verdicts(sums) == {"same": 1, "n": 2, "outside": 1, "other": 0}


def test_what_a_figure_stands_on_is_said_in_words_and_leads_to_the_record():
    event, other = bases.bases(["2022-05-23-USA-summit", "no-such-row"], "en")
    assert event.said == "23 May 2022, United States, Summit" and event.place == "record/events/2022-05-23-USA-summit.html"
    assert other.said == "no-such-row" and not other.place


def test_a_page_weighs_what_it_asks_for():
    page = b'<link rel="stylesheet" href="../s.css"><script src="../s.js" defer></script><img src="a%20b.png" alt=""><a href="big.zip">'
    files = {"x/p.html": page, "s.css": b"s" * 20, "s.js": b"j" * 3, "x/a b.png": b"p" * 7, "x/big.zip": b"z" * 10_000,
             "static/regular.woff": b"r" * 600, "static/bold.woff": b"b" * 400}
    (row,) = weights.weighed(files, lambda path: "text")
    assert (row["html"], row["needs"], row["total"]) == (len(page), 1030, len(page) + 1030)


def test_a_folder_that_holds_something_else_is_not_built_over(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(Refused, match="is not a site"):
        builds.build(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_build_that_fails_leaves_the_old_site_whole(tmp_path, monkeypatch):
    def broken(shown):
        yield "index.html", b"new"
        raise Refused("no")

    out = tmp_path / "site"
    out.mkdir()
    (out / builds.MARK).write_text("page\n", encoding="utf-8")
    (out / "index.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr(grids, "shown", lambda tell: [])
    monkeypatch.setattr(builds, "files", broken)
    with pytest.raises(Refused):
        builds.build(out, lambda line: None)
    assert (out / "index.html").read_text(encoding="utf-8") == "old" and [file.name for file in tmp_path.iterdir()] == ["site"]


@pytest.fixture
def two_pages(monkeypatch):
    """Let a build make two pages that say who made them; return what says it from then on."""

    def made(by, between=lambda: None):
        def files(shown):
            yield "index.html", by.encode()
            between()
            yield "deep/in/it.html", by.encode()

        monkeypatch.setattr(grids, "shown", lambda tell: [])
        monkeypatch.setattr(builds, "_refuse_unreleased", lambda: None)
        monkeypatch.setattr(builds, "files", files)

    return made


def test_of_two_builds_at_once_the_second_waits_and_the_site_is_one_build(tmp_path, two_pages):
    out, inside = tmp_path / "site", tmp_path / "inside"

    def meanwhile():
        inside.mkdir()  # which fails where another build is at work
        time.sleep(0.5)
        inside.rmdir()

    def build(by):
        two_pages(by, meanwhile)
        builds.build(out, (tmp_path / by).open("a", encoding="utf-8").write)

    both = [multiprocessing.get_context("fork").Process(target=build, args=(by,)) for by in ("one", "two")]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert (out / "index.html").read_bytes() == (out / "deep/in/it.html").read_bytes()
    assert sorted("waiting for it to finish" in (tmp_path / by).read_text(encoding="utf-8") for by in ("one", "two")) == [False, True]


def test_a_build_writes_what_differs_and_removes_what_is_no_longer_made(tmp_path, two_pages):
    out = tmp_path / "site"
    two_pages("one")
    builds.build(out, lambda line: None)
    (out / "old.html").write_text("old", encoding="utf-8")
    before = (out / "index.html").stat().st_ino
    builds.build(out, lambda line: None)
    assert (out / "index.html").stat().st_ino == before
    assert {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()} == {"index.html", "deep/in/it.html", builds.MARK}


def test_two_builds_of_the_same_pages_are_equal(monkeypatch):
    monkeypatch.setattr(builds, "pages", lambda lang, shown: {"notebooks/index.html": fronts.notebooks(lang, shown)})
    monkeypatch.setattr(plates, "every", lambda shown: {"tempo-usa-2022": paths.figures()})
    monkeypatch.setattr(builds.record_pages, "assets", dict)
    first, second = (dict(builds.files([TEMPO, JAPANESE])) for _ in range(2))
    assert first == second and "ja/notebooks/02-tempo.html" in first
    assert not [path for path, content in first.items() if path.endswith(".html") and str(paths.ROOT).encode() in content]
