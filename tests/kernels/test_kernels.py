"""Warm kernels: like ordinary ones in everything a notebook can see, and gone without a trace."""

import json
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import nbformat
import papermill
import pytest
from bluebook import kernels
from bluebook.ground import paths
from bluebook.runs import executions
from jupyter_client.manager import KernelManager
from jupyter_core.utils import ensure_event_loop

if kernels.unavailable():
    pytest.skip(kernels.unavailable(), allow_module_level=True)

from bluebook.kernels import address, inheritance, parent, provisioner

PARENT = "import os; print(open(f'/proc/{os.getppid()}/cmdline').read().replace(chr(0), ' '))"
LIKE_A_NEW_PROCESS = """
    import builtins, gc, json, locale, logging, os, resource, signal, sys, threading, warnings
    import matplotlib, pandas
    links = [os.readlink(f"/proc/self/fd/{n}") for n in range(200) if os.path.exists(f"/proc/self/fd/{n}")]
    inodes = {link[8:-1] for link in links if link.startswith("socket:")}
    settings = lambda params: {k: str(v).partition(" at 0x")[0] for k, v in dict.items(params)}
    seen = {
        "path": sys.path, "argv": sys.argv[:1], "flags": str(sys.flags), "x": sys._xoptions, "cwd": os.getcwd(),
        "env": {k: v for k, v in os.environ.items() if k not in ("JUPYTER_DEFAULT_PROVISIONER_NAME", "JPY_PARENT_PID")},
        "modules": [m for m in sys.modules if m.startswith(("bluebook", "tqdm", "pytest", "matplotlib_inline.b"))],
        "builtins": sorted(vars(builtins)), "main": sorted(vars(sys.modules["__main__"])),
        "limits": [resource.getrlimit(n) for n in range(16)], "umask": os.umask(0o22),
        "alone": os.getsid(0) == os.getpid(),
        "signals": [str(signal.getsignal(n)) for n in range(1, 32)], "gc": (gc.isenabled(), gc.get_threshold()),
        "blocked": str(signal.pthread_sigmask(signal.SIG_BLOCK, [])), "threads": threading.active_count(),
        "streams": [type(sys.__stdin__).__name__, sys.__stdout__.encoding, sys.__stdout__.line_buffering],
        "locale": locale.setlocale(locale.LC_ALL), "filters": sorted(map(str, warnings.filters)),
        "handlers": str(logging.getLogger().handlers), "executable": [sys.executable, sys.prefix],
        "rc": settings(matplotlib.rcParams),
        "rcorig": settings(matplotlib.rcParamsOrig),
        "rcdefault": settings(matplotlib.rcParamsDefault),
        "pandas": {k: str(pandas.get_option(k)) for k in ("display.max_rows", "display.max_columns", "display.width", "mode.string_storage")},
        "sockets": [line for line in open("/proc/net/unix") if " 0005 " in line and line.split()[6] in inodes],
    }
    print(json.dumps(seen))
"""


@pytest.fixture(scope="module", autouse=True)
def runtime(tmp_path_factory):
    """Have parents of our own, that end soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        patch.setenv("BLUEBOOK_WARM_IDLE", "5")
        yield
        ensure_event_loop().close()  # jupyter_client leaves it open


@pytest.fixture(autouse=True)
def warm(runtime):
    """Start warm kernels, and hear every line about it."""
    kernels.say.cache_clear()
    with kernels.warm():
        yield


@contextmanager
def kernel(**asked):
    """Start a kernel; give its manager and a function that runs a cell and returns what it shows.

    It listens on sockets: of free ports, one is now and then taken by another program before the kernel is there.
    """
    with tempfile.TemporaryDirectory() as place:
        manager = KernelManager(kernel_name="python3", transport="ipc", ip=f"{place}/ipc")
        manager.start_kernel(**asked)
        client = manager.client()
        client.start_channels()

        def run(code):
            shown = []
            hear = lambda message: shown.append(message["content"])  # noqa: E731
            client.execute_interactive(textwrap.dedent(code), timeout=30, output_hook=hear, allow_stdin=False)
            parts = [said.get("text") or said.get("ename") or json.dumps(said.get("data", "")).strip('"') for said in shown]
            return "".join(parts).strip()

        try:
            client.wait_for_ready(timeout=60)
            run.client = client
            yield manager, run
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def shown(code, **asked):
    """Return what a cell shows in a new kernel."""
    with kernel(**asked) as (_, run):
        return run(code)


def eventually(true, seconds=10):
    """Return whether something comes true in time."""
    end = time.monotonic() + seconds
    while not (now := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return now


def is_running(pid):
    """Return whether a process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def sockets():
    """Return the sockets that parents listen on."""
    return sorted((Path(os.environ["JUPYTER_RUNTIME_DIR"]) / "bluebook-warm").glob("*"))


