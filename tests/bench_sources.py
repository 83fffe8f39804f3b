"""The size benchmark of the readers: run `python tests/bench_sources.py [--rows 1 10 30] [--import-rows 1 10] [--folder DIR]`.

Rows are in millions. Every contender runs in a process of its own on generated rows (the real sample's rows with other days,
countries and codes), three times; the best time counts, the library's import not, and the peak is the resident memory of the
process. What is not installed is named and left out.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parent / "samples" / "20180101000000.export.CSV"
SPAN = ("2015-01-01", "2024-12-31")
ROUNDS = 3


def text(millions: int, folder: Path) -> str:
    """Write GDELT 2.0 text, a file per million rows, and return its glob."""
    import duckdb
    from bluebook.sources.gdelt2 import FORMAT

    base = duckdb.connect()
    columns = dict.fromkeys(FORMAT.columns, "VARCHAR")
    base.execute("CREATE TABLE real AS SELECT row_number() OVER () - 1 AS at, * FROM read_csv($file, delim = '\t', quote = '', "
                 "escape = '', header = false, columns = $columns, nullstr = chr(1), auto_detect = false)",
                 {"file": str(SAMPLE), "columns": columns})  # fmt: skip
    base.execute("CREATE TABLE nation AS SELECT row_number() OVER () - 1 AS at, code FROM (SELECT unnest(['USA', 'JPN', 'CHN', "
                 "'RUS', 'GBR', 'FRA', 'DEU', 'KOR', 'CAN', 'AUS', 'IND', 'TUR', 'ISR', 'IRN', 'UKR', 'BRA', 'MEX', 'NAM', "
                 "'ROM', 'IDN', 'ZAF', 'EGY', 'ITA', 'ESP', 'POL', '', '', '', '', '']) AS code)")  # fmt: skip
    other = {"SQLDATE": "strftime(DATE '2015-01-01' + CAST(hash(i * 10 + 1) % 3653 AS INTEGER), '%Y%m%d')",
             "GLOBALEVENTID": "CAST(i AS VARCHAR)", "Actor1CountryCode": "n1.code", "Actor2CountryCode": "n2.code",
             "Actor1Type1Code": "''", "Actor2Type1Code": "''"}  # fmt: skip
    chosen = ", ".join(f'{other.get(name, f"real.{name}")} AS "{name}"' for name in columns)
    count = base.execute("SELECT count(*) FROM real").fetchall()[0][0]
    for part in range(millions):
        base.execute(f"COPY (SELECT {chosen} FROM range({part * 1_000_000}, {(part + 1) * 1_000_000}) AS r(i) "
                     f"JOIN real ON real.at = hash(i * 10 + 2) % {count} JOIN nation AS n1 ON n1.at = hash(i * 10 + 3) % 30 "
                     "JOIN nation AS n2 ON n2.at = hash(i * 10 + 4) % 30) TO $file (DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')",
                     {"file": str(folder / f"part-{part:03}.export.CSV")})  # fmt: skip
    return str(folder / "part-*.export.CSV")


def frame(millions: int, folder: Path) -> str:
    """Write events in the frame, sorted as the import sorts them, and return the Parquet."""
    from bluebook.sources import engine

    file = folder / f"events-{millions}.parquet"
    base = engine.connection("4GB", folder / "spill")
    nations = "['AUS', 'BRA', 'CAN', 'CHN', 'DEU', 'EGY', 'FRA', 'GBR', 'IND', 'JPN', 'KOR', 'MEX', 'NAM', 'RUS', 'USA', 'ZAF']"
    kinds = "['call', 'consultation', 'host', 'negotiation', 'other', 'plan', 'visit']"
    base.execute(f"""COPY (
        SELECT DATE '2015-01-01' + CAST(hash(i * 10 + 1) % 3653 AS INTEGER) AS date, {nations}[CAST(1 + hash(i * 10 + 2) % 8 AS INTEGER)] AS one,
               {nations}[CAST(9 + hash(i * 10 + 3) % 8 AS INTEGER)] AS other, '' AS direction, {kinds}[CAST(1 + hash(i * 10 + 4) % 7 AS INTEGER)] AS kind, '' AS medium,
               '' AS level, '' AS place, '04' || CAST(hash(i * 10 + 5) % 7 AS VARCHAR) AS code, 'gdelt2' AS source,
               CAST(1 + hash(i * 10 + 6) % 9 AS INTEGER) AS rows
        FROM range({millions * 1_000_000}) AS r(i) ORDER BY one, other, date, kind, code) TO $file (COMPRESSION zstd)""",
                 {"file": str(file)})  # fmt: skip
    return str(file)


def counted_by_bluebook(path, out):
    import duckdb  # noqa: F401
    import pandas  # noqa: F401
    from bluebook import sources
    from bluebook.sources import engine, queries  # noqa: F401

    start = time.perf_counter()
    return start, sources.monthly(path, "CAN", "JPN", *SPAN)


def counted_by_duckdb(path, out):
    import duckdb
    import pandas  # noqa: F401

    start = time.perf_counter()
    return start, duckdb.connect().execute(
        "SELECT date_trunc('month', date) AS month, kind, count(*) AS events, sum(rows) AS rows FROM read_parquet($path) "
        "WHERE one = 'CAN' AND other = 'JPN' AND date BETWEEN DATE '2015-01-01' AND DATE '2024-12-31' "
        "GROUP BY ALL ORDER BY ALL", {"path": path}).df()  # fmt: skip


def counted_by_pandas(path, out):
    import pandas as pd
    import pyarrow  # noqa: F401

    start = time.perf_counter()
    rows = pd.read_parquet(path)
    return start, _by_month(rows)


def counted_by_pandas_with_five_columns(path, out):
    import pandas as pd
    import pyarrow  # noqa: F401

    start = time.perf_counter()
    return start, _by_month(pd.read_parquet(path, columns=["date", "one", "other", "kind", "rows"]))


def _by_month(rows):
    import pandas as pd

    day = pd.to_datetime(rows["date"])
    rows = rows[(rows["one"] == "CAN") & (rows["other"] == "JPN") & day.between(*SPAN)]
    months = pd.to_datetime(rows["date"]).dt.to_period("M").dt.to_timestamp()
    return rows.groupby([months.rename("month"), "kind"])["rows"].agg(events="size", rows="sum").reset_index()


def imported_by_bluebook(path, out):
    from bluebook import sources
    from bluebook.sources import engine, spellings

    spellings.table()
    engine.connection().close()
    start = time.perf_counter()
    account = engine.gather([path], Path(out), sources.named("gdelt"), lambda line: None)
    return start, [account.read, account.kept, account.events]


def imported_by_duckdb_all_columns(path, out):
    return _copied(path, out, "*")


def imported_by_duckdb_the_columns_used(path, out):
    from bluebook.sources.gdelt2 import FORMAT

    used = [name for name in FORMAT.columns if name in (
        "SQLDATE", "EventCode", "ActionGeo_CountryCode") or (name.startswith("Actor") and name.endswith(
        ("Name", "1CountryCode", "2CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")) and "Geo" not in name)]  # fmt: skip
    return _copied(path, out, ", ".join(used))


def _copied(path, out, columns):
    import duckdb
    from bluebook.sources.gdelt2 import FORMAT

    kinds = {name: "DATE" if name == "SQLDATE" else "VARCHAR" for name in FORMAT.columns}
    start = time.perf_counter()
    written = duckdb.connect(config={"memory_limit": "1GB", "preserve_insertion_order": "false"}).execute(
        f"COPY (SELECT {columns} FROM read_csv($path, delim = '\t', quote = '', escape = '', header = false, columns = $kinds, "
        "dateformat = '%Y%m%d', auto_detect = false)) TO $out (FORMAT parquet, COMPRESSION zstd)",
        {"path": path, "kinds": kinds, "out": out}).fetchall()  # fmt: skip
    return start, [written[0][0]]


def measured(contender: str, path: str, folder: Path, rounds: int = ROUNDS) -> dict:
    """Return the best time in seconds, the peak in MB and what came out, of a contender in processes of its own."""
    best = {}
    for _ in range(rounds):
        ended = subprocess.run([sys.executable, "-W", "ignore", __file__, "--one", contender, path, str(folder / "out.parquet")],
                               capture_output=True, text=True)  # fmt: skip
        if ended.returncode:
            return {"contender": contender, "missing": ended.stderr.strip().splitlines()[-1]}
        told = json.loads(ended.stdout)
        best = min(best, told, key=lambda each: each.get("seconds", 1e9)) if best else told
    return {"contender": contender} | best


def one(contender: str, path: str, out: str) -> None:
    """Run a contender and print its time, its peak and the shape of what came out."""
    start, came = globals()[contender](path, out)
    seconds = time.perf_counter() - start
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent's memory too
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    told = came if isinstance(came, list) else [len(came), int(came["events"].sum()), int(came["rows"].sum())]
    print(json.dumps({"seconds": seconds, "cpu": time.process_time(), "peak": peak, "came": told}))


COUNTS = ("counted_by_bluebook", "counted_by_duckdb", "counted_by_pandas_with_five_columns", "counted_by_pandas")
IMPORTS = ("imported_by_bluebook", "imported_by_duckdb_all_columns", "imported_by_duckdb_the_columns_used")


def told(title: str, contenders: tuple[str, ...], path: str, folder: Path, rounds: int = ROUNDS) -> list[dict]:
    """Measure and print a table of contenders."""
    rows = [measured(contender, path, folder, rounds) for contender in contenders]
    print(f"\n{title}")
    for row in rows:
        own = rows[0].get("seconds")
        line = f"not measured: {row['missing']}" if "missing" in row else (
            f"{row['seconds']:8.2f} s {row['cpu']:8.2f} cpu s {row['peak']:8.0f} MB  {row['seconds'] / own:7.2f}x  {row['came']}")  # fmt: skip
        print(f"  {row['contender']:40} {line}", flush=True)
    return rows


def main() -> None:
    """Measure counting over Parquet, then importing of text, at every size asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="*", default=[1, 10, 30], help="millions of rows of Parquet")
    asked.add_argument("--import-rows", type=int, nargs="*", default=[1, 10], help="millions of rows of text (0.4 GB each)")
    asked.add_argument("--folder", type=Path, help="where to write, about 0.7 GB a million rows of text")
    asked.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    args = asked.parse_args()
    if args.one:
        one(*args.one)
        return
    folder = Path(tempfile.mkdtemp(prefix="bluebook-bench-", dir=args.folder))
    try:
        for millions in args.rows:
            told(f"count a pair by month and kind, {millions} million rows of Parquet", COUNTS, frame(millions, folder), folder)
        for millions in args.import_rows:
            pattern = text(millions, folder)
            size = sum(file.stat().st_size for file in folder.glob("part-*.CSV")) / 1e9
            rounds = ROUNDS if millions < 10 else 1
            told(f"import GDELT 2.0, {millions} million rows, {size:.2f} GB of text", IMPORTS, pattern, folder, rounds)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
