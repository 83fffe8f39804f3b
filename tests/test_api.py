"""What `import bluebook` offers: right answers from the record, a message for bad input, examples that run."""

import contextlib
import doctest
import io
import re
import subprocess
import sys
from datetime import date

import bluebook
import pandas as pd
import pytest
from bluebook import api
from bluebook.counts import reconciliations
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import tables

README = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", README, re.S)
FUNCTIONS = sorted(bluebook.__all__)
CHANNELS = ["in_person", "video", "telephone"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_has_examples_that_run(name):
    function = getattr(bluebook, name)
    (found,) = doctest.DocTestFinder(recurse=False).find(function, name, globs=vars(api).copy())
    assert found.examples
    said = io.StringIO()
    assert doctest.DocTestRunner().run(found, out=said.write).failed == 0, said.getvalue()


def test_the_examples_of_the_readme_print_what_it_shows():
    assert README.count("```python") == len(EXAMPLES) > 0
    for code, shown in EXAMPLES:
        assert len([line for line in code.splitlines() if line]) <= 10
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {})
        now = "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
        assert now == shown.rstrip(), f"notebooks/README.md should show now:\n{now}"


def test_import_is_nearly_free_and_names_are_there_to_complete():
    code = "import bluebook, sys; assert 'select' in dir(bluebook); print(*(name for name in sys.modules if name.startswith('bluebook') or name == 'pandas'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["bluebook"]
    from bluebook import figures

    assert figures.__name__ == "bluebook.figures" and bluebook.figures is figures
    with pytest.raises(AttributeError, match="no attribute 'selct'"):
        bluebook.selct  # noqa: B018


@pytest.mark.parametrize("name", ["events", "documents", "visits", "claims", "leads", "coverage"])
def test_a_table_is_the_one_that_the_notebooks_count(name):
    assert getattr(bluebook, name)().equals(tables.table(name))


@pytest.mark.parametrize("partner", ["USA", "us", "United States", "the United States", "米国", "アメリカ"])
@pytest.mark.parametrize("period", [(2022,), ("2022",), ("2022-01", "2022-12"), (date(2022, 1, 1), pd.Timestamp("2022-12-31"))], ids=str)
def test_a_partner_and_a_period_are_given_as_a_person_types_them(partner, period):
    rows = bluebook.select(partner, *period)
    assert rows["lane"].value_counts()[["summit", "foreign_ministers"]].tolist() == [8, 13]
    assert rows["partners"].map(lambda codes: "USA" in codes).all() and rows["date"].is_monotonic_increasing


