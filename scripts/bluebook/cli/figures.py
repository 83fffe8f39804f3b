"""Commands of the published figures: figures, verify, whence, proof, cite, bundle."""

from __future__ import annotations

from pathlib import Path

import click

from bluebook.cli.shared import COLD, JOBS, TIMEOUT, Paired, expected, main, pairs, replaceable
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused

JUNIT = click.option("--junit", type=click.Path(path_type=Path), callback=replaceable,
                     help="Write a JUnit report to this file.")  # fmt: skip

NAMED = click.argument("ids", nargs=-1, metavar="[ID|NOTEBOOK]...")
ONE = click.argument("figure_id", metavar="ID|NOTEBOOK")
NARROWED = pairs("NAME=VALUES", "Only figures with this parameter, as partner=CAN or first=2021..2022; may be repeated.")
DRAWN = pairs("NAME=VALUE", "With a notebook: a parameter of the figure, as for `bluebook run`; may be repeated.")


@main.command(cls=Paired)
@NAMED
@NARROWED
@JOBS
@COLD
@TIMEOUT
@JUNIT
@click.option("--list", "only_list", is_flag=True, help="Only list the ids.")
@click.option("--explain", is_flag=True, help="Say for each run whether it is due and why; run nothing.")
@click.option("--force", is_flag=True, help="Also run what is unchanged.")
@click.option("--width", help="Printed width: 89mm, 183mm, or a journal's column as in pnas-1. Needs --out.")
@click.option("--lang", help="Language of the words in the figure: en or ja. Needs --out.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to instead of figures/.")
def figures(ids: tuple[str, ...], pairs: list[tuple[str, str]], jobs: int, cold: bool, timeout: int, junit: Path | None,
            only_list: bool, explain: bool, force: bool, width: str | None, lang: str | None, out: Path | None) -> None:
    """Make the published figures, all or those named, and the stored outputs of the notebooks.

    A notebook (tempo, 02, 02-tempo or its path) means all its published figures and its stored outputs.
    Writes figures/<ID>.svg .pdf .png .csv .json, the gallery figures/README.md and figures/ro-crate-metadata.json, and prints
    each file that changed. A run is skipped if its notebook, parameters, tables, code and locked environment are unchanged. If
    a run fails, its old figures and all others stay as they were, and the exit status is 1. The files of a figure always
    change together: if a run is killed, the next one completes it. If two are started at once, the second waits.

    \b
    Examples:
      bluebook figures                                             all figures and notebooks
      bluebook figures tempo-usa-2022                              one figure
      bluebook figures tempo -p partner=CAN --list                 which figures a notebook and a parameter name
      bluebook figures --explain                                   what would run, and why
      bluebook figures tempo-usa-2022 --width 89mm --out paper     the same for one column, elsewhere
    """
    from bluebook.ground import deposits, paths
    from bluebook.runs import asked, runs, states

    if (width or lang) and not out:
        raise Refused("--width and --lang make figures that are not published; name a folder for them with --out")
    chosen = asked.figures(ids, pairs, runs.published() + ([] if out else runs.committed()))
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
    from bluebook.runs import reports

    outcomes = []
    if due:
        with expected(cold):
            from bluebook.runs import executions

        outcomes = executions.make(due, jobs, click.echo, out, cold, timeout)
        if junit:
            junit.write_text(reports.junit(outcomes), encoding="utf-8")
    failed = sum(bool(outcome.failure) for outcome in outcomes)
    from bluebook.figures import galleries

    listing = [] if out else galleries.write()
    for name in listing:
        click.echo(f"changed  {name}")
    changed = sum(len(outcome.changed) for outcome in outcomes) + len(listing)
    click.echo(reports.account(outcomes, kept, changed))
    if failed:
        raise SystemExit(1)


