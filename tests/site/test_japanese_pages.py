"""The Japanese pages: every English text of the project has its translation, and none stands untranslated on a page."""

import inspect
import json

import pytest
from bluebook.ground import paths
from bluebook.record import codebook
from bluebook.runs import runs
from bluebook.site import builds, callings, cells, codebooks, reasons, translations, words
from bluebook.site.grids import Shown
from walks import english

NOTEBOOKS = sorted({run.notebook for run in runs.committed()})


def prose(notebook):
    """The cells of text of a notebook: id and words."""
    book = json.loads((paths.NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown"}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_cell_of_a_notebook_is_translated_as_it_stands(notebook):
    stale = {cell: translations.fingerprint(text) for cell, text in prose(notebook).items()
             if translations.of_cell(notebook, cell, text) is None}  # fmt: skip
    assert not stale, (
        f"{notebook}: translate these cells in texts/notebooks.ja.yml and write their new fingerprints as `of`: {stale}"
    )


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_translation_of_a_cell_is_left_over(notebook):
    assert not set(translations.texts("notebooks").get(notebook, {})) - set(prose(notebook))


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_title_of_an_article_is_the_one_in_the_lists(notebook):
    title = translations.of_cell(notebook, "title", prose(notebook)["title"])
    assert title.splitlines()[0] == f"# {words.say(f'title_{notebook[3:]}', 'ja')}"


def test_a_cell_whose_english_has_changed_is_shown_in_english():
    given = [{"cell_type": "markdown", "id": "title", "source": text} for text in (prose("02-tempo")["title"], "# Changed")]
    shown = translations.cells("02-tempo", given, "ja")
    assert shown[0]["source"].startswith("# どのくらい") and shown[1]["source"] == "# Changed"
    assert translations.cells("02-tempo", given, "en") == given


def test_every_reason_of_coverage_is_translated():
    bare = sorted({row["basis"] for row in cells.raw("coverage") if reasons.japanese(row["basis"]) is None})
    assert not bare, f"coverage.csv: no pattern of texts/coverage.ja.yml fits these: {bare}"


def test_a_reason_is_translated_with_its_days_places_and_numbers():
    assert [reasons.japanese(text) for text in (
        "Recorded: 17 and 18 April, 3 May 2021.", "New York (September and October), Washington, D.C. (3 April) and two calls are recorded.",
        "Three meetings are recorded; the second was in 2019.", "Three meetings are recorded. Nobody knows more.")] == \
        ["収録：4月17日、18日、2021年5月3日。", "ニューヨーク(9月、10月)、ワシントンD.C.(4月3日)と電話会談2件を収録。",
         "会談3件を収録。第2回は2019年。", None]  # fmt: skip


def test_every_description_meaning_and_purpose_of_a_journey_is_translated():
    described = {name: codebook.columns(name) for name in codebook.MODELS}
    texts = {inspect.getdoc(model): f"table {name}" for name, model in codebook.MODELS.items()}
    texts |= {
        column["description"]: f"{table}.{name}" for table, columns in described.items() for name, column in columns.items()
    }
    texts |= {row["meaning"]: f"{row['list']} {row['term']}" for rows in codebooks.lists(described).values() for row in rows}
    bare = {place: text for text, place in texts.items() if translations.phrase(text) == text}
    assert not bare, f"translate in texts/phrases.ja.yml: {bare}"
    visits = {row["occasion"]: row["visit_id"] for row in cells.raw("visits") if row["occasion"]}
    bare = {visit: name for name, visit in visits.items() if callings.called("occasion", name, "ja") is None}
    assert not bare, f"translate in texts/phrases.ja.yml, or add to occasions.csv: {bare}"
    assert all(callings.called("traveller_role", row["traveller_role"], "ja") for row in cells.raw("visits"))


@pytest.mark.parametrize(("html", "found"), [
    ("<p>日本 the answer is here</p>", 1), ('<p lang="en">the answer is here</p>', 0), ('<p>会談 <span lang="en">Joint Statement of G7</span>後</p>', 0),
    ('<img alt="Columns of blocks">', 1), ("<p><b>一</b> no row was found</p>", 1), ("<pre>bluebook run tempo now</pre>", 0), ("<p>G7、EU</p>", 0)])  # fmt: skip
def test_an_english_sentence_on_a_japanese_page_is_seen(html, found):
    assert len(english(f'<html lang="ja"><body>{html}</body></html>')) == found


@pytest.fixture(scope="module")
def pages():
    """Pages of every kind in the Japanese tree: those of the record, some events, the guides, the lists, the figures of a notebook."""
    shown = [Shown(runs.Run(name, {"lang": lang}), paths.NOTEBOOKS / f"{name}.ipynb", paths.figures())
             for name in ("02-tempo", "03-reconcile") for lang in words.LANGS]  # fmt: skip
    made = builds.pages("ja", shown)
    events = sorted(path for path in made if path.startswith("record/events/"))
    kept = {path: text for path, text in made.items() if path.endswith((".html", ".md"))}
    return builds.framed({f"ja/{path}": text for path, text in kept.items() if path not in events or path in events[::97]})


def test_no_english_sentence_stands_untranslated_on_a_japanese_page(pages):
    assert len(pages) > 30
    found = {path: texts for path, page in pages.items() if (texts := english(page))}
    assert not found, "\n".join(f"{path}: {text!r}" for path, texts in found.items() for text in texts[:5])
