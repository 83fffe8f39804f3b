"""What is done in the copy before the figures are drawn: merge, tell the changes, seal, describe, count.

`python -m bluebook.releases.steps VERSION DAY`, run by `releases` with the copy's code, whose version is the new one.
"""

from __future__ import annotations

import sys
from datetime import date

from bluebook.ground import paths
from bluebook.record import datapackages, seals
from bluebook.releases import changes, merges, numbers


def main(version: str, day: str) -> None:
    """Do all steps, in the project that this code stands in."""
    data = paths.data()
    added = merges.merge(data)
    changed = changes.rows(added, data)
    (data / changes.MADE).mkdir(exist_ok=True)
    (data / changes.MADE / f"{version}.csv").write_text(changes.ids(changed), encoding="utf-8")
    log = paths.ROOT / "CHANGELOG.md"
    new = changes.section(version, date.fromisoformat(day), changed)
    log.write_text(changes.placed(log.read_text(encoding="utf-8"), new), encoding="utf-8")
    (data / seals.FILE).write_text(seals.text(), encoding="utf-8")
    (data / "datapackage.json").write_text(datapackages.text(), encoding="utf-8")
    for page in numbers.PAGES:
        file = paths.ROOT / page
        file.write_text(numbers.filled(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