def notebook(path, *cells, name="python3"):
    """Write a notebook of these cells."""
    written = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"c{n}") for n, cell in enumerate(cells)]
    )
    written.metadata.kernelspec = {"name": name, "display_name": "Python 3", "language": "python"}
    nbformat.write(written, path)
    return path


def test_a_kernel_is_forked_from_the_parent_and_the_next_from_the_same():
    assert "-m bluebook.kernels.parent" in shown(PARENT)
    assert shown("import os; print(os.getppid())") == shown("import os; print(os.getppid())")


def test_a_warm_kernel_is_like_a_cold_one_in_all_that_a_notebook_can_see(tmp_path):
    warm = json.loads(shown(LIKE_A_NEW_PROCESS, cwd=str(tmp_path)))
    with kernels.cold():
        cold = json.loads(shown(LIKE_A_NEW_PROCESS, cwd=str(tmp_path)))
    assert {key: (warm[key], cold[key]) for key in cold if warm[key] != cold[key]} == {}
    assert warm["modules"] == [] and warm["sockets"] == []


def test_nothing_that_a_kernel_does_reaches_the_next():
    spoil = """
        import builtins, os, sys, warnings, matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
        print([pd.get_option("display.max_rows"), plt.rcParams["axes.grid"], plt.get_fignums(), os.environ.get("LEAK"),
               os.getcwd(), "colorsys" in sys.modules, hasattr(builtins, "leak"), os.umask(0o22), np.geterr()["divide"],
               len(sys.path), matplotlib.rcParamsDefault["axes.grid"], len(warnings.filters)])
        pd.set_option("display.max_rows", 7); plt.rcParams["axes.grid"] = True; plt.figure(); os.environ["LEAK"] = "1"
        plt.close = None; matplotlib.rcParamsDefault["axes.grid"] = True; warnings.simplefilter("ignore")
        os.chdir("/"); import colorsys; builtins.leak = 1; os.umask(0o77); np.seterr(divide="raise")
        sys.path.append("/x")
    """
    assert shown(spoil).splitlines()[0] == shown(spoil).splitlines()[0]


def test_each_kernel_draws_other_random_numbers():
    draw = """
        import random, uuid, secrets, tempfile, numpy as np
        print(random.random(), np.random.random(), np.random.default_rng().random(), uuid.uuid4(), tempfile.mktemp())
    """
    first, second = shown(draw).split(), shown(draw).split()
    assert not set(first) & set(second)


def test_environment_folder_zone_and_matplotlibrc_are_those_of_the_run(tmp_path):
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 7\n")
    env = {**os.environ, "MINE": "here", "TZ": "Asia/Tokyo", "MPLBACKEND": "svg"}
    look = """
        import os, time, matplotlib as m
        print(os.getcwd(), os.environ["MINE"], time.tzname[0], m.rcParams["lines.linewidth"], m.get_backend())
    """
    assert shown(look, cwd=str(tmp_path), env=env) == f"{tmp_path} here JST 7.0 svg"


def test_a_memory_limit_of_the_one_who_asks_holds_for_the_kernel():
    big = "import mmap; print(len(mmap.mmap(-1, 7 << 30)))"
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, hard))
    try:
        with kernel() as (_, run):
            assert "bluebook.kernels.parent" in run(PARENT)  # warm, also if a parent has been started by this
            assert run(big) == "OSError"
            assert run("print(len(bytearray(1 << 20)))") == "1048576"
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert shown(big) == str(7 << 30)  # and for no other


