"""How runs ended: lines for a reader, and JUnit XML for a machine."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bluebook.ground.phrases import plural
from bluebook.runs.runs import Run


@dataclass(frozen=True)
class Outcome:
    """How one run ended: what it changed, or where and why it failed."""

    run: Run
    changed: tuple[str, ...] = ()
    failure: str = ""


def report(outcome: Outcome) -> list[str]:
    """Return the lines that tell what a run changed, or where it failed, why, and how to repeat it."""
    if not outcome.failure:
        return [f"changed  {name}" for name in outcome.changed]
    notice = [f"::error file=notebooks/{outcome.run.notebook}.ipynb,title={outcome.run.id}::{_last(outcome)}"]
    return [f"failed   {outcome.run.id}", *(f"         {line}" for line in outcome.failure.splitlines()),
            f"         again: {again(outcome.run)}", *notice * bool(os.environ.get("GITHUB_ACTIONS"))]  # fmt: skip


def _last(outcome: Outcome) -> str:
    return (outcome.failure.splitlines() or [""])[-1]


def again(run: Run) -> str:
    """Return the command that repeats a run, from any folder."""
    given = [word for name, value in run.given.items() for word in ("-p", f"{name}={value}")]
    return shlex.join(["bluebook", "run", run.notebook, *given])


def silence_of(notebook: Path) -> str:
    """Return the sentence, without its stop, of an executed notebook that found nothing collected; empty of any other."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    said = [output.get("metadata", {}).get("silence") for cell in cells for output in cell.get("outputs", [])]
    return next(filter(None, said), "")


def account(outcomes: Sequence[Outcome], kept: int, changed: int) -> str:
    """Return the last line of a report: how many runs and figures, what failed, what is not as it was published.

    kept: how many runs were up to date. changed: how many files got other bytes.
    """
    if not outcomes:
        return "Nothing to do: " + ("the run is" if kept == 1 else f"all {plural(kept, 'run')} are") + " up to date."
    failed = sum(bool(outcome.failure) for outcome in outcomes)
    drawn = sum(bool(outcome.run.given) and not outcome.failure for outcome in outcomes)
    done = [plural(len(outcomes), "run"), plural(drawn, "figure")]
    done += [f"{failed} failed"] * bool(failed) + [f"{kept} up to date"] * bool(kept)
    said = f"{plural(changed, 'file')} changed" if changed else "every published file remade byte for byte"
    return f"{', '.join(done)}, {said}."


def junit(outcomes: Iterable[Outcome]) -> str:
    """Return the outcomes as a JUnit XML report, a test case per run."""
    cases = []
    for outcome in outcomes:
        wrong = f"<failure message={quoteattr(_last(outcome))}>{escape(outcome.failure)}</failure>" * bool(outcome.failure)
        named = f"classname={quoteattr(outcome.run.notebook)} name={quoteattr(outcome.run.id)}"
        cases.append(f"  <testcase {named}>{wrong}</testcase>")
    failed = sum("<failure" in case for case in cases)
    return "\n".join([f'<testsuite name="bluebook" tests="{len(cases)}" failures="{failed}">', *cases, "</testsuite>", ""])
