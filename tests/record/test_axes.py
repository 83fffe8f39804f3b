"""The five axes: each holds, or fails for its own reason, on rows that one can judge by hand."""

import pandas as pd
import pytest
from bluebook.record import axes, tables

RIGHT = {
    "event_id": "2022-06-30-DEU-summit", "date": pd.Timestamp("2022-06-30"), "date_jst": pd.NaT, "partners": ["DEU"], "level": "summit",
    "channel": "telephone", "label": "telephone_talk", "venue_city": "", "venue_country": "", "japan_lead": ["Kishida Fumio"],
    "partner_leads": ["Olaf Scholz"], "source_url": "https://www.mofa.go.jp/page1.html", "source_date": "2022-06-30",
}  # fmt: skip
ABROAD = {"channel": "in_person", "label": "summit_meeting", "venue_city": "Berlin", "venue_country": "DEU"}


def judged(**cells):
    return axes.axes(pd.DataFrame([RIGHT | cells])).iloc[0]


def test_a_row_that_says_everything_holds_on_all_five():
    assert judged()[axes.AXES].tolist() == [""] * 5
    assert judged(**ABROAD, date_jst=pd.Timestamp("2022-06-30"))[axes.AXES].tolist() == [""] * 5


@pytest.mark.parametrize(
    ("cells", "axis", "why"),
    [
        ({"source_url": "https://example.com/1"}, "page", "publisher unknown"),
        ({"source_date": "2022-06"}, "page", "day of the page not stated"),
        (ABROAD, "day", "day in Japan not stated"),
        ({"japan_lead": ["Hayashi Yoshimasa"]}, "japan", "office not known"),
        ({"partner_leads": []}, "partner", "speaker not named for every side"),
        ({"partner_leads": ["Annalena Baerbock"]}, "partner", "office not known"),
        ({"label": "video_conference"}, "channel", "label of another channel"),
        (ABROAD | {"venue_city": "", "date_jst": pd.Timestamp("2022-06-30")}, "channel", "city not stated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_axis_fails_for_its_own_reason_and_alone(cells, axis, why):
    found = judged(**cells)
    assert found[axis] == why and [name for name in axes.AXES if found[name]] == [axis]


def test_the_summary_counts_what_holds_and_why_not():
    found = axes.axes(pd.DataFrame([RIGHT, RIGHT | {"source_date": "2022"}, RIGHT | {"source_date": "2022-06"}]))
    assert axes.summary(found).loc["page"].tolist() == [1, 33, "day of the page not stated: 2"]
    assert axes.whole(found).tolist() == [True, False, False]


def test_no_event_of_the_record_is_left_out_and_none_lacks_a_speaker_in_office_for_japan():
    found = axes.axes(tables.events())
    assert len(found) == len(tables.events()) and found["japan"].eq("").all()
