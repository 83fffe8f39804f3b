"""How long `bluebook code` takes for 1,000 saved pages: run `python tests/bench_coding.py [PAGES]` (1000 unless given).

The pages are made here from sentences in the ministry's form, with menus, links and a body of the usual length, half in HTML and
half in text, a quarter in English. One process codes them all; starting the command once is told beside it. Machines are
noisy: read the two in one run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from bluebook.coding import drafts, known

URL = "https://www.mofa.go.jp/mofaj/made-by-hand.html"
JA = ("日米首脳電話会談", "令和{era}年{month}月{day}日",
      "{month}月{day}日、午後{hour}時5分から約{length}分間、岸田文雄内閣総理大臣は、ジョセフ・バイデン米国大統領(The Honorable Joseph R. Biden, Jr.)と電話会談を行ったところ、概要は以下のとおりです。")  # fmt: skip
EN = ("Japan-U.S. Summit Telephone Talk", "{name} {day}, {year}",
      "On {name} {day}, commencing at {hour}:05 p.m. for approximately {length} minutes, Mr. KISHIDA Fumio, Prime Minister of Japan, held a summit telephone talk with the Honorable Joseph R. Biden, Jr., President of the United States of America. The overview is as follows.")  # fmt: skip
BODY = {JA: "両首脳は、ロシアによるウクライナ侵略、北朝鮮の核・ミサイル問題及び拉致問題、東シナ海・南シナ海情勢について意見交換を行い、日米同盟の抑止力・対処力を強化していくことで一致しました。",
        EN: "The two leaders exchanged views on Russia's aggression against Ukraine, North Korea and the situation in the East China Sea, and concurred to strengthen the Japan-U.S. Alliance."}  # fmt: skip
MENU = "".join(f'<li><a href="/{number}">外交政策 {number}</a></li>' for number in range(80))


def page(number: int) -> bytes:
    """Return one page, the same for the same number."""
    form, day = (EN if number % 4 == 3 else JA), date(2022, 1, 1) + timedelta(number % 360)
    words = {"era": day.year - 2018, "year": day.year, "month": day.month, "day": day.day, "name": f"{day:%B}", "hour": 1 + number % 11,
             "length": 10 + number % 50}  # fmt: skip
    lines = [line.format(**words) for line in form] + [f"{place} {BODY[form]}" for place in range(1, 11)]
    if number % 2:
        return "\n".join(lines).encode()
    inner = "".join(f"<p>{line}</p>" for line in lines[1:])
    return f'<html><head><meta charset="utf-8"></head><body><ul>{MENU}</ul><h1>{lines[0]}</h1>{inner}<h2>関連リンク</h2><ul>{MENU}</ul></body></html>'.encode()


def main() -> None:
    """Measure and print two lines."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    pages = [page(number) for number in range(many)]
    start = time.monotonic()
    tables = known.load()
    found = [draft for each in pages for draft in drafts.drafts(each, URL, tables)]
    print(f"{many:,} pages, {len(found):,} drafts: {time.monotonic() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_bytes(pages[0])
        command = [str(Path(sys.executable).with_name("bluebook")), "code", str(file), "--url", URL]
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        print(f"one page with the command: {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main()
