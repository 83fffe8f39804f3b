"""The check of the tables, at the boundary a contributor sees: one sentence a problem, with its place."""

import pandas as pd
import pytest
from bluebook.ground.refusals import Refused
from bluebook.record import problems, tables, values

SUMMIT = "2022-05-23-USA-summit,2022-05-23,2022-05-23,11:00,135,USA,summit,bilateral,in_person"


def sentences(folder):
    return [str(problem) for problem in problems.problems(folder)]


def test_the_record_keeps_to_its_codebook():
    assert problems.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        (SUMMIT, SUMMIT.replace("in_person", "phone"), "channel", '"phone" is not a channel (in_person, video, telephone); did you mean "telephone"?'),
        (SUMMIT, SUMMIT.replace("bilateral", "bilatral"), "format", 'did you mean "bilateral"?'),
        (SUMMIT, SUMMIT.replace(",USA,summit", ",USA,sumit"), "level", 'did you mean "summit"?'),
        (SUMMIT, SUMMIT.replace(",USA,summit", ",UNITED STATES,summit"), "partners", 'did you mean "USA"?'),
        (SUMMIT, SUMMIT.replace(",USA,summit", ",JPN,summit"), "partners", "Japan is never its own partner"),
        (SUMMIT, SUMMIT.replace("summit,2022-05-23,2022-05-23", "summit,2022-05-32,2022-05-23"), "date", "is not a day that exists"),
        (SUMMIT, SUMMIT.replace("2022-05-23,11:00", "2022-05-25,11:00"), "date_jst", "more than one day away from date"),
        (SUMMIT, SUMMIT.replace("11:00", "25:00"), "start_local", "is not a time (HH:MM)"),
        (SUMMIT, SUMMIT.replace("135", "2h15"), "duration_min", "is not a whole number"),
        (SUMMIT, SUMMIT.replace("2022-05-23-USA-summit", "2022-05-24-USA-summit"), "event_id", "the id is not the row's date, partners and level"),
        (SUMMIT, SUMMIT.replace("in_person", "telephone"), "venue_country", "a call or video conference has no venue"),
    ],
)  # fmt: skip
def test_a_broken_cell_is_named_with_line_column_value_and_the_nearest_right_one(copy_of_data, old, new, column, said):
    line = 1 + next(n for n, text in enumerate((copy_of_data.folder / "events.csv").read_text().splitlines()) if old in text)
    copy_of_data("events", old, new)
    found = sentences(copy_of_data.folder)
    assert any(s.startswith(f"events.csv line {line}, column {column}: ") and said in s for s in found), found


def test_all_problems_of_all_tables_are_listed_at_once(copy_of_data):
    copy_of_data("events", "bilateral,telephone,telephone_talk", "bilateral,telephon,telephone_talk")
    copy_of_data("visits", ",made,", ",maid,")
    found = sentences(copy_of_data.folder)
    assert len(found) == 2 and found[0].startswith("events.csv") and found[1].startswith("visits.csv")


def test_an_id_that_stands_twice_is_named_on_both_lines(copy_of_data):
    file = copy_of_data.folder / "documents.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    found = sentences(copy_of_data.folder)
    assert [f"line {len(lines)}," in found[0], f"line {len(lines) + 1}," in found[1]] == [True, True]
    assert "appears again in line" in found[0]


def test_a_document_that_names_an_event_which_is_not_there_is_reported(copy_of_data):
    copy_of_data("documents", "joint_statement,2022-05-23-USA-summit,", "joint_statement,2022-05-23-USA-sumit,")
    (found,) = sentences(copy_of_data.folder)
    assert '"2022-05-23-USA-sumit" is not in events.csv; did you mean "2022-05-23-USA-summit"?' in found


def test_a_split_larger_than_its_total_is_refused(copy_of_data):
    copy_of_data("claims", "USA,summit,8,5,1,2", "USA,summit,7,5,1,2")
    (found,) = sentences(copy_of_data.folder)
    assert "column total" in found and "less than its parts by channel" in found


def test_a_period_that_runs_backwards_is_refused(copy_of_data):
    copy_of_data("claims", "2022-01-01,2022-12-31,USA,summit", "2023-01-01,2022-12-31,USA,summit")
    (found,) = sentences(copy_of_data.folder)
    assert "column period_end" in found and "ends before it starts" in found


@pytest.mark.parametrize(("old", "new", "said"), [
    ("the linchpin,日米同盟が基軸,,,,,,,,,alliance_deterrence,", "the linchpin,日米同盟が基軸,,,,,,,,,,", "a theme names topics or groups"),
    ("優先分野は六つ,,,action_plan,,,,,6,", "優先分野は六つ,,,action_plan,,,,,,", "aims name words or a number of aims"),
])  # fmt: skip
def test_a_theme_without_a_topic_and_aims_without_a_word_are_refused(copy_of_data, old, new, said):
    copy_of_data("statements", old, new)
    (found,) = sentences(copy_of_data.folder)
    assert "column kind" in found and said in found


@pytest.mark.parametrize("address", ["javascript:alert(1)", "www.mofa.go.jp/page.html", "https://", "http://a b.jp/", "http://a:b/", "http://a:99999/", "http://a.jp/\x01", "http://a.jp/\udcff", "http://["])
def test_only_http_addresses_are_sources(address):
    assert not values.is_address(address)


