"""A published figure as it was made for one column or in another language: cited by the id that is printed on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bluebook import parameters
from bluebook.figures import records
from bluebook.ground import deposits
from bluebook.ground.refusals import Refused
from bluebook.runs import executions, runs

NAMED = re.compile(rf"(?P<base>.+?)(?:-(?P<width>\d+)mm)?(?:-(?P<lang>{'|'.join(parameters.LANGS)}))?")


def record(figure_id: str) -> Mapping[str, Any]:
    """Return what is known of a figure by the id printed on it. Raises Refused where it is no form of a published one.

    Another width has the words of the published figure; for another language the notebook is run to learn its title.
    """
    known = records.ids()
    parts = re.fullmatch(NAMED, figure_id)
    drawable = parts and (not parts["width"] or int(parts["width"]) in parameters.WIDTHS.values())
    if figure_id in known or not parts or not drawable:
        return records.record(figure_id)
    same, other = [f"{parts['base']}-{parts['lang']}" if parts["lang"] else parts["base"], parts["base"]]
    if same in known:
        return _narrower(records.record(same), figure_id, parts["width"])
    if other in known and parts["lang"]:
        return _drawn(other, figure_id, parts["width"], parts["lang"])
    return records.record(figure_id)


def _narrower(base: Mapping[str, Any], figure_id: str, width: str) -> Mapping[str, Any]:
    own = ("swhid", "files", "content")  # of the files as they were published
    kept = {name: part for name, part in base.items() if name not in own}
    return kept | {"id": figure_id, "parameters": base["parameters"] | {"width": f"{width}mm"}, "doi": None}


def _drawn(base: str, figure_id: str, width: str | None, lang: str) -> Mapping[str, Any]:
    """Run the notebook of a published figure in another language and return the record of what it draws."""
    (published,) = runs.chosen([base], runs.published())
    names = {number: name for name, number in reversed(parameters.WIDTHS.items())}
    run = runs.otherwise(published, lang=lang, width=names[int(width)] if width else None)
    with deposits.temporary() as folder:
        done = executions.attempt(run, folder / "run", publishing=True, formats="svg")
        if done.failure:
            raise Refused(f"figure: {figure_id} can't be drawn again ({done.failure.splitlines()[-1]})")
        made = json.loads((done.folder / "figures" / f"{figure_id}.json").read_text(encoding="utf-8"))
        return made | {"swhid": {}}
