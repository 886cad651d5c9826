"""The compact encoding of which words are in which entries, and of the texts shown."""

from __future__ import annotations

import pytest

from guide.search.postings import coded, numbers, spelled


@pytest.mark.parametrize(
    ("rising", "signs"),
    [
        ([], ""),
        ([0], "#"),
        ([0, 0, 1, 3], "##$%"),  # each is the distance from the one before
        ([75], "o"),
        ([76], "q#"),
        ([76 * 14], "qp#"),
        ([88, 89], "q/$"),
    ],
)
def test_numbers_are_delta_encoded(rising, signs):
    assert numbers(rising) == signs


def test_encoded_numbers_need_no_json_escapes():
    assert not set(numbers(range(0, 10**6, 997))) & set('"\\ \n')


def test_words_are_prefix_compressed():
    assert coded([["kluster", "klustret"], ["klustret", "klustret", "vision"]]) == {
        "words": "0kluster 5ret 0vision",
        "entries": "# #$# $",
    }


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Ett hus, ett HUS.", "\uf2c0\ue001,\ue000 HUS."),  # \uf2c0: without a space before, with a capital first
        ("hus-ett eTt", "\ue641-\ue640 eTt"),
        ("ett  hus", "\ue640 \ue001"),
        ("taket", "taket"),  # not known
        ("\ue000 ett\uf8ff", "\ue000"),  # characters that would look like codes are left out
        ("ǅ", "ǅ"),  # title case: neither lower nor upper case
    ],
)
def test_known_words_are_encoded_as_one_character(text, signs):
    assert spelled(text, ["ett", "hus", "ǆ"]) == signs


def test_words_beyond_the_code_range_are_spelled_out():
    known = [f"{number}" for number in range(1700)]
    assert spelled("1599 1600", known) == f"{chr(0xE000 + 1600 + 1599)} 1600"
