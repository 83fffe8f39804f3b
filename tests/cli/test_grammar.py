"""One grammar for every command: notebooks, parameters, partners; messages that name files the reader can open."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bluebook.cli import main
from bluebook.cli.shared import joined
from bluebook.figures import records
from bluebook.ground import paths
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused
from bluebook.record import problems, tables
from bluebook.runs import asked, executions, reports, runs, sweeps
from click.testing import CliRunner

NOTEBOOK = paths.NOTEBOOKS / "02-tempo.ipynb"
SPELLINGS = ("tempo", "Tempo", "02", "2", "02-tempo", "02-tempo.ipynb", "notebooks/02-tempo.ipynb", str(NOTEBOOK))
KOREA = ("KOR", "kr", "South Korea", "Republic of Korea", "ROK", "Korea, Republic of", "韓国", "大韓民国")


def bluebook(*words):
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_notebook_is_a_number_a_noun_a_name_or_a_path(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert runs.named(typed) == "02-tempo"
    assert asked.figure(typed) == "tempo-usa-2022"
    assert [run.id for run in asked.figures([typed], [("partner", "CAN")], runs.published())] == ["tempo-can-2022", "tempo-can-2021-2025"]
    assert "tempo-usa-2022" in bluebook("figures", typed, "--list").output.split()
    assert bluebook("list", "notebooks", typed, "--path").output.strip() == str(NOTEBOOK)


def test_a_path_may_begin_where_the_reader_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(paths.NOTEBOOKS)
    assert runs.named("02-tempo.ipynb") == runs.named("./02-tempo.ipynb") == runs.named("../notebooks/02-tempo.ipynb") == "02-tempo"
    monkeypatch.chdir(tmp_path)
    shutil.copy(NOTEBOOK, tmp_path / "02-tempo.ipynb")
    for own in ("./02-tempo.ipynb", str(tmp_path / "02-tempo.ipynb")):  # a reader's copy is not the project's notebook
        with pytest.raises(Refused, match="is not a notebook of this project"):
            runs.named(own)


@pytest.mark.parametrize("typed", ["summit", "60", "0", "00", "", "xyz", "nowhere/02-tempo.ipynb"])
def test_what_is_no_notebook_is_refused(typed):
    with pytest.raises(Refused, match="is not a notebook of this project"):
        runs.named(typed)
    assert runs.spelled(typed) is None


@pytest.mark.parametrize(("typed", "meant"), [("tempoo", "02-tempo"), ("timline", "04-timeline"), ("machine", "15-machine-coded")])
def test_a_misspelt_notebook_gives_the_nearest_and_a_topic_or_a_number_none(typed, meant):
    with pytest.raises(Refused, match=f'did you mean "{meant}"'):
        runs.named(typed)
    for unlike in ("summit", "99"):
        with pytest.raises(Refused) as refusal:
            runs.named(unlike)
        assert "did you mean" not in str(refusal.value)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["-p", "partner", "CAN"], ["-p", "partner=CAN"]),
        (["-p", "partner=CAN"], ["-p", "partner=CAN"]),
        (["-p", "events", "a=b.parquet", "--cold"], ["-p", "events=a=b.parquet", "--cold"]),
        (["-p", "partner", "South Korea", "-p", "first=2022"], ["-p", "partner=South Korea", "-p", "first=2022"]),
        (["-p", "partner", "--out", "x"], ["-p", "partner", "--out", "x"]),
        (["-p", "partner", "-p", "first", "2022"], ["-p", "partner", "-p", "first=2022"]),
        (["tempo", "-p"], ["tempo", "-p"]),
    ],
)
def test_a_parameter_is_a_name_and_a_value_together_or_apart(words, read):
    assert joined(words) == read


@pytest.mark.parametrize("pair", [["partner=CAN"], ["partner", "CAN"], ["partner = CAN"]], ids=" ".join)
def test_every_command_with_parameters_takes_them_alike(pair, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked_for = []
    monkeypatch.setattr(executions, "rerun", lambda run, *_: asked_for.append(run.id) or ([], ""))
    monkeypatch.setattr(reports, "silence_of", lambda out: "")
    monkeypatch.setattr(sweeps, "sweep", lambda wanted, *_: asked_for.extend(run.id for run in wanted) or sweeps.Sweep((), 0, {}))
    assert bluebook("run", "02", "-p", *pair, "-p", "first", "2022").exit_code == 0
    assert bluebook("sweep", "02", "-p", *pair, "-p", "first", "2022", "--out", "s").exit_code == 0
    assert asked_for == ["tempo-can-2022"] * 2
    assert "Figure tempo-can-2022 of" in bluebook("cite", "02", "-p", *pair, "-p", "first", "2022").output
    assert bluebook("bundle", "02", "-p", *pair).output == "tempo-can-2022.zip\n"
    assert bluebook("figures", "02", "-p", *pair, "--list").output.split() == ["tempo-can-2022", "tempo-can-2021-2025"]


def test_a_parameter_without_a_value_or_given_twice_is_refused():
    for command in ("run", "cite", "figures"):
        ended = bluebook(command, "tempo", "-p", "partner")
        assert (ended.exit_code, '"partner" has no value' in ended.output) == (2, True)
    assert "`bluebook sweep` runs a notebook for several values" in bluebook("run", "tempo", "-p", "first", "2021", "-p", "first", "2022").output
    assert [run.id for run in sweeps.typed("02-tempo", [("first", "2021"), ("first", "2022")])] == ["tempo-usa-2021", "tempo-usa-2022"]
    assert "leave out one of the two" in bluebook("sweep", "--from", "a.yml", "-p", "first", "2022", "--out", "s").output
    assert "which no -p changes" in bluebook("cite", "tempo-usa-2022", "-p", "partner", "CAN").output


def test_a_sweep_types_its_values_as_a_run_does():
    (run,) = sweeps.typed("02-tempo", [("save", "true"), ("first", "2022")])
    assert run.given["save"] is True


@pytest.mark.parametrize("name", KOREA)
def test_a_partner_has_the_same_names_for_every_command(name):
    assert asked.figure("tempo", [("partner", name), ("first", "2022")]) == "tempo-kor-2022"
    assert [run.id for run in sweeps.typed("02-tempo", [("partner", name), ("first", "2022")])] == ["tempo-kor-2022"]
    assert [run.id for run in asked.figures(["timeline"], [("partner", name)], runs.published())] == ["timeline-kor-2022", "timeline-kor-2013-2025"]
    assert bluebook("list", "partners", name, "--csv").output == bluebook("list", "partners", "KOR", "--csv").output


def test_figures_of_all_partners_are_found_by_any_parameter_of_theirs():
    found = [run.id for run in asked.figures(["leaders"], [("partner", "ALL"), ("first", "2013")], runs.published())]
    assert found == ["leaders-all-2013-2025"]
    assert "leaders-all-2013-2025" in [run.id for run in asked.figures([], [("partner", "all")], runs.published())]


def test_the_list_of_parameters_says_which_notebooks_take_all_partners():
    rows = [row for row in json.loads(bluebook("list", "parameters", "--json").output) if row["parameter"] == "partner"]
    assert [row["notebook"] for row in rows if row["allowed"].startswith("ALL, ")] == ["01-record", "17-leaders", "18-beginnings", "20-margins"]


def test_figures_are_narrowed_by_any_parameter_and_refused_where_none_is_left():
    (ids,) = [[run.id for run in asked.figures(["tempo"], pairs, runs.published())] for pairs in [[("partner", "USA,CAN"), ("first", "2022")]]]
    assert ids == ["tempo-usa-2022", "tempo-usa-2022-ja", "tempo-can-2022"]
    assert [run.id for run in asked.figures([], [("other", "米国"), ("one", "Japan")], runs.published())] == ["country-pair-jpn-usa-2022-01-2022-08-icews"]
    for pairs, said in [([("partner", "BRA")], "none that is published has partner=BRA"), ([("partnr", "USA")], "is not a parameter of these notebooks"),
                        ([("partner", "CANDA")], 'did you mean "CAN"'), ([("lang", "jp")], 'did you mean "ja"')]:  # fmt: skip
        with pytest.raises(Refused, match=said):
            asked.figures(["tempo"], pairs, runs.published())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("South Korea", "KOR"), ("Sout Korea", "KOR"), ("uk", "GBR"), ("アメリカ", "USA"), ("Grate Britain", "GBR"), ("North Korea", "PRK"),
     ("Nigera", "NGA"), ("Slovakya", "SVK"), ("Austria", "AUT"), ("Austrlia", "AUS"), ("EU", "EUU")],
)  # fmt: skip
def test_the_check_of_tables_offers_the_code_of_a_name_and_never_another_states(typed, meant, copy_of_data):
    copy_of_data("events", "2022-05-23-USA-summit,2022-05-23,2022-05-23,11:00,135,USA,", f"2022-05-23-USA-summit,2022-05-23,2022-05-23,11:00,135,{typed},")
    said = next(problem.sentence for problem in problems.problems() if problem.column == "partners")
    assert re.search(r'did you mean "(\w+)"', said)[1] == meant


@pytest.mark.parametrize("typed", ["Irak", "England", "GEE", "Congo Republic"])
def test_the_check_of_tables_offers_no_code_where_none_is_near(typed, copy_of_data):
    copy_of_data("events", "2022-05-23,11:00,135,USA,", f"2022-05-23,11:00,135,{typed},")
    said = next(problem.sentence for problem in problems.problems() if problem.column == "partners")
    assert "is not a country or organisation" in said and "did you mean" not in said


def test_a_number_has_its_noun():
    assert [plural(number, "run") for number in (0, 1, 2, 1000)] == ["0 runs", "1 run", "2 runs", "1,000 runs"]
    assert (plural(1, "country", "countries"), plural(2, "country", "countries")) == ("1 country", "2 countries")


def test_no_message_has_one_of_several():
    """In an f-string, a number before a noun in the plural is written by `plural`; what stays is never one."""
    never_one = {"tables keep", "runs were", "files where one", "} was, {"}
    numbers = r"\{(?:len\([^{}]*\)|(?:\w+\.)*(?:count|number|total|rows|events|files|lines))(?::,)?\} [a-z]+s\b.{0,12}"
    found = [f"{file.name}: {match}" for file in paths.CODE.rglob("*.py") if file.parent.name not in ("site", "views")
             for match in re.findall(numbers, file.read_text(encoding="utf-8")) if not any(words in match for words in never_one)]
    assert not found, found


def test_a_path_is_shown_as_the_reader_can_open_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (shown(Path("a.txt")), shown(tmp_path / "b" / "a.txt"), shown(Path(".") / "a.txt")) == ("a.txt", "b/a.txt", "a.txt")
    assert shown(Path("..") / "a.txt") == str(tmp_path.parent / "a.txt")


def test_a_run_prints_the_answer_and_names_the_notebook_and_the_figure_written_side_by_side(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = bluebook("run", "02", "-p", "partner=カナダ", "-p", "first", "2022", "--out", "new/kor.ipynb").output
    assert said == f"answer    {records.record('tempo-can-2022')['title']}\nnotebook  new/kor.ipynb\nfigure    new/tempo-can-2022.svg .pdf .png .csv .json\n"
    made = {file.name for file in (tmp_path / "new").iterdir()}
    assert made == {"kor.ipynb", *(f"tempo-can-2022.{ending}" for ending in ("svg", "pdf", "png", "csv", "json"))}
    for ending in ("svg", "png", "csv"):
        assert (tmp_path / "new" / f"tempo-can-2022.{ending}").read_bytes() == (paths.figures() / f"tempo-can-2022.{ending}").read_bytes()


def test_a_run_without_parameters_draws_too_and_save_false_leaves_the_figure_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert bluebook("run", "tempo").output.partition("\n")[2] == "notebook  tempo-usa-2022.ipynb\nfigure    tempo-usa-2022.svg .pdf .png .csv .json\n"
    (tmp_path / "b").mkdir()
    assert bluebook("run", "tempo", "-p", "save=false", "--out", "b").output == "notebook  b/tempo-usa-2022.ipynb\n"
    assert [file.name for file in (tmp_path / "b").iterdir()] == ["tempo-usa-2022.ipynb"]


def test_the_files_of_a_figure_are_named_from_where_the_reader_stands(tmp_path, monkeypatch):
    folder = tmp_path / "there"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert [Path(line.split()[1]).is_file() for line in bluebook("figures", "channels-can-2022", "--out", ".").output.splitlines()[:-1]] == [True] * 5
    elsewhere = bluebook("figures", "channels-can-2022", "--out", str(tmp_path / "other")).output
    assert f"changed  {tmp_path / 'other' / 'channels-can-2022.svg'}" in elsewhere


def test_the_command_that_repeats_a_failed_run_works_from_any_folder():
    again = reports.again(runs.Run("02-tempo", {"partner": "KOR", "first": "2022", "last": "2022", "lang": "ja"}))
    assert again == "bluebook run 02-tempo -p partner=KOR -p first=2022 -p last=2022 -p lang=ja"
    assert "'events=a b.parquet'" in reports.again(runs.Run("14-country-pair", {"events": "a b.parquet"}))


def lines_of_papermill():
    return {line.strip() for page in ("README.md", "notebooks/README.md") for line in (paths.ROOT / page).read_text(encoding="utf-8").splitlines()
            if line.startswith("    papermill ")}  # fmt: skip


def test_papermills_line_in_the_readme_works_from_any_folder_as_printed(tmp_path):
    (line,) = lines_of_papermill()
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env={"PATH": path, "HOME": str(tmp_path)}, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "Japan and Canada, 2021–2024" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["notebooks", "partners", "figures", "parameters"])
def test_a_list_has_the_same_rows_to_read_as_csv_and_as_json(what):
    text, as_csv, as_json = (bluebook("list", what, *form).output for form in ([], ["--csv"], ["--json"]))
    rows = list(csv.DictReader(as_csv.splitlines()))
    assert [{key: str(value) for key, value in row.items()} for row in json.loads(as_json)] == rows
    assert len(text.splitlines()) == len(rows) + 1 > 10
    assert all(next(iter(row.values())) in line for row, line in zip(rows, text.splitlines()[1:], strict=True))


def test_the_partners_are_told_with_years_counts_and_coverage(copy_of_data):
    (korea,) = [row for row in json.loads(bluebook("list", "partners", "--json").output) if row["partner"] == "KOR"]
    events, coverage = tables.events(), tables.coverage()
    own = events[events["partners"].map(lambda codes: "KOR" in codes)]
    assert (korea["engagements"], korea["first_year"], korea["last_year"]) == (len(own), own["date"].dt.year.min(), own["date"].dt.year.max())
    assert korea["coverage"] == "partial 2015–2022, 2024–2025; probably complete 2023" and korea["name_ja"] == "韓国"
    assert set(coverage[coverage["partners"].map(lambda codes: codes == ["KOR"])]["year"]) == set(range(2012, 2026))
    year = bluebook("list", "partners", "KOR", "--csv").output.splitlines()
    assert year[0].startswith("partner,year,engagements,summit,foreign_ministers,other_levels,with_others,")
    assert "KOR,2023,25,7,8,0,10,complete,probably complete" in year
    assert "the record holds nothing on Peru" in bluebook("list", "partners", "Peru").output


@pytest.mark.parametrize(("words", "said"), [(["partner"], 'did you mean "partners"'), (["figures", "summit"], "is not a notebook"),
                                             (["partners", "CANDA"], 'did you mean "CAN"'), (["partners", "--path"], "only notebooks and figures do")])  # fmt: skip
def test_a_list_of_what_there_is_not_is_refused(words, said):
    ended = bluebook("list", *words)
    assert ended.exit_code == 2 and said in ended.output and ended.output.count("\n") == 1
