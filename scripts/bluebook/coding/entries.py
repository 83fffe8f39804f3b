"""A draft as a row of events.csv, its totals as rows of claims.csv; both into a folder of candidates once the check passes."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from bluebook.coding import partners
from bluebook.coding.drafts import Draft
from bluebook.coding.known import Known
from bluebook.coding.totals import Total
from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused
from bluebook.record import candidates, codebook, files, problems
from bluebook.record.referee.pages import publisher

Row = dict[str, str]
UNSURE = ("date", "partners", "level", "channel", "label", "japan_lead", "partner_leads")


def row(draft: Draft, address: str, known: Known, *, opening: bool = False, coder: str = "") -> Row:
    """Return a draft as a row of events.csv. opening: the text breaks off; coder: who has read the draft beside the page."""
    cells = {name: cell.value for name, cell in draft.cells.items()}
    sure = not opening and all(draft.cells[name].value and not draft.cells[name].remark for name in UNSURE)
    remarks = [f"{name}: {cell.remark}" for name, cell in draft.cells.items() if cell.remark]
    issuer = publisher(address, known.publishers)
    issuers = str(issuer.get("issuers", "")).split(";")
    made = cells | {
        "event_id": f"{cells['date']}-{'+'.join(cells['partners'].split(';'))}-{cells['level']}",
        "format": partners.form(cells["partners"]), "topics_basis": "opening" if opening else "page",
        "ministry_count": "unknown", "source_url": address, "source_kind": str(issuer.get("kind", "")),
        "source_publisher": issuers[0] if len(issuers) == 1 else draft.issuer,
        "source_date": draft.issued.value, "confidence": "high" if sure else "medium",
        "notes": "; ".join([*([f"drafted by rule, read by {coder}"] if coder else []), *remarks]),
    }  # fmt: skip
    return {name: made.get(name, "") for name in codebook.columns("events")}


def claims(draft: Draft, made: Row) -> list[Row]:
    """Return the totals of a draft as rows of claims.csv; none for an event of several partners."""
    if ";" in made["partners"] or not made["partners"]:
        return []
    return [_claim(total, made) for total in draft.claims]


def _claim(total: Total, made: Row) -> Row:
    issuer = made["source_publisher"]
    cells = {"claim_id": f"{issuer.replace(' ', '')}-{made['event_id']}-{total.total}", "publication": issuer,
             "locator": f"line {total.cell.line} of the page", "period_start": total.since, "period_end": made["date"],
             "partner": made["partners"], "level": made["level"], "total": str(total.total), "issuer_kind": "official",
             "source_url": made["source_url"],
             "notes": "as stated of this event" + ("" if total.since else "; the page does not say since when")}  # fmt: skip
    return {name: cells.get(name, "") for name in codebook.columns("claims")}


def into(folder: Path, events: list[Row], totals: list[Row]) -> list[Path]:
    """Append rows to a folder of candidates; return the files written. Raises Refused and writes nothing if the check fails."""
    data = paths.data()
    known = _ids(data)
    fresh = [made | {"event_id": _free(made, known)} for made in events]
    contents = {f"{table}.csv": _appended(folder / f"{table}.csv", table, rows)
                for table, rows in (("events", fresh), ("claims", totals)) if rows}  # fmt: skip
    if wrong := _problems(data, folder.name, contents):
        raise Refused("the draft is not a row yet:\n" + "\n".join(wrong))
    with deposits.made(folder):
        deposits.together(contents, folder, "code")
    return [folder / name for name in contents]


def folder_of(name: str) -> Path:
    """Return the folder of candidates that a person names: data/candidates/NAME or NAME alone, which the check then reads."""
    place, home = Path(name), paths.data() / candidates.FOLDER
    within = (Path("."), Path("data") / candidates.FOLDER, home)
    named = place.name and not place.name.startswith(".") and place.name.isprintable()
    if not named or os.path.abspath(place.parent) not in map(os.path.abspath, within) or (home / place.name).is_file():
        raise Refused(f'into: "{name}" is not a folder of candidates; write data/candidates/my-rows')
    return home / place.name


def _ids(data: Path) -> dict[str, Row]:
    rows = files.joined("events", data)[0].to_dict("records")
    return {made["event_id"]: made for made in rows}


def _free(made: Row, known: Mapping[str, Row]) -> str:
    """Return the id of a row, with -2 where the day has another engagement of these partners at this level."""
    wanted = made["event_id"]
    alike = [other for name, other in known.items() if name == wanted or name.startswith(f"{wanted}-")]
    for other in alike:
        if other["start_local"] == made["start_local"] or other["source_url"] == made["source_url"]:
            raise Refused(f"{other['event_id']} is already in the record or among the candidates; correct that row")
    return f"{wanted}-{len(alike) + 1}" if alike else wanted


def _appended(file: Path, table: str, rows: Iterable[Row]) -> bytes:
    text, known = io.StringIO(newline=""), file.read_bytes() if file.exists() else b""
    if not known:
        csv.writer(text, lineterminator="\n").writerow(codebook.columns(table))
    csv.DictWriter(text, list(codebook.columns(table)), lineterminator="\n").writerows(rows)
    apart = b"" if not known or known.endswith((b"\n", b"\r")) else b"\n"  # a last line that an editor left open
    return known + apart + text.getvalue().encode()


def _problems(data: Path, name: str, contents: Mapping[str, bytes]) -> list[str]:
    """Return what the check would say because of the new files, tried in a copy of the tables."""
    with deposits.temporary() as scratch:
        copy = scratch / "data"
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns("samples", "made"))
        (copy / candidates.FOLDER / name).mkdir(parents=True, exist_ok=True)
        for file, content in contents.items():
            (copy / candidates.FOLDER / name / file).write_bytes(content)
        found = problems.problems(copy)
    before = problems.problems(data) if found else []
    return [str(problem) for problem in found if problem not in before]
