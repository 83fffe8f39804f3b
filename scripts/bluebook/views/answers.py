"""What the record can answer, in words: asked by each notebook before it speaks.

Where nothing was collected there is one sentence, the silence, and no number. Where the record may lack something, a number is
"at least"; the years that were not collected stand beside the period. A bare number needs a published total that is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from bluebook import parameters
from bluebook.counts import coverages, matches, spans, tallies
from bluebook.counts.coverages import Known
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import lists, words
from bluebook.views.coverages import strung, years


@dataclass(frozen=True)
class Answer:
    """What the record can say about a question, and how a sentence may say it.

    silent: the wording that says that nothing was collected. limits: further wordings for what the answer leaves out.
    """

    asked: parameters.Asked
    known: Known
    silent: str
    limits: Sequence[tuple[str, Mapping[str, object]]] = ()
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def silence(self) -> str:
        """The sentence, without its stop, that says that nothing was collected; empty where something was."""
        if self.known.state != "none":
            return ""
        said = words.say(self.silent, self.asked, **self.values)
        return said[0].upper() + said[1:]

    @property
    def collected(self) -> bool:
        """Tell whether anything that was asked about was collected."""
        return self.known.state != "none"

    @property
    def least(self) -> str:
        """The words before a number that may be too low; empty where a published total is met."""
        said = tables.say("at_least", self.asked.lang) + (" " if self.asked.lang == "en" else "")
        return "" if self.known.state == "complete" else said

    @property
    def period(self) -> str:
        """The period with what of it the answer leaves out: 2013–2025 (2013–2020 not collected)."""
        lang = self.asked.lang
        parts = [tables.say("period_missing", lang, years=years(self.known.missing, lang))] if self.known.missing else []
        if narrow := self.known.narrow:
            form = "period_narrow" if len(narrow) < len(self.asked.years) else "period_narrow_all"
            parts.append(tables.say(form, lang, years=years(narrow, lang)))
        parts += [tables.say(form, lang, **values) for form, values in self.limits]
        return tables.say("period_but", lang, period=self.asked.period, but=strung(parts, lang)) if parts else self.asked.period

    @property
    def bounds(self) -> dict[str, object]:
        """What a title has to say beside its numbers: at least, and the period with what is left out."""
        return {"least": self.least, "period": self.period}

    @property
    def words(self) -> dict[str, object]:
        """The bounds and the partner's name."""
        return self.bounds | {"name": self.asked.name}

    def title(self, text: str) -> str:
        """Return a title, or the silence where nothing was collected."""
        return self.silence or text[0].upper() + text[1:]

    def say(self, wording: str, rows: pd.DataFrame | None = None, part: str = "", **more: object) -> str:
        """Return a title of terms.csv about this question, with its bounds.

        part: the name of a value that counts some of `n`; where it is all of them, it can't be too low.
        """
        bounds = self.bounds | ({"least": ""} if part and more[part] == more["n"] else {})
        return self.title(words.say(wording, self.asked, rows, **bounds | more))

    def sentence(self, text: str) -> str:
        """Return computed sentences of a notebook, or the silence and nothing else."""
        return self.silence + tables.say("stop", self.asked.lang) if self.silence else text

    def told(self, wording: str, **values: object) -> str:
        """Return the sentences of a notebook that a wording of terms.csv makes, or the silence and nothing else."""
        return self.sentence(words.say(wording, self.asked, **values))


def of_lanes(asked: parameters.Asked, lanes: Sequence[str] = tallies.LANES) -> Answer:
    """Return what the record can answer about some lanes of one partner, or of all."""
    every = coverages.of_partner(tables.coverage(), asked.partner, asked.years)
    nothing = (every == "none").all(axis=None)
    silent = "silence_all" if asked.partner == "ALL" else "silence_pair" if nothing else "silence_top"
    return Answer(asked, coverages.known(every.loc[list(lanes)]), silent)


