"""A title is held against the coverage: no number where nothing was collected, and "at least" where something may be missing.

The coverage is read from coverage.csv itself, so that a mistake of the code that notebooks ask is seen here.
"""

import csv
import re

import duckdb
import played
import pytest
from bluebook.ground import paths
from bluebook.runs import executions, reports, runs
from bluebook.runs.runs import Run

with (paths.ROOT / "data" / "coverage.csv").open(encoding="utf-8", newline="") as lines:
    LINES = list(csv.DictReader(lines))
TOP = ["summit", "foreign_ministers"]
WITH_PARTNER = {"record": "any", "tempo": "top", "reconcile": "top", "timeline": "top", "channels": "any", "places": "any",
                "agenda": "any", "documents": "partial", "visits": "visits", "years": "top", "leaders": "top",
                "beginnings": "top", "outcomes": "top", "margins": "top"}  # what each title is about  # fmt: skip
UPPER = {"beginnings"}  # half of the terms reached a first by a day: what is missing can only make it an earlier one
PARTNERS = [("BRA", 2022, 2022), ("BRA", 2021, 2021), ("USA", 2022, 2022), ("CAN", 2022, 2022), ("KOR", 2020, 2022)]
GRID = [(noun, *asked, lang) for noun in WITH_PARTNER for lang, some in (("en", PARTNERS), ("ja", [PARTNERS[0], *PARTNERS[2:4]]))
        for asked in some]  # fmt: skip
LEAST = {"en": ("at least", "At least", "found so far", "No engagement"), "ja": ("少なくとも", "未確認")}
SPEAKING = {"check", "cite", "file"}  # cells that tell the selection, the citation, or what is in an event file


def bilateral(partner, year):
    """The states of the two top levels, as coverage.csv has them."""
    own = {row["level"]: row["status"] for row in LINES if row["partners"] == partner and int(row["year"]) == year
           and row["format"] == "bilateral"}  # fmt: skip
    return [own.get(level, "none") for level in TOP]


def with_others(partner, year):
    return any(partner in row["partners"].split(";") and row["format"] != "bilateral" and int(row["year"]) == year for row in LINES)


def state(about, partner, first, last):
    """none, partial or complete: how far a title of one notebook may go."""
    years = range(first, last + 1)
    cells = [cell for year in years for cell in bilateral(partner, year)]
    if about != "top":
        cells += ["partial" if with_others(partner, year) else "none" for year in years]
    if set(cells) == {"none"} or (about == "visits" and partner not in ("USA", "CAN")):
        return "none"
    return "complete" if set(cells) == {"complete"} and about == "top" else "partial"


def wrong(title, known, period, lang="en"):
    """What is wrong with a title, given how far the record can answer."""
    bare = title.replace(period, "").replace("Bluebook 2023", "").replace("外交青書2023", "")
    bounded = any(word in title for word in LEAST[lang])
    whole = re.search(r"(\d+) of \1 |the one published total, 1 of 1|(\d+)件(?:中|のうち)\2件", title)
    if known == "none" and re.search(r"\d", bare):
        return "a number where nothing was collected"
    if known == "partial" and not bounded and not whole:
        return "a bare number where something may be missing"
    if known == "complete" and bounded:
        return '"at least" where a published total is met'
    return ""


def test_a_title_with_a_number_about_a_partner_that_was_not_collected_is_seen():
    assert wrong("Japan and Brazil, 2022: 5 summits, 5 in person", "none", "2022")
    assert wrong("Japan and Brazil, 2022: 0 summits", "none", "2022")
    assert wrong("Japan and Canada, 2022: 7 summits", "partial", "2022") and not wrong("Canada, 2022: at least 7", "partial", "2022")
    assert wrong("The United States, 2022: at least 21 summits", "complete", "2022")


def period(first, last):
    return str(first) if first == last else f"{first}–{last}"


