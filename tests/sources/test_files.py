"""Files as they come: encodings, line ends, quotation, packing, names, columns that are not used."""

import bz2
import gzip
import io
import lzma
import tarfile
import warnings
import zipfile
from datetime import date
from pathlib import Path

import pytest
from bluebook import sources
from bluebook.ground.refusals import Refused
from bluebook.sources import repairs
from writers import SAMPLES, brought, gathered, gdelt, header, icews, line, polecat

THREE = [gdelt("JPN", "USA", code) for code in ("040", "041", "042")]


def raw(form, content, folder, name="file"):
    (Path(folder) / name).write_bytes(content)
    return gathered(form, [Path(folder) / name], folder)


def zipped(file, **members):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, text in members.items():
            parcel.writestr(f"{name}.CSV", text)


PLACES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Windows-1252", "utf-16": "UTF-16"}


@pytest.mark.parametrize("encoding", PLACES)
@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "colt", "historian"])
def test_a_file_is_read_in_its_encoding_which_is_told(form, encoding, tmp_path):
    town = "Münster"
    text = {"gdelt": gdelt("JPN", "USA", "040", Actor1Geo_FullName=town), "icews": header("icews") + icews("Japan", "Canada", "040", City=town),
            "polecat": header("polecat") + polecat("JPN", "USA", "CONSULT", City=town),
            "colt": header("colt") + line("colt", TripID="1", LeaderCountryISO="JPN", CountryVisitedISO="USA", TripStartDate="2022-05-23", Notes=town),
            "historian": header("historian") + line("historian", id="1", role="president", start="2022-05-23", country_id="japan", locale=town)}[form]  # fmt: skip
    account, rows = brought(form, text, tmp_path, encoding=encoding)
    assert len(rows) == account.read == 1 and not account.damaged
    assert list(account.read_as) == [f"{PLACES[encoding]} with {'commas' if form in ('colt', 'historian') else 'tabs'}"]


def test_bytes_between_80_and_9f_are_windows_1252_and_those_it_lacks_are_latin_1(tmp_path):
    row = line("colt", TripID="1", LeaderCountryISO="JPN", CountryVisitedISO="USA", TripStartDate="2022-05-23", LeaderRole="G", Notes="@").encode()
    account, rows = raw("colt", header("colt").encode() + row.replace(b"@", b"the host\x92s"), tmp_path)
    assert len(rows) == 1 and list(account.read_as) == ["Windows-1252 with commas"]
    account, rows = raw("colt", header("colt").encode() + row.replace(b"@", b"\x81"), tmp_path)
    assert len(rows) == 1 and list(account.read_as) == ["Latin-1 with commas"]


