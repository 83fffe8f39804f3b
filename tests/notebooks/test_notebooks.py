"""Every notebook, rerun as a reader would: another partner, an empty period, a wrong input, from any folder."""

import itertools
import statistics

import nbformat
import papermill
import pytest
from bluebook import kernels
from bluebook.ground import paths
from bluebook.runs import runs
from papermill.exceptions import PapermillExecutionError

NOTEBOOKS = [run.notebook for run in runs.committed()]
OTHERS = {"partner": ["CAN", "DEU"], "first": ["2022", "1990"], "last": ["2022-06", "1990"]}  # another partner; an empty period


def parameter_sets(notebook):
    known = runs.defaults(paths.NOTEBOOKS / f"{notebook}.ipynb")
    return [{name: values[place] for name, values in OTHERS.items() if name in known} for place in (0, 1)]


def execute(notebook, given, tmp_path):
    with kernels.warm():
        book = papermill.execute_notebook(str(paths.NOTEBOOKS / f"{notebook}.ipynb"), str(tmp_path / "out.ipynb"), given,
                                          progress_bar=False, cwd=str(tmp_path), kernel_manager_class=kernels.MANAGER)  # fmt: skip
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("place", [0, 1], ids=["another partner", "an empty period"])
def test_a_notebook_runs_with_other_parameters_and_draws_its_figure(notebook, place, tmp_path):
    outputs = execute(notebook, parameter_sets(notebook)[place], tmp_path)
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert pictures and all(len(picture.data["image/png"]) > 4000 for picture in pictures)
    assert not any(output.output_type == "stream" for output in outputs), "a warning or print reached the reader"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"partner": "CANDA"}, 'did you mean "CAN"?'),
        ({"first": "2023", "last": "2022"}, 'did you mean first "2022", last "2023"?'),
        ({"partnr": "CAN"}, 'did you mean "partner"?'),
    ],
)
def test_papermill_shows_a_wrong_input_as_one_sentence(given, said, tmp_path):
    with pytest.raises(PapermillExecutionError) as failure:
        execute("02-tempo", given, tmp_path)
    assert said in failure.value.evalue
    assert failure.value.traceback == [f"Refused: {failure.value.evalue}"]


@pytest.mark.parametrize("place", ["root", "notebooks", "elsewhere"])
def test_plain_papermill_works_from_any_folder(place, tmp_path, command):
    folder = {"root": paths.ROOT, "notebooks": paths.NOTEBOOKS, "elsewhere": tmp_path}[place]
    out = tmp_path / "out.ipynb"
    done = command("papermill", str(paths.NOTEBOOKS / "02-tempo.ipynb"), str(out), "-p", "partner", "CAN", "-p", "first", "2021",
                   "-p", "last", "2024", cwd=folder)  # fmt: skip
    assert done.returncode == 0 and "Japan and Canada, 2021–2024" in out.read_text(encoding="utf-8")
    assert not list(folder.glob("tempo-*")), "a run that was not asked to save leaves no figure"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_is_stored_as_it_ran_from_top_to_bottom(notebook):
    book = nbformat.read(paths.NOTEBOOKS / f"{notebook}.ipynb", as_version=4)
    nbformat.validate(book)
    counts = [cell.execution_count for cell in book.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), "nbval passes a cell that never ran"
    assert book.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_keeps_the_shape_of_the_model(notebook):
    file = paths.NOTEBOOKS / f"{notebook}.ipynb"
    book = nbformat.read(file, as_version=4)
    code = [cell.source for cell in book.cells if cell.cell_type == "code"]
    lengths = [len(source.splitlines()) for source in code]
    words = sum(len(cell.source.split()) for cell in book.cells if cell.cell_type == "markdown")
    assert max(lengths) <= 10 and statistics.median(lengths) <= 4
    assert not any(line.startswith(("def ", "class ")) for source in code for line in source.splitlines())
    assert 300 <= words <= 700 and file.stat().st_size < 200_000
    kinds = [cell.cell_type for cell in book.cells]
    assert all(before == "markdown" for before, here in itertools.pairwise(kinds) if here == "code")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_picture_has_its_alt_text(notebook):
    book = nbformat.read(paths.NOTEBOOKS / f"{notebook}.ipynb", as_version=4)
    pictures = [out for cell in book.cells if cell.cell_type == "code" for out in cell.outputs if "image/png" in out.get("data", {})]
    assert pictures
    assert all(len(picture.metadata["image/png"]["alt"]) > 40 for picture in pictures)
