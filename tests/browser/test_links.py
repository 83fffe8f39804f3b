"""Every link of the site leads somewhere, and the front page is light."""

import csv
import posixpath
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from bluebook.site import builds

sys.path.append(str(Path(__file__).parents[1] / "site"))
from walks import english

LINK = re.compile(r'(?:href|src)="([^"]*)"')
NAME = re.compile(r'id="([^"]*)"')


@pytest.fixture(scope="module")
def texts(site):
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in site.rglob("*.html")}


def test_no_english_sentence_stands_untranslated_on_a_japanese_page_with_all_that_was_computed(texts):
    pages = {path: text for path, text in texts.items() if path.startswith("ja/") and "/events/" not in path}
    found = {path: said for path, text in pages.items() if (said := english(text))}
    assert len(pages) > 500 and not found, "\n".join(f"{path}: {text!r}" for path, said in found.items() for text in said[:5])


def test_every_link_inside_the_site_leads_to_a_page_and_to_a_place_on_it(site, texts):
    names = {path: set(NAME.findall(text)) for path, text in texts.items()}
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    lost = set()
    for path, text in texts.items():
        for link in set(LINK.findall(text)):
            if re.match(r"[a-z]+:", link):
                continue
            place, _, anchor = link.partition("#")
            anchor = "" if "=" in anchor else anchor  # what the table of events is to show first
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place))) if place else path
            if target not in files or (anchor and target in names and unquote(anchor) not in names[target]):
                lost.add((path, link))
    assert not lost


def test_every_page_has_a_twin_in_the_other_language(texts):
    assert {path.removeprefix("ja/") for path in texts if path.startswith("ja/")} == {path for path in texts if not path.startswith("ja/")}


def test_nothing_asks_another_machine_or_names_this_one(texts):
    for path, text in texts.items():
        assert not re.search(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?//', text), path
        assert "file://" not in text and str(builds.paths.ROOT) not in text, path


def test_the_front_page_weighs_less_than_300_kilobytes(site):
    with (site / builds.MARK).open(encoding="utf-8", newline="") as file:
        weights = {row["page"]: int(row["total"]) for row in csv.DictReader(file)}
    assert 50_000 < weights["index.html"] < 300_000 and weights["ja/index.html"] < 300_000


def test_every_picture_has_words_for_those_who_do_not_see_it(texts):
    for path, text in texts.items():
        for picture in re.findall(r"<img[^>]*>", text):
            assert re.search(r'alt="[^"]+"', picture) or ('alt=""' in picture and path.endswith("index.html")), path
