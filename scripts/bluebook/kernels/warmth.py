"""What the warm parent does once, so that no kernel has to: imports, fonts, a first table and figure."""

from __future__ import annotations

import builtins
import gc
import importlib
import io
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from types import SimpleNamespace

from bluebook.kernels import lending, rehearsals

# tqdm is not here, nor anything that looks at the kernel it runs in while it is imported; nor the inline backend, which
# then ties itself to that kernel.
IMPORTED = ("ipykernel.kernelapp", "ipykernel.ipkernel", "pandas", "matplotlib.pyplot")
IF_INSTALLED = ("duckdb", "krippendorff", "pikepdf", "PIL.PngImagePlugin", "pyarrow")
LATE = ("matplotlib_inline.backend_inline", "bluebook", "__main__", "__mp_main__")


def warm_up(lender: lending.Lender) -> str:
    """Import, draw, learn; return why a fork of this would not be like a new process, or an empty string."""
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"  # pyarrow's allocator has a thread otherwise
    gc.disable()  # there is next to no garbage in what stays for good, and to look for it takes a tenth of the time
    try:
        importlib.import_module("matplotlib.font_manager")  # first: it may print, while it builds its cache
        printed = what_is_printed(prepare)
        told = ask()
        printed += what_is_printed(lambda: rehearsals.rehearse(lender))
        learn(told)
        if printed:
            return f"importing what notebooks need prints {printed.splitlines()[0]!r}, which would not be seen"
    except Exception as error:
        return f"the warm parent could not warm up ({error!r})"
    finally:
        del os.environ["JE_ARROW_MALLOC_CONF"]
        gc.freeze()  # a collection in a fork would write to every object, and so copy the memory they share
        gc.enable()
    threads = len(os.listdir("/proc/self/task"))
    return "" if threads == 1 else f"forking is not safe: the imports leave {threads - 1} threads running"


def what_is_printed(work: Callable[[], None]) -> str:
    """Do some of the work; return what it prints: a cold kernel shows it in the cell that imports, a warm one could not."""
    with os.fdopen(os.memfd_create("printed"), "r+", errors="replace") as printed:
        kept = os.dup(2)
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
        work()
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(kept, 1)
        os.dup2(kept, 2)
        os.close(kept)
        printed.seek(0)
        return printed.read()


def prepare() -> None:
    """Import what every notebook imports, and do once what is slow the first time."""
    # Without it pandas, as it is imported, takes this for a terminal.
    vars(builtins)["get_ipython"] = lambda: SimpleNamespace(kernel=None)
    try:
        import pandas as pd
    finally:
        del vars(builtins)["get_ipython"]
    for name in (*IMPORTED, *filter(find_spec, IF_INSTALLED)):
        importlib.import_module(name)
    from matplotlib.backends.registry import backend_registry
    from matplotlib.figure import Figure

    backend_registry.list_all()  # looks through all that is installed for backends
    pd.read_csv(io.StringIO("date,n\n2000-01-01,1.0"), parse_dates=["date"])._repr_html_()
    axes = (figure := Figure()).subplots()
    axes.set_title("Fonts")
    figure.savefig(io.BytesIO(), bbox_inches="tight")


def ask() -> int:
    """Start a throw-away kernel beside this process; return where it will tell what it imports.

    It is forked, which has a second use: the threads of numpy's BLAS end before a fork, until somebody computes.
    """
    told, telling = os.pipe()
    if not os.fork():
        throw_away(telling)
    os.close(telling)
    return told


def learn(told: int) -> None:
    """Import what a kernel imports while it starts, as told by a throw-away one, so that no list of it is kept here."""
    with open(told) as names:
        found = names.read().split()
    os.wait()
    for name in found:
        if name not in sys.modules and not name.startswith(LATE):
            try:
                importlib.import_module(name)
            except Exception:  # made by hand by some other module, or only importable in its own way
                continue


def throw_away(telling: int) -> None:
    """Start a kernel that tells the modules it has, in the order they came, and ends."""
    try:
        signal.alarm(20)
        from ipykernel.kernelapp import IPKernelApp

        with tempfile.TemporaryDirectory() as place:  # not the user's profile, whose start-up files may do anything
            kernel = IPKernelApp.instance()
            kernel.initialize(["-f", f"{place}/kernel.json", f"--ipython-dir={place}", "--IPKernelApp.parent_handle=1"])
            kernel.shell.run_cell("1")  # type: ignore[union-attr]
        os.write(telling, "\n".join(sys.modules).encode())
    finally:
        os._exit(0)