@pytest.mark.parametrize(("kind", "right", "wrong"), [
    ("date", "2022-01-05", ["2022-W01-3", "20220105", "２０２２-01-05", "2022-1-5", "0001-01-01", "9999-12-31", "2022-02-29"]),
    ("when", "2022-01", ["２０２２", "2022-13", "22", "2022-W01-3"]), ("time", "09:30", ["０9:30", "24:00", "9:30"]),
    ("integer", "12", ["１２", "²", "-1", "1.0"]), ("degrees", "-38.5", ["３８", "181", "1e1"]),
])  # fmt: skip
def test_days_times_and_numbers_are_written_in_one_form_and_in_the_digits_0_to_9(kind, right, wrong):
    assert values.fault(right, kind) == "" and all(values.fault(cell, kind).startswith("is not a") for cell in wrong)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\n", "\r", "\t", "\x85", "\u2028", "\ud800", "\ufffe"])
def test_no_cell_holds_a_character_that_no_one_sees_and_letters_of_any_script_are_seen(letter):
    assert values.fault(f"a{letter}b", "text") == f"holds the character U+{ord(letter):04X}, which no one sees; take it out"
    assert values.fault("שלום, مرحبا, 日本、ça\u200f😀", "text") == ""


def test_a_row_with_a_cell_too_few_is_reported_with_its_line(copy_of_data):
    file = copy_of_data.folder / "coverage.csv"
    file.write_text(file.read_text(encoding="utf-8") + "USA,2022,bilateral\n", encoding="utf-8")
    (found,) = sentences(copy_of_data.folder)
    assert found.endswith("3 cells where the header has 6")


def test_a_misnamed_column_gives_the_nearest_name(copy_of_data):
    copy_of_data("leads", "searches_tried", "searches_tryed")
    (found,) = sentences(copy_of_data.folder)
    assert '"searches_tryed" is not a column of this table; did you mean "searches_tried"?' in found


def test_a_file_that_is_not_utf8_is_refused_in_a_sentence(copy_of_data):
    (copy_of_data.folder / "claims.csv").write_bytes("claim_id\nGespräch\n".encode("latin-1"))
    (found,) = sentences(copy_of_data.folder)
    assert found.startswith("claims.csv") and "UTF-8" in found


def test_a_table_that_breaks_its_codebook_is_refused_whole(copy_of_data):
    copy_of_data("events", "bilateral,telephone,telephone_talk", "bilateral,telephon,telephone_talk")
    with pytest.raises(Refused, match="did you mean"):
        tables.events()


def test_namibia_stays_namibia_and_norway_stays_norway():
    countries = tables.countries().set_index("code")
    assert countries.at["NAM", "alpha2"] == "NA" and countries.at["NOR", "alpha2"] == "NO"


def test_lists_are_lists_days_are_days_and_terms_stand_in_their_order():
    events = tables.events()
    assert isinstance(events.loc[0, "partners"], list) and isinstance(events.loc[0, "date"], pd.Timestamp)
    assert list(events["channel"].cat.categories) == ["in_person", "video", "telephone"]
    assert str(events["duration_min"].dtype) == "Int64"


def test_check_prints_every_problem_and_exits_1(command, copy_of_data):
    copy_of_data("events", "bilateral,telephone,telephone_talk", "bilateral,phone,telephone_talk")
    done = command("bluebook", "check", "--data", str(copy_of_data.folder))
    assert done.returncode == 1 and 'did you mean "telephone"?' in done.stdout and "Traceback" not in done.stderr
    assert done.stdout.startswith(f"{copy_of_data.folder / 'events.csv'} line ") and done.stderr == "1 problem.\n"


def test_a_wording_with_a_number_takes_its_own_form():
    known = {"name": "Norway", "period": "2022", "least": "at least ", "channels": ""}
    assert "no summit" in tables.say("tempo_title", n=0, **known)
    assert "at least one summit" in tables.say("tempo_title", n=1, **known)
    with pytest.raises(Refused, match='did you mean "tempo_title"'):
        tables.say("tempo_titel")


CORRECTION = "2022-05-23-USA-summit,duration_min,{},{},the page says so,https://www.mofa.go.jp/page1,2026-12-01,0.2.0\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (CORRECTION.format(120, 135), None),
        (CORRECTION.format(135, 120), '"120" should be in events.csv, which has "135"'),
        (CORRECTION.format(120, 135).replace("USA-summit", "USA-sumit"), 'did you mean "2022-05-23-USA-summit"?'),
        (CORRECTION.format(120, 135).replace("duration_min", "duration"), 'did you mean "duration_min"?'),
    ],
)
def test_a_correction_is_held_against_the_row_it_corrects(copy_of_data, row, said):
    file = copy_of_data.folder / "corrections.csv"
    file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")
    found = sentences(copy_of_data.folder)
    assert len(found) == (said is not None) and (said is None or said in found[0])


def test_a_broken_list_of_terms_is_reported_alone_and_not_as_thousands_of_wrong_cells(copy_of_data):
    file = copy_of_data.folder / "terms.csv"
    file.write_text(file.read_text(encoding="utf-8") + "channel,radio\n", encoding="utf-8")
    (found,) = sentences(copy_of_data.folder)
    assert found.startswith("terms.csv line") and found.endswith("2 cells where the header has 6")


def test_thousands_have_commas_in_a_wording_and_years_have_none():
    said = tables.say("visits_title", name="Canada", period="2022", least="", n=1234, total=1234, held=21000)
    assert said == "Japan and Canada, 2022: 1,234 visits, 21,000 of them with an engagement in the record"
    assert tables.say("day_year", day="3 May", year=2022) == "3 May 2022"
