"""What the project depends on: its inventory, known vulnerabilities explained, and the newest releases tried."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

import audit
import newest
import yaml
from bluebook.ground import paths
from bluebook.record import codebook


def recipe(target: str) -> str:
    """Return the one line that a target of the Makefile runs."""
    return re.search(rf"^{target}:.*\n\t(.+)$", (paths.ROOT / "Makefile").read_text(encoding="utf-8"), re.M)[1]


def inventory(file: Path) -> bytes:
    """Write the inventory as `make sbom` does; return its bytes."""
    line = recipe("sbom").replace("$(BIN)", shlex.quote(str(Path(sys.executable).parent))).replace("bom.json", str(file))
    subprocess.run(line, shell=True, cwd=paths.ROOT, check=True, capture_output=True)
    return file.read_bytes()


def test_the_inventory_names_every_locked_package_with_its_hashes_and_is_the_same_twice(tmp_path):
    first = inventory(tmp_path / "1.json")
    assert first == inventory(tmp_path / "2.json")
    bom = json.loads(first)
    locked = re.findall(r"^([\w.\-]+)(?:\[[\w,\-]+\])?==([\w.]+)", (paths.ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    assert bom["bomFormat"] == "CycloneDX" and sorted((part["name"], part["version"]) for part in bom["components"]) == sorted(locked)
    assert all(any(ref.get("hashes") for ref in part["externalReferences"]) for part in bom["components"])
    assert (bom["metadata"]["component"]["name"], bom["metadata"]["component"]["version"]) == ("bluebook", codebook.VERSION)


def test_the_inventory_has_no_date_no_path_and_no_address_but_public_ones(tmp_path):
    text = inventory(tmp_path / "bom.json").decode()
    assert "timestamp" not in text and "serialNumber" not in text
    assert "file:" not in text and str(paths.ROOT) not in text
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert all(host == "pypi.org" or "cyclonedx" in host or host == "github.com" for host in hosts), hosts


def test_a_known_flaw_is_told_unless_it_is_explained_and_so_is_an_explanation_of_none():
    flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    packages = [{"name": "a", "version": "1.0", "vulns": [flaw]}, {"name": "b", "version": "1.0", "vulns": []}]
    assert audit.verdict(packages, {}) == ["a 1.0, PYSEC-1: mended in 2.0"]
    assert audit.verdict(packages, {"PYSEC-1": "never called"}) == []
    assert audit.verdict(packages[1:], {"PYSEC-1": "never called"}) == ["PYSEC-1 is explained in audit.yml and not found any more"]


def test_packages_that_could_not_be_looked_up_are_no_clean_ones():
    packages = [{"name": "a", "skip_reason": "not found"}, {"name": "b", "version": "1.0", "vulns": []}]
    assert audit.verdict(packages, {"PYSEC-1": "x"}) == ["1 of 2 packages could not be looked up (the first is a)"]


def test_every_explanation_is_a_sentence():
    for file in (audit.EXPLAINED, newest.LISTED):
        listed = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        assert all(len(str(reason).split()) >= 4 for reason in listed.values()), file.name


def test_a_failure_with_the_newest_releases_is_told_unless_it_is_listed_and_so_is_a_listed_one_that_passes():
    names = {"tests.a::one": "<failure/>", "tests.a::two[x]": "<error/>", "tests.a::three": "", "tests.a::four": "<skipped/>"}
    cases = [f"<testcase classname={quoteattr(name.split('::')[0])} name={quoteattr(name.split('::')[1])}>{inner}</testcase>"
             for name, inner in names.items()]  # fmt: skip
    failed, passed = newest.outcomes(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    assert (failed, passed) == (["tests.a::one", "tests.a::two[x]"], ["tests.a::three"])
    assert newest.verdict(failed, passed, {"tests.a::one": "r", "*two*": "r"}) == []
    assert newest.verdict(failed, passed, {"tests.a::one": "r", "*three": "r"}) == [
        "fails and is not listed: tests.a::two[x]", "listed and fails no longer: *three"]  # fmt: skip
