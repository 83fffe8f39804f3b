"""Print: the published files themselves are measured, and a figure that breaks a limit is named."""

import json
import shutil

import pikepdf
import pytest
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
