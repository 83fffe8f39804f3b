"""Saved pages given to `code`, and versions, days, DOIs and addresses given to `release`."""

import ast
import csv
import io
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
import yaml
from bluebook.cli import main
from bluebook.coding import drafts, entries, known, pages, prints
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import codebook, problems, values
from bluebook.releases import releases
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as some

from fuzz import fuzzed, lying
from fuzz.strategies import damaged, sound, texts

ADDRESS = "https://www.mofa.go.jp/mofaj/made-by-hand.html"
JAPANESE = """日米首脳電話会談
令和2年10月20日
10月20日、午後1時5分から約7分間、菅義偉内閣総理大臣は、ドナルド・トランプ米国大統領と、今年9回目の首脳電話会談を行ったところ、概要は以下のとおりです。
1 北朝鮮について意見交換を行いました。
2 両首脳は、自由で開かれたインド太平洋の実現に向けて連携することで一致しました。
"""
ENGLISH = """Japan-Canada Foreign Ministers' Meeting
May 12, 2022
On May 12, commencing at 3:00 p.m. for about 45 minutes, Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan, held a meeting with
the Honorable Mélanie Joly, Minister of Foreign Affairs of Canada, in Weissenhaus, Germany. The overview is as follows.
1. The two ministers exchanged views on Ukraine and North Korea.
"""
MARKED = "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>{title}</title></head><body><nav>menu</nav>{body}</body></html>"
CHARSETS = ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16", "utf-7", "latin-1", "undefined", "idna", "punycode", "hex", "unicode_escape", "none", "x" * 90]
WRAPS = ["<p>{}</p>", "<div>{}", "<script>{}</script>", "<td>{}</td></table>", "<!-- {} -->", "<![CDATA[{}]]>", "&lt;{}&#x0;&#55296;&nbsp;", "<b" * 300 + ">{}", "{}</body>"]


