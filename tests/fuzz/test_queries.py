"""The search of the site: what it makes of any query, run as the browser runs it, over a page that notes what is put into it."""

import json
import shutil
import subprocess
import unicodedata

import pytest
from bluebook.site import cells, frames, parts, searches
from hypothesis import given
from hypothesis import strategies as some

from fuzz import TRIES, fuzzed
from fuzz.strategies import TEETH, texts

BATCH = 100 if TRIES > 100 else 5
SOLID = {chr(number) for number in range(0x21, 0x7F)}  # letters and signs that no trimming takes away
TAGS = {"section", "h2", "ul", "li", "a", "span", "p", "button", "b", "bdi"}
# A page of nothing but what search.js asks of one: elements that hold elements and text. HTML can't be set in it.
STAGE = r"""
const fs = require("fs"), vm = require("vm"), readline = require("readline");
const given = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
class Element {
  constructor(tag) { Object.assign(this, { tag, children: [], attributes: {}, heard: {}, dataset: {} }); }
  append(...inner) { this.children.push(...inner); }
  replaceChildren(...inner) { this.children = [...inner]; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  addEventListener(name, heard) { this.heard[name] = heard; }
  set textContent(text) { this.children = [String(text)]; }
  set innerHTML(text) { throw new Error("HTML was set"); }
  get classList() { return { add() {} }; }
  get plain() { return this.children.map((one) => (one instanceof Element ? one.plain : String(one))).join(""); }
  all(tag) { return [...(this.tag === tag ? [this] : []), ...this.children.flatMap((one) => (one instanceof Element ? one.all(tag) : []))]; }
  get tags() { return [this.tag, ...this.children.flatMap((one) => (one instanceof Element ? one.tags : []))]; }
}
const ids = Object.fromEntries(["seeking", "q", "found", "results"].map((id) => [id, new Element(id)]));
Object.assign(ids.seeking.dataset, { words: given.words, kinds: given.kinds });
ids.q.value = "";
const context = { console, URLSearchParams, setTimeout, clearTimeout, history: { replaceState() {} }, location: { pathname: "/search.html", search: "", hash: "" } };
context.window = context;
context.document = { title: "Search", documentElement: Object.assign(new Element("html"), { lang: given.lang }), currentScript: { src: "static/rows.js" },
  getElementById: (id) => ids[id], querySelectorAll: () => [], createElement: (tag) => new Element(tag),
  head: { append(script) { vm.runInContext(given.files[script.src], context); setImmediate(script.onload); } } };
vm.createContext(context);
for (const name of ["static/rows.js", "static/search.js"]) vm.runInContext(given.files[name], context);
const ask = (query) => {
  ids.q.value = query;
  ids.seeking.heard.submit({ preventDefault() {} });
  const kinds = Object.fromEntries(ids.results.children.map((one) => [one.attributes["aria-labelledby"].slice(5), one.all("h2")[0].all("span")[0].plain]));
  return { kinds, quoted: ids.found.all("bdi").map((one) => one.plain), tags: [...new Set([...ids.found.tags, ...ids.results.tags])].filter((tag) => !ids[tag]),
    links: ids.results.all("a").map((one) => one.attributes.href), told: ids.found.plain, titles: ids.results.all("a").map((one) => one.plain) };
};
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const began = Date.now(), answers = JSON.parse(line).map((query) => { try { return ask(query); } catch (error) { return { error: String(error.stack) }; } });
  process.stdout.write(JSON.stringify({ answers, took: Date.now() - began }) + "\n");
});
"""


def runner():
    """Return the node that Playwright brings along, or the one of the machine, empty if there is none."""
    try:
        from playwright._impl._driver import compute_driver_executable

        return str(compute_driver_executable()[0])
    except (ImportError, OSError):
        return shutil.which("node") or ""


