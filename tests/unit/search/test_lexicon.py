"""The words of the search, and the keywords that match an entry without being in it."""

from __future__ import annotations

import pytest

from guide.data.entries import Forms
from guide.search.lexicon import Lexicon, strip_tags, words
from unit.entries import term

MANAGER = term(
    "cluster-manager",
    "klusterledare",
    "cluster manager",
    inflections=Forms(sv=("klusterledarna",), en=("cluster managers",)),
)
CLUSTER = term("cluster", "kluster", "cluster", inflections=Forms(sv=("klusters", "klustren"), en=("clusters",)))
SMART = term(
    "smart-specialisation",
    "smart specialisering (S3)",
    "smart specialisation",
    synonyms=Forms(sv=("intelligent specialisering",)),
    abbreviations=Forms(sv=("S3",), en=("RIS3",)),
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("RIS3-hjulet, S3:s", ["ris3", "hjulet", "s3", "s"]),
        ("<p>(Östergötland)</p> <li>EU’s", ["östergötland", "eu", "s"]),
    ],
)
def test_words_are_split_like_the_search_engine(text, tokens):
    assert words(text) == tokens


def test_strip_tags_removes_tags_and_entities():
    assert strip_tags("<ul>\n<li>Ett <b>två</b></li> <li>R&amp;D &lt; 3</li></ul>") == "Ett två R&D < 3"


@pytest.mark.parametrize(
    ("word", "tails"),
    [
        ("klusterledare", {"ledare"}),
        ("innovationssystem", {"system"}),  # with a linking s
        ("regionerna", set()),  # an inflectional ending is not a word
        ("ledare", set()),
    ],
)
def test_compound_tails_are_known_words(word, tails):
    known = frozenset(("ledare", "kluster", "innovation", "system", "region", "klusterledare"))
    assert Lexicon("sv", (), known).tails(word) == tails


@pytest.mark.parametrize(
    ("lang", "title", "keywords"),
    [
        ("sv", "Jämtland Härjedalen", set()),
        ("sv", "Vad klusterledarna gör", {"klusterledare", "cluster", "manager"}),  # matches an inflected form
        ("sv", "Smart specialisering", {"intelligent", "s3", "ris3", "specialisation"}),
        ("en", "Cluster managers", {"klusterledare", "manager", "kluster", "klustren"}),
        ("en", "RIS3", {"s3", "smart", "specialisering", "specialisation", "intelligent"}),
        ("sv", "Kluster", {"cluster", "klustren"}),  # the stemmer knows klusters
        ("en", "Clusters", {"cluster", "kluster", "klustren"}),
        ("en", "Managers", set()),  # only part of a term
    ],
)
def test_title_keywords_include_synonyms_and_translations(lang, title, keywords):
    known = frozenset(words(title))
    assert Lexicon(lang, (MANAGER, SMART, CLUSTER), known).keywords(title) == keywords
