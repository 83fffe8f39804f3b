"""The sentences that a notebook computes, in the language of the run."""

import re

import played
import pytest
from bluebook.runs import runs

NOTEBOOKS = sorted({run.notebook for run in runs.committed()})
QUOTED = re.compile(r"「[^「」]*」|\[[^]]*\]\([^)]*\)|\d{4}-\d\d-[A-Za-z\d_+-]*")  # titles, links, ids
ENGLISH = re.compile(r"[A-Za-z][\w'’.-]*(?:,? [A-Za-z][\w'’.-]*){2,}", re.ASCII)


def test_a_title_between_brackets_is_no_sentence_and_english_is_seen():
    assert not ENGLISH.search(QUOTED.sub("", "「Joint Statement of the Committee」：5件。"))
    assert ENGLISH.search(QUOTED.sub("", "首脳8件、no row was found。"))


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_sentence_of_a_japanese_run_is_japanese(notebook):
    said = {cell: text for cell, text in played.play(notebook, lang="ja").said.items() if cell != "cite"}
    told = {cell: QUOTED.sub("", text) for cell, text in said.items()}
    assert len(said) > 2
    assert not {cell: said[cell] for cell, text in told.items() if ENGLISH.search(text) or not re.search(r"[\u3040-\u9fff]", text)}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_sentence_of_an_english_run_is_japanese(notebook):
    assert not [text for text in played.play(notebook).said.values() if re.search(r"[\u3040-\u9fff]", text)]
