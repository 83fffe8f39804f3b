"""A page in, a draft of each event on it out: the cells of the row with what they rest on, and what else the page names."""

from __future__ import annotations

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
from bluebook.coding.pages import Page
from bluebook.coding.totals import Total
from bluebook.ground.refusals import Refused, nearest
from bluebook.record.referee.pages import publisher

FIELDS = ("date", "date_jst", "start_local", "duration_min", "partners", "level", "channel", "label", "occasion", "venue_city",
          "venue_country", "japan_lead", "partner_leads", "topics")  # fmt: skip
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
    found = [replace(_draft(part, known, issuer), issuer=named) for part in anchors.parts(page, dated)]
    if not found:
        raise Refused("page: no sentence states a meeting or a call of Japan's leaders or ministers")
    return _apart(found)


def _issuer(address: str, known: Known) -> dict[str, str]:
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


def _draft(part: Part, known: Known, issuer: dict[str, str]) -> Draft:
    how = channels.channel(part)
    remote = how.value in ("telephone", "video")
    abroad = not part.japanese and not set(issuer["country"].split(";")) & JAPANS_CLOCK
    day, japan = days.days(part, remote, abroad)
    on = day.value or japan.value or part.issued.value
    ours, theirs = leads.leads(part, known, on) if on else ([], [])
    start = clocks.start(part, remote)
    gathering = occasions.occasion(part, known, on, not remote)
    city, country = venues.venue(part, known, gathering.value) if how.value == "in_person" else (Cell(), Cell())
    whom = partners.partners(part, known, theirs)
    cells = {"date": day, "date_jst": japan, "start_local": start, "duration_min": lengths.length(part, start),
             "partners": whom, "level": levels.level(part, ours, theirs), "channel": how,
             "label": labels.label(part), "occasion": gathering, "venue_city": city, "venue_country": country,
             "japan_lead": leads.cell(ours, part.anchor.line), "partner_leads": leads.cell(theirs, part.anchor.line),
             "topics": topics.cell(topics.topics(part, known.topic_words, whom.value, on))}  # fmt: skip
    return Draft(cells, part.issued, totals.totals(part, on), documents.documents(part))


def _apart(found: list[Draft]) -> list[Draft]:
    """Return the drafts without those that state the first one's event again."""
    kept: dict[tuple[str, ...], Draft] = {}
    for draft in found:
        key = tuple(draft.cells[name].value for name in ("date", "partners", "level", "start_local"))
        kept.setdefault(key, draft)
    return [draft for draft in kept.values() if draft.cells["japan_lead"].value or draft is found[0]]