@main.command(cls=Paired)
@NAMED
@NARROWED
@JOBS
def verify(ids: tuple[str, ...], pairs: list[tuple[str, str]], jobs: int) -> None:
    """Redraw the published figures and compare numbers, drawing and bytes; exit 1 if one differs.

    \b
    Examples:
      bluebook verify                      every published figure
      bluebook verify tempo-usa-2022
      bluebook verify tempo -p partner=CAN -p first=2022
    """
    from bluebook.runs import asked, runs, verifications

    verdicts = verifications.verify(asked.figures(ids, pairs, runs.published()), jobs)
    for verdict in verdicts:
        click.echo(str(verdict))
    if any(verdict.level != "same" for verdict in verdicts):
        raise SystemExit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def whence(file: Path) -> None:
    """Say where a picture comes from: figure, version, rows, whether it is unchanged, and how to remake it.

    Reads SVG, PDF and PNG files, even if they were renamed or stripped of their metadata.

    \b
    Examples:
      bluebook whence figures/tempo-usa-2022.png
      bluebook whence figure3.pdf
    """
    from bluebook.figures import origins

    click.echo("\n".join(origins.whence(file)))


@main.command()
@NAMED
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the figures (default: figures/).")
def proof(ids: tuple[str, ...], out: Path | None) -> None:
    """Check that figures are fit for print: width, text of 5 to 7 pt, on the sheet, in TrueType fonts, 300 dpi; exit 1 if not.

    \b
    Examples:
      bluebook proof
      bluebook proof tempo
      bluebook proof tempo-usa-2022-89mm --out paper
    """
    from bluebook.figures import proofs
    from bluebook.ground import paths
    from bluebook.ground.refusals import did_you_mean
    from bluebook.runs import runs

    folder = out or paths.figures()
    known = sorted(file.stem for file in folder.glob("*.json") if file.with_suffix(".pdf").exists())
    wanted: list[str] = []
    for word in ids:
        notebook = runs.spelled(word)
        own = [figure_id for figure_id in known if figure_id == word or (notebook and figure_id.startswith(f"{notebook[3:]}-"))]
        if not own:
            raise Refused(f'figure: "{word}" is not in {shown(folder)}{did_you_mean(word, known)}')
        wanted += own
    wanted = wanted or known
    wrong = [line for figure_id in wanted for line in proofs.proof(folder, figure_id)]
    click.echo("\n".join(wrong) or f"{plural(len(wanted), 'figure')} {'is' if len(wanted) == 1 else 'are'} fit for print.")
    if wrong:
        raise SystemExit(1)


@main.command(cls=Paired)
@ONE
@DRAWN
@click.option("--format", "form", type=click.Choice(["text", "bibtex", "csl", "ris", "cff"]), default="text", show_default=True)
def cite(figure_id: str, pairs: list[tuple[str, str]], form: str) -> None:
    """Print the citation of a published figure, dated by its data version.

    One made from it for a column or in another language is cited by the id printed on it. A figure of your own has its citation
    in the last cell of its notebook.

    \b
    Examples:
      bluebook cite tempo-usa-2022
      bluebook cite tempo-usa-2022-89mm
      bluebook cite tempo -p partner CAN -p first 2022
      bluebook cite tempo-usa-2022 --format bibtex >> paper.bib
    """
    from bluebook.figures import citations, records

    wanted = _id(figure_id, pairs)
    if wanted in records.ids():
        click.echo(citations.WRITERS[form](records.record(wanted)), nl=False)
        return
    from bluebook.runs import variants  # only here: it takes a second

    click.echo(citations.WRITERS[form](variants.record(wanted)), nl=False)


def _id(word: str, pairs: list[tuple[str, str]]) -> str:
    """Return the id that is named, or that of the figure which a notebook draws with these parameters."""
    from bluebook.figures import records

    if word in records.ids() and not pairs:
        return word
    from bluebook.runs import asked  # only here: it takes half a second

    return asked.figure(word, pairs)


@main.command(cls=Paired)
@ONE
@DRAWN
@click.option("--out", type=click.Path(path_type=Path), callback=replaceable,
              help="The zip, or a folder for it (default: <ID>.zip here).")  # fmt: skip
def bundle(figure_id: str, pairs: list[tuple[str, str]], out: Path | None) -> None:
    """Pack a published figure into a zip: picture, numbers, record, citation, licences and a page that explains them.

    \b
    Examples:
      bluebook bundle tempo-usa-2022
      bluebook bundle tempo -p partner=CAN --out paper/figure-1.zip
    """
    from bluebook.figures import bundles

    click.echo(shown(bundles.write(_id(figure_id, pairs), out)))
