"""Sweeps: a grid of runs, resumed where it stopped, with failures that don't stop the others."""

import codecs
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pandas as pd
import pytest
from bluebook import sources
from bluebook.ground import fingerprints, paths
from bluebook.ground.refusals import Refused
from bluebook.runs import reports, runs, states, sweeps

PRINT = "svg,pdf,png"


def quiet(line):
    """Say nothing."""


def test_values_are_a_list_a_range_of_years_or_both():
    assert sweeps.values("USA,CAN") == ["USA", "CAN"]
    assert sweeps.values("2019,2021..2023") == ["2019", "2021", "2022", "2023"]
    with pytest.raises(Refused, match="has an empty place"):
        sweeps.values("USA,,CAN")


def test_a_grid_has_every_combination_and_a_first_alone_is_its_own_last():
    grid = sweeps.grid("02-tempo", {"partner": ["USA", "CAN"], "first": ["2021", "2022"]})
    assert [run.id for run in grid] == ["tempo-usa-2021", "tempo-usa-2022", "tempo-can-2021", "tempo-can-2022"]


def test_two_names_of_one_country_are_one_run():
    (run,) = sweeps.grid("02-tempo", {"partner": ["KOR", "South Korea"], "first": ["2022"]})
    assert run.given["partner"] == "KOR"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"partner": ["CANDA"]}, 'did you mean "CAN"?'),
        ({"partnr": ["CAN"]}, 'did you mean "partner"?'),
        ({"partner": []}, "0 runs were asked for"),
        ({"first": [str(year) for year in range(1, 10002)]}, "10,001 runs were asked for"),
    ],
)
def test_a_grid_is_checked_before_anything_runs(given, said):
    with pytest.raises(Refused, match=said.replace("?", r"\\?")):
        sweeps.grid("02-tempo", given)


