"""Every citation format is read by other people's software and matches the record."""

import json
from pathlib import Path

import jsonschema
import pytest
import rispy
import yaml
from bluebook.figures import citations, records
from bluebook.ground import paths
from pybtex.database import parse_string
from pybtex.richtext import Text

SCHEMAS = Path(__file__).parents[1] / "schemas"
IDS = records.ids()
NAMED = "swh:1:cnt:ce013625030ba8dba906f756967f9e9ca394464a"


@pytest.fixture
def awkward():
    """A record of another day, with everything in its title that a format could trip over, a DOI and content identifiers."""
    return records.record("tempo-usa-2022") | {
        "title": r"100% of A & B, $5 #1 a_b ~ \x: 日本, “quoted” – 2022", "caption": "One line.\nER  - and another: - {",
        "doi": "10.5281/zenodo.123", "swhid": {"svg": NAMED},
        "data": {"version": "9.8.7", "released": "1999-12-31", "files": {}},
    }  # fmt: skip


def read_bibtex(record):
    (key, entry), *sources = parse_string(citations.bibtex(record), "bibtex").entries.items()
    assert len(sources) == len(record.get("sources", ()))
    fields = {name: str(Text.from_latex(value)).replace(r"\$", "$") for name, value in entry.fields.items()}  # pybtex keeps \$
    return key, entry, fields


def read_ris(record):
    entry, *sources = rispy.loads(citations.ris(record))
    assert len(sources) == len(record.get("sources", ()))
    return entry


