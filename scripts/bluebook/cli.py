"""The command `bluebook`: check the tables, make the figures."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bluebook.refusals import Refused


class Plain(click.Group):
    """A group whose commands answer a bad input with its sentence, without a traceback, and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn a refusal into its sentence."""
        try:
            return super().invoke(ctx)
        except (Refused, OSError) as refusal:  # OSError: a place that can't be read or written, or has too long a name
            place = [str(refusal.filename)] if isinstance(refusal, OSError) and refusal.filename else []
            sentence = ": ".join([*place, refusal.strerror or str(refusal)]) if isinstance(refusal, OSError) else str(refusal)
            click.echo(f"bluebook: {sentence}", err=True)
            raise SystemExit(2) from None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Name the nearest command where one is misspelt."""
        from bluebook.refusals import did_you_mean, listed

        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            raise Refused(f'"{args[0]}" is not a command ({listed(known)}){did_you_mean(args[0], known)}')
        return super().resolve_command(ctx, args)


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bluebook")
def main() -> None:
    """A sourced record of Japan's diplomacy, event by event, and the figures drawn from it."""


def _replaceable(ctx: click.Context, parameter: click.Parameter, place: Path | None) -> Path | None:
    """Return where to write, if what lies there may be replaced: a file or a folder, never a device or a pipe."""
    if place and os.path.lexists(place) and not (place.is_file() or place.is_dir()):
        raise Refused(f"--{parameter.name}: {place} is no file, and isn't replaced by one")
    return place


@main.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the tables (default: data/ of the project).")
def check(data: Path | None) -> None:
    """List every problem of every table; exit 1 where there is one.

    \b
    Examples:
      bluebook check
      bluebook check --data ~/my-copy-of-data
    """
    from bluebook import tables

    found = tables.problems(data)
    for problem in found:
        click.echo(str(problem))
    if found:
        click.echo(f"{len(found)} problem{'s' if len(found) > 1 else ''}.", err=True)
        raise SystemExit(1)
    click.echo(f"All {len(tables.codebook.MODELS)} tables keep to the codebook.")


JOBS = click.option("--jobs", type=click.IntRange(1), default=2, show_default=True,
                    help="Notebooks run side by side; one more kernel stands ready.")  # fmt: skip
COLD = click.option("--cold", is_flag=True, help="Start every kernel from nothing, not from a warm one.")
TIMEOUT = click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, metavar="SECONDS",
                       help="End a run at a cell that takes longer.")  # fmt: skip
JUNIT = click.option("--junit", type=click.Path(path_type=Path), callback=_replaceable,
                     help="Write a JUnit report to this file.")  # fmt: skip


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@JOBS
@COLD
@TIMEOUT
@JUNIT
@click.option("--list", "only_list", is_flag=True, help="List the ids and do nothing.")
@click.option("--explain", is_flag=True, help="Tell for each run why it has to be run or not, and do nothing.")
@click.option("--force", is_flag=True, help="Run also what is unchanged.")
@click.option("--width", help="Printed width: 89mm, 183mm, or a journal's column as in pnas-1. Needs --out.")
@click.option("--lang", help="Language of the words in the figure: en or ja. Needs --out.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to instead of figures/.")
def figures(ids: tuple[str, ...], jobs: int, cold: bool, timeout: int, junit: Path | None, only_list: bool, explain: bool,
            force: bool, width: str | None, lang: str | None, out: Path | None) -> None:
    """Make the published figures, all of them or those named, and the stored outputs of the notebooks.

    Writes figures/<ID>.svg .pdf .png .csv .json, and from all records there the gallery figures/README.md and the crate
    figures/ro-crate-metadata.json, and prints each file that changed. A run whose notebook, parameters,
    tables, code and locked environment are unchanged is not run again. A run that fails leaves its own old figures and all
    others as they were; the exit status is then 1. The files of a figure change together, also where a run is killed: what it
    had begun, the next one finishes. Of two runs at once, the second waits for the first.

    \b
    Examples:
      bluebook figures                                             all figures and notebooks
      bluebook figures tempo-usa-2022                              one figure
      bluebook figures --explain                                   what would run, and why
      bluebook figures tempo-usa-2022 --width 89mm --out ~/paper   the same for one column, elsewhere
    """
    from bluebook import deposits, paths, runs, states

    if (width or lang) and not out:
        raise Refused("--width and --lang make figures that are not the published ones; say where to with --out")
    chosen = runs.chosen(ids, runs.published() + ([] if out else runs.committed()))
    if only_list:
        click.echo("\n".join(run.id for run in chosen if run.given))
        return
    if explain:
        for run in chosen:
            reasons = [] if out else states.reasons(run)
            click.echo(f"{'run ' if reasons else 'keep'}  {run.id}" + (f": {', '.join(reasons)}" if reasons else ""))
        return
    written = [out] if out else [paths.figures(), paths.NOTEBOOKS]
    with deposits.entered(*written, tell=lambda line: click.echo(line, err=True)):  # what is due is known once nobody writes
        due = [run for run in chosen if out or force or states.reasons(run)]
        due = [runs.otherwise(run, width=width, lang=lang) for run in due] if out else due
        _execute(due, len(chosen) - len(due), jobs, cold, timeout, junit, out)


