"""How far two coders agree, compared with values calculated by hand."""

import krippendorff
import pandas as pd
from bluebook.counts import agreements


def pairs(*values, field="level"):
    return pd.DataFrame([(f"e{n}", field, *pair) for n, pair in enumerate(values)],
                        columns=["event_id", "field", "first", "second"])  # fmt: skip


def test_perfect_agreement_has_alpha_1_and_one_of_four_apart_has_the_value_of_the_formula():
    assert agreements.alpha(pairs(("a", "a"), ("b", "b"))) == 1.0
    # Nominal alpha by hand: 8 values, 5 a and 3 b, one disagreement: 1 - (8 - 1) * 2 / (5 * 3 * 2) = 1 - 14/30
    assert agreements.alpha(pairs(("a", "a"), ("a", "a"), ("b", "b"), ("a", "b"))) == round(1 - 14 / 30, 3)


def test_alpha_of_names_is_that_of_the_library():
    values = [("a", "a"), ("b", "c"), ("c", "c"), ("d", "d"), ("a", "d"), ("b", "b")]
    numbers = [[ord(pair[side]) for pair in values] for side in (0, 1)]
    assert agreements.alpha(pairs(*values)) == round(krippendorff.alpha(numbers, level_of_measurement="nominal"), 3)


def test_alpha_is_not_given_where_all_values_are_alike():
    assert agreements.alpha(pairs(("a", "a"), ("a", "a"))) is None


def test_a_value_that_one_coder_does_not_state_is_no_disagreement_in_the_percent_but_is_printed():
    found = pairs(("a", "a"), ("a", "b"), ("a", ""))
    summary = agreements.by_field(found).loc["level"]
    assert (summary["both stated"], summary["agree"], summary["percent"]) == (2, 1, 50.0)
    assert len(agreements.disagreements(found)) == 2


def test_the_overlap_of_lists_is_the_share_of_the_union():
    summary = agreements.by_field(pairs(("x;y", "y;z"), ("x", "x"), field="topics")).loc["topics"]
    assert summary["overlap"] == round((1 / 3 + 1) / 2, 2)


def test_a_topic_named_by_one_coder_alone_is_counted_for_that_coder():
    topic = agreements.by_topic(pairs(("x;y", "x"), ("y", "y"), ("", ""), field="topics"))
    assert topic.loc["y", ["first", "second", "both"]].tolist() == [2, 1, 1]
    assert topic.loc["x", "alpha"] == 1.0


def test_topics_of_a_page_that_the_rules_read_in_part_are_not_compared():
    events = pd.DataFrame({"event_id": ["e", "f"], **{field: [["a"], ["a"]] for field in agreements.FIELDS}})
    coded = pd.DataFrame({"event_id": ["e", "f", "g"], "whole": ["yes", "no", "yes"], **{field: [["b"], ["b"], ["b"]] for field in agreements.FIELDS}})
    found = agreements.by_rule(events, coded)
    assert found.loc[found["field"].eq("topics"), "event_id"].tolist() == ["e"]
    assert found.loc[found["field"].eq("level"), "event_id"].tolist() == ["e", "f"]


def test_lists_are_compared_whatever_their_order():
    events = pd.DataFrame({"event_id": ["e"], **{field: [["b", "a"]] for field in agreements.FIELDS}})
    second = pd.DataFrame({"event_id": ["e"], **{field: [["a", "b"]] for field in agreements.FIELDS}})
    assert agreements.disagreements(agreements.paired(events, second)).empty
