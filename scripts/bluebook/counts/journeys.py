"""A second government's lists beside the record: which journeys and meetings both have, which only one, and why.

Both sides are reduced to the same four facts: the traveller's rank, the country, the first and the last day. Frame in,
frame out.
"""

from __future__ import annotations

import pandas as pd

LISTS = {"president_travels": "president", "secretary_travels": "secretary", "leader_visits": "prime_minister"}
OFFICES = {("USA", "President"): "president", ("USA", "Secretary of State"): "secretary",
           ("JPN", "Prime Minister"): "prime_minister"}  # fmt: skip
MET = {"summit": "president", "foreign_ministers": "secretary", "2+2": "secretary"}  # level -> traveller, outside their country
COLUMNS = ["side", "kind", "start", "end", "who", "rank", "country", "occasion", "multilateral", "ids"]


def theirs(historian: pd.DataFrame) -> pd.DataFrame:
    """Return the journeys on the American lists, one per row, in order of time.

    Columns: side (theirs), kind (journey), start, end, who, rank (president, secretary, prime_minister), country (visited),
    occasion, multilateral, ids (tuple of their own ids).
    """
    rows = [["theirs", "journey", row["start_date"], row["end_date"], _family(row["traveller"], row["traveller_country"]),
             LISTS[row["list"]], row["visited_country"], row["remarks"], False, (row["historian_id"],)]
            for row in historian.to_dict("records")]  # fmt: skip
    return _in_order(rows)


