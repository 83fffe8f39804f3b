"""Candidates: a folder of new rows is a whole contribution, checked with the record, counted only where it is asked for."""

import csv
import shutil

import pytest
from bluebook.ground.refusals import Refused
from bluebook.record import batches, candidates, problems, tables

BERLIN = {  # a call that nobody made, in the columns of events.csv
    "event_id": "2022-06-30-DEU-summit", "date": "2022-06-30", "start_local": "17:00", "duration_min": "30", "partners": "DEU", "level": "summit",
    "format": "bilateral", "channel": "telephone", "label": "telephone_talk", "japan_lead": "Kishida Fumio", "partner_leads": "Olaf Scholz",
    "topics": "ukraine", "topics_basis": "page", "ministry_count": "unknown", "source_url": "https://www.mofa.go.jp/page1.html",
    "source_publisher": "MOFA", "source_kind": "official", "source_date": "2022-06-30", "confidence": "high",
}  # fmt: skip


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def propose(copy_of_data):
    """Put one row, with some cells changed, into a folder of candidates of a copy of the tables; say what the check finds there."""
    shutil.rmtree(copy_of_data.folder / "candidates", ignore_errors=True)

    def put(folder="berlin", table="events", lacking=(), **cells):
        place = copy_of_data.folder / "candidates" / folder
        place.mkdir(parents=True, exist_ok=True)
        header = [name for name in rows(copy_of_data.folder / "events.csv")[0] if name not in lacking]
        with (place / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerow(BERLIN | cells)
        tables.forget()
        return [str(problem) for problem in problems.problems(copy_of_data.folder)]

    put.data = copy_of_data.folder
    return put


def test_a_right_row_is_a_whole_contribution(propose):
    assert propose() == []
    (batch,) = batches.listing(propose.data)
    assert (batch.name, batch.tables, batch.events, batch.problems) == ("berlin", {"events": 1}, {("DEU", "2022"): 1}, ())


def test_a_table_that_excel_has_saved_with_its_mark_is_read_like_any_other(propose):
    propose()
    for file in (propose.data / "candidates" / "berlin" / "events.csv", propose.data / "people.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    tables.forget()
    assert [str(problem) for problem in problems.problems(propose.data)] == []
    assert batches.listing(propose.data)[0].events == {("DEU", "2022"): 1}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"japan_lead": "Fumio Kishida"}, 'column japan_lead: "Fumio Kishida" is not in people.csv; did you mean "Kishida Fumio"?'),
        ({"partner_leads": "Olaf Scholtz"}, 'did you mean "Olaf Scholz"?'),
        ({"partner_leads": "Nobody Known"}, "add the name to data/people.csv"),
        ({"japan_lead": "Hayashi Yoshimasa"}, "Kishida Fumio was head of government; Hayashi Yoshimasa was foreign minister"),
        ({"partner_leads": "Emmanuel Macron"}, "is of FRA, which does not take part (DEU)"),
        ({"duration_min": "4500"}, "is more than 12 hours"),
        ({"topics": "ukraine;ukraine"}, '"ukraine" appears twice'),
        ({"source_url": "https://example.com/1"}, '"example.com" is not in publishers.csv; add it to data/publishers.csv'),
        ({"source_kind": "mirror"}, "www.mofa.go.jp is called official in publishers.csv"),
        ({"source_publisher": "Kantei"}, '"Kantei" does not issue what is on www.mofa.go.jp'),
        ({"source_date": "2020-12-30"}, "is before the event of 2022-06-30"),
        ({"source_date": "2022-09-30"}, "is more than 60 days after the event"),
        ({"source_url": "https://gov-base.info/1", "source_kind": "mirror", "source_publisher": "MOFAA"},
         '"MOFAA" issues nothing in publishers.csv; did you mean "MOFA"?'),
        ({"label": "brief_talk"}, "this label belongs to another channel"),
        ({"channel": "video"}, "this label belongs to another channel"),
        ({"channel": "in_person", "label": "meeting", "venue_country": "FRA", "occasion": "NATO Summit, Madrid"},
         '"NATO Summit, Madrid" was held in ESP, not in FRA'),
        ({"ministry_count": "yes"}, "no official total of claims.csv has this partner, level and day"),
        ({"occasion": "G7 Elmau Sumit"}, 'is not in occasions.csv; did you mean "G7 Elmau Summit"? (a plain visit is no occasion)'),
        ({"occasion": "NATO Summit, Madrid 2031"}, "is not in occasions.csv"),
        ({"occasion": "G7 Hiroshima Summit"}, "was on from 2023-05-19 to 2023-05-21, not on 2022-06-30"),
        ({"channel": "in_person", "label": "meeting", "venue_city": "Potsdam", "venue_country": "DEU"}, '"Potsdam" in DEU is not in places.csv; add it to data/places.csv'),
        ({"channel": "in_person", "label": "meeting", "venue_city": "Elmua", "venue_country": "DEU"}, 'did you mean "Elmau"?'),
        ({"event_id": "2012-12-30-DEU-summit", "date": "2012-12-30", "source_date": "2012-12-30", "japan_lead": "Abe Shinzo", "partner_leads": "Angela Merkel"},
         '"DEU" has rows in 2012 and no line of coverage.csv'),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)  # fmt: skip
