"""What the search looks through: everything once, by all its names, with a page that is there."""

import json
import re
from urllib.parse import parse_qs, unquote

import pytest
from bluebook.figures import records
from bluebook.record import codebook, tables
from bluebook.site import cells, record_pages, searches


@pytest.fixture(scope="module")
def entries():
    """Kind -> entries, as the browser is given them."""
    made = {}
    for path, content in searches.files().items():
        kind, given = re.fullmatch(r'bluebook\.entries\("(\w+)", (.*)\);\n', content.decode(), re.S).groups()
        assert path == f"search/{kind}.js"
        made[kind] = json.loads(given)
    return made


def titles(entries, kind):
    return {entry[0]: entry for entry in entries[kind]}


def test_every_country_person_city_occasion_document_visit_and_figure_stands_there_once(entries):
    rows = cells.raw("events")
    expected = {
        "country": {row["name_en"] for row in cells.raw("countries")}, "place": {row["venue_city"] for row in rows} - {""},
        "occasion": {row["occasion"] for row in rows} - {""},
        "person": {name for row in rows for cell in (row["japan_lead"], row["partner_leads"]) for name in cell.split(";") if name},
    }  # fmt: skip
    for kind, names in expected.items():
        assert sorted(entry[0] for entry in entries[kind]) == sorted(names), kind
    assert [len(entries[kind]) for kind in ("document", "visit", "figure")] == [len(tables.documents()), len(tables.visits()), len(records.every())]


def test_a_country_has_every_name_that_people_use(entries):
    known = titles(entries, "country")
    for name, others in {"United States": ("米国", "アメリカ", "USA", "US"), "Republic of Korea": ("韓国", "South Korea", "KOR"), "United Kingdom": ("英国", "UK", "イギリス")}.items():
        assert set(others) <= {known[name][1], *known[name][4].split("; ")}, name


def test_a_country_that_was_never_collected_is_not_said_to_have_no_events(entries):
    told = {row["partner"] for row in cells.raw("coverage") for row in [{"partner": code} for code in row["partners"].split(";")]}
    never = next(row for row in cells.raw("countries") if row["code"] not in told)
    entry = titles(entries, "country")[never["name_en"]]
    assert entry[2:4] == ["not collected", "未収集"] and entry[5:] == ["record/coverage.html", 0]


def test_people_and_cities_stand_in_both_languages_with_the_number_of_their_events(entries):
    kishida = titles(entries, "person")["Kishida Fumio"]
    n = sum("Kishida Fumio" in row["japan_lead"].split(";") for row in cells.raw("events"))
    assert kishida[1:4] == ["岸田文雄", f"Japan, {n} events", f"日本、{n}件"]
    assert titles(entries, "place")["Tokyo"][1] == "東京"


def test_every_column_and_every_term_of_the_codebook_stands_there(entries):
    places = {entry[5] for entry in entries["codebook"]}
    assert {f"record/codebook.html#{table}.{column}" for table in codebook.MODELS for column in codebook.columns(table)} <= places
    assert "record/codebook.html#term-level-2%2B2" in places


def test_every_entry_leads_to_a_page_and_to_a_place_or_a_choice_that_is_there(entries):
    pages = record_pages.pages("en")
    figures = {f"figures/{known['id']}.html" for known in records.every()}
    notebooks = {f"notebooks/{known['notebook'].removesuffix('.ipynb')}.html" for known in records.every()}
    options = {}
    for kind, some in entries.items():
        for *_, place, _ in some:
            path, _, anchor = place.partition("#")
            assert path in pages or path in figures | notebooks | {"read.html", "rerun.html"}, (kind, place)
            if "=" in anchor:
                ((name, (value,)),) = parse_qs(anchor).items()
                options.setdefault(name, set()).add(value)
            elif anchor:
                assert f'id="{unquote(anchor)}"' in pages[path].replace("&#39;", "'"), (kind, place)
    rows = cells.raw("events")
    assert options["city"] == {row["venue_city"] for row in rows} - {""} and set(options) == {"city", "topic"}


def test_people_countries_and_occasions_lead_to_their_own_pages(entries):
    assert titles(entries, "person")["Hayashi Yoshimasa"][5] == "people/hayashi-yoshimasa.html"
    assert titles(entries, "country")["Republic of Korea"][5] == "countries/KOR.html"
    assert titles(entries, "occasion")["G7 Elmau Summit"][5] == "occasions/g7-elmau-summit.html"
    assert searches.address("person", "Nobody Known") == "record/index.html#person=Nobody%20Known"


def test_a_title_of_a_document_is_text_whatever_it_looks_like(copy_of_data):
    copy_of_data("documents", "Japan-U.S. Joint Leaders' Statement", "</script><script>pwned=1</script> Statement")
    assert not any(b"<" in content for content in searches.files().values())


def test_all_that_is_searched_beside_the_events_is_less_than_400_kilobytes():
    assert sum(map(len, searches.files().values())) < 400_000
