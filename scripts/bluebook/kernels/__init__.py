"""Warm kernels: each notebook gets a new process, forked from a parent that has imported what every notebook imports.

A kernel provisioner, jupyter_client's own extension point: papermill, nbval, nbclient, nbconvert and JupyterLab can all
use it. In Python, `with kernels.warm(): …`; from a shell, `JUPYTER_DEFAULT_PROVISIONER_NAME=bluebook-warm papermill …`.

The rooms: `address` (where the parent listens, and for whom) → `provisioner` (asks for a kernel) → `parent` (warms up,
forks) → `child` (becomes a kernel like any other); `client` waits for a kernel no longer than it needs.

What a parent is shared by: one user, one interpreter with its flags, the variables that libraries read as they are
imported, the formats of figures that it has drawn once, the same limits, control group and namespaces, the same lock,
installed packages and code of this package. A change in any of these is another address, so another parent. It ends
when its last user has been gone for BLUEBOOK_WARM_IDLE seconds (30), no matter who started it, and leaves nothing behind. Its
kernels end with it and with their client. Where forking is not possible or not safe, or fails, the kernel is an
ordinary one, and one line says why.

What stays different from an ordinary kernel: the hash seed is the parent's (set PYTHONHASHSEED, or sort), and a
notebook that sets a variable like OMP_NUM_THREADS itself, before its first import, comes too late; run it cold.

Imports from: ground, and, for the rehearsal in the warm parent, counts, charts, record, parameters, figures.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points

NAME = "bluebook-warm"
MANAGER = "bluebook.kernels.client.QuickManager"  # for the kernel_manager_class of papermill and nbclient
VARIABLE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
ORDINARY = "local-provisioner"

logger = logging.getLogger(__name__)


@dataclass
class Turn:
    """One of so many turns: a kernel is started before it, and its notebook runs while it has it."""

    turns: threading.Semaphore | None = None
    has: bool = False

    def take(self) -> None:
        """Wait for the turn."""
        if self.turns and not self.has:
            self.has = self.turns.acquire()

    def end(self) -> None:
        """Let another have the turn."""
        if self.turns and self.has:
            self.has = False
            self.turns.release()


@dataclass(frozen=True)
class Order:
    """What the kernels that a thread starts are: the provisioner's name, empty for the usual one, and more variables."""

    provisioner: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    turn: Turn = field(default_factory=Turn)


EXPECTED: list[socket.socket] = []  # a parent waits for its users, whether or not they have a kernel
ORDERS: ContextVar[Order] = ContextVar("orders", default=Order())  # noqa: B039


class NotWarm(RuntimeError):
    """This kernel cannot be forked; the sentence says why."""


def unavailable() -> str:
    """Return why this process cannot have warm kernels, or an empty string if it can."""
    if reason := unsupported():
        return reason
    return "" if _is_registered() else f"{NAME} is not registered (install the package again: pip install --no-deps -e .)"


@cache
def _is_registered() -> bool:
    return bool(entry_points(group="jupyter_client.kernel_provisioners", name=NAME))


def unsupported() -> str:
    """Return why no process of this system can fork its kernels, or an empty string."""
    if sys.platform != "linux":
        return f"warm kernels need Linux, and this is {sys.platform}"
    return "" if _has_pidfd() else "warm kernels need Linux 5.3 or newer"


@cache
def expect(**variables: str) -> None:
    """Have the warm parent warm up while this process still imports what it needs itself; variables as for `ordered`.

    What goes wrong there shows when the first kernel is asked for. A parent that is not asked ends like any other.
    """
    if not unavailable():
        from bluebook.kernels import address

        with suppress(NotWarm, OSError):
            EXPECTED.append(address.meet(sys.executable, [], {**os.environ, **variables}))


@contextmanager
def warm() -> Iterator[None]:
    """Fork the kernels that this process and its children start meanwhile; say so if that is impossible.

    It sets a variable of the process: enter it once around a pool of threads, or inside each worker process.
    """
    if reason := unavailable():
        say(reason)
    with _provisioner(ORDINARY if reason else NAME):
        yield


@contextmanager
def cold() -> Iterator[None]:
    """Start ordinary kernels meanwhile, whatever the environment asks for."""
    with _provisioner(ORDINARY):
        yield


@contextmanager
def ordered(*, cold: bool = False, turns: threading.Semaphore | None = None, **variables: object) -> Iterator[None]:
    """Have the kernels that this thread starts with MANAGER be warm or cold, and be given these variables too.

    turns: of the notebooks that run at once; each kernel starts at once, and is used when one of them is free. Unlike `warm`
    and `cold` it leaves other threads, and the environment of the process, alone.
    """
    if not cold and (reason := unavailable()):
        say(reason)
    name = ORDINARY if cold or unavailable() else NAME
    order = Order(name, {variable: str(value) for variable, value in variables.items()}, Turn(turns))
    before = ORDERS.set(order)
    try:
        yield
    finally:
        order.turn.end()
        ORDERS.reset(before)


@cache
def say(reason: str) -> None:
    """Say once per reason that ordinary kernels are used."""
    logger.warning("%s; an ordinary kernel is started instead", reason)


@contextmanager
def _provisioner(name: str) -> Iterator[None]:
    from jupyter_client.provisioning import KernelProvisionerFactory  # slow, and few commands start a kernel

    factory = KernelProvisionerFactory.instance()  # it reads the variable only once, and may have
    before, chosen = os.environ.get(VARIABLE), factory.default_provisioner_name
    os.environ[VARIABLE] = factory.default_provisioner_name = name
    try:
        yield
    finally:
        factory.default_provisioner_name = chosen
        os.environ.pop(VARIABLE) if before is None else os.environ.update({VARIABLE: before})


@cache
def _has_pidfd() -> bool:
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True