def _execute(due: list, kept: int, jobs: int, cold: bool, timeout: int, junit: Path | None, out: Path | None) -> None:
    outcomes = []
    if due:
        with _expected(cold):
            from bluebook import executions

        outcomes = executions.make(due, jobs, click.echo, out, cold, timeout)
        if junit:
            junit.write_text(executions.junit(outcomes), encoding="utf-8")
    failed = sum(bool(outcome.failure) for outcome in outcomes)
    from bluebook import galleries

    listing = [] if out else galleries.write()
    for name in listing:
        click.echo(f"changed  {name}")
    changed = sum(len(outcome.changed) for outcome in outcomes) + len(listing)
    click.echo(f"{len(outcomes) - failed} runs ended well, {failed} failed, {kept} were up to date; {changed} files changed.")
    if failed:
        raise SystemExit(1)


@contextmanager
def _expected(cold: bool, formats: str = "") -> Iterator[None]:
    """Have the kernels' parent warm up while this process imports what it needs."""
    if not cold:
        from bluebook import kernels

        kernels.expect(BLUEBOOK_FORMATS=formats)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what is imported stays until the end; to look through it then, in search of garbage, takes 0.3 s
        gc.enable()


PAIRS = click.option("-p", "pairs", nargs=2, multiple=True, metavar="NAME VALUE", help="A parameter; may be repeated.")


@main.command(add_help_option=False)
@click.argument("notebook", required=False)
@PAIRS
@click.option("--out", type=click.Path(path_type=Path), callback=_replaceable,
              help="The executed notebook (default: <figure id>.ipynb here).")  # fmt: skip
@COLD
@TIMEOUT
@click.option("-h", "--help", "wants_help", is_flag=True, help="Show this, or the parameters of NOTEBOOK.")
@click.pass_context
def run(ctx: click.Context, notebook: str | None, pairs: tuple[tuple[str, str], ...], out: Path | None, cold: bool,
        timeout: int, wants_help: bool) -> None:
    """Run one notebook with parameters of your own, checked before any kernel starts.

    Writes the executed notebook and, with -p save true, the figure's files beside it. A `first` without a `last` asks for
    that one year, month or day.

    \b
    Examples:
      bluebook run tempo --help
      bluebook run tempo -p partner CAN -p first 2021 -p last 2024
      bluebook run 03-reconcile -p partner KOR -p first 2022 --out kor.ipynb
    """
    if not notebook:
        click.echo(ctx.get_help())
        return
    with _expected(cold or wants_help):
        from bluebook import runs

    name = runs.named(notebook)
    if wants_help:
        click.echo(runs.help_of(name))
        return
    wanted = runs.typed(name, pairs)
    from bluebook import executions

    out = out or Path(f"{wanted.id}.ipynb")
    failure = executions.rerun(wanted, out, cold, timeout)
    if failure:
        raise Refused("\n".join(["the notebook failed", *failure.splitlines()]))
    click.echo(f"{out}")


@main.command()
@click.argument("notebook", required=False)
@click.option("-p", "pairs", multiple=True, metavar="NAME=VALUES", help="Values as USA,CAN or 2021..2024; may be repeated.")
@click.option("--from", "file", type=click.Path(path_type=Path), help="A YAML file with notebook and parameters instead.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the results.")
@click.option("--backend", type=click.Choice(["threading", "loky", "dask"]), default="threading", show_default=True,
              help="Who waits for the kernels: threads, processes, or the workers of a dask scheduler.")  # fmt: skip
