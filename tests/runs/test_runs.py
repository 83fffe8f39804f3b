"""The list of published figures, and what a run does and leaves alone."""

import nbformat
import pytest
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.runs import executions, reports, runs


def listing(tmp_path, text):
    file = tmp_path / "runs.yml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("02-tempo: [{partner: CANDA, first: 2022, last: 2022}]", 'did you mean "CAN"?'),
        ("02-tempo: [{partner: NO, first: 2022, last: 2022}]", "YAML reads NO as False"),
        ("02-tempo: [{partnr: CAN}]", 'did you mean "partner"?'),
        ("02-tempoo: [{partner: CAN}]", 'did you mean "02-tempo"?'),
        ("02-tempo: {partner: CAN}", "not a list of parameter sets"),
        ("- 02-tempo", "not a mapping"),
        ("02-tempo: [{partner: USA}, {partner: USA, first: 2022}]", "would be published twice"),
        ("02-tempo: [", "can't be read"),
    ],
)
def test_a_wrong_listing_is_refused_in_one_sentence(tmp_path, text, said):
    with pytest.raises(Refused) as refusal:
        runs.published(listing(tmp_path, text))
    assert said in str(refusal.value) and "\n" not in str(refusal.value)


def test_the_id_of_a_figure_comes_from_notebook_and_parameters():
    assert runs.Run("02-tempo", {"partner": "CAN", "first": 2021, "last": "2024"}).id == "tempo-can-2021-2024"
    assert runs.Run("02-tempo").id == "02-tempo"


def test_a_country_may_be_named_and_the_run_has_its_code(tmp_path):
    (listed,) = runs.published(listing(tmp_path, "02-tempo: [{partner: South Korea, first: 2022, last: 2022}]"))
    assert (listed.id, listed.given["partner"]) == ("tempo-kor-2022", "KOR")
    assert runs.typed("02-tempo", [("partner", "韓国"), ("first", "2022")]).id == "tempo-kor-2022"
    assert runs.typed("01-record", [("partner", "all"), ("first", "2022")]).id == "record-all-2022"


@pytest.mark.parametrize(("notebook", "takes"), [("01-record", True), ("17-leaders", True), ("16-years", False), ("10-partners", False)])
def test_all_partners_may_be_asked_for_where_the_comment_on_the_parameter_says_so(notebook, takes):
    assert runs.takes_all(paths.NOTEBOOKS / f"{notebook}.ipynb") == takes
    if takes:
        assert runs.checked(runs.Run(notebook, {"partner": "all"})).given == {"partner": "ALL"}
    elif notebook == "16-years":
        with pytest.raises(Refused, match="ALL"):
            runs.checked(runs.Run(notebook, {"partner": "ALL"}))


def test_an_unknown_figure_gives_the_nearest_id():
    with pytest.raises(Refused, match='did you mean "tempo-usa-2022"'):
        runs.chosen(["tempo-us-2022"], runs.published())


def test_a_failed_run_leaves_every_published_file_as_it_was(tmp_path, copy_of_data):
    good, bad = runs.chosen(["tempo-usa-2022"], runs.published())[0], runs.Run("02-tempo", {"partner": "XXX"})
    bad_id = property(lambda run: "bad" if run.given.get("partner") == "XXX" else "tempo-usa-2022")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs.Run, "id", bad_id)
        patch.setattr(runs.Run, "figure", bad_id)
        failed, ended = executions.make([bad, good], 1, lambda line: None, tmp_path / "figures")
        report = reports.report(failed)
    assert "is not a code of countries.csv" in failed.failure and "cell" in failed.failure
    assert len(ended.changed) == 5 and len(list((tmp_path / "figures").iterdir())) == 5
    assert any("again: bluebook run 02-tempo -p partner=XXX" in line for line in report)


def test_an_executed_notebook_is_stored_without_times_stamps_and_machine_names():
    book = nbformat.v4.new_notebook(metadata={"papermill": {"start_time": "now"}, "kernelspec": {"name": "conda-env-mine", "display_name": "x"}})
    cell = nbformat.v4.new_code_cell("1", id="one", metadata={"tags": ["parameters"], "execution": {"iopub.status": "now"}})
    book.cells = [cell]
    plain = nbformat.reads(executions.normal(book), as_version=4)
    assert plain.metadata.kernelspec.name == "python3" and "papermill" not in plain.metadata
    assert plain.cells[0].metadata == {"tags": ["parameters"]}


@pytest.mark.parametrize("words", [["figures", "tempo-us-2022"], ["figurs"], ["check", "--data", "nowhere"]])
def test_the_command_line_answers_a_bad_input_with_a_sentence(command, words):
    done = command("bluebook", *words)
    assert done.returncode == 2 and "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_a_stored_notebook_and_the_figure_of_its_own_parameters_are_one_run():
    stored, same, other = runs.Run("02-tempo"), *runs.chosen(["tempo-usa-2022", "tempo-can-2022"], runs.published())
    assert executions._twins([stored, same, other]) == {"02-tempo": same}
    assert executions._twins([same, other]) == executions._twins([stored, other]) == {}


def test_one_run_gives_stored_outputs_and_figure_alike(tmp_path):
    run = runs.Run("02-tempo")
    done = executions.attempt(run, tmp_path / "run", publishing=True)
    assert done.failure == ""
    for ending in ("svg", "pdf", "png", "csv", "json"):
        name = f"tempo-usa-2022.{ending}"
        assert (tmp_path / "run" / "figures" / name).read_bytes() == (paths.figures() / name).read_bytes(), name
    book = nbformat.read(tmp_path / "run" / "02-tempo.ipynb", as_version=4)
    assert executions.normal(book) == run.file.read_text(encoding="utf-8")