def test_an_interrupt_stops_the_cell_and_leaves_the_kernel():
    with kernel() as (manager, run):
        run("import subprocess")
        asked = run.client.execute("subprocess.run(['sleep', '60'])", stop_on_error=False)  # else what comes next may be aborted
        time.sleep(0.5)
        began = time.monotonic()
        manager.interrupt_kernel()
        reply = run.client._recv_reply(asked, timeout=10)
        assert reply["content"]["ename"] == "KeyboardInterrupt" and time.monotonic() - began < 5
        assert run("print(2)") == "2"


@pytest.mark.parametrize(("how", "code"), [("os._exit(7)", 7), ("os.kill(os.getpid(), 11)", -11)])
def test_a_kernel_that_ends_is_noticed_with_its_exit_status(how, code):
    with kernel() as (manager, run):
        process = manager.provisioner.process
        run.client.execute(f"import os; {how}")
        assert eventually(lambda: not manager.is_alive())
        assert process.wait(1) == code


def test_a_kernel_that_is_shut_down_does_what_was_left_for_its_end(tmp_path):
    with kernel() as (manager, run):
        run(f"import atexit, pathlib; atexit.register(pathlib.Path({str(tmp_path / 'left')!r}).write_text, 'all')")
        process = manager.provisioner.process
        manager.shutdown_kernel()
        assert (process.wait(1), (tmp_path / "left").read_text()) == (0, "all")


def test_kernels_that_are_told_to_end_end_by_themselves():
    """One in ten did not, and was terminated after half of the time that it is given."""

    def ended():
        with kernel() as (manager, run):
            process = manager.provisioner.process
            for _ in range(4):  # to be asked is what makes the thread busy that is told to end
                run.client.control_channel.send(run.client.session.msg("kernel_info_request", {}))
            manager.shutdown_kernel()
            return process.wait(1)

    assert [ended() for _ in range(25)] == [0] * 25


def test_a_restart_gives_a_new_process_from_the_same_parent():
    with kernel() as (manager, run):
        before = run("import os; x = 1; print(os.getpid(), os.getppid())").split()
        manager.restart_kernel(now=True)
        run.client.wait_for_ready(timeout=30)
        after = run("import os; print(os.getpid(), os.getppid(), 'x' in dir())").split()
    assert after[0] != before[0] and after[1:] == [before[1], "False"]


def test_a_parent_that_is_expected_is_warm_when_it_is_asked_and_is_the_one_that_forks(monkeypatch):
    monkeypatch.setenv("BLUEBOOK_WARM_FOR", "one that is expected")
    kernels.expect.cache_clear()
    before = set(sockets())
    kernels.expect(BLUEBOOK_FORMATS="svg")
    for _ in range(300):
        if (new := set(sockets()) - before) and kernels.EXPECTED:
            break
        time.sleep(0.1)
    (expected,) = new
    assert shown(PARENT, env={**os.environ, "BLUEBOOK_FORMATS": "svg"}).split()[-1] == expected.name
    assert shown(PARENT).split()[-1] != expected.name, "one that draws in all formats is another"
    kernels.EXPECTED.pop().close()


@pytest.mark.parametrize("formats", ["png,pdf", ""])
def test_a_command_warms_up_the_parent_that_its_kernels_ask_for_and_no_other(formats, command, tmp_path):
    known = set(sockets())
    words = ["sweep", "tempo", "-p", "partner=CAN", "--formats", formats, "--out", str(tmp_path)]
    done = command("bluebook", *words, BLUEBOOK_WARM_FOR=f"a sweep as {formats}")
    assert done.returncode == 0 and len(set(sockets()) - known) == 1


def test_variables_of_the_project_that_are_empty_ask_for_the_same_parent_as_none():
    names = [inheritance.name("python", [], given) for given in ({}, {"BLUEBOOK_FORMATS": ""}, {"BLUEBOOK_FORMATS": "svg"})]
    assert names[0] == names[1] != names[2]