def lanes(rows: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> str:
    """Return each lane with its number and channels; status: how complete it is, by lane and year."""
    labels = tables.labels("lane", lang)
    return strung([lane(label, rows[rows["lane"] == code], status.loc[code], lang) for code, label in labels.items()], lang)


def lane(label: str, rows: pd.DataFrame, status: pd.Series, lang: str = "en") -> str:
    """Return a lane with its number, at least where the record of some year (index) may lack something."""
    known = coverages.known(coverages.one_lane(status))
    if known.state == "none":
        return words.headed(label, tables.say("status_none", lang), lang)
    least = "" if known.state == "complete" else tables.say("at_least", lang) + (" " if lang == "en" else "")
    form = "said_lane_channels" if len(rows) else "said_lane"
    return tables.say(form, lang, label=label, number=f"{least}{len(rows)}", channels=words.channels_in_words(rows, lang))


def of_documents(asked: parameters.Asked) -> Answer:
    """Return what the record can answer about the documents of one partner."""
    status = tallies.collected(tables.coverage(), asked.partner, asked.years)
    return Answer(asked, coverages.known(coverages.one_lane(spans.documents_collected(status))), "silence_pair")


def of_visits(asked: parameters.Asked) -> Answer:
    """Return what the record can answer about the visits between Japan and one partner."""
    status = tallies.collected(tables.coverage(), asked.partner, asked.years)
    silent = "silence_pair" if (status == "none").all(axis=None) else "silence_visits"
    return Answer(asked, coverages.known(coverages.one_lane(spans.visits_collected(status, asked.partner))), silent)


def of_partners(asked: parameters.Asked) -> Answer:
    """Return what the record can answer about the bilateral engagements with all partners."""
    status = coverages.of_partner(tables.coverage(), "ALL", asked.years, tallies.TOP)
    return Answer(asked, coverages.known(status), "silence_all")


def of_formats(asked: parameters.Asked) -> Answer:
    """Return what the record can answer about engagements of more than two sides."""
    status = coverages.of_formats(tables.coverage(), asked.years)
    silent = "silence_all" if (status == "none").all(axis=None) else "silence_formats"
    return Answer(asked, coverages.known(status.loc[coverages.GROUPS]), silent)


def of_lists(asked: parameters.Asked) -> Answer:
    """Return what the record can answer about the lists of the Office of the Historian: nothing outside their days."""
    listed = [pd.Timestamp(day) for day in lists.LISTED]
    inside = [listed[0].year <= year <= listed[1].year for year in asked.years]
    silent = asked.first > listed[1] or asked.last < listed[0]
    missing = tuple(year for year, holds in zip(asked.years, inside, strict=True) if not holds)
    ends = {"first": periods.month(listed[0], asked.lang), "last": periods.month(listed[1], asked.lang)}
    cut = asked.last > listed[1] and listed[1].year in asked.years
    limits = (("period_lists", {"last": ends["last"]}),) if cut else ()
    return Answer(asked, Known("none" if silent else "partial", missing), "silence_lists", limits, ends)


def of_statements(asked: parameters.Asked, partners: Iterable[str] = ("USA", "CAN")) -> Answer:
    """Return what the record can answer about the statements of an overview: those of its years alone, and never whole
    where the record of one of its partners is not."""
    there = {int(when[:4]) for when in tables.statements()["date"]}
    bare = pd.Series(["none"] * len(asked.years), pd.Index(asked.years, name="year"))
    read = {code: coverages.of_partner(tables.coverage(), code, asked.years, tallies.TOP) for code in partners}
    parts = [bare.where(~bare.index.isin(there), status.loc[lane]) for status in read.values() for lane in tallies.TOP]
    return Answer(asked, coverages.known(pd.DataFrame(parts)), "silence_statements")


def of_file(asked: parameters.Asked, days: Iterable[object], pair_there: bool) -> Answer:
    """Return what an event file can answer about a pair: days are those on which it has events of anybody."""
    has, every = coverages.of_days(days, asked.first, asked.last)
    known = coverages.in_file(has, every, pair_there)
    limits = (("period_days", {"has": f"{has:,}", "n": f"{every:,}"}),) if 0 < has < every else ()
    silent = "silence_file" if not has else "silence_file_pair"
    return Answer(asked, known, silent, limits, {"file": words.file(asked), "pair": asked.pair})


def of_machine(asked: parameters.Asked) -> Answer:
    """Return what the counts of ICEWS can answer about Japan and a partner, and how complete the record beside them is."""
    pair = matches.between(tables.icews(), "JPN", asked.partner)
    has, _ = coverages.of_days(tables.icews()["date"], asked.first, asked.last)
    record = coverages.known(coverages.of_partner(tables.coverage(), asked.partner, asked.years))
    state = "none" if not has or pair.empty else record.state
    return Answer(asked, Known(state, record.missing, record.narrow), "silence_machine")