@pytest.mark.parametrize("text", ["- 1", "notebook: 02-tempo", "notebook: 02-tempo\nparameters: 3", "notebook: ["])
def test_a_sweep_file_of_another_form_is_refused_in_a_sentence(text, tmp_path):
    (tmp_path / "sweep.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"sweep\.yml") as refusal:
        sweeps.listed(tmp_path / "sweep.yml")
    assert "\n" not in str(refusal.value)


def test_a_sweep_file_reads_lists_ranges_and_single_values(tmp_path):
    (tmp_path / "s.yml").write_text("notebook: tempo\nparameters: {partner: [USA, CAN], first: 2021..2022}", encoding="utf-8")
    assert len(sweeps.listed(tmp_path / "s.yml")) == 4


def test_a_date_of_yaml_is_a_day_and_a_run_is_kept_as_text(tmp_path):
    (tmp_path / "s.yml").write_text("notebook: 02-tempo\nparameters: {partner: [USA], first: [2022-01-01, 2022-05]}", encoding="utf-8")
    day, month = sweeps.listed(tmp_path / "s.yml")
    assert day.given == {"partner": "USA", "first": "2022-01-01", "last": "2022-01-01"} and json.loads(json.dumps(day.given)) == day.given
    assert (day.id, month.id) == ("tempo-usa-2022-01-01", "tempo-usa-2022-05")


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    out = tmp_path_factory.mktemp("sweep")
    wanted = sweeps.grid("02-tempo", {"partner": ["USA", "CAN"], "first": ["2022"]})
    return out, wanted, sweeps.sweep(wanted, out, 2, quiet, formats=PRINT)


def test_a_sweep_keeps_notebook_and_figure_of_every_run_and_one_table_of_all(swept):
    out, wanted, done = swept
    assert (len(done.whole), done.kept, done.failures) == (2, 0, {})
    for run in wanted:
        made = {file.name for file in (out / "runs" / run.id).iterdir()}
        assert made == {"02-tempo.ipynb", "result.json", *(f"{run.id}.{ending}" for ending in ("svg", "pdf", "png", "csv", "json"))}
    table = pd.read_csv(out / "results.csv")
    assert table.groupby("partner")["engagements"].sum().to_dict() == {"CAN": 31, "USA": 73}
    assert duckdb.sql(f"select sum(engagements) from '{out / 'results.parquet'}'").fetchall() == [(104,)]
    assert pd.read_parquet(out / "results.parquet")["engagements"].sum() == 104
    assert (out / "results.csv").read_bytes().startswith(codecs.BOM_UTF8)  # for a spreadsheet
    assert (out / "index.html").read_text(encoding="utf-8").count("<figure>") == 2


def test_the_figure_of_a_sweep_is_the_published_one_byte_for_byte(swept):
    out, *_ = swept
    for ending in ("svg", "pdf", "png", "csv", "json"):
        name = f"tempo-usa-2022.{ending}"
        assert (out / "runs" / "tempo-usa-2022" / name).read_bytes() == (paths.figures() / name).read_bytes(), name


def test_a_sweep_draws_svg_alone_until_it_is_asked_for_more(swept, tmp_path):
    out, wanted, _ = swept
    pictures = lambda: {file.suffix for file in (tmp_path / "runs" / wanted[0].id).iterdir()} - {".ipynb", ".json", ".csv"}  # noqa: E731
    assert (sweeps.sweep(wanted[:1], tmp_path, 1, quiet).kept, pictures()) == (0, {".svg"})
    drawn, name = tmp_path / "runs" / wanted[0].id, f"{wanted[0].id}.svg"
    assert (drawn / name).read_bytes() == (out / "runs" / wanted[0].id / name).read_bytes()
    assert list(json.loads((drawn / f"{wanted[0].id}.json").read_text(encoding="utf-8"))["files"]) == ["svg", "csv"]
    assert (sweeps.sweep(wanted[:1], tmp_path, 1, quiet).kept, pictures()) == (1, {".svg"})
    assert (sweeps.sweep(wanted[:1], tmp_path, 1, quiet, formats="png").kept, pictures()) == (0, {".svg", ".png"})
    with pytest.raises(Refused, match=r'"pgn" is not a format of pictures \(svg, pdf, png\); did you mean "png"'):
        sweeps.sweep(wanted, tmp_path, 1, quiet, formats="pgn")


def test_an_interrupted_sweep_repeats_only_what_is_not_whole(swept, tmp_path):
    out, wanted, _ = swept
    shutil.copytree(out, tmp_path / "again")
    (tmp_path / "again" / "runs" / "tempo-can-2022" / "result.json").unlink()
    again = sweeps.sweep(wanted, tmp_path / "again", 1, quiet, formats=PRINT)
    assert (again.kept, len(again.whole)) == (1, 2)
    assert (tmp_path / "again" / "results.csv").read_bytes() == (out / "results.csv").read_bytes()


def test_a_failed_run_costs_itself_only_and_tells_how_to_repeat_it(tmp_path, monkeypatch):
    good, bad = runs.Run("02-tempo", {"partner": "USA", "first": "2022", "last": "2022"}), runs.Run("02-tempo", {"partner": "XXX"})
    monkeypatch.setattr(runs.Run, "id", property(lambda run: f"tempo-{run.given['partner'].lower()}-2022"))
    said = []
    done = sweeps.sweep([bad, good], tmp_path, 1, said.append)
    assert list(done.failures) == ["tempo-xxx-2022"] and [run.id for run in done.whole] == ["tempo-usa-2022"]
    assert any("cell 4" in line or "cell 3" in line for line in said) and any("-p partner=XXX" in line for line in said)
    assert not (tmp_path / "runs" / "tempo-xxx-2022").exists()


@pytest.fixture
def noted(tmp_path, monkeypatch):
    """A cache of its own, in which each run given is noted as made from the tables named, with a file of its own."""
    monkeypatch.setenv("BLUEBOOK_CACHE", str(tmp_path / "cache"))

    def note(run_id, *tables):
        file = tmp_path / f"{run_id}.made"
        file.write_text("as it was made")
        prints = {name: fingerprints.of_file(paths.data() / f"{name}.csv") for name in tables}
        states.note(run_id, {"tables": prints, "code": {"counts.tallies": fingerprints.of_module("counts.tallies")}}, [file])
        return file

    return note


def test_nothing_is_run_twice_and_why_is_told(copy_of_data, noted):
    tempo, record = (runs.chosen([name], runs.published())[0] for name in ("tempo-usa-2022", "reconcile-usa-2022"))
    assert states.reasons(tempo) == ["not run in this clone yet"]
    noted(tempo.id, "events", "terms"), noted(record.id, "events", "claims")
    assert states.reasons(tempo) == states.reasons(record) == []
    copy_of_data("claims", "annual total", "yearly total")
    assert states.reasons(tempo) == [] and states.reasons(record) == ["claims.csv changed"]


def test_changed_code_and_an_edited_file_are_reasons_to_run_again(noted, monkeypatch):
    tempo = runs.chosen(["tempo-usa-2022"], runs.published())[0]
    file = noted(tempo.id, "events")
    file.write_text("edited")
    assert states.reasons(tempo) == ["tempo-usa-2022.made is not the file that was made"]
    file.write_text("as it was made")
    monkeypatch.setattr(fingerprints, "of_module", lambda name: "another")
    assert states.reasons(tempo) == ["the module counts.tallies changed"]


def test_a_junit_report_names_the_run_and_its_failure():
    run = runs.Run("02-tempo", {"partner": "USA"})
    text = reports.junit([reports.Outcome(run), reports.Outcome(run, failure='cell 3: x\nRefused: "a" < "b"')])
    suite = ElementTree.fromstring(text)
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert suite.find("testcase/failure").get("message") == 'Refused: "a" < "b"'


def test_on_github_a_failure_is_an_annotation_too(monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    failed = reports.Outcome(runs.Run("02-tempo", {"partner": "USA", "first": "2022"}), failure="cell 3: x\nRefused: no")
    assert reports.report(failed)[-1] == "::error file=notebooks/02-tempo.ipynb,title=tempo-usa-2022::Refused: no"


@pytest.fixture
def scheduler(tmp_path):
    """A dask scheduler and two workers, each a process of its own on loopback, as on a cluster; gives the address."""
    pytest.importorskip("distributed", reason='the optional extra is not installed; `pip install "bluebook[dask]"` brings it')
    dask, address = [sys.executable, "-m", "dask"], tmp_path / "scheduler.json"
    asked = [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address)]
    worker = [*dask, "worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--scheduler-file", str(address),
              "--local-directory", str(tmp_path)]  # fmt: skip
    with ExitStack() as running:
        for order in (asked, worker, worker):
            process = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running.enter_context(process)
            running.callback(process.terminate)
            until(address.exists, 60)
        yield json.loads(address.read_text())["address"]


@pytest.mark.cluster
def test_a_sweep_on_a_running_dask_scheduler_with_two_workers_gives_the_same_bytes(command, swept, scheduler, tmp_path):
    out, wanted, _ = swept
    from distributed import Client

    with Client(scheduler) as cluster:
        cluster.wait_for_workers(2, timeout=60)
    asked = ["tempo", "-p", "partner=USA,CAN", "-p", "first=2022", "--backend", "dask", "--scheduler", scheduler, "--formats", PRINT]
    done = command("bluebook", "sweep", *asked, "--out", "sweep", cwd=tmp_path)  # the workers stand elsewhere
    assert done.returncode == 0, done.stderr
    for run in wanted:
        for file in (out / "runs" / run.id).iterdir():
            assert (tmp_path / "sweep" / "runs" / run.id / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.cluster
def test_workers_elsewhere_read_several_parquets_as_one_record(command, scheduler, tmp_path):
    sample, halves = paths.data() / "samples" / "icews.parquet", tmp_path / "half-{}.parquet"
    for half in (0, 1):  # each has a third of the rows, and both the last third
        duckdb.execute(f"COPY (SELECT * EXCLUDE (nth) FROM (SELECT *, row_number() OVER () AS nth FROM '{sample}') WHERE nth % 3 IN ({half}, 2)) "
                       f"TO '{str(halves).format(half)}' (FORMAT parquet)")  # fmt: skip
    asked = ["country-pair", "-p", "one=CAN", "-p", "other=USA", "-p", "first=2022-01", "-p", "events=half-*.parquet"]
    more = {"dask": ["--backend", "dask", "--scheduler", scheduler], "here": []}
    for out, how in more.items():
        done = command("bluebook", "sweep", *asked, *how, "--out", out, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    one, other = (sorted(file for file in (tmp_path / out / "runs").glob("*/*") if file.suffix != ".ipynb") for out in more)
    assert len(one) > 2 and [file.name for file in one] == [file.name for file in other]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in other]
    (numbers,) = (pd.read_csv(file) for file in one if file.suffix == ".csv")
    month = sources.monthly(str(sample), "CAN", "USA", "2022-01-01", "2022-01-31")
    assert {row.lane: row.events for row in numbers.itertuples() if row.events} == {row.kind: row.events for row in month.itertuples()}


@pytest.mark.cluster
def test_where_pyspark_is_installed_no_command_and_no_notebook_warns_of_it(command, tmp_path):
    pytest.importorskip("pyspark", reason='the optional extra is not installed; `pip install "bluebook[spark]"` brings it')
    assert command("bluebook", "check").stderr == ""
    done = command("bluebook", "run", "tempo", "-p", "partner", "CAN", "-p", "first", "2022", "--out", "x.ipynb", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "") and "PySpark" not in (tmp_path / "x.ipynb").read_text(encoding="utf-8")


def test_a_cluster_without_an_address_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"--scheduler|pip install"):
        sweeps.sweep([], tmp_path, 1, quiet, "dask")


def test_parameters_are_typed_and_checked_before_a_kernel_starts():
    assert runs.typed("02-tempo", [("partner", "NOR"), ("save", "yes")]).given == {"partner": "NOR", "save": True}
    assert runs.typed("02-tempo", [("partner", "NO")]).given == {"partner": "NOR"}
    assert runs.typed("02-tempo", [("first", "2023")]).given == {"first": "2023", "last": "2023"}
    for pairs, said in [([("partner", "Norwy")], "NOR"), ([("save", "maybe")], "not True or False"), ([("partnr", "CAN")], "partner")]:
        with pytest.raises(Refused, match=said):
            runs.typed("02-tempo", pairs)


def test_the_help_of_a_notebook_lists_its_parameters(command):
    done = command("bluebook", "run", "tempo", "--help")
    assert done.returncode == 0 and re.search(r"partner +str +USA +code or name", done.stdout)
    assert re.search(r"save +bool +False +true, false", done.stdout)


def test_a_sweep_is_what_the_command_line_says(command, tmp_path):
    done = command("bluebook", "sweep", "tempo", "-p", "partner=CANDA", "--out", str(tmp_path / "s"))
    assert done.returncode == 2 and 'did you mean "CAN"?' in done.stderr and not (tmp_path / "s").exists()
    assert json.dumps(done.stderr).count("\\n") == 1


def running(mark):
    """Return the processes that were given this mark in their environment."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            found += [place.name] if mark in (place / "environ").read_text(errors="replace") else []
    return found


def until(true, seconds=120):
    """Wait until something is true; fail if it never is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for what is left in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_a_sweep_that_is_killed_goes_on_where_it_stopped_and_leaves_nothing_behind(tmp_path, how):
    partners = "USA,CAN,AUS,IND,KOR,DEU,FRA,GBR"
    command = [Path(sys.executable).parent / "bluebook", "sweep", "tempo", "-p", f"partner={partners}", "--out", tmp_path / "s"]
    mark = f"BLUEBOOK_WARM_MARK={tmp_path}"
    given = {**os.environ, "BLUEBOOK_WARM_MARK": str(tmp_path), "BLUEBOOK_WARM_IDLE": "1", "JUPYTER_RUNTIME_DIR": str(tmp_path / "run")}
    made = tmp_path / "s" / "runs"
    whole = lambda: {place.name: place.stat().st_ino for place in made.glob("[!.]*")}  # noqa: E731
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell starts in the background does not hear Ctrl-C
    with subprocess.Popen(command, env=given, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          preexec_fn=heard) as sweep:  # fmt: skip
        until(lambda: whole() and list(made.glob(".*")))  # one is whole, and one is being made
        os.killpg(sweep.pid, how)
    before = whole()
    assert 0 < len(before) < 8 and not (tmp_path / "s" / "results.csv").exists()
    assert all((made / name / "result.json").exists() for name in before)
    until(lambda: not running(mark))  # no kernel, and no parent, outlives it for long
    said = subprocess.run(command, env=given, capture_output=True, text=True, check=True).stdout
    assert f"{8 - len(before)} runs made, {len(before)} kept, 0 failed" in said
    assert before.items() <= whole().items() and len(whole()) == 8 and not list(made.glob(".*"))
    assert sorted(file.name for file in (tmp_path / "s").iterdir()) == ["index.html", "results.csv", "results.parquet", "runs"]
    assert pd.read_csv(tmp_path / "s" / "results.csv")["partner"].nunique() == 8
    until(lambda: not running(mark))
