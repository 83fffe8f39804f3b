"""The Japanese pages: every English text of the project has its translation, and none stands untranslated on a page."""

import json

import pytest
from bluebook.ground import paths
from bluebook.runs import runs
from bluebook.site import cells, reasons, translations, words

NOTEBOOKS = sorted({run.notebook for run in runs.committed()})


def prose(notebook):
    """The cells of text of a notebook: id and words."""
    book = json.loads((paths.NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown"}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_cell_of_a_notebook_is_translated_as_it_stands(notebook):
    stale = {cell: translations.fingerprint(text) for cell, text in prose(notebook).items()
             if translations.of_cell(notebook, cell, text) is None}  # fmt: skip
    assert not stale, f"{notebook}: translate these cells in texts/notebooks.ja.yml and write their new fingerprints as `of`: {stale}"


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
