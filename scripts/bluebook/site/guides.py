"""The pages that say how: how to read the site, how to rerun a notebook."""

from __future__ import annotations

import re

from bluebook.ground import paths
from bluebook.site import frames


def pages(lang: str) -> dict[str, str]:
    """Return the guides of one language by path."""
    texts = frames.HERE / "texts"
    read, rerun = ((texts / f"{name}.{lang}.md").read_text(encoding="utf-8") for name in ("read", "rerun"))
    return {"read.md": read, "rerun.md": rerun.replace("{{ notebooks }}", rerunning())}


def rerunning() -> str:
    """Return what notebooks/README.md says of rerunning, its links to files turned into the files' names."""
    text = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    return re.sub(r"\[(`?)([^\]]*?)`?\]\((?!https?:)[^)]*\)", r"`notebooks/\2`", text[text.index("## Rerun one with") :])
