"""The form of 00-start: the parameters of any notebook as widgets, and its figure below them."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from bluebook.figures import citations, galleries
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.runs import listings, reports, runs

COMMAND = "from bluebook.cli import main; main()"
FOLDER = "runs"  # of the project, and not committed: here go the notebooks that the form runs
LABELS = {"partner": "Partner", "one": "Country", "other": "Other country", "first": "From", "last": "To", "lang": "Language",
          "events": "Event file"}  # fmt: skip
LANGUAGES = {"English": "en", "日本語": "ja"}
BROAD = widgets.Layout(width="50em")
WIDE = widgets.Layout(width="36em")


class Form:
    """The form: `shown` is the whole of it, `question` the notebook chosen, `fields` its parameters, `answer` what came of it.

    Nothing runs before `draw` is called, which the button does. The executed notebook and the figure go to runs/.
    """

    def __init__(self) -> None:
        """Build the form with the first question that draws one partner and one year."""
        asked = {galleries.question(run.file.name): run.notebook for run in runs.committed()}
        self.question = widgets.Dropdown(options=asked, value="02-tempo", description="Question", layout=BROAD)
        self.button = widgets.Button(description="Draw", button_style="primary", tooltip="Run the notebook with these values")
        self.answer = widgets.HTML()
        self.fields: dict[str, widgets.ValueWidget] = {}
        self.place = widgets.VBox()
        self.shown = widgets.VBox([self.question, self.place, self.button, self.answer])
        self.question.observe(lambda change: self._ask(), names="value")
        self.button.on_click(lambda button: self.draw())
        self._ask()

    def _ask(self) -> None:
        """Show the parameters of the notebook chosen; what was typed for the one before is kept where this one takes it."""
        kept = {name: field.value for name, field in self.fields.items()}
        told = {name: each["default"] for name, each in runs.declared(self.question.value).items() if name in LABELS}
        self.fields = {name: _field(name, default, self.question.value) for name, default in told.items()}
        for name, field in self.fields.items():
            if name in kept and (name != "partner" or kept[name] in {value for _, value in field.options}):
                field.value = kept[name]
        self.place.children = tuple(self.fields.values())

    def draw(self) -> None:
        """Run the notebook with these values, and show its finding, figure and citation, or what is wrong with a value."""
        self.button.disabled = True
        self.answer.value = "<p>Running …</p>"
        try:
            self.answer.value = drawn(self.question.value, {name: str(field.value) for name, field in self.fields.items()})
        except Refused as refusal:
            self.answer.value = f'<p style="color:#a00000"><b>{escape(str(refusal))}</b></p>'
        except Exception as error:  # a callback's traceback would go to the log, where nobody looks
            self.answer.value = f"<p>{escape(f'{type(error).__name__}: {error}')}</p>"
        finally:
            self.button.disabled = False


def _field(name: str, default: Any, notebook: str) -> widgets.ValueWidget:
    if name == "partner":
        everyone = [("all partners", "ALL")] if runs.takes_all(runs.Run(notebook).file) else []
        listed = sorted((row["name"], row["partner"]) for row in listings.partners())
        return widgets.Dropdown(options=[*everyone, *listed], value=default, description=LABELS[name], layout=WIDE)
    if name == "lang":
        return widgets.ToggleButtons(options=LANGUAGES, value=default, description=LABELS[name])
    hint = "year, month or day" if name in ("first", "last") else ""
    return widgets.Text(value=str(default), description=LABELS[name], placeholder=hint, layout=WIDE)


def drawn(notebook: str, given: dict[str, str]) -> str:
    """Run a notebook with parameters as they were typed; return its finding, figure and citation as HTML.

    Raises Refused where a value is not allowed or the notebook fails. The notebook and the figure's files go to runs/.
    """
    run = runs.typed(notebook, [(name, value) for name, value in given.items() if value.strip()])
    out = paths.ROOT / FOLDER / f"{run.figure}.ipynb"
    files = _run(run, out)
    links = f"<p>Notebook: {_link(out)}{''.join(f' · {_link(file)}' for file in files)}</p>"
    if silence := reports.silence_of(out):
        return f"<p><b>{escape(silence)}.</b></p>{links}"
    found = {file.suffix: file for file in files}
    record = json.loads(found[".json"].read_text(encoding="utf-8"))
    picture = base64.b64encode(found[".png"].read_bytes()).decode()
    return (f"<p><b>{escape(record['title'])}</b></p>"
            f'<img alt="{escape(record["alt"])}" style="max-width:100%" src="data:image/png;base64,{picture}">'
            f"<p>{escape(citations.text(record))}</p>{links}")  # fmt: skip


def _run(run: runs.Run, out: Path) -> list[Path]:
    """Run a notebook by the command, in a process of its own, beside the kernel's event loop; return the figure's files."""
    given = [word for name, value in run.given.items() for word in ("-p", f"{name}={value}")]
    done = subprocess.run([sys.executable, "-c", COMMAND, "run", run.notebook, *given, "--out", str(out)], cwd=paths.ROOT,
                          capture_output=True, text=True, env={**os.environ, "BLUEBOOK_CANDIDATES": "0"})  # fmt: skip
    if done.returncode:
        raise Refused((done.stderr.strip() or done.stdout.strip()).removeprefix("bluebook: "))
    return sorted(file for file in out.parent.glob(f"{out.stem}.*") if file != out)


def _link(file: Path) -> str:
    """Return a link that JupyterLab opens in a tab of its own: a path from the folder in which the notebook runs."""
    here = os.path.relpath(file, paths.NOTEBOOKS)
    return f'<a href="{escape(here)}" target="_blank">{escape(file.name)}</a>'


def form() -> widgets.VBox:
    """Return the form, to be the last line of a cell."""
    return Form().shown
