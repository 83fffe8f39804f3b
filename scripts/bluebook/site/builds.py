"""The build: every page of the site into one folder, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from bluebook import paths
from bluebook.refusals import Refused
from bluebook.site import frames, letters, presses, record_pages, words

MARK = "weights.csv"  # stands in every finished site, and nowhere else


def build(out: Path | None = None) -> Path:
    """Write the site to a folder, the project's site/ unless given, and return the folder.

    A site that is there is replaced in one step. Raises Refused where the folder holds anything else.
    """
    out = (out or paths.ROOT / "site").absolute()
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise Refused(f"site: {out.name} is not empty and holds no site; name an empty or a new folder")
    fresh = out.with_name(f".{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for path, content in files():
            place = fresh / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return out


def _swap(fresh: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site: its path from the root, and its bytes."""
    sources = {words.tree(lang) + path: text for lang in words.LANGS for path, text in pages(lang).items()}
    for path, text in framed(sources).items():
        yield path, text.encode()
    for file in sorted((frames.HERE / "static").iterdir()):
        yield f"static/{file.name}", file.read_bytes()
    yield from ((f"static/{name}", face) for name, face in letters.faces().items())
    yield from record_pages.assets().items()
    yield MARK, b"page,bytes\n"


def pages(lang: str) -> dict[str, str]:
    """Return every page of one language, by its path in that language's tree."""
    return {"index.md": f"# bluebook\n\n{words.say('tagline', lang)}\n"} | record_pages.pages(lang)


def framed(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the sources as they are published: pages in their frame, other files as they are."""
    pressed = {path: text for path, text in sources.items() if path.endswith((".md", ".ipynb"))}
    done = presses.printed(pressed)
    for path, text in sources.items():
        if path.endswith(".html"):
            done[path] = frames.page(
                frames.heading(text), text, "ja" if path.startswith("ja/") else "en", path, record_pages.head(path)
            )
        elif path not in pressed:
            done[path] = text
    return done
