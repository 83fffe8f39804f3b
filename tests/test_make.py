"""What `make` says before it does anything: which Python it needs."""

import os
import re
import shutil
import subprocess
import tomllib

import pytest
from bluebook.ground import paths

NEEDS = "bluebook needs Python 3.11 or newer, and"


@pytest.fixture
def make(tmp_path):
    """Run make in a folder with no environment, where a Python does what a script says; without a script there is none."""
    bin_, folder = tmp_path / "bin", tmp_path / "project"
    bin_.mkdir()
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(paths.ROOT / name, folder)
    for tool in ("make", "rm", "touch"):
        (bin_ / tool).symlink_to(shutil.which(tool))

    def run(*words: str, name: str = "python3", script: str = "") -> subprocess.CompletedProcess:
        if script:
            (bin_ / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (bin_ / name).chmod(0o755)
        environment = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        return subprocess.run(["make", *words], cwd=folder, text=True, capture_output=True, timeout=60,
                              env={**environment, "PATH": str(bin_), "LC_ALL": "C"})  # fmt: skip

    return run


@pytest.mark.parametrize("target", ["figures", "check", "test", "test-newest", "cluster", "readers", "lab"])
def test_a_python_that_is_too_old_is_refused_in_one_sentence(make, target):
    done = make(target, script="echo is 3.9")
    assert done.returncode == 2 and done.stdout == ""
    said = rf"Makefile:\d+: \*\*\* {NEEDS} python3 is 3.9; name another one, as in: make {target} PYTHON=python3.12.  Stop.\n"
    assert re.fullmatch(said, done.stderr), done.stderr


def test_a_python_that_is_missing_or_broken_is_refused_in_one_sentence(make):
    for done in (make(), make(script="exit 1")):
        assert done.returncode == 2 and done.stdout == "" and done.stderr.count("\n") == 1
        assert f"{NEEDS} python3 could not be run; name another one, as in: make figures PYTHON=python3.12." in done.stderr


def test_another_python_may_be_named(make):
    done = make("check", "PYTHON=python3.10", name="python3.10", script="echo is 3.10")
    assert f"{NEEDS} python3.10 is 3.10; " in done.stderr
    done = make("check", "PYTHON=python3.14", name="python3.14", script='[ "$1" = -c ] || { echo "ran: $*"; exit 3; }')
    assert NEEDS not in done.stderr and "ran: -m venv .venv-python3.14" in done.stdout


def test_make_asks_for_the_python_that_the_package_asks_for():
    needed = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    (asked,) = re.findall(r"sys\.version_info >= \((\d+), (\d+)\)", makefile)
    assert needed == f">={'.'.join(asked)}" and f"bluebook needs Python {'.'.join(asked)} or newer, and" == NEEDS and NEEDS in makefile