def test_a_first_alone_is_one_month_and_nothing_given_is_the_whole_record():
    assert set(bluebook.select("USA", "2022-05")["date"].dt.strftime("%Y-%m")) == {"2022-05"}
    assert set(bluebook.select("USA", "2022-05-23")["date"]) == {pd.Timestamp("2022-05-23")}
    for everyone in (bluebook.select(), bluebook.select("ALL"), bluebook.select("all", "2000", "2099")):
        assert set(everyone["event_id"]) == set(bluebook.events()["event_id"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("CANDA", 2022), 'partner: "CANDA" is not a code of countries.csv (USA, CAN, EUU) or the name of a country; did you mean "CAN"?'),
        (("Korea", 2022), 'did you mean "KOR" or "PRK"?'),
        (("England", 2022), "or the name of a country"),
        (("", 2022), "is not a code"),
        ((False, 2022), 'did you mean "NOR"?'),
        ((["USA"], 2022), "is not a code"),
        (("Japan", 2022), "Japan itself"),
        (("USA", "March"), 'first: "March" is not a year, month or day that exists (2022, 2022-03 or 2022-03-15)'),
        (("USA", "March 2022"), "is not a year, month or day that exists"),
        (("USA", 20222), "is not a year, month or day that exists"),
        (("USA", True), "is not a year, month or day that exists"),
        (("USA", "2022-02-30"), "is not a year, month or day that exists"),
        (("USA", pd.NaT), "is not a year, month or day that exists"),
        (("USA", 2022, "May"), 'last: "May" is not'),
        (("USA", 2023, 2022), 'did you mean first "2022", last "2023"?'),
        (("USA", None, 2022), 'last: "2022" has no first'),
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("ask", [bluebook.select, bluebook.reconcile], ids=["select", "reconcile"])
def test_what_is_wrong_is_refused_in_one_sentence_and_never_answered_with_an_empty_frame(ask, given, said):
    with pytest.raises(Refused) as refusal:
        ask(*given)
    assert said in str(refusal.value) and "\n" not in str(refusal.value)


def test_what_is_refused_is_refused_in_the_words_of_the_command_line(command):
    done = command("bluebook", "run", "tempo", "-p", "partner", "CANDA", "-p", "first", "2022")
    with pytest.raises(Refused) as refusal:
        bluebook.select("CANDA", 2022)
    assert done.returncode == 2 and done.stderr.strip() == f"bluebook: {refusal.value}"


@pytest.mark.parametrize(("count", "unit", "marks"), [(bluebook.by_month, "month", [f"2022-{n:02}" for n in range(1, 13)]), (bluebook.by_year, "year", [2022])])
def test_every_engagement_counts_once_and_what_is_empty_is_there(count, unit, marks):
    rows = bluebook.select("USA", 2022)
    counts = count(rows)
    assert counts.index.names == ["lane", unit] and list(counts.columns) == CHANNELS
    assert list(counts.loc["summit"].index) == marks and len(counts) == 4 * len(marks)
    assert counts.to_numpy().sum() == len(rows)
    assert counts.loc["summit"].sum().tolist() == [5, 1, 2] and counts.loc["foreign_ministers"].sum().tolist() == [7, 0, 6]
    twice = pd.concat([rows, bluebook.select("KOR", 2022)])
    assert count(twice).to_numpy().sum() == twice["event_id"].nunique() < len(twice)


def test_the_months_selected_stay_without_rows_and_in_a_part_of_the_rows():
    rows = bluebook.select("USA", 2022)
    assert len(bluebook.by_month(rows[rows["date"] == "2022-05-23"]).loc["summit"]) == 12
    nobody = bluebook.select("Tuvalu", 2021, 2022)
    assert nobody.empty and len(bluebook.by_month(nobody)) == 4 * 24 and bluebook.by_year(nobody).to_numpy().sum() == 0
    later = pd.concat([rows, bluebook.select("USA", 2023)])
    assert bluebook.by_year(later).groupby("year").sum().sum(axis=1).gt(0).tolist() == [True, True]


def test_a_period_of_its_own_leaves_out_the_rows_outside():
    rows = bluebook.select("USA", 2021, 2022)
    for count in (bluebook.by_month, bluebook.by_year):
        assert count(rows, 2022).equals(count(bluebook.select("USA", 2022)))
        assert count(rows, "2022-05", "2022-06").to_numpy().sum() == len(bluebook.select("USA", "2022-05", "2022-06"))
    assert bluebook.by_year(bluebook.events()).to_numpy().sum() == len(bluebook.events())


def test_a_share_can_be_put_beside_the_counts():
    counts = bluebook.by_year(bluebook.select("USA", 2022))
    counts["all"] = counts.sum(axis=1)
    assert counts["all"].sum() == len(bluebook.select("USA", 2022))


@pytest.mark.parametrize(
    "rows",
    [lambda: "USA", bluebook.documents, bluebook.leads, lambda: bluebook.events().drop(columns="channel"),
     lambda: bluebook.events().assign(date="2022-01-01")], ids=["a name", "documents", "leads", "no channel", "dates as text"])  # fmt: skip
def test_what_is_no_engagement_is_not_counted(rows):
    for count in (bluebook.by_month, bluebook.by_year):
        with pytest.raises(Refused, match="rows: not engagements"):
            count(rows())
        with pytest.raises(Refused, match=r'first: "March" is not a year'):
            count(bluebook.events(), "March")
        with pytest.raises(Refused, match="give first"):
            count(bluebook.events().iloc[:0])


def test_the_published_totals_stand_beside_the_coded_ones():
    both = bluebook.reconcile("United States", 2022)
    assert list(both.columns) == reconciliations.COLUMNS
    totals = both[both["publication"] == "Diplomatic Bluebook 2023"].set_index("level")
    assert totals["verdict"].to_dict() == {"summit": "same", "foreign_ministers": "same"}
    assert totals.loc["summit", "published"] == totals.loc["summit", "coded"] == {"total": 8, "in_person": 5, "video": 1, "telephone": 2}
    short = bluebook.reconcile("Canada", 2022).query("verdict == 'short'")
    assert len(short) and (short["difference"] < 0).all()


def test_totals_are_those_of_one_partner():
    for partner, said in ((None, "is not a code"), ("ALL", '"ALL" is not possible here; name one partner')):
        with pytest.raises(Refused, match=said):
            bluebook.reconcile(partner, 2022)


def test_it_answers_within_a_notebook_that_papermill_runs(monkeypatch):
    """The parameters of that notebook are not the function's."""
    monkeypatch.setattr("bluebook.parameters._injected_names", lambda: ["lang", "width"])
    assert len(bluebook.select("USA", 2022)) > 0
