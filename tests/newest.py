"""Run the suite against the newest releases that pyproject.toml allows, in .venv-newest; `make test-newest`.

What fails there is either fixed or listed in tests/newest.yml, by test (a pattern may name several) and with a reason. Exit 1
where something fails that is not listed, and where something listed fails no longer.
"""

import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from xml.etree import ElementTree

import yaml

LISTED = Path(__file__).with_suffix(".yml")
SUITE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "1", "--nbval", "tests", "notebooks"]


def outcomes(report: str) -> tuple[list[str], list[str]]:
    """Return which tests of a JUnit report failed, and which passed."""
    cases = {f"{case.get('classname')}::{case.get('name')}": case for case in ElementTree.fromstring(report).iter("testcase")}
    failed = [name for name, case in cases.items() if case.find("failure") is not None or case.find("error") is not None]
    return failed, [name for name, case in cases.items() if name not in failed and case.find("skipped") is None]


def verdict(failed: Collection[str], passed: Collection[str], listed: Mapping[str, str]) -> list[str]:
    """Return what is wrong: failures that are not listed, and listed ones that no longer fail."""
    new = [name for name in failed if not any(fnmatchcase(name, pattern) for pattern in listed)]
    old = [pattern for pattern in listed if not any(fnmatchcase(name, pattern) for name in failed)
           and any(fnmatchcase(name, pattern) for name in passed)]  # fmt: skip
    return [f"fails and is not listed: {name}" for name in new] + [f"listed and fails no longer: {pattern}" for pattern in old]


def main(*suite: str) -> int:
    """Run the suite with this Python, and tell what is wrong; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.xml"
        subprocess.run([sys.executable, "-m", "pytest", f"--junitxml={file}", *(suite or SUITE)])
        failed, passed = outcomes(file.read_text(encoding="utf-8"))
    wrong = verdict(failed, passed, yaml.safe_load(LISTED.read_text(encoding="utf-8")) or {})
    print("\n".join(f"newest: {line}" for line in [*wrong, f"{len(passed)} passed, {len(failed)} failed, {len(wrong)} to be looked at"]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
