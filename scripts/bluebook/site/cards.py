"""What a shared link shows: a picture of 1200 by 630 pixels for each figure and each partner. Only with an address of the site.

An article shows its figure, an event and a country the picture of the partner; an event of several partners, and every other
page, the site's own picture, the landing figure. One picture per partner, because thousands of pages share it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from bluebook.figures import galleries
from bluebook.ground import fingerprints, paths
from bluebook.record import tables
from bluebook.site import addresses, frames, kept, plates, words
from bluebook.site.grids import Shown

SIZE = (1200, 630)
FIGURE, PARTNER = "cards/{}.png", "cards/partner-{}-{}.png"  # from the site's root
PARTNERS = re.compile(r"record/events/\d{4}-\d\d-\d\d-([A-Z0-9]+)-|countries/([A-Z0-9]+)\.html$")
PAPER, INK, SOFT, LINK = "#fdfcf9", "#1a1a1a", "#575757", "#0b4a6f"


def site(address: str, shown: Sequence[Shown]) -> frames.Site:
    """Return what frames need to know of the site: its address, and the picture of each page."""
    drawn = {words.tree(one.lang) + one.path: FIGURE.format(one.figure) for one in shown}

    def picture(path: str, lang: str) -> str:
        here = path.removeprefix("ja/")
        if path in drawn or (here.startswith("figures/") and here != "figures/index.html"):
            return drawn.get(path) or FIGURE.format(Path(here).stem)
        found = PARTNERS.search(here)
        return PARTNER.format(found[1] or found[2], lang) if found else f"figures/{galleries.CARD[lang]}.png"

    return frames.Site(address, picture, SIZE)


def files(shown: Sequence[Shown]) -> Iterator[tuple[str, bytes]]:
    """Yield every picture, with its path from the site's root."""
    for figure_id, folder in plates.every({one.figure: one.folder for one in shown}).items():
        file = folder / f"{figure_id}.png"
        yield FIGURE.format(figure_id), kept.made("card", fingerprints.of_file(file), partial(fitted, file))
    numbers = tables.events()["partners"].explode().value_counts()
    for lang in words.LANGS:
        for code in sorted(addresses.countries()):
            title = words.say("about_card", lang, name=tables.country(code, lang, in_text=lang == "en"))
            said = words.say("card_events", lang, n=int(numbers.get(code, 0)))
            yield (
                PARTNER.format(code, lang),
                kept.made("partner", [title, said], partial(lettered, title, said)),
            )


def fitted(file: Path) -> bytes:
    """Return the picture of a figure on paper of the size of a card, whole; of a tall one the upper part."""
    picture = Image.open(file).convert("RGB")
    wide = SIZE[0] - 60
    if picture.height / picture.width > 1:
        picture = picture.crop((0, 0, picture.width, picture.width * 3 // 5))
    scale = min(wide / picture.width, (SIZE[1] - 40) / picture.height)
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", SIZE, "white")
    paper.paste(picture, ((SIZE[0] - picture.width) // 2, (SIZE[1] - picture.height) // 2))
    return _packed(paper)


def lettered(title: str, said: str) -> bytes:
    """Return a card with a title and a line below it."""
    paper = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((0, 0, SIZE[0], 16), fill=LINK)
    pen.text((80, 80), "bluebook", fill=LINK, font=_letters("Bold", 44))
    size = next((size for size in range(84, 36, -4) if pen.textlength(title, font=_letters("Bold", size)) < SIZE[0] - 160), 36)
    pen.text((80, 250), title, fill=INK, font=_letters("Bold", size))
    pen.text((80, 400), said, fill=SOFT, font=_letters("Regular", 34))
    return _packed(paper)


def _letters(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(paths.FONTS / f"NotoSansJP-{face}.ttf"), size)


def _packed(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "png", optimize=True)
    return buffer.getvalue()


def sitemap(pages: Iterable[str], base: str) -> bytes:
    """Return the list of all pages for search engines, each with its absolute address."""
    lines = [f"<url><loc>{escape(base + quote(page))}</loc></url>" for page in sorted(pages)]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "\n".join(lines) + "\n</urlset>\n").encode()