def test_a_wrong_row_is_refused_with_file_line_and_what_to_do(propose, cells, said):
    found = propose(**cells)
    assert len(found) == 1 and found[0].startswith("candidates/berlin/events.csv line 2, column ") and said in found[0], found


def test_somebody_who_held_office_in_two_countries_may_speak_for_either_while_in_office(propose):
    place = propose.data / "candidates" / "berlin"
    place.mkdir(parents=True)
    header, *_ = (propose.data / "offices.csv").read_text(encoding="utf-8").splitlines()
    term = "DEU-minister-2022-06-01,Emmanuel Macron,DEU,head_of_government,Federal Chancellor,2022-06-01,{},https://www.mofa.go.jp/1,"
    for last, found in (("2022-07-31", []), ("2022-06-15", ["did not hold an office of this level on 2022-06-30"])):
        (place / "offices.csv").write_text(f"{header}\n{term.format(last)}\n", encoding="utf-8")
        said = propose(partner_leads="Emmanuel Macron")
        assert [part in line for part, line in zip(found, said, strict=True)] == [True] * len(found), said


def test_a_late_page_is_taken_where_the_notes_say_why(propose):
    assert propose(source_date="2022-09-30", notes="page dated three months later: the yearly list") == []


def test_the_same_engagement_twice_is_refused_unless_the_times_differ(propose):
    assert propose() == []
    twin = {"event_id": "2022-07-01-DEU-summit", "date": "2022-07-01"}
    assert propose("cologne", start_local="", **twin)[0].endswith("name 2022-06-30-DEU-summit in the notes as another one")
    assert propose("cologne", start_local="18:00", **twin) == []
    assert propose("cologne", start_local="", notes="not that of 2022-06-30-DEU-summit", **twin) == []


def test_two_kinds_of_row_at_one_minute_are_refused_where_page_or_lead_is_the_same_unless_the_notes_tell_them_apart(propose):
    assert propose() == []
    video = {"event_id": "2022-06-30-DEU-summit-2", "channel": "video", "label": "video_conference"}
    special = {"event_id": "2022-06-30-DEU-special", "level": "special", "source_url": "https://www.mofa.go.jp/page2.html"}
    meeting = {"event_id": "2022-06-30-DEU-summit-2", "channel": "in_person", "label": "meeting", "venue_country": "DEU"}
    for cells in (video, special, meeting):
        (said,) = propose("cologne", **cells)
        assert "are of one page or led by one person at one time" in said and "2022-06-30-DEU-summit" in said
    assert propose("cologne", notes="not 2022-06-30-DEU-summit", **video) == propose("cologne", start_local="17:05", **video) == []
    another = {"source_url": "https://www.mofa.go.jp/page2.html"}
    assert propose("cologne", **meeting | another) == []  # a meeting at 17:00 in Berlin is no call at 17:00 in Tokyo
    assert len(propose("cologne", start_local="", **meeting)) == 1  # one page, the same people
    assert propose("cologne", start_local="", **meeting | another) == []


def test_a_row_repeated_within_a_day_is_refused_though_both_are_counted(propose):
    counted = next(row for row in rows(propose.data / "events.csv") if row["ministry_count"] == "yes")
    (said,) = propose(**counted | {"event_id": f"{counted['event_id']}-9"})
    assert f"may be the engagement of {counted['event_id']}" in said


