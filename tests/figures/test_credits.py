"""Whose events a figure draws is said wherever the figure is named, and what may not be passed on is not packed."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from bluebook.figures import bundles, citations, credits, records
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from pybtex.database import parse_string

SCHEMAS = Path(__file__).parents[1] / "schemas"
EVERY = ["colt", "gdelt1", "gdelt2", "icews", "polecat"]
DOIS = {"ICEWS": "10.7910/DVN/28075", "POLECAT": "10.7910/DVN/AJGVIT", "COLT": "10.1093/isq/sqaf013"}


def record(*sources, files=("events.parquet",)):
    """A record of a figure that draws events of these sources from these files."""
    known = records.record("tempo-usa-2022")
    return known | {"sources": credits.of(sources), "data": known["data"] | {"files": dict.fromkeys(files, "0" * 64)}}


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A figures folder with one figure, whose record may be another."""
    for name in records.files("tempo-usa-2022"):
        shutil.copy(paths.figures() / name, tmp_path)
    monkeypatch.setenv("BLUEBOOK_FIGURES", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("form", citations.WRITERS)
def test_every_format_names_each_source_with_its_doi_or_address_and_what_may_be_passed_on(form):
    text = " ".join(citations.WRITERS[form](record(*EVERY)).split())
    for words in (*DOIS.values(), "https://www.gdeltproject.org/", "Boschee", "ICEWS Coded Event Data", "POLECAT Weekly Data"):
        assert words in text.replace("\\_", "_"), words
    assert "ask the source before passing its rows on" in text and "with a citation of the GDELT Project and a link to it" in text


def test_the_formats_with_sources_keep_to_their_schemas_and_cite_each_source_once():
    mixed = record(*EVERY, "a source {of} my_own")
    items = json.loads(citations.csl_json(mixed))
    assert all(doi in items[0]["note"] for doi in DOIS.values())  # also for who cites the figure alone
    for schema, kind, written in (("csl-data", jsonschema.Draft3Validator, items), ("cff-1.2.0", jsonschema.Draft7Validator, yaml.safe_load(citations.cff(mixed)))):
        kind(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))).validate(written)
    assert [item["id"] for item in items[1:]] == ["a-source-of-my-own", "colt", "gdelt", "icews", "polecat"]
    entries = parse_string(citations.bibtex(mixed), "bibtex").entries
    assert next(str(person) for person in entries["icews"].persons["author"]) == "Boschee, Elizabeth" and len(entries) == 6


def test_a_source_that_nobody_knows_is_named_and_its_terms_are_not_known():
    (credit,) = credits.of(["mine"])
    assert (credit["name"], credit["terms"], credit["passes"]) == ("mine", credits.UNKNOWN, False)


@pytest.mark.parametrize("sources", [["icews"], ["polecat"], ["colt"], ["mine"], ["gdelt2", "icews"]], ids=" ".join)
def test_rows_whose_terms_are_not_known_are_not_packed(published, sources):
    file = published / "tempo-usa-2022.json"
    file.write_text(records.text(record(*sources)), encoding="utf-8")
    with pytest.raises(Refused, match=r"draws events of .* \(terms not known, ask the source .*\); nothing was packed"):
        bundles.packed("tempo-usa-2022")


@pytest.mark.parametrize(("sources", "file"), [(["gdelt1", "gdelt2"], "events.parquet"), (["historian"], "a.parquet"), (["icews"], "samples/icews.parquet")])
def test_rows_that_may_be_passed_on_and_derived_samples_are_packed_with_their_citation(published, sources, file):
    packed = record(*sources, files=[file])
    (published / "tempo-usa-2022.json").write_text(records.text(packed), encoding="utf-8")
    held = bundles.files("tempo-usa-2022")
    for name in ("README.md", "citation.txt", "citation.bib"):
        assert packed["sources"][0]["item"]["URL"] in held[name].decode()


@pytest.mark.parametrize("damage", [{"item": {}}, {"item": {"id": "x", "title": "y", "author": 3}}, {"passes": "yes"}, {"name": None}])
def test_a_record_whose_sources_are_damaged_is_refused(published, damage):
    damaged = record("icews")
    damaged["sources"][0] |= damage
    (published / "tempo-usa-2022.json").write_text(records.text(damaged), encoding="utf-8")
    with pytest.raises(Refused, match="a damaged record: sources"):
        records.record("tempo-usa-2022")
