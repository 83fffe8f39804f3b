"""For everyone's eyes: the series are told apart with three colour deficiencies and in grey, and words stand out."""

import itertools

import numpy as np
import pytest
from bluebook.charts import sheets
from bluebook.figures import palettes
from bluebook.ground import paths
from bluebook.record import tables
from fontTools.ttLib import TTFont
from PIL import Image

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
    "none": np.eye(3),
}


def linear(colour):
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* (D65) of linear RGB."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    ratios = xyz / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratios > (6 / 29) ** 3, np.cbrt(ratios), ratios / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other):
    """WCAG 2.1 contrast ratio."""
    light, dark = sorted((float(np.dot([0.2126, 0.7152, 0.0722], linear(c))) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eyes", DEFICIENCIES)
def test_any_two_series_differ_by_at_least_20_in_lab(eyes):
    seen = [lab(np.array(DEFICIENCIES[eyes]) @ linear(look.fill)) for look in sheets.LOOKS]
    assert min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)) >= 20


def test_colour_is_never_the_only_channel():
    assert len({look.hatch + look.edge for look in sheets.LOOKS}) == len({look.marker for look in sheets.LOOKS}) == 3


@pytest.mark.parametrize("colour", [sheets.INK, sheets.GREY])
@pytest.mark.parametrize("ground", [sheets.PAPER, sheets.BARE.fill, sheets.SHADE])
def test_words_stand_out_from_the_paper_and_from_the_grounds(colour, ground):
    assert contrast(colour, ground) >= 4.5


def test_a_ground_of_terms_is_not_taken_for_what_was_not_collected_when_a_png_is_reduced_to_few_colours():
    for ground, other in ((sheets.SHADE, sheets.BARE.fill), (sheets.SHADE, sheets.PAPER)):
        assert max(abs(int(ground[place : place + 2], 16) - int(other[place : place + 2], 16)) for place in (1, 3, 5)) > palettes.APART


def test_a_png_keeps_every_shade_of_a_flat_area_and_brings_other_colours_to_the_nearest_one():
    picture = Image.new("RGB", (400, 100))
    for shade in range(40):
        picture.paste((250 - 5 * shade, 250 - 4 * shade, 250 - 2 * shade), (shade * 10, 0, shade * 10 + 10, 100))
    picture.putpixel((5, 5), (248, 249, 250))  # like the edge of a letter
    small = palettes.painted(picture)
    picture.putpixel((5, 5), (250, 250, 250))
    assert small.mode == "P" and small.convert("RGB").tobytes() == picture.tobytes()


def test_the_measures_are_the_published_ones():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert np.allclose(lab(linear("#ffffff")), [100, 0, 0], atol=0.1)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_vendored_font_has_every_character_of_every_label_country_person_occasion_and_place(weight):
    font = TTFont(paths.FONTS / f"NotoSansJP-{weight}.ttf").getBestCmap()
    words = [*tables.terms()[["label_en", "label_ja"]].stack(), *tables.countries()[["name_en", "name_ja"]].stack(),
             *tables.people()["name_ja"], *tables.occasions()["name_ja"], *tables.places()["city_ja"]]
    assert {character for word in words for character in word if ord(character) not in font} == set()
