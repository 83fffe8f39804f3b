"""What ends a run on its way: a kill, a full disk, a folder that is read only, a missing font, a dead kernel, another run."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import faults
import nbformat
import pytest
from bluebook import sources
from bluebook.charts import sheets
from bluebook.cli import main
from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused
from bluebook.runs import executions, runs
from bluebook.site import builds
from bluebook.sources import engine
from click.testing import CliRunner

OLD, NEW = {"a.csv": b"old a", "a.json": b"old"}, {"a.csv": b"new a", "a.json": b"new", "a.svg": b"new too"}
BLUEBOOK = [sys.executable, "-c", "from bluebook.cli import main; main()"]
KILLED_AT_EACH_STEP = """
import os, signal, sys
from pathlib import Path
from bluebook.ground import deposits

def step(event, arguments, seen=[]):
    if event.startswith(("os.", "open", "shutil.")) and folder in str(arguments):
        seen.append(event)
        if len(seen) > stop:
            os.kill(os.getpid(), signal.SIGKILL)

folder, stop = sys.argv[1], int(sys.argv[2])
sys.addaudithook(step)
{call}
"""


@pytest.fixture
def disk(tmp_path):
    """Mount a small disk of its own; returns a function that does, with its options."""
    place, wanted = tmp_path / "disk", []

    def mounted(options):
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], text=True, capture_output=True)
        if done.returncode:
            pytest.skip("a disk can't be mounted here; it takes the rights of root")
        wanted.append(place)
        return place

    yield mounted
    for mount in wanted:
        subprocess.run(["umount", "-l", str(mount)])


def laid(folder, contents):
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / ".mine").write_text("mine")
    return folder


def lying(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != ".mine"}


@pytest.mark.parametrize("what", faults.SCENES)
def test_a_command_that_is_killed_leaves_old_or_new_results_whole_and_the_next_run_completes(what, tmp_path):
    times = 1 if what == "site" else 3
    seen = faults.in_a_copy(tmp_path, what, times, seed=7)
    assert seen.get("killed", 0) + seen.get("ended before", 0) == times


@pytest.mark.parametrize("what", faults.TREES)
def test_a_release_or_a_draft_that_is_killed_leaves_the_old_record_or_the_new_one_whole(what, tmp_path):
    seen = faults.in_a_copy(tmp_path, what, 1, seed=7)  # while its files move; make faults kills at other moments too
    assert seen.get("old", 0) + seen.get("new", 0) == 1


def ends_by_a_kill(call, folder, stop):
    script = KILLED_AT_EACH_STEP.replace("{call}", call)
    return subprocess.run([sys.executable, "-c", script, str(folder), str(stop)]).returncode == -signal.SIGKILL


def test_the_files_of_a_figure_are_all_old_or_all_new_wherever_their_writing_is_killed(tmp_path):
    call, stop, ended = f"deposits.together({NEW!r}, Path(folder), 'a')", 0, set()
    while True:
        folder = laid(Path(tempfile.mkdtemp(dir=tmp_path)), OLD)
        if not ends_by_a_kill(call, folder, stop):
            break
        deposits.settle(folder)
        assert lying(folder) in (OLD, NEW) and (folder / ".mine").exists(), f"killed at step {stop}"
        ended.add(str(lying(folder) == NEW))
        stop += 1
    assert stop > 8 and ended == {"True", "False"} and lying(folder) == NEW


def test_the_tree_of_a_release_or_a_site_is_old_or_new_wherever_its_move_is_killed(tmp_path):
    old = {"data/a.csv": b"old", "data/candidates/mine/a.csv": b"goes", "stays.md": b"old"}
    new = {"data/a.csv": b"new", "data/made/b.csv": b"new", "stays.md": b"old"}
    call, stop, ended = f"deposits.tree({new!r}, ['data/candidates/mine/a.csv'], Path(folder), 'r')", 0, set()
    while True:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        for name, content in old.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        if not ends_by_a_kill(call, folder, stop):
            break
        deposits.settle(folder)
        lies = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        assert lies in (old, new), f"killed at step {stop}"
        ended.add(str(lies == new))
        stop += 1
    assert stop > 8 and ended == {"True", "False"}


def test_one_file_is_old_or_new_wherever_its_writing_is_killed_and_the_next_writing_leaves_nothing_beside(tmp_path):
    call, stop = "deposits.put(Path(folder) / 'a.csv', b'new a')", 0
    while True:
        folder = laid(Path(tempfile.mkdtemp(dir=tmp_path)), OLD)
        if not ends_by_a_kill(call, folder, stop):
            break
        assert lying(folder)["a.csv"] in (b"old a", b"new a"), f"killed at step {stop}"
        deposits.put(folder / "a.csv", b"old a")
        assert lying(folder) == OLD
        stop += 1
    assert stop > 2


def test_a_full_disk_leaves_the_old_files_of_a_figure_and_says_so(disk):
    folder = laid(disk("size=64k"), OLD)
    with pytest.raises(Refused, match=r"disk/a: can't be written \(No space left on device\)"):
        deposits.together({"a.csv": b"new a", "a.svg": b"x" * 100_000}, folder, "a")
    with pytest.raises(Refused, match="No space left on device"):
        deposits.put(folder / "a.csv", b"x" * 100_000)
    assert lying(folder) == OLD


def test_what_was_decided_is_finished_on_a_full_disk(disk):
    folder = laid(disk("size=64k"), OLD)
    made = folder / f"{deposits.MADE}a"
    laid(made, NEW) if made.mkdir() is None else None
    (made / ".mine").unlink()
    with pytest.raises(OSError, match="No space"):
        (folder / "filling").write_bytes(b"x" * 100_000)
    deposits.settle(folder)
    (folder / "filling").unlink()
    assert lying(folder) == NEW


def test_an_import_that_finds_no_room_is_given_up_in_a_sentence(disk):
    folder = disk("size=4k")
    (folder / "events.parquet").write_text("mine")
    sample = paths.ROOT / "tests" / "samples" / "20180101000000.export.CSV"
    with pytest.raises(Refused, match=r"events\.parquet: the import was given up \(.*No space left on device"):
        engine.gather([str(sample)], folder / "events.parquet", sources.named("gdelt"), lambda line: None)
    assert [file.read_text() for file in folder.iterdir()] == ["mine"]


def test_a_run_whose_figure_finds_no_room_fails_alone_and_in_a_sentence(disk):
    folder = disk("size=100k")
    (outcome,) = executions.make(runs.chosen(["tempo-usa-2022"], runs.published()), 1, lambda line: None, folder)
    assert outcome.failure == f"{folder / 'tempo-usa-2022'}: can't be written (No space left on device)"
    assert list(folder.iterdir()) == []


def test_a_run_that_finds_no_room_to_work_in_says_so(disk, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(disk("size=20k")))
    (outcome,) = executions.make(runs.chosen(["tempo-usa-2022"], runs.published()), 1, lambda line: None, tmp_path / "figures")
    assert "No space left on device" in outcome.failure and list((tmp_path / "figures").iterdir()) == []


def test_a_folder_that_is_read_only_is_told_before_anything_runs(disk, command):
    folder = laid(disk("size=1m"), OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    done = command("bluebook", "figures", "tempo-usa-2022", "--out", str(folder))
    assert (done.returncode, done.stderr) == (2, f"bluebook: {folder}: can't be written to, so nothing was run\n")
    assert lying(folder) == OLD


@pytest.mark.parametrize("work", ["coding.entries._problems(paths.data(), 'mine', {})", "site.presses._pressed({'a.md': '# A'})"])
def test_a_command_that_is_killed_in_its_own_folder_leaves_it_to_the_next_to_remove(work, tmp_path):
    script = f"""import os, signal, sys
