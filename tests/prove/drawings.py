"""Errors in the figures: what is drawn is bent after the counting, the code of a chart is changed, a published file is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from prove import cells, mutations
from prove.plants import ROOT, Plant, some, source

TAKEN = """
def bend(chart):
    marks = [m for axes in chart.axes if axes.get_gid() != "legend" for m in [*axes.patches, *axes.collections, *axes.lines]]
    words = [text for axes in [chart, *chart.axes] for text in axes.texts if len(text.get_text()) > 2]
    keys = [text for axes in chart.axes if axes.get_gid() == "legend" for text in axes.texts] or chart.texts[1:]
    shown = [text for text in keys if len(text.get_text()) > 2 and text.get_text()[0].isalpha()]
    {}
try:
    bend(chart)
except Exception as error:
    raise SystemExit(f"not bent: {{error!r}}")
"""
BENT = {  # what -> statements that bend `chart`
    "one bar's height": """mark = next(m for m in marks if any(hasattr(m, f"set_{way}") for way in ("height", "offsets", "ydata", "xy", "radius")))
    if hasattr(mark, "set_height"): mark.set_height(mark.get_height() * 1.5)
    elif hasattr(mark, "set_segments"): mark.set_segments([points + [0, 1] for points in mark.get_segments()])
    elif hasattr(mark, "set_offsets"): mark.set_offsets(mark.get_offsets() + 1)
    elif hasattr(mark, "set_ydata"): mark.set_ydata([y + 1 for y in mark.get_ydata()])
    elif hasattr(mark, "set_xy"): mark.set_xy(mark.get_xy() + 1)
    else: mark.set_radius(mark.get_radius() * 2)""",
    "two labels swapped": """one, other = words[-1], next(w for w in words[-2::-1] if w.get_text() != words[-1].get_text())
    a, b = one.get_text(), other.get_text()
    one.set_text(b), other.set_text(a)""",
    "an axis reversed": """next(a for a in chart.axes[::-1] if a.get_gid() != "legend").invert_xaxis()""",
    "a legend reordered": """one, other = shown[0], next(w for w in shown[1:] if w.get_position() != shown[0].get_position())
    a, b = one.get_position(), other.get_position()
    one.set_position(b), other.set_position(a)""",
    "a title's country": """title = chart.get_suptitle()
    for one, other in (("United States", "United Kingdom"), ("Japan", "Korea"), (title, title[::-1])):
        if one in title:
            chart.suptitle(title.replace(one, other))
            break""",
    "colours swapped": """from matplotlib.colors import to_rgba
    def colour(mark):
        found = mark.get_facecolor()
        return tuple(found[0]) if getattr(found, "ndim", 1) == 2 and len(found) else tuple(to_rgba(tuple(found)))
    painted = [m for m in marks if hasattr(m, "set_facecolor") and (getattr(m.get_facecolor(), "ndim", 1) == 1 or len(m.get_facecolor()))]
    one = painted[0]
    other = next((m for m in painted if colour(m) != colour(one)), None)
    a, b = colour(one), colour(other) if other else (1, 0, 0, 1)
    one.set_facecolor(b)
    if other: other.set_facecolor(a)""",
}  # fmt: skip
FURTHER = {  # module of charts -> published figures that reach what the default one does not
    "lanes": ("timeline-usa-2022", "timeline-usa-2021-2025", "visits-can-2021-2025"), "timelines": ("historian-2022-89mm",),
    "multiples": ("country-pair-gbr-usa-2009-2024-historian",), "checklists": ("statements-2022",),
    "spines": ("years-usa-2013-2025-card",), "spine_layouts": ("years-usa-2013-2025-89mm", "years-usa-2013-2025-card"),
    "rankings": ("leaders-all-2013-2025",),
}  # fmt: skip
CHARTS = {  # module of charts -> its tests, the notebook that draws with it
    "blocks": ("charts/test_charts.py", "02-tempo"), "checklists": ("counts/test_statements.py", "13-statements"),
    "daystrips": ("counts/test_matches.py", "15-machine-coded"), "lanes": ("charts/test_timeline.py", "09-visits"),
    "maps": ("counts/test_places.py", "06-places"), "matrices": ("counts/test_gatherings.py", "11-formats"),
    "multiples": ("counts/test_pairs.py", "14-country-pair"), "ranks": ("counts/test_partners.py", "10-partners"),
    "shares": ("counts/test_themes.py", "13-statements"),
    "sheets": ("charts/test_charts.py", "02-tempo"), "strips": ("counts/test_lengths.py", "05-channels"),
    "tiles": ("counts/test_agendas.py", "07-agenda"), "timelines": ("counts/test_journeys.py", "12-historian"),
    "spines": ("charts/test_spines.py", "16-years"), "spine_layouts": ("charts/test_spines.py", "16-years"),
    "pairings": ("charts/test_pair_charts.py", "17-leaders"), "rankings": ("charts/test_pair_charts.py", "17-leaders"),
    "milestones": ("charts/test_milestones.py", "18-beginnings"), "threads": ("charts/test_threads.py", "19-outcomes"),
    "skylines": ("charts/test_skylines.py", "20-margins"),
}  # fmt: skip


def every() -> list[Plant]:
    """Return every error planted in the figures."""
    return [*bent(), *charts(), *published()]


def bent() -> Iterator[Plant]:
    """Yield each notebook's drawing bent in each way, after it was drawn and before it becomes a picture."""
    books = (ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")
    for name in sorted(file.stem for file in books if file.stem != "00-start"):
        book = json.loads(source(f"notebooks/{name}.ipynb"))
        place, text = next((n, "".join(cell["source"])) for n, cell in enumerate(book["cells"])
                           if cell["cell_type"] == "code" and "picture = pictures.Picture(" in "".join(cell["source"]))  # fmt: skip
        for what, statements in BENT.items():
            new = text.replace("picture = pictures.Picture(", f"{TAKEN.format(statements)}picture = pictures.Picture(")
            change = (what, f"the drawing of {name}", "bent", new)
            yield cells.planted("figures", name, place, change, (("figure gate", cells.default(name)),))


def charts() -> Iterator[Plant]:
    """Yield errors in the code of the charts, of the same sorts as in the counting."""
    for module, (unit, name) in CHARTS.items():
        file = f"scripts/bluebook/charts/{module}.py"
        text = source(file)
        found = sorted({change for change in mutations.changes(text) if change[0] != "a grouping key"}, key=lambda c: c[1:4])
        for change in some(found, 2, file):
            gates = (("unit tests", (unit,)), ("figure gate", (*cells.default(name), *FURTHER.get(module, ()))))
            yield mutations.changed("figures", file, text, (f"{change[0]} of a chart", *change[1:]), gates)


def published() -> Iterator[Plant]:
    """Yield published files that were changed by hand."""
    for figure_id, ending, old, new in (
        ("tempo-usa-2022", "csv", "summit,2022-05,in_person,1", "summit,2022-05,in_person,2"),
        ("tempo-can-2022", "svg", "#0b4a6f", "#d55e00"),
        ("reconcile-usa-2022", "svg", "the United States", "the United Kingdom"),
        ("partners-2022", "csv", "USA", "CAN"),
        ("tempo-usa-2022", "json", "21 summits", "22 summits"),
        ("tempo-usa-2022", "json", "0.94", "0.49"),
        ("reconcile-can-2022", "json", "Canada", "Denmark"),
    ):
        file = f"figures/{figure_id}.{ending}"
        text = source(file)
        line = text[: text.index(old)].count("\n") + 1
        gates = (("files", (figure_id,)), ("figure gate", (figure_id,)))
        yield Plant("figures", "a published file", file, line, old, new, {file: re.sub(re.escape(old), new, text, count=1)}, gates)
    for figure_id in ("tempo-usa-2022", "places-usa-2022"):
        picture = (ROOT / "figures" / f"{figure_id}.png").read_bytes()
        half = len(picture) // 2
        changed = picture[:half] + bytes([picture[half] ^ 1]) + picture[half + 1 :]
        file = f"figures/{figure_id}.png"
        yield Plant("figures", "a published file", file, 1, "a bit", "turned", {file: changed}, (("files", (figure_id,)),))
