"""The archive of a release: what is in it, that it is the same twice, and that a DOI and an address go where they are looked for, or nowhere."""

import hashlib
import io
import json
import re
import shutil
import socket
import zipfile
from datetime import date

import pytest
import validating
import yaml
from bluebook.cli import main
from bluebook.figures import citations, galleries, records, wholes
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import codebook, datapackages, identifiers, seals, tables
from bluebook.releases import crates, croissants, descriptions, numbers, parcels, releases
from bluebook.site import builds, citing, frames, words
from click.testing import CliRunner
from pybtex.database import parse_string

DOI, ADDRESS = "10.5281/zenodo.1234567", "https://example.org/bluebook/"
NAME = f"bluebook-{codebook.VERSION}"


@pytest.fixture(scope="module")
def packed():
    return parcels.packed()


@pytest.fixture(scope="module")
def held(packed):
    with zipfile.ZipFile(io.BytesIO(packed[f"{NAME}.zip"])) as archive:
        assert archive.testzip() is None
        return {entry.filename.removeprefix(f"{NAME}/"): archive.read(entry) for entry in archive.infolist()}


@pytest.fixture
def published():
    """The record as it is cited once it has a DOI and an address."""
    with identifiers.read_from(identifiers.stated(identifiers.text(), DOI, ADDRESS)):
        yield


def test_the_archive_holds_tables_codebook_numbers_citations_licences_and_checksums(held):
    assert {f"data/{name}.csv" for name in codebook.MODELS} <= set(held)
    assert {"README.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "CHANGELOG.md", "data/README.md", "data/datapackage.json", "citation.bib",
            "citation.ris", "citation.txt", "citation.csl.json", ".zenodo.json", "datacite.json", "croissant.json", crates.FILE} <= set(held)  # fmt: skip
    assert {f"figures/{figure_id}.{ending}" for figure_id in records.ids() for ending in ("csv", "json")} <= set(held)
    assert not [path for path in held if "candidates" in path or path.endswith((".svg", ".png"))]
    assert held["data/events.csv"] == (paths.data() / "events.csv").read_bytes()


def test_the_checksums_are_those_of_all_files(held):
    sums = dict(reversed(line.split("  ")) for line in held["SHA256SUMS"].decode().splitlines())
    assert sums == {path: hashlib.sha256(content).hexdigest() for path, content in held.items() if path != "SHA256SUMS"}


