"""What a kernel takes over from the process it is forked from: two that may share a parent must agree in all of it."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import site
from collections.abc import Mapping
from pathlib import Path

from bluebook.ground import paths

# Read when the interpreter or a library is loaded. The parent is given these and no other: a variable that is not here
# cannot have left a trace in it.
IMPORT_TIME = (
    *("PYTHON", "LD_", "MALLOC_", "GLIBC_", "VIRTUAL_ENV", "CONDA_", "COVERAGE_", "BLUEBOOK_WARM_"),
    *("OMP_", "OPENBLAS_", "GOTO_", "MKL_", "BLIS_", "NVPL_", "NPY_", "NUMEXPR_", "PANDAS_", "ARROW_", "MPLCONFIGDIR"),
    *("HOME", "XDG_", "TMP", "TEMP", "LANG", "LC_", "PATH", "IPYTHONDIR", "PYDEVD_", "DEBUGPY_", "MATPLOTLIBRC"),
    "BLUEBOOK_FORMATS",  # of the figures: the parent draws in these once
)
STATUS = ("Uid", "Gid", "Groups", "CapEff", "NoNewPrivs", "Seccomp", "Cpus_allowed")
NAMESPACES = ("mnt", "net", "pid", "user", "ipc", "uts")
LIMITS = sorted({getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")})


def name(python: str, flags: list[str], environ: Mapping[str, str]) -> str:
    """Return a short name, the same for all who may share a parent."""
    agreed = [python, flags, sorted(known(environ).items()), surroundings(), stamps()]
    return hashlib.sha256(json.dumps(agreed).encode()).hexdigest()[:16]


def known(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that the parent is given; one of the project's own that is empty counts as not set (see `paths`)."""
    return {variable: value for variable, value in environ.items()
            if variable.startswith(IMPORT_TIME) and (value or not variable.startswith("BLUEBOOK_"))}  # fmt: skip


def surroundings() -> list[object]:
    """Return what a process cannot change back: rights, hard limits, control group (memory!), namespaces, priority."""
    rights = [value for key, value in status().items() if key in STATUS]
    hard = [resource.getrlimit(limit)[1] for limit in LIMITS]
    spaces = [os.readlink(f"/proc/self/ns/{space}") for space in NAMESPACES]
    return [rights, hard, Path("/proc/self/cgroup").read_text(), spaces, os.getpriority(os.PRIO_PROCESS, 0)]


def stamps() -> list[object]:
    """Return what changes when something is installed, when the lock changes, or the code of this package."""
    installed = [os.stat(place).st_mtime_ns for place in site.getsitepackages() if os.path.isdir(place)]
    lock = paths.ROOT / "requirements.txt"
    pinned = hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else ""
    return [installed, pinned, code()]


def code() -> list[tuple[str, int]]:
    """Return each file of this package's code with the time of its last change."""
    found = (f"{folder}/{name}" for folder, _, names in os.walk(paths.CODE) for name in names if name.endswith(".py"))
    return [(file, os.stat(file).st_mtime_ns) for file in sorted(found)]


def reversible() -> dict[str, object]:
    """Return what a fork can set for itself: the soft limits and the mask for new files."""
    soft = [(limit, resource.getrlimit(limit)[0]) for limit in LIMITS]
    return {"limits": soft, "umask": int(status()["Umask"], 8)}


def status() -> dict[str, str]:
    """Return what the system says of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
