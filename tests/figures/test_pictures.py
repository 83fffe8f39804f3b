"""The texts of a picture for readers who can't see it: what the chart is, its finding, its numbers."""

import json
import re

import pandas as pd
import pytest
from bluebook.figures import descriptions
from bluebook.ground import paths
from bluebook.record import tables

MARKS = pd.DataFrame({"month": ["2022-01", "2022-02", "2022-03"], "events": [0, 3, 1], "event_ids": ["", "a;b;c", "d"]})


def test_a_description_tells_the_numbers_in_the_figure_s_language():
    assert descriptions.describe(MARKS) == "3 values of events, 1 of them 0. They sum to 4; the largest is 3 (2022-02)."
    assert descriptions.describe(MARKS, "ja") == "値3個、うち0が1個。合計4、最大3(2022-02)。"


def test_one_value_is_not_values_and_nothing_but_zeros_has_no_largest():
    assert descriptions.describe(MARKS.iloc[:1]) == "1 value of events, 1 of them 0."


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_kind_of_chart_that_a_notebook_names_has_a_label(lang):
    cells = [line for file in paths.NOTEBOOKS.glob("[0-9]*.ipynb") for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
             if cell["cell_type"] == "code" for line in cell["source"]]  # fmt: skip
    named = set(re.findall(r'kind="([A-Z][^"]*)"', "".join(cells))) | {"Chart", "Grey sheet"}
    assert len(named) > 10 and {descriptions.charted(kind) for kind in named} <= set(tables.labels("chart", lang))


@pytest.mark.parametrize("file", sorted(paths.figures().glob("*-ja*.json")), ids=lambda file: file.stem)
def test_a_japanese_figure_is_described_in_japanese_and_says_nothing_twice(file):
    record = json.loads(file.read_text(encoding="utf-8"))
    assert not re.match("[A-Za-z]", record["alt"]) and record["description"].startswith("値")
    assert record["title"] in record["alt"] and record["title"] not in record["description"]