def test_the_next_kernel_is_there_before_its_turn_and_no_more_notebooks_run_than_jobs(tmp_path):
    source = notebook(tmp_path / "in.ipynb", """if True:
        import time
        now = lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
        forked = int(open("/proc/self/stat").read().rpartition(")")[2].split()[19]) / 100
        print(forked, now()); time.sleep(0.6); print(now())""")  # fmt: skip
    work = [(SimpleNamespace(file=source, id=str(number), given={}), tmp_path / str(number)) for number in range(3)]
    assert [done.failure for done in executions.attempts(work, 2, cold=False)] == ["", "", ""]
    books = [nbformat.read(folder / source.name, 4) for _, folder in work]
    times = [[float(word) for output in book.cells[0].outputs for word in output["text"].split()] for book in books]
    first, second, third = sorted(times, key=lambda each: each[1])
    assert third[1] >= min(first[2], second[2]), "two at once"
    assert third[0] < min(first[2], second[2]), "and the kernel of the third had been forked"


def test_processes_threads_and_linear_algebra_work():
    work = """
        import multiprocessing as mp, numpy as np, os, subprocess, threading, concurrent.futures as cf, asyncio
        print(subprocess.run(["echo", "out"], capture_output=True, text=True).stdout.strip())
        with mp.get_context("fork").Pool(2) as pool: print(pool.map(abs, [-1, -2]))
        with mp.get_context("spawn").Pool(1) as pool: print(pool.map(abs, [-4]))
        with cf.ThreadPoolExecutor(2) as pool: print(list(pool.map(abs, [-3])))
        print(np.linalg.svd(np.ones((400, 400)))[1][0].round(6), len(os.listdir("/proc/self/task")) > 8)
        await asyncio.sleep(0); print("awaited")
    """
    assert shown(work).split("\n") == ["out", "[1, 2]", "[4]", "[3]", "400.0 True", "awaited"]


def test_pyplot_shows_inline_figures_as_configured():
    draw = "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()"
    assert '"image/png"' in shown(draw)
    assert '"image/svg+xml"' in shown("%config InlineBackend.figure_formats = ['svg']\n" + draw)


def test_a_project_module_is_imported_as_it_is_on_disk_now(tmp_path):
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import bluebook; print(bluebook.__file__)"
    (tmp_path / "bluebook.py").touch()
    assert shown(code) == str(tmp_path / "bluebook.py")