def test_a_name_keeps_its_letters_in_each_encoding_even_within_one_file(tmp_path):
    rows = [icews(name, "Japan", "040", event=str(number)) for number, name in enumerate(["Côte d’Ivoire", "Åland Islands", "Curaçao"])]
    text = header("icews").encode() + rows[0].encode("cp1252") + rows[1].encode() + rows[2].encode("latin-1")
    account, events = raw("icews", text, tmp_path)
    assert sorted(row["one"] for row in events) == ["ALA", "CIV", "CUW"]
    assert list(account.read_as) == ["UTF-8 and Windows-1252 with tabs"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_long_text_in_utf_16_is_read_to_its_last_line(ends, tmp_path):
    text = "".join(THREE * 400 + [gdelt("JPN", "USA", "043", Actor1Geo_FullName="外務省 🗾")]).replace("\n", ends)
    for encoding in ("utf-16", "utf-16-be"):
        account, rows = brought("gdelt", text if encoding == "utf-16" else "\ufeff" + text, tmp_path, encoding=encoding)
        assert account.read == 1201 and [row["rows"] for row in rows] == [400, 400, 400, 1] and not account.damaged
        assert list(account.read_as) == ["UTF-16 with tabs"]
    assert raw("gdelt", text.encode("utf-16-le"), tmp_path)[0].read == 1201  # without a mark
    (tmp_path / "packed.CSV.gz").write_bytes(gzip.compress(text.encode("utf-16")))
    assert gathered("gdelt", [tmp_path / "packed.CSV.gz"], tmp_path)[0].read == 1201


@pytest.mark.parametrize("ends", [("\n",), ("\r\n",), ("\r",), ("\r\n", "\n"), ("\n", "\r\n"), ("\r", "\n")], ids=repr)
def test_line_ends_of_any_kind_even_mixed_end_lines(ends, tmp_path):
    text = "".join(row.rstrip("\n") + ends[number % len(ends)] for number, row in enumerate(THREE * 3))
    account, rows = brought("gdelt", text, tmp_path)
    assert account.read == 9 and [row["rows"] for row in rows] == [3, 3, 3] and not account.damaged


@pytest.mark.parametrize("form", ["icews", "polecat"])
@pytest.mark.parametrize("ends", [("\r",), ("\r", "\r", "\r", "\n"), ("\n", "\r"), ("\r", "\r\n"), ("\r\n", "\r")], ids=repr)
def test_carriage_returns_end_the_lines_of_a_file_with_a_header_too(ends, form, tmp_path):
    rows = [icews("Japan", "Canada", "040", event=f"{n}") if form == "icews" else polecat("JPN", "CAN", "CONSULT", event=f"{n}") for n in range(3)]
    text = "".join(row.rstrip("\n") + ends[number % len(ends)] for number, row in enumerate([header(form), *rows]))
    account, _ = brought(form, text, tmp_path)
    assert account.read == 3 and not account.damaged and not account.empty


def test_line_ends_that_change_late_in_a_file_lose_nothing(tmp_path):
    account, rows = brought("gdelt", THREE[0] * 3000 + THREE[1].replace("\n", "\r\n") * 2 + THREE[2], tmp_path)
    assert account.read == 3003 and [row["rows"] for row in rows] == [3000, 2, 1]


def test_a_stray_carriage_return_costs_its_line_at_most(tmp_path):
    account, rows = brought("gdelt", THREE[0] + gdelt("JPN", "USA", "041", Actor1Geo_FullName="A\rB") + gdelt("JPN", "US\rA", "042") + THREE[0], tmp_path)
    assert account.read == 4 and [row["code"] for row in rows] == ["040", "041"]
    assert [each.word for each in account.unknown] == ["US A"]


def test_blank_lines_are_no_rows_and_a_line_of_empty_cells_is_one(tmp_path):
    account, _ = brought("gdelt", THREE[0] + "\n   \n" + "\t" * 60 + "\n" + THREE[1] + "\n\n", tmp_path)
    assert account.read == 3 and [str(damage) for damage in account.damaged] == ["file:4: no such day"]


@pytest.mark.parametrize("form", ["gdelt", "icews"])
def test_quoted_cells_are_read_like_bare_ones_wherever_they_begin(form, tmp_path):
    quote = lambda row: "\t".join(f'"{cell}"' for cell in row.rstrip("\n").split("\t")) + "\n"  # noqa: E731
    plain = THREE if form == "gdelt" else [icews("Japan", "United States", code, event=code) for code in ("040", "041", "042")]
    head = "" if form == "gdelt" else header("icews")
    for number, text in enumerate([head + "".join(map(quote, plain)), (quote(head) if head else "") + "".join(map(quote, plain)), head + plain[0] * 300 + quote(plain[1]) + quote(plain[2])]):
        (tmp_path / str(number)).mkdir()
        account, rows = brought(form, text, tmp_path / str(number))
        assert [row["code"] for row in rows] == ["040", "041", "042"] and not account.damaged and not account.unknown


def test_a_padded_or_quoted_cell_far_down_in_a_file_is_tidied_too(tmp_path):
    account, rows = brought("gdelt", THREE[0] * 300 + gdelt(" JPN", "USA", "041") + gdelt("JPN", '"USA"', "042") + gdelt("JPN", "null", "042"), tmp_path)
    assert [row["code"] for row in rows] == ["040", "041", "042"] and not account.unknown and account.left_out == {"not between two countries": 1}


def test_quotation_marks_within_a_name_quote_nothing(tmp_path):
    account, rows = brought("icews", header("icews") + icews("Japan", "Canada", "040", City='the "old" town', **{"Event Text": '"Consult'}) + icews("Japan", "Canada", "041", event="2"), tmp_path)
    assert account.read == 2 and [row["code"] for row in rows] == ["040", "041"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("form", ["icews", "polecat", "colt", "historian"])
def test_the_separator_is_found_and_told(form, mark, tmp_path):
    row = {"icews": icews("Japan", "Canada", "040"), "polecat": polecat("JPN", "USA", "CONSULT"),
           "colt": line("colt", TripID="1", LeaderCountryISO="JPN", CountryVisitedISO="USA", TripStartDate="2022-05-23"),
           "historian": line("historian", id="1", role="president", start="2022-05-23", country_id="japan")}[form]  # fmt: skip
    own = sources.named(form)[0].delimiter
    account, rows = brought(form, (header(form) + row).replace(own, mark), tmp_path)
    assert len(rows) == 1 and list(account.read_as) == [f"UTF-8 with {({',': 'commas', ';': 'semicolons', chr(9): 'tabs'})[mark]}"]


def trip(number, day="2022-05-23", **more):
    return line("colt", TripID=str(number), LeaderCountryISO="JPN", CountryVisitedISO="USA", TripStartDate=day, LeaderRole="G", **more)


def test_damage_in_cells_of_several_lines_is_named_by_the_line_not_the_record(tmp_path):
    account, _rows = brought("colt", header("colt") + trip(1, Notes="two\nlines") + trip(2, "soon", Notes="two\nlines") + trip(3, Notes="x"), tmp_path)
    assert [str(damage) for damage in account.damaged] == ["file:4: no such day"] and account.read == 3 and account.kept == 2
    with pytest.raises(Refused, match=r"4 of 4 lines damaged, .* the first is line 2 \(no such day\)"):
        brought("colt", header("colt") + "".join(trip(number, "2022-05-01 00:00:00", Notes="two\nlines") for number in range(4)), tmp_path)


def test_a_quotation_mark_that_is_never_closed_costs_one_line(tmp_path):
    open_ = trip(2).replace(",G,", ',"G,', 1)
    account, _ = brought("colt", header("colt") + trip(1) + open_ + "".join(trip(number, f"2022-06-{number:02}") for number in range(3, 9)), tmp_path)
    assert [str(damage) for damage in account.damaged] == ["file:3: a quotation mark without its partner"] and account.read == 8


def test_two_quotation_marks_without_partners_do_not_swallow_the_rows_between(tmp_path):
    rows = [trip(number, f"2022-06-{number:02}") for number in range(1, 7)]
    rows[1], rows[4] = (rows[at].replace(",G,", ',"G,', 1) for at in (1, 4))
    account, _ = brought("colt", header("colt") + "".join(rows), tmp_path)
    assert [damage.line for damage in account.damaged] == [3, 6] and account.kept == 4 and account.read == 6


def test_one_damaged_line_is_mended_alone_and_the_rest_stays_with_the_engine(tmp_path, monkeypatch):
    whole = []
    monkeypatch.setattr(repairs, "repaired", lambda *given: whole.append(given))
    (tmp_path / "[1].CSV").write_bytes("".join(THREE * 400).encode() + b"oops\n\n" + gdelt("JPN", "USA", "043", Actor1Name="@").encode().replace(b"@", b"\x92"))
    account, rows = gathered("gdelt", [tmp_path / "[1].CSV"], tmp_path)
    assert [str(damage) for damage in account.damaged] == ["[1].CSV:1201: missing columns"] and not whole
    assert len(rows) == 4 and list(account.read_as) == ["UTF-8 and Windows-1252 with tabs"] and account.read == 1202


def test_a_tab_within_quotation_marks_parts_no_cells_and_one_without_them_is_damage(tmp_path):
    row = icews("Japan", "Canada", "040", **{"Source Name": "@"})
    for cell, damage in (('"A\tB"', []), ("A\tB", ["file:2: too many columns"])):
        account, rows = brought("icews", header("icews") + row.replace("@", cell) + icews("Japan", "Canada", "041", event="2") * 2, tmp_path)
        assert [row["code"] for row in rows] == ["040", "041"][bool(damage) :] and [str(each) for each in account.damaged] == damage


def test_gzip_and_zips_of_several_members_read_as_their_texts(tmp_path):
    (tmp_path / "a.CSV.gz").write_bytes(gzip.compress(THREE[0].encode()))
    zipped(tmp_path / "b.zip", one=THREE[1], two=THREE[2], three="")
    account, rows = gathered("gdelt", [tmp_path / "*.gz", tmp_path / "*.zip"], tmp_path)
    assert [row["code"] for row in rows] == ["040", "041", "042"] and account.files == 4
    assert account.empty == ["three.CSV"]


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress, lambda text: gzip.compress(text[:7]) + gzip.compress(b"") + gzip.compress(text[7:]), lambda text: gzip.compress(gzip.compress(text)),
                                  lambda text: in_zip(("a.zip", in_zip(("a.CSV", text)))), lambda text: in_zip(("a.CSV.gz", gzip.compress(text))), lambda text: in_zip(("MANIFEST.TXT", b"a.CSV"), ("a.CSV", text))])  # fmt: skip
