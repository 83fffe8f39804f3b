"""The crate of all runs: valid for roc-validator, offline, and true to the records and files."""

import hashlib
import json
import shutil

import pytest
import validating
from bluebook.figures import citations, crates, records
from bluebook.ground import paths
from rocrate_validator import models

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, for what pyshacl and the validator call
WITHOUT_ADDRESS = {  # what the profiles recommend and the project, which has no address on the web, can't give
    "The SoftwareApplication id SHOULD be an absolute URI",
    "The organization SHOULD have a URL.",
}


@pytest.fixture
def issues(monkeypatch, tmp_path_factory):
    """A function that validates a folder against the Process Run Crate profile, offline; what it gives are the complaints."""
    return validating.offline(monkeypatch, tmp_path_factory, "process-run-crate")


@pytest.fixture
def broken(tmp_path):
    """A folder with a crate of one run that lacks a required property and one of its files."""
    record = records.record("tempo-usa-2022")
    for name in records.files(record["id"]):
        shutil.copy(paths.figures() / name, tmp_path)
    (tmp_path / "README.md").write_text("# Figures\n")
    (tmp_path / "tempo-usa-2022.pdf").unlink()
    whole = crates.crate([record], {record["id"]: records.files(record["id"])})
    nodes = {node["@id"]: node for node in whole["@graph"]}
    del nodes["./"]["conformsTo"], nodes["./"]["datePublished"], nodes["#run-tempo-usa-2022"]["instrument"]
    (tmp_path / records.CRATE).write_text(json.dumps(whole))
    return tmp_path


@pytest.fixture(scope="module")
def published():
    """The crate in figures/."""
    return json.loads((paths.figures() / records.CRATE).read_text(encoding="utf-8"))


def of_type(crate, name):
    return [node for node in crate["@graph"] if node["@type"] == name]


def listed(value):
    return [part["@id"] for part in (value if isinstance(value, list) else [value])]


def test_the_published_crate_is_the_one_that_the_records_make():
    assert (paths.figures() / records.CRATE).read_text(encoding="utf-8") == crates.text(records.every())


def test_the_published_crate_keeps_to_the_process_run_profile(issues, tmp_path):
    copy = shutil.copytree(paths.figures(), tmp_path / "crate")  # the validator loses its way in a folder with a blank in it
    assert {said for said in issues(copy, models.Severity.RECOMMENDED) if said[1] not in WITHOUT_ADDRESS} == set()


def test_the_validator_complains_of_each_thing_that_a_crate_lacks(issues, broken):
    said = " ".join(message for _, message in issues(broken))
    for lacking in ("permalink of the profile", "datePublished", "MUST have an instrument", "tempo-usa-2022.pdf"):
        assert lacking in said, said


def test_each_run_names_its_notebook_the_version_of_its_tables_and_its_five_files(published):
    runs = {node["@id"]: node for node in of_type(published, "CreateAction")}
    nodes = {node["@id"]: node for node in published["@graph"]}
    assert set(runs) == {f"#run-{figure_id}" for figure_id in records.ids()}
    for record in records.every():
        run = runs[f"#run-{record['id']}"]
        assert nodes[run["instrument"]["@id"]]["name"] == record["notebook"]
        assert listed(run["result"]) == [f"{record['id']}.{ending}" for ending in records.ENDINGS]
        used = [nodes[key] for key in listed(run["object"])]
        assert {node["name"]: node["sha256"] for node in used if "sha256" in node} == {
            f"data/{name}": digest for name, digest in record["data"]["files"].items()}  # fmt: skip
        assert f"#tables-{record['data']['version']}" in listed(run["object"])
        assert {node["name"]: node["value"] for node in used if node["@type"] == "PropertyValue"} == record["parameters"]


def test_each_file_of_the_crate_is_the_one_that_lies_there(published):
    files = [node for node in of_type(published, "File") if node["@id"] != "README.md"]
    assert len(files) == 5 * len(records.ids())
    for node in files:
        content = (paths.figures() / node["@id"]).read_bytes()
        assert (node["sha256"], node["contentSize"]) == (hashlib.sha256(content).hexdigest(), str(len(content)))
        assert node["identifier"] == citations.swhid(content)


def test_two_versions_of_the_tables_are_two_things():
    before = records.record("tempo-usa-2022")
    after = before | {"id": "later", "data": {**before["data"], "version": "9.8.7"}}
    crate = crates.crate([before, after], {"tempo-usa-2022": {}, "later": {}})
    assert {node["version"] for node in of_type(crate, "Dataset") if node["@id"].startswith("#tables-")} == {before["data"]["version"], "9.8.7"}


def test_two_states_of_an_event_file_are_two_things_with_one_name():
    before = records.record("country-pair-can-usa-2022-01-2022-08-icews")
    after = before | {"id": "later", "data": {**before["data"], "files": {"samples/icews.parquet": "ab" * 32}}}
    crate = crates.crate([before, after], {before["id"]: {}, "later": {}})
    found = [node["sha256"] for node in of_type(crate, "CreativeWork") if node.get("name") == "data/samples/icews.parquet"]
    assert len(found) == 2 and found.count("ab" * 32) == 1


def test_the_dates_of_the_crate_are_those_of_the_data():
    record = records.record("tempo-usa-2022")
    older = record | {"id": "older", "data": {**record["data"], "released": "1999-12-31", "version": "0.0.9"}}
    crate = crates.crate([older, record], {"older": {}, "tempo-usa-2022": {}})
    assert [node["endTime"] for node in of_type(crate, "CreateAction")] == ["1999-12-31", record["data"]["released"]]
    assert crate["@graph"][1]["datePublished"] == record["data"]["released"]


def test_a_digest_becomes_the_name_that_rfc_6920_gives_the_bytes():
    digest = hashlib.sha256(b"Hello World!").hexdigest()  # the example of RFC 6920, section 8.1
    assert crates._by_digest(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
