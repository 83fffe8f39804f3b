"""Words in figures: no mathematics, no boxes, nothing over the edge."""

import io
import re

import pytest
from bluebook.charts import letters, sheets, signatures
from matplotlib.backends.backend_agg import FigureCanvasAgg


def svg(words):
    buffer = io.StringIO()
    with sheets.style():
        sheets.sheet(89, 0.5, words).figure.savefig(buffer, format="svg")
    return buffer.getvalue()


def test_a_dollar_sign_is_a_letter_and_never_begins_mathematics():
    plain, dollars = (len(re.findall(r"<use ", svg(words))) for words in ("axxb", "a$x$b"))
    assert dollars == plain + 1 and "Oblique" not in svg("a$x^2$b")


@pytest.mark.parametrize("name", ["Россия.parquet", "العربية.parquet", "日本.parquet", "Münster $1 {a}_b.parquet"])
def test_a_name_stays_where_the_fonts_have_its_letters(name):
    assert letters.fit(name, "events-1f0c55d2") == name and "LastResort" not in svg(name)


@pytest.mark.parametrize("name", ["한국.parquet", "测试.parquet", "a\nb.parquet", "🎌.parquet"])
def test_a_name_with_a_letter_that_no_font_has_is_its_code(name):
    assert letters.fit(name, "events-1f0c55d2") == "events-1f0c55d2"


def test_a_long_name_is_shortened_in_the_middle_and_keeps_its_ending():
    short = letters.fit("a" * 100 + "b" * 100 + ".parquet", "")
    assert len(short) == 40 and re.fullmatch(r"a+…b+\.parquet", short)
    assert letters.fit("c" * 32 + ".parquet", "") == "c" * 32 + ".parquet"


def test_a_word_wider_than_a_line_is_broken_and_no_letter_is_lost():
    words = "see " + "m" * 80 + " and more"
    lines = sheets.wrap(words, 1.5).split("\n")
    assert all(sheets.text_width(line) <= 1.5 for line in lines) and "".join(lines).replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("width", [89, 183])
def test_a_long_source_line_stands_between_the_edges_and_below_the_chart(width):
    line = "bluebook record 0.2.0, CC BY 4.0 · events: ICEWS · figure country-pair-can-usa-2022-01-2022-08-twenty-letters-of-it-1f0c55d2-89mm-ja"
    page = sheets.sheet(width, 1.0, "t")
    signatures.sign(page.figure, line)
    signed = page.figure.texts[-1]
    with sheets.style():
        box = signed.get_window_extent(FigureCanvasAgg(page.figure).get_renderer()).transformed(page.figure.dpi_scale_trans.inverted())
    wide, high = page.figure.get_size_inches()
    assert box.x0 > 0 and box.x1 <= wide - sheets.MARGIN + 0.01 and box.y0 >= 0
    assert box.y1 <= high - page.top - page.height and signed.get_text().replace("\n", " ").count("country-pair-can") == 1
