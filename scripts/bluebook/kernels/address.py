"""Where a warm parent listens: a socket in a folder of this user alone, named by all that a kernel takes over from it.

Everybody connects, starts a parent and ends one under the lock of the folder itself. So two never start the same
parent, nobody connects to one that is just ending, and no lock file is needed. The folder is used through its
descriptor: what was checked is what is used, and a deep path is not too long for a socket.
"""

from __future__ import annotations

import fcntl
import os
import socket
import stat
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from bluebook.kernels import NotWarm, inheritance, logger

PATIENCE = 60.0  # seconds; a parent warms up in 3, on a busy machine in 20


def meet(python: str, flags: list[str], environ: Mapping[str, str]) -> socket.socket:
    """Return a connection to the warm parent of this interpreter and environment; start one if there is none."""
    name = inheritance.name(python, flags, environ)
    with folder() as inside, locked(inside):
        with suppress(FileNotFoundError, ConnectionRefusedError):
            return connected(inside, name)
        sweep(inside)
        start([python, *flags, "-m", "bluebook.kernels.parent"], inheritance.known(environ), inside, name)
        return connected(inside, name)


def start(command: list[str], environ: dict[str, str], inside: int, name: str) -> None:
    """Start a parent on a socket that listens already, so that many can ask at once while it warms up."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(at(inside, name))
        listener.listen(128)
        handed = (listener.fileno(), inside)
        # A session of its own: Ctrl-C in a terminal is not for the parent. It leaves its starter at once, see main.
        started = subprocess.run(
            [*command, *map(str, handed), name],
            env=environ,
            cwd="/",
            pass_fds=handed,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    if started.returncode:
        os.unlink(name, dir_fd=inside)
        raise NotWarm(f"the warm parent did not start (exit {started.returncode})")


@contextmanager
def folder() -> Iterator[int]:
    """Open the folder of the sockets, checked to be this user's alone; yield its descriptor."""
    path = Path(jupyter_runtime_dir()) / "bluebook-warm"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    inside = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(inside)
        if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) != 0o700:
            raise NotWarm(f"{path} is not private (it should belong to this user, with mode 0700)")
        yield inside
    finally:
        os.close(inside)


@contextmanager
def locked(inside: int) -> Iterator[None]:
    """Hold the folder's lock."""
    fcntl.flock(inside, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(inside, fcntl.LOCK_UN)  # closing is not enough: a process forked meanwhile has a copy


def at(inside: int, name: str) -> str:
    """Return the path of a socket in the folder, short enough for the 107 bytes that a socket's may have."""
    return f"/proc/self/fd/{inside}/{name}"


def connected(inside: int, name: str) -> socket.socket:
    """Return a connection to the parent that listens under this name."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        connection.settimeout(PATIENCE)
        connection.connect(at(inside, name))
    except BaseException:
        connection.close()
        raise
    return connection


def sweep(inside: int) -> None:
    """Remove the sockets of parents that were killed, and say so."""
    for name in os.listdir(inside):
        try:
            connected(inside, name).close()
        except ConnectionRefusedError:
            os.unlink(name, dir_fd=inside)
            logger.warning("a warm parent was killed; a new one is started")
        except OSError:  # alive, and busy
            continue
