"""Nothing given is executed, nothing given leaves its folder, and what looks like code stays text."""

import os
import zipfile
from pathlib import Path

import pytest
import yaml
from bluebook import parameters
from bluebook.cli import main
from bluebook.figures import origins, proofs, records
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import problems, tables
from bluebook.runs import executions, runs, sweeps
from bluebook.sources import engine, named, texts
from click.testing import CliRunner

SAMPLE = Path(__file__).parents[1] / "samples" / "20180101000000.export.CSV"
WANDERING = ["../../x", "/etc/hostname", "..", ".", "a\0b", "/dev/null", "CON", "x" * 5000, "figures/../../x", "~nobody-here/x", "*", "tempo-usa-2022/../x"]
CODE = ["__import__('os').system('touch X')", '"; import os; os.system("touch X")', "$(touch X)", "`touch X`", "USA'\nimport os\n", "{0.__class__}"]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty working directory; gives the command line, and looks afterwards that nothing was written."""
    monkeypatch.chdir(tmp_path)
    yield lambda *words: CliRunner().invoke(main, words)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", WANDERING, ids=range(len(WANDERING)))
def test_no_id_and_no_name_leads_out_of_its_folder(name, desk):
    for ask in (lambda: records.record(name), lambda: runs.chosen([name], runs.published()), lambda: runs.named(name),
                lambda: parameters.check(one="JPN", other="USA", first="2022", last="2022", events=name)):  # fmt: skip
        with pytest.raises(Refused):
            ask()
    for words in (["cite"], ["bundle"], ["figures"], ["verify"], ["proof"], ["affected"], ["run"]):
        ended = desk(*words, name)
        assert ended.exit_code == 2 and isinstance(ended.exception, SystemExit), (words, ended.exception)


@pytest.mark.parametrize("name", ["../../x.parquet", "/etc/x.parquet", "a\0b.parquet", "x" * 5000 + ".parquet", "~nobody-here/x.parquet"])
def test_events_that_are_no_file_are_refused(name):
    with pytest.raises(Refused):
        parameters.check(one="JPN", other="USA", first="2022", last="2022", events=name)


@pytest.mark.parametrize("given", [{"one": "USA"}, {"other": "USA"}, {"first": "2022"}, {"last": "2022"}], ids=str)
def test_half_of_a_pair_or_of_a_period_is_refused(given):
    with pytest.raises(Refused, match="give both or neither"):
        parameters.check(**given)


def test_a_picture_whose_name_no_file_can_have_is_refused():
    with pytest.raises(Refused, match="can't be read"):
        origins.whence(Path("a\0b"))


def test_a_long_name_of_events_makes_an_id_that_a_file_can_have(tmp_path):
    long = tmp_path / ("n" * 240 + ".parquet")
    long.write_bytes((paths.data() / "samples" / "icews.parquet").read_bytes())
    assert len(parameters.check(one="JPN", other="USA", first="2022", last="2022", events=str(long)).slug) < 100


@pytest.mark.parametrize("notebook", ["../../x", "/etc/passwd", "02-tempo/../../x", "02-tempo\0", "x" * 5000], ids=range(5))
def test_a_list_of_runs_names_notebooks_of_this_project_only(notebook, tmp_path):
    (tmp_path / "runs.yml").write_text(yaml.safe_dump({notebook: [{"partner": "USA"}]}), encoding="utf-8")
    with pytest.raises(Refused, match="is not a notebook"):
        runs.published(tmp_path / "runs.yml")


def test_a_record_under_another_id_is_none(tmp_path, monkeypatch):
    text = (paths.ROOT / "figures" / "partners-2022.json").read_text(encoding="utf-8")
    monkeypatch.setenv("BLUEBOOK_FIGURES", str(tmp_path))
    (tmp_path / "partners-2022.json").write_text(text.replace('"id": "partners-2022"', '"id": "../../x"', 1), encoding="utf-8")
    with pytest.raises(Refused, match="not the record of"):
        records.record("partners-2022")
    with pytest.raises(Refused, match="not the record of"):
        proofs.proof(tmp_path, "partners-2022")


@pytest.mark.parametrize("member", ["../../escaped.CSV", "/tmp/escaped.CSV", "a/../../escaped.CSV", "x" * 3000])
def test_a_member_of_a_zip_is_never_written_under_its_own_name(member, tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    with zipfile.ZipFile(inner / "day.zip", "w") as parcel:
        parcel.writestr(member, SAMPLE.read_bytes())
    (found,) = texts.within(inner / "day.zip")
    assert texts.unpacked(found, inner, 1) == inner / "1.txt"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["1.txt", "day.zip", "inner"]


@pytest.mark.parametrize("code", CODE, ids=range(len(CODE)))
def test_a_value_that_is_code_is_text(code, desk, tmp_path_factory):
    aside = tmp_path_factory.mktemp("lists")
    (aside / "runs.yml").write_text(yaml.safe_dump({"02-tempo": [{"partner": code, "first": 2022, "last": 2022}]}), encoding="utf-8")
    (aside / "sweep.yml").write_text(yaml.safe_dump({"notebook": "02-tempo", "parameters": {"partner": [code], "first": [2022]}}), encoding="utf-8")
    for ask in (lambda: runs.typed("02-tempo", [("partner", code)]), lambda: runs.typed("02-tempo", [(code, "USA")]), lambda: runs.published(aside / "runs.yml"),
                lambda: sweeps.listed(aside / "sweep.yml"), lambda: parameters.check(partner=code, first="2022", last="2022")):  # fmt: skip
        with pytest.raises(Refused):
            ask()
    assert desk("run", "tempo", "-p", "partner", code, "-p", "first", "2022").exit_code == 2
    assert desk("sweep", "tempo", "-p", f"partner={code}", "-p", "first=2022", "--out", "out").exit_code == 2


def test_papermill_hands_code_on_as_text(tmp_path):
    """The injected cell holds a literal: the notebook itself then refuses the value, and nothing was run."""
    run = runs.Run("02-tempo", {"partner": "__import__('pathlib').Path('X').touch()", "first": "2022", "last": "2022"})
    done = executions.attempt(run, tmp_path / "run")
    assert "is not a code of countries.csv" in done.failure and not list(tmp_path.rglob("X"))


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system ['touch X']", "02-tempo: !!python/name:os.system", "a: &a [*a]", "2022-13-45: 1", "!!timestamp x", "[" * 3000])
def test_yaml_is_data_only(text, tmp_path, desk):
    aside = tmp_path / "runs.yml"
    aside.write_text(text, encoding="utf-8")
    try:
        for read in (runs.published, sweeps.listed):
            with pytest.raises(Refused):
                read(aside)
    finally:
        aside.unlink()


def test_norway_is_not_false(tmp_path):
    (tmp_path / "runs.yml").write_text("02-tempo:\n  - {partner: NO, first: 2022, last: 2022}\n", encoding="utf-8")
    with pytest.raises(Refused, match='did you mean "NOR"'):
        runs.published(tmp_path / "runs.yml")
    (tmp_path / "runs.yml").write_text("02-tempo:\n  - {partner: NOR, first: 2022, last: 2022}\n", encoding="utf-8")
    assert runs.published(tmp_path / "runs.yml")[0].id == "tempo-nor-2022"


def searches():
    """The beginning of a cell of free text of leads.csv, and the place of its row."""
    leads = tables.table("leads")
    place = leads["searches"].str.len().idxmax()
    return leads["searches"][place][:40], place


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_of_text_that_begins_as_a_formula_is_refused(sign, copy_of_data):
    text, _ = searches()
    copy_of_data("leads", text, f"{sign}cmd|' /C calc'!A0 {text}")
    problem, *_ = problems.problems(copy_of_data.folder)
    assert f"begins with {sign}, which a spreadsheet would take for a formula" in str(problem) and "leads.csv line " in str(problem)


def test_html_in_a_cell_is_text(copy_of_data):
    text, place = searches()
    copy_of_data("leads", text, f"<script>alert(1)</script>{text}")
    assert tables.table("leads")["searches"][place].startswith("<script>")


def test_a_pipe_is_not_replaced_by_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    for words in (["import", "gdelt", str(SAMPLE), "--out", "pipe"], ["bundle", "partners-2022", "--out", "pipe"], ["run", "tempo", "--out", "pipe"]):
        ended = CliRunner().invoke(main, words)
        assert ended.exit_code == 2 and "is neither a file nor a folder, so it is not overwritten" in ended.output, ended.output
    assert Path("pipe").is_fifo()


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    ended = CliRunner().invoke(main, ["bundle", "partners-2022", "--out", str(tmp_path / ("x" * 300))])
    assert ended.exit_code == 2 and "name too long" in ended.output.lower()
    with pytest.raises(Refused, match="is not a folder"):
        engine.gather([str(SAMPLE)], tmp_path / "none" / "out.parquet", named("gdelt"))
