"""The events as the browser takes them: whole, short, harmless; and what the timeline is drawn with."""

import hashlib
import json
import re

import pytest
from bluebook.record import tables
from bluebook.site import catalogues, cells, frames, letters, parts, record_pages, timelines, weights

MANY = {"partner", "japan", "lead", "topic"}
VENDOR = frames.HERE / "vendor"


def call(content):
    """Return the year and the value that a file of data hands over, read as JSON."""
    found = re.fullmatch(r'bluebook\.(?:names|part)\((?:"(\d{4})", )?(.*)\);\n', content.decode(), re.S)
    return found[1], json.loads(found[2])


def decoded(files):
    """Return event id -> column -> cell, put together again from the names and the parts."""
    _, names = call(files[parts.NAMED])
    rows = {}
    for path, content in files.items():
        if path == parts.NAMED:
            continue
        year, given = call(content)
        for event, *values, url in given:
            row = {"source_url": url, "year": year}
            for (name, column), value in zip(parts.ROW.items(), values, strict=True):
                pool = [entry[0] for entry in names[parts.POOLS.get(name, name)]]
                row[column] = ";".join(pool[at] for at in value) if name in MANY else "" if value < 0 else pool[value]
            rows[event] = row
    return rows


def test_every_event_can_be_put_together_again_from_the_names_and_the_parts():
    made, columns = decoded(parts.files()), list(parts.ROW.values())
    assert list(made) == [row["event_id"] for row in cells.raw("events")]
    for row in cells.raw("events"):
        assert made[row["event_id"]] == {"year": row["date"][:4], "source_url": row["source_url"], **{name: row[name] for name in columns}}


def test_names_stand_in_both_languages_with_what_else_they_are_called():
    _, names = call(parts.files()[parts.NAMED])
    said = {name: {code: rest for code, *rest in entries} for name, entries in names.items() if isinstance(entries, list) and isinstance(entries[0], list)}
    assert said["partner"]["USA"][:2] == ["United States", "米国"] and "アメリカ" in said["partner"]["USA"][2].split("; ")
    assert said["city"]["Tokyo"] == ["Tokyo", "東京", ""] and said["person"]["Hayashi Yoshimasa"][:2] == ["Hayashi Yoshimasa", "林芳正"]
    assert [code for code, *_ in names["channel"]] == ["in_person", "video", "telephone"]  # as in the list, not by letters
    assert names["years"]["2022"] == sum(row["date"].startswith("2022") for row in cells.raw("events"))


def test_a_year_without_a_line_of_coverage_is_no_year_that_was_collected():
    told = parts.covered()
    rows = tables.coverage()
    assert 2022 in told["USA"]["summit"] and not set(told["ZAF"]["summit"]) & set(range(2013, 2022))
    assert sum(len(years) for levels in told.values() for years in levels.values()) == len(
        {(code, row["level"], row["year"]) for row in rows.to_dict("records") for code in row["partners"]})  # fmt: skip


def test_an_event_takes_about_150_bytes_and_a_year_is_a_small_file():
    sizes = {path: len(content) for path, content in parts.files().items()}
    assert sum(sizes.values()) - sizes[parts.NAMED] < 170 * len(tables.events())
    assert max(sizes.values()) < 120_000


def test_nothing_in_a_part_ends_its_script_or_is_an_address_that_runs(copy_of_data):
    copy_of_data("events", "G7 Elmau Summit,", "</script><script>alert(1)</script>x,")
    files = parts.files()
    assert not any("<" in content.decode() for content in files.values())
    assert "</script><script>alert(1)</script>x" in {row["occasion"] for row in decoded(files).values()}


@pytest.mark.parametrize(("address", "kept"), [("javascript:alert(1)", ""), ("https://a.jp/b", "https://a.jp/b"), ("data:text/html,x", "")])
def test_only_an_http_address_is_handed_to_the_browser(address, kept):
    row = cells.raw("events")[0] | {"source_url": address, "topics": ""}
    pools = {name: parts.found(name, [row]) for name in ("partner", "person", "city", "occasion", "publisher", *parts.LISTS)}
    (line,) = parts.lines([row], pools)
    assert line[-1] == kept and line[1 + list(parts.ROW).index("topic")] == []  # an event without topics has none


def test_the_page_of_the_record_asks_for_less_than_300_kilobytes_before_it_is_seen():
    page = frames.page("x", catalogues.page(cells.words("en")), "en", "record/index.html", record_pages.head("record/index.html"))
    files = {f"static/{file.name}": file.read_bytes() for file in (frames.HERE / "static").iterdir()}
    files |= {f"static/{name}": face for name, face in letters.faces().items()} | {"record/index.html": page.encode()}
    (row,) = weights.weighed(files, lambda path: "record")
    assert 100_000 < row["total"] < 300_000  # whatever the number of events: the page holds the first fifty


def test_the_same_tables_give_the_same_parts():
    assert parts.files() == parts.files()


def test_the_library_of_the_timeline_is_the_one_whose_checksum_is_noted_and_carries_its_licences():
    code = (frames.HERE / "static" / "d3.js").read_bytes()
    noted, name = (VENDOR / "d3.sha256").read_text(encoding="utf-8").split()
    assert name == "d3.js" and hashlib.sha256(code).hexdigest() == noted
    head = code.decode().partition("*/")[0]
    assert (VENDOR / "banner.txt").read_text(encoding="utf-8").startswith(head) and "Permission to use" in head and "Robert Penner" in head
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|eval)\(", code.decode())


def test_every_package_of_the_library_is_pinned_with_a_checksum_and_without_an_address():
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    banner = (VENDOR / "banner.txt").read_text(encoding="utf-8")
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(one["integrity"].startswith("sha512-") and "resolved" not in one for name, one in lock.items() if name)
    assert all(f"{name} {version}" in banner for name, version in wanted.items() if name.startswith("d3-"))


def test_a_timeline_says_its_words_in_the_language_of_the_page():
    for lang, said in (("en", "not collected"), ("ja", "未収集")):
        section = timelines.section(cells.words(lang), "record/", 380)
        assert f"&#34;bare&#34;: &#34;{said}&#34;" in section and 'data-home="record/"' in section
