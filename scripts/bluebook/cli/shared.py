"""What the commands share: the group that reports bad input in plain words, and options that several commands take."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bluebook.ground.refusals import Refused


class Plain(click.Group):
    """A group whose commands report bad input with its message alone, without a traceback, and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and print the message of a refusal. First finish what a killed release or draft had begun."""
        from bluebook.ground import deposits, paths

        try:
            for begun in (*paths.ROOT.glob(f"{deposits.MADE}*"), *paths.data().glob(f"candidates/*/{deposits.MADE}*")):
                with deposits.entered(begun.parent, tell=lambda line: click.echo(line, err=True)):
                    pass
            return super().invoke(ctx)
        except (Refused, OSError) as refusal:  # OSError: a place that can't be read or written, or has too long a name
            place = [str(refusal.filename)] if isinstance(refusal, OSError) and refusal.filename else []
            sentence = ": ".join([*place, refusal.strerror or str(refusal)]) if isinstance(refusal, OSError) else str(refusal)
            click.echo(f"bluebook: {sentence}", err=True)
            raise SystemExit(2) from None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Suggest the nearest command if one is misspelt."""
        from bluebook.ground.refusals import did_you_mean, listed

        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            raise Refused(f'"{args[0]}" is not a command ({listed(known)}){did_you_mean(args[0], known)}')
        return super().resolve_command(ctx, args)


class Paired(click.Command):
    """A command that takes a parameter as `-p name=value` or as `-p name value`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join each name and value that stand apart, then read the arguments as any command does."""
        return super().parse_args(ctx, joined(args))


def joined(args: list[str]) -> list[str]:
    """Return the arguments with each `-p name value` written `-p name=value`."""
    rest, found = list(args), []
    while rest:
        found.append(rest.pop(0))
        if found[-1] == "-p" and rest:
            name = rest.pop(0)
            apart = rest and not re.match(r"[^=\s]+\s*=", name) and not re.match(r"-p$|--\w", rest[0])
            found.append(f"{name}={rest.pop(0)}" if apart else name)
    return found


def _pairs(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> list[tuple[str, str]]:
    split = [[part.strip() for part in text.partition("=")] for text in given]
    for name, sign, _ in split:
        if not sign:
            raise Refused(f'-p: "{name}" has no value; write -p name=value or -p name value, as in -p partner=CAN')
    return [(name, value) for name, _, value in split]


def pairs(metavar: str, told: str) -> Any:
    """Return the option -p of a `Paired` command."""
    return click.option("-p", "pairs", multiple=True, metavar=metavar, callback=_pairs, help=told)


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bluebook")
def main() -> None:
    """A sourced record of Japan's diplomacy, event by event, and the figures drawn from it.

    \b
    Examples:
      bluebook list notebooks
      bluebook run tempo -p partner CAN -p first 2022
      bluebook sweep --help
    """


def replaceable(ctx: click.Context, parameter: click.Parameter, place: Path | None) -> Path | None:
    """Return where to write, if what is there may be replaced: a file or a folder, never a device or a pipe."""
    if place and os.path.lexists(place) and not (place.is_file() or place.is_dir()):
        raise Refused(f"--{parameter.name}: {place} is neither a file nor a folder, so it is not overwritten")
    return place


@contextmanager
def expected(cold: bool, formats: str = "") -> Iterator[None]:
    """Let the kernels' parent warm up while this process imports what it needs."""
    if not cold:
        from bluebook import kernels

        kernels.expect(BLUEBOOK_FORMATS=formats)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what is imported stays until the end; to look through it then, in search of garbage, takes 0.3 s
        gc.enable()

JOBS = click.option("--jobs", type=click.IntRange(1), default=2, show_default=True,
                    help="Notebooks to run in parallel; one more kernel is kept ready.")  # fmt: skip

COLD = click.option("--cold", is_flag=True, help="Start every kernel cold instead of forking a warm one.")

TIMEOUT = click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, metavar="SECONDS",
                       help="Stop a run if a cell takes longer.")  # fmt: skip
