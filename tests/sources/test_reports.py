"""The report of an import: each row in exactly one line, each unknown word by name."""

import csv

import pytest
from bluebook import sources
from bluebook.sources import cameo, spellings, tidying
from writers import SAMPLES, brought, gathered, gdelt, header, icews, line, polecat

WHY = "not between two countries"


def rows_of(form, cells):
    """A row of each end that a row can come to: kept, collapsed, not between two countries, unknown, not of governments, damaged."""
    day = {"gdelt1": "20220523", "gdelt2": "20220523"}.get(form, "2022-05-23")
    yield from (cells("JPN", "USA", day, "1"), cells("JPN", "USA", day, "2"), cells("JPN", "", day, "3"), cells("JPN", "XQX", day, "4"))
    yield from (cells("JPN", "USA", "2022-99-99", "5"), cells("USA", "CAN", day, "6"))


NAMES = {"JPN": "Japan", "USA": "United States", "CAN": "Canada"}
SLUGS = {"JPN": "japan", "USA": "united-states", "CAN": "canada"}
WRITERS = {
    "gdelt1": lambda a, b, day, n: gdelt(a, b, "040", day, "gdelt1"),
    "gdelt2": lambda a, b, day, n: gdelt(a, b, "040", day),
    "icews": lambda a, b, day, n: icews(NAMES.get(a, a), NAMES.get(b, b), "040", day, n),
    "polecat": lambda a, b, day, n: polecat(a, b, "CONSULT", "None", day, n),
    "colt": lambda a, b, day, n: line("colt", TripID=n, LeaderCountryISO=a, CountryVisitedISO=b, TripStartDate=day, LeaderRole="G"),
}  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
def test_each_row_ends_in_one_line_of_the_report_and_they_add_up_to_the_rows_read(form, tmp_path):
    mapping = sources.named(form)[0]
    text = "".join(rows_of(form, WRITERS[form]))
    account, rows = brought(form, (header(form) if mapping.header else "") + text, tmp_path)
    expected = {"kept": 2, "collapsed into another": 1, WHY: 1, "unknown spelling": 1, "damaged": 1}
    assert {why: rows for why, rows in account.outcomes.items() if rows} == expected
    assert account.read == 6 == sum(account.outcomes.values()) and account.events == len(rows) == 2
    assert [(each.what, each.word, each.rows, each.left_out) for each in account.unknown] == [("country", "XQX", 1, 1)]


def test_the_historians_rows_add_up_too(tmp_path):
    text = header("historian") + "".join(line("historian", id=number, role="president", start=day, country_id=country) for number, day, country in [
        ("1", "2022-05-23", "japan"), ("2", "2022-05-23", "japan"), ("3", "2022-05-23", "yugoslavia"), ("4", "2022-05-23", "ruritania"), ("5", "", "japan")])  # fmt: skip
    account, _ = brought("historian", text, tmp_path)
    assert account.outcomes == {"kept": 1, "collapsed into another": 1, WHY: 1, "unknown spelling": 1, "damaged": 1} and account.read == 5
    assert [each.word for each in account.unknown] == ["ruritania"]


def test_a_row_of_several_countries_is_one_row_in_the_report(tmp_path):
    text = header("polecat") + polecat("JPN;USA;AUS", "None", "CONSULT", "multilateral") + polecat("JPN;USA", "None", "CONSULT", "multilateral", event="2")
    text += polecat("JPN;JPN", "None", "CONSULT", event="3") + polecat("JPN;XQX;USA", "None", "CONSULT", "phone", event="4") + polecat("None", "None", "CONSULT", event="5")
    account, rows = brought("polecat", text, tmp_path)
    assert account.outcomes == {"kept": 2, "collapsed into another": 1, WHY: 2, "damaged": 0} and account.read == 5 and len(rows) == 4
    assert [(each.word, each.rows, each.left_out) for each in account.unknown] == [("XQX", 1, 1)]


@pytest.mark.parametrize("word", ["", "NULL", "null", "NA", "N/A", '""', "--", "None", "  ", '" "', '"NULL"'])
@pytest.mark.parametrize("form", WRITERS)
def test_a_word_for_missing_is_missing_in_every_format(form, word, tmp_path):
    mapping = sources.named(form)[0]
    cell = word if not mapping.quote else word.strip('"')
    text = (header(form) if mapping.header else "") + WRITERS[form]("JPN", cell, {"gdelt1": "20220523", "gdelt2": "20220523"}.get(form, "2022-05-23"), "1")
    account, _ = brought(form, text, tmp_path)
    assert account.outcomes == {"kept": 0, "collapsed into another": 0, WHY: 1, "damaged": 0} and not account.unknown