@pytest.fixture(scope="module", params=["en", "ja"])
def search(request, tmp_path_factory):
    """A function: queries in, what the page shows of each out."""
    node = runner()
    if not node:
        pytest.skip("the search is not tried: there is no node")
    lang, page = request.param, searches.pages(request.param)["search.html"]
    static = {f"static/{name}": (frames.HERE / "static" / name).read_text(encoding="utf-8") for name in ("rows.js", "search.js")}
    files = {path: content.decode() for path, content in (parts.files() | searches.files()).items()} | static
    said = cells.words(lang)
    shown = {key: said.say(key, n="#") for key in searches.SAID} | {kind: said.say(f"kind_{kind}") for kind in ("event", *searches.KINDS)}
    assert 'id="seeking"' in page
    place = tmp_path_factory.mktemp("search") / "given.json"
    place.write_text(json.dumps({"lang": lang, "files": files, "kinds": " ".join(searches.KINDS), "words": json.dumps(shown)}), encoding="utf-8")
    with subprocess.Popen([node, "-e", STAGE, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:

        def asked(*queries):
            process.stdin.write(json.dumps(queries) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield asked
        process.stdin.close()


def called():
    """Every title that the search knows, in English and Japanese, with its kind."""
    both = [cells.words(lang) for lang in ("en", "ja")]
    events = cells.raw("events")
    kinds = {kind: list(made(events, both)) for kind, made in searches.KINDS.items() if kind in ("country", "person", "place", "occasion", "topic")}
    return [(kind, name) for kind, entries in kinds.items() for entry in entries for name in entry[:2] if name]


NAMES = called()
WORDS = sorted({word for _, name in NAMES for word in name.split()})


def wide(text):
    """Return a text with its ASCII letters, digits and signs in full width."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


FORMS = (lambda text: text, lambda text: unicodedata.normalize("NFD", text), lambda text: unicodedata.normalize("NFKC", text), wide)
plain = some.one_of(texts, some.sampled_from([*TEETH, *WORDS]), some.lists(some.sampled_from(WORDS), max_size=6).map(" ".join),
                    some.tuples(some.sampled_from(WORDS), texts).map(" ".join))  # fmt: skip


@fuzzed(4 * BATCH)
@given(queries=some.lists(plain, min_size=BATCH, max_size=BATCH))
def test_a_query_is_answered_alike_in_each_of_its_forms_and_stays_text(queries, search, tried):
    asked = [form(query) for query in queries for form in FORMS]
    answers = search(*asked)["answers"]
    for at, query in enumerate(queries):
        four = answers[4 * at : 4 * at + 4]
        assert [one.get("error") for one in four] == [None] * 4, (query, four)
        assert all(one["kinds"] == four[0]["kinds"] and one["titles"] == four[0]["titles"] for one in four), (query, four)
        for typed, one in zip(asked[4 * at :], four, strict=False):
            tried("queries of the search")
            assert set(one["tags"]) <= TAGS and all(quoted and quoted in typed and not (set(typed) - set(quoted)) & SOLID for quoted in one["quoted"]), (typed, one)
            assert all(link.startswith(("record/", "people/", "countries/", "occasions/", "notebooks/", "figures/")) or link.endswith(".html")
                       for link in one["links"]), (typed, one)  # fmt: skip


@fuzzed(4 * BATCH)
@given(chosen=some.lists(some.tuples(some.sampled_from(NAMES), some.sampled_from(FORMS)), min_size=BATCH, max_size=BATCH))
def test_each_name_finds_what_it_names_in_each_of_its_forms(chosen, search, tried):
    answers = search(*(form(name) for (_, name), form in chosen))["answers"]
    for ((kind, name), _), one in zip(chosen, answers, strict=True):
        tried("queries of the search")
        assert int(one["kinds"].get(kind, "0").replace(",", "")) >= 1, (kind, name, one)


def test_a_page_pasted_as_a_query_is_answered_within_seconds(search):
    done = search(" ".join(WORDS[at % len(WORDS)] for at in range(2000)))
    assert "error" not in done["answers"][0] and done["took"] < 10_000
