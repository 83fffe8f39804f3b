"""Recall against a list made elsewhere, counted on entries made by hand."""

import pandas as pd
from bluebook.counts import recalls
from bluebook.views import recalls as views

LINES = pd.DataFrame([
    {"partners": ["USA"], "year": 2022, "format": "bilateral", "level": "summit", "status": "complete"},
    {"partners": ["USA"], "year": 2022, "format": "bilateral", "level": "foreign_ministers", "status": "probably_complete"},
    {"partners": ["CHN"], "year": 2022, "format": "bilateral", "level": "summit", "status": "partial"},
])  # fmt: skip
ENTRIES = pd.DataFrame(
    [(["USA"], 2022, "found"), (["USA"], 2022, "found"), (["USA"], 2022, "missing"), (["USA"], 2021, "not_collected"), (["KOR", "USA"], 2022, "missing"),
     (["AUS", "USA"], 2022, "found"), (["CHN"], 2022, "found"), (["PRK"], 2022, "not_collected")], columns=["partners", "year", "verdict"])  # fmt: skip
FOUND = recalls.by_dyad(ENTRIES, LINES)


def test_entries_are_counted_by_partner_and_year_and_one_with_two_partners_under_both():
    assert FOUND[recalls.VERDICTS].to_dict("index") == {
        ("USA", 2021): {"found": 0, "missing": 0, "not_collected": 1}, ("USA", 2022): {"found": 3, "missing": 2, "not_collected": 0},
        ("CHN", 2022): {"found": 1, "missing": 0, "not_collected": 0}, ("KOR", 2022): {"found": 0, "missing": 1, "not_collected": 0},
    }  # fmt: skip


def test_recall_leaves_out_what_was_not_collected():
    assert FOUND["percent"].tolist() == [pd.NA, 60, 100, 0]
    assert recalls.percent(pd.DataFrame({"found": [2], "missing": [1], "not_collected": [5]})).tolist() == [66]


def test_beside_each_dyad_and_year_stands_its_coverage():
    assert FOUND["coverage"].tolist() == ["none", "probably_complete", "partial", "none"]


def test_the_last_row_counts_each_entry_once():
    assert recalls.whole(ENTRIES).iloc[0].to_dict() == {"found": 4, "missing": 2, "not_collected": 2, "percent": 66}


def test_the_table_names_partners_and_statuses_and_says_that_the_share_is_an_upper_bound():
    table = views.table(ENTRIES, LINES)
    assert list(table.columns) == ["found", "missing", "not collected", "found at most, %", "bilateral coverage"]
    assert table.loc[("United States", "2022"), "bilateral coverage"] == "Probably complete"
    assert table.index[-1] == ("All entries, each once", "")
