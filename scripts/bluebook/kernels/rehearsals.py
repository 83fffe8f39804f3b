"""What the warm parent does once of what every notebook does: import the package, check the tables, draw and save a figure.

Nothing is written. What libraries load when they are first asked (fonts, back ends, the checks of pandera, picture formats)
is then there for every kernel, and a table of the same bytes is not checked again.
"""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import suppress
from typing import Any

from bluebook.kernels.lending import Lender

PARAMETERS: dict[str, Any] = {"partner": "USA", "first": "2022", "last": "2022", "lang": "en", "width": "183mm", "save": False}


def rehearse(lender: Lender) -> None:
    """Load the modules, to be lent, and go once through all that a run does. A failure is for the notebooks to show."""
    with suppress(Exception), lender.noting():
        check_tables()
        publish()  # before all is loaded: the code of few modules is then looked at, which takes some time
        for name in ("charts", "views"):
            load(name)


def load(room: str) -> None:
    """Import a module of the package with all that are in it."""
    module = importlib.import_module(f"bluebook.{room}")
    for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
        importlib.import_module(f"bluebook.{room}.{found.name}")


def check_tables() -> None:
    """Read the tables that most notebooks read, and check them."""
    from bluebook.record import tables

    for name in ("events", "coverage", "countries", "terms"):
        tables.table(name)


def publish() -> None:
    """Draw a small figure, show it and render its files; then forget what was read for it."""
    from bluebook import parameters
    from bluebook.charts import blocks
    from bluebook.counts import tallies
    from bluebook.figures import formats, pictures
    from bluebook.ground import paths
    from bluebook.record import tables

    asked = parameters.check(**PARAMETERS)
    rows = tallies.select(tables.events(), asked.partner, asked.first, asked.last)
    monthly = tallies.by_month(rows, asked.first, asked.last)
    panel = blocks.Panel("Rehearsal", tallies.counts(monthly).groupby("month", observed=False).sum())
    chart = blocks.unit_columns([panel], title="Rehearsal", note="Nothing of this is kept.")
    picture = pictures.Picture("tempo", asked, chart, tallies.tidy(monthly), "")
    picture._repr_mimebundle_()
    picture.files(picture.record(), formats.named(paths.formats()))
    tables.forget()
