"""Run a tiny notebook many times on warm kernels: none may be lost, and nothing may be left behind. `make stress`."""

import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import nbformat
import papermill
from bluebook import kernels

RUNS, JOBS, IDLE = int(os.environ.get("RUNS") or 300), 8, 3
CELLS = ("seed = 0", "import os, pandas as pd\nprint(seed, os.getppid())", "int(pd.Series(range(seed)).sum())")


@dataclass
class Seen:
    """What was seen while the runs went on."""

    parents: set[str] = field(default_factory=set)
    memory: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    most: int = 0

    def add(self, said: str, mark: str) -> None:
        """Take what one run said: the number of its parent, or what went wrong."""
        self.most = max(self.most, len(processes(mark)))
        if said.isdecimal():
            self.parents.add(said)
            self.memory.append(resident(said))
        else:
            self.lost.append(said)


def run(source: str, seed: int) -> str:
    """Run the notebook with one parameter; return the number of the process it was forked from, or what went wrong."""
    try:
        with kernels.warm():
            done = papermill.execute_notebook(
                source, None, {"seed": seed}, progress_bar=False, kernel_manager_class=kernels.MANAGER
            )
        printed, total = (cell.outputs[0] for cell in done.cells[-2:])
        echoed, parent = printed.text.split()
        right = (echoed, total.data["text/plain"]) == (str(seed), str(seed * (seed - 1) // 2))
        return parent if right else f"wrong: {printed} {total}"
    except Exception as error:
        return f"lost: {error!r}"


def processes(mark: str) -> list[str]:
    """Return the commands of the kernels and parents that were started with this mark in their environment."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command, environ = ((place / name).read_text(errors="replace") for name in ("cmdline", "environ"))
        except OSError:
            continue
        if mark in environ and "kernel" in command:
            found.append(command.replace("\0", " "))
    return found


def resident(process: str) -> float:
    """Return the memory of a process in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def notebook(path: str) -> str:
    """Write the notebook."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    cells[0].metadata.tags = ["parameters"]
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)
    return path


def main() -> int:
    """Run, look, and report; return 0 if all is well."""
    seen, began = Seen(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bluebook-stress-") as place:
        os.environ.update(JUPYTER_RUNTIME_DIR=f"{place}/runtime", BLUEBOOK_WARM_IDLE=str(IDLE))
        os.environ["BLUEBOOK_WARM_MARK"] = place  # a parent is given this prefix, and its forks show what it was given
        with ProcessPoolExecutor(JOBS, get_context("spawn")) as pool:
            for said in pool.map(run, [notebook(f"{place}/in.ipynb")] * RUNS, range(RUNS)):
                seen.add(said, place)
        took = time.monotonic() - began
        time.sleep(IDLE + 2)
        orphans = processes(place)
        left = [str(path) for path in Path(f"{place}/runtime").rglob("*") if not path.is_dir()]
    print(f"{RUNS} runs, {JOBS} at a time: {took:.0f} s, {len(seen.lost)} lost {seen.lost[:3]}")
    print(
        f"parents: {len(seen.parents)}, MiB after the first and last run: {seen.memory[0]:.1f}, {seen.memory[-1]:.1f}"
    )
    print(f"processes: {seen.most} at most, {len(orphans)} left; files and sockets left: {len(left)} {left[:3]}")
    flat = len(seen.parents) == 1 and abs(seen.memory[-1] - seen.memory[0]) < 10 and seen.most > 1
    return 0 if flat and not (seen.lost or orphans or left) else 1


if __name__ == "__main__":
    sys.exit(main())
