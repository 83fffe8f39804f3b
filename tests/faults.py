"""Kill the commands that write, at random moments, and check that nothing is half-written. `make faults` kills each 100 times.

Run `python tests/faults.py [TIMES] [SEED] [COMMAND]...`. It works on a copy of the project, of one notebook and two figures,
whose table of events is turned back and forth between two readings, so that every run has an old and a new result. A run is
killed with SIGKILL, now the process alone, now all it started; then every unit must be wholly old or wholly new, a reader's own
files be where they were, and the next run must give the new result and leave nothing of its own behind. The runs are forked
from a process that has imported the copy's code, so that the moments fall into the work and not into Python's own start.

A release and `code --into` start from the same tree each time, half of the times they are killed while files move; the next
command must find the whole old tree or make the whole new one. They and the site are killed over a record of twelve events.
"""

import csv
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bluebook import cli
from bluebook.coding import drafts, entries, prints  # noqa: F401, what the runs need
from bluebook.exports import exports  # noqa: F401
from bluebook.figures import galleries
from bluebook.ground import deposits, paths
from bluebook.record import seals, tables
from bluebook.releases import releases  # noqa: F401
from bluebook.runs import executions, states, sweeps  # noqa: F401
from bluebook.site import builds, reasons  # noqa: F401
from bluebook.sources import engine  # noqa: F401

RUNS = "02-tempo:\n  - {partner: USA, first: 2022, last: 2022}\n  - {partner: CAN, first: 2022, last: 2022}\n"
GRID = "- {notebook: 02-tempo, parameters: {partner: USA, first: 2022, last: 2022, lang: ja}}\n"
READINGS = ("events", "\n2022-01-21-USA-summit,2022-01-21,", "\n2022-02-21-USA-summit,2022-02-21,")  # in one month or the next
SPELLINGS = ("people", ",岸田文雄,", ",岸田 文雄,")  # of one name, on most pages of the site and in no figure
LINES = (20_000, 30_000)  # of the event file that is imported
VISIT = 74  # the line of the sample that is repeated
PAGES = ("README.md", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "pyproject.toml", "requirements.txt", "LICENSE", "LICENSE-DATA")
CALL = ("2022-02-09-CAN-summit,2022-02-09", "2022-02-06-CAN-summit,2022-02-06")  # a call, and another one as a candidate
WHOLE = ("terms", "countries", "places", "publishers", "topic_words", "seals")  # tables that a small record has too
ADDRESS = "https://www.mofa.go.jp/mofaj/made-by-hand.html"
PAGE = """日加首脳電話会談
令和4年9月{day}日
9月{day}日、午後1時5分から約7分間、岸田文雄内閣総理大臣は、ジャスティン・トルドー・カナダ首相と、今年{nth}回目の首脳電話会談を行ったところ、概要は以下のとおりです。
1 北朝鮮について意見交換を行いました。
"""
GATHERED = ".bluebook-ma*"  # the folders in which files are gathered (making, made)
OWN = ("mine.txt", ".mine", "zz-mine.png")  # what a reader keeps in the folders that are written to