def ours(visits: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return what the record has of the same kind, one per row, in order of time, with the columns of `theirs`.

    journey: a visit made between Japan and the United States; if no last day is known, the first is used.
    meeting: an in-person event with the United States that was not held on such a journey of one of its own leads in the
    country visited; those of one day, country and rank are one row. rank is other if their lists include nobody of that rank.
    """
    pair = visits["traveller_country"].isin(["JPN", "USA"]) & visits["visited_country"].isin(["JPN", "USA"])
    made = visits[pair & (visits["status"] == "made") & (visits["start_date"].str.len() == 10)]
    journeys = [_journey(row, _shared(made)) for row in made.to_dict("records")]
    met = events[events["partners"].map(lambda codes: "USA" in codes).astype(bool) & (events["channel"] == "in_person")]
    loose = [row for row in met.to_dict("records") if not _on_a_journey(row, made)]
    return _in_order(journeys + _meetings(loose))


def _shared(made: pd.DataFrame) -> set[str]:
    """Return the family names that more than one traveller has."""
    people = made[["traveller", "traveller_country"]].drop_duplicates()
    names = pd.Series([_family(*pair) for pair in people.itertuples(index=False)], dtype=str)
    return set(names[names.duplicated()])


def _journey(row: dict, shared: set[str]) -> list:
    rank = OFFICES.get((row["traveller_country"], row["traveller_role"]), "other")
    name = _family(row["traveller"], row["traveller_country"])
    return ["ours", "journey", pd.Timestamp(row["start_date"]), pd.Timestamp(row["end_date"] or row["start_date"]),
            row["traveller"] if name in shared else name, rank, row["visited_country"], row["occasion"],
            str(row["kind"]) == "multilateral", (row["visit_id"],)]  # fmt: skip


def _on_a_journey(event: dict, made: pd.DataFrame) -> bool:
    """Tell whether an event was held on a journey of one of its leads, in the country visited, on a day of it.

    A plurilateral row does not always name all its leads, so for these any journey counts.
    """
    day = event["date"].strftime("%Y-%m-%d")
    own = made["traveller"].isin([*event["japan_lead"], *event["partner_leads"]]) | (event["format"] == "plurilateral")
    last = made["end_date"].where(made["end_date"] != "", made["start_date"])
    return bool((own & (made["visited_country"] == event["venue_country"]) & (made["start_date"] <= day) & (last >= day)).any())


def _meetings(events: list[dict]) -> list[list]:
    days: dict[tuple, list[dict]] = {}
    for event in events:
        days.setdefault((event["date"], event["venue_country"], _met_rank(event)), []).append(event)
    return [["ours", "meeting", day, day, _met_by(held[0]), rank, country, held[0]["occasion"], False,
             tuple(event["event_id"] for event in held)] for (day, country, rank), held in days.items()]  # fmt: skip


def _met_rank(event: dict) -> str:
    """Return whose journey their lists would name: their own traveller's, or in their country the Prime Minister's."""
    if event["venue_country"] == "USA":
        return "prime_minister" if event["level"] == "summit" else "other"
    return MET.get(str(event["level"]), "other")


def _met_by(event: dict) -> str:
    """Return the family name of the American lead, where one lead per partner is named, else of Japan's."""
    if len(event["partner_leads"]) == len(event["partners"]):
        return _family(event["partner_leads"][event["partners"].index("USA")], "USA")
    return _family(next(iter(event["japan_lead"]), ""), "JPN")


def _family(name: str, country: str) -> str:
    """Return the family name: the last word, or in Japan the one before it, as titles and given names stand around it.

    Washington's lists write Shinzō Abe with the family name last, and all later Prime Ministers with it first.
    """
    words = name.split()
    return words[-2] if country == "JPN" and len(words) > 1 and words[-1] != "Abe" else words[-1] if words else ""


def _in_order(rows: list[list]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values(["start", "end", "rank", "who", "ids"], kind="stable", ignore_index=True)


def compare(their: pd.DataFrame, our: pd.DataFrame) -> pd.DataFrame:
    """Return every row of both sides with its verdict, in order of time.

    Columns of `theirs` plus verdict (matched, only_theirs, only_ours, repeated), why (a code of historian_why) and with (the
    place in this frame of the rows of the other side that it is tied to, a tuple). Two rows are tied if rank and country
    agree and the days overlap. A journey of theirs is tied to a journey of ours or, if there is none, to the meetings held
    during it. A row of theirs that repeats an earlier one is not tied.
    """
    both = pd.concat([their, our], ignore_index=True)
    twice = (both["side"] == "theirs") & both.duplicated(["side", "start", "end", "who", "rank", "country"])
    ties = {place: _ties(both, place) for place in both.index[(both["side"] == "theirs") & ~twice]}
    back: dict[int, list[int]] = {}
    for place, found in ties.items():
        for other in found:
            back.setdefault(other, []).append(place)
    both["with"] = [tuple(ties.get(place, back.get(place, []))) for place in both.index]
    judged = [_judged(row, both, twice[place]) for place, row in zip(both.index, both.to_dict("records"), strict=True)]
    return both.assign(verdict=[verdict for verdict, _ in judged], why=[why for _, why in judged])


def _ties(both: pd.DataFrame, place: int) -> list[int]:
    row = both.loc[place]
    near = both[(both["side"] == "ours") & (both["rank"] == row["rank"]) & (both["country"] == row["country"])
                & (both["start"] <= row["end"]) & (both["end"] >= row["start"])]  # fmt: skip
    journeys = near[near["kind"] == "journey"]
    return list((journeys if len(journeys) else near).index)


def _judged(row: dict, both: pd.DataFrame, twice: bool) -> tuple[str, str]:
    """Return the verdict on a row and why."""
    if twice:
        return "repeated", "listed_twice"
    if row["with"]:
        return "matched", _matched(row, both.loc[list(row["with"])])
    if row["side"] == "theirs":
        return "only_theirs", "no_row"
    return "only_ours", "rank" if row["rank"] == "other" else "multilateral" if row["multilateral"] else "no_journey"


def _matched(row: dict, others: pd.DataFrame) -> str:
    if "meeting" in (row["kind"], *others["kind"]):
        return "meeting_alone" if row["country"] in ("JPN", "USA") else "during_journey"
    same = (others["start"] == row["start"]) & (others["end"] == row["end"])
    return "same_days" if same.any() else "days_differ"


def within(compared: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Tell which rows overlap the days from first to last; none if last is before first."""
    return (compared["start"] <= last) & (compared["end"] >= first) & (first <= last)


def between(compared: pd.DataFrame) -> pd.DataFrame:
    """Return their journeys between the two countries without repeats: those that can be compared with the record."""
    own = (compared["side"] == "theirs") & compared["country"].isin(["JPN", "USA"])
    return compared[own & (compared["verdict"] != "repeated")]


def verdicts(compared: pd.DataFrame) -> pd.DataFrame:
    """Return the number of rows by verdict and reason (index) and side (columns)."""
    counted = compared.groupby(["verdict", "why", "side"]).size().unstack("side", fill_value=0)
    return counted.reindex(columns=["theirs", "ours"], fill_value=0).astype(int)


def apart(compared: pd.DataFrame) -> pd.DataFrame:
    """Return their journeys whose days differ from ours: who, country, and the days as each side has them."""
    rows = compared[(compared["side"] == "theirs") & (compared["why"] == "days_differ")]
    other = compared.loc[[place[0] for place in rows["with"]]]
    days = {f"{side} {end}": list(frame[end].dt.strftime("%Y-%m-%d")) for side, frame in (("their", rows), ("our", other))
            for end in ("start", "end")}  # fmt: skip
    return pd.DataFrame({"who": list(rows["who"]), "country": list(rows["country"])} | days)


def marks(compared: pd.DataFrame) -> pd.DataFrame:
    """Return one row per mark drawn: side, kind, who, country, start, end, verdict, why, days and event_ids."""
    rows = compared.assign(days=(compared["end"] - compared["start"]).dt.days + 1, event_ids=compared["ids"].map(";".join))
    rows = rows.assign(**{end: rows[end].dt.strftime("%Y-%m-%d") for end in ("start", "end")})
    kept = ["side", "kind", "who", "country", "start", "end", "verdict", "why", "days", "event_ids"]
    return rows[kept].reset_index(drop=True)
