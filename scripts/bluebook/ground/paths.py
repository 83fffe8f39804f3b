"""Where things are; no other module knows.

What belongs to the project is found from this file, never from the working directory: papermill runs a notebook in the current
folder, nbval and JupyterLab in the notebook's. Environment variables point a run elsewhere, for tests and for figures that
are first written beside the published ones: BLUEBOOK_DATA, BLUEBOOK_FIGURES, BLUEBOOK_PUBLISHED, BLUEBOOK_HERE,
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


def here() -> Path:
    """Return the folder from which a reader's paths are meant: that in which the command is given."""
    return Path(os.environ.get("BLUEBOOK_HERE") or os.getcwd())


def trace() -> Path | None:
    """Return the file in which a run notes what it depends on, if it was asked for."""
    return Path(os.environ["BLUEBOOK_TRACE"]) if os.environ.get("BLUEBOOK_TRACE") else None


def publishing() -> bool:
    """Tell whether the figure's files are wanted too when a notebook is run as committed."""
    return os.environ.get("BLUEBOOK_SAVE") == "1"


def candidates() -> bool:
    """Tell whether candidate rows are to be counted too."""
    return os.environ.get("BLUEBOOK_CANDIDATES") == "1"


def formats() -> str:
    """Return the formats wanted for a figure's picture, as in svg,pdf; empty for all."""
    return os.environ.get("BLUEBOOK_FORMATS", "")


def published() -> Path:
    """Return the folder of the published figures, wherever new ones are written."""
    return Path(os.environ.get("BLUEBOOK_PUBLISHED") or ROOT / "figures")


def cache() -> Path:
    """Return the folder, ignored by git, with notes of what each run made here depended on."""
    return Path(os.environ.get("BLUEBOOK_CACHE") or ROOT / ".cache" / "runs")


def figures() -> Path:
    """Return the folder that published figures are written to."""
    return Path(os.environ.get("BLUEBOOK_FIGURES") or ROOT / "figures")
