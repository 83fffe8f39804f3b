"""The build: every page of the site into one folder, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bluebook.figures import galleries
from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused, listed
from bluebook.record import identifiers, seals
from bluebook.site import (
    articles,
    cards,
    frames,
    fronts,
    grids,
    guides,
    kept,
    letters,
    plates,
    presses,
    record_pages,
    weights,
    words,
)
from bluebook.site.grids import Shown

MARK = "weights.csv"  # stands in every finished site, and nowhere else


def build(out: Path | None = None, tell: Callable[[str], None] = print, base: str = "") -> Path:
    """Write the site to a folder, the project's site/ unless given, and return the folder; print the size of the pages.

    base: the address that the site will have; with it pages have cards for shared links, and there is a sitemap.

    A site that is there becomes the new one, all of it or nothing; only files that differ are written. A build waits while
    another one writes to the folder. Raises Refused if the folder contains anything else.
    """
    out = (out or paths.ROOT / "site").absolute()
    base = base and identifiers.typed_address(base, "--base-url")
    with deposits.made(out), deposits.entered(out, tell=tell):
        there = {file.relative_to(out).as_posix() for file in out.rglob("*") if not file.is_dir()}
        if there and MARK not in there:
            raise Refused(f"site: {out.name} is not empty and is not a site; name an empty or new folder")
        _refuse_unreleased()
        shown = grids.shown(tell)
        known = f"{base} {identifiers.citation()}"
        with kept.shelf(settings=known), frames.addressed(cards.site(base, shown) if base else None):
            made = dict(files(shown))
        rows = weights.weighed(made, kind)
        made[MARK] = weights.table(rows).encode()
        deposits.tree(made, there - made.keys(), out, "site")
    for line in weights.summary(rows):
        tell(line)
    return out


def _refuse_unreleased() -> None:
    """Refuse tables with rows that are not released yet, because the published figures do not include them."""
    if moved := seals.unreleased(paths.data()):
        raise Refused(f"site: the tables have rows that the figures do not include ({listed(moved, 3)}); put new rows into "
                      "data/candidates/, and `bluebook release` makes them part of the record")  # fmt: skip


def files(shown: Sequence[Shown]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site: its path from the root, and its bytes."""
    sources = {words.tree(lang) + path: text for lang in words.LANGS for path, text in pages(lang, shown).items()}
    made = framed(sources | dict(articles.articles(shown)))
    yield from ((path, text.encode()) for path, text in made.items())
    if base := frames.address():
        yield "sitemap.xml", cards.sitemap([path for path in made if path.endswith(".html")], base)
        yield from cards.files(shown)
    for file in sorted((frames.HERE / "static").iterdir()):
        yield f"static/{file.name}", file.read_bytes()
    yield from ((f"static/{name}", face) for name, face in letters.faces().items())
    yield from record_pages.assets().items()
    small = fronts.pictured(shown)
    for figure_id, folder in plates.every({one.figure: one.folder for one in shown}).items():
        yield from plates.files(figure_id, folder)
        if figure_id in small:
            yield fronts.THUMBS.format(figure_id), plates.smaller(figure_id, folder, plates.THUMB, crop=True)
        if figure_id in galleries.LANDING.values():
            yield fronts.SCREENS.format(figure_id), plates.smaller(figure_id, folder, plates.SCREEN)


def pages(lang: str, shown: Sequence[Shown]) -> dict[str, str]:
    """Return every page of one language but the articles, by its path in that language's tree."""
    own = {"index.html": fronts.front(lang, shown), "notebooks/index.html": fronts.notebooks(lang, shown),
           "figures/index.html": fronts.gallery(lang)}  # fmt: skip
    runs = {one.figure: one for one in shown}
    for figure_id, folder in plates.every({one.figure: one.folder for one in shown}).items():
        own[f"figures/{figure_id}.html"] = fronts.figure_page(figure_id, folder, lang, runs)
    return own | guides.pages(lang) | record_pages.pages(lang)


def framed(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the sources as they are published: pages in their frame, other files as they are."""
    pressed = {path: text for path, text in sources.items() if path.endswith((".md", ".ipynb"))}
    done = presses.printed(pressed)
    for path, text in sources.items():
        if path.endswith(".html") and not text.startswith(frames.WHOLE):
            lang = "ja" if path.startswith("ja/") else "en"
            done[path] = frames.page(frames.heading(text), text, lang, path, record_pages.head(path), kind=kind(path))
        elif path not in pressed:
            done[path] = text
    return done


def kind(path: str) -> str:
    """Return what kind of page stands at a path: front, article, run, list, figure, event or text."""
    here = path.removeprefix("ja/")
    if here == "index.html":
        return "front"
    room, _, rest = here.partition("/")
    if room == "record":
        return "event" if rest.startswith("events/") else "record"
    if room in ("notebooks", "figures", "people", "countries", "occasions") and rest == "index.html":
        return "list"
    return {"notebooks": "run" if "/" in rest else "article", "figures": "figure", "people": "person", "countries": "country",
            "occasions": "occasion"}.get(room, "text")  # fmt: skip