def test_a_killed_client_leaves_no_kernel_even_if_it_has_forked():
    client = subprocess.Popen(
        [sys.executable, "-c", """if True:
            import os, time
            from jupyter_client.manager import start_new_kernel
            manager, _ = start_new_kernel(kernel_name="python3")
            copy = os.fork()  # holds the connection too
            if copy: print(manager.provisioner.pid, copy, type(manager.provisioner.process).__name__, flush=True)
            time.sleep(60)"""],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with client:
        pid, copy, kind = client.stdout.readline().split()
        client.kill()
    gone = eventually(lambda: not is_running(pid), 5)
    os.kill(int(copy), signal.SIGKILL)
    assert kind == "ForkedProcess" and gone


def test_twelve_kernels_at_once_are_twelve_kernels():
    def one(number):
        try:
            return shown(f"import os; print({number}, os.getppid(), os.getpid())").split()
        finally:
            ensure_event_loop().close()  # each thread has its own

    with ThreadPoolExecutor(12) as pool:
        seen = list(pool.map(one, range(12)))
    assert [int(n) for n, _, _ in seen] == list(range(12))
    assert len({above for _, above, _ in seen}) == 1 and len({pid for _, _, pid in seen}) == 12


def test_a_killed_parent_takes_its_kernels_along_and_the_next_kernel_says_so_and_works(caplog):
    with kernel() as (manager, run):
        above = int(run("import os; print(os.getppid())"))
        os.kill(above, signal.SIGKILL)
        assert eventually(lambda: not manager.is_alive())
    assert int(shown("import os; print(os.getppid())")) != above
    assert "a warm parent was killed; a new one is started" in caplog.text


def test_a_parent_that_dies_while_a_kernel_starts_means_an_ordinary_kernel_and_a_line(caplog):
    above = int(shown("import os; print(os.getppid())"))
    os.kill(above, signal.SIGSTOP)
    threading.Timer(0.5, os.kill, (above, signal.SIGKILL)).start()
    assert shown("import os; print(os.getppid())") == str(os.getpid())
    assert "the warm parent died; an ordinary kernel is started instead" in caplog.text


def test_a_parent_that_is_silent_means_an_ordinary_kernel(monkeypatch, caplog):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    monkeypatch.setattr(address, "meet", lambda *_: ours)
    monkeypatch.setattr(address, "PATIENCE", 0.1)
    with theirs:
        assert shown("import os; print(os.getppid())") == str(os.getpid())
    assert "did not answer" in caplog.text and ours.fileno() == -1


def test_half_open_connections_and_nonsense_disturb_nobody():
    above = shown("import os; print(os.getppid())")
    calls = [socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(3)]
    with address.folder() as inside:
        for call in calls:
            call.connect(address.at(inside, sockets()[0].name))
    calls[1].send(b"nonsense")
    calls[2].close()
    assert shown("import os; print(os.getppid())") == above
    assert b"could not fork" in calls[1].recv(4096)
    calls[0].close(), calls[1].close()


def test_the_sockets_are_private(caplog):
    shown("1")
    folder = sockets()[0].parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and folder.stat().st_uid == os.getuid()
    folder.chmod(0o755)
    try:
        assert shown("import os; print(os.getppid())") == str(os.getpid())
    finally:
        folder.chmod(0o700)
    assert "is not private" in caplog.text


def test_the_parent_serves_its_own_user_only(monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener, address.folder() as inside:
        listener.bind("\0bluebook-test")
        listener.listen()
        serving = parent.Parent(listener, inside, "")
        for user, welcome in ((os.getuid(), 1), (os.getuid() + 1, 0)):
            with monkeypatch.context() as patch, socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as call:
                patch.setattr(parent.os, "getuid", lambda user=user: user)
                call.connect(listener.getsockname())
                serving.accept()
                assert len(serving.users) == welcome
            for known in list(serving.users):
                serving.leave(known)


def test_another_lock_code_environment_or_limit_means_another_parent(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("a==1\n")
    (code := tmp_path / "code.py").touch()
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "CODE", tmp_path)
    monkeypatch.setattr(inheritance.site, "getsitepackages", lambda: [str(tmp_path / "site")])
    (tmp_path / "site").mkdir()
    names = [inheritance.name("python", [], {})]
    for change in (
        lambda: (tmp_path / "requirements.txt").write_text("a==2\n"),
        lambda: os.utime(code, (1, 1)),
        lambda: os.utime(tmp_path / "site", (1, 1)),
        lambda: monkeypatch.setattr(inheritance, "LIMITS", inheritance.LIMITS[1:]),
    ):
        change()
        names.append(inheritance.name("python", [], {}))
    names += [inheritance.name("python", [], {"OMP_NUM_THREADS": "1"}), inheritance.name("python", ["-O"], {})]
    assert len(set(names)) == len(names)
    assert inheritance.name("python", [], {"SECRET": "1"}) == inheritance.name("python", [], {})


def test_changed_code_is_served_by_a_new_parent_which_removes_its_socket_when_it_is_terminated(tmp_path, monkeypatch):
    (tmp_path / "code.py").touch()
    before = shown("import os; print(os.getppid())")
    monkeypatch.setattr(paths, "CODE", tmp_path)
    after = int(shown("import os; print(os.getppid())"))
    assert after != int(before)
    name = Path(f"/proc/{after}/cmdline").read_text().split("\0")[-2]
    assert name in {found.name for found in sockets()}
    os.kill(after, signal.SIGTERM)
    assert eventually(lambda: not is_running(after)) and name not in {found.name for found in sockets()}


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import threading, time; threading.Thread(target=time.sleep, args=(99,), daemon=True).start()", "1 thread"),
        ("import warnings; warnings.warn('old')", "UserWarning: old"),
    ],
    ids=["thread", "warning"],
)
def test_imports_that_make_a_fork_unsafe_or_are_heard_mean_an_ordinary_kernel(module, reason, tmp_path, caplog):
    (tmp_path / "duckdb.py").write_text(module)
    assert shown("import os; print(os.getppid())", env={**os.environ, "PYTHONPATH": str(tmp_path)}) == str(os.getpid())
    assert reason in caplog.text and "an ordinary kernel is started instead" in caplog.text


