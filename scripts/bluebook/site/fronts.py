"""The pages that lead to the others: the front page, the lists of notebooks and figures, a page for each figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from bluebook.counts import reconciliations
from bluebook.figures import galleries, records
from bluebook.ground import fingerprints, paths
from bluebook.record import tables
from bluebook.site import articles, bases, catalogues, cells, choices, frames, kept, labels, passages, plates, timelines, words
from bluebook.site.grids import Shown
from bluebook.views import claims, names

LISTED = 100  # rows on the page of a figure; its CSV has all
THUMBS, SCREENS = "figures/small/{}.png", "figures/screen/{}.png"  # pictures for the screen, from the site's root


def front(lang: str, shown: Sequence[Shown]) -> str:
    """Return the front page of one language."""
    home = words.root(words.tree(lang))
    sums = _sums(*(fingerprints.of_file(paths.data() / f"{name}.csv") for name in ("claims", "events", "leads", "coverage")))
    figure = galleries.LANDING[lang]
    folder = plates.every({one.figure: one.folder for one in shown})[figure]
    return _filled("front.html", lang, sums=list(totals(sums, lang)), counts=counts(), verdicts=verdicts(sums),
                   timeline=timeline(lang), plate=plates.plate(figure, folder, lang, home, SCREENS.format(figure)))  # fmt: skip


def timeline(lang: str) -> Markup:
    """Return the small timeline of the front page."""
    said = cells.words(lang)
    partners = catalogues.options("partner", cells.raw("events"), said)
    return timelines.section(said, "record/", timelines.SMALL, "front_timeline", partners)


@lru_cache(maxsize=1)
def _sums(*_: str) -> pd.DataFrame:
    return reconciliations.reconcile(tables.claims(), tables.events(), tables.leads(), tables.coverage())


def _filled(name: str, lang: str, **values: Any) -> str:
    return frames.template(name).render(lang=lang, say=partial(_said, lang), **values)


def _said(lang: str, key: str, **values: object) -> str:
    return words.say(key, lang, **values)


def counts() -> dict[str, int]:
    """Return the numbers of the front page's first sentences."""
    events, leads = tables.events(), tables.leads()
    partners = {code for codes in events["partners"] for code in codes}
    missing = (leads["status"] == "open") & (leads["event_id"] == "")  # the others only lack a better page for a row
    return {"events": len(events), "partners": len(partners), "leads": int(missing.sum())}


def verdicts(sums: pd.DataFrame) -> dict[str, int]:
    """Return how many published totals agree, can be compared with the record, lie outside it, count something else."""
    found = sums["verdict"].value_counts()
    compared = sums["verdict"].isin(["same", "short", "over"]).sum()
    return {"same": int(found.get("same", 0)), "n": int(compared), "outside": int(found.get("outside_coverage", 0)),
            "other": int(found.get("not_comparable", 0))}  # fmt: skip


def totals(sums: pd.DataFrame, lang: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the front page's table: every published total that can be compared with the record."""
    compared = sums[sums["verdict"].isin(["same", "short", "over"])]
    order = {"partner": False, "period_start": True, "period_end": True, "level": True}
    rows = compared.sort_values(list(order), ascending=list(order.values()), kind="stable")
    for row in rows.to_dict("records"):
        yield {"partner": tables.country(row["partner"], lang), "counted": claims.heading(row, lang),
               "published": labels.total(row["published"], lang), "coded": labels.total(row["coded"], lang),
               "publication": names.publication(row["publication"], lang), "verdict": row["verdict"],
               "said": claims.verdict(row, lang)}  # fmt: skip


def notebooks(lang: str, shown: Sequence[Shown]) -> str:
    """Return the list of all notebooks in one language."""
    home = words.root(words.tree(lang) + "notebooks/index.html")
    cards = [{"href": home + words.tree(lang) + one.path, "title": passages.title(one.run.notebook, lang),
              "text": plates.record(one.figure, one.folder)["title"], "answer": True,
              "picture": home + THUMBS.format(one.figure)}
             for one in articles.order(shown, lang)]  # fmt: skip
    return _filled("cards.html", lang, title=words.say("notebooks_title", lang), lede=words.say("notebooks_lede", lang),
                   groups=[("", cards)])  # fmt: skip


def gallery(lang: str) -> str:
    """Return the list of all published figures, by notebook."""
    home, known = words.root(words.tree(lang) + "figures/index.html"), galleries.opened(records.every(), lang)
    groups = [(passages.title(notebook.removesuffix(".ipynb"), lang), [_card(each, home) for each in group])
              for notebook, group in groupby(known, key=lambda each: each["notebook"])]  # fmt: skip
    return _filled("cards.html", lang, title=words.say("figures_title", lang),
                   lede=words.say("figures_lede", lang, n=len(known)), groups=groups)  # fmt: skip


def pictured(shown: Sequence[Shown]) -> set[str]:
    """Return the ids of the figures that stand in a list as small pictures."""
    return {known["id"] for known in records.every()} | {
        one.figure for lang in words.LANGS for one in articles.order(shown, lang)
    }


def _card(known: Mapping[str, Any], home: str) -> dict[str, str]:
    return {"href": f"{known['id']}.html", "title": known["title"], "text": known["id"], "lang": known["lang"],
            "picture": home + THUMBS.format(known["id"])}  # fmt: skip


def figure_page(figure_id: str, folder: Path, lang: str, shown: Mapping[str, Shown]) -> str:
    """Return the page of one figure: the figure, its notebook, and the rows behind it.

    shown: the run that draws it, by id, where the site shows one.
    """
    one = shown.get(figure_id)
    rows = [[row.said, row.place, row.english] for row in bases.bases(plates.record(figure_id, folder)["rows"][:LISTED], lang)]
    run = one and [one.run.notebook, one.lang, one.path, one.given]
    read = [plates.prints(figure_id, folder), rows, run, cells.prints("events")]
    return kept.text("figure", [figure_id, lang, read], partial(_figure_page, figure_id, folder, lang, one))


def _figure_page(figure_id: str, folder: Path, lang: str, one: Shown | None) -> str:
    root = words.root(words.tree(lang) + f"figures/{figure_id}.html")
    known, home = plates.record(figure_id, folder), root + words.tree(lang)
    notebook = known["notebook"].removesuffix(".ipynb")
    place = root + words.tree(one.lang) + one.path if one else f"{home}notebooks/{notebook}.html"
    plate = plates.plate(figure_id, folder, lang, root, lead=False)
    return _filled("figure.html", lang, record=known, rows=bases.bases(known["rows"][:LISTED], lang), all=len(known["rows"]),
                   root=root, home=home, plate=plate, corrected=corrected(known["rows"]),
                   heading=cells.words(lang).say("corrections"),
                   place=place, notebook=passages.title(notebook, lang), command=_command(known, one))  # fmt: skip


def corrected(rows: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return the corrections of rows: the event, the version that first has them, and the columns, newest version first."""
    drawn, found = set(rows), defaultdict(list)
    for change in cells.raw("corrections"):
        if change["event_id"] in drawn:
            found[change["version"], change["event_id"]].append(change["column"])
    return [(event, version, ", ".join(columns)) for (version, event), columns in sorted(found.items(), reverse=True)]


def _command(known: Mapping[str, Any], one: Shown | None) -> str:
    published = (paths.figures() / f"{known['id']}.json").exists()
    return f"bluebook figures {known['id']}" if published or not one else choices.command(one)
