"""The form of 00-start, without a browser: what it offers, and what it shows once a notebook has run."""

import json

import pytest
from bluebook.ground import paths
from bluebook.lab import forms
from bluebook.runs import runs


@pytest.fixture
def form(tmp_path, monkeypatch):
    monkeypatch.setattr(forms, "FOLDER", str(tmp_path))
    return forms.Form()


def test_the_form_offers_each_notebook_and_its_own_parameters(form):
    assert list(dict(form.question.options).values()) == [run.notebook for run in runs.committed()]
    assert list(form.fields) == ["partner", "first", "last", "lang"]
    form.question.value = "14-country-pair"
    assert list(form.fields) == ["one", "other", "first", "last", "events", "lang"]


def test_what_was_typed_is_kept_where_the_next_notebook_takes_it(form):
    form.fields["partner"].value, form.fields["first"].value = "CAN", "2021"
    form.question.value = "05-channels"
    assert (form.fields["partner"].value, form.fields["first"].value) == ("CAN", "2021")


def test_all_partners_are_offered_where_the_notebook_can_draw_them(form):
    def everyone():
        return "ALL" in {value for _, value in form.fields["partner"].options}

    assert not everyone()
    form.question.value = "20-margins"
    assert everyone()


def test_drawing_shows_the_finding_the_picture_and_the_citation(form, tmp_path):
    form.fields["partner"].value = "CAN"
    form.draw()
    record = json.loads((tmp_path / "tempo-can-2022.json").read_text(encoding="utf-8"))
    assert record["title"] in form.answer.value.replace("&#x27;", "'") and "data:image/png;base64," in form.answer.value
    assert 'href="' in form.answer.value and (tmp_path / "tempo-can-2022.ipynb").is_file()


def test_a_period_that_was_not_collected_is_said_in_place_of_a_figure_to_cite(form):
    form.fields["partner"].value, form.fields["first"].value, form.fields["last"].value = "KGZ", "2016", "2016"
    form.draw()
    assert "not collected" in form.answer.value and "base64" not in form.answer.value


@pytest.mark.parametrize(("first", "said"), [("2022-13", "2022-13"), ("<b>", "&lt;b&gt;")])
def test_a_wrong_value_is_refused_in_the_form_and_stays_text(first, said, form, monkeypatch):
    monkeypatch.setattr(forms, "_run", lambda *_: pytest.fail("nothing may run"))
    form.fields["first"].value = first
    form.draw()
    assert said in form.answer.value and not form.button.disabled


def test_the_notebook_of_the_form_is_stored_without_outputs_and_is_no_question_of_the_record():
    book = json.loads((paths.NOTEBOOKS / f"{runs.START}.ipynb").read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in book["cells"]) and runs.START not in {run.notebook for run in runs.committed()}