def silent(notebook):
    """Check that a notebook without an answer says one sentence, draws nothing and has nothing to cite."""
    picture, sentence = notebook.picture, notebook.values["known"].sentence("")
    assert picture.marks.empty and picture.title == notebook.values["known"].silence
    assert {text for cell, text in notebook.said.items() if cell not in SPEAKING} == {sentence}
    assert picture.silence in notebook.said["cite"] and "bluebook contributors" not in notebook.said["cite"]


@pytest.mark.parametrize(("noun", "partner", "first", "last", "lang"), GRID)
def test_a_title_says_no_more_than_the_coverage_allows(noun, partner, first, last, lang):
    notebook = played.play(played.named(noun), partner=partner, first=str(first), last=str(last), lang=lang)
    known = state(WITH_PARTNER[noun], partner, first, last)
    if known != "partial" or noun not in UPPER:
        assert not wrong(notebook.picture.title, known, period(first, last), lang), notebook.picture.title
    if known == "none":
        silent(notebook)
    if known == "partial" and bilateral(partner, first) == ["none", "none"] and noun != "documents" and lang == "en":
        assert "not collected" in notebook.picture.title or "together with others" in notebook.picture.title


def test_the_sentence_about_a_partner_never_collected_is_the_plain_one():
    notebook = played.play("02-tempo", partner="BRA", first="2022", last="2022")
    assert notebook.said["sentence"] == "The record holds nothing on Japan and Brazil in 2022: it was not collected."
    assert played.play("02-tempo", partner="BRA", first="2022", last="2022", lang="ja").picture.title == (
        "日本とブラジルの会談等(2022年)は収集していない")  # fmt: skip


def test_a_bare_number_is_the_published_total():
    with (paths.ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        whole = [row for row in csv.DictReader(file) if (row["partner"], row["period_start"], row["period_end"]) ==
                 ("USA", "2022-01-01", "2022-12-31") and row["level"] in TOP and row["issuer_kind"] == "official"]  # fmt: skip
    total = sum({row["level"]: int(row["total"]) for row in whole if row["total"]}.values())
    notebook = played.play("02-tempo", partner="USA", first="2022", last="2022")
    assert f"2022: {total} summits and foreign ministers' meetings" in notebook.picture.title
    assert re.match(r"Summits: \d+ \(", notebook.said["reading"])
    assert "Other levels, bilateral: at least" in notebook.said["reading"]


ALONE = [("partners", 2011, "none"), ("partners", 2022, "partial"), ("formats", 2012, "none"), ("formats", 2022, "partial"),
         ("historian", 2012, "none"), ("historian", 2025, "none"), ("historian", 2021, "partial"), ("statements", 2021, "none"),
         ("statements", 2022, "partial")]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("noun", "year", "known"), ALONE)
def test_a_title_about_all_partners_or_a_list_says_no_more_than_was_collected(noun, year, known, lang):
    notebook = played.play(played.named(noun), first=str(year), last=str(year), lang=lang)
    if noun == "historian" and known == "none":  # the silence names the days that the lists reach
        assert "Washington" in notebook.picture.title or "米国務省" in notebook.picture.title
    else:
        assert not wrong(notebook.picture.title, known, str(year), lang), notebook.picture.title
    if known == "none":
        silent(notebook)


@pytest.mark.parametrize(
    ("noun", "first", "last", "said"),
    [("partners", "2011", "2013", "2011–2013 (2011 not collected)"), ("formats", "2012", "2014", "(2012 not collected)"),
     ("historian", "2012", "2025", "(2012 and 2025 not collected"), ("statements", "2021", "2022", "(2021 not collected)"),
     ("historian", "2023", "2024", "(lists to November 2024)")],
)  # fmt: skip
def test_a_period_that_was_collected_in_part_says_so_in_the_title(noun, first, last, said):
    assert said in played.play(played.named(noun), first=first, last=last).picture.title


def test_a_format_that_was_not_sought_in_a_year_is_not_counted_as_none():
    said = played.play("11-formats", first="2013", last="2013").said["reading"]
    assert "trilateral, plurilateral not collected; " in said