def test_a_text_is_found_however_it_is_packed(pack, tmp_path):
    account, rows = raw("gdelt", pack("".join(THREE).encode()), tmp_path)
    assert account.read == 3 and [row["code"] for row in rows] == ["040", "041", "042"] and account.files == 1


def in_zip(*members):
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        warnings.simplefilter("ignore")  # of two names that agree
        for name, text in members:
            parcel.writestr(name, text)
    return out.getvalue()


def test_two_members_of_one_name_are_two_texts_and_zips_within_a_zip_name_theirs(tmp_path):
    account, rows = raw("gdelt", in_zip(("e.CSV", THREE[0]), ("e.CSV", THREE[1] + "oops\n")), tmp_path)
    assert [row["code"] for row in rows] == ["040", "041"] and account.files == 2
    assert [str(damage) for damage in account.damaged] == ["e.CSV (2):2: missing columns"]
    months = [(f"{month}.zip", in_zip(("e.CSV", THREE[month] + "oops\n"), ("f.CSV", ""))) for month in (0, 1)]
    account, rows = raw("gdelt", in_zip(*months), tmp_path)
    assert [row["code"] for row in rows] == ["040", "041"] and account.files == 4
    assert [str(damage) for damage in account.damaged] == ["0.zip/e.CSV:2: missing columns", "1.zip/e.CSV:2: missing columns"]
    assert account.empty == ["0.zip/f.CSV", "1.zip/f.CSV"]


