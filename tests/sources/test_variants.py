"""Files as other people and programs leave them: ends that mix, cells over several lines, headers and days in their own way."""

import gzip
import zipfile
from datetime import date

import pytest
from bluebook import sources
from bluebook.ground.refusals import Refused
from bluebook.sources import queries
from writers import brought, gathered, gdelt, header, icews, line, polecat

THREE = [gdelt("JPN", "USA", code) for code in ("040", "041", "042")]
ROWS = {
    "icews": [icews("Japan", "Canada", code, event=code, **{"Source Name": "@"}) for code in ("040", "041", "042")],
    "polecat": [polecat("JPN", "USA", "CONSULT", mode, event=mode, Placename="@") for mode in ("visit", "phone", "None")],
    "colt": [line("colt", TripID=str(n), LeaderCountryISO="JPN", CountryVisitedISO="USA", TripStartDate=f"2022-05-2{n}", LeaderRole="G", Notes="@") for n in range(3)],
    "historian": [line("historian", id=str(n), role="president", start=f"2022-05-2{n}", country_id="japan", remarks="@") for n in range(3)],
}  # fmt: skip


def sound(account):
    """The rows read, where all of them are kept."""
    assert not account.damaged and not account.unknown and account.read == account.kept == sum(account.outcomes.values())
    return account.read


@pytest.mark.parametrize("ends", ["\r \n", "\n \r", "\r \r\n \n", "\r\n \r", "\r"], ids=repr)
@pytest.mark.parametrize("form", ["colt", "historian"])
def test_carriage_returns_among_other_ends_end_the_rows_of_a_quoted_table_too(form, ends, tmp_path):
    ends = ends.split(" ")
    text = "".join(row.rstrip("\n") + ends[at % len(ends)] for at, row in enumerate([header(form), *ROWS[form]]))
    assert sound(brought(form, text, tmp_path)[0]) == 3


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\r \n", "\n \r"], ids=repr)
@pytest.mark.parametrize("form", ["colt", "historian"])
def test_cells_with_line_ends_of_any_kind_stay_whole_whatever_ends_the_rows(form, ends, tmp_path):
    ends, cells = ends.split(" "), ['"two\nlines, a ""word"""', '"a\r\nb\rc"', '"a\tb\n\nc"']
    rows = [header(form), *(row.replace("@", cell) for row, cell in zip(ROWS[form], cells, strict=True))]
    text = "".join(row.removesuffix("\n") + ends[at % len(ends)] for at, row in enumerate(rows))
    assert sound(brought(form, text, tmp_path)[0]) == 3


