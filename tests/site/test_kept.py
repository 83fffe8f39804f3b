"""What is kept from build to build: only what is still true, and the same bytes as if it were made again."""

import csv
import sqlite3
import sys
from contextlib import closing

import pytest
from bluebook.figures import citations, galleries
from bluebook.ground import paths
from bluebook.record import identifiers, tables
from bluebook.runs import runs
from bluebook.site import addresses, builds, cards, cells, entries, grids, kept, plates, presses, ties

EVENT = "2022-05-23-USA-summit"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept.db"


def build(file, **texts):
    """Make a text for each name in a build of its own, and return what was made and what the build put together."""
    made = []
    with kept.shelf(file):
        done = {name: kept.text("text", [name, text], lambda name=name, text=text: made.append(name) or f"<p>{text}</p>")
                for name, text in texts.items()}
    return made, done


def test_only_what_changed_is_made_again_and_the_whole_is_the_same_as_from_nothing(file, tmp_path):
    assert build(file, a="1", b="2")[0] == ["a", "b"]
    made, done = build(file, a="1", b="3", c="4")
    assert made == ["b", "c"] and done == build(tmp_path / "other.db", a="1", b="3", c="4")[1]


def test_what_a_build_does_not_ask_for_is_not_kept(file):
    build(file, a="1", b="2")
    build(file, a="1")
    assert build(file, a="1", b="2")[0] == ["b"]


def test_a_build_that_fails_keeps_nothing(file):
    with pytest.raises(ValueError, match="half"), kept.shelf(file):
        kept.text("text", "a", lambda: "one")
        raise ValueError("half")
    with kept.shelf(file):
        assert kept.taken("text", "a") is None


@pytest.mark.parametrize("harm", ["not a database", "altered", "other table"])
def test_a_damaged_file_costs_time_and_nothing_else(file, harm):
    build(file, a="1")
    if harm == "not a database":
        file.write_bytes(b"x" * 5000)
    else:
        with closing(sqlite3.connect(file)) as known, known:
            known.execute("update kept set content = x'78'" if harm == "altered" else "alter table kept rename column content to other")
    made, done = build(file, a="1")
    assert made == ["a"] and done == {"a": "<p>1</p>"} and build(file, a="1")[0] == []


def test_another_address_of_the_site_makes_every_page_anew(file):
    for settings, expected in (("https://a.jp/", 1), ("https://a.jp/", 0), ("https://b.jp/", 1)):
        made = []
        with kept.shelf(file, settings):
            kept.text("text", "a", lambda made=made: made.append(1) or "one")
        assert len(made) == expected


def test_an_article_that_did_not_change_is_not_pressed_again(file, monkeypatch):
    pressed = []
    monkeypatch.setattr(presses, "_pressed", lambda texts: pressed.append(sorted(texts)) or {path: f"<h1>{text}" for path, text in texts.items()})
    for texts in ({"a.md": "A", "b.md": "B"}, {"a.md": "A", "b.md": "C"}):
        with kept.shelf(file):
            done = presses.printed(texts)
    assert pressed == [["a.md", "b.md"], ["b.md"]] and done == {"a.html": "<h1>A", "b.html": "<h1>C"}


def test_an_article_pressed_alone_is_the_same_as_among_others():
    both = presses.printed({"notebooks/a.md": "# A\n\n## one\n\n## two", "b.md": "# B\n\ntext"})
    assert presses.printed({"b.md": "# B\n\ntext"}) == {"b.html": both["b.html"]}


@pytest.mark.parametrize(("table", "old", "new"), [
    ("events", "Three parts: very small group", "Four parts"), ("documents", "Japan-U.S. Joint Leaders' Statement", "Another statement"),
    ("visits", "2022-05-24,made,Joe Biden", "2022-05-25,made,Joe Biden"), 
    ("terms", "In person,", "Face to face,"), ("countries", "United States,", "America,")])  # fmt: skip
def test_a_page_of_an_event_is_made_again_where_anything_on_it_changed(file, copy_of_data, table, old, new):
    def pages(lang="en"):
        row = next(row for row in cells.raw("events") if row["event_id"] == EVENT)
        return entries.framed(row, None, None, ties.ties(), addresses.Addresses(cells.words(lang)))

    with kept.shelf(file):
        before = [pages("en"), pages("ja")]
    copy_of_data(table, old, new)
    with kept.shelf(file):
        after = [pages("en"), pages("ja")]
    assert after == [pages("en"), pages("ja")] != before