@pytest.fixture
def file(tmp_path):
    """An event file as a quarter of an hour of news leaves it: three events of today, one dated a year back."""
    rows = [("2022-05-23", "JPN", "USA"), ("2022-05-23", "DEU", "FRA"), ("2022-05-24", "JPN", "USA"), ("2021-05-23", "DEU", "FRA")]
    values = ", ".join(f"(DATE '{day}', '{one}', '{other}', '', 'visit', 'in_person', '', '', '042', 'gdelt2', 1::INTEGER)"
                       for day, one, other in rows)  # fmt: skip
    names = "date, one, other, direction, kind, medium, level, place, code, source, rows"
    duckdb.sql(f"SELECT * FROM (VALUES {values}) AS events({names})").write_parquet(str(tmp_path / "quarter.parquet"))
    return str(tmp_path / "quarter.parquet")


def pair(file, first, last, one="JPN", other="USA", lang="en"):
    return played.play("14-country-pair", one=one, other=other, first=first, last=last, events=file, lang=lang)


def test_an_event_file_covers_the_days_on_which_it_has_events_not_the_span_between(file):
    assert "2021–2022 (3 of 730 days in the file): 2 visits, calls or talks among 2 machine-coded events" in pair(file, "2021", "2022").picture.title
    drawn = pair(file, "2021-05", "2022-05")
    assert drawn.values["seen"].axis(drawn.values["asked"], drawn.values["covered"]).bare == [False, *[True] * 11, False]
    assert "days in the file" not in pair(file, "2022-05-23", "2022-05-24").picture.title


def test_an_event_file_is_silent_about_other_days_and_pairs_that_it_never_has(file):
    for other in (pair(file, "2020", "2020"), pair(file, "2022", "2022", "CAN", "USA"), pair(file, "2020", "2020", lang="ja")):
        silent(other)
    assert "cannot answer for Canada and the United States" in pair(file, "2022", "2022", "CAN", "USA").picture.title


def test_machine_coding_gives_its_finding_first_and_is_silent_where_nothing_was_counted():
    title = played.play("15-machine-coded", partner="USA").picture.title
    assert re.match(r"ICEWS sees 94% of engagements; a random day would see 85% \(.* at least \d+ engagements\)$", title)
    for given in ({"partner": "KOR"}, {"partner": "USA", "first": "2021", "last": "2021"}):
        silent(played.play("15-machine-coded", **given))


BRAZIL = Run("02-tempo", {"partner": "BRA", "first": "2022", "last": "2022"})


def test_nothing_is_published_where_nothing_was_collected(tmp_path, monkeypatch):
    monkeypatch.setenv("BLUEBOOK_FIGURES", str(tmp_path))
    played.play("02-tempo", partner="BRA", first="2022", last="2022", save=True)
    assert not list(tmp_path.iterdir())
    said = []
    (outcome,) = executions.make([BRAZIL], 1, said.append, tmp_path)
    assert "nothing to publish. The record holds nothing on Japan and Brazil in 2022" in outcome.failure
    assert [line for line in said if line.startswith("failed")] and not list(tmp_path.iterdir())


def test_a_run_without_an_answer_says_so_in_its_place_and_there_is_nothing_to_cite(command, tmp_path):
    done = command("bluebook", "run", "tempo", "-p", "partner", "BRA", "-p", "first", "2022", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["answer    The record holds nothing on Japan and Brazil in 2022: it was not collected.",
                                        "notebook  tempo-bra-2022.ipynb", "figure    none"]  # fmt: skip
    assert [file.name for file in tmp_path.iterdir()] == ["tempo-bra-2022.ipynb"]
    assert reports.silence_of(tmp_path / "tempo-bra-2022.ipynb")
    assert command("bluebook", "cite", "tempo-bra-2022").returncode != 0


def test_every_published_figure_has_something_to_cite():
    for run in runs.published():
        known = runs.defaults(run.file) | run.given
        if "partner" in known and known["partner"] != "ALL" and run.notebook[3:] in WITH_PARTNER:
            years = int(known["first"][:4]), int(known["last"][:4])
            assert state(WITH_PARTNER[run.notebook[3:]], known["partner"], *years) != "none", run.id