@pytest.mark.parametrize("word", ["NULL", "NA", '""', ""])
def test_an_actor_of_icews_whose_sector_is_missing_is_a_country_as_such(word, tmp_path):
    account, rows = brought("icews", header("icews") + icews("Japan", "Canada", "040", **{"Source Sectors": word, "Target Sectors": word, "City": word}), tmp_path)
    assert account.kept == 1 and rows[0]["kind"] == "consultation"


def test_a_sector_in_no_list_is_named_with_the_rows_it_cost_and_a_known_one_is_not(tmp_path):
    text = header("icews") + icews("Japan", "Canada", "040", **{"Source Sectors": "Wizards,Media"}) + icews("Japan", "Canada", "041", event="2", **{"Source Sectors": "Wizards,Government"})
    text += icews("Japan", "Canada", "042", event="3", **{"Source Sectors": "Parties,(National) Major Party,Protestors / Popular Opposition / Mobs,News,Business NGOs"})
    account, _ = brought("icews", text, tmp_path)
    assert account.outcomes == {"kept": 1, "collapsed into another": 0, "not of governments": 1, "unknown spelling": 1, "damaged": 0}
    assert [str(each) for each in account.unknown] == ['sector "Wizards": 1 row']


def test_a_type_of_actor_in_no_list_is_named(tmp_path):
    account, _ = brought("gdelt", gdelt("JPN", "USA", "040", Actor1Type1Code="XYZ") + gdelt("JPN", "USA", "040", Actor1Type1Code="MNC"), tmp_path)
    assert account.left_out == {"not of governments": 1, "unknown spelling": 1} and [each.word for each in account.unknown] == ["XYZ"]


def test_a_place_in_no_list_costs_no_row_and_is_named(tmp_path):
    account, rows = brought("gdelt", gdelt("JPN", "USA", "040", ActionGeo_CountryCode="Q9") + gdelt("JPN", "USA", "041", ActionGeo_CountryCode="RB"), tmp_path)
    assert [row["place"] for row in rows] == ["", "SRB"] and [str(each) for each in account.unknown] == ['place "Q9": 1 row, none left out']


@pytest.mark.parametrize(("found", "code"), [("40", "040"), ("40.0", "040"), ("311", "0311"), ("311.0", "0311"), ("190", "190"), ("190.0", "190"), ("042", "042"), ("10", "010")])
@pytest.mark.parametrize("form", ["gdelt2", "icews"])
def test_a_code_gets_its_zero_back(form, found, code, tmp_path):
    text = gdelt("JPN", "USA", found) if form == "gdelt2" else header("icews") + icews("Japan", "United States", found)
    account, rows = brought(form, text, tmp_path)
    assert [row["code"] for row in rows] == [code] and not account.unknown


def test_a_code_in_no_list_is_named_and_the_list_is_cameos(tmp_path):
    account, rows = brought("gdelt", gdelt("JPN", "USA", "13y") + gdelt("JPN", "USA", "040"), tmp_path)
    assert [(row["code"], row["kind"]) for row in rows] == [("040", "consultation"), ("13y", "other")]
    assert [str(each) for each in account.unknown] == ['event code "13y": 1 row, none left out']
    assert {"010", "0211", "0874", "1056", "186", "204", "2042"} <= set(cameo.CODES) and not {"0215", "047", "21", "2043"} & set(cameo.CODES)


ICEWS = ("Moldova, Republic of|the former Yugoslav Republic of Macedonia|Cook Island|U.S. Virgin Islands|Faeroe Islands|Wallis and Futuna Islands|"
         "Republic of South Africa|United Republic Of Tanzania|Madagaskar|Gaza|Pitcairn|Saint Martin (French part)|Serbia and Montenegro|Cocos Islands|"
         "Brunei Darussalam|Democratic Republic of Congo|Cote d'Ivoire|Curaçao|Occupied Palestinian Territory|Russian Federation|Timor-Leste|Kosovo|Macao|"
         "Iran, Islamic Republic of|Great Britain|Korea, Democratic People's Republic of|USA|The Bahamas")  # fmt: skip