@some.composite
def saved(draw):
    """The bytes of a page as somebody may have saved it: text or HTML, whole or damaged, in an encoding that is its own or is not."""
    lines = draw(some.sampled_from([JAPANESE, ENGLISH])).splitlines()
    for _ in range(draw(some.integers(0, 3))):
        place = draw(some.integers(0, len(lines) - 1))
        word = draw(some.one_of(texts, some.sampled_from([*lines, "2月30日", "午後25時", "約99時間", "24:60 p.m.", "今年２００回目"])))
        cut = draw(some.integers(0, len(lines[place])))
        lines[place] = draw(some.sampled_from([lines[place][:cut] + word + lines[place][cut:], word, lines[place][:cut], lines[place] + word]))
    if draw(some.integers(0, 60)) == 0:
        lines *= 40
    charset = draw(some.sampled_from(CHARSETS))
    if draw(some.booleans()):
        body = "".join(draw(some.sampled_from(WRAPS)).replace("{}", line) for line in lines)
        text = MARKED.replace("{charset}", charset).replace("{title}", lines[0]).replace("{body}", body)
    else:
        text = "\n".join(lines)
    content = text.encode(draw(some.sampled_from(["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "iso2022_jp"])), "ignore")
    if draw(some.integers(0, 5)) == 0:
        content = content.decode("latin-1").encode("utf-8")  # read and saved again in the wrong encoding
    return draw(damaged(content)) if draw(some.integers(0, 2)) == 0 else content


def read(page):
    """The text of a page, each sentence and all of them with one blank between two."""
    return " ".join([page.title.text, *(sentence.text for sentence in page.sentences)])


def bare(text):
    """A text without blanks, accents and capitals, as the rules compare."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not letter.isspace() and not unicodedata.combining(letter))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@fuzzed()
@given(content=some.one_of(saved(), saved(), saved(), some.binary(max_size=300)), address=some.one_of(some.just(ADDRESS), some.just(ADDRESS), texts))
def test_any_page_is_drafted_or_refused_and_each_phrase_stands_on_it(content, address, tried):
    tried("pages given to code")
    tables = known.load()
    try:
        found = drafts.drafts(content, address, tables)
    except Refused as refusal:
        assert sound(str(refusal), "page", "url") and "\n" not in str(refusal).replace(address, "")
        return
    page = pages.read(content, address)
    whole = bare(read(page))
    for draft in found:
        row = entries.row(draft, address, tables)
        cells = {name: cell for name, cell in draft.cells.items() if name != "level"}  # rests on the offices of those named
        for name, cell in [*cells.items(), ("source_date", draft.issued), *(("claim", total.cell) for total in draft.claims)]:
            parts = cell.phrase.split("; ") if cell.line else []
            assert all(bare(part) in whole for part in parts), (name, cell, read(page))
        assert list(row) == list(codebook.columns("events")) and all(isinstance(cell, str) for cell in row.values())
        assert not row["date"] or values.is_day(row["date"])
        assert not values.UNSEEN.search("".join(row.values())) and prints.shown(draft, row).startswith(row["event_id"])
    assert len(list(csv.DictReader(io.StringIO(prints.as_csv([entries.row(draft, address, tables) for draft in found]))))) == len(found)


VERSIONS = ["9.9.9", "0.4.0", codebook.VERSION, "9", "9.9", "9.9.9.9", "09.9.9", "9.9.09", "v9.9.9", "9.9.9-rc1", "９.９.９", "٩.٩.٩", "9.9.9\n", " 9.9.9", "1e3.0.0", "9" * 5000 + ".0.0",
            "999999.0.0", "1000000.0.0", "-9.9.9", "9..9", '9.9.9"', "../9.9.9", "0.0.0"]  # fmt: skip
DAYS = ["2099-01-01", "2099-02-30", "20990101", "2099-W01-1", "２０９９-01-01", "2099-1-1", "2099-01-01T00:00", "9999-12-31", "0001-01-01", "2020-01-01", "tomorrow"]
DOIS = ["10.5281/zenodo.1234567", "https://doi.org/10.5281/x", "doi:10.1/x", "10.5281/", "10.５２８１/x", "10.5281/a b", "10.5281/x\n", "10.5281/x: y", "10.5281/a#b", "10.5281/'", "10.123456789/X(1);_:"]
ADDRESSES = ["https://example.org/bluebook/", "http://a", "http://a:b/", "http://a:99999/", "https://[::1]/", "http://[", "https://a/\x01", "https://a/\x7f", "https://é.jp/日本", "https://a/b: c", "https://a/#b",
             "https://u:p@a/", "https://a/'", 'https://a/"', "ftp://a/", "https://", "https:///x", "https://a/\udcff", "https://a/%00", "https://a/|", "https://a/*&!"]  # fmt: skip
OWN = {"CITATION.cff", "CHANGELOG.md", "README.md", "pyproject.toml", "scripts/bluebook/record/codebook.py", "data/events.csv"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A project of six files, in which a release writes; its steps after the version is written are left out."""
    folder, aside = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("aside")
    for name in OWN:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.ROOT / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "ROOT", folder)
        patch.setattr(problems, "problems", lambda *_: [])
        patch.setattr(releases, "_step", lambda *_: None)
        patch.setattr("tempfile.tempdir", str(aside))
        yield folder
        assert not [file for file in aside.rglob("*") if file.is_file()]


def typed(given):
    """Words of a command line as a shell hands them on: without NUL."""
    return some.one_of(some.sampled_from(given), some.sampled_from(given), texts).filter(lambda text: "\0" not in text)


@fuzzed()
@given(version=some.one_of(some.just("9.9.9"), typed(VERSIONS)), day=some.one_of(some.just("2099-01-01"), typed(DAYS)), doi=some.one_of(some.just(""), typed(DOIS)),
       address=some.one_of(some.just(""), typed(ADDRESSES)), dry=some.sampled_from([[], [], ["--dry-run"]]))  # fmt: skip
def test_a_release_of_any_version_is_made_whole_or_refused_and_changes_nothing(version, day, doi, address, dry, tree, tried):
    tried("versions, days, DOIs and addresses of a release")
    before = lying(tree)
    options = [f"--date={day}", *dry, *[f"--doi={doi}"] * bool(doi), *[f"--url={address}"] * bool(address)]
    ended = CliRunner().invoke(main, ["release", *options, "--", version])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), (version, options, ended.exception)
    after = lying(tree)
    try:
        if ended.exit_code or dry:
            assert after == before and sound(ended.output) and (not dry or ended.exit_code or "nothing was written" in ended.output)
            return
        assert re.fullmatch(r"[0-9]+(\.[0-9]+){2}", version) and tuple(map(int, version.split("."))) > tuple(map(int, codebook.VERSION.split(".")))
        cited = yaml.safe_load(after["CITATION.cff"])
        assert (str(cited["version"]), str(cited["date-released"])) == (version, day)
        assert cited.get("doi", "") == re.sub(r"^\s*(https?://(dx\.)?doi\.org/|doi:\s*)?", "", doi, flags=re.IGNORECASE).strip()
        assert not address or cited["url"] == address.strip().rstrip("/") + "/"
        made = {node.targets[0].id: node.value for node in ast.parse(after["scripts/bluebook/record/codebook.py"]).body if isinstance(node, ast.Assign)}
        assert made["VERSION"].value == version and [number.value for number in made["RELEASED"].args] == [*map(int, day.split("-"))]
        assert {name for name in after if after[name] != before.get(name)} <= {"CITATION.cff", "pyproject.toml", "scripts/bluebook/record/codebook.py"}
    finally:
        for name in after.keys() - before.keys():
            (tree / name).unlink()
        for name, content in before.items():
            if after.get(name) != content:
                Path(tree / name).write_bytes(content)
