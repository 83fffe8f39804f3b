"""The marks of an SVG: each says which row it stands for, and leads to the page behind that row.

A mark of one row is a link with a title and the row's id as data-row, so that `overlay` can lead it elsewhere; a mark of
several rows has a title alone. PDF and PNG know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from lxml import etree

from bluebook.charts import behind
from bluebook.views import rows

SVG, HREF = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}href"
ROW, ROLE = "data-row", "graphics-document"  # the role of a drawing with links in it; what is in an `img` can't be reached
LINK, GROUP, TITLE, USE, PATH = (f"{{{SVG}}}{name}" for name in ("a", "g", "title", "use", "path"))
SHOWN = 4  # ids in the title of a mark of several rows


def told(svg: bytes, lang: str) -> bytes:
    """Return an SVG in which every mark with rows behind it (`charts.behind`) has a title, and a link if it has one row."""
    root = _root(svg)
    found = [node for node in root.iter(LINK) if node.get(HREF, "").startswith("#")]
    named = {name for node in found for ids in behind.said(node.get(HREF)) for name in ids}
    known = rows.known(named, lang)
    for node in found:
        _tell(node, behind.said(node.get(HREF)), known, lang)
    for node in list(root.iter(GROUP)):
        _dissolve(node)
    if root.find(f".//{LINK}[@{ROW}]") is not None:
        root.set("role", ROLE)
    return _written(root)


def overlay(svg: bytes, to: Callable[[str], str], name: str, label: str) -> str:
    """Return the marks of an SVG alone, unpainted, as an SVG to lie over the picture on a page; empty if it has none.

    to: where the id of a mark's row sends it; one sent nowhere ("") is no link. name: what the ids begin with, so that two
    figures can stand on one page. label: what a reader hears that the marks are.
    """
    root = _root(svg)
    over = etree.Element("svg", {"role": "group", "aria-label": label, "viewBox": root.get("viewBox", "")})
    marks = [node for node in root.iter(LINK, GROUP) if node.find(TITLE) is not None]
    dots = {node.get(HREF) for mark in marks for node in mark.iter(USE)}
    if dots:
        etree.SubElement(over, "defs").extend([node for node in root.iter(PATH) if f"#{node.get('id')}" in dots])
    over.extend(marks)
    for node in over.iter():
        _strip(node, to, name)
    etree.cleanup_namespaces(over)
    return etree.tostring(over, encoding="unicode") if marks else ""


def _root(svg: bytes) -> etree._Element:
    return etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True, standalone=False) + b"\n"


def _tell(node: etree._Element, marks: list[list[str]], known: Mapping[str, rows.Row], lang: str) -> None:
    """Give the marks of one artist their titles: its only one, or each of its dots."""
    group = node.getparent()
    dots = node.findall(USE)
    if len(marks) > 1 and len(dots) != len(marks):  # not drawn one by one
        marks = [[name for ids in marks for name in ids]]
    parts = [[dot] for dot in dots] if len(marks) > 1 else [list(node)]
    place = group.index(node)
    group.remove(node)
    for ids, drawn in zip(marks, parts, strict=True):
        mark = _mark([known[name] for name in ids if name in known], lang)
        mark.extend(drawn)
        group.insert(place, mark)
        place += 1


def _mark(behind_it: list[rows.Row], lang: str) -> etree._Element:
    mark = etree.Element(LINK if len(behind_it) == 1 else GROUP)
    if behind_it:
        etree.SubElement(mark, TITLE).text = behind_it[0].title if len(behind_it) == 1 else rows.several(behind_it, lang, SHOWN)
    if len(behind_it) == 1:
        mark.set(ROW, behind_it[0].name)
        _lead(mark, behind_it[0].page)
    return mark


def _lead(node: etree._Element, address: str) -> None:
    node.attrib.pop(HREF, None)
    if _harmless(address):
        node.set(HREF, address)


def _harmless(address: str) -> bool:
    """Tell whether an address is a page of the web or lies beside the file: nothing that a browser would run."""
    try:
        return bool(address) and urlsplit(address).scheme in ("", "http", "https")
    except ValueError:
        return False


def _strip(node: etree._Element, to: Callable[[str], str], name: str) -> None:
    """Leave an element what a reader can point at: its shape, its title, where it leads. A line keeps its width."""
    style = dict(part.split(":", 1) for part in node.attrib.pop("style", "").split(";") if ":" in part)
    if style.get("fill") == "none":
        node.set("stroke-width", style.get("stroke-width", "1"))
    node.attrib.pop("clip-path", None)
    if row := node.attrib.pop(ROW, None):
        _lead(node, to(row))
    elif href := node.get(HREF):
        node.set(HREF, f"#{name}-{href[1:]}")
    if own := node.get("id"):
        node.set("id", f"{name}-{own}")
    if href := node.attrib.pop(HREF, None):
        node.set("href", href)
    node.tail, node.tag = None, etree.QName(node).localname


def _dissolve(group: etree._Element) -> None:
    """Take away a group that says nothing: what matplotlib calls one is not drawn, and several of a figure are called alike."""
    group.attrib.pop("id", None)
    above = group.getparent()
    if group.attrib or group.find(TITLE) is not None:
        return
    place = above.index(group)
    above[place : place + 1] = list(group)
