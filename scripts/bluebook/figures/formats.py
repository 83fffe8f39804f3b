"""The formats in which a figure's picture is saved."""

from __future__ import annotations

from bluebook.ground.refusals import Refused, did_you_mean, listed

FORMATS = ("svg", "pdf", "png")


def named(asked: str) -> tuple[str, ...]:
    """Return the formats asked for, as in svg,pdf; all if none is. Raises Refused for any other."""
    names = [name.strip() for name in asked.split(",")] if asked.strip() else FORMATS
    for name in names:
        if name not in FORMATS:
            raise Refused(f'formats: "{name}" is not a format of pictures ({listed(FORMATS)}){did_you_mean(name, FORMATS)}')
    return tuple(name for name in FORMATS if name in names)


def with_svg(asked: str) -> str:
    """Return the formats that a sweep draws in, in their order: those asked for, and svg, which its contact sheet shows."""
    return ",".join(named(f"svg,{asked}".strip(",")))
