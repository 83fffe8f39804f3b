"""What earlier builds made, kept by the fingerprint of all that it was made from: a build makes only what has changed.

Without an open shelf everything is made again. The shelf is a file beside the project's other caches; it may be deleted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bluebook.figures import galleries
from bluebook.ground import fingerprints, paths
from bluebook.record import codebook

FILE = paths.ROOT / ".site.db"
TABLE = "create table if not exists kept (name text primary key, digest text not null, content blob not null)"
MAKERS = (
    "sphinx",
    "myst-nb",
    "myst-parser",
    "docutils",
    "pygments",
    "jinja2",
    "markupsafe",
    "markdown-it-py",
    "pillow",
    "fonttools",
)


@dataclass
class Shelf:
    """What is kept in a file, what this build has made, and the names of all that it has asked for."""

    kept: sqlite3.Connection
    settings: str
    fresh: dict[str, bytes] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def take(self, name: str) -> bytes | None:
        """Return what is kept under a name, None where nothing is or where it is damaged."""
        with suppress(sqlite3.Error):
            row = self.kept.execute("select digest, content from kept where name = ?", (name,)).fetchone()
            if row and isinstance(row[1], bytes) and sha256(row[1]).hexdigest() == row[0]:
                return row[1]
        return None

    def close(self) -> None:
        """Keep what this build made, and drop what it did not ask for."""
        rows = [(name, sha256(content).hexdigest(), content) for name, content in self.fresh.items()]
        with suppress(sqlite3.Error), self.kept:  # nothing is lost but time where it can't be written
            self.kept.execute(
                "delete from kept where name not in (select value from json_each(?))", [json.dumps(list(self.asked))]
            )
            self.kept.executemany("insert or replace into kept values (?, ?, ?)", rows)


_open: list[Shelf] = []


@contextmanager
def shelf(file: Path | None = None, settings: str = "") -> Iterator[None]:
    """Keep in a file what is made meanwhile, and take from it what is kept; a build that fails changes nothing there.

    settings: what else every page depends on, such as the site's address.
    """
    with closing(_connected(file or FILE)) as kept:
        _open.append(Shelf(kept, settings))
        try:
            yield
            _open[-1].close()
        finally:
            _open.pop()


def _connected(file: Path) -> sqlite3.Connection:
    for place in (file, file, ":memory:"):  # a damaged file makes room for a new one
        kept = None
        try:
            kept = sqlite3.connect(place, timeout=30)
            kept.execute(TABLE)
            kept.execute("select digest, content from kept limit 1").fetchone()
        except sqlite3.Error:
            if kept:
                kept.close()
            with suppress(OSError):
                file.unlink(missing_ok=True)
        else:
            return kept
    raise AssertionError("a database in memory can be opened")


def made(kind: str, inputs: Any, make: Callable[[], bytes]) -> bytes:
    """Return what `make` makes, taken from the open shelf where the same was made before.

    inputs: all that it depends on beside the code, its packages and the version of the record, as JSON can hold it.
    """
    content = taken(kind, inputs)
    if content is None:
        content = make()
        if _open:
            _open[-1].fresh[_name(kind, inputs)] = content
    return content


def taken(kind: str, inputs: Any) -> bytes | None:
    """Return what was made before of the same inputs, None where nothing was or no shelf is open."""
    if not _open:
        return None
    here, name = _open[-1], _name(kind, inputs)
    here.asked.add(name)
    return here.fresh.get(name) or here.take(name)


def _name(kind: str, inputs: Any) -> str:
    told = json.dumps([kind, _open[-1].settings, inputs], ensure_ascii=False, sort_keys=True)
    return fingerprints.of_text(f"{_ground()}\n{told}")


def text(kind: str, inputs: Any, make: Callable[[], str]) -> str:
    """Return a text that `make` makes, or the same from the shelf."""
    return made(kind, inputs, lambda: make().encode()).decode()


@cache
def _ground() -> str:
    """Return the fingerprint of what every page depends on: code, packages, titles of notebooks, the version."""
    files = sorted(file for file in paths.CODE.rglob("*") if file.is_file() and file.suffix not in (".pyc", ".ttf", ".otf"))
    code = [f"{file.relative_to(paths.CODE)} {fingerprints.of_file(file)}" for file in files]
    code += [f"{notebook.name} {galleries.question(notebook.name)}" for notebook in sorted(paths.NOTEBOOKS.glob("*.ipynb"))]
    packages = [f"{name} {version(name)}" for name in MAKERS]
    return fingerprints.of_text("\n".join([*code, *packages, codebook.VERSION, str(codebook.RELEASED)]))