@dataclass
class Project:
    """A copy of the project in a folder of its own; its runs stay inside it."""

    folder: Path
    readings: tuple[str, str, str] = READINGS

    def make(self) -> None:
        """Write the copy."""
        for name in ("scripts", "data"):
            shutil.copytree(paths.ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        for name in ("notebooks", "figures", "tmp", "out", "runtime"):
            (self.folder / name).mkdir()
        for name in PAGES:
            shutil.copy(paths.ROOT / name, self.folder)
        for name in ("02-tempo.ipynb", "README.md"):
            shutil.copy(paths.NOTEBOOKS / name, self.folder / "notebooks")
        (self.folder / "notebooks" / "runs.yml").write_text(RUNS, encoding="utf-8")
        (self.folder / "notebooks" / "grid.yml").write_text(GRID, encoding="utf-8")
        for folder in ("notebooks", "figures", "out"):
            for name in OWN:
                (self.folder / folder / name).write_text("mine", encoding="utf-8")
        for reading, (day, nth) in enumerate(((20, 9), (25, 10))):
            self.sample(reading)
            (self.folder / f"{reading}.txt").write_text(PAGE.format(day=day, nth=nth), encoding="utf-8")

    def shrink(self) -> None:
        """Keep the summits with the United States and Canada in 2022, and whoever led them; runs in a process of the copy."""
        kept = [row | {"outcome_docs": "", "ministry_count": "unknown"} for row in self.rows("events")
                if row["date"].startswith("2022") and row["partners"] in ("USA", "CAN") and row["level"] == "summit"]  # fmt: skip
        led = {name for row in kept for side in ("japan_lead", "partner_leads") for name in row[side].split(";")}
        held = {row["occasion"] for row in kept}
        smaller = {"events": kept, "people": [row for row in self.rows("people") if row["name"] in led],
                   "offices": [row for row in self.rows("offices") if row["person"] in led],
                   "occasions": [row for row in self.rows("occasions") if row["name"] in held],
                   "coverage": [row | {"status": "partial"} for row in self.rows("coverage")
                                if row["partners"] in ("USA", "CAN") and row["year"] == "2022"]}  # fmt: skip
        for file in (self.folder / "data").glob("*.csv"):
            if file.stem not in WHOLE:
                header = file.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
                with file.open("w", encoding="utf-8", newline="") as lines:
                    writer = csv.DictWriter(lines, header, lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(smaller.get(file.stem, []))
        self.readings, galleries.LANDING = SPELLINGS, dict.fromkeys(galleries.LANDING, "tempo-usa-2022")
        self.seal()

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of a table as text."""
        with (self.folder / "data" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def seal(self) -> None:
        """Seal the tables as they are, as if they had been released."""
        tables.forget()
        (self.folder / "data" / seals.FILE).write_text(seals.text(), encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """What a run is given: this copy's code, and folders of its own for all that passes."""
        own = {"PYTHONPATH": "scripts", "TMPDIR": "tmp", "JUPYTER_RUNTIME_DIR": "runtime"}
        return os.environ | {name: str(self.folder / place) for name, place in own.items()} | {"BLUEBOOK_WARM_IDLE": "2"}

    def start(self, *words: str) -> int:
        """Start a command as a process in a session of its own; return its number."""
        process = os.fork()
        if process:
            return process
        os.setsid()
        os.chdir(self.folder)
        said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1), os.dup2(said, 2)
        try:
            cli.main(words)
        except SystemExit as end:
            os._exit(end.code or 0)
        finally:
            os._exit(70)

    def run(self, *words: str) -> int:
        """Run a command to its end; return its exit status."""
        return os.waitstatus_to_exitcode(os.waitpid(self.start(*words), 0)[1])

    def turn(self, reading: int) -> None:
        """Switch one table between two readings."""
        table, *both = self.readings
        file = self.folder / "data" / f"{table}.csv"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(both[1 - reading], both[reading]), encoding="utf-8")
        if self.readings is SPELLINGS:
            self.seal()

    def sample(self, reading: int) -> None:
        """Write an event file of many lines, for the import."""
        line = (Path(__file__).parent / "samples" / "20180101000000.export.CSV").read_text(encoding="utf-8").splitlines()[VISIT]
        cells = line.split("\t")
        rows = ("\t".join([str(number), f"2022{1 + number % 12:02}{1 + number % 28:02}", *cells[2:]]) for number in range(LINES[reading]))
        (self.folder / f"{reading}.export.CSV").write_text("\n".join([*rows, "damaged"]) + "\n", encoding="utf-8")

    def propose(self) -> None:
        """Write one candidate event: a copy of a call that stands in the record, three days earlier."""
        header, *rows = (self.folder / "data" / "events.csv").read_text(encoding="utf-8").splitlines()
        row = next(row for row in rows if row.startswith(CALL[0])).replace(*CALL).replace(",yes,", ",no,")
        (self.folder / "data" / "candidates" / "mine").mkdir(parents=True)
        (self.folder / "data" / "candidates" / "mine" / "events.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")

    def whole(self) -> dict[str, bytes]:
        """Return all files that a release may write, by path."""
        pages = {name: (self.folder / name).read_bytes() for name in PAGES}
        folders = ("scripts", "data", "notebooks", "figures", "dist", ".cache")
        return pages | {name: content for name, content in self.files(*folders).items() if "__pycache__" not in name}

    def lay(self, tree: dict[str, bytes]) -> None:
        """Make the files those of a tree that was there before."""
        for name in self.whole().keys() - tree.keys():
            (self.folder / name).unlink()
        for half in self.folder.rglob(GATHERED):
            shutil.rmtree(half)
        for name, content in tree.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(content)

    def files(self, *folders: str) -> dict[str, bytes]:
        """Return all files of some folders by path, without the user's own."""
        found = [file for name in folders for file in sorted((self.folder / name).rglob("*")) if file.is_file()]
        return {str(file.relative_to(self.folder)): file.read_bytes() for file in found if file.name not in (*OWN, "runs.yml")}

    def own(self) -> int:
        """Return how many of the user's own files are still there."""
        return sum((self.folder / folder / name).exists() for folder in ("notebooks", "figures", "out") for name in OWN)

    def left(self) -> list[str]:
        """Return what a run has left behind: hidden names, temporary folders, sockets of kernels."""
        hidden = [place for folder in ("notebooks", "figures", "out") for place in (self.folder / folder).rglob(".*")
                  if place.name not in OWN]  # fmt: skip
        passing = [place for place in (self.folder / "tmp").rglob("*") if place.name != f"bluebook-{os.getuid()}"]
        return [str(place.relative_to(self.folder)) for place in [*hidden, *passing, *(self.folder / "runtime").glob("kernel*")]]

    def alive(self, parents: bool = False) -> list[str]:
        """Return the commands of the processes that were started here and still run; without warm parents and their kernels."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                command, environ = ((place / name).read_text(errors="replace") for name in ("cmdline", "environ"))
            except OSError:
                continue
            if int(place.name) != os.getpid() and f"{self.folder}/scripts" in environ and (parents or "kernels.parent" not in command):
                found.append(command.replace("\0", " "))
        return found


@dataclass(frozen=True)
class Scene:
    """A command that writes, where it writes, and which of its files belong together.

    command: its words for the one reading and for the other. unit: the name of what a file is a part of. excused: whether a
    unit that lacks files says so itself.
    """

    folders: tuple[str, ...]
    command: Callable[[int], list[str]]
    unit: Callable[[str], str]
    excused: Callable[[dict[str, bytes]], bool] = lambda files: False
    jobs: bool = False  # whether it takes --jobs
    small: bool = False  # whether the record is cut to a few events


def figure_of(name: str) -> str:
    """Return the figure that a file belongs to, or the file itself if it belongs to none."""
    return Path(name).stem if name.startswith("figures/tempo") else name


def run_of(name: str) -> str:
    """Return the run of a sweep that a file belongs to."""
    parts = Path(name).parts
    return "/".join(parts[:3]) if "runs" in parts else name


def unmade(files: dict[str, bytes]) -> bool:
    """Tell whether a run's files lack the one written last."""
    return not any(name.endswith("/result.json") for name in files)


