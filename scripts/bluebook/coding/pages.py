"""A saved page, read: its text line by line, its title and its address. What is no such page is refused."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from bluebook.coding import markup
from bluebook.coding.cells import Sentence
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
WEB = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "euc-kr": "cp949",
       "iso-8859-1": "cp1252", "gb2312": "gb18030"}  # what browsers take these names for  # fmt: skip
PYTHONS = re.compile(r"(raw_)?unicode_escape|punycode|idna|undefined|utf_7")  # encodings of no page, though Python reads them
LIKELY = ["utf_8", "cp932", "euc_jp", "iso2022_jp", "cp949", "gb18030", "cp1252"]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
GARBLED = re.compile(r"�|[ÃãåæçèéÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]|[縺繧繝譁蜷]")
JAPANESE = re.compile(r"[ぁ-ん]")
SENTENCES = {True: re.compile(r"(?<=。)(?![^()]*\))"),
             False: re.compile(
                 r"(?<=[a-z]{3}[.!?])(?<!Prof\.)\s+(?=[A-Z“\"])|(?<=[a-z]{3}[.!?][”\"])\s+(?=[A-Z“\"])"
             )}  # fmt: skip
END = re.compile(
    r"^\W*(関連リンク|関連情報|発信元サイト|.{0,20}へ戻る$|ページトップ|この記事を|Related (Links?|Information)$|Back to |"
    r"Page Top|"

                 r"Leave a Reply|/?Public Release|This material from|View in full|Archives? \()")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """The text of a page: its sentences with their lines, its title, its address."""

    sentences: tuple[Sentence, ...]
    title: Sentence
    address: str


def read(content: bytes, address: str = "") -> Page:
    """Return a page from the bytes of a saved file or of pasted text. Raises Refused for anything else."""
    if not content.strip():
        raise Refused("page: the file is empty")
    if content.lstrip().startswith(b"%PDF"):
        raise Refused("page: this is a PDF; save the page as HTML, or paste its text into a file")
    if b"\0" in content[:2000] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused("page: this is neither HTML nor text")
    text = CONTROL.sub("", _decoded(content))
    title, lines = markup.lines(text) if markup.marked(text) else ("", text.splitlines())
    return _page(lines, title, address)


def _decoded(content: bytes) -> str:
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    declared = DECLARED.search(content[:4000])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    name = "utf-8" if PYTHONS.fullmatch(name.replace("-", "_")) else name
    for encoding in (WEB.get(name, name), "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    best = None if declared else from_bytes(content, cp_isolation=LIKELY).best()
    return str(best) if best else _mended(content, WEB.get(name, name))


def _mended(content: bytes, encoding: str) -> str:
    """Return a text in which damaged bytes became marks; too many are told as garbled later."""
    try:
        return content.decode(encoding, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _page(lines: list[str], title: str, address: str) -> Page:
    clean = [(number, " ".join(unicodedata.normalize("NFKC", line).split())) for number, line in enumerate(lines, 1)]
    clean = [(number, line) for number, line in clean if line]
    whole = "".join(line for _, line in clean)
    if len(GARBLED.findall(whole)) > max(3, len(whole) // 100):
        raise Refused("page: its characters are garbled; save it again in its own encoding, or as UTF-8")
    if len(whole) < 30:
        raise Refused(f"page: only {plural(len(whole), 'letter')} of text; save or paste the whole page")
    kept = _until_end(clean)
    sentences = tuple(Sentence(text.strip(), number) for number, line in kept
                      for text in SENTENCES[bool(JAPANESE.search(line))].split(line) if text.strip())  # fmt: skip
    return Page(sentences, _headed(" ".join(unicodedata.normalize("NFKC", title).split()), kept), address)


def _until_end(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines up to the links below the text; a mark of the end above the text is none."""
    ends = [place for place, (_, line) in enumerate(lines) if END.match(line) and place > len(lines) // 3]
    return lines[: ends[0]] if ends else lines


def _headed(title: str, lines: list[tuple[int, str]]) -> Sentence:
    place = next((number for number, line in lines if line == title), lines[0][0])
    return Sentence(title, place)
