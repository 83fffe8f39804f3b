"""What travels inside a picture: its record in short, written into SVG, PDF and PNG, and read back from any of them.

SVG has <title>, <desc> and Dublin Core in RDF; PNG has iTXt chunks and XMP; PDF has its document information and XMP. The
digest of what is drawn leaves all of that out, so that a picture can be recognised without its metadata.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pikepdf
from defusedxml import ElementTree as safe
from PIL import Image, PngImagePlugin

from bluebook.figures import credits

SVG, DC = "{http://www.w3.org/2000/svg}", "{http://purl.org/dc/elements/1.1/}"
NAMESPACE = "urn:bluebook:record"
KEPT = ("id", "title", "alt", "description", "notebook", "parameters", "rows", "license", "sources", "citation")  # of a record
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:b={namespace} b:record={facts}>
<dc:identifier>{id}</dc:identifier>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{alt} {description}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>bluebook contributors</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{license}</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def facts(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a record that travels inside the picture."""
    return {key: record[key] for key in KEPT if key in record} | {"data": record["data"]}


def packet(record: Mapping[str, Any]) -> str:
    """Return the XMP packet of a record."""
    words = {key: escape(str(record[key])) for key in ("id", "title", "alt", "description")}
    carried = quoteattr(json.dumps(facts(record), ensure_ascii=False))
    return XMP.format(namespace=quoteattr(NAMESPACE), facts=carried, license=escape(credits.rights(record)), **words)


def savefig_options(ending: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what matplotlib is asked to write into a file of one format: title, description, rights, record; never a date."""
    title, text = record["title"], f"{record['alt']} {record['description']}"
    carried = json.dumps(facts(record), ensure_ascii=False)
    if ending == "svg":
        return {"metadata": {"Date": None, "Title": title, "Description": text, "Identifier": record["id"], "Source": carried,
                             "Creator": "bluebook contributors", "Rights": credits.rights(record)}}  # fmt: skip
    if ending == "pdf":
        return {"metadata": {"CreationDate": None, "Title": title, "Subject": text, "Author": "bluebook contributors",
                             "Keywords": record["id"]}}  # fmt: skip
    return {}


def png_chunks(record: Mapping[str, Any]) -> PngImagePlugin.PngInfo:
    """Return what a PNG carries beside its pixels: title, description, rights, record."""
    chunks = PngImagePlugin.PngInfo()
    for key, value in {"Title": record["title"], "Description": f"{record['alt']} {record['description']}",
                       "Author": "bluebook contributors", "Copyright": credits.rights(record), "Source": record["id"],
                       "XML:com.adobe.xmp": packet(record)}.items():  # fmt: skip
        chunks.add_itxt(key, value, lang="en")
    return chunks


def finished(ending: str, drawn: bytes, record: Mapping[str, Any]) -> bytes:
    """Return a saved picture with what matplotlib can't write: <desc> and role in SVG, XMP in PDF."""
    if ending == "svg":
        return _svg(drawn.decode(), record).encode()
    return _pdf(drawn, record) if ending == "pdf" else drawn


def _svg(text: str, record: Mapping[str, Any]) -> str:
    text = compact(text)
    described = f'<desc id="desc">{escape(record["alt"])} {escape(record["description"])}</desc>\n'
    text = text.replace("<svg ", f'<svg role="img" aria-labelledby="title desc" lang={quoteattr(record["lang"])} ', 1)
    return text.replace("<title>", '<title id="title">', 1).replace("<metadata>", f"{described}<metadata>", 1)


def compact(svg: str) -> str:
    """Return an SVG of matplotlib's in half its bytes: relative paths, places to a hundredth of a point, short names.

    A hundredth of a point is 4 micrometres, a twelfth of a dot at 300 to the inch. Scales are left as they are.
    """
    for face in ("Regular", "Bold"):
        svg = svg.replace(f"NotoSansJP-{face}-", face[0].lower())
    clips = {clip: f"c{place}" for place, clip in enumerate(dict.fromkeys(re.findall(r'<clipPath id="(\w+)"', svg)))}
    svg = re.sub(r'(<clipPath id="|url\(#)(p[0-9a-f]{10})\b', lambda clip: clip[1] + clips[clip[2]], svg)
    svg = re.sub(r'<g id="(?:patch|line2d|text|[xy]tick|axes|figure|[A-Za-z]+Collection|matplotlib\.axis)_\d+"', "<g", svg)
    svg = re.sub(r' d="([^"]*)" transform="scale\(0\.015625\)"',
                 lambda glyph: f' d="{relative(glyph[1], 0.125)}" transform="scale(.125)"', svg)  # fmt: skip
    svg = re.sub(r' d="([^"]*[A-Z][^"]*)"', lambda path: f' d="{relative(path[1], 100)}"', svg)
    svg = re.sub(r'(<use [^>]*)transform="translate\((\S+) 0\)"', r'\1x="\2"', svg)
    svg = re.sub(r'translate\([^)]*\)| (x|y|width|height)="[\d.-]+"', lambda place: _rounded(place[0]), svg)
    svg = re.sub(r' style="[^"]*"', lambda style: style[0].replace(": ", ":").replace("; ", ";"), svg)
    return re.sub(r"\n\s*(<!-- .* -->\n\s*)?", "\n", svg)


def relative(path: str, fineness: float) -> str:
    """Return a path with absolute points as one with relative ones.

    fineness: 100 keeps hundredths; an eighth, for the outlines of letters, makes eight units of the font's 64ths one, so that
    600 whole ones are as high as a line.
    """
    here = start = (0, 0)
    said: list[str] = []
    for command, words in re.findall(r"([MLQCz])([^MLQCz]*)", path):
        places = [round(float(word) * fineness) for word in words.split()]
        points = list(zip(places[::2], places[1::2], strict=True))
        steps = (_step(x - here[0], fineness) + _step(y - here[1], fineness) for x, y in points)
        said.append(command.lower() + "".join(steps).lstrip())
        here = start if command == "z" else points[-1]
        start = here if command == "M" else start
    return "".join(said)


def _step(units: int, fineness: float) -> str:
    text = f"{units / 100:.2f}".rstrip("0").rstrip(".") if fineness > 1 else str(units)
    short = re.sub(r"^(-?)0\.", r"\1.", text)
    return short if short.startswith("-") else f" {short}"


def _rounded(text: str) -> str:
    return re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), text)


