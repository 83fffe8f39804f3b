"""The notebooks in JupyterLab, as `make lab` opens them: with warm kernels, and offline."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest
from bluebook import kernels
from bluebook.ground import paths

QUIETLY = "--no-browser --allow-root --IdentityProvider.token= --ServerApp.ip=127.0.0.1 --ServerApp.port=0"
TITLE = json.loads((paths.ROOT / "figures" / "tempo-can-2022.json").read_text(encoding="utf-8"))["title"]


@pytest.fixture
def lab(tmp_path):
    """JupyterLab on a copy of the notebooks, started by the line in the Makefile; gives its address and the copy."""
    copy = tmp_path / "notebooks"
    shutil.copytree(paths.NOTEBOOKS, copy)
    (tmp_path / "data").mkdir()
    shutil.copy(paths.ROOT / "data" / "README.md", tmp_path / "data")
    own = f"VENV={os.path.relpath(sys.prefix, paths.ROOT)}"
    asked = ["make", "--dry-run", "--no-print-directory", "lab", own]  # a make within `make test` would name its folder last
    line = subprocess.run(asked, cwd=paths.ROOT, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    places = {f"JUPYTER{name}_DIR": str(tmp_path / name) for name in ("_RUNTIME", "_CONFIG", "_DATA", "LAB_SETTINGS", "LAB_WORKSPACES")}
    line = line.replace("notebooks/00-start.ipynb", str(copy / "00-start.ipynb")).replace(f'root_dir="{paths.ROOT}"', f'root_dir="{tmp_path}"')
    command = f"exec env {line} {QUIETLY}"
    with (tmp_path / "said").open("w") as said, subprocess.Popen(
            command, shell=True, cwd=paths.ROOT, start_new_session=True, stderr=said,
            env={**os.environ, **places, "BLUEBOOK_WARM_IDLE": "1"}) as server:  # fmt: skip
        try:
            yield address(tmp_path / "_RUNTIME", server, tmp_path / "said"), copy
        finally:
            ended(server)


def address(runtime, server, said, seconds=120):
    """Return where the server listens, once it answers; it writes down its address before, and not in one step."""
    for _ in range(seconds * 10):
        with suppress(OSError, ValueError):
            (noted,) = runtime.glob("jpserver-*.json")
            url = json.loads(noted.read_text())["url"]
            with urllib.request.urlopen(f"{url}api", timeout=10):
                return url
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise TimeoutError(f"JupyterLab did not start: {said.read_text()}")


def ended(server, seconds=20):
    """End the server as a terminal's owner would; now and then it waits for ever for an idle thread of AnyIO, and is killed."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(seconds)
    if server.poll() is None:  # jupyterlab issue 10442; seen once in some twenty times on a busy machine
        os.killpg(server.pid, signal.SIGKILL)


def test_a_parameter_changed_in_jupyterlab_changes_the_sentence_and_nothing_that_is_committed(page, lab):
    url, copy = lab
    committed = (paths.NOTEBOOKS / "02-tempo.ipynb").read_bytes()
    page.set_default_timeout(60_000)
    page.goto(f"{url}lab/tree/notebooks/02-tempo.ipynb")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # what is run earlier is thrown away
    page.get_by_text('"USA"', exact=True).first.dblclick()
    page.keyboard.type("CAN")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.get_by_text(TITLE).first.wait_for()
    assert kernels.unavailable() or list((copy.parent / "_RUNTIME" / "bluebook-warm").iterdir()), "the kernel is a warm one"
    page.locator(".jp-OutputArea-output").get_by_text("tempo-can-2022").first.wait_for()  # the last cell has run
    page.keyboard.press("Control+s")
    for _ in range(100):
        if '"CAN\\"' in (saved := (copy / "02-tempo.ipynb").read_text(encoding="utf-8")):
            break
        page.wait_for_timeout(100)
    assert TITLE in saved and (paths.NOTEBOOKS / "02-tempo.ipynb").read_bytes() == committed
    assert page.strangers == []


def test_the_form_draws_the_figure_of_the_partner_chosen_and_no_news_is_offered(page, lab, screenshots):
    url, _ = lab
    page.set_default_timeout(60_000)
    page.goto(f"{url}lab/tree/notebooks/00-start.ipynb")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.get_by_label("Partner").select_option("Canada")
    page.get_by_role("button", name="Draw").click()
    made = paths.ROOT / "runs"
    try:
        page.get_by_text(TITLE).first.wait_for()
        assert page.locator(".jp-OutputArea img").first.evaluate("image => image.naturalWidth") > 1000
        page.screenshot(path=screenshots / "lab-form.png")
        assert page.get_by_text("Would you like").count() == 0 and page.get_by_role("link", name="codebook").count() == 1
        page.get_by_role("link", name="codebook").click()
        page.get_by_role("tab", name="README.md").wait_for()  # a link to data/ opens: the project is the root of the Lab
    finally:
        for file in made.glob("tempo-can-2022.*"):
            file.unlink()
    assert page.strangers == []