def test_a_zip_without_files_is_an_empty_file_and_what_cannot_be_unpacked_is_named(tmp_path):
    (tmp_path / "a.CSV").write_text(THREE[0])
    (tmp_path / "b.zip").write_bytes(in_zip())
    (tmp_path / "c.zip").write_bytes(in_zip(("folder/", b"")))
    account, _rows = gathered("gdelt", [tmp_path / "a.CSV", tmp_path / "*.zip"], tmp_path)
    assert account.empty == ["b.zip", "c.zip"] and account.files == 3 and account.read == 1
    with pytest.raises(Refused, match=r"b\.zip: the file is empty"):
        gathered("gdelt", [tmp_path / "b.zip"], tmp_path)
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as parcel:
        parcel.add(tmp_path / "a.CSV", "a.CSV")
    for content, told in ((tar.getvalue(), "a tar archive"), (b"7z\xbc\xaf'", "a 7z archive"), (in_zip(("x.CSV", THREE[0]), ("y.rar", b"Rar!")), "file/y.rar: a RAR archive")):
        with pytest.raises(Refused, match=told + "; unpack it first"):
            raw("gdelt", content, tmp_path)


def test_an_empty_file_is_counted_and_passed_over_and_an_import_of_nothing_is_refused(tmp_path):
    (tmp_path / "a.CSV").write_text(THREE[0])
    (tmp_path / "b.CSV").write_text("")
    (tmp_path / "c.CSV").write_text("\n\n")
    zipped(tmp_path / "d.zip", d="")
    account, rows = gathered("gdelt", [tmp_path / "*.CSV", tmp_path / "*.zip"], tmp_path)
    assert len(rows) == 1 and account.empty == ["b.CSV", "c.CSV", "d.zip"] and account.files == 4
    with pytest.raises(Refused, match=r"b\.CSV: the file is empty"):
        gathered("gdelt", [tmp_path / "b.CSV"], tmp_path)
    (tmp_path / "head.tab").write_text(header("icews"))
    (tmp_path / "rows.tab").write_text(header("icews") + icews("Japan", "Canada", "040"))
    assert gathered("icews", [tmp_path / "*.tab"], tmp_path)[0].empty == ["head.tab"]