@click.option("--formats", default="svg", show_default=True, help="Formats of the figures: svg, and for print pdf and png.")
@click.option("--scheduler", help="Address of a running dask scheduler, as in tcp://127.0.0.1:8786.")
@JOBS
@COLD
@TIMEOUT
def sweep(notebook: str | None, pairs: tuple[str, ...], file: Path | None, out: Path, backend: str, scheduler: str | None,
          formats: str, jobs: int, cold: bool, timeout: int) -> None:
    """Run one notebook over a grid of parameters; resume where an interrupted sweep stopped.

    Writes runs/<id>/ for every run (executed notebook, figure, its numbers and record), results.csv and results.parquet
    with the numbers of all, and index.html with all figures. A failed run costs itself only; it is listed with the command
    that repeats it, and the exit status is 1.

    \b
    Examples:
      bluebook sweep tempo -p partner=USA,CAN,AUS -p first=2021..2024 --out sweep
      bluebook sweep --from sweep.yml --jobs 4 --formats svg,pdf,png --out sweep
    """
    from bluebook import pictures

    with _expected(cold, pictures.with_svg(formats)):
        from bluebook import runs, sweeps

    if bool(file) == bool(notebook):
        raise Refused("name either a notebook or a file with --from")
    if file:
        wanted = sweeps.listed(file)
    else:
        split = [pair.partition("=") for pair in pairs]
        for name, sign, _ in split:
            if not sign:
                raise Refused(f'sweep: "{name}" is not NAME=VALUES, as in partner=USA,CAN')
        wanted = sweeps.grid(runs.named(notebook), {name: sweeps.values(text) for name, _, text in split})
    done = sweeps.sweep(wanted, out, jobs, click.echo, backend, scheduler, cold, timeout, formats)
    click.echo(f"{len(done.whole) - done.kept} runs made, {done.kept} kept, {len(done.failures)} failed: {out / 'index.html'}")
    if done.failures:
        raise SystemExit(1)


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@JOBS
def verify(ids: tuple[str, ...], jobs: int) -> None:
    """Redraw the published figures and compare: numbers, then artists, then bytes; exit 1 where one moved.

    \b
    Examples:
      bluebook verify                      every published figure
      bluebook verify tempo-usa-2022
    """
    from bluebook import runs, verifications

    verdicts = verifications.verify(runs.chosen(ids, runs.published()), jobs)
    for verdict in verdicts:
        click.echo(str(verdict))
    if any(verdict.level != "same" for verdict in verdicts):
        raise SystemExit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def whence(file: Path) -> None:
    """Say where a picture comes from: figure, version, rows, whether it is unchanged, how to make it again.

    Reads SVG, PDF and PNG, also when renamed or stripped of its metadata.

    \b
    Examples:
      bluebook whence figures/tempo-usa-2022.png
      bluebook whence ~/Downloads/figure3.pdf
    """
    from bluebook import origins

    click.echo("\n".join(origins.whence(file)))


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the figures (default: figures/).")
def proof(ids: tuple[str, ...], out: Path | None) -> None:
    """Tell whether figures are fit for print: width, text of 5 to 7 pt, TrueType fonts, 300 dots per inch; exit 1 if not.

    \b
    Examples:
      bluebook proof
      bluebook proof tempo-usa-2022-89mm --out ~/paper
    """
    from bluebook import paths, proofs
    from bluebook.refusals import did_you_mean

    folder = out or paths.figures()
    known = sorted(file.stem for file in folder.glob("*.json") if file.with_suffix(".pdf").exists())
    for figure_id in ids:
        if figure_id not in known:
            raise Refused(f'figure: "{figure_id}" is not in {folder.name}/{did_you_mean(figure_id, known)}')
    wrong = [line for figure_id in ids or known for line in proofs.proof(folder, figure_id)]
    click.echo("\n".join(wrong) or f"{len(ids or known)} figures are fit for print.")
    if wrong:
        raise SystemExit(1)


