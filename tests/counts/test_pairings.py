"""Who met whom: pairs, their numbers, their order."""

import pandas as pd
from bluebook.counts import holders, pairings, tallies

CHANNELS = ["in_person", "video", "telephone"]


def rows(*given):
    """Return rows from (lane, lead of Japan, partner, its leads joined by +, channel); their ids are e0, e1 …"""
    frame = pd.DataFrame(given, columns=["lane", "japan_lead", "partners", "partner_leads", "channel"])
    return frame.assign(lane=pd.Categorical(frame["lane"], tallies.LANES, ordered=True), date=pd.Timestamp("2020-06-01"),
                        channel=pd.Categorical(frame["channel"], CHANNELS, ordered=True),
                        partners=frame["partners"].str.split("+"), japan_lead=frame["japan_lead"].str.split("+"),
                        partner_leads=frame["partner_leads"].str.split("+"),
                        event_id=[f"e{number}" for number in range(len(frame))])  # fmt: skip


SIX = rows(("summit", "Abe", "USA", "Trump", "telephone"), ("summit", "Abe", "USA", "Trump", "in_person"),
           ("summit", "Abe", "EUU", "Tusk+Juncker", "in_person"), ("summit", "Suga", "USA", "Trump", "telephone"),
           ("foreign_ministers", "Kono", "USA", "Pompeo", "in_person"), ("with_others", "Abe", "USA+KOR", "Trump+Moon", "in_person"))
TERMS = holders.terms(pd.DataFrame([
    ("JPN", "head_of_government", "Abe", "2020-01-01", "2020-09-16"), ("JPN", "head_of_government", "Suga", "2020-09-16", "2020-12-31"),
    ("USA", "head_of_state", "Trump", "2017-01-20", "2020-12-31"), ("EUU", "head_of_organisation", "Tusk", "2020-01-01", "2020-01-31"),
    ("EUU", "head_of_organisation", "Juncker", "2020-01-01", "2020-02-29"), ("JPN", "foreign_minister", "Kono", "2020-01-01", "2020-12-31"),
    ("USA", "deputy", "Pompeo", "2020-01-01", "2020-12-31"),
], columns=["country", "office", "person", "from", "to"]).assign(
    **{"title": lambda frame: frame["person"], "from": lambda frame: pd.to_datetime(frame["from"]), "to": lambda frame: pd.to_datetime(frame["to"])}),
    pd.Timestamp("2020-01-01"), pd.Timestamp("2020-12-31"))  # fmt: skip


def ranked():
    return pairings.ranked(pairings.by_pair(pairings.faced(SIX)), TERMS)


def test_a_contact_stands_under_the_two_people_who_led_it_by_channel():
    found = pairings.by_pair(pairings.faced(SIX))
    assert found.loc[("summit", "Abe", "USA", "Trump")].to_dict() == {"in_person": ("e1",), "video": (), "telephone": ("e0",)}
    assert found.loc[("foreign_ministers", "Kono", "USA", "Pompeo"), "in_person"] == ("e4",)


def test_the_table_has_every_channel_and_the_long_form_its_columns_alone():
    faced = pairings.faced(SIX)
    assert list(faced.columns) == ["lane", "ours", "partner", "theirs", "date", "channel", "event_id"]
    table = pairings.by_pair(faced)
    assert list(table.columns) == CHANNELS and table.columns.name == "channel"


def test_of_pairs_with_as_many_contacts_and_days_the_first_by_name_stands_first():
    same = rows(*(("summit", ours, "CAN", theirs, "video") for ours, theirs in [("B", "C"), ("A", "D"), ("A", "C")]))
    found = pairings.ranked(pairings.by_pair(pairings.faced(same)), TERMS)
    assert [(ours, theirs) for _, ours, _, theirs in found.index] == [("A", "C"), ("A", "D"), ("B", "C")]


def test_a_contact_led_by_two_presidents_stands_under_both_pairs_and_one_with_others_under_none():
    found = pairings.by_pair(pairings.faced(SIX))
    assert found.loc[("summit", "Abe", "EUU", "Tusk"), "in_person"] == found.loc[("summit", "Abe", "EUU", "Juncker"), "in_person"] == ("e2",)
    assert "Moon" not in found.index.get_level_values("theirs") and len(found) == 5


def test_a_contact_under_two_pairs_is_one_contact():
    assert pairings.contacts(pairings.by_pair(pairings.faced(SIX))) == {"summit": 4, "foreign_ministers": 1}


def test_pairs_are_ranked_by_contacts_and_of_equals_who_had_less_time_stands_first():
    assert [(ours, theirs, n) for (_, ours, _, theirs), n in ranked()["n"].items()] == [
        ("Abe", "Trump", 2), ("Abe", "Tusk", 1), ("Abe", "Juncker", 1), ("Suga", "Trump", 1), ("Kono", "Pompeo", 1)]  # fmt: skip


def test_months_are_those_in_which_both_held_an_office_of_the_level():
    months = {(ours, theirs): number for (_, ours, _, theirs), number in ranked()["months"].items()}
    assert months == {("Abe", "Trump"): 9, ("Abe", "Tusk"): 1, ("Abe", "Juncker"): 2, ("Suga", "Trump"): 4, ("Kono", "Pompeo"): 0}


def test_people_stand_in_the_order_in_which_they_took_office_and_who_never_did_stands_last():
    assert pairings.order(pd.Series(["Suga", "Aso", "Abe", "Abe"]), TERMS, "JPN", "summit") == ["Abe", "Suga", "Aso"]


def test_without_a_contact_there_is_no_pair():
    none = pairings.by_pair(pairings.faced(SIX.iloc[:0]))
    assert none.empty and list(none.columns) == CHANNELS
    assert pairings.ranked(none, TERMS).empty


def test_a_contact_whose_page_names_no_lead_of_the_partner_stands_under_no_pair():
    unnamed = rows(("summit", "Abe", "USA", "Trump", "telephone"), ("summit", "Abe", "NLD", "", "in_person"))
    unnamed["partner_leads"] = [["Trump"], []]
    assert list(pairings.faced(unnamed)["event_id"]) == ["e0"]