def test_the_parent_ends_after_its_last_user_and_leaves_nothing(monkeypatch):
    monkeypatch.setenv("BLUEBOOK_WARM_IDLE", "0.1")
    before = sockets()
    with kernel() as (_, run):
        above = run("import os; print(os.getppid())")
        (mine,) = set(sockets()) - set(before)
        time.sleep(0.5)
        assert is_running(above)
    assert eventually(lambda: not is_running(above) and not mine.exists(), 5)


def test_other_systems_get_an_ordinary_kernel_and_one_line(monkeypatch, caplog):
    monkeypatch.setattr(kernels, "sys", SimpleNamespace(platform="darwin"))
    for _ in range(2):
        assert shown("import os; print(os.getppid())") == str(os.getpid())
    with kernels.warm():
        assert os.environ[kernels.VARIABLE] == kernels.ORDINARY
    assert [record.getMessage() for record in caplog.records if record.name == "bluebook.kernels"] == [
        "warm kernels need Linux, and this is darwin; an ordinary kernel is started instead"
    ]


@pytest.mark.parametrize(
    "asked",
    [{"preexec_fn": os.getpid}, {"stderr": subprocess.PIPE}, {"env": {"PYTHONPATH": "src"}}],
    ids=["preexec_fn", "pipe", "relative path"],
)
def test_what_a_fork_cannot_give_is_left_to_an_ordinary_kernel(asked):
    assert provisioner.unservable([sys.executable], {"env": {}, **asked})
    assert not provisioner.unservable([sys.executable], {"env": {"PYTHONPATH": ""}, "stderr": None})


def test_cold_is_stronger_than_the_environment_and_both_are_put_back():
    with kernels.cold():
        assert shown("import os; print(os.getppid())") == str(os.getpid())
    assert os.environ[kernels.VARIABLE] == kernels.NAME


def test_cold_and_warm_runs_of_papermill_give_the_same_bytes(tmp_path):
    source = notebook(
        tmp_path / "in.ipynb",
        "import warnings, pandas as pd, matplotlib.pyplot as plt\nplt.rcParams['svg.hashsalt'] = 'x'",
        "table = pd.DataFrame({'n': range(3)}, index=pd.date_range('2000', periods=3)); table",
        "warnings.warn('seen')",  # in a cell of its own: the order of two streams is left to chance, warm or cold
        "print('out'); table.plot();",
        "%config InlineBackend.figure_formats = ['svg', 'png']\ntable.n.plot.bar(); plt.show()",
        "1 / 0",
    )
    seen = {}
    for temperature in (kernels.warm, kernels.cold):
        target = tmp_path / f"{temperature.__name__}.ipynb"
        with temperature(), pytest.raises(papermill.PapermillExecutionError):
            papermill.execute_notebook(source, target, progress_bar=False, kernel_manager_class=kernels.MANAGER)
        done = nbformat.read(target, 4)
        done.metadata.pop("papermill")
        for cell in done.cells:
            cell.metadata.clear()  # times
        text = nbformat.writes(done)
        seen[temperature] = "\n".join(
            line
            for line in text.splitlines()
            if "ipykernel_" not in line and "<dc:date>" not in line and '"id"' not in line
        )
    assert seen[kernels.warm] == seen[kernels.cold]
    assert "image/svg+xml" in seen[kernels.warm] and "ZeroDivisionError" in seen[kernels.warm]
    assert not list(Path(os.environ["JUPYTER_RUNTIME_DIR"]).glob("kernel-*-ipc*"))


def test_the_papermill_command_and_nbval_need_the_variable_only(tmp_path):
    source = notebook(
        tmp_path / "in.ipynb",
        PARENT,
        "assert 'bluebook.kernels.parent' in open(f'/proc/{os.getppid()}/cmdline').read()",
    )
    with ThreadPoolExecutor(2) as pool:
        commands = [
            ["papermill", source, "-"],
            ["pytest", "--nbval-lax", "-p", "no:cacheprovider", "-c", os.devnull, source],
        ]
        run = lambda command: subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True)  # noqa: E731
        done = list(pool.map(run, commands))
    assert [one.returncode for one in done] == [0, 0], "".join(one.stdout + one.stderr for one in done)
