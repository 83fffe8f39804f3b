"""Event files of each format, and Parquet given as events."""

import io
import itertools
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
    (folder / "out.parquet").unlink(missing_ok=True)
    (folder / "out.damaged.csv").unlink(missing_ok=True)
    try:
        account = engine.gather([str(folder / "a.CSV")], folder / "out.parquet", sources.named(form), lambda line: None)
        assert all(str(damage).startswith("a.CSV:") for damage in account.damaged)
        assert account.read == account.kept + sum(account.left_out.values()) and (folder / "out.parquet").exists()
    except Refused as refusal:
        assert sound(str(refusal), "a.CSV") and not (folder / "out.parquet").exists()
    assert {file.name for file in folder.iterdir()} <= {"a.CSV", "out.parquet", "out.damaged.csv"}


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


SMALL = io.BytesIO()


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
