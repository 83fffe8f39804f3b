"""Where things are: the only module that knows.

Everything is found from this file, never from the working directory: papermill runs a notebook where you stand, nbval and
JupyterLab where the notebook stands. Variables point a run elsewhere, for tests and for figures that are written
beside the published ones first: BLUEBOOK_DATA, BLUEBOOK_FIGURES, BLUEBOOK_PUBLISHED,
BLUEBOOK_CACHE, BLUEBOOK_CANDIDATES, BLUEBOOK_TRACE, BLUEBOOK_SAVE and BLUEBOOK_FORMATS.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CODE = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
RUNS = NOTEBOOKS / "runs.yml"
FONTS = CODE / "charts" / "fonts"
MAPS = CODE / "charts" / "coasts"


def data() -> Path:
    """Return the folder of the tables."""
    return Path(os.environ.get("BLUEBOOK_DATA") or ROOT / "data")


def trace() -> Path | None:
    """Return the file in which a run notes what it rests on, if whoever runs it asked for that."""
    return Path(os.environ["BLUEBOOK_TRACE"]) if os.environ.get("BLUEBOOK_TRACE") else None


def publishing() -> bool:
    """Tell whether whoever runs a notebook as it is committed wants its figure's files too."""
    return os.environ.get("BLUEBOOK_SAVE") == "1"


def candidates() -> bool:
    """Tell whether whoever runs a notebook wants the candidate rows counted in."""
    return os.environ.get("BLUEBOOK_CANDIDATES") == "1"


def formats() -> str:
    """Return the formats of a figure's picture that whoever runs a notebook wants, as in svg,pdf; empty for all."""
    return os.environ.get("BLUEBOOK_FORMATS", "")


def published() -> Path:
    """Return the folder of the figures as they are published, wherever new ones are written to."""
    return Path(os.environ.get("BLUEBOOK_PUBLISHED") or ROOT / "figures")


def cache() -> Path:
    """Return the folder, ignored by git, that notes what each run made here rested on."""
    return Path(os.environ.get("BLUEBOOK_CACHE") or ROOT / ".cache" / "runs")


def figures() -> Path:
    """Return the folder that published figures are written to."""
    return Path(os.environ.get("BLUEBOOK_FIGURES") or ROOT / "figures")