def valid(instance, schema, kind):
    kind(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")), format_checker=kind.FORMAT_CHECKER).validate(instance)


@pytest.mark.parametrize("figure_id", IDS)
def test_pybtex_reads_the_bibtex_of_every_figure(figure_id):
    record = records.record(figure_id)
    key, entry, fields = read_bibtex(record)
    assert key == figure_id and entry.type == "misc" and fields["title"] == record["title"]
    assert [str(Text.from_latex(str(person))) for person in entry.persons["author"]] == ["bluebook contributors"]


@pytest.mark.parametrize("figure_id", IDS)
def test_rispy_reads_the_ris_of_every_figure(figure_id):
    record = records.record(figure_id)
    entry = read_ris(record)
    assert entry["type_of_reference"] == "FIGURE" and entry["id"] == figure_id and entry["title"] == record["title"]
    assert entry["authors"] == ["bluebook contributors"] and entry["year"] == record["data"]["released"][:4]


@pytest.mark.parametrize("figure_id", IDS)
def test_the_csl_and_the_citation_file_of_every_figure_keep_to_their_schemas(figure_id):
    record = records.record(figure_id)
    valid(json.loads(citations.csl_json(record)), "csl-data.json", jsonschema.Draft3Validator)
    valid(yaml.safe_load(citations.cff(record)), "cff-1.2.0.json", jsonschema.Draft7Validator)


def test_the_schemas_refuse_what_is_not_in_their_format(awkward):
    item, entry = citations.csl(awkward), yaml.safe_load(citations.cff(awkward))
    for wrong in ({"type": "picture"}, {"publisher": 1}, {"colour": "blue"}, {"issued": {"date-parts": "1999"}}):
        with pytest.raises(jsonschema.ValidationError):
            valid([item | wrong], "csl-data.json", jsonschema.Draft3Validator)
    for wrong in ({"license": "free"}, {"date-released": "1999-13-31"}, {"authors": []}, {"doi": "zenodo"}):
        with pytest.raises(jsonschema.ValidationError):
            valid(entry | wrong, "cff-1.2.0.json", jsonschema.Draft7Validator)


def test_an_awkward_title_comes_back_unharmed_from_every_format(awkward):
    title = awkward["title"]
    assert read_bibtex(awkward)[2]["title"] == title
    assert read_ris(awkward)["title"] == title
    assert json.loads(citations.csl_json(awkward))[0]["title"] == title
    assert yaml.safe_load(citations.cff(awkward))["title"] == title
    assert title in citations.text(awkward)


def test_a_brace_or_a_line_break_in_a_caption_does_not_end_an_entry(awkward):
    assert read_ris(awkward)["abstract"] == "One line. ER - and another: - {"
    assert read_bibtex(awkward)[2]["date"] == "1999-12-31"


def test_the_date_of_every_format_is_that_of_the_data(awkward):
    assert citations.csl(awkward)["issued"] == {"date-parts": [[1999, 12, 31]]}
    _, entry, fields = read_bibtex(awkward)
    assert (fields["year"], entry.fields["month"], fields["version"]) == ("1999", "December", "9.8.7")
    assert read_ris(awkward)["date"] == "1999/12/31"
    assert yaml.safe_load(citations.cff(awkward))["date-released"] == "1999-12-31"
    assert "(1999)" in citations.text(awkward) and "version 9.8.7, 1999-12-31" in citations.text(awkward)


def test_a_doi_stands_in_every_format_once_a_record_has_one(awkward):
    assert read_bibtex(awkward)[2]["doi"] == read_ris(awkward)["doi"] == awkward["doi"] == citations.csl(awkward)["DOI"]
    assert yaml.safe_load(citations.cff(awkward))["doi"] == awkward["doi"]
    assert citations.text(awkward).endswith("CC BY 4.0. https://doi.org/10.5281/zenodo.123")
    valid(json.loads(citations.csl_json(awkward)), "csl-data.json", jsonschema.Draft3Validator)
    valid(yaml.safe_load(citations.cff(awkward)), "cff-1.2.0.json", jsonschema.Draft7Validator)


def test_no_format_speaks_of_a_doi_where_there_is_none(awkward):
    for doi in ({"doi": None}, {"doi": ""}):
        assert not any("doi" in write(awkward | doi).lower() for write in citations.WRITERS.values())


def test_a_content_identifier_is_cited_where_the_record_has_one(awkward):
    assert citations.csl(awkward)["note"] == f"CC BY 4.0; {NAMED}"
    (named,) = yaml.safe_load(citations.cff(awkward))["identifiers"]
    assert (named["type"], named["value"]) == ("swh", NAMED)


def test_a_content_identifier_is_the_name_that_git_gives_to_the_bytes():
    assert citations.swhid(b"") == "swh:1:cnt:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert citations.swhid(b"hello\n") == NAMED


def test_the_line_of_text_is_the_one_that_stands_in_a_record():
    record = records.record("tempo-usa-2022")
    assert citations.text(record) == record["citation"] == (
        f"bluebook contributors (2026). {record['title']}. Figure tempo-usa-2022 of the bluebook record, "
        f"version {record['data']['version']}, {record['data']['released']}. CC BY 4.0.")  # fmt: skip


def test_the_record_as_a_whole_has_one_title():
    cff = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["title"] == citations.WHOLE


@pytest.mark.parametrize("form", citations.WRITERS)
def test_the_command_prints_what_the_module_writes(command, form):
    done = command("bluebook", "cite", "tempo-usa-2022", "--format", form)
    assert (done.returncode, done.stdout) == (0, citations.WRITERS[form](records.record("tempo-usa-2022")))


def test_an_unknown_id_gives_the_nearest_ones_in_one_sentence(command):
    done = command("bluebook", "cite", "tempo-us-2022")
    assert done.returncode == 2 and "the nearest are tempo-usa-2022, " in done.stderr and done.stderr.count("\n") == 1


def test_a_record_that_is_no_record_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("BLUEBOOK_FIGURES", str(tmp_path))
    for content in ("{", "[]", '{"id": "other"}'):
        (tmp_path / "tempo-usa-2022.json").write_text(content)
        with pytest.raises(records.Refused, match=r"tempo-usa-2022\.json"):
            records.record("tempo-usa-2022")


@pytest.mark.parametrize(
    ("printed", "title"),
    [("tempo-usa-2022-89mm", "Japan and the United States, 2022: 21 summits"), ("tempo-usa-2022-ja", "日本と米国、2022年"),
     ("tempo-usa-2022-89mm-ja", "日本と米国、2022年"), ("places-can-2022-ja", "日本とカナダ、2022年")],
)  # fmt: skip
def test_a_figure_for_a_column_or_in_another_language_is_cited_by_the_id_printed_on_it(printed, title, command):
    done = command("bluebook", "cite", printed)
    assert done.returncode == 0 and title in done.stdout, done.stderr
    assert f"Figure {printed} of the bluebook record" in done.stdout


@pytest.mark.parametrize("printed", ["tempo-usa-2022-77mm", "tempo-xxx-2022-89mm", "tempo-usa-2022-fr"])
def test_an_id_that_no_figure_of_ours_bears_is_not_cited(printed, command):
    done = command("bluebook", "cite", printed)
    assert done.returncode == 2 and "is not published" in done.stderr and done.stderr.count("\n") == 1
