"""The examples in the help of every command, run as a reader would type them, in a scratch folder."""

import glob
import re
import shlex
import shutil
from types import SimpleNamespace

import pytest
from bluebook.cli import main
from bluebook.figures import galleries
from bluebook.ground import paths
from bluebook.links import rounds
from bluebook.record import tables
from bluebook.releases import parcels, releases
from bluebook.runs import executions, verifications
from bluebook.site import builds
from click import Context
from click.testing import CliRunner

COMMANDS = {"": main, **main.commands}
LONG = {  # what takes half a minute and more: its arguments are read, and its work is tested elsewhere
    "bluebook figures", "bluebook verify", "bluebook site", "bluebook site --out public_html/bluebook",
    "bluebook site --base-url https://example.org/bluebook/",
    "bluebook release 1.0.0 --date 2026-12-01 --dry-run", "bluebook release 1.0.0 --date 2026-12-01",
    "bluebook release 1.0.0 --date 2026-12-01 --doi 10.5281/zenodo.1234567",
    "bluebook deposit", "bluebook deposit --doi 10.5281/zenodo.1234567 --url https://example.org/bluebook/",
}  # fmt: skip


def help_of(name):
    return COMMANDS[name].get_help(Context(COMMANDS[name], info_name=f"bluebook {name}".strip(), max_content_width=200))


def examples(name):
    """The examples of a command, without the remarks that stand two blanks and more behind some of them."""
    told = re.split(r"\n +Examples?:\n", help_of(name), maxsplit=1)
    lines = told[1].split("\n\n")[0].splitlines() if len(told) > 1 else []
    return [re.split(r" {2,}", line.strip())[0] for line in lines]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A folder with the files that the examples name."""
    folder, samples = tmp_path_factory.mktemp("scratch"), paths.ROOT / "tests" / "samples"
    shutil.copytree(paths.ROOT / "data", folder / "my-copy-of-data")
    for name in ("figures", "paper", "gdelt", "icews", "travels/1870-travels", "visits/data"):
        (folder / name).mkdir(parents=True)
    shutil.copy(paths.figures() / "tempo-usa-2022.png", folder / "figures")
    shutil.copy(paths.figures() / "tempo-usa-2022.pdf", folder / "figure3.pdf")
    day = samples / "20180101000000.export.CSV"
    shutil.copy(day, folder / "gdelt")
    shutil.make_archive(folder / day.name, "zip", samples, day.name)
    shutil.copy(folder / f"{day.name}.zip", folder / "gdelt")
    shutil.copy(samples / "coolidge-calvin.xml", folder / "travels" / "1870-travels")
    shutil.copy(samples / "1870.xml", folder / "visits" / "data")
    (folder / "icews" / "events.tab").write_text(ICEWS, encoding="utf-8")
    (folder / "call.html").write_text(CALL, encoding="utf-8")
    (folder / "sweep.yml").write_text("notebook: tempo\nparameters: {partner: AUS, first: 2022}\n", encoding="utf-8")
    return folder


HEADER = ("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
          "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
          "Province", "Country", "Latitude", "Longitude")  # fmt: skip
EVENT = ("1", "2018-01-02", "Japan", "", "Japan", "Consult", "040", "1.0", "Canada", "", "Canada", "1", "1", "X", "", "", "",
         "Japan", "35.7", "139.7")  # fmt: skip
ICEWS = "".join("\t".join(row) + "\n" for row in (HEADER, EVENT))


CALL = """<h1>日米首脳電話会談</h1><p>令和4年10月20日</p><p>10月20日、午後1時5分から約7分間、岸田文雄内閣総理大臣は、バイデン米国大統領と電話会談を行いました。</p>"""


@pytest.fixture
def here(scratch, monkeypatch):
    """The scratch folder as working directory; what takes long is left out, the project's own files are out of reach."""
    monkeypatch.chdir(scratch)
    monkeypatch.setenv("BLUEBOOK_CANDIDATES", "0")
    yield monkeypatch
    monkeypatch.undo()
    tables.forget()


def typed(example):
    """The words of an example as a shell hands them on: patterns without quotation marks filled in, no redirection."""
    words = shlex.split(re.split(r" >>? ", example)[0])
    return [file for word in words[1:] for file in (sorted(glob.glob(word)) if "*" in word and f'"{word}"' not in example else [word])]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example(name):
    assert examples(name) and all(example.startswith(f"bluebook {name}".strip()) for example in examples(name))


def test_what_takes_long_is_still_an_example():
    assert {example for name in COMMANDS for example in examples(name)} >= LONG


@pytest.mark.parametrize("example", [example for name in COMMANDS for example in examples(name)])
def test_an_example_works_as_printed(example, here, scratch):
    if example in LONG:
        here.setattr(executions, "make", lambda *_: [])
        here.setattr(galleries, "write", list)
        here.setattr(verifications, "verify", lambda *_: [])
        here.setattr(builds, "build", lambda out, tell, base: out or paths.ROOT / "site")
        here.setattr(parcels, "make", lambda *_: [])
        here.setattr(releases, "make", lambda *_: SimpleNamespace(written={}, removed=[]))
    if example.startswith("bluebook links"):  # tests ask nothing of the network
        here.setattr(rounds, "walk", lambda *_: {})
    if example == "bluebook describe":  # it writes into the tables' folder
        here.setenv("BLUEBOOK_DATA", str(scratch / "my-copy-of-data"))
    if example == "bluebook figures tempo-usa-2022":  # and this one into the published figures
        for name in ("BLUEBOOK_FIGURES", "BLUEBOOK_CACHE"):
            here.setenv(name, str(scratch / name.lower()))
    done = CliRunner().invoke(main, typed(example))
    assert done.exit_code == 0, done.output
