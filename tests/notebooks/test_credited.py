"""A figure of events from elsewhere says whose they are, wherever it is seen."""

import shutil

import played
import pytest
from bluebook.figures import embeddings, proofs
from bluebook.ground import paths

DOI = "10.7910/DVN/28075"


@pytest.fixture(scope="module")
def picture():
    return played.play("14-country-pair").picture


def test_a_figure_of_icews_rows_says_so_in_its_signature_its_caption_its_record_and_its_files(picture):
    (signed,) = (text.get_text() for text in picture.figure.texts if text.get_gid() == "source")
    told = picture.record()
    assert "events: ICEWS" in " ".join(signed.split()) and told["caption"].endswith("Events from ICEWS (doi:10.7910/DVN/28075).")
    assert [credit["name"] for credit in told["sources"]] == ["ICEWS"] and DOI in told["citation"]
    files = picture.files(told)
    for ending in ("svg", "pdf", "png"):
        assert embeddings.read(files[ending])["sources"] == told["sources"]
    assert "ask the source" in files["svg"].decode().partition("<dc:rights>")[2].partition("</dc:rights>")[0]


def test_the_figure_of_machine_coding_names_icews_once_in_its_caption():
    told = played.play("15-machine-coded").picture.record()
    assert told["caption"].count(DOI) == 1 and "Boschee, Elizabeth" in told["citation"]


def test_a_figure_of_the_record_alone_has_no_source_and_the_licence_as_before():
    told = played.play("02-tempo").picture.record()
    assert "sources" not in told and told["citation"].endswith("CC BY 4.0.")


@pytest.mark.parametrize("name", ["$x^2$ a_b {c}", "한국", "Россия", "العربية", "n" * 200])
@pytest.mark.parametrize("given", [{"width": "89mm"}, {"lang": "ja"}, {"first": "1999", "last": "1999"}], ids=str)
def test_whatever_the_name_of_a_file_its_figure_is_fit_for_print(name, given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(paths.data() / "samples" / "icews.parquet", f"{name}.parquet")
    picture = played.play("14-country-pair", events=f"{name}.parquet", **given).picture
    for ending, content in picture.files(picture.record()).items():
        (tmp_path / f"{picture.id}.{ending}").write_bytes(content)
    assert proofs.proof(tmp_path, picture.id) == []
