"""The archive of a release, ready to upload: dist/bluebook-VERSION.zip and beside it the metadata that archives ask for.

It holds the tables with codebook and descriptor, the numbers and records of the figures, citations, licences, checksums and a
page that explains them. The same release gives the same bytes: names in order, one date for all, nothing compressed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from bluebook.figures import bundles, citations, credits, galleries, records, wholes
from bluebook.figures import crates as figure_crates
from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused, listed
from bluebook.record import codebook, datapackages, identifiers, seals
from bluebook.releases import crates, croissants, descriptions, numbers

FOLDER = "dist"
LOOSE = (".zenodo.json", "datacite.json", "croissant.json", crates.FILE)  # also beside the zip, for the forms of an archive
PAGES = ("CITATION.cff", "CHANGELOG.md", "LICENSE", "LICENSE-DATA")
LINK = re.compile(r"\[([^\]]+)\]\(((?!https?://|#)[^)]+)\)")
README = """# {title}

Version {version}, {day}. {abstract}

## Cite

> {cite}

`citation.bib`, `citation.ris`, `citation.csl.json` and `CITATION.cff` hold the same for reference managers.

## Files

- `data/*.csv`: the tables, UTF-8, separated by commas, lists joined by `;`. `data/README.md` is the codebook: what one row is,
  what counts, how odd cases were decided. `data/datapackage.json` describes every column (Data Package v2).
- `data/made/`: the rows that each release added, changed or removed, by id. `data/samples/`: two event files by others.
- `figures/*.csv`: the numbers of every published figure, with the ids of the events behind each mark; `figures/*.json`: how it
  was made.
- `croissant.json`, `{crate}`, `datacite.json`, `.zenodo.json`: the same described for machines.
- `LICENSE-DATA`: the licence of the record and the figures, CC BY 4.0, and what rests on the work of others.
- `SHA256SUMS`: the digest of every file; `sha256sum -c SHA256SUMS` checks them.
"""


def make(out: Path | None = None, doi: str = "", address: str = "") -> list[Path]:
    """Write the archive and its metadata into a folder, dist/ unless given; return every file of the project that was written.

    A DOI or an address goes into CITATION.cff first, and from there into README, descriptor and gallery; without them those
    that stand there are kept. Raises Refused if the tables are not those that were released, or if a table or page is missing.
    """
    _refuse_unreleased()
    stated = _stated(doi, address)
    with identifiers.read_from(stated):
        changed = identity() if doi or address else {}
        written = packed(changed)
    if out:
        with deposits.entered(out, tell=lambda line: None):
            deposits.together(written, out, "deposit")
    else:
        changed |= {f"{FOLDER}/{name}": content for name, content in written.items()}
    if changed:
        deposits.tree(changed, [], paths.ROOT, "deposit")
    return [*(paths.ROOT / path for path in changed), *(out / name for name in written if out)]


def _refuse_unreleased() -> None:
    if moved := seals.unreleased(paths.data()):
        raise Refused(f"deposit: the tables differ from release {codebook.VERSION} ({listed(moved, 3)}); "
                      "`bluebook release` makes them a version of their own")  # fmt: skip


def _stated(doi: str, address: str) -> str:
    text = (paths.ROOT / identifiers.FILE).read_text(encoding="utf-8")
    doi, address = doi or identifiers.doi(codebook.VERSION), address or identifiers.address()
    return identifiers.stated(text, doi, address)


def identity() -> dict[str, bytes]:
    """Return the files of the project that name the DOI and the address, as they are with those now known, if they differ."""
    known = records.every()
    texts = {identifiers.FILE: identifiers.text(), "data/datapackage.json": datapackages.text(),
             "figures/README.md": galleries.text(known), f"figures/{records.CRATE}": figure_crates.text(known)}  # fmt: skip
    texts |= {page: numbers.filled((paths.ROOT / page).read_text(encoding="utf-8")) for page in numbers.PAGES}
    return {path: text.encode() for path, text in texts.items() if (paths.ROOT / path).read_bytes() != text.encode()}


def packed(changed: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """Return the zip and the files beside it, by name. changed: files of the project that are not written yet."""
    held = files(changed or {})
    name = f"bluebook-{codebook.VERSION}"
    return {f"{name}.zip": bundles.zipped(name, held)} | {loose: held[loose] for loose in LOOSE}


def files(changed: dict[str, bytes]) -> dict[str, bytes]:
    """Return what the archive holds, by path."""
    own = {path: changed.get(path) or (paths.ROOT / path).read_bytes() for path in PAGES}
    own |= {path: changed.get(path) or file.read_bytes() for path, file in _data()}
    own |= dict(_figures()) | {name: text.encode() for name, text in wholes.files().items()}
    own["README.md"] = README.format(title=citations.WHOLE, version=codebook.VERSION, day=codebook.RELEASED, cite=wholes.text(),
                                     abstract=wholes.abstract(), crate=crates.FILE).encode()  # fmt: skip
    own["data/README.md"] = _unlinked(own["data/README.md"].decode(), own).encode()
    described = {".zenodo.json": descriptions.zenodo(), "datacite.json": descriptions.datacite(),
                 "croissant.json": croissants.described(own)}  # fmt: skip
    own |= {name: descriptions.text(what).encode() for name, what in described.items()}
    own = dict(sorted(own.items()))
    own[crates.FILE] = crates.text(own).encode()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(own.items()))
    return own | {"SHA256SUMS": sums.encode()}


def _data() -> Iterator[tuple[str, Path]]:
    data = paths.data()
    tables = [data / f"{name}.csv" for name in codebook.MODELS]
    for file in [*tables, data / "README.md", data / "datapackage.json", data / seals.FILE, *sorted(data.glob("made/*.csv")),
                 *sorted(data.glob("samples/*"))]:  # fmt: skip
        if not file.is_file():
            raise Refused(f"deposit: {file.name} is not in {data.name}/")
        yield f"data/{file.relative_to(data).as_posix()}", file


def _figures() -> Iterator[tuple[str, bytes]]:
    """Yield numbers and record of every figure whose events may be passed on."""
    for record in records.every():
        if not credits.kept_back(record):
            for name, content in records.files(record["id"]).items():
                if name.endswith((".csv", ".json")):
                    yield f"figures/{name}", content


def _unlinked(page: str, held: dict[str, bytes]) -> str:
    """Return a page of data/ without the links to files that the archive does not hold."""
    def kept(link: re.Match[str]) -> str:
        target = f"data/{link[2].partition('#')[0]}".rstrip("/")
        there = any(path == target or path.startswith(f"{target}/") for path in held)
        up = link[2].removeprefix("../").partition("#")[0]
        return link[0] if there or (link[2].startswith("../") and up in held) else link[1]

    return LINK.sub(kept, page)
