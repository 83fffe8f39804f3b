"""Event files of each format, and Parquet given as events."""

import csv
import gzip
import io
import itertools
import shutil
import warnings
import zipfile
from functools import cache
from pathlib import Path

import duckdb
import pytest
from bluebook import sources
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.sources import engine
from hypothesis import given
from hypothesis import strategies as some

from fuzz import fuzzed
from fuzz.strategies import damaged, sound, texts

SAMPLES = Path(__file__).parents[1] / "samples"
GOOD = {
    "gdelt": b"".join((SAMPLES / "20180101000000.export.CSV").read_bytes().splitlines(keepends=True)[:4]),
    "icews": ("\t".join(sources.named("icews")[0].columns) + "\n1\t2022-05-23\tA\t\tJapan\tConsult\t040\t1.0\tB\t\tCanada\t1\t1\tP" + "\t" * 6 + "\n").encode(),
    "historian": b"".join((SAMPLES / "us_travels.csv").read_bytes().splitlines(keepends=True)[:4]),
    "polecat": ("\t".join(sources.named("polecat")[0].columns) + "\n1\t2022-05-23\tCONSULT\tvisit" + "\t" * 5 + "USA" + "\t" * 7 + "JPN" + "\t" * 24 + "\n").encode(),
    "colt": (",".join(sources.named("colt")[0].columns) + "\n1,1,Japan,JPN,,,,G,,,,,USA,USA,,,,,2022,2022-05-23" + "," * 22 + "\n").encode(),
}  # fmt: skip
XML = (SAMPLES / "coolidge-calvin.xml").read_bytes()


def zipped(text, name="a.CSV"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr(name, text)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def one_engine():
    """Give every import a database of its own within one engine: to start an engine, and to list spellings, is half of a try."""
    engines, numbers = duckdb.connect(config={"memory_limit": engine.MEMORY, "preserve_insertion_order": "false"}), itertools.count()

    def within(**_):
        inside, number = engines.cursor(), next(numbers)
        if number:
            engines.execute(f"DETACH try{number - 1}")
        inside.execute(f"ATTACH ':memory:' AS try{number}; USE try{number}")
        return inside

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "connection", within)
        patch.setattr(engine.spellings, "table", cache(engine.spellings.table))
        yield
    engines.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("events")


def brought(form, content, folder):
    """Import a file of these bytes; a refusal must name it, and only the file and the result may remain."""
    (folder / "a.CSV").write_bytes(content)
    for old in folder.glob("out.*"):
        old.unlink()
    try:
        account = engine.gather([str(folder / "a.CSV")], folder / "out.parquet", sources.named(form), lambda line: None)
        assert all(str(damage).startswith("a.CSV:") for damage in account.damaged)
        assert adds_up(account) and (folder / "out.parquet").exists()
        assert account.read >= least(form, content)
    except Refused as refusal:
        assert sound(str(refusal), "a.CSV") and not (folder / "out.parquet").exists()
    assert {file.name for file in folder.iterdir()} <= {"a.CSV", "out.parquet", "out.damaged.csv", "out.unknown.csv"}


def adds_up(account):
    """Tell whether each row is in one line of the report, and whatever is unknown is named."""
    lost, named = account.outcomes.get("unknown spelling", 0), sum(word.left_out for word in account.unknown)
    return account.read == sum(account.outcomes.values()) and min(account.outcomes.values()) >= 0 and lost <= named


def least(form, content):
    """The rows that a text without quotation has at least: its lines that are not blank. Packed and quoted ones are not counted."""
    mapping = sources.named(form)[0]
    if mapping.quote or content[:2] in (b"PK", b"\x1f\x8b") or b"\t" not in content.split(b"\n")[0]:
        return 0
    return sum(bool(line.strip(b" \r\xef\xbb\xbf")) for line in content.split(b"\n")) - mapping.header


@pytest.mark.parametrize("form", GOOD)
@fuzzed(2)
@given(data=some.data())
def test_damaged_bytes_are_imported_or_refused(form, data, folder, tried):
    tried(f"event files of {form}")
    brought(form, data.draw(damaged(GOOD[form])), folder)


@pytest.mark.parametrize("form", GOOD)
@fuzzed(2)
@given(data=some.data())
def test_rows_with_any_cell_are_imported_or_refused(form, data, folder, tried):
    tried(f"event files of {form}")
    mark = sources.named(form)[0].delimiter
    lines = GOOD[form].decode("utf-8", "replace").split("\n")
    cells = lines[-2].split(mark)
    for _ in range(data.draw(some.integers(1, 4))):
        cells[data.draw(some.integers(0, len(cells) - 1))] = data.draw(texts)
    brought(form, "\n".join([*lines[:-1], mark.join(cells), ""]).encode("utf-8", "surrogatepass"), folder)