def test_the_spellings_of_icews_are_known_and_an_unknown_one_is_told_as_it_is_written(tmp_path):
    text = header("icews") + "".join(icews(name, "Japan", "040", event=str(number)) for number, name in enumerate([*ICEWS.split("|"), "Republic of Elbonia", "中国"]))
    account, _ = brought("icews", text, tmp_path)
    assert account.kept == ICEWS.count("|") + 1 and account.left_out == {"unknown spelling": 2}
    assert [each.word for each in account.unknown] == ["Republic of Elbonia", "中国"]


@pytest.mark.parametrize("body", ["European Union", "European Commission", "European Parliament", "Council of the European Union"])
def test_a_body_of_the_european_union_counts_as_the_union_in_icews_as_in_gdelt(body, tmp_path):
    text = header("icews") + icews("NULL", "Japan", "040", **{"Source Name": body, "Source Sectors": "International Government Organization"})
    assert [row["one"] for row in brought("icews", text, tmp_path)[1]] == ["EUU"]
    assert [row["one"] for row in brought("gdelt", gdelt("EUR", "JPN", "040", Actor1KnownGroupCode="EEC"), tmp_path)[1]] == ["EUU"]


def test_an_actor_without_a_country_is_not_an_unknown_spelling(tmp_path):
    text = header("icews") + icews("NULL", "Japan", "040", **{"Source Name": "Al Qaeda"}) + icews("", "Japan", "040", event="2", **{"Source Name": "A Firm"})
    account, _ = brought("icews", text, tmp_path)
    assert account.left_out == {WHY: 2} and not account.unknown


def test_regions_and_former_states_are_known_to_be_no_country(tmp_path):
    account, _ = brought("gdelt", "".join(gdelt(region, "JPN", "040") for region in ("EUR", "WST", "AFR", "SEA", "ANT")), tmp_path)
    assert account.left_out == {WHY: 5} and not account.unknown
    assert all(code == "" for kind, spelling, code in spellings.table() if spelling == "" or (kind, spelling) == ("name", "yugoslavia"))


def test_the_real_sample_has_no_unknown_word(tmp_path):
    account, _ = gathered("gdelt", [SAMPLES / "20180101000000.export.CSV", *SAMPLES.glob("*.tsv")], tmp_path)
    assert not account.unknown and account.read == 207 == sum(account.outcomes.values())


def test_all_unknown_words_are_in_the_list_and_twenty_are_shown(command, tmp_path):
    (tmp_path / "a.CSV").write_text("".join(gdelt("JPN", f"X{number:02}", "040") * (number + 1) for number in range(25)), encoding="utf-8")
    ended = command("bluebook", "import", "gdelt", "a.CSV", "--out", "events.parquet", cwd=tmp_path)
    with (tmp_path / "events.unknown.csv").open(encoding="utf-8", newline="") as listing:
        rows = list(csv.DictReader(listing))
    assert len(rows) == 25 and rows[0] == {"what": "country", "word": "X24", "rows": "25", "left_out": "25"}
    assert "unknown spelling: 325 rows" in ended.stdout and "in no list: 25 words, see events.unknown.csv" in ended.stdout
    assert ended.stdout.count('  country "X') == 20 and '  country "X24": 25 rows' in ended.stdout
    (tmp_path / "a.CSV").write_text(gdelt("JPN", "USA", "040"), encoding="utf-8")
    command("bluebook", "import", "gdelt", "a.CSV", "--out", "events.parquet", cwd=tmp_path)
    assert not (tmp_path / "events.unknown.csv").exists()


@pytest.mark.parametrize("cell", ["", " ", "NULL", "null", "-", ".", "(null)", "<na>", "#N/A", "\\N", "\\n", "n.a.", "-1", ' "NA" ', '"--"', '""', '"say ""no"""', "Japan", '"Japan"', '"', '" N/A "', "N/A\r", "nan", "\u00a0x\u00a0"])
def test_a_cell_is_tidied_alike_in_python_and_in_the_engine(cell):
    duckdb = pytest.importorskip("duckdb")
    base = duckdb.connect()
    for macro in tidying.MACROS:
        base.execute(macro)
    assert base.execute("SELECT tidied($cell)", {"cell": cell}).fetchall() == [(tidying.tidied(cell),)]
