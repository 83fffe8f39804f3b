"""Places: the table is complete, the counts are right, the map is where it should be, and no labels overlap."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import atlas, labels, maps, projections, sheets
from bluebook.counts import places, tallies
from bluebook.ground import paths
from bluebook.record import references, tables, values
from bluebook.views import coverages
from bluebook.views import places as views
from matplotlib.patches import Circle


def rows(*cells):
    """Engagements made of (id, channel, country, city, occasion)."""
    columns = ["event_id", "channel", "venue_country", "venue_city", "occasion"]
    return pd.DataFrame(cells, columns=columns)


MET = rows(("a", "in_person", "JPN", "Tokyo", ""), ("b", "in_person", "BEL", "Brussels", "NATO"), ("c", "video", "", "", ""),
           ("d", "in_person", "BEL", "Brussels", "NATO"), ("e", "in_person", "BEL", "Brussels", ""),
           ("f", "in_person", "USA", "New York", "UN"))  # fmt: skip


def test_only_engagements_in_person_have_a_place():
    assert list(places.met(MET, "USA")["event_id"]) == ["a", "b", "d", "e", "f"]


def test_a_place_is_in_japan_at_the_partners_or_elsewhere():
    assert list(places.met(MET, "USA")["side"]) == ["japan", "third", "third", "third", "partner"]


def test_an_organisation_is_at_home_where_its_seat_is():
    assert places.by_side(places.met(MET, "EUU")).to_dict() == {"japan": 1, "partner": 3, "third": 1}


def test_a_place_carries_its_number_its_ids_and_its_occasions_the_most_frequent_first():
    first = places.by_place(places.met(MET, "USA")).iloc[0]
    assert (first["city"], first["engagements"], first["event_ids"]) == ("Brussels", 3, "b;d;e")
    assert first["occasions"] == (("NATO", 2), ("", 1))


def test_places_are_ranked_by_number_then_by_name():
    assert list(places.by_place(places.met(MET, "USA"))["city"]) == ["Brussels", "New York", "Tokyo"]


def test_no_engagement_in_person_makes_an_empty_table_with_its_columns():
    empty = places.by_place(places.met(rows(("c", "telephone", "", "", "")), "USA"))
    assert empty.empty and list(empty) == ["city", "country", "side", "occasions", "engagements", "event_ids"]


def test_an_event_in_a_place_that_the_table_lacks_is_named():
    lacking = pd.DataFrame({"venue_city": ["Tokio", "Tokyo", ""], "venue_country": ["JPN", "JPN", "JPN"]}, index=[2, 3, 4])
    known = pd.DataFrame({"city": ["Tokyo"], "country": ["JPN"]})
    found = [str(problem) for problem in references.stray_venues(lacking, known)]
    assert found == ['events.csv line 2, column venue_city: "Tokio" in JPN is not in places.csv; did you mean "Tokyo"?']


def test_a_city_of_the_same_name_in_another_country_is_not_the_same_place():
    event = pd.DataFrame({"venue_city": ["Perth"], "venue_country": ["GBR"]}, index=[2])
    assert references.stray_venues(event, pd.DataFrame({"city": ["Perth"], "country": ["AUS"]}))


DEGREES = [("144.97", True), ("-0.13", True), ("0", True), ("181", False), ("12.34567", False), ("N 12", False)]


@pytest.mark.parametrize(("degrees", "right"), DEGREES)
def test_degrees_are_written_as_numbers(degrees, right):
    assert (values.fault(degrees, "degrees") == "") is right


def test_every_place_of_the_record_lies_near_land_of_the_map():
    corners = np.concatenate(atlas.land())
    inland = {("Chengdu", "CHN"), ("Ulaanbaatar", "MNG"), ("Astana", "KAZ"), ("Tashkent", "UZB"), ("Dushanbe", "TJK"),
              ("Islamabad", "PAK")}  # far from every coast, in the middle of land  # fmt: skip
    for place in tables.places().to_dict("records"):
        if (place["city"], place["country"]) in inland:
            continue
        east = (corners[:, 0] - place["longitude"]) * np.cos(np.radians(place["latitude"]))
        assert np.hypot(east, corners[:, 1] - place["latitude"]).min() < 9, place["city"]


def test_the_land_is_the_vendored_file_unchanged():
    said = (paths.MAPS / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256((paths.MAPS / "land-110m.json").read_bytes()).hexdigest() in said


def test_every_coast_is_closed_and_on_the_globe():
    for ring in atlas.land():
        assert (ring[0] == ring[-1]).all() and (abs(ring) <= [180.001, 90.001]).all()


def test_tokyo_is_the_middle_and_the_north_pole_straight_above():
    right, up = projections.project(np.array([35.69, 90.0]), np.array([139.69, 0.0]))
    assert right == pytest.approx([0, 0], abs=1e-6) and up[0] == pytest.approx(0, abs=1e-6) and up[1] > 0


def test_a_circle_of_distance_passes_through_places_at_that_distance():
    north = 35.69 - np.degrees(5000 / projections.EARTH)
    _, up = projections.project(np.array([north]), np.array([139.69]))
    assert -up[0] == pytest.approx(projections.radius(5000))


def test_the_projection_keeps_areas():
    def area(north, east):
        corners = [projections.project(np.array([n]), np.array([e])) for n, e in
                   ((north, east), (north, east + 1), (north + 1, east + 1), (north + 1, east))]  # fmt: skip
        xs, ys = np.array([(x[0], y[0]) for x, y in corners]).T
        return abs(np.dot(xs, np.roll(ys, 1)) - np.dot(ys, np.roll(xs, 1))) / 2 / np.cos(np.radians(north + 0.5))

    assert area(50, 5) == pytest.approx(area(-30, 150), rel=0.01)


def test_bubbles_on_one_spot_are_moved_apart_and_stay_on_the_map():
    anchors, radii = np.array([[5.0, 5.0]] * 4), np.array([3.0, 2.0, 2.0, 1.5])
    centres = labels.spread(anchors, radii, (40, 40), 0.6)
    apart = np.hypot(*(centres[:, None] - centres[None, :]).transpose(2, 0, 1)) + np.eye(4) * 99
    assert (apart >= radii[:, None] + radii[None, :] + 0.5).all()
    assert (centres >= radii[:, None]).all()


def test_words_of_a_crowd_of_bubbles_all_find_room_and_meet_nothing():
    anchors = np.array([[20.0 + 4 * (n % 3), 20.0 + 4 * (n // 3)] for n in range(9)])
    stands = labels.arrange(anchors, np.full(9, 1.6), [(12.0, 3.0)] * 9, (60, 60))
    boxes = [label.box for label in stands.labels]
    assert not [1 for place, box in enumerate(boxes) for other in boxes[:place] if box.meets(other)]
    assert not [1 for box in boxes for centre in stands.centres if np.hypot(*(np.array(box.nearest(*centre)) - centre)) < 1.6]


@pytest.mark.parametrize(("partner", "first", "last"), [("CAN", "2021", "2025"), ("GBR", "2022", "2022")])
def test_every_place_of_a_published_map_has_its_name_written(partner, first, last):
    asked = parameters.check(partner=partner, first=first, last=last, lang="en", width="183mm", save=False)
    held = places.met(tallies.select(tables.events(), asked.partner, asked.first, asked.last), asked.partner)
    located = places.located(places.by_place(held), tables.places())
    status = tallies.collected(tables.coverage(), asked.partner, asked.years)
    figure = maps.bubbles(views.ground(status), views.spots(located, asked), title="T", width=183, series=views.series(asked))
    points = located["latitude"].notna().sum()  # a row of which only the country is stated has no point
    assert sum(text.get_gid() == "name" for text in figure.axes[0].texts) == points > 0


@pytest.fixture(scope="module")
def full():
    """The places of one year with the United States, and their map."""
    asked = parameters.check(partner="USA", first="2022", last="2022", lang="en", width="183mm", save=False)
    held = places.met(tallies.select(tables.events(), asked.partner, asked.first, asked.last), asked.partner)
    located = places.located(places.by_place(held), tables.places())
    status = tallies.collected(tables.coverage(), asked.partner, asked.years)
    return located, maps.bubbles(views.ground(status), views.spots(located, asked), title="T", width=asked.width,
                                 series=views.series(asked), more=views.more())  # fmt: skip


def test_each_place_is_one_bubble_whose_area_is_its_number(full):
    located, figure = full
    series = {spot["city"].split(" (")[0]: spot["engagements"] for spot in located.to_dict("records")}
    bubbles = {patch.get_gid(): patch.radius for patch in figure.axes[0].patches
               if isinstance(patch, Circle) and patch.get_gid() in series}  # fmt: skip
    one = min(bubbles.values()) ** 2 / min(series.values())
    assert {name: round(radius**2 / one) for name, radius in bubbles.items()} == series


def test_no_two_words_of_the_map_overlap_and_none_is_cut(full):
    _, figure = full
    with sheets.style():
        figure.draw_without_rendering()
        frame = figure.axes[0].get_window_extent()
        boxes = [text.get_window_extent().padded(-1) for text in figure.axes[0].texts]
    assert len(boxes) > 2 * len(full[0])
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1 for box in boxes)
    assert not [1 for place, box in enumerate(boxes) for other in boxes[:place] if box.overlaps(other)]


def test_the_list_beside_the_map_says_how_many_it_leaves_out():
    spots = [maps.Spot(f"City {number}", 2, "s") for number in range(9)]
    with sheets.style():
        items = maps._items(spots, 3.0, 4 * sheets.LINE, "{places} more with {count}")
    shown = [item for item in items if item.spot]
    assert 0 < len(shown) < 9 and list(items[-1].lines) == [f"{9 - len(shown)} more with {2 * (9 - len(shown))}"]


def test_years_that_were_not_collected_are_named_in_runs():
    status = pd.Series({2021: "none", 2022: "partial", 2023: "none", 2024: "none", 2025: "none"})
    assert coverages.in_words(status) == "record partial, not collected in 2021 and 2023–2025"
