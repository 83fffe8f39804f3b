"""The shape of the house: the one-way street, the lock, the licences, the descriptor."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest
import yaml
from bluebook.ground import paths
from bluebook.record import codebook, datapackages

ROOT, CODE = paths.ROOT, paths.CODE
MODULES = sorted(CODE.rglob("*.py"))
ROOMS = sorted(file.parent.name for file in CODE.glob("*/__init__.py"))
LARGEST = 200  # lines of a module, blank ones aside


def room(module):
    return module.relative_to(CODE).parts[0].removesuffix(".py")


def allowed(name):
    """The rooms that a room may import from, as its docstring says them."""
    said = ast.get_docstring(ast.parse((CODE / name / "__init__.py").read_text(encoding="utf-8")))
    return set(re.findall(r"\w+", re.search(r"Imports from: ([^.]*)\.$", said)[1])) & {*ROOMS, "parameters"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "bluebook":
            rest = node.module.split(".")[1:]
            yield from [rest[0]] if rest else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from [alias.name.split(".")[1] for alias in node.names if alias.name.startswith("bluebook.")]


MAY = {name: allowed(name) for name in ROOMS} | {"parameters": {"ground", "record", "sources"}, "api": {"ground", "record", "counts", "parameters"}}


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(CODE)))
def test_a_module_imports_only_from_the_rooms_that_its_own_room_names(module):
    here = room(module)
    if here == "__init__":
        pytest.skip("the door of the package")
    for other in imported(ast.parse(module.read_text(encoding="utf-8"))):
        assert other == here or other in MAY[here], f"{module.relative_to(CODE)} imports {other}, which {here} may not ({', '.join(sorted(MAY[here]))})"


def test_no_two_rooms_may_import_from_each_other():
    left = dict(MAY)
    while free := [name for name, needed in left.items() if not needed & set(left)]:
        for name in free:
            del left[name]
    assert not left, f"a circle of rooms: {', '.join(left)}"


def test_the_picture_of_the_rooms_shows_each_once_and_above_those_it_imports_from():
    picture = (CODE / "README.md").read_text(encoding="utf-8").split("## ")[0]
    shown = re.findall(r"^    [a-z ]{10}([a-z]+)(?:\.py)?  ", picture, re.M)
    assert sorted(shown) == sorted(MAY)
    wrong = [f"{name} stands below {other}" for name in MAY for other in MAY[name] if shown.index(name) > shown.index(other)]
    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(CODE)))
def test_a_module_is_no_longer_than_one_can_read(module):
    lines = sum(bool(line.strip()) for line in module.read_text(encoding="utf-8").splitlines())
    assert lines <= LARGEST, f"{module.relative_to(CODE)} has {lines} lines; {LARGEST} are allowed: is it two modules?"


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(CODE)))
def test_no_module_changes_the_path_or_the_folder_or_uses_pyplot(module):
    if module.parent.name == "kernels":
        pytest.skip("a forked kernel takes up its own folder and path")
    assert not re.search(r"sys\.path|os\.chdir|import pyplot|matplotlib\.pyplot as", module.read_text(encoding="utf-8"))


def normal(name):
    return re.split(r"[<>=\[; ]", name)[0].lower().replace("_", "-")


def locked():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return {normal(name): version for name, version in re.findall(r"^([\w.\-\[\]]+)==([\w.]+)", text, re.M)}


def named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]
    return {normal(name) for name in project["dependencies"] + extra["site"] + extra["dev"] if not name.startswith("bluebook[")}


WHOLE = {"count", "tallest", "tier", "unstated"}  # attributes that are whole numbers


def test_lengths_are_added_in_a_way_that_every_python_shares():
    """The built-in sum rounds differently from Python 3.12 on, so drawings would have other bytes there. fsum is exact."""
    for module in sorted((paths.CODE / "charts").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sum":
                added = getattr(node.args[0], "elt", None)
                assert isinstance(added, ast.Compare) or getattr(added, "attr", "") in WHOLE, f"{module.name}:{node.lineno}: fsum adds lengths"


def test_every_dependency_is_locked_with_hashes_and_without_an_address():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert named() <= set(locked())
    assert not re.search(r"https?://|--index|--find-links|file:|--extra", text)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", text.strip()))


CONDA = {"matplotlib": "matplotlib-base", "duckdb": "python-duckdb", "tzdata": "python-tzdata"}  # names that differ on conda-forge


def test_the_conda_environment_names_the_same_packages_at_the_same_versions():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (by_pip,) = (part["pip"] for part in environment["dependencies"] if isinstance(part, dict))
    pins = dict(pin.split("==") for pin in environment["dependencies"] + by_pip if isinstance(pin, str) and "==" in pin)
    expected = {CONDA.get(name, name): version for name, version in locked().items() if name in named()}
    assert pins == expected
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert environment["dependencies"][0] == f"python{needed}"
    assert by_pip[0] == "-e ." and environment["channels"] == ["conda-forge", "nodefaults"]


def test_the_descriptor_of_the_data_is_the_one_that_the_models_write():
    assert (paths.data() / "datapackage.json").read_text(encoding="utf-8") == datapackages.text()


def test_frictionless_reads_every_table_by_the_descriptor_and_finds_it_valid(command):
    ended = command("frictionless", "validate", "datapackage.json", cwd=paths.ROOT / "data")
    assert ended.returncode == 0 and ended.stdout.count(" VALID ") == len(codebook.MODELS), ended.stdout


def test_the_commands_of_the_makefile_are_those_of_the_readme():
    makefile, readme = ((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "README.md"))
    rules = set(re.findall(r"^([a-z-]+):.*##", makefile, re.M))
    assert rules == set(re.findall(r"(?:`|^    )make ([a-z-]+)", readme, re.M))
    assert rules == set(re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split())


def test_continuous_integration_calls_the_readmes_test_command():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))


def commands(job):
    """The shell commands of a job, its matrix filled in."""
    (axis, values), *others = job.get("strategy", {}).get("matrix", {"": [""]}).items()
    assert not others
    return [re.sub(r"\$\{\{ matrix\." + axis + r" \}\}", value, step["run"]) for value in values for step in job["steps"] if "run" in step]


def test_every_make_target_that_the_workflow_calls_exists():
    targets = re.findall(r"^([\w/.-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    called = [re.match(r"make (\S+)(?: (PYTHON=\S+))?$", line) for job in WORKFLOW["jobs"].values() for line in commands(job) if "make" in line]
    assert all(called) and {call[1] for call in called} <= set(targets)
    assert {"check", "test", "site", "test-newest", "audit", "cluster", "readers"} <= {call[1] for call in called}
    assert [call[2] for call in called if call[1] == "test"] == [f"PYTHON=python3.{minor}" for minor in (11, 12, 13, 14)]


def test_the_workflow_may_read_and_no_more_and_its_actions_are_pinned_by_commit():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert all("permissions" not in job and 0 < job["timeout-minutes"] <= 60 for job in WORKFLOW["jobs"].values())
    steps = [step for job in WORKFLOW["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in steps)
    assert all(step["with"]["persist-credentials"] is False for step in steps if "checkout" in step["uses"])


def test_the_hooks_before_a_commit_are_those_of_make_check():
    hooks = [hook for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"] for hook in repo["hooks"]]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = [" ".join(hook["entry"].split()[:2]).replace(".venv/bin", "$(BIN)") for hook in hooks]
    assert called == ["$(BIN)/ruff check", "$(BIN)/bluebook check"] and all(f"\t{line}" in makefile for line in called)


def test_the_version_is_the_same_wherever_it_stands():
    from bluebook.record import codebook

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = json.loads((paths.data() / "datapackage.json").read_text(encoding="utf-8"))
    assert project["version"] == cff["version"] == package["version"] == codebook.VERSION
    assert str(cff["date-released"]) == codebook.RELEASED.isoformat()


def test_what_starts_the_notebooks_elsewhere_installs_the_lock_too():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    binder = (ROOT / ".binder" / "postBuild").read_text(encoding="utf-8")
    assert re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", container["image"])
    assert container["postCreateCommand"] == "make .venv/made" and "make lab" in container["postAttachCommand"]
    assert "--require-hashes -r requirements.txt" in binder
    assert (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip() == "python-3.11"


def test_what_the_guide_for_contributors_names_exists():
    from bluebook.cli import main

    guide, makefile, readme = ((ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "Makefile", "README.md"))
    assert set(re.findall(r"make ([\w/-]+[\w])(?=[` ])", guide)) <= set(re.findall(r"^([\w/-]+):", makefile, re.M))
    assert set(re.findall(r"`bluebook ([a-z]+)", guide)) <= set(main.commands)
    places = re.findall(r"\]\(([\w/.-]+)\)", guide) + re.findall(r"`((?:data|figures|notebooks|scripts|tests)/[\w/.-]*)`", guide)
    absent = {place for place in places if not (ROOT / place).exists() and not place.startswith("notebooks/NN")}
    assert not absent and "](CONTRIBUTING.md)" in readme


BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The files of a wheel built from a copy of the code; a warning of setuptools fails the build."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "scripts", copy / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, copy)
    built = subprocess.run([sys.executable, "-W", "error", "-c", BUILD, str(out)], cwd=copy, text=True, capture_output=True)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as packed:
        return set(packed.namelist())


def test_a_wheel_is_built_without_a_warning_and_holds_every_file_of_the_package(wheel):
    files = {file.relative_to(CODE.parent).as_posix() for file in CODE.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    assert files == {name for name in wheel if ".dist-info/" not in name}
