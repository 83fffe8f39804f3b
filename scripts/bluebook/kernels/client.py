"""A kernel manager for many runs at once, of warm kernels and cold ones: it waits no longer than it needs.

jupyter_client's own waits for silences of 0.2 s when a kernel starts, and looks every 0.1 s whether it has ended. It
also chooses free ports, which another program may take before the kernel does: with 8 jobs, that loses a run in a few
hundred. Here a kernel listens on sockets of its own.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import DottedObjectName, Float, Type

from bluebook.kernels import ORDERS

OURS = "kernel-bluebook-"  # then the number of the process that asked, so that its end can be seen
LONGEST = 96  # bytes of a path, with -ipc-5 after it; macOS has 103 for a socket


@cache
def clear(folder: str) -> None:
    """Remove, once in a process, the sockets of kernels whose asker was killed and could not."""
    for left in Path(folder).glob(f"{OURS}*"):
        with suppress(PermissionError, ValueError):  # it lives, and is somebody else's
            try:
                os.kill(int(left.name.removeprefix(OURS).split("-")[0]), 0)
            except ProcessLookupError:
                left.unlink(missing_ok=True)


class QuickClient(AsyncKernelClient):
    """A client that is ready when the kernel says that it is idle."""

    def _context_default(self) -> zmq.asyncio.Context:
        """Return a context whose sockets, connected before the kernel is there, try again sooner than after 0.1 s."""
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, 5)  # milliseconds
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask the kernel who it is until it answers; then nothing older is on its way to us. Then wait for its turn."""
        end = time.monotonic() + (timeout or float("inf"))
        while not await self._is_heard(self.kernel_info()):
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")
        ORDERS.get().turn.take()

    async def _is_heard(self, asked: str) -> bool:
        """Return whether the reply came, and on the channel of the outputs, that the kernel is idle after it."""
        try:
            self._handle_kernel_info_reply(await self._message(self.shell_channel, asked, 1))
            while (await self._message(self.iopub_channel, asked, 0.02))["content"].get("execution_state") != "idle":
                pass
        except Empty:  # not up yet, or not yet subscribed: ask again
            return False
        return True

    async def _message(self, channel: AsyncZMQSocketChannel, asked: str, timeout: float) -> dict[str, dict]:
        while True:
            message = await channel.get_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == asked:
                return message


class QuickManager(AsyncKernelManager):
    """A manager with the quick client, that ends kernels without waiting for what will not happen."""

    client_class = DottedObjectName(f"{__name__}.QuickClient")
    client_factory = Type(QuickClient, klass=AsyncKernelClient)
    # One cold kernel in ten waits 10 s at its end for an output thread that it has stopped itself (ipykernel 7.4:
    # process_control flushes, while IPKernelApp.close joins its thread); a warm one does not, see child.end_control.
    shutdown_wait_time = Float(3.0, help="Seconds until a kernel is killed; after half of them, it is terminated.")

    def __init__(self, **settings: object) -> None:
        """Choose sockets instead of ports, where the system has them and the path is not too long for one."""
        super().__init__(**settings)
        clear(jupyter_runtime_dir())
        place = f"{jupyter_runtime_dir()}/{OURS}{os.getpid()}-{uuid4().hex[:16]}"
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        self.connection_file = f"{place}.json"
        if os.name == "posix" and len(os.fsencode(place)) < LONGEST:
            self.ip, self.transport = f"{place}-ipc", "ipc"

    async def _async_pre_start_kernel(self, **asked: Any) -> tuple[list[str], dict[str, Any]]:
        """Start what was ordered."""
        order = ORDERS.get()
        if order.provisioner and self.kernel_spec:
            self.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": order.provisioner}
        asked.setdefault("env", {**os.environ, **order.variables})
        return await super()._async_pre_start_kernel(**asked)

    async def shutdown_kernel(self, *asked: Any, **named: Any) -> None:  # type: ignore[override]
        """End the kernel, while the next already has its turn."""
        ORDERS.get().turn.end()
        await super().shutdown_kernel(*asked, **named)

    async def _async_interrupt_kernel(self) -> None:
        """Interrupt, but not to end a kernel: it is idle, or it is terminated after half the wait anyway."""
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    async def _async_wait(self, pollinterval: float = 0.01) -> None:
        """Wait for the end, looking more often than every 0.1 s."""
        await super()._async_wait(min(pollinterval, 0.01))
