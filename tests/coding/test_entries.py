"""The command: what is printed, and the row that goes into a folder of candidates, or nothing at all."""

import csv
import errno
import os
import shutil
from pathlib import Path

import pytest
from bluebook.cli import main
from bluebook.coding import entries
from bluebook.ground import deposits, paths
from click.testing import CliRunner

URL = "https://www.mofa.go.jp/mofaj/made-by-hand.html"
CALL = """日米首脳電話会談
令和2年10月{day}日
10月{day}日、午後1時5分から約7分間、菅義偉内閣総理大臣は、ドナルド・トランプ米国大統領と、今年9回目の首脳電話会談を行ったところ、概要は以下のとおりです。
1 北朝鮮について意見交換を行いました。
"""
INTO = ("--into", "data/candidates/by-hand", "--coder", "A. Reader")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the tables; the record has no call of 20 October 2020."""
    shutil.copytree(paths.ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("samples"))
    monkeypatch.setenv("BLUEBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.txt").write_text(CALL.format(day=20), encoding="utf-8")
    return tmp_path / "data"


def code(*words, typed=""):
    return CliRunner().invoke(main, ["code", *words], input=typed)


def written(data, table="events"):
    file = data / "candidates" / "by-hand" / f"{table}.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines())) if file.exists() else []


def test_each_cell_is_printed_with_its_phrase_and_line(data):
    done = code("call.txt", "--url", URL)
    lines = [" ".join(line.split()) for line in done.output.splitlines()]
    assert done.exit_code == 0
    assert "2020-10-20-USA-summit" in lines and "duration_min 7 line 3: 約7分" in lines
    assert "occasion -" in lines and written(data) == []


def test_pasted_text_is_read_too(data):
    assert code("-", "--url", URL, "--csv", typed=CALL.format(day=20)).output.splitlines()[1].startswith("2020-10-20-USA-summit,2020-10-20,,13:05,7,USA,")


def test_a_row_goes_into_the_folder_with_its_coder_and_its_total(data):
    done = code("call.txt", "--url", URL, *INTO)
    assert done.exit_code == 0, done.output
    (row,), (claim,) = written(data), written(data, "claims")
    assert (row["event_id"], row["confidence"], row["topics_basis"]) == ("2020-10-20-USA-summit", "high", "page")
    assert (row["source_publisher"], row["source_kind"], row["source_date"]) == ("MOFA", "official", "2020-10-20")
    assert "A. Reader" in row["notes"]
    assert (claim["total"], claim["period_start"], claim["period_end"], claim["partner"]) == ("9", "2020-01-01", "2020-10-20", "USA")


def test_a_second_row_is_added_below_the_first(data):
    assert code("call.txt", "--url", URL, *INTO).exit_code == 0
    assert code("-", "--url", f"{URL}?2", *INTO, "--opening", typed=CALL.format(day=25)).exit_code == 0
    assert [(row["event_id"], row["topics_basis"], row["confidence"]) for row in written(data)] == [
        ("2020-10-20-USA-summit", "page", "high"), ("2020-10-25-USA-summit", "opening", "medium")]  # fmt: skip


def test_a_row_that_the_check_refuses_leaves_nothing_behind(data):
    (data.parent / "call.txt").write_text(CALL.format(day=20).replace("電話会談", "会談"), encoding="utf-8")
    done = code("call.txt", "--url", URL, *INTO)
    assert done.exit_code == 2 and "column channel: is empty" in done.output
    assert not (data / "candidates" / "by-hand").exists()


@pytest.mark.parametrize(("url", "start"), [(f"{URL}?copy", "午後1時5分"), (URL, "午後9時5分")])
def test_an_event_of_the_same_hour_or_page_is_not_added_again(data, url, start):
    assert code("call.txt", "--url", URL, *INTO).exit_code == 0
    done = code("-", "--url", url, *INTO, typed=CALL.format(day=20).replace("午後1時5分", start))
    assert done.exit_code == 2 and "already" in done.output and len(written(data)) == 1


def test_another_talk_of_that_day_gets_an_id_of_its_own(data):
    assert code("call.txt", "--url", URL, *INTO).exit_code == 0
    later = CALL.format(day=20).replace("午後1時5分", "午後9時5分").replace("9回目", "10回目")
    done = code("-", "--url", f"{URL}?later", *INTO, typed=later)
    assert done.exit_code == 0, done.output
    assert [row["event_id"] for row in written(data)] == ["2020-10-20-USA-summit", "2020-10-20-USA-summit-2"]


def test_a_person_confirms_changes_or_empties_each_cell(data):
    answers = {"duration_min": "8", "topics": "-"}
    names = ["date", "date_jst", "start_local", "duration_min", "partners", "level", "channel", "label", "occasion", "venue_city",
             "venue_country", "japan_lead", "partner_leads", "topics"]  # fmt: skip
    done = code("call.txt", "--url", URL, "--interactive", *INTO, typed="".join(f"{answers.get(name, '')}\n" for name in names))
    assert done.exit_code == 0, done.output
    (row,) = written(data)
    assert (row["duration_min"], row["topics"], row["start_local"]) == ("8", "", "13:05")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("call.txt", "--url", URL, "--into", "data/candidates/by-hand"), "coder: --into needs --coder NAME"),
        (("call.txt", "--url", URL, "--into", "/tmp/elsewhere", "--coder", "A"), "is not a folder of candidates"),
        (("call.txt", "--url", URL, "--issued", "2022-13-01"), "is not a day that exists"),
        (("none.txt", "--url", URL), "none.txt: No such file or directory"),
        (("call.txt", "--url", "nonsense"), '"nonsense" is not an http or https address'),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_one_sentence(data, words, said):
    done = code(*words)
    assert done.exit_code == 2 and said in done.output and len(done.output.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["..", ".", ".hidden", "candidates/..", "data/candidates/..", "/candidates/by-hand", "elsewhere/by-hand", "README.md", "by\nhand", "/tmp/candidates/by-hand"])
def test_rows_go_only_into_a_folder_that_the_check_reads(data, name):
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    done = code("call.txt", "--url", URL, "--into", name, "--coder", "A. Reader")
    assert done.exit_code == 2 and "is not a folder of candidates; write data/candidates/my-rows" in done.output
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("name", ["by-hand", "data/candidates/by-hand", "by-hand/"])
def test_a_folder_of_candidates_is_named_with_or_without_its_place(data, name):
    assert entries.folder_of(name) == data / "candidates" / "by-hand" == entries.folder_of(str(data / "candidates" / "by-hand"))


def test_a_last_line_that_an_editor_left_open_is_ended_first(data):
    assert code("call.txt", "--url", URL, *INTO).exit_code == 0
    file = data / "candidates" / "by-hand" / "events.csv"
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    assert code("-", "--url", f"{URL}?2", *INTO, typed=CALL.format(day=25)).exit_code == 0
    assert [row["event_id"] for row in written(data)] == ["2020-10-20-USA-summit", "2020-10-25-USA-summit"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS], ids=["full disk", "read-only"])
def test_a_place_that_can_not_be_written_keeps_no_row_and_no_folder(data, number, monkeypatch):
    write = Path.write_bytes

    def fail(file, content):
        if file.is_relative_to(data):
            raise OSError(number, os.strerror(number))
        return write(file, content)

    monkeypatch.setattr(Path, "write_bytes", fail)
    done = code("call.txt", "--url", URL, *INTO)
    assert done.exit_code == 2 and os.strerror(number) in done.output and done.output.count("bluebook: ") == 1
    assert not (data / "candidates" / "by-hand").exists()


def test_what_a_killed_draft_had_begun_the_next_command_finishes(data):
    assert code("call.txt", "--url", URL, *INTO).exit_code == 0
    folder = data / "candidates" / "by-hand"
    begun = folder / f"{deposits.MADE}code"
    begun.mkdir()
    (folder / "claims.csv").rename(begun / "claims.csv")  # killed after events.csv had moved
    assert CliRunner().invoke(main, ["candidates"]).output.startswith("by-hand: events 1, claims 1")
    assert sorted(file.name for file in folder.iterdir()) == ["claims.csv", "events.csv"]


def test_an_address_that_is_none_is_refused_in_one_sentence(data):
    for address in ("http://[", "www.mofa.go.jp/page.html"):
        done = code("call.txt", "--url", address)
        assert done.exit_code == 2 and done.output.startswith(f'bluebook: url: "{address}" is not an http or https address, as in https://')
