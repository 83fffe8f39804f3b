"""What is drawn is what was counted: heights, places and words, read back from the drawing."""

import itertools
import subprocess
import sys
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from bluebook.charts import blocks, sheets
from bluebook.figures import artists

MONTHS = pd.DataFrame({"In person": [2, 0, 1], "Video": [0, 0, 1], "Telephone": [1, 0, 0]}, index=["2022-01", "2022-02", "2022-03"])


def drawn(frame=MONTHS, **more):
    panel = blocks.Panel("Summits", frame, **more)
    figure = blocks.unit_columns([panel], title="A title", note="A note", ticks={0: "Jan"}, bare="Not collected")
    return figure, artists.drawn(figure)[1]


def heights(axes):
    """Return how many blocks each series has at each place."""
    found = {}
    for gid, *_ in axes["bars"]:
        found[gid] = found.get(gid, 0) + 1
    return found


def test_every_engagement_is_one_block_at_its_month_in_its_series():
    _, axes = drawn()
    assert heights(axes) == {"2022-01|In person": 2, "2022-01|Telephone": 1, "2022-03|In person": 1, "2022-03|Video": 1}


def test_blocks_of_a_month_stand_one_on_another_and_have_the_same_height():
    _, axes = drawn()
    january = [bar for bar in axes["bars"] if bar[0].startswith("2022-01")]
    assert [round(bar[2]) for bar in january] == [0, 1, 2]
    assert {bar[4] for bar in january} == {0.94}


def test_an_altered_number_a_swapped_series_and_a_shifted_month_are_each_seen_in_the_drawing():
    _, axes = drawn()
    altered = MONTHS.assign(Telephone=[1, 1, 0])
    for changed in (altered, MONTHS[["Video", "In person", "Telephone"]], MONTHS.shift(1, fill_value=0)):
        assert drawn(changed)[1]["bars"] != axes["bars"]


def test_months_that_were_not_collected_have_a_grey_ground_and_a_legend():
    figure, axes = drawn(bare=[False, True, False])
    grounds = [bar for bar in axes["bars"] if bar[0] == "bare"]
    assert len(grounds) == 1 and grounds[0][1] == 0.5
    assert "Not collected" in artists.drawn(figure)[0]["words"]


def test_nothing_counted_is_drawn_as_an_empty_panel_not_a_failure():
    _, axes = drawn(MONTHS * 0)
    assert axes["bars"] == [] and axes["limits"][:2] == [-0.5, 2.5]


@pytest.mark.parametrize("width", [89, 183])
def test_a_title_is_broken_into_lines_that_fit_the_width(width):
    title = "Japan and the United States, 2022: 21 summits and foreign ministers' meetings, 12 in person and 8 by telephone"
    figure = blocks.unit_columns([blocks.Panel("x", MONTHS)], title=title, width=width)
    inner = width * sheets.MM - 2 * sheets.MARGIN
    assert all(sheets.text_width(line, weight="bold") <= inner for line in figure.get_suptitle().split("\n"))
    assert figure.get_suptitle().replace("\n", " ") == title


@pytest.mark.parametrize(("text", "width", "lines"), [
    ("", 1, [""]), ("wwww wwww wwww", 0.5, ["wwww", "wwww", "wwww"]), ("aa  bb", 9, ["aa  bb"]), ("wwww   wwww", 0.5, ["wwww", "wwww"]),
    ("wwww", 0.1, ["w", "w", "w", "w"]),
])  # fmt: skip
def test_a_line_takes_as_many_words_as_fit_and_breaks_a_word_that_is_wider_than_the_line(text, width, lines):
    assert sheets.wrap(text, width).split("\n") == lines


def test_a_title_does_not_end_on_a_line_of_one_word():
    full = next(words for words in range(1, 40) if "\n" in sheets.wrap("ii " * words + "over", 2))
    plain, even = (sheets.wrap("ii " * full + "over", 2, even=even).split("\n") for even in (False, True))
    assert plain[1:] == ["over"] and len(even) == 2 and " ".join(even) == " ".join(plain)
    assert sheets.text_width(even[1]) >= 0.5


def test_every_line_is_full_the_next_word_would_not_have_fitted():
    title = " ".join(f"{word} {'i' * (word % 7)}{'W' * (word % 3)}" for word in range(60))
    lines = sheets.wrap(title, 2).split("\n")
    assert " ".join(lines) == title and len(lines) > 5
    for line, after in itertools.pairwise(lines):
        assert sheets.text_width(line) <= 2 < sheets.text_width(f"{line} {after.split()[0]}")


FROM_MEMORY = """
import io, os, matplotlib
from matplotlib import font_manager
from bluebook.charts import sheets
from matplotlib.figure import Figure
def drawn(ending):
    with sheets.style():
        (figure := Figure()).text(0, 0, "Fiji, 日本")
        figure.savefig(buffer := io.BytesIO(), format=ending, metadata={"pdf": {"CreationDate": None}, "svg": {"Date": None}}.get(ending))
    return buffer.getvalue()
kept = [drawn(ending) for ending in ("png", "svg", "pdf")]
links = [os.readlink(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{number}")]
print([link for link in links if link.endswith(".ttf")], io.open is open)
font_manager._get_font = font_manager._get_font.__wrapped__
font_manager._get_font.cache_clear()
print([drawn(ending) for ending in ("png", "svg", "pdf")] == kept)
"""


@pytest.mark.skipif(matplotlib.__version_info__ >= (3, 12), reason="matplotlib does it itself: charts/typefaces.py can go")
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the files that are open in /proc")
def test_fonts_are_read_from_memory_and_draw_the_same_bytes():
    done = subprocess.run([sys.executable, "-c", FROM_MEMORY], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[] True", "True"]


def test_japanese_breaks_between_characters_and_never_before_a_full_stop():
    text = "日本と米国の首脳・外相間の会談、電話会談。" * 4
    lines = sheets.wrap(text, 1.5).split("\n")
    assert "".join(lines) == text and len(lines) > 3
    assert not any(line[0] in "、。・" for line in lines)


def test_all_text_stays_inside_the_figure():
    figure, _ = drawn()
    with sheets.style():
        figure.draw_without_rendering()
    for text in figure.findobj(lambda artist: hasattr(artist, "get_text") and artist.get_text()):
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= figure.bbox.x1 + 1 and box.y0 >= 0 and box.y1 <= figure.bbox.y1 + 1, text


def test_a_bar_of_blocks_has_as_many_blocks_as_its_counts_and_its_verdict_beside_it():
    bar = blocks.Bar("Summits, 2022", pd.Series({"coded": 3, "missing": 1}), "published: 4", "Short by 1")
    figure = blocks.unit_bars([bar], title="t", series={"coded": sheets.LOOKS[0], "missing": sheets.HOLLOW})
    page, axes = artists.drawn(figure)
    assert heights(axes) == {"Summits, 2022|coded": 3, "Summits, 2022|missing": 1}
    assert "Short by 1" in page["words"]


def test_a_figure_of_no_claims_says_so():
    page = artists.drawn(blocks.unit_bars([], title="t", empty="No published total."))[0]
    assert "No published total." in page["words"]


def test_drawing_leaves_the_readers_matplotlib_as_it_was():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawn()
    assert dict(mpl.rcParams) == before
