"""Look up known vulnerabilities of every locked package with pip-audit; `make audit`.

A finding is either fixed by another version in the lock or explained in tests/audit.yml, by its id and a reason. Exit 1 where
one is neither, and where packages could not be looked up: pip-audit itself calls that "no known vulnerabilities".
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from bluebook.ground import paths

EXPLAINED = Path(__file__).with_suffix(".yml")
ASK = ["pip_audit", "--requirement", "requirements.txt", "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]


def verdict(packages: list[Mapping[str, Any]], explained: Mapping[str, str]) -> list[str]:
    """Return what is wrong: packages not looked up, findings without an explanation, explanations without a finding."""
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    found = {flaw["id"]: f"{package['name']} {package['version']}, {flaw['id']}: mended in {', '.join(flaw['fix_versions']) or 'none yet'}"
             for package in packages for flaw in package.get("vulns", ())}  # fmt: skip
    unknown = f"{len(skipped)} of {len(packages)} packages could not be looked up (the first is {skipped[0]})" if skipped else ""
    return [unknown] * bool(skipped) + [line for flaw, line in found.items() if flaw not in explained] + [
        f"{flaw} is explained in audit.yml and not found any more" for flaw in explained if flaw not in found and not skipped]  # fmt: skip


def main() -> int:
    """Look up, report what is wrong, and return the exit status."""
    asked = subprocess.run([sys.executable, "-m", *ASK], cwd=paths.ROOT, text=True, capture_output=True)
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except ValueError:
        print(f"audit: the advisories can't be reached ({(asked.stderr.strip().splitlines() or ['no answer'])[-1]})")
        return 1
    explained = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {}
    wrong = verdict(packages, explained)
    print("\n".join(f"audit: {line}" for line in wrong) or f"{len(packages)} packages: clean, {len(explained)} findings explained.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