@fuzzed()
@given(content=some.one_of(damaged(zipped(GOOD["gdelt"])), texts.map(lambda name: zipped(GOOD["gdelt"], f"a{name}")), damaged(XML), some.binary(max_size=200)))
def test_damaged_zips_and_xml_are_imported_or_refused(content, folder, tried):
    tried("zips and XML")
    brought("historian" if b"<" in content[:9] else "gdelt", content, folder)


WORDS = ["", "NULL", "null", "NA", "N/A", "--", "None", " ", "–", "?", "#NULL!", "\u3000", "36,0", "ZAR", "Zaire", "USSR", '""', "JPN", "USA", "Japan", "Elbonia", "40", "40.0", "042", "13y", "EUR", "Münster", "l’hôte", "外務省", "a; b", "a, b", 'the "old" town']
NAMES = ["a.CSV", "a[1].CSV", "a b.CSV", "외교부.CSV", "外務省.CSV", "a*.CSV", "?.CSV", "[a-z].CSV"]
LONG = (SAMPLES / "gdelt1-58-columns.tsv").read_text(encoding="utf-8").split("\n")[0].split("\t")
LONG[7], LONG[17], LONG[22] = "JPN", "USA", ""
ROWS = {form: [next(csv.reader([line], delimiter=sources.named(form)[0].delimiter)) for line in text.decode().splitlines()] for form, text in GOOD.items()}
ROWS["gdelt1"] = [LONG, LONG[:57], [*LONG[:57], "u"]]
MARKS = {"gdelt": ["\t"], "gdelt1": ["\t"]}


