"""The kernel provisioner that jupyter_client finds: warm kernels, or ordinary ones and a line saying why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from bluebook.kernels import NotWarm, say, unsupported

PASSED = {"env", "cwd", "stdout", "stderr", "kernel_id", "extra_arguments"}  # jupyter_client drops the last two


class WarmProvisioner(LocalProvisioner):
    """Fork kernels from the warm parent; start them as LocalProvisioner does where that is not possible."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Return where the new kernel listens. Kernels of other languages are not ours."""
        if "ipykernel_launcher" not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            await self._fork(cmd, **kwargs)
        except (NotWarm, OSError, ValueError) as reason:
            say(str(reason) if isinstance(reason, NotWarm) else f"no warm kernel: {reason!r}")
            return await super().launch_kernel(cmd, **kwargs)
        return self.connection_info

    async def _fork(self, cmd: list[str], **kwargs: Any) -> None:
        if reason := unsupported() or unservable(cmd, kwargs):
            raise NotWarm(reason)
        from bluebook.kernels.forked import forked  # imports what only Unix has

        process = await forked(cmd, kwargs["env"], *(kwargs.get(name) for name in ("cwd", "stdout", "stderr")))
        self.process = cast("subprocess.Popen", process)
        self.pid = self.pgid = process.pid  # a session and group of its own, like an ordinary kernel
        self.cwd = kwargs.get("cwd") or Path.cwd()

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel and what it started, unless it has ended: its number may then be somebody else's."""
        if self.process and self.process.poll() is None:
            await super().send_signal(signum)


def unservable(cmd: list[str], kwargs: dict[str, Any]) -> str:
    """Return what is asked of this kernel that a fork cannot give, or an empty string."""
    if cmd[0] != sys.executable:
        return f"the kernel's Python is {cmd[0]}, not {sys.executable}"
    if asked := [name for name, value in kwargs.items() if name not in PASSED and value is not None]:
        return f"a forked kernel cannot be given {', '.join(asked)}"
    if subprocess.PIPE in (kwargs.get("stdout"), kwargs.get("stderr")):
        return "a forked kernel cannot be given a pipe"
    if not all(map(os.path.isabs, (kwargs["env"].get("PYTHONPATH") or "/").split(os.pathsep))):
        return "PYTHONPATH has a relative path, which is another folder for each notebook"
    return ""
