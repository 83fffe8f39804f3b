"""Commands that run a notebook with parameters of your own: run, sweep."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bluebook.cli.shared import COLD, JOBS, TIMEOUT, Paired, expected, main, pairs, replaceable
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused


@main.command(cls=Paired, add_help_option=False)
@click.argument("notebook", required=False)
@pairs("NAME=VALUE", "A parameter, also as NAME VALUE; may be repeated.")
@click.option("--out", type=click.Path(path_type=Path), callback=replaceable,
              help="The notebook to write; the figure goes beside it (default: <figure id>.ipynb here).")  # fmt: skip
@click.option("--candidates", is_flag=True, help="Count candidate rows in; such a figure can't be published or cited.")
@COLD
@TIMEOUT
@click.option("-h", "--help", "wants_help", is_flag=True, help="Show this, or the parameters of NOTEBOOK.")
@click.pass_context
def run(ctx: click.Context, notebook: str | None, pairs: list[tuple[str, str]], out: Path | None,
        candidates: bool, cold: bool, timeout: int, wants_help: bool) -> None:
    """Run one notebook with parameters of your own, checked before any kernel starts.

    NOTEBOOK is a number, a noun, a name or a path (02, tempo, 02-tempo, notebooks/02-tempo.ipynb). Prints the answer. Writes
    the executed notebook, which ends with the citation, and beside it the figure's files: .svg, .pdf, .png, numbers (.csv) and
    record (.json); -p save=false leaves them out. Without `last`, the period is the year, month or day given as `first`. A
    partner is a code or a name, in English or Japanese.

    \b
    Examples:
      bluebook run tempo --help
      bluebook run tempo -p partner CAN -p first 2021 -p last 2024
      bluebook run 03-reconcile -p partner="South Korea" -p first=2022 --out kor.ipynb
      bluebook run tempo -p partner DEU -p first 2024 --candidates
    """
    if not notebook:
        click.echo(ctx.get_help())
        return
    os.environ["BLUEBOOK_CANDIDATES"] = str(int(candidates))  # for the kernel, which begins with these variables
    with expected(cold or wants_help):
        from bluebook.runs import runs

    name = runs.named(notebook)
    if wants_help:
        from bluebook.runs import listings

        click.echo(listings.help_of(name))
        return
    wanted = runs.typed(name, pairs)
    from bluebook.runs import executions

    if candidates and wanted.given.get("save"):
        raise Refused("--candidates: a figure that counts candidate rows can't be published; leave out save")
    out = out or Path(f"{wanted.figure}{'-candidates' * candidates}.ipynb")
    out = out / f"{wanted.figure}.ipynb" if out.is_dir() else out
    drawn, failure = executions.rerun(wanted, out, cold, timeout)
    if failure:
        raise Refused("\n".join(["the notebook failed", *failure.splitlines()]))
    _tell(out, drawn, "。" if wanted.given.get("lang") == "ja" else ".")


def _tell(out: Path, drawn: list[Path], stop: str) -> None:
    """Print the answer, or that nothing was collected, and name the notebook and the figure that were written."""
    from bluebook.figures import records
    from bluebook.runs import reports

    silence = reports.silence_of(out)
    titles = [records.read(file)["title"] for file in drawn if file.suffix == ".json"]
    for answer in [silence + stop] if silence else titles:
        click.echo(f"answer    {answer}")
    click.echo(f"notebook  {shown(out)}")
    if drawn or silence:
        click.echo(f"figure    {shown(drawn[0])} {' '.join(file.suffix for file in drawn[1:])}" if drawn else "figure    none")


@main.command(cls=Paired)
@click.argument("notebook", required=False)
@pairs("NAME=VALUES", "Values of a parameter, as USA,CAN or 2021..2024, also as NAME VALUES; may be repeated.")
@click.option("--from", "file", type=click.Path(path_type=Path), help="A YAML file with notebook and parameters instead.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the results.")
@click.option("--backend", type=click.Choice(["threading", "loky", "dask"]), default="threading", show_default=True,
              help="What runs the kernels: threads, processes, or the workers of a dask scheduler.")  # fmt: skip
@click.option("--formats", default="svg", show_default=True, help="Formats of the figures: svg, and for print pdf and png.")
@click.option("--scheduler", help="Address of a running dask scheduler, as in tcp://127.0.0.1:8786.")
@JOBS
@COLD
@TIMEOUT
def sweep(notebook: str | None, pairs: list[tuple[str, str]], file: Path | None, out: Path, backend: str, scheduler: str | None,
          formats: str, jobs: int, cold: bool, timeout: int) -> None:
    """Run one notebook over a grid of parameters; continue where an interrupted sweep stopped.

    Writes runs/<id>/ for every run (executed notebook, figure, its numbers and record), results.csv and results.parquet
    with all numbers, and index.html with all figures. A failed run does not stop the others; it is listed with the command
    that repeats it, and the exit status is 1.

    \b
    Examples:
      bluebook sweep tempo -p partner=USA,CAN -p first=2021..2022 --out sweep
      bluebook sweep --from sweep.yml --jobs 4 --out sweep
    """
    from bluebook.figures.formats import with_svg

    with expected(cold, with_svg(formats)):
        from bluebook.runs import runs, sweeps

    if bool(file) == bool(notebook):
        raise Refused("name either a notebook or a file with --from")
    if file and pairs:
        raise Refused(f"-p: {file} names the parameters; leave out one of the two")
    wanted = sweeps.listed(file) if file else sweeps.typed(runs.named(str(notebook)), pairs)
    done = sweeps.sweep(wanted, out, jobs, click.echo, backend, scheduler, cold, timeout, formats)
    made = plural(len(done.whole) - done.kept, "run")
    click.echo(f"{made} made, {done.kept} kept, {len(done.failures)} failed: {shown(out / 'index.html')}")
    if done.failures:
        raise SystemExit(1)
