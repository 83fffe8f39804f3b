"""Where a picture comes from: which figure, which version, which rows, whether it is unchanged, and how to make it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bluebook.figures import credits, embeddings, likenesses, records
from bluebook.ground import paths
from bluebook.ground.refusals import Refused


def whence(file: Path) -> list[str]:
    """Return what can be said of a picture, line by line. Raises Refused if it is not a picture.

    Where a picture carries no record and its pixels are not those published, only what it looks like can be told, and never
    that it is not one of ours.
    """
    picture = _bytes(file)
    ending = embeddings.kind(picture)
    if not ending and likenesses.opened(picture) is None:
        raise Refused(f"{file.name}: not a picture that can be read (SVG, PDF, PNG, JPEG, WebP, …)")
    if not ending:
        return _alike(picture)
    try:
        carried, drawn = embeddings.read(picture), embeddings.content(picture)
    except Exception as error:  # whatever a foreign or damaged file makes a parser raise
        raise Refused(f"{file.name}: a damaged {ending.upper()} file ({type(error).__name__})") from None
    known = {record["id"]: record for record in records.every()}
    same = [key for key, record in known.items() if record["content"].get(ending) == drawn]
    figure_id = carried.get("id") or (same[0] if same else "")
    if not figure_id:
        return _alike(picture)
    return _said(figure_id, carried or known[figure_id], _state(picture, ending, drawn, carried, known.get(figure_id)))


def _alike(picture: bytes) -> list[str]:
    """Return which published figure a picture without a record looks like."""
    near = likenesses.nearest(picture, paths.figures())
    if not near:
        why = "" if likenesses.opened(picture) else "a drawing without its record, and "
        return [f"state     cannot tell from this file: {why}no published figure is near"]
    figure_id, agreeing = near
    title = records.record(figure_id)["title"]
    return [f"state     cannot tell from this file; nearest published figure: {figure_id} "
            f"({agreeing} of {likenesses.BITS} points alike)", f"title     {title}",
            f"compare   {paths.figures().name}/{figure_id}.png"]  # fmt: skip


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise Refused(f"{file}: can't be read ({getattr(error, 'strerror', None) or error})") from None


def _state(picture: bytes, ending: str, drawn: str, carried: Mapping[str, Any], record: Mapping[str, Any] | None) -> str:
    """Say whether the file is as published."""
    if record is None:
        return "not among the published figures; this is what its own record says"
    if hashlib.sha256(picture).hexdigest() == record["files"][ending]:
        return "unchanged: byte for byte the file that was published"
    if record["content"][ending] == drawn:
        return ("its metadata were stripped; the picture is unchanged" if not carried
                else "the picture is unchanged; the file around it was written again")  # fmt: skip
    whole = records.files(record["id"]).get(f"{record['id']}.png", b"")
    if ending == "png" and likenesses.size(picture) != likenesses.size(whole):
        return "saved again at another size: whether the picture was changed cannot be told from this file"
    older = carried.get("data", {}) != record["data"]
    return ("of another state of the data than the figure published here" if older
            else "CHANGED: the picture is not the one that was published under this id")  # fmt: skip


def _said(figure_id: str, record: Mapping[str, Any], state: str) -> list[str]:
    given = {"save": True} | dict(record["parameters"])
    again = " ".join(f"-p {name} {value}" for name, value in given.items())
    rows = record["rows"]
    return [
        f"figure    {figure_id}: {record['title']}", f"state     {state}",
        f"version   {record['data']['version']} of {record['data']['released']}",
        f"rows      {len(rows)}" + (f": {', '.join(rows[:5])}" + (" …" if len(rows) > 5 else "") if rows else ""),
        *(f"file      {name} {digest[:12]}" for name, digest in record["data"]["files"].items()),
        f"again     papermill notebooks/{record['notebook']} out.ipynb {again}", f"licence   {credits.rights(record)}",
    ]  # fmt: skip
