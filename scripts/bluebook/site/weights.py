"""What a page weighs: itself, and every sheet, script and picture that it asks for when it is opened."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any
from urllib.parse import unquote

COLUMNS = ("page", "kind", "html", "needs", "total")
NEEDS = re.compile(r'<(?:link rel="stylesheet" href|link rel="icon" href|script[^>]* src|img src)="([^"#?]+)"')


def weighed(files: Mapping[str, bytes], kind: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return one row per page. files: every file of the site by its path; kind: what kind of page stands at a path."""
    rows = []
    letters = sum(len(content) for path, content in files.items() if path.endswith(".woff"))
    for path, content in files.items():
        if path.endswith(".html"):
            room = posixpath.dirname(path)
            asked = {posixpath.normpath(posixpath.join(room, unquote(place))) for place in NEEDS.findall(content.decode())}
            needs = letters + sum(len(files.get(place, b"")) for place in asked)
            rows.append({"page": path, "kind": kind(path), "html": len(content), "needs": needs, "total": len(content) + needs})
    return sorted(rows, key=lambda row: (row["kind"], row["page"]))


def table(rows: list[dict[str, Any]]) -> str:
    """Return the weights as a table of comma-separated values."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def summary(rows: list[dict[str, Any]]) -> list[str]:
    """Return a line for each kind of page: how many there are, what the middle one and the heaviest weigh."""
    kinds = dict.fromkeys(row["kind"] for row in rows)
    lines = [f"{'kind':12} {'pages':>6} {'median':>8} {'heaviest':>9}"]
    for kind in kinds:
        weights = sorted(row["total"] for row in rows if row["kind"] == kind)
        lines.append(f"{kind:12} {len(weights):6} {median(weights) / 1000:5.0f} kB {weights[-1] / 1000:6.0f} kB")
    return lines