def test_a_third_row_of_a_day_is_compared_with_the_first_as_well(propose):
    assert propose() == propose("bonn", event_id="2022-06-30-DEU-summit-2", start_local="18:00", source_url="https://www.mofa.go.jp/page2.html") == []
    said = propose("cologne", event_id="2022-06-30-DEU-summit-3")
    assert [line for line in said if "may be the engagement of 2022-06-30-DEU-summit:" in line]
    noted = propose("cologne", event_id="2022-06-30-DEU-summit-3", notes="not 2022-06-30-DEU-summit-2")  # the second, not the first
    assert [line for line in noted if "may be the engagement of 2022-06-30-DEU-summit:" in line]


def test_an_id_that_stands_is_refused_in_the_record_and_in_another_folder(propose):
    propose()
    (found,) = propose("bonn")
    assert found.startswith('candidates/bonn/events.csv line 2, column event_id: "2022-06-30-DEU-summit" is already in candidates/berlin/')
    other = rows(propose.data / "events.csv")[0]
    (propose.data / "candidates" / "bonn" / "events.csv").unlink()
    assert any("is already in events.csv line" in problem for problem in propose("bonn", **other))


def test_an_unknown_table_and_a_lacking_column_are_named(propose):
    assert propose(table="evnts") == ['candidates/berlin/evnts.csv: "evnts" is not a table; did you mean "events"?']
    (propose.data / "candidates" / "berlin" / "evnts.csv").unlink()
    assert propose(lacking=("notes",)) == ['candidates/berlin/events.csv line 1: the column "notes" is missing']
    (propose.data / "candidates" / "events.csv").write_text("x")
    assert any("is not in a folder" in problem for problem in propose())


def test_candidates_are_counted_only_where_they_are_asked_for(propose, monkeypatch):
    before = len(tables.events())
    propose()
    assert len(tables.events()) == before
    monkeypatch.setenv("BLUEBOOK_CANDIDATES", "1")
    tables.forget()
    assert len(tables.events()) == before + 1
    tables.forget()


def test_a_figure_with_candidates_says_so_and_has_no_citation(propose, command, tmp_path):
    propose()
    words = ("bluebook", "run", "tempo", "-p", "partner", "DEU", "-p", "first", "2022", "--candidates")
    done = command(*words, cwd=tmp_path, BLUEBOOK_DATA=str(propose.data))
    text = (tmp_path / "tempo-deu-2022-candidates.ipynb").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "With candidate rows: Japan and Germany, 2022" in text and "It can't be published or cited." in text
    refused = command(*words, "-p", "save", "true", cwd=tmp_path)
    assert refused.returncode == 2 and "can't be published" in refused.stderr
    assert not list(tmp_path.glob("tempo-*.svg"))


def test_a_table_broken_by_a_candidate_is_refused_only_with_candidates(propose, monkeypatch):
    propose(level="sumit")
    assert len(tables.events())
    monkeypatch.setenv("BLUEBOOK_CANDIDATES", "1")
    tables.forget()
    with pytest.raises(Refused, match='did you mean "summit"'):
        tables.events()
    tables.forget()


def test_a_table_without_rows_is_checked_like_any_other(copy_of_data):
    file = copy_of_data.folder / "claims.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    tables.forget()
    found = [str(problem) for problem in problems.problems(copy_of_data.folder)]
    assert any("no official total of claims.csv" in problem for problem in found)


@pytest.mark.parametrize(("content", "kind"), [(b"", "empty"), (b"event_id\nx\n", "another header"), (b"\xff\xfe", "no text"), (b'"', "an open quotation")])
def test_a_file_that_is_no_table_of_events_is_refused_where_candidates_are_listed(content, kind, propose):
    propose()
    assert [row["event_id"] for row in candidates.events(propose.data)] == [BERLIN["event_id"]]
    (propose.data / "candidates" / "berlin" / "events.csv").write_bytes(content)
    with pytest.raises(Refused, match=r"candidates/berlin/events\.csv: is no table of events"):
        candidates.events(propose.data)


def test_a_folder_in_the_place_of_a_table_is_told(propose):
    propose()
    (propose.data / "candidates" / "berlin" / "leads.csv").mkdir()
    assert "candidates/berlin/leads.csv: is not a file; a folder of candidates holds tables alone" in [str(one) for one in problems.problems(propose.data)]


def test_a_character_that_no_one_sees_is_refused_by_its_number_in_one_line(propose):
    said = propose(notes="a bell\x07 and a line\nmore")
    assert said == ['candidates/berlin/events.csv line 3, column notes: "a bell\\u0007 and a line\\u000amore" holds the character U+0007, which no one sees; take it out']
