"""Print: the published files themselves are measured, and a figure that breaks a limit is named."""

import json
import re
import shutil

import pikepdf
import pytest
from bluebook.charts import sheets
from bluebook.figures import pictures, proofs
from bluebook.ground import paths
from PIL import Image

ID = "tempo-usa-2022"


@pytest.mark.parametrize("figure_id", sorted(file.stem for file in paths.figures().glob("*.pdf")))
def test_a_published_figure_is_fit_for_print(figure_id):
    assert proofs.proof(paths.figures(), figure_id) == []


@pytest.fixture
def copy(tmp_path):
    for ending in pictures.FILES:
        shutil.copy(paths.figures() / f"{ID}.{ending}", tmp_path)
    return tmp_path


def test_a_figure_asked_for_another_width_than_it_has_is_named(copy):
    record = json.loads((copy / f"{ID}.json").read_text())
    record["parameters"]["width"] = "89mm"
    (copy / f"{ID}.json").write_text(json.dumps(record))
    assert len([line for line in proofs.proof(copy, ID) if "mm wide, not 89" in line]) == 2


def edited(folder, old, new):
    with pikepdf.open(folder / f"{ID}.pdf", allow_overwriting_input=True) as book:
        page = book.pages[0]
        found = page.Contents.read_bytes()
        assert re.search(old, found)
        page.Contents = book.make_stream(re.sub(old, new, found, count=1))
        book.save()


MOVES = {"left": b"-2000 0", "right": b"2000 0", "lower": b"0 -2000", "upper": b"0 2000"}


@pytest.mark.parametrize("side", MOVES)
def test_text_that_leaves_the_sheet_is_named_with_its_edge(copy, side):
    edited(copy, rb"BT\n", b"BT\n" + MOVES[side] + b" Td\n")
    assert [re.sub(r"[\d.]+ mm", "N mm", line) for line in proofs.proof(copy, ID)] == [f"{ID}.pdf: text runs N mm over the {side} edge"]


def test_text_that_is_turned_is_measured_as_it_stands(copy):
    edited(copy, rb"BT\n", b"BT\n0 1 -1 0 100 10 Tm\n")
    assert all("right" not in line for line in proofs.proof(copy, ID))
    edited(copy, rb"0 1 -1 0 100 10 Tm\n", b"0 1 -1 0 100 2000 Tm\n")
    assert any("over the upper edge" in line for line in proofs.proof(copy, ID))


def test_a_letter_that_no_font_has_is_named(tmp_path):
    with sheets.style(), pytest.warns(UserWarning, match="missing from font"):
        figure = sheets.sheet(89, 0.5, "Seoul", "서울").figure
        figure.savefig(tmp_path / "x.pdf")
    assert "x.pdf: a letter that no font has is drawn as a box" in list(proofs._pdf(tmp_path / "x.pdf", 89))


def test_too_few_dots_are_named(copy):
    image = Image.open(copy / f"{ID}.png")
    image.resize((image.width // 2, image.height // 2)).save(copy / f"{ID}.png")
    assert "dots per inch" in proofs.proof(copy, ID)[0]


def test_text_too_small_to_print_is_named(copy):
    with pikepdf.open(copy / f"{ID}.pdf", allow_overwriting_input=True) as book:
        page = book.pages[0]
        page.Contents = book.make_stream(page.Contents.read_bytes().replace(b" 7 Tf", b" 4 Tf"))
        book.save()
    assert any("text of 4 pt" in line for line in proofs.proof(copy, ID))
