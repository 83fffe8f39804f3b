"""How long 20 reruns of 02-tempo take, each way in turn, several rounds in one go: wall and CPU, medians and ratios.

    python tests/bench_reruns.py [ROUNDS] [RUNS] [FORMATS]

Every way does the same work for each run: an executed notebook, and the figure with its numbers and its record, in the formats
named (svg, as a sweep draws it; svg,pdf,png for print). Ours also start with nothing warm, and write the table of all numbers and
the contact sheet. Byte code is there for all: a run of each kind comes before, and is
not counted. Machines are noisy, so read the ratios. CPU includes every kernel, also those forked by the warm parent: this
process adopts what its children leave behind and waits for it.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bluebook.ground import paths

PR_SET_CHILD_SUBREAPER = 36
NOTEBOOK = paths.NOTEBOOKS / "02-tempo.ipynb"
PARTNERS = ["USA", "CAN", "AUS", "IND", "KOR", "DEU", "FRA", "GBR", "ITA", "EUU", "PHL", "VNM", "THA", "SGP", "IDN", "NZL", "UKR",
            "CHN", "NATO", "NOR"]  # fmt: skip
COMMAND_LINE, TWO_PROCESSES = "papermill's command line, in a loop", "papermill.execute_notebook, two processes"
PAPERMILL = "import sys, papermill\nfor p in sys.argv[2:]: papermill.execute_notebook(sys.argv[1], f'{p}.ipynb', {'partner': p, 'save': True}, progress_bar=False)"


def commands(partners: list[str], folder: Path, formats: str) -> dict[str, list[list[str]]]:
    """Return name -> commands that run side by side."""
    python, tools = sys.executable, Path(sys.executable).parent
    half = len(partners) // 2
    loop = " && ".join(f"'{tools}/papermill' '{NOTEBOOK}' {p}.ipynb -p partner {p} -p save True --no-progress-bar" for p in partners)
    sweep = [str(tools / "bluebook"), "sweep", "tempo", "-p", f"partner={','.join(partners)}", "--formats", formats]
    ours = {f"bluebook sweep, {jobs} job{'s' * (jobs > 1)}, {heat}": [[*sweep, "--jobs", str(jobs), "--out", str(folder / f"{jobs}{heat}"),
                                                                       *["--cold"] * (heat == "cold")]]
            for heat in ("cold", "warm") for jobs in (1, 2)}  # fmt: skip
    return {COMMAND_LINE: [["bash", "-c", loop]],
            "papermill.execute_notebook, one process": [[python, "-c", PAPERMILL, str(NOTEBOOK), *partners]],
            TWO_PROCESSES: [[python, "-c", PAPERMILL, str(NOTEBOOK), *part]
                                                          for part in (partners[:half], partners[half:]) if part]} | ours  # fmt: skip


def measured(side_by_side: list[list[str]], folder: Path, formats: str) -> tuple[float, float]:
    """Run commands side by side to their end, then wait for all they left; return wall and CPU seconds."""
    environment = {**os.environ, "BLUEBOOK_WARM_IDLE": "1", "BLUEBOOK_FIGURES": str(folder / "figures"),
                   "BLUEBOOK_FORMATS": formats}  # fmt: skip
    for name in ("JUPYTER_DEFAULT_PROVISIONER_NAME", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    cpu, start = _cpu(), time.monotonic()
    running = [subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
               for command in side_by_side]  # fmt: skip
    codes = [process.wait() for process in running]
    wall = time.monotonic() - start
    _adopt()
    if any(codes):
        raise SystemExit(f"bench: {' '.join(side_by_side[0])[:80]} … ended with {codes}")
    return wall, _cpu() - cpu


def _adopt() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(rounds: int = 3, number: int = 20, formats: str = "svg") -> None:
    """Measure every way in turn, print medians and ratios."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    partners, found = list(itertools.islice(PARTNERS, number)), {}
    with tempfile.TemporaryDirectory() as folder:
        for side_by_side in commands(partners[:1], Path(folder), formats).values():
            measured(side_by_side, Path(folder), formats)
    for turn in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, side_by_side in commands(partners, Path(folder), formats).items():
                found.setdefault(name, []).append(measured(side_by_side, Path(folder), formats))
                print(f"round {turn + 1}: {name}: {found[name][-1][0]:.1f} s", file=sys.stderr, flush=True)
    medians = {name: [statistics.median(column) for column in zip(*times, strict=True)] for name, times in found.items()}
    print(f"{number} runs of 02-tempo, figures as {formats}, median of {rounds}, {os.cpu_count()} cores, load at the end {os.getloadavg()[0]:.1f}")
    print("\n".join(compared(medians)))


def compared(medians: dict[str, list[float]]) -> list[str]:
    """Return a line per way: its seconds, and how many times as fast it is as the command line and as two processes."""
    (line, line_cpu), (two, two_cpu) = (medians[name] for name in (COMMAND_LINE, TWO_PROCESSES))
    head = f"{'':44} {'wall s':>7} {'cpu s':>7}   times the command line: wall, cpu   times two processes: wall, cpu"
    return [head, *(f"{name:44} {wall:7.1f} {cpu:7.1f} {line / wall:28.1f} {line_cpu / cpu:6.1f} {two / wall:27.1f} {two_cpu / cpu:6.1f}"
                    for name, (wall, cpu) in medians.items())]  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:4])