from bluebook import coding, site
from bluebook.coding import entries
from bluebook.ground import deposits, paths
from bluebook.site import presses
def kill(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
entries.problems.problems = presses._run = kill
{work}
"""
    environ = os.environ | {"TMPDIR": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", script], env=environ).returncode == -signal.SIGKILL
    assert any(file.is_file() for file in tmp_path.rglob("*"))
    subprocess.run([sys.executable, "-c", "from bluebook.ground import deposits\nwith deposits.temporary(): pass"], env=environ, check=True)
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


@pytest.fixture
def building(monkeypatch, tmp_path):
    """Let a site be one page of 100,000 bytes."""
    monkeypatch.setattr(builds.grids, "shown", lambda tell: [])
    monkeypatch.setattr(builds, "files", lambda shown: iter([("index.html", b"x" * 100_000)]))
    monkeypatch.setattr(builds.kept, "FILE", tmp_path / "kept.db")


@pytest.mark.parametrize("old", [OLD | {builds.MARK: b""}, {}], ids=["over a site", "anew"])
@pytest.mark.parametrize("how", ["full", "read-only"])
def test_a_site_that_can_not_be_written_leaves_the_old_one_and_says_so(how, old, disk, building):
    place = disk("size=64k")
    if old:
        (place / "site").mkdir()
        laid(place / "site", old)
    if how == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    ended = CliRunner().invoke(main, ["site", "--out", str(place / "site")])
    said = {"full": "No space left on device", "read-only": "Read-only file system"}[how]
    assert ended.exit_code == 2 and ended.output.endswith(f"site: can't be written ({said})\n") and ended.output.count("\n") == 1
    assert [file.name for file in place.iterdir()] == ["site"] * bool(old) and (not old or lying(place / "site") == old)


@pytest.fixture
def fonts(tmp_path, monkeypatch):
    """A copy of the fonts that the package takes in instead."""
    shutil.copytree(paths.FONTS, tmp_path / "fonts")
    monkeypatch.setattr(paths, "FONTS", tmp_path / "fonts")
    sheets._fonts.cache_clear()
    yield tmp_path / "fonts"
    sheets._fonts.cache_clear()


@pytest.mark.parametrize("name", ["NotoSansJP-Bold.ttf", "NotoSansJP-Regular.ttf"])
@pytest.mark.parametrize("how", ["missing", "cut short"])
def test_nothing_is_drawn_without_a_font_of_ours(fonts, name, how):
    (fonts / name).unlink() if how == "missing" else (fonts / name).write_bytes((fonts / name).read_bytes()[:1000])
    with pytest.raises(Refused, match=f"font: {name} is missing or damaged"), sheets.style():
        pass


def test_nothing_is_drawn_without_the_font_of_matplotlib(fonts, monkeypatch):
    manager = sheets.font_manager.fontManager
    monkeypatch.setattr(manager, "ttflist", [face for face in manager.ttflist if not face.name.startswith("DejaVu")])
    manager._findfont_cached.cache_clear()
    with pytest.raises(Refused, match="font: DejaVu Sans is missing or damaged"), sheets.style():
        pass


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """A notebook of one cell that is run in place of 02-tempo; returns a function that writes it."""
    file = tmp_path / "02-tempo.ipynb"
    monkeypatch.setattr(runs.Run, "file", file)

    def written(code):
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), file)
        return runs.Run("02-tempo")

    return written


def test_a_kernel_that_hangs_is_ended_and_the_sentence_names_the_option(notebook, tmp_path):
    began = time.monotonic()
    done = executions.attempt(notebook("import time; time.sleep(600)"), tmp_path / "run", timeout=1)
    assert done.failure == "a cell took longer than 1 seconds and was ended; --timeout allows more"
    assert time.monotonic() - began < 300


def test_a_kernel_that_dies_is_started_once_more_and_then_told(notebook, tmp_path):
    log = tmp_path / "starts"
    done = executions.attempt(notebook(f"open({str(log)!r}, 'a').write('x'); import os; os.kill(os.getpid(), 9)"), tmp_path / "run")
    assert "Kernel died" in done.failure and "\n" not in done.failure.strip() and log.read_text() == "xx"


def test_a_folder_is_held_by_one_run_at_a_time_and_let_go_when_it_is_killed(tmp_path):
    hold = "from bluebook.ground import deposits; from pathlib import Path; import sys, time\n" \
           "with deposits.alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"  # fmt: skip
    holder = subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    said = []

    def tell(line):
        said.append(line)
        holder.kill()

    with deposits.alone(tmp_path, tell):
        assert said == [f"another run is writing to {tmp_path}; waiting for it to finish"]
    holder.communicate()


def test_a_folder_to_work_in_goes_with_the_next_run_once_its_own_was_killed_and_not_before(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "bluebook-mine").mkdir()
    work = "from bluebook.ground import deposits; import time\nwith deposits.temporary() as folder: print(folder, flush=True); time.sleep(600)"
    worker = subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(tmp_path)})
    folder = Path(worker.stdout.readline().strip())
    with deposits.temporary() as other:
        assert folder.exists() and other.exists()
    worker.kill(), worker.communicate()
    with deposits.temporary():
        assert not folder.exists() and not other.exists()
    assert (tmp_path / "bluebook-mine").exists()


@pytest.mark.parametrize("what", ["figures", "sweep", "import", "export"])
def test_two_runs_at_once_give_what_one_gives(what, tmp_path):
    project, scene = faults.Project(tmp_path), faults.SCENES[what]
    project.make()
    start = {"cwd": tmp_path, "env": project.environment, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    two = [subprocess.Popen([*BLUEBOOK, *scene.command(0)], **start) for _ in range(2)]
    said = [process.communicate() for process in two]
    assert [process.returncode for process in two] == [0, 0], said
    together = faults.comparable(project.files(*scene.folders))
    assert not project.left() and project.own() == 9
    for name in together:
        (tmp_path / name).unlink() if not name.startswith("notebooks") else None
    again = subprocess.run([*BLUEBOOK, *scene.command(0)], **start)
    assert again.returncode == 0, again.stderr
    assert faults.comparable(project.files(*scene.folders)) == together
    if what in ("figures", "sweep"):
        assert any("another run is writing to" in words for _, words in said) or any(" 0 runs" in words or "3 were up to date" in words or "2 kept" in words for words, _ in said)
