"""The warm parent, `python -m bluebook.kernels.parent`: warm up once, then fork a kernel for each that asks.

It has one thread and no state of any notebook: each fork is like a new process with the imports done. Each connection is a
user. When a user disconnects or dies, its kernel ends too; the parent ends some time after the last user has gone.
"""

from __future__ import annotations

import json
import os
import resource
import select
import selectors
import signal
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from bluebook.kernels import address, child, inheritance, lending, warmth

IDLE = float(os.environ.get("BLUEBOOK_WARM_IDLE") or 30)  # seconds


@dataclass(eq=False)
class User:
    """Who is connected, and its kernel."""

    connection: socket.socket
    process: int  # pidfds: of the process that asked,
    kernel: int = -1  # and of its kernel
    pid: int = 0
    gone: bool = False
    runs: bool = False  # its kernel


@dataclass
class Parent:
    """The loop that forks. Poll, not epoll: an epoll object would be shared with every fork."""

    listener: socket.socket
    inside: int
    name: str
    refused: str = ""
    pid: int = field(default_factory=os.getpid)
    users: set[User] = field(default_factory=set)
    waiting: selectors.PollSelector = field(default_factory=selectors.PollSelector)

    def serve(self) -> child.Request:
        """Return what was asked, in each forked process; the parent itself never returns."""
        self.waiting.register(self.listener, selectors.EVENT_READ, self.accept)
        while True:
            ready = self.waiting.select(None if self.users else IDLE)
            if not ready and not self.users:
                self.end_unless_asked()
            for key, _ in ready:
                # what is ready may have been closed by what was done just before
                if key.fileobj in self.waiting.get_map() and (request := key.data()):
                    return request

    def accept(self) -> None:
        """Take a user, if it is of this system user."""
        connection, _ = self.listener.accept()
        process, owner, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        if owner != os.getuid() or not (opened := pidfd(process)):
            return connection.close()
        user = User(connection, opened)
        self.users.add(user)
        self.waiting.register(connection, selectors.EVENT_READ, partial(self.hear, user))
        # The connection alone is not enough: processes that the user has forked hold copies of it.
        self.waiting.register(opened, selectors.EVENT_READ, partial(self.leave, user))

    def hear(self, user: User) -> child.Request | None:
        """Fork for a user that asks, and return its request in the fork; a user that is silent has gone."""
        message, files = received(user.connection)
        if not message:
            self.leave(user)
            return None
        try:
            if request := self.fork(user, child.Request(files, **json.loads(message))):
                return request
        except (OSError, TypeError, ValueError) as error:
            self.tell(user, {"refused": f"the warm parent could not fork: {error!r}"})
        for file in files:
            os.close(file)
        return None

    def fork(self, user: User, request: child.Request) -> child.Request | None:
        """Fork, once for each user; return the request in the fork, and nothing in the parent."""
        if self.refused or user.pid:
            self.tell(user, {"refused": self.refused or "a second kernel needs a second connection"})
            return None
        if not (pid := os.fork()):
            self.close()
            return request
        user.pid, user.kernel, user.runs = pid, os.pidfd_open(pid), True
        self.waiting.register(user.kernel, selectors.EVENT_READ, partial(self.ended, user))
        self.tell(user, {"pid": pid}, user.kernel)
        return None

    def tell(self, user: User, answer: dict[str, object], *files: int) -> None:
        """Answer a user; one that has gone meanwhile is noticed at the next turn."""
        with suppress(OSError):
            socket.send_fds(user.connection, [json.dumps(answer).encode()], files)

    def ended(self, user: User) -> None:
        """Tell the user how its kernel ended, and keep the number taken until it has heard."""
        status = cast("os.waitid_result", os.waitid(os.P_PIDFD, user.kernel, os.WEXITED | os.WNOWAIT))
        self.waiting.unregister(user.kernel)
        user.runs = False
        self.tell(user, {"exit": status.si_status if status.si_code == os.CLD_EXITED else -status.si_status})
        if user.gone:
            self.forget(user)

    def leave(self, user: User) -> None:
        """End the kernel of a user that has gone, with all that it started."""
        user.gone = True
        self.waiting.unregister(user.connection)
        self.waiting.unregister(user.process)
        user.connection.close()
        os.close(user.process)
        if user.runs:
            with suppress(OSError):
                os.killpg(user.pid, signal.SIGKILL)
            signal.pidfd_send_signal(user.kernel, signal.SIGKILL)  # it may not have made its group yet
        else:
            self.forget(user)

    def forget(self, user: User) -> None:
        """Let go of a kernel that has ended and whose user has gone."""
        if user.pid:
            os.waitpid(user.pid, 0)
            os.close(user.kernel)
        self.users.discard(user)

    def close(self) -> None:
        """Close in a fork what is the parent's."""
        self.waiting.close()
        self.listener.close()
        os.close(self.inside)
        for user in self.users:
            user.connection.close()
            for opened in {user.process, user.kernel} - {-1}:
                os.close(opened)

    def end_unless_asked(self) -> None:
        """End, unless somebody has just come; nobody can while the folder is locked."""
        with address.locked(self.inside):
            if not select.select([self.listener], [], [], 0)[0]:
                self.end()

    def end(self) -> None:
        """End without a trace. The kernels, if there are any, are ended by the system."""
        if os.getpid() == self.pid:  # not in a fork that is ended before it has become a kernel
            with suppress(FileNotFoundError):
                os.unlink(self.name, dir_fd=self.inside)
        os._exit(0)


def received(connection: socket.socket) -> tuple[bytes, list[int]]:
    """Return what a user says and hands over; nothing if it has gone."""
    with suppress(OSError):
        message, files, _, _ = socket.recv_fds(connection, 1 << 20, 3)
        return message, files
    return b"", []


def pidfd(process: int) -> int:
    """Return a descriptor of a process, or 0 if there is no such process any more."""
    with suppress(OSError):
        return os.pidfd_open(process)
    return 0


def main() -> None:
    """Leave the starter, warm up, serve; and in each fork, become a kernel."""
    if os.fork():
        os._exit(0)  # so nobody has a child to wait for that they do not know of
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder that `python -m` was started in; ipykernel_launcher takes it away as well
    for limit in inheritance.LIMITS:  # not those of the one who happened to start it; each kernel sets its own
        most = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most, most))
    listener, inside, name = sys.argv[1:]
    parent = Parent(socket.socket(fileno=int(listener)), int(inside), name)
    signal.signal(signal.SIGTERM, lambda *_: parent.end())
    lender = lending.Lender()
    parent.refused = warmth.warm_up(lender)
    request = parent.serve()
    child.become(request, lender)
    child.run(request)
    child.end()


if __name__ == "__main__":
    main()
