"""A notebook over a grid of parameters: a folder for each run, one tidy table of all results, a contact sheet.

A sweep's folder holds runs/<id>/ with the executed notebook, the figure, as SVG unless more formats are asked for, and
result.json, written last: a run is complete if it has that file. So an interrupted sweep continues where it stopped and
repeats nothing that is complete and unchanged.
"""

from __future__ import annotations

import html
import itertools
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import pandas as pd

from bluebook.figures.formats import with_svg
from bluebook.ground import deposits, fingerprints, patterns
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.runs import executions, reports, runs, states
from bluebook.runs.asked import Pairs, sets, values
from bluebook.runs.runs import Run

FORM = "notebook: 02-tempo, parameters: {partner: [USA, CAN], first: 2021..2024}"
MOST = 10_000  # runs of one sweep: more is a slip of the keyboard


@dataclass(frozen=True)
class Sweep:
    """The runs of a sweep and how they ended: whole ones, kept or made now, and failures by id."""

    whole: tuple[Run, ...]
    kept: int
    failures: Mapping[str, str]


def grid(notebook: str, given: Mapping[str, Sequence[Any]]) -> list[Run]:
    """Return one run for each combination of the values given, each checked. A `first` without a `last` is its own last."""
    number = 1
    for options in given.values():
        number *= len(options)
    if not 0 < number <= MOST:
        raise Refused(f"sweep: {number:,} runs were asked for; 1 to {MOST:,} are allowed")
    sets = [dict(zip(given, combination, strict=True)) for combination in itertools.product(*given.values())]
    found: dict[str, Run] = {}
    for run in (runs.checked(Run(notebook, runs.completed(each))) for each in sets):
        if not found.setdefault(run.id, run).draws_as(run):
            raise Refused(f"sweep: two runs would share the id {run.id}: {found[run.id].given} and {run.given}")
    return list(found.values())


def typed(notebook: str, pairs: Pairs) -> list[Run]:
    """Return the runs of a grid from names and values as they were typed, each in its parameter's type and checked."""
    return grid(notebook, {name: [runs.converted(notebook, name, value) for value in options]
                           for name, options in sets(pairs).items()})  # fmt: skip


def listed(file: Path) -> list[Run]:
    """Return the runs of a sweep file: `notebook`, and `parameters` with a value or a list of values each."""
    return block(file.name, runs.listed_in(file))


def block(name: str, asked: Any) -> list[Run]:
    """Return the runs of what a sweep file holds; name is the file's, for the sentence where it is refused."""
    if not isinstance(asked, dict) or set(asked) != {"notebook", "parameters"} or not isinstance(asked["parameters"], dict):
        raise Refused(f"{name}: not of the form {FORM}")
    given = {name: _options(value) for name, value in asked["parameters"].items()}
    return grid(runs.named(str(asked["notebook"])), given)


def _options(value: Any) -> list[Any]:
    return [option for part in value for option in _options(part)] if isinstance(value, list) else (
        values(value) if isinstance(value, str) else [value])  # fmt: skip


@contextmanager
def cluster(backend: str, scheduler: str | None) -> Iterator[None]:
    """Send the runs of a sweep to threads or joblib's loky processes here, or to an existing dask.distributed scheduler."""
    if backend != "dask":
        yield
        return
    try:
        from dask.distributed import Client
    except ImportError:
        raise Refused("--backend dask needs the package distributed; pip install 'bluebook[dask]'") from None
    if not scheduler:
        raise Refused("--backend dask needs the address of a running scheduler: --scheduler tcp://host:8786")
    with Client(scheduler, timeout="20s"), joblib.parallel_config(backend="dask"):
        yield


def sweep(wanted: list[Run], out: Path, jobs: int, tell: Callable[[str], None], backend: str = "threading",
          scheduler: str | None = None, cold: bool = False, timeout: int = executions.TIMEOUT, formats: str = "svg") -> Sweep:
    """Run what is not complete yet, then write results.csv, results.parquet and index.html of all complete runs.

    If two sweeps write into one folder, the second waits for the first, then runs only what is missing. What an interrupted
    one left half done is removed first. formats: of the figures, as in svg,pdf; svg is always among them.
    """
    formats, out = with_svg(formats), out.absolute()  # the workers of a cluster stand in another folder
    failures, places = {}, out / "runs"
    with cluster(backend, scheduler), deposits.entered(out, places, tell=tell):
        kept = [run for run in wanted if whole(run, out, formats)]
        work = [(run, places / f"{deposits.MAKING}{run.id}") for run in wanted if run not in kept]
        for attempt in executions.attempts(work, jobs, cold, None if backend == "dask" else backend, timeout=timeout,
                                           formats=formats):
            if attempt.failure:
                failures[attempt.run.id] = attempt.failure
                for line in reports.report(reports.Outcome(attempt.run, failure=attempt.failure)):
                    tell(line)
            else:
                _keep(attempt, out, formats)
        done = [run for run in wanted if run.id not in failures]
        write(done, out)
    return Sweep(tuple(done), len(kept), failures)