@some.composite
def disguised(draw, form):
    """Rows of a format as files come, how many they are, and how many of them may be damaged.

    With or without a byte-order mark and quotation, in several encodings, with other separators and ends of lines, words for
    missing, blank lines, lines of another kind.
    """
    mapping = sources.named(form)[0]
    head, rows = (ROWS[form][:1], ROWS[form][1:]) if mapping.header else ([], ROWS[form])
    rows, spoilt = [list(row) for row in draw(some.lists(some.sampled_from(rows), max_size=6))], set()
    day = (head[0] if head else mapping.columns).index(mapping.day)
    for at, row in enumerate(rows):
        for _ in range(draw(some.integers(0, 2))):
            place = draw(some.integers(0, len(row) - 1))
            row[place] = draw(some.sampled_from(WORDS))
            spoilt |= {at} if place == day else set()
        if draw(some.integers(0, 9)) == 0:
            rows[at], spoilt = draw(some.sampled_from([["oops"], row[:9], [*row, "x", "y"]])), spoilt | {at}
    if head and draw(some.booleans()):
        spell = draw(some.sampled_from([str.upper, str.lower, lambda name: name.replace(" ", "."), lambda name: name.replace(" ", "_").lower()]))
        head = [[spell(name) for name in head[0]]]
    mark = draw(some.sampled_from(MARKS.get(form, ["\t", ",", ";", "|"])))
    quoted = mapping.quote or mark != "\t" or draw(some.booleans())
    lines = [written(row, mark, quoted, draw(some.booleans())) for row in [*head, *rows]]
    ends = draw(some.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"], ["\n", "\n\n"], ["\r", "\n"], ["\r\n", "\r"]]))
    text = "".join(line + draw(some.sampled_from(ends)) for line in lines)
    text = text.rstrip("\r\n") if draw(some.booleans()) else text
    return text.encode(draw(some.sampled_from(["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-32"])), "replace"), len(rows), len(spoilt)


def written(row, mark, quoted, every):
    """A line of cells: bare, quoted where it must be, or each one quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="", quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL).writerow(row)
    return out.getvalue() if quoted else mark.join(row)


@some.composite
def packed(draw, form):
    """A file of one text or more, plain, gzipped or zipped, the rows in it, and whether it may be refused."""
    how = draw(some.sampled_from(["plain", "gzip", "zip"]))
    texts = [draw(disguised(form)) for _ in range(draw(some.integers(1, 3)) if how == "zip" else 1)]
    rows, refusable = sum(number for _, number, _ in texts), any(spoilt * 2 >= number > 0 for _, number, spoilt in texts)
    if how == "plain":
        return texts[0][0], rows, refusable
    if how == "gzip":
        cut = draw(some.integers(0, len(texts[0][0])))
        return gzip.compress(texts[0][0][:cut]) + gzip.compress(texts[0][0][cut:]), rows, refusable
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for number, (text, *_) in enumerate(texts):
            parcel.writestr(f"{number}.CSV", text)
        for name in draw(some.lists(some.sampled_from(["README.md", "LICENSE", "d/codebook.pdf", "__MACOSX/._0.CSV", "d/.DS_Store"]), max_size=2, unique=True)):
            parcel.writestr(name, "These are events.\n")
    return out.getvalue(), rows, refusable


@pytest.mark.parametrize("form", ROWS)
@fuzzed()
@given(data=some.data())
def test_files_as_they_come_lose_no_row(form, data, tmp_path_factory, tried):
    tried(f"files of {form} as they come")
    folder = tmp_path_factory.mktemp("as-they-come")
    names = [Path(where) / name for where, name in data.draw(some.lists(some.tuples(some.sampled_from("ab"), some.sampled_from(NAMES)), min_size=1, max_size=3, unique=True))]
    expected, refusable = 0, False
    for name in names:
        content, rows, doubtful = data.draw(packed(form))
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        expected, refusable = expected + rows, refusable or doubtful
    patterns = data.draw(some.sampled_from([[str(folder / name) for name in names], [f"{folder}/*/*"], [f"{folder}/**/*.CSV"]]))
    try:
        account = engine.gather(patterns, folder / "out.parquet", sources.named(form.rstrip("1")), lambda line: None)
        assert adds_up(account) and account.read == expected
        assert sum(account.read_as.values()) + len(account.empty) == account.files
        assert sum(row[-1] for row in sources.read(str(folder / "out.parquet")).fetchall()) <= account.kept
    except Refused as refusal:
        assert sound(str(refusal)) and (refusable or (expected == 0 and "empty" in str(refusal))), str(refusal)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small Parquet of the frame, as bytes."""
    file = tmp_path_factory.mktemp("small") / "small.parquet"
    duckdb.connect().execute(f"COPY (FROM '{paths.data()}/samples/icews.parquet' LIMIT 20) TO '{file}' (FORMAT parquet)")
    return file.read_bytes()


@fuzzed()
@given(data=some.data())
def test_a_damaged_parquet_is_read_or_refused(data, small, folder, tried):
    tried("Parquet given as events")
    (folder / "events.parquet").write_bytes(data.draw(some.one_of(damaged(small), some.binary(max_size=100))))
    try:
        sources.pair(str(folder / "events.parquet"), "JPN", "USA", "2022-01-01", "2022-12-31")
    except Refused as refusal:
        assert sound(str(refusal), "events.parquet")
    finally:
        (folder / "events.parquet").unlink()


CELLS = {
    "date": ["DATE '2022-05-01'", "TIMESTAMP '2022-05-01 10:00:00'", "TIMESTAMP_NS '2022-05-01'", "'2022-05-01'", "'soon'", "NULL::DATE", "NULL", "20220501",
             "make_timestamptz(1650000000000000)", "make_timestamptz(1650000000000000)::TIMESTAMPTZ_NS", "DATE 'infinity'", "[DATE '2022-05-01']"],
    "rows": ["1", "1::UTINYINT", "2.0::DOUBLE", "'nan'::DOUBLE", "1e30::DOUBLE", "0", "-1", "NULL", "'1'", "1.5", "9223372036854775807"],
    "kind": ["'visit'", "'host'", "'party'", "''", "NULL", "1", "['visit']"], "code": ["'042'", "'043'", "42", "NULL"], "source": ["'gdelt2'", "'mine'", "NULL"],
    "one": ["'JPN'", "'USA'", "'Japan'", "''", "NULL"], "other": ["'USA'", "'JPN'", "1"], "direction": ["''", "'JPN'", "'XYZ'", "NULL"],
    "medium": ["''", "'in_person'", "'fax'"], "level": ["''", "'summit'", "NULL::INTEGER"], "place": ["''", "'JPN'", "{'a': 1}"]}  # fmt: skip
cells = some.fixed_dictionaries({name: some.one_of(some.just(said[0]), some.sampled_from(said)) for name, said in CELLS.items()})


@fuzzed()
@given(files=some.dictionaries(some.sampled_from(["a.parquet", "a[1].parquet", "外務省.parquet", "it's.parquet"]), cells, min_size=1, max_size=3), lacking=some.sampled_from(["", "", "", *CELLS]))
def test_frames_made_elsewhere_alone_or_by_a_pattern_are_read_or_refused(files, lacking, tmp_path_factory, tried):
    tried("frames made elsewhere")
    folder = tmp_path_factory.mktemp("frames")
    for name, said in files.items():
        chosen = ", ".join(f"{cell} AS {column}" for column, cell in said.items() if column != lacking)
        duckdb.execute(f"COPY (SELECT {chosen}) TO $file (FORMAT parquet)", {"file": str(folder / name)})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = sources.read(f"{folder}/*.parquet").fetchall()
            counted = sources.pair(f"{folder}/*.parquet", "JPN", "USA", "1800-01-01", "2100-01-01")["rows"].sum()
        assert 1 <= len(rows) <= len(files) and counted <= sum(row[-1] for row in rows)
    except Refused as refusal:
        assert sound(str(refusal), *files)
    finally:
        shutil.rmtree(folder)
