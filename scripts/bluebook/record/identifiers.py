"""Where the record is published: the DOI of its version and its address on the web, as CITATION.cff has them.

Both may be missing; then nothing links to them. A DOI belongs to one version, and no other version is cited by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import yaml

from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import values

FILE = "CITATION.cff"
DOI = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+", re.ASCII)
_INSTEAD: list[str] = []  # a text that is to be read instead of the file


def doi(version: str) -> str:
    """Return the DOI of a version of the record, empty where none is known."""
    known = citation()
    return str(known.get("doi", "")) if str(known.get("version")) == version else ""


def address() -> str:
    """Return the address of the site, with a slash at its end, empty where none is known."""
    return str(citation().get("url", ""))


def citation() -> dict[str, Any]:
    """Return what CITATION.cff says, empty where there is none."""
    file = paths.ROOT / FILE
    if _INSTEAD:
        return _read(_INSTEAD[-1])
    return _read(file.read_text(encoding="utf-8")) if file.exists() else {}


@lru_cache(maxsize=4)
def _read(text: str) -> dict[str, Any]:
    return yaml.safe_load(text)


@contextmanager
def read_from(text: str) -> Iterator[None]:
    """Let the text of a CITATION.cff stand for the file meanwhile."""
    _INSTEAD.append(text)
    try:
        yield
    finally:
        _INSTEAD.pop()


def typed_doi(text: str) -> str:
    """Return a DOI as a person types it, without what may stand before it. Raises Refused if it is none."""
    bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", text.strip(), flags=re.IGNORECASE)
    if not DOI.fullmatch(bare):
        raise Refused(f'--doi: "{text}" is not a DOI, as in 10.5281/zenodo.1234567')
    return bare


def typed_address(text: str, option: str = "--url") -> str:
    """Return the address of a site as a person types it, with a slash at its end. Raises Refused if it is none."""
    bare = text.strip()
    if not values.is_address(bare) or re.search(r"[?#@'\\]", bare):  # nor with a query, a mark or a password
        raise Refused(f'{option}: "{text}" is not the address of a site, as in https://example.org/bluebook/')
    return bare.rstrip("/") + "/"


def stated(text: str, doi: str, address: str) -> str:
    """Return the text of a CITATION.cff with this DOI and this address; what is empty is taken out."""
    kept = re.sub(r"^(doi|url): .*\n", "", text, flags=re.MULTILINE)
    quoted = ((name, json.dumps(value, ensure_ascii=False)) for name, value in (("doi", doi), ("url", address)) if value)
    lines = "".join(f"{name}: {value}\n" for name, value in quoted)
    return re.sub(r"^(date-released: .*\n)", lambda found: found[0] + lines, kept, count=1, flags=re.MULTILINE)


def text() -> str:
    """Return the text of CITATION.cff, or what stands for it."""
    return _INSTEAD[-1] if _INSTEAD else (paths.ROOT / FILE).read_text(encoding="utf-8")
