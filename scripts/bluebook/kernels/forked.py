"""Ask the warm parent for a kernel, and look after it as after a process of our own."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import socket
import subprocess
from typing import IO

from bluebook.kernels import NotWarm, address, inheritance


class ForkedProcess:
    """What LocalProvisioner asks of a Popen, for a kernel that is the warm parent's child.

    The parent tells the exit status over the connection, and keeps a dead kernel's number taken until we close it.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int, pidfd: int) -> None:
        """Look after the kernel `pid`, whose end is told by `connection`."""
        self.connection, self.pid, self.pidfd = connection, pid, pidfd
        self.returncode: int | None = None
        connection.setblocking(False)

    def poll(self) -> int | None:
        """Return the exit status, or None while the kernel runs."""
        if self.returncode is None:
            try:
                self.returncode = json.loads(self.connection.recv(4096))["exit"]
            except BlockingIOError:
                return None
            except (OSError, ValueError):  # nothing told: the parent was killed, and the system kills its kernels then
                self.returncode = -signal.SIGKILL
            self.connection.close()
            os.close(self.pidfd)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status once there is one."""
        if self.poll() is None:
            waiter = select.poll()
            waiter.register(self.connection, select.POLLIN)
            waiter.poll(None if timeout is None else timeout * 1000)
        if self.poll() is None:
            raise subprocess.TimeoutExpired("a forked kernel", timeout or 0)
        return self.returncode or 0

    def send_signal(self, signum: int) -> None:
        """Signal the kernel alone."""
        if self.poll() is None:
            signal.pidfd_send_signal(self.pidfd, signum)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


async def forked(
    cmd: list[str], env: dict[str, str], cwd: str | None, stdout: int | IO | None, stderr: int | IO | None
) -> ForkedProcess:
    """Return a kernel forked from the warm parent, or raise NotWarm or OSError."""
    asked = {"command": cmd, "environ": {**env, "JPY_PARENT_PID": str(os.getpid())}, "cwd": str(cwd or os.getcwd())}
    connection = address.meet(cmd[0], cmd[1 : cmd.index("-m")], env)
    try:
        with open(os.devnull, "r+b", buffering=0) as nothing:
            files = [nothing.fileno(), descriptor(stdout, 1, nothing), descriptor(stderr, 2, nothing)]
            socket.send_fds(connection, [json.dumps({**asked, **inheritance.reversible()}).encode()], files)
        await readable(connection, address.PATIENCE)
        return answered(connection)
    except BaseException:  # also when we are interrupted: the parent then ends the kernel that it may have forked
        connection.close()
        raise


def descriptor(stream: int | IO | None, ours: int, nothing: IO) -> int:
    """Return the open file that Popen would give a process for such an argument."""
    if stream is None:
        return ours
    if not isinstance(stream, int):
        return stream.fileno()
    return nothing.fileno() if stream == subprocess.DEVNULL else stream


async def readable(connection: socket.socket, timeout: float) -> None:
    """Wait for an answer without holding up the event loop: a parent that is just starting needs seconds."""
    loop, answer = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(connection, answer.set)
    try:
        await asyncio.wait_for(answer.wait(), timeout)
    except TimeoutError:
        raise NotWarm(f"the warm parent did not answer in {timeout:.0f} s") from None
    finally:
        loop.remove_reader(connection)


def answered(connection: socket.socket) -> ForkedProcess:
    """Return the kernel that the parent has forked, or raise NotWarm with its reason not to."""
    try:
        message, files, _, _ = socket.recv_fds(connection, 4096, 1)
    except ConnectionResetError:
        message = b""
    answer = json.loads(message or '{"refused": "the warm parent died"}')
    if "refused" in answer:
        raise NotWarm(answer["refused"])
    return ForkedProcess(connection, answer["pid"], files[0])
