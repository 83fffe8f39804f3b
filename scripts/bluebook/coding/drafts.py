"""A page in, a draft of each event on it out: the cells of the row with what they rest on, and what else the page names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from bluebook.coding import (
    anchors,
    channels,
    clocks,
    days,
    documents,
    labels,
    leads,
    lengths,
    levels,
    occasions,
    pages,
    partners,
    topics,
    totals,
    venues,
)
from bluebook.coding.cells import Cell, Part
from bluebook.coding.known import Known
from bluebook.coding.names import Named
from bluebook.coding.pages import Page
from bluebook.coding.totals import Total
from bluebook.ground.refusals import Refused, nearest
from bluebook.record.referee.pages import publisher
from bluebook.record.values import is_address

FIELDS = ("date", "date_jst", "start_local", "duration_min", "partners", "level", "channel", "label", "occasion", "venue_city",
          "venue_country", "japan_lead", "partner_leads", "topics")  # fmt: skip
REMOTE = ("telephone", "video")
EACH = re.compile(r"それぞれ|\brespectively\b|\bseparately\b")
JAPANS_CLOCK = {"JPN", "KOR", ""}  # countries where the day is that of Japan, and copies in Japanese
NAMES = {
    "MOFA": ("外務省", "Ministry of Foreign Affairs of Japan"),
    "Kantei": ("首相官邸", "総理の一日"),
    "State Department": ("Department of State", "Secretary Blinken"),
}


@dataclass(frozen=True)
class Draft:
    """The cells of one event, and the totals and documents named on the page."""

    cells: dict[str, Cell]
    issued: Cell
    claims: list[Total] = field(default_factory=list)
    documents: list[Cell] = field(default_factory=list)
    issuer: str = ""  # where several issue texts at the address: the one that the page names


def drafts(content: bytes, address: str, known: Known, issued: str = "") -> list[Draft]:
    """Return a draft per event on a saved page. Raises Refused where there is no event, or nobody known for the address.

    issued: the day of the page, for a text that was pasted without it.
    """
    issuer = _issuer(address, known)
    page = pages.read(content, address)
    own = days.issued(page)
    dated = own if own.value else Cell(issued, "given" if issued else "")
    named = _named_issuer(page, issuer)
    found = [replace(draft, issuer=named) for part in anchors.parts(page, dated) for draft in _drafts(part, known, issuer)]
    if not found:
        raise Refused("page: no sentence states a meeting or a call of Japan's leaders or ministers")
    return _apart(found)


def _issuer(address: str, known: Known) -> dict[str, str]:
    if not is_address(address):
        raise Refused(f'url: "{address}" is not an http or https address, as in https://www.mofa.go.jp/page.html')
    row = dict(publisher(address, known.publishers))
    if not row:
        host = urlsplit(address).hostname or address
        near = nearest(host, list(known.publishers), 0.7)
        hint = f'; did you mean "{near}"?' if near and near != host else ""
        raise Refused(f'url: "{host}" is not in publishers.csv, so it is not known who issued the page{hint}')
    return row


def _named_issuer(page: Page, issuer: dict[str, str]) -> str:
    """Return, of those who issue texts at an address, the one that the page names."""
    text = " ".join(sentence.text for sentence in page.sentences)
    own = [name for name in issuer["issuers"].split(";") if any(word in text for word in (name, *NAMES.get(name, ())))]
    return own[0] if len(own) == 1 else ""


def _drafts(part: Part, known: Known, issuer: dict[str, str]) -> list[Draft]:
    """Return the draft of a part, or one for each partner where the page says that they met one by one (それぞれ)."""
    how = channels.channel(part)
    abroad = not part.japanese and not set(issuer["country"].split(";")) & JAPANS_CLOCK
    day, japan = days.days(part, how.value in REMOTE, abroad)
    on = day.value or japan.value or part.issued.value
    ours, theirs = leads.leads(part, known, on) if on else ([], [])
    countries = sorted({each.holder.country for each in theirs})
    apart = len(countries) > 1 and EACH.search(part.anchor.text)
    sides = [[each for each in theirs if each.holder.country == code] for code in countries] if apart else [theirs]
    common = {"date": day, "date_jst": japan, "channel": how} | _shared(part, known, on, how.value)
    return [_draft(part, known, on, common, ours, side) for side in sides]


def _shared(part: Part, known: Known, on: str, how: str) -> dict[str, Cell]:
    """Return the cells that do not depend on who took part."""
    start, gathering = clocks.start(part, how in REMOTE), occasions.occasion(part, known, on, how not in REMOTE)
    city, country = venues.venue(part, known, gathering.value) if how == "in_person" else (Cell(), Cell())
    return {"start_local": start, "duration_min": lengths.length(part), "label": labels.label(part), "occasion": gathering,
            "venue_city": city, "venue_country": country}  # fmt: skip


def _draft(part: Part, known: Known, on: str, common: dict[str, Cell], ours: list[Named], theirs: list[Named]) -> Draft:
    whom = partners.partners(part, known, theirs)
    named = topics.topics(part, known.topic_words, whom.value, on)
    cells = common | {"partners": whom, "level": levels.level(part, ours, theirs), "topics": topics.cell(named),
                      "japan_lead": leads.cell(ours, part.anchor.line),
                      "partner_leads": leads.cell(theirs, part.anchor.line)}  # fmt: skip
    ordered = {name: cells[name] for name in FIELDS}
    return Draft(ordered, part.issued, totals.totals(part, on), documents.documents(part))


def _apart(found: list[Draft]) -> list[Draft]:
    """Return the drafts without those that state the first one's event again."""
    kept: dict[tuple[str, ...], Draft] = {}
    for draft in found:
        key = tuple(draft.cells[name].value for name in ("date", "partners", "level", "start_local"))
        kept.setdefault(key, draft)
    return [draft for draft in kept.values() if draft.cells["japan_lead"].value or draft is found[0]]