@pytest.mark.parametrize("pack", [False, True])
def test_two_files_of_one_name_in_two_folders_are_two_files(pack, tmp_path):
    for folder, row in zip("ab", THREE[:2], strict=True):
        (tmp_path / folder).mkdir()
        text = row * 2 + "oops\n"
        zipped(tmp_path / folder / "e.zip", e=text) if pack else (tmp_path / folder / "e.zip").write_text(text)
    account, rows = gathered("gdelt", [tmp_path / "*" / "e.zip"], tmp_path)
    assert [row["rows"] for row in rows] == [2, 2] and account.files == 2
    assert [str(damage) for damage in account.damaged] == ["a/e.zip:3: missing columns", "b/e.zip:3: missing columns"]


def test_one_file_given_by_two_paths_is_one_file(tmp_path):
    (tmp_path / "a.CSV").write_text(THREE[0])
    assert gathered("gdelt", [tmp_path / "a.CSV", tmp_path / "." / "a.CSV", f"{tmp_path}/../{tmp_path.name}/*.CSV"], tmp_path)[0].files == 1


def test_both_widths_of_gdelt_1_in_one_file_are_read(tmp_path):
    long = gdelt("JPN", "USA", "040", form="gdelt1")
    short = long.rpartition("\t")[0].replace("040", "041") + "\n"
    assert short.count("\t") == 56
    for number, text in enumerate([long * 3 + short, short * 3 + long]):
        (tmp_path / str(number)).mkdir()
        account, rows = brought("gdelt", text, tmp_path / str(number))
        assert not account.damaged and sorted(row["rows"] for row in rows) == [1, 3]


def test_a_file_is_known_by_both_widths_together_however_many_lines_are_damaged(tmp_path):
    long = gdelt("JPN", "USA", "040", form="gdelt1")
    account, _rows = brought("gdelt", "oops\n" * 3 + long * 2 + (long.rpartition("\t")[0] + "\n") * 2, tmp_path)
    assert account.kept == 4 and [damage.line for damage in account.damaged] == [1, 2, 3]


@pytest.mark.parametrize("name", ["events[1].CSV", "a*.CSV", "two words.CSV", "外務省.CSV", "[a-z].CSV", "q?.CSV", "{x}.CSV"])
def test_a_file_is_read_whatever_its_name_is_and_no_other(name, tmp_path):
    (tmp_path / "events1.CSV").write_text(THREE[2])
    (tmp_path / "ab.CSV").write_text(THREE[2])
    (tmp_path / "q1.CSV").write_text(THREE[2])
    (tmp_path / name).write_text(THREE[0])
    assert [row["code"] for row in gathered("gdelt", [tmp_path / name], tmp_path)[1]] == ["040"]