@pytest.mark.parametrize("cell", ['"two\nlines"', '"a\n\nb\t""c"" d"', '"a\r\nb"', '"a\rb"'], ids=repr)
@pytest.mark.parametrize("form", ["icews", "polecat"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_quoted_cell_of_several_lines_is_whole_in_a_table_with_tabs_too(form, cell, encoding, tmp_path):
    rows = [row.replace("@", cell if at != 1 else "x") for at, row in enumerate(ROWS[form])]
    assert sound(brought(form, header(form) + "".join(rows), tmp_path, encoding=encoding)[0]) == 3
    assert sound(brought(form, header(form) + "".join(row.replace("@", cell) for row in ROWS[form] * 9), tmp_path)[0]) == 27


def test_a_quotation_mark_in_a_damaged_line_of_a_table_with_tabs_takes_no_sound_row_with_it(tmp_path):
    one, two, three = (row.replace("@", '"x') for row in ROWS["icews"])
    account, rows = brought("icews", header("icews") + 'oops\t"oops\n' + one + two + three, tmp_path)
    assert [str(damage) for damage in account.damaged] == ["file:2: missing columns"] and len(rows) == 3


def test_a_stray_carriage_return_in_an_unquoted_cell_of_a_quoted_table_costs_no_row(tmp_path):
    one, two, three = ROWS["colt"]
    account, _ = brought("colt", header("colt") + one.replace("@", "a\rb") + two.replace("@", "c\rd\re") + three, tmp_path)
    assert sound(account) == 3


def test_a_line_that_a_carriage_return_breaks_and_that_makes_no_row_is_one_damaged_line(tmp_path):
    one, two, three = ROWS["colt"]
    account, _ = brought("colt", header("colt") + one + "oops\roops\n" + two + three, tmp_path)
    assert [str(damage) for damage in account.damaged] == ["file:3: missing columns"] and account.kept == 3 and account.read == 4


def test_damaged_lines_among_rows_that_end_with_carriage_returns_take_none_of_them_along(tmp_path):
    account, _ = brought("colt", header("colt").replace("\n", "\r") + "oops\roops\r" + "".join(ROWS["colt"]).replace("\n", "\r") + ROWS["colt"][0], tmp_path)
    assert account.kept == 4 and account.read == 6 and [damage.why for damage in account.damaged] == ["missing columns"] * 2


def test_damaged_lines_that_end_with_carriage_returns_are_not_taken_for_the_last_cell_of_the_line_above(tmp_path):
    account, _ = brought("polecat", header("polecat").replace("\n", "\r") + "oops\roops\n" + "".join(ROWS["polecat"]).replace("\n", "\r"), tmp_path)
    assert account.kept == 3 and account.read == 5 and len(account.damaged) == 2


def test_a_file_many_of_whose_lines_lack_columns_is_not_given_to_the_engine_which_would_note_each(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(queries, "reading", lambda *given, own=queries.reading: asked.append(1) or own(*given))
    assert brought("gdelt", (THREE[0] * 99 + "oops\n") * 20, tmp_path)[0].kept == 1980 and not asked
    assert brought("gdelt", THREE[0] * 1500 + "oops\n", tmp_path)[0].kept == 1500 and asked


def test_a_cell_of_a_quoted_table_that_is_not_used_may_be_as_long_as_it_likes(tmp_path):
    rows = [row.replace("@", f'"{text}"') for row, text in zip(ROWS["colt"], ["x" * 200_000, "y," * 100_000, "z"], strict=True)]
    assert sound(brought("colt", header("colt") + "".join(rows), tmp_path)[0]) == 3


@pytest.mark.parametrize("form", ROWS)
def test_vertical_bars_are_a_separator_that_is_found_and_told(form, tmp_path):
    own = sources.named(form)[0].delimiter
    account, _ = brought(form, (header(form) + "".join(ROWS[form])).replace(own, "|"), tmp_path)
    assert sound(account) == 3 and list(account.read_as) == ["UTF-8 with vertical bars"]


def test_gdelt_parted_by_vertical_bars_is_refused_as_changed(tmp_path):
    with pytest.raises(Refused, match="fields are parted by vertical bars"):
        brought("gdelt", "".join(THREE).replace("\t", "|"), tmp_path)


@pytest.mark.parametrize("spell", [str.upper, str.lower, lambda text: text.replace(" ", "."), lambda text: text.lower().replace(" ", "_"), lambda text: text.replace("\t", " \t ")])
@pytest.mark.parametrize("form", ROWS)
def test_a_header_is_known_in_other_letters_and_with_points_or_underscores(form, spell, tmp_path):
    assert sound(brought(form, spell(header(form)) + "".join(ROWS[form]), tmp_path)[0]) == 3


def test_a_column_that_is_missing_is_named_alone_whatever_the_separator(tmp_path):
    with pytest.raises(Refused, match=r"file: not of ICEWS events: there is no column Target Country$"):
        brought("icews", header("icews").replace("Target Country", "To").replace("\t", ";") + "x\n", tmp_path)
    with pytest.raises(Refused, match="the column Event Date stands twice"):
        brought("icews", header("icews").replace("Publisher", "event_date") + "x\n", tmp_path)


@pytest.mark.parametrize("form", ROWS)
def test_a_header_in_the_middle_of_files_put_together_is_named_as_what_it_is(form, tmp_path):
    text = f"\ufeff{header(form)}{ROWS[form][0]}\ufeff{header(form)}{ROWS[form][1]}{ROWS[form][2]}"
    account, _ = brought(form, text, tmp_path)
    assert account.kept == 3 and [str(damage) for damage in account.damaged] == ["file:3: the names of the columns again"]


def test_a_header_above_gdelt_is_named_as_what_it_is(tmp_path):
    account, rows = brought("gdelt", header("gdelt2") + "".join(THREE), tmp_path)
    assert len(rows) == 3 and [str(damage) for damage in account.damaged] == ["file:1: the names of the columns again"]


DAYS = ["2022-05-23", "5/23/2022", "23/05/2022", "23.05.2022", "2022/05/23", "20220523", "23-May-2022", "23 May 2022"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("form", ROWS)
def test_days_are_read_as_spreadsheets_write_them(form, day, tmp_path):
    said = {"icews": "2022-05-23", "polecat": "2022-05-23"}.get(form, "2022-05-20")
    account, rows = brought(form, header(form) + ROWS[form][0].replace(said, day), tmp_path)
    assert sound(account) == 1 and rows[0]["date"] == date(2022, 5, 23)


@pytest.mark.parametrize("day", ["20220523.0", "2022-05-23"])
def test_a_day_of_gdelt_that_became_a_decimal_or_a_date_is_read(day, tmp_path):
    account, rows = brought("gdelt", gdelt("JPN", "USA", "040", day) + gdelt("JPN", "USA", "040", "20220524") * 2, tmp_path)
    assert sound(account) == 3 and [row["date"].day for row in rows] == [23, 24]


@pytest.mark.parametrize(("found", "code"), [("36.00", "036"), ("36,0", "036"), ("1056,0", "1056")])
def test_a_code_that_became_a_decimal_of_any_kind_gets_its_zero_back(found, code, tmp_path):
    account, rows = brought("icews", header("icews") + icews("Japan", "Canada", found), tmp_path)
    assert sound(account) == 1 and rows[0]["code"] == code


@pytest.mark.parametrize("word", ["?", "–", "—", "(none)", "[NULL]", "#NULL!", "n.a", "\u3000", "\u3000NA\u3000"])
def test_more_words_for_missing(word, tmp_path):
    text = header("icews") + icews("Japan", word, "040") + icews("Japan", "Canada", "041", event="2", Country=word, **{"Source Sectors": word})
    account, rows = brought("icews", text, tmp_path)
    assert account.left_out == {"not between two countries": 1} and len(rows) == 1 and not account.unknown


@pytest.mark.parametrize("name", ["a.gz", "a.CSV.GZ", "a.zip", "a.zst", "a.bz2"])
def test_a_plain_file_is_read_whatever_its_name_says_of_packing(name, tmp_path):
    assert sound(brought("gdelt", "".join(THREE), tmp_path, name)[0]) == 3


@pytest.mark.parametrize("ending", [".bz2", ".xz", ".ZIP", ".GZ"])
def test_a_file_beside_itself_packed_in_any_way_is_given_twice(ending, tmp_path):
    for name in ("a.CSV", f"a.CSV{ending}"):
        (tmp_path / name).write_text(THREE[0])
    with pytest.raises(Refused, match="given twice, packed and not"):
        gathered("gdelt", [tmp_path / "a.CSV*"], tmp_path)


def packed(file, members):
    with zipfile.ZipFile(file, "w") as parcel:
        for name, text in members.items():
            parcel.writestr(name, text)


def test_documentation_beside_the_events_in_a_zip_is_passed_over_and_told(command, tmp_path):
    members = {"README.txt": "These are events.\n", "docs/LICENSE": "CC0\n", "codebook.pdf": b"%PDF-1.4 \0\xff", "notes.docx": gzip.compress(b"x"), "x.CSV": "".join(THREE)}
    packed(tmp_path / "a.zip", members)
    account, _ = gathered("gdelt", [tmp_path / "a.zip"], tmp_path)
    assert sound(account) == 3 and account.files == 1
    assert account.passed == ["a.zip/README.txt", "a.zip/docs/LICENSE", "a.zip/codebook.pdf", "a.zip/notes.docx"]
    said = command("bluebook", "import", "gdelt", "a.zip", "--out", "events.parquet", cwd=tmp_path).stdout
    assert "passed over: 4 files of documentation (a.zip/README.txt, a.zip/docs/LICENSE, a.zip/codebook.pdf" in said


def test_events_in_a_hidden_folder_of_a_zip_are_read(tmp_path):
    packed(tmp_path / "a.zip", {".data/x.CSV": THREE[0], "../y.CSV": THREE[1], "z.CSV": THREE[2], "d/.z.CSV": "left by a file manager"})
    account, _ = gathered("gdelt", [tmp_path / "a.zip"], tmp_path)
    assert sound(account) == 3 and account.files == 3


def test_a_file_of_events_named_like_documentation_is_read_and_a_zip_of_documentation_alone_is_refused(tmp_path):
    packed(tmp_path / "a.zip", {"codebook.CSV": THREE[0], "x.CSV": THREE[1]})
    account, _ = gathered("gdelt", [tmp_path / "a.zip"], tmp_path)
    assert sound(account) == 2 and not account.passed
    packed(tmp_path / "b.zip", {"README.txt": "These are events.\n", "LICENSE": "CC0\n"})
    with pytest.raises(Refused, match=r"b\.zip: documentation only, no event file \(README\.txt, LICENSE\)"):
        gathered("gdelt", [tmp_path / "b.zip"], tmp_path)


def test_what_file_managers_leave_in_a_zip_is_no_file(tmp_path):
    left = dict.fromkeys(("d/__MACOSX/x.CSV", "__MACOSX/d/x.CSV", "d/._x.CSV", "d/Thumbs.db", "desktop.ini", "MANIFEST.TXT"), b"\0\5\x16\7")
    packed(tmp_path / "a.zip", left | {"d/x.CSV": "".join(THREE)})
    account, _ = gathered("gdelt", [tmp_path / "a.zip"], tmp_path)
    assert account.files == 1 and not account.passed and account.read == 3


def test_a_workbook_or_a_parquet_under_another_name_is_refused_as_what_it_is(tmp_path):
    packed(tmp_path / "a.csv", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    (tmp_path / "b.csv").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (tmp_path / "c.csv").write_bytes(b"PAR1" + b"\0" * 600)
    for name, told in (("a", "a workbook; save its sheet as CSV first"), ("b", "a workbook; save its sheet as CSV first"), ("c", "a Parquet file, not event text; give it as events")):
        with pytest.raises(Refused, match=rf"^{name}\.csv: {told}$"):
            gathered("colt", [tmp_path / f"{name}.csv"], tmp_path)


@pytest.mark.parametrize("form", ["gdelt", *ROWS])
def test_utf_32_is_read_and_told(form, tmp_path):
    text = "".join(THREE) if form == "gdelt" else header(form) + "".join(ROWS[form])
    account, _ = brought(form, text, tmp_path, encoding="utf-32")
    assert sound(account) == 3 and next(iter(account.read_as)).startswith("UTF-32 with ")


ENTRY = '<trip><id>{0}</id><role>president</role><start-date>2022-05-2{0}</start-date><country id="japan">Japan</country><locale>{1}</locale></trip>\n'


def trips(start="", town="Tokyo"):
    return f"{start}<trips>\n" + "".join(ENTRY.format(number, town) for number in range(3)) + "</trips>\n"


@pytest.mark.parametrize(("start", "encoding"), [('\n\n<?xml version="1.0"?>\n', "utf-8"), ('<?xml version="1.0" encoding="Shift_JIS"?>', "shift_jis"), ('<?xml version="1.0" encoding="EUC-JP"?>', "euc_jp"),
                                                 ('<?xml version="1.0" encoding="UTF-8"?>', "cp1252"), ('<?xml version="1.0" encoding="UTF-8"?>', "utf-16"), ("<!DOCTYPE trips [<!ELEMENT trips ANY>]>", "utf-8"),
                                                 ("\n<!-- a list -->\n", "utf-8-sig"), ("", "utf-32")])  # fmt: skip
def test_xml_is_read_whatever_stands_before_it_and_whether_or_not_its_declaration_is_right(start, encoding, tmp_path):
    town = "東京" if "JP" in start or "JIS" in start else "l’été"
    account, rows = brought("historian", trips(start, town), tmp_path, "list.xml", encoding)
    assert sound(account) == 3 and [row["date"].day for row in rows] == [20, 21, 22]


def test_a_day_of_xml_with_a_zone_is_that_day_and_damage_keeps_its_line_below_blank_ones(tmp_path):
    text = trips("\n\n").replace("20</start", "20Z</start").replace("21</start", "21-05:00</start").replace("22</start", "soon</start")
    account, rows = brought("historian", text, tmp_path, "list.xml")
    assert [row["date"].day for row in rows] == [20, 21] and [str(damage) for damage in account.damaged] == ["list.xml:6: no such day"]


def test_an_entity_of_a_list_and_a_page_in_xml_are_refused_in_words(tmp_path):
    with pytest.raises(Refused, match=r'damaged XML \(the entity "tok" is defined in the file; write out what it stands for\)'):
        brought("historian", trips('<!DOCTYPE trips [<!ENTITY tok "Tokyo">]>', "&tok;"), tmp_path, "list.xml")
    with pytest.raises(Refused, match="a web page or XML instead of lists"):
        brought("historian", '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', tmp_path, "list.xml")


FORMER = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "SCG": "SRB", "SRB": "SRB", "KOS": "XKX", "XKX": "XKX", "MTN": "MNE", "MNE": "MNE"}


@pytest.mark.parametrize("form", ["gdelt", "polecat", "colt"])
def test_a_state_is_known_by_the_codes_that_it_had_before(form, tmp_path):
    rows = {"gdelt": lambda code: gdelt(code, "JPN", "040"), "polecat": lambda code: polecat(code, "JPN", "CONSULT", event=code),
            "colt": lambda code: line("colt", TripID=code, LeaderCountryISO="JPN", CountryVisitedISO=code, TripStartDate="2022-05-23", LeaderRole="G")}[form]  # fmt: skip
    codes = [code for code in FORMER if form == "gdelt" or code != "MTN"]
    account, events = brought(form, (header(form) if form != "gdelt" else "") + "".join(map(rows, [*codes, "SUN", "YUG", "DDR"])), tmp_path)
    assert {row["one"] if row["one"] != "JPN" else row["other"] for row in events} == {FORMER[code] for code in codes}
    assert account.left_out == {"not between two countries": 3} and not account.unknown


EARLIER = {"Zaire": "COD", "Burma": "MMR", "West Germany": "DEU", "Republic of China": "TWN", "DPRK": "PRK", "Vatican": "VAT", "St. Kitts and Nevis": "KNA",
           "Bahamas, The": "BHS", "Congo-Brazzaville": "COG", "Falkland Islands (Malvinas)": "FLK", "Slovak Republic": "SVK", "Türkiye": "TUR", "Cabo Verde": "CPV"}  # fmt: skip
GONE = ("Soviet Union", "USSR", "Yugoslavia", "Czechoslovakia", "East Germany", "South Vietnam", "Netherlands Antilles", "Austria-Hungary", "Ottoman Empire")


def test_names_that_a_state_had_before_are_known_and_states_that_are_gone_are_no_country(tmp_path):
    text = header("icews") + "".join(icews(name, "Japan", "040", event=str(number)) for number, name in enumerate([*EARLIER, *GONE]))
    account, events = brought("icews", text, tmp_path)
    assert {row["one"] if row["one"] != "JPN" else row["other"] for row in events} == set(EARLIER.values())
    assert account.kept == len(EARLIER) and account.left_out == {"not between two countries": len(GONE)} and not account.unknown
