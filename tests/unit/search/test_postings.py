"""Which words stand in which entries, written short."""

from __future__ import annotations

import pytest

from guide.search.postings import coded, numbers


@pytest.mark.parametrize(
    ("rising", "signs"),
    [
        ([], ""),
        ([0], "#"),
        ([0, 1, 2], "###"),  # each is how far it lies from the one before, less one
        ([44], "O"),
        ([45], "Q#"),
        ([45 * 45], "QP#"),
        ([57, 58], "Q/#"),
    ],
)
def test_numbers_take_few_signs(rising, signs):
    assert numbers(rising) == signs


def test_no_sign_needs_a_backslash_in_json():
    assert not set(numbers(range(0, 10**6, 997))) & set('"\\ \n')


def test_word_says_how_much_it_shares_with_the_one_above():
    assert coded([{"kluster", "klustret"}, {"vision", "klustret"}]) == {
        "words": "0kluster\n5ret\n0vision",
        "entries": "#\n##\n$",
    }