SCENES = {
    "figures": Scene(("figures", "notebooks"), lambda reading: ["figures"], figure_of, jobs=True),
    "sweep": Scene(("out",), lambda reading: ["sweep", "tempo", "-p", "partner=USA,CAN", "-p", "first=2022", "--out", "out"],
                   run_of, unmade, jobs=True),
    "import": Scene(("out",), lambda reading: ["import", "gdelt", f"{reading}.export.CSV", "--out", "out/events.parquet"], str),
    "export": Scene(("out",), lambda reading: ["export", "--format", "csv", "--partner", ("USA", "CAN")[reading], "--out", "out"],
                    lambda name: "export"),
    "site": Scene(("out",), lambda reading: ["site", "--out", "out/site"], lambda name: "site", small=True),
}  # fmt: skip


def units(scene: Scene, files: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Return the files by what they belong to, without hidden ones."""
    found: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        if not any(part.startswith(".") for part in Path(name).parts):
            found.setdefault(scene.unit(name), {})[name] = content
    return found


def finished(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as they are after the next run has completed the killed one."""
    decided = {re.sub(rf"{re.escape(deposits.MADE)}[^/]+/", "", name): content for name, content in files.items()
               if f"/{deposits.MADE}" in name}  # fmt: skip
    going = {f"{name.removesuffix(deposits.GOING)}{path}" for name, content in decided.items() if name.endswith(deposits.GOING)
             for path in content.decode().splitlines()}  # fmt: skip
    return {name: content for name, content in (files | decided).items() if name not in going}


def mixed(scene: Scene, files: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """Return the units that are neither as they were nor as they will be."""
    before, after = units(scene, old), units(scene, new)
    here = units(scene, files)
    return [name for name in before.keys() | after.keys() | here.keys()
            if here.get(name) not in (before.get(name), after.get(name)) and not scene.excused(here.get(name, {}))]  # fmt: skip


def comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with each Parquet as its rows: the import does not promise an order of rows."""
    import duckdb

    def rows(content: bytes) -> bytes:
        with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
            Path(file.name).write_bytes(content)
            return repr(sorted(duckdb.sql(f"SELECT * FROM '{file.name}'").fetchall(), key=repr)).encode()

    return {name: rows(content) if name.endswith(".parquet") and "/." not in name else content for name, content in files.items()}


def kill(process: int, everything: bool) -> bool:
    """Kill a command, alone or with all that it has started; return whether it still ran."""
    ran = os.waitpid(process, os.WNOHANG) == (0, 0)
    if ran:
        os.killpg(process, signal.SIGKILL) if everything else os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return ran


def complete(project: Project, scene: Scene, reading: int) -> tuple[dict[str, bytes], float]:
    """Run the command to its end; return the files then there, and how long it took."""
    project.turn(reading)
    began = time.monotonic()
    assert project.run(*scene.command(reading)) == 0, (project.folder / "said").read_text()
    return comparable(project.files(*scene.folders)), time.monotonic() - began


def killed(project: Project, what: str, times: int, seed: int) -> Counter:
    """Kill a command many times and check each time; return how often what was found."""
    scene, chance, seen = SCENES[what], random.Random(f"{what} {seed}"), Counter()
    if scene.small:
        project.shrink()
        reasons.japanese("Only the leaders were searched.")  # what takes a second once, so that the moments fall into the rest
        assert project.run("figures") == 0, (project.folder / "said").read_text()
    results = [complete(project, scene, 0)[0]]
    result, took = complete(project, scene, 1)
    results.append(result)
    assert results[0] != results[1] and not project.left(), project.left()
    for number in range(times):
        reading = number % 2
        project.turn(reading)
        process = project.start(*scene.command(reading), *["--jobs", str(1 + (number % 4 == 3))] * scene.jobs)
        time.sleep(chance.uniform(0, took))
        seen["killed" if kill(process, everything=chance.random() < 0.5) else "ended before"] += 1
        found = comparable(project.files(*scene.folders))
        old, new = results[1 - reading], results[reading]
        seen["still old" if found == old else "already new" if found == new else "in between"] += 1
        seen["to be finished"] += finished(found) != found
        wrong = mixed(scene, finished(found), old, new)
        assert not wrong, f"{what}, kill {number}: {wrong} neither old nor new"
        result, took = complete(project, scene, reading)
        assert not project.left(), f"{what}, kill {number}: {project.left()}"
        assert result == new, f"{what}, kill {number}: the next run gave something else"
        assert project.own() == 9, f"{what}, kill {number}: a reader's own file is lost"
        assert not project.alive(), f"{what}, kill {number}: {project.alive()}"
        print(what, number, dict(seen), file=sys.stderr)
    end = time.monotonic() + 120
    while project.alive(parents=True) and time.monotonic() < end:
        time.sleep(0.1)
    assert not project.alive(parents=True), project.alive(parents=True)
    return seen


def wait(until: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, at most some seconds."""
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.001)


@dataclass(frozen=True)
class Tree:
    """A command that changes a tree.

    words: its own. folder: where its files are gathered before they move. every: after how many kills it is run again.
    """

    words: tuple[str, ...]
    folder: str
    every: int


TREES = {
    "release": Tree(("release", "9.0.0", "--date", "2099-01-01"), "", 10),
    "code": Tree(("code", "1.txt", "--url", f"{ADDRESS}?1", "--into", "mine", "--coder", "A. Reader"),
                 "data/candidates/mine/", 1),
}  # fmt: skip


def prepared(project: Project, what: str) -> dict[str, bytes]:
    """Put the project where the command starts from; return its files."""
    project.shrink()
    if what == "release":
        project.propose()
        assert project.run("figures") == 0, (project.folder / "said").read_text()
    else:  # a folder that holds one row and its total
        first = ("code", "0.txt", "--url", f"{ADDRESS}?0", *TREES[what].words[4:])
        assert project.run(*first) == 0, (project.folder / "said").read_text()
    return project.whole()


def killed_tree(project: Project, what: str, times: int, seed: int) -> Counter:
    """Kill a command many times, each time from the same tree; return how often what was found."""
    tree, chance, seen = TREES[what], random.Random(f"{what} {seed}"), Counter()
    old = prepared(project, what)
    began = time.monotonic()
    assert project.run(*tree.words) == 0, (project.folder / "said").read_text()
    new, took = project.whole(), time.monotonic() - began
    assert len([name for name in new if old.get(name) != new[name]]) > 1
    for number in range(times):
        project.lay(old)
        process = project.start(*tree.words)
        if number % 2:
            time.sleep(chance.uniform(0, took))
        else:
            wait(lambda: any(project.folder.glob(f"{tree.folder}{GATHERED}")), 2 * took)
            time.sleep(chance.uniform(0, 0.05))
        seen["killed" if kill(process, everything=chance.random() < 0.5) else "ended before"] += 1
        assert project.run("check") == 0, (project.folder / "said").read_text()
        found = project.whole()
        wrong = {name for name in old.keys() | new.keys() if found.get(name) not in (old.get(name), new.get(name))}
        assert found in (old, new), f"{what}, kill {number}: neither old nor new {sorted(wrong)}"
        seen["old" if found == old else "new"] += 1
        if found == old and number % tree.every == tree.every - 1:  # an odd one, killed at any moment
            assert project.run(*tree.words) == 0 and project.whole() == new, (project.folder / "said").read_text()
            assert not project.left(), f"{what}, kill {number}: {project.left()}"
            seen["run again"] += 1
        assert project.own() == 9, f"{what}, kill {number}: a reader's own file is lost"
        print(what, number, dict(seen), file=sys.stderr)
    project.lay(old)
    assert project.run(*tree.words) == 0 and project.whole() == new and not project.left(), project.left()
    return seen


def in_a_copy(folder: Path, what: str, times: int, seed: int = 0) -> dict[str, int]:
    """Copy the project into a folder and kill a command there; return how often what was found."""
    project = Project(folder)
    project.make()
    words = [sys.executable, __file__, what, str(times), str(seed), str(folder)]
    done = subprocess.run(words, env=project.environment, text=True, stdout=subprocess.PIPE)
    assert done.returncode == 0, f"{what}: see above"
    return json.loads(done.stdout)


def main(times: int = 100, seed: int = 0, only: Sequence[str] = ()) -> None:
    """Kill each command so many times, the commands side by side, and tell what was found."""

    def found(what: str) -> str:
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            began = time.monotonic()
            return f"{what}: {in_a_copy(Path(folder), what, times, seed)}, {time.monotonic() - began:.0f} s"

    with ThreadPoolExecutor(2) as side_by_side:
        for line in side_by_side.map(found, only or [*SCENES, *TREES]):
            print(line, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in (*SCENES, *TREES):
        what, times, seed, place = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Project(Path(sys.argv[4]))
        print(json.dumps((killed_tree if what in TREES else killed)(place, what, times, seed)))
    else:
        main(*map(int, sys.argv[1:3]), sys.argv[3:])