@main.command()
@click.argument("events", nargs=-1, metavar="[EVENT_ID]...")
def affected(events: tuple[str, ...]) -> None:
    """List the published figures that stand on a row: of the events named, or of all in corrections.csv.

    The lines are Markdown, to be put into CHANGELOG.md.

    \b
    Examples:
      bluebook affected 2022-05-23-USA-summit
      bluebook affected >> CHANGELOG.md
    """
    from bluebook import records, tables
    from bluebook.refusals import did_you_mean

    known = set(tables.events()["event_id"])
    for event in events:
        if event not in known:
            raise Refused(f'event: "{event}" is not in events.csv{did_you_mean(event, known)}')
    published = {figure_id: records.record(figure_id) for figure_id in records.ids()}
    for event in events or sorted(set(tables.corrections()["event_id"])):
        standing = [figure_id for figure_id, record in published.items() if event in record["rows"]]
        click.echo(f"- {event}: {', '.join(standing) or 'no published figure'}")


@main.command("import")
@click.argument("form", metavar="FORMAT")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, callback=_replaceable,
              help="The Parquet to write.")  # fmt: skip
def import_(form: str, files: tuple[str, ...], out: Path) -> None:
    """Read event files from elsewhere into one frame: one row an event between two countries.

    FORMAT is gdelt (1.0 and 2.0, told apart by their columns; also gdelt1, gdelt2), icews, historian (XML or a table) or,
    built from documented columns alone, polecat and colt. A file may be zipped; a pattern in quotation marks names thousands.
    Damaged lines are counted, named, and listed in full in <OUT>.damaged.csv. A file of another shape is refused, and then
    nothing is written.

    \b
    Examples:
      bluebook import gdelt 20180101000000.export.CSV.zip --out events.parquet
      bluebook import gdelt "gdelt/*.export.CSV.zip" --out events.parquet
      bluebook import icews "icews/*.tab" --out icews.parquet
      bluebook import historian travels/*-travels/*.xml visits/data/*.xml --out historian.parquet
    """
    from bluebook import sources
    from bluebook.sources import engine

    account = engine.gather(files, out, sources.named(form), lambda line: click.echo(line, err=True))
    for damage in account.damaged[:20]:
        click.echo(f"damaged: {damage}", err=True)
    click.echo("\n".join([f"{out}: {account.events} events from {account.kept} of {account.read} rows in {account.files} files",
                          *(f"left out: {rows} rows {why}" for why, rows in account.left_out.items()),
                          f"damaged: {len(account.damaged)} lines" + (f", see {account.listing}" if account.listing else ""),
                          *(f"{each.title}: {each.evidence}" for each in sources.named(form) if not each.seen)]))  # fmt: skip


@main.command()
@click.argument("figure_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "bibtex", "csl", "ris", "cff"]), default="text", show_default=True)
def cite(figure_id: str, form: str) -> None:
    """Tell how to cite a published figure; the date is that of the data's version.

    \b
    Examples:
      bluebook cite tempo-usa-2022
      bluebook cite tempo-usa-2022 --format bibtex >> paper.bib
    """
    from bluebook import citations, records

    click.echo(citations.WRITERS[form](records.record(figure_id)), nl=False)


@main.command()
@click.argument("figure_id", metavar="ID")
@click.option("--out", type=click.Path(path_type=Path), callback=_replaceable,
              help="The zip, or a folder for it (default: <ID>.zip here).")  # fmt: skip
def bundle(figure_id: str, out: Path | None) -> None:
    """Pack a published figure in one zip: picture, numbers, record, citation, licences and a page that explains them.

    \b
    Examples:
      bluebook bundle tempo-usa-2022
      bluebook bundle tempo-usa-2022 --out ~/paper/figure-1.zip
    """
    from bluebook import bundles

    click.echo(f"{bundles.write(figure_id, out)}")


@main.command()
def describe() -> None:
    """Write data/datapackage.json (Data Package v2) from the table models."""
    from bluebook import datapackages, paths

    file = paths.data() / "datapackage.json"
    file.write_text(datapackages.text(), encoding="utf-8")
    click.echo(f"{file.parent.name}/{file.name} describes {len(datapackages.package()['resources'])} tables.")


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the site (default: site/).")
def site(out: Path | None) -> None:
    """Build the site to read: the notebooks as articles, the figures, the record, in English and Japanese.

    Everything is written at once, or nothing. index.html opens from the disk and from any static host, without network. Lists
    the pages by kind, with their number and weight.

    \b
    Examples:
      bluebook site
      bluebook site --out ~/public_html/bluebook
    """
    from bluebook.site import builds

    click.echo(f"{builds.build(out, click.echo) / 'index.html'}")
