"""Become a kernel: what a new process is given by the one that starts it, a fork has to take up itself."""

from __future__ import annotations

import atexit
import ctypes
import importlib
import os
import resource
import signal
import sys
import threading
import time
from dataclasses import dataclass
from io import TextIOWrapper
from typing import cast

from bluebook.kernels import lending

INLINE = "module://matplotlib_inline.backend_inline"  # ipykernel's default for MPLBACKEND
PR_SET_PDEATHSIG = 1


@dataclass
class Request:
    """What a kernel is asked to be; files are its standard streams."""

    files: list[int]
    command: list[str]
    environ: dict[str, str]
    cwd: str
    limits: list[tuple[int, int]]
    umask: int


def become(request: Request, lender: lending.Lender) -> None:
    """Take up what was asked, as if started by the one who asked."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no orphan if the parent is killed
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    take_streams(request.files)
    os.environ.update(request.environ)  # it has all that the parent was given; what the imports have added stays
    time.tzset()
    os.chdir(request.cwd)
    os.umask(request.umask)
    lender.take_back()  # before anything of a notebook is imported
    importlib.invalidate_caches()
    sys.modules["numpy"].random.seed()  # Python's own generator reseeds itself after a fork
    read_matplotlibrc()
    for limit, soft in request.limits:
        resource.setrlimit(limit, (soft, resource.getrlimit(limit)[1]))


def take_streams(files: list[int]) -> None:
    """Take the standard streams that were sent; buffered as Python does for a terminal or a file."""
    for stream, file in enumerate(files):
        os.dup2(file, stream)
        os.close(file)
    cast(TextIOWrapper, sys.stdout).reconfigure(line_buffering=os.isatty(1))


def read_matplotlibrc() -> None:
    """Do again what matplotlib does when it is imported: read MPLBACKEND, and the matplotlibrc of this folder."""
    import matplotlib

    read = matplotlib.rc_params()
    matplotlib.rcParamsOrig.update(read)
    read["backend"] = os.environ.get("MPLBACKEND") or INLINE  # before the update, which else looks for a backend
    matplotlib.rcParams.update(read)


def run(request: Request) -> None:
    """Run the kernel as ipykernel_launcher does, until it ends; it ends by itself when its parent does."""
    from ipykernel.kernelapp import IPKernelApp

    launcher = request.command.index("ipykernel_launcher")
    arguments = request.command[launcher + 1 :]
    sys.orig_argv = request.command
    found = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(found.origin) if found else "", *arguments]
    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def end_control() -> None:
    """End the thread that was told to end the kernel, while the thread of the outputs, which it may wait for, is there.

    ipykernel 7.4 ends the two the other way round, and one kernel in ten then waits 10 s for outputs that nobody sends.
    """
    from ipykernel.kernelapp import IPKernelApp

    thread = IPKernelApp.instance().control_thread
    if thread and thread.is_alive():
        thread.stop()
        thread.join(10)


def end() -> None:
    """End as Python does, but leave the heap as it is: it is shared with the parent, and to take it apart is to copy it."""
    end_control()
    threading._shutdown()  # type: ignore[attr-defined]  # waits for the threads that are not daemons
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
