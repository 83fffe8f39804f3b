"""Event files of each format, and Parquet given as events."""

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
    "polecat": ("\t".join(sources.named("polecat")[0].columns) + "\n1\t2022-05-23\tCONSULT\tvisit" + "\t" * 5 + "USA" + "\t" * 7 + "JPN" + "\t" * 23 + "\n").encode(),
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
    lost = account.outcomes.get("unknown spelling", 0)
    return account.read == sum(account.outcomes.values()) and min(account.outcomes.values()) >= 0 and bool(lost) <= bool(account.unknown)


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


WORDS = ["", "NULL", "null", "NA", "N/A", "--", "None", " ", '""', "JPN", "USA", "Japan", "Elbonia", "40", "40.0", "042", "13y", "EUR"]
NAMES = ["a.CSV", "a[1].CSV", "a b.CSV", "外務省.CSV", "a*.CSV", "?.CSV", "[a-z].CSV"]


@some.composite
def disguised(draw, form):
    """Rows of a format as files come: byte-order mark, mixed line ends, other encodings, words for missing; and how many."""
    mapping = sources.named(form)[0]
    lines = [line for line in GOOD[form].decode("utf-8", "replace").split("\n") if line]
    head, rows = (lines[:1], lines[1:]) if mapping.header else ([], lines)
    rows = draw(some.lists(some.sampled_from(rows), max_size=6))
    for at, row in enumerate(rows):
        cells = row.split(mapping.delimiter) if not mapping.quote else [row]
        for _ in range(draw(some.integers(0, 2)) if len(cells) > 1 else 0):
            cells[draw(some.integers(0, len(cells) - 1))] = draw(some.sampled_from([*WORDS, "Münster", "l’hôte"]))
        rows[at] = mapping.delimiter.join(cells)
    ends = draw(some.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n"]]))
    text = "".join(line + draw(some.sampled_from(ends)) for line in [*head, *rows])
    encoded = text.encode(draw(some.sampled_from(["utf-8", "utf-8-sig", "cp1252", "latin-1"])), "replace")
    return encoded, len(rows)


@some.composite
def packed(draw, form):
    """A file of one text or more, plain, gzipped or zipped, and the rows in it."""
    how = draw(some.sampled_from(["plain", "gzip", "zip"]))
    texts = [draw(disguised(form)) for _ in range(draw(some.integers(1, 3)) if how == "zip" else 1)]
    rows = sum(number for _, number in texts)
    if how == "plain":
        return texts[0][0], rows
    if how == "gzip":
        return gzip.compress(texts[0][0]), rows
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for number, (text, _) in enumerate(texts):
            parcel.writestr(f"{number}.CSV", text)
    return out.getvalue(), rows


@pytest.mark.parametrize("form", GOOD)
@fuzzed()
@given(data=some.data())
def test_files_as_they_come_lose_no_row(form, data, tmp_path_factory, tried):
    tried(f"files of {form} as they come")
    folder = tmp_path_factory.mktemp("as-they-come")
    names = [Path(where) / name for where, name in data.draw(some.lists(some.tuples(some.sampled_from("ab"), some.sampled_from(NAMES)), min_size=1, max_size=3, unique=True))]
    expected = 0
    for name in names:
        content, rows = data.draw(packed(form))
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        expected += rows
    patterns = data.draw(some.sampled_from([[str(folder / name) for name in names], [f"{folder}/*/*"], [f"{folder}/**/*.CSV"]]))
    try:
        account = engine.gather(patterns, folder / "out.parquet", sources.named(form), lambda line: None)
        assert adds_up(account) and account.read == expected
        assert sum(account.read_as.values()) + len(account.empty) == account.files
    except Refused as refusal:
        assert sound(str(refusal)) and ("damaged" in str(refusal) or "empty" in str(refusal) or "not of" in str(refusal)), str(refusal)
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
             "make_timestamptz(1650000000000000)", "DATE 'infinity'", "[DATE '2022-05-01']"],
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
        assert 1 <= len(rows) <= len(files)
        assert sources.pair(f"{folder}/*.parquet", "JPN", "USA", "1800-01-01", "2100-01-01")["rows"].sum() <= sum(row[-1] for row in rows)
    except Refused as refusal:
        assert sound(str(refusal), *files)
    finally:
        shutil.rmtree(folder)