def test_the_same_release_gives_the_same_bytes_and_no_date_of_today(packed, held):
    assert parcels.packed() == packed
    with zipfile.ZipFile(io.BytesIO(packed[f"{NAME}.zip"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(paths.ROOT) not in "".join(content.decode() for path, content in held.items() if not path.endswith(".parquet"))


def test_every_link_and_every_file_that_a_page_of_the_archive_names_is_in_it(held):
    for place in ("", "data/"):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", held[f"{place}README.md"].decode()):
            assert (target.removeprefix("../") if target.startswith("../") else place + target) in held, target
    named = set(re.findall(r"`([\w./-]+\.(?:json|bib|ris|cff|md)|SHA256SUMS|LICENSE-DATA)`", held["README.md"].decode()))
    assert len(named) > 8 and named <= set(held)


def test_what_is_loose_beside_the_archive_is_what_is_in_it(packed, held):
    assert set(packed) == {f"{NAME}.zip", ".zenodo.json", "datacite.json", "croissant.json", crates.FILE}
    assert all(packed[name] == held[name] for name in packed if not name.endswith(".zip"))


def test_datacite_and_zenodo_get_every_property_that_they_require():
    described, zenodo = descriptions.datacite(), descriptions.zenodo()
    assert {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"} <= set(described)
    assert described["types"]["resourceTypeGeneral"] == "Dataset" and described["publicationYear"] == str(codebook.RELEASED.year)
    assert {"title", "upload_type", "publication_date", "creators", "description", "access_right", "license"} <= set(zenodo)
    assert (zenodo["upload_type"], zenodo["license"], zenodo["version"]) == ("dataset", "cc-by-4.0", codebook.VERSION)


def test_croissant_names_every_table_with_its_digest_and_every_column_with_its_type(held):
    described = croissants.described(held)
    assert described["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert {file["contentUrl"]: file["sha256"] for file in described["distribution"]} == {
        f"data/{name}.csv": hashlib.sha256(held[f"data/{name}.csv"]).hexdigest() for name in codebook.MODELS}  # fmt: skip
    events = next(records for records in described["recordSet"] if records["@id"] == "events")
    fields = {field["name"]: field for field in events["field"]}
    assert list(fields) == list(codebook.columns("events")) and events["key"] == {"@id": "events/event_id"}
    assert (fields["date"]["dataType"], fields["duration_min"]["dataType"]) == ("sc:Date", "sc:Integer")
    assert fields["partners"]["repeated"] and fields["venue_country"]["references"] == {"field": {"@id": "countries/code"}}


def test_without_a_doi_and_an_address_nothing_names_one(held):
    assert identifiers.doi(codebook.VERSION) == identifiers.address() == ""
    for path in ("README.md", "CITATION.cff", "citation.bib", "citation.ris", "citation.csl.json", "citation.txt", "data/datapackage.json"):
        assert "doi" not in held[path].decode().lower().replace("doing", ""), path
    assert not {"doi", "url"} & set(descriptions.datacite()) and "doi" not in descriptions.zenodo()
    assert not {"identifier", "url"} & set(json.loads(held[crates.FILE])["@graph"][1]) and "url" not in json.loads(held["croissant.json"])
    page = frames.page("t", "<h1>t</h1>", "en", "index.html")
    assert "canonical" not in page and "doi.org" not in page
    assert numbers.filled("<!-- table:badges --><!-- /table -->") == "<!-- table:badges -->\n\n<!-- /table -->"


def test_a_doi_and_an_address_go_wherever_they_are_looked_for(published):
    link = f"https://doi.org/{DOI}"
    assert wholes.text().endswith(f"CC BY 4.0. {link}") and (wholes.item()["DOI"], wholes.item()["URL"]) == (DOI, ADDRESS)
    (entry,) = parse_string(wholes.files()["citation.bib"], "bibtex").entries.values()
    assert (entry.fields["doi"], entry.fields["url"]) == (DOI, ADDRESS) and f"DO  - {DOI}" in wholes.files()["citation.ris"]
    assert (datapackages.package()["id"], datapackages.package()["homepage"]) == (link, ADDRESS)
    assert (descriptions.datacite()["doi"], descriptions.datacite()["url"]) == (DOI, ADDRESS)
    assert {"identifier": ADDRESS, "relation": "isDocumentedBy", "resource_type": "other"} in descriptions.zenodo()["related_identifiers"]
    badge = numbers.filled("<!-- table:badges --><!-- /table --> <!-- count:cite --><!-- /count -->")
    assert f"[![DOI](https://zenodo.org/badge/DOI/{DOI}.svg)]({link}) · [Site]({ADDRESS})" in badge and badge.count(link) == 2
    page = frames.page("t", "<h1>t</h1>", "ja", "ja/cite.html")
    assert f'<a href="{link}">doi:{DOI}</a>' in page
    built = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builds, "build", lambda out, tell, address: built.append(address) or paths.ROOT)
        assert CliRunner().invoke(main, ["site"]).exit_code == 0 and built == [ADDRESS]
    held = parcels.files(parcels.identity())
    assert link in held["README.md"].decode() and json.loads(held[crates.FILE])["@graph"][1]["identifier"] == link
    assert yaml.safe_load(held["CITATION.cff"])["doi"] == DOI and json.loads(held["croissant.json"])["url"] == ADDRESS
    assert json.loads(held["data/datapackage.json"])["id"] == link


def test_zenodos_own_doi_is_not_told_to_zenodo_and_anothers_is(published):
    assert "doi" not in descriptions.zenodo()
    with identifiers.read_from(identifiers.stated(identifiers.text(), "10.1234/abc", "")):
        assert descriptions.zenodo()["doi"] == "10.1234/abc"


def test_a_figure_is_cited_by_the_doi_of_its_version_and_no_other(published):
    ids = {record["data"]["version"]: record["id"] for record in records.every()}
    now = records.record(ids[codebook.VERSION])
    assert citations.text(now).endswith(f"https://doi.org/{DOI}") and f"https://doi.org/{DOI}" in galleries.text([now])
    for version, figure_id in ids.items():
        assert (DOI in citations.text(records.record(figure_id))) == (version == codebook.VERSION)


def test_the_site_says_how_to_cite_the_record_in_every_format(published):
    page = citing.page(citing.cells.words("en"))
    assert f"https://doi.org/{DOI}" in page and f"bluebook-{codebook.VERSION}" in page and words.NAMES


@pytest.mark.parametrize("typed", [DOI, f"https://doi.org/{DOI}", f"doi:{DOI}", f"DOI: {DOI}", f" {DOI} "])
def test_a_doi_may_be_typed_as_it_is_met(typed):
    assert identifiers.typed_doi(typed) == DOI


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--doi", "zenodo.123"], '"zenodo.123" is not a DOI, as in 10.5281/zenodo.1234567'), (["--doi", "10.5281/"], "is not a DOI"),
     (["--doi", "10.5281/a b"], "is not a DOI"), (["--doi", "https://zenodo.org/records/1"], "is not a DOI"),
     (["--url", "example.org"], "is not the address of a site, as in https://example.org/bluebook/"), (["--url", "ftp://example.org/"], "is not the address"),
     (["--url", "https://example.org/?a=b"], "is not the address"), (["--url", "https://exa mple.org/"], "is not the address"),
     (["--doi", "10.５２８１/x"], "is not a DOI"), (["--url", "http://a:b/"], "is not the address"), (["--url", "https://a/\x01"], "is not the address"),
     (["--url", "http://["], "is not the address")],
)  # fmt: skip
@pytest.mark.parametrize("command", [["deposit"], ["release", "9.9.9", "--date", "2030-01-01"]], ids=["deposit", "release"])
def test_a_doi_or_an_address_that_is_none_is_refused_with_its_form(command, words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(main, [*command, *words])
    assert ended.exit_code == 2 and said in ended.output and ended.output.count("\n") == 1 and not list(tmp_path.iterdir())


def test_an_address_gets_its_slash():
    assert identifiers.typed_address("https://example.org/bluebook") == ADDRESS


def test_a_citation_file_takes_a_new_doi_for_the_old_one_and_loses_it_with_the_next_version():
    text = identifiers.text()
    once = identifiers.stated(text, DOI, ADDRESS)
    assert yaml.safe_load(once) == yaml.safe_load(text) | {"doi": DOI, "url": ADDRESS}
    assert identifiers.stated(once, "10.1/x", ADDRESS).count("doi:") == 1 and identifiers.stated(once, "", "") == text
    with identifiers.read_from(once):
        assert identifiers.doi(codebook.VERSION) == DOI and identifiers.doi("9.9.9") == ""


def test_the_copy_of_a_release_names_its_own_doi_and_keeps_the_address(tmp_path, monkeypatch):
    monkeypatch.setattr(releases.paths, "ROOT", project(tmp_path / "here"))
    (tmp_path / "here" / "CITATION.cff").write_text(identifiers.stated(identifiers.text(), DOI, ADDRESS), encoding="utf-8")
    for given, kept in ((("", ""), (None, ADDRESS)), (("10.1234/new", "https://new.org/"), ("10.1234/new", "https://new.org/"))):
        shutil.copy(tmp_path / "here" / "CITATION.cff", tmp_path)
        releases._identify(tmp_path, *given)
        stated = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
        assert (stated.get("doi"), stated.get("url")) == kept


def test_a_release_makes_its_archive_in_the_copy_and_moves_it_with_the_rest(tmp_path):
    copy = tmp_path / "project"
    releases._copy(copy)
    releases._bump(copy, "9.9.9", date(2030, 1, 2))
    releases._identify(copy, DOI, "")
    (copy / "data" / seals.FILE).write_text(seals.text(), encoding="utf-8")
    (deposit,) = [words for words in releases._gates() if words[-1] == "deposit"]
    releases._step(copy, deposit)
    with zipfile.ZipFile(copy / "dist" / "bluebook-9.9.9.zip") as archive:
        assert archive.read("bluebook-9.9.9/citation.txt").decode().endswith(f"version 9.9.9, 2030-01-02. CC BY 4.0. https://doi.org/{DOI}\n")
    assert {f"dist/{name}" for name in ("bluebook-9.9.9.zip", *parcels.LOOSE)} <= set(releases._difference(copy)[0])


def project(folder):
    """A copy of what a deposit reads and writes."""
    folder.mkdir()
    for name in ("README.md", "CITATION.cff", "CHANGELOG.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(paths.ROOT / name, folder)
    shutil.copytree(paths.ROOT / "data", folder / "data")
    (folder / "figures").mkdir()
    for name in ("README.md", records.CRATE, "tempo-usa-2022.json", "tempo-usa-2022.csv"):
        shutil.copy(paths.ROOT / "figures" / name, folder / "figures")
    return folder


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A small project of its own, in which a deposit may write."""
    folder = project(tmp_path / "here")
    monkeypatch.setattr(paths, "ROOT", folder)
    tables.forget()
    (folder / "data" / seals.FILE).write_text(seals.text(), encoding="utf-8")  # as if the tables of today were released
    yield folder
    monkeypatch.undo()
    tables.forget()


def test_a_deposit_writes_the_archive_and_where_a_doi_is_given_the_pages_that_name_it(here):
    before = {file: file.read_bytes() for file in here.rglob("*") if file.is_file()}
    assert {file.name for file in parcels.make()} == {f"{NAME}.zip", *parcels.LOOSE}
    assert all(file.read_bytes() == content for file, content in before.items())
    written = {file.relative_to(here).as_posix() for file in parcels.make(doi=DOI, address=ADDRESS)}
    assert {"CITATION.cff", "README.md", "data/datapackage.json", "figures/README.md", f"dist/{NAME}.zip"} <= written
    assert numbers.stale() == [] and (here / "data" / "datapackage.json").read_text(encoding="utf-8") == datapackages.text()
    again = {file.relative_to(here).as_posix() for file in parcels.make()}  # what is known is kept
    assert again == {f"dist/{NAME}.zip", *(f"dist/{name}" for name in parcels.LOOSE)} and identifiers.doi(codebook.VERSION) == DOI


def test_a_deposit_of_tables_that_were_not_released_is_refused_and_writes_nothing(here):
    file = here / "data" / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Kishida Fumio", "Kishida Humio", 1), encoding="utf-8")
    tables.forget()
    with pytest.raises(Refused, match=rf"the tables differ from release {codebook.VERSION} \(events "):
        parcels.make(doi=DOI)
    assert not (here / "dist").exists() and "doi" not in (here / "CITATION.cff").read_text(encoding="utf-8")


def test_a_deposit_into_a_full_disk_leaves_nothing_half_written(here, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = {file: file.read_bytes() for file in here.rglob("*") if file.is_file()}
    with monkeypatch.context() as patch:
        patch.setattr(parcels.deposits.Path, "write_bytes", full)
        with pytest.raises(Refused, match="No space left on device"):
            parcels.make(doi=DOI)
    assert {file: file.read_bytes() for file in here.rglob("*") if file.is_file()} == before


@pytest.fixture
def unpacked(held, tmp_path):
    """The archive in a folder."""
    for path, content in held.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


@pytest.fixture
def issues(monkeypatch, tmp_path_factory):
    """A function that validates a folder as an RO-Crate, offline; what it gives are the complaints."""
    return validating.offline(monkeypatch, tmp_path_factory, "ro-crate-1.1")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, for what pyshacl and the validator call
def test_the_archive_is_a_valid_crate_and_one_without_a_file_of_it_is_not(unpacked, issues):
    assert issues(unpacked) == set()
    (unpacked / "data" / "events.csv").unlink()
    assert any("data/events.csv" in said for _, said in issues(unpacked))


def test_the_crate_lists_every_file_with_its_digest_and_the_licence_of_what_is_in_the_public_domain(held):
    graph = {node["@id"]: node for node in json.loads(held[crates.FILE])["@graph"]}
    listed = {part["@id"] for part in graph["./"]["hasPart"]}
    assert listed == set(held) - {crates.FILE} and graph["data/historian.csv"]["license"]["@id"].endswith("/zero/1.0/")
    assert all(graph[path]["sha256"] == hashlib.sha256(held[path]).hexdigest() for path in listed - {"SHA256SUMS"})


def test_frictionless_reads_every_table_of_the_archive(unpacked, command):
    ended = command("frictionless", "validate", "datapackage.json", cwd=unpacked / "data")
    assert ended.returncode == 0 and ended.stdout.count(" VALID ") == len(codebook.MODELS), ended.stdout


@pytest.mark.readers
def test_datacites_own_schema_finds_the_metadata_valid(published):
    schema = pytest.importorskip("datacite.schema45")
    assert schema.validate(descriptions.datacite())
    assert not schema.validate({key: value for key, value in descriptions.datacite().items() if key != "creators"})


@pytest.mark.readers
@pytest.mark.filterwarnings("ignore")  # of what mlcroissant imports
def test_mlcroissant_finds_the_description_valid_and_reads_the_rows_offline(unpacked, monkeypatch):
    mlcroissant = pytest.importorskip("mlcroissant")

    def refuse(*_):
        raise AssertionError("mlcroissant wanted the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    dataset = mlcroissant.Dataset(jsonld=unpacked / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors
    rows = list(dataset.records(record_set="events"))
    events = tables.events()
    assert len(rows) == len(events) and rows[0]["events/event_id"].decode() == events["event_id"][0]
    many = [place for place, topics in enumerate(events["topics"]) if len(topics) > 1][:50]
    assert [[item.decode() for item in rows[place]["events/topics"]] for place in many] == [events["topics"][place] for place in many]


@pytest.mark.parametrize(("doi", "address"), [("10.1/x:", "https://a/b:"), ("10.1/(a);b:c", "https://é.jp/*&!|/")])
def test_a_doi_and_an_address_of_any_signs_are_read_back_from_the_citation_file(doi, address):
    known = yaml.safe_load(identifiers.stated(identifiers.text(), identifiers.typed_doi(f"10.12345/{doi}"), identifiers.typed_address(address)))
    assert (known["doi"], known["url"]) == (f"10.12345/{doi}", f"{address.rstrip('/')}/")
