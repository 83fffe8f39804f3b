"""A bundle has a complete figure, has the same bytes each time, and is refused for an incomplete one."""

import io
import json
import shutil
import zipfile

import pytest
from bluebook.figures import bundles, citations, galleries, records
from bluebook.ground import paths
from bluebook.ground.refusals import Refused

ID = "tempo-usa-2022"


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A figures folder with one figure, that may be tampered with."""
    folder = tmp_path / "figures"
    folder.mkdir()
    for name in records.files(ID):
        shutil.copy(paths.figures() / name, folder)
    monkeypatch.setenv("BLUEBOOK_FIGURES", str(folder))
    return folder


def unpacked(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        assert bundle.testzip() is None
        return {entry.filename: bundle.read(entry) for entry in bundle.infolist()}


def test_a_bundle_holds_picture_numbers_record_citations_licences_and_a_readme():
    own = {f"{ID}.{ending}" for ending in ("svg", "pdf", "png", "csv", "json")}
    cited = {"citation.txt", "citation.bib", "citation.ris", "citation.csl.json", "CITATION.cff"}
    assert set(unpacked(bundles.packed(ID))) == {f"{ID}/{name}" for name in own | cited | {"LICENSE", "LICENSE-DATA", "README.md"}}


def test_what_a_bundle_holds_is_what_was_published_and_what_the_command_cites():
    held = unpacked(bundles.packed(ID))
    assert {name: held[f"{ID}/{name}"] for name in records.files(ID)} == records.files(ID)
    assert held[f"{ID}/citation.bib"].decode() == citations.bibtex(records.record(ID))
    assert held[f"{ID}/LICENSE-DATA"] == (paths.ROOT / "LICENSE-DATA").read_bytes()


def test_every_file_that_the_readme_of_a_bundle_names_is_in_it_and_it_cites_the_figure():
    held = unpacked(bundles.packed(ID))
    page = held[f"{ID}/README.md"].decode()
    for name in (f"{ID}.svg", f"{ID}.csv", "CITATION.cff", "LICENSE-DATA"):
        assert name in page and f"{ID}/{name}" in held
    assert citations.text(records.record(ID)) in page


def test_two_bundles_of_a_figure_are_the_same_bytes_whenever_they_are_made(monkeypatch, published):
    first = bundles.packed(ID)
    for file in published.iterdir():
        file.touch()
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert bundles.packed(ID) == first


def test_a_bundle_has_no_date_and_no_permission_of_the_machine_it_was_made_on():
    with zipfile.ZipFile(io.BytesIO(bundles.packed(ID))) as bundle:
        entries = bundle.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16, entry.compress_type) for entry in entries} == {(3, 0o644, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


@pytest.mark.parametrize("ending", ["svg", "pdf", "png", "csv", "json"])
def test_a_figure_that_lacks_a_file_is_refused_by_name(published, ending):
    (published / f"{ID}.{ending}").unlink()
    with pytest.raises(Refused, match="not published" if ending == "json" else rf"{ID}\.{ending} is not in figures/"):
        bundles.packed(ID)


@pytest.mark.parametrize("ending", ["svg", "pdf", "png", "csv"])
def test_a_figure_whose_file_was_altered_is_refused_by_name(published, ending):
    with (published / f"{ID}.{ending}").open("ab") as file:
        file.write(b" ")
    with pytest.raises(Refused, match=rf"{ID}\.{ending} is not the file"):
        bundles.packed(ID)


def test_a_bundle_goes_to_the_file_or_the_folder_named_and_nowhere_else(tmp_path):
    assert bundles.write(ID, tmp_path / "figure-1.zip") == tmp_path / "figure-1.zip"
    assert bundles.write(ID, tmp_path) == tmp_path / f"{ID}.zip"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["figure-1.zip", f"{ID}.zip"]
    with pytest.raises(Refused, match="is not a folder"):
        bundles.write(ID, tmp_path / "nowhere" / "figure-1.zip")


def test_the_command_names_the_zip_and_refuses_an_unknown_id_with_the_nearest(command, tmp_path):
    done = command("bluebook", "bundle", ID, cwd=tmp_path)
    assert (done.returncode, done.stdout, [file.name for file in tmp_path.iterdir()]) == (0, f"{ID}.zip\n", [f"{ID}.zip"])
    refused = command("bluebook", "bundle", "tempo-us-2022", cwd=tmp_path)
    assert refused.returncode == 2 and ID in refused.stderr and refused.stderr.count("\n") == 1


def test_the_gallery_is_the_one_that_the_records_make():
    assert (paths.figures() / "README.md").read_text(encoding="utf-8") == galleries.text(records.every())


def test_the_gallery_shows_each_figure_once_with_its_caption_citation_and_links_in_reading_order():
    page = galleries.text(records.every())
    for record in records.every():
        block = page.split(f"### {record['id']}\n", 1)[1].split("\n#", 1)[0]
        shown = block.replace("\\", "")
        assert f"![{record['alt']}]({record['id']}.png)" in shown and record["caption"] in shown
        assert citations.text(record) in shown and all(f"({record['id']}.{e})" in block for e in ("svg", "pdf", "csv", "json"))
    order = [line.removeprefix("### ") for line in page.splitlines() if line.startswith("### ")]
    read = [record["id"] for record in sorted(records.every(), key=lambda record: (record["notebook"], record["id"]))]
    first = sorted((name for name in read if name.startswith("years-")), key=lambda name: name != "years-usa-2013-2025")
    assert order == first + [name for name in read if name not in first], "the landing figure, its notebook's others, the rest"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_gallery_opens_with_the_landing_figure_of_its_language(lang):
    assert galleries.opened(records.every(), lang)[0]["id"] == galleries.LANDING[lang]


def test_a_gallery_without_the_landing_figure_is_in_reading_order():
    known = [record for record in records.every() if not record["id"].startswith("years-")]
    assert galleries.opened(known) == known


def test_the_landing_figure_is_published_at_both_widths_and_as_a_card_in_both_languages():
    wanted = {f"years-usa-2013-2025{width}{lang}" for width in ("", "-89mm", "-card") for lang in ("", "-ja")}
    assert wanted <= set(records.ids()) and set(galleries.LANDING.values()) <= wanted


def test_the_readme_shows_the_landing_figure_first():
    text = (paths.ROOT / "README.md").read_text(encoding="utf-8")
    assert text.split("](figures/", 1)[1].startswith(f"{galleries.LANDING['en']}.png)")


def test_a_title_with_marks_of_markdown_is_shown_as_it_is():
    record = records.record(ID) | {"alt": "A [b] *c*.", "caption": "x_y <z>"}
    assert r"[![A \[b\] \*c\*.](" in galleries.block(record) and r"x\_y \<z\>" in galleries.block(record)


def test_the_gallery_and_the_crate_are_written_from_what_lies_there_and_only_when_they_change(published):
    assert galleries.write() == [str(published / name) for name in ("README.md", records.CRATE)]
    assert galleries.write() == []
    assert [node["@id"] for node in json.loads((published / records.CRATE).read_text())["@graph"] if node["@type"] == "CreateAction"] == [f"#run-{ID}"]
    for file in published.iterdir():
        file.unlink()
    assert galleries.write() == [] and list(published.iterdir()) == []