def _pdf(drawn: bytes, record: Mapping[str, Any]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as book:
        stream = book.make_stream(packet(record).encode())
        stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        book.Root.Metadata, book.Root.Lang = stream, pikepdf.String(record["lang"])
        book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pikepdf.settings.set_flate_compression_level(9)
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    return out.getvalue()


def kind(picture: bytes) -> str:
    """Return svg, pdf or png, or an empty text if the bytes are none of these."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if picture.startswith(b"%PDF-"):
        return "pdf"
    return "svg" if re.search(rb"<svg[\s>]", picture[:2000]) else ""


def read(picture: bytes) -> dict[str, Any]:
    """Return the facts that a picture carries, or an empty dict. Raises ValueError for a broken file."""
    carried = {"png": _read_png, "pdf": _read_pdf, "svg": _read_svg}[kind(picture)](picture)
    try:
        found = json.loads(carried) if carried else {}
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) and "id" in found else {}


def _read_png(picture: bytes) -> str:
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        return _record_of(str(image.info.get("XML:com.adobe.xmp", "")))


def _read_pdf(picture: bytes) -> str:
    with pikepdf.open(io.BytesIO(picture)) as book:
        return _record_of(book.Root.Metadata.read_bytes().decode() if "/Metadata" in book.Root else "")


def _record_of(xmp: str) -> str:
    if not xmp.strip():
        return ""
    root = safe.fromstring(re.sub(r"<\?xpacket.*?\?>", "", xmp).strip())
    return next((node.get(f"{{{NAMESPACE}}}record", "") for node in root.iter() if node.get(f"{{{NAMESPACE}}}record")), "")


def _read_svg(picture: bytes) -> str:
    return next((node.text or "" for node in tree(picture).iter(f"{DC}source")), "")


def tree(picture: bytes) -> ElementTree.Element:
    """Return the root element of an SVG. Entities are refused."""
    return safe.fromstring(picture, forbid_dtd=False)  # matplotlib writes a document type; entities stay forbidden


def content(picture: bytes) -> str:
    """Return the SHA-256 of what a picture draws, its metadata left out: pixels, page, or shapes."""
    drawn = {"png": _pixels, "pdf": _page, "svg": _shapes}[kind(picture)](picture)
    return hashlib.sha256(drawn).hexdigest()


def _pixels(picture: bytes) -> bytes:
    with Image.open(io.BytesIO(picture)) as image:
        return f"{image.size}".encode() + image.convert("RGBA").tobytes()


def _page(picture: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(picture)) as book:
        return b"".join(str(list(page.MediaBox)).encode() + page.Contents.read_bytes() for page in book.pages)


def _shapes(picture: bytes) -> bytes:
    root = tree(picture)
    for above in list(root.iter()):
        for node in [node for node in above if node.tag in (f"{SVG}title", f"{SVG}desc", f"{SVG}metadata")]:
            above.remove(node)
        if above.tag == f"{SVG}a":  # where a mark leads to may change, not what is drawn
            above.attrib.clear()
    root.attrib = {name: value for name, value in root.attrib.items() if name in ("width", "height", "viewBox")}
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"), strip_text=True).encode()