def test_a_page_of_an_event_is_made_again_where_the_code_changed(file, monkeypatch):
    row = next(row for row in cells.raw("events") if row["event_id"] == EVENT)
    led, tied = addresses.Addresses(cells.words("en")), ties.ties()
    with kept.shelf(file):
        entries.framed(row, None, None, tied, led)
    monkeypatch.setattr(kept, "_ground", lambda: "other code")
    monkeypatch.setattr(citations, "text", lambda record: "cited otherwise")
    with kept.shelf(file):
        assert "cited otherwise" in entries.framed(row, None, None, tied, led)


LANDING = {figure: paths.figures() for figure in ("tempo-usa-2022", *galleries.LANDING.values())}
ROWS = {"events": 14, "people": 30, "occasions": 10, "leads": 10, "documents": 20, "visits": 20, "coverage": 20,
        "claims": 20, "offices": 20, "places": 60}  # that a small record keeps

OF_CODE = {f"bluebook.site.{name}" for name in ("frames", "kept", "translations")}  # what they remember is no data


@pytest.fixture
def small(copy_of_data, monkeypatch):
    """A site of one article and three figures over the first rows of the tables; returns a function that rewrites a table."""

    def alter(table, change):
        file = copy_of_data.folder / f"{table}.csv"
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(change(rows))

    for table, most in ROWS.items():
        alter(table, lambda rows, most=most: rows[:most])
    shown = [grids.Shown(runs.Run("02-tempo"), paths.NOTEBOOKS / "02-tempo.ipynb", paths.figures())]
    monkeypatch.setattr(grids, "shown", lambda tell: shown)
    monkeypatch.setattr(builds, "_refuse_unreleased", lambda: None)
    monkeypatch.setattr(plates, "every", lambda of: LANDING)
    monkeypatch.setattr(cards, "files", lambda of: iter(()))
    monkeypatch.setattr(builds.guides, "pages", lambda lang: {})
    monkeypatch.setattr(builds.letters, "faces", dict)
    return alter


def built(out, file, base, monkeypatch):
    """Build a site as another process would, which remembers nothing; return its files."""
    tables.forget()
    for module in [module for name, module in sys.modules.items() if name.startswith("bluebook.site.") and name not in OF_CODE]:
        for one in [one for one in vars(module).values() if hasattr(one, "cache_clear") and one.__module__ == module.__name__]:
            one.cache_clear()
    monkeypatch.setattr(kept, "FILE", file)
    builds.build(out, lambda line: None, base)
    return {place.relative_to(out).as_posix(): place.read_bytes() for place in out.rglob("*") if place.is_file()}


def test_a_site_built_on_after_each_change_is_the_one_that_is_built_from_nothing(small, tmp_path, monkeypatch):
    day = "2099-12-01"
    changes = {
        "a row more": lambda: small("events", lambda rows: [*rows, rows[-1] | {"event_id": day + rows[-1]["event_id"][10:], "date": day}]),
        "a row changed": lambda: small("events", lambda rows: [*rows[:10], rows[10] | {"topics": "", "venue_city": "Kyoto"}, *rows[11:]]),
        "a row removed, a name changed": lambda: small("events", lambda rows: [*rows[:5], *rows[6:]]) or small(
            "people", lambda rows: [row | {"name_ja": "山田"} for row in rows]),
        "another address": lambda: None,
    }  # fmt: skip
    pages = built(tmp_path / "site", tmp_path / "kept.db", "", monkeypatch)
    for number, (what, change) in enumerate(changes.items()):
        change()
        base = "https://example.org/" if what == "another address" else ""
        before, pages = pages, built(tmp_path / "site", tmp_path / "kept.db", base, monkeypatch)
        anew = built(tmp_path / f"anew{number}", tmp_path / f"{number}.db", base, monkeypatch)
        assert [path for path in pages.keys() | anew.keys() if pages.get(path) != anew.get(path)] == [], what
        assert pages != before, what
    assert any(path.startswith(f"record/events/{day}") for path in pages) and b"https://example.org/" in pages["index.html"]


def test_a_doi_that_became_known_makes_every_page_anew(small, tmp_path, monkeypatch):
    event = f"record/events/{cells.raw('events')[0]['event_id']}.html"
    monkeypatch.setattr(builds, "pages", lambda lang, shown: entries.pages(cells.words(lang), ties.ties()) if lang == "en" else {})
    for doi in ("", "10.1234/abc"):
        monkeypatch.setattr(identifiers, "citation", lambda doi=doi: {"doi": doi, "version": str(builds.kept.codebook.VERSION)})
        assert (b"10.1234/abc" in built(tmp_path / "site", tmp_path / "kept.db", "", monkeypatch)[event]) == bool(doi)
