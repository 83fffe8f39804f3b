"""The words of the site's navigation, in English and Japanese. Labels of closed lists come from terms.csv, never from here."""

from __future__ import annotations

from bluebook.refusals import Refused, did_you_mean

LANGS = ("en", "ja")
NAMES = {"en": "English", "ja": "日本語"}
NAV = {"notebooks": "notebooks/index.html", "figures": "figures/index.html", "record": "record/index.html",
       "rerun": "rerun.html", "cite": "cite.html"}  # fmt: skip
FOOT = {"read": "read.html", "leads": "record/leads.html", "coverage": "record/coverage.html",
        "codebook": "record/codebook.html", "changes": "changes.html", "feed": "feed.xml"}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    # the frame
    "tagline": ("Japan's diplomacy, event by event", "日本外交を一件ずつ"),
    "skip": ("Skip to the content", "本文へ移動"),
    "nav": ("Site", "サイト"),
    "notebooks": ("Notebooks", "ノートブック"),
    "figures": ("Figures", "図"),
    "record": ("The record", "記録"),
    "rerun": ("Rerun", "再実行"),
    "cite": ("Cite", "引用"),
    "read": ("How to read", "読み方"),
    "leads": ("What was not found", "未確認事項"),
    "coverage": ("Coverage", "収録範囲"),
    "codebook": ("Codebook", "コードブック"),
    "changes": ("Changes", "変更履歴"),
    "feed": ("RSS", "RSS"),
    "foot": ("More about the record", "記録について"),
    "licence": ("Record and figures: CC BY 4.0. Code: MIT.", "記録と図：CC BY 4.0。コード：MIT。"),
    "version": ("Version {version}, {released}.", "第{version}版、{released}。"),
    "toc": ("On this page", "このページの内容"),
    "english_part": ("", "本文は英語です。図と表示用語は日本語です。"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return the words for one thing in one language, filled in."""
    if key not in WORDS:
        raise Refused(f'words: "{key}" is not a word of the site{did_you_mean(key, list(WORDS))}')
    return WORDS[key][LANGS.index(lang)].format(**values)


def tree(lang: str) -> str:
    """Return the folder of a language's pages, from the site's root: empty for English."""
    return "" if lang == "en" else f"{lang}/"


def twin(path: str) -> str:
    """Return the path of the same page in the other language (record/index.html -> ja/record/index.html, and back)."""
    return path.removeprefix("ja/") if path.startswith("ja/") else f"ja/{path}"


def root(path: str) -> str:
    """Return the way from a page to the site's root: empty, ../, ../../ …"""
    return "../" * path.count("/")