def test_a_folder_with_marks_in_its_name_is_a_name(tmp_path):
    for folder, row in (("d[1]", THREE[0]), ("d1", THREE[1])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.CSV").write_text(row)
    assert [row["code"] for row in gathered("gdelt", [tmp_path / "d[1]" / "*.CSV"], tmp_path)[1]] == ["040"]
    assert [row["code"] for row in gathered("gdelt", [tmp_path / "d*" / "*.CSV"], tmp_path)[1]] == ["040", "041"]
    with pytest.raises(Refused, match="d1: a folder, where a file is expected"):
        gathered("gdelt", [tmp_path / "d1"], tmp_path)


def test_a_column_that_is_not_used_may_hold_anything(tmp_path):
    rows = [gdelt("JPN", "USA", code, Actor1Geo_FullName="@").encode().replace(b"@", junk) for code, junk in
            [("040", b"\xff\xfe"), ("041", b'"'), ("042", b"\0"), ("043", b"x" * 3_000_000)]]  # fmt: skip
    account, events = raw("gdelt", b"".join(rows), tmp_path)
    assert account.read == 4 and not account.damaged and len(events) == 4


@pytest.mark.parametrize("start", ["", '<?xml version="1.0"?>\n', "\ufeff", "\n  "])
@pytest.mark.parametrize("space", ["", ' xmlns="http://history.state.gov/ns/1.0"'])
def test_xml_is_read_with_a_namespace_or_without_a_declaration_and_its_damage_by_line(start, space, tmp_path):
    entry = '<trip role="president"><id>{}</id><role>president</role><start-date>{}</start-date>\n<country id="japan">Japan</country></trip>\n'
    text = start + f"<trips{space}>\n" + entry.format(1, "2022-05-22") + entry.format(2, "2022-06-01") + entry.format(3, "some day") + "</trips>\n"
    account, rows = brought("historian", text, tmp_path, "list.xml")
    assert [row["date"] for row in rows] == [date(2022, 5, 22), date(2022, 6, 1)] and list(account.read_as) == ["XML"]
    assert [damage.line - start.count("\n") for damage in account.damaged] == [6]


@pytest.mark.parametrize(("start", "encoding"), [("", "cp1252"), ('<?xml version="1.0"?>', "cp1252"), ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"), ("", "utf-16"),
                                                 ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"), ("", "utf-8")])  # fmt: skip
def test_xml_is_read_in_its_encoding_declared_or_not(start, encoding, tmp_path):
    entry = '<trip><id>1</id><role>president</role><start-date>2022-05-22</start-date><country id="germany">Germany</country><locale>Münster</locale></trip>'
    account, rows = brought("historian", f"{start}<trips>{entry}</trips>", tmp_path, "list.xml", encoding)
    assert [(row["other"], row["date"]) for row in rows] == [("USA", date(2022, 5, 22))] and account.read == 1


def test_a_list_in_xml_without_an_entry_is_an_empty_file_and_a_document_type_is_no_web_page(tmp_path):
    entry = '<trip><id>1</id><role>president</role><start-date>2022-05-22</start-date><country id="japan">Japan</country></trip>'
    (tmp_path / "a.xml").write_text(f"<!DOCTYPE trips>\n<trips>{entry}</trips>")
    (tmp_path / "b.xml").write_text("<trips/>")
    account, _rows = gathered("historian", [tmp_path / "*.xml"], tmp_path)
    assert account.read == 1 and account.empty == ["b.xml"]
    with pytest.raises(Refused, match=r"b\.xml: the file is empty"):
        gathered("historian", [tmp_path / "b.xml"], tmp_path)


def test_three_ways_of_writing_days_within_one_file_are_read(tmp_path):
    days = ["24-May-22", "25-May-22", "2022-05-26", "5/27/2022"]
    account, rows = brought("colt", header("colt") + "".join(trip(number, day) for number, day in enumerate(days)), tmp_path)
    assert [row["date"].day for row in rows] == [24, 25, 26, 27] and not account.damaged


def test_days_of_another_shape_within_a_file_are_read_and_day_first_only_where_the_file_shows_it(tmp_path):
    def months(*days):
        account, rows = brought("icews", header("icews") + "".join(icews("Japan", "Canada", "040", day, str(number)) for number, day in enumerate(days)), tmp_path)
        return [str(row["date"]) for row in rows], len(account.damaged)

    assert months("1/10/2017", "1/11/2017", "1/12/2017", "2017-02-04") == (["2017-01-10", "2017-01-11", "2017-01-12", "2017-02-04"], 0)
    assert months("05/01/2017", "13/01/2017", "14/01/2017") == (["2017-01-05", "2017-01-13", "2017-01-14"], 0)
    assert months("05/01/2017", "06/30/2017", "06/29/2017", "13/01/2017") == (["2017-05-01", "2017-06-29", "2017-06-30"], 1)


def test_the_engine_and_the_repairs_read_the_real_sample_alike(tmp_path, monkeypatch):
    plainly = gathered("gdelt", [SAMPLES / "20180101000000.export.CSV"], tmp_path)
    broken = (SAMPLES / "20180101000000.export.CSV").read_bytes() + b"\r\n"
    tried = []
    monkeypatch.setattr(repairs, "repaired", lambda *given, own=repairs.repaired: tried.append(1) or own(*given))
    account, rows = raw("gdelt", broken, tmp_path, "broken.CSV")
    assert rows == plainly[1] and account.outcomes == plainly[0].outcomes and tried == [1]
