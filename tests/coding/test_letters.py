"""Names compared whatever their spelling."""

import pytest
from bluebook.coding import letters


@pytest.mark.parametrize(
    ("one", "other"),
    [("ベーアボック", "ベアボック"), ("ヴァンス", "バンス"), ("ルドリアン", "ルドリアン"), ("Mélanie", "MELANIE"), ("Eui-yong", "Eui Yong"), ("齋藤", "斎藤"), ("ジョー・バイデン", "ジョー バイデン")],
)
def test_what_makes_no_difference_in_a_name_is_left_out(one, other):
    assert letters.plain(one) == letters.plain(other)


def test_names_of_different_letters_stay_apart():
    assert letters.plain("ベアボック") != letters.plain("ベアボッグ")


def test_each_letter_keeps_its_place_in_the_text():
    text, places = letters.folded("ベーアヴィ")
    assert text == "ベアビ" and places == [0, 2, 3]