def whole(run: Run, out: Path, formats: str = "svg") -> bool:
    """Tell whether a run's result exists in these formats and is up to date."""
    noted = states.read(out / "runs" / run.id / "result.json")
    return bool(noted) and noted["given"] == run.given and noted.get("formats") == formats and not list(
        states.changed(run.file, noted["tables"], noted["code"], noted["lock"]))  # fmt: skip


def _keep(attempt: executions.Attempt, out: Path, formats: str) -> None:
    run, place = attempt.run, out / "runs" / attempt.run.id
    noted = states.read(attempt.folder / "trace.json")
    noted |= {"given": run.given, "formats": formats, "lock": fingerprints.of_lock()}
    for figure in (attempt.folder / "figures").iterdir():
        figure.rename(attempt.folder / figure.name)
    (attempt.folder / "figures").rmdir()
    (attempt.folder / "trace.json").unlink(missing_ok=True)
    (attempt.folder / "result.json").write_text(json.dumps(noted, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    attempt.folder.rename(place)


def write(done: Sequence[Run], out: Path) -> pd.DataFrame:
    """Write and return the tidy table of all results: the parameters of each run beside the numbers its figure draws."""
    parts = [_numbers(run, out) for run in done]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    deposits.put(out / "results.csv", table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig"))  # for a spreadsheet
    _parquet(table, out / "results.parquet")
    deposits.put(out / "index.html", contact_sheet(done, out).encode())
    return table


def _parquet(table: pd.DataFrame, file: Path) -> None:
    import duckdb  # only here: what is imported at the start is kept to the very end, of which duckdb would complain

    if table.empty:  # a Parquet has columns
        file.unlink(missing_ok=True)
        return
    beside = file.with_name(f".{file.name}{deposits.NEW}")
    beside.unlink(missing_ok=True)
    duckdb.from_df(table).write_parquet(str(beside))
    beside.replace(file)


def _numbers(run: Run, out: Path) -> pd.DataFrame:
    if _silence(run, out):
        return pd.DataFrame()
    frame = pd.read_csv(out / "runs" / run.id / f"{run.id}.csv", keep_default_na=False)
    frame = frame.rename(columns={name: f"drawn_{name}" for name in run.given})  # a timeline draws first and last days
    for place, (name, value) in enumerate([("figure", run.id), *run.given.items()]):
        frame.insert(place, name, patterns.told(value) if name == "events" else str(value))
    return frame


def _silence(run: Run, out: Path) -> str:
    return reports.silence_of(out / "runs" / run.id / run.file.name)


def contact_sheet(done: Sequence[Run], out: Path) -> str:
    """Return a page with the picture of every run, its title and its numbers; of one without anything collected, why."""
    cards = []
    for run in done:
        if silence := _silence(run, out):
            cards.append(SILENT.format(id=html.escape(run.id), silence=html.escape(silence)))
            continue
        record = states.read(out / "runs" / run.id / f"{run.id}.json")
        file, alt, title = (html.escape(text) for text in (f"runs/{run.id}/{run.id}", record["alt"], record["title"]))
        cards.append(CARD.format(file=file, alt=alt, title=title))
    return PAGE.format(number=plural(len(done), "run"), cards="\n".join(cards))


CARD = """<figure><a href="{file}.svg"><img loading="lazy" src="{file}.svg" alt="{alt}"></a>
<figcaption>{title} <a href="{file}.csv">numbers</a></figcaption></figure>"""


SILENT = """<figure><figcaption>{id}: {silence}.</figcaption></figure>"""
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{number}</title>
<style>
body{{font:15px/1.4 sans-serif;margin:1rem;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr))}}
figure{{margin:0;border:1px solid #ccc;padding:.5rem}}img{{width:100%}}h1{{grid-column:1/-1;font-size:1.2rem;margin:0}}
</style>
<h1>{number}</h1>
{cards}
</html>
"""
