"""Addresses in the reader's language."""

import posixpath

import pytest

from guide.data.addresses import Addresses, alternates, check_words, other, relative
from guide.data.documents import Document

WORDS = {word: {"sv": sv, "en": word} for word, sv in {"steps": "steg", "analysis": "analys", "index": "index"}.items()}
ADDRESSES = Addresses(WORDS)


@pytest.mark.parametrize(
    ("source", "sv", "en"),
    [
        ("index.md", "index.html", "en/index.html"),
        ("steps/index.md", "steg/index.html", "en/steps/index.html"),
        ("steps/analysis.md", "steg/analys.html", "en/steps/analysis.html"),
        ("steps/visual-sweden.md", "steg/visual-sweden.html", "en/steps/visual-sweden.html"),
    ],
)
def test_address_is_in_the_readers_language(source, sv, en):
    assert (ADDRESSES.of(source, "sv"), ADDRESSES.of(source, "en")) == (sv, en)


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("steps/analysis.md", "index.md", "steg/analys.html"),
        ("index.md", "steps/analysis.md", "../index.html"),
        ("steps/index.md#how", "steps/analysis.md", "index.html#how"),
    ],
)
def test_link_is_relative_to_its_page(target, page, link):
    assert ADDRESSES.link(target, page, "sv") == link


@pytest.mark.parametrize("folder", ["", "a", "a/b", "ab", "a/b/c.d"])
@pytest.mark.parametrize(
    "path", ["a", "a/b", "a/b/x.html#y", "abc/x", "x", "../x", "a/../x", "a//x", "a/./x/", "/x", "b/a"]
)
def test_relative_matches_posixpath_relpath(path, folder):
    assert relative(path, folder) == posixpath.relpath(path, folder or ".")


def test_reports_path_word_without_an_address_word(words):
    docs = {source: Document(f"docs/sv/{source}") for source in ("steps/analysis.md", "steps/nyhet.md")}
    for source, doc in docs.items():
        check_words(source, doc, ADDRESSES)
    assert [problem.text(words, "en") for doc in docs.values() for problem in doc.problems] == [
        "docs/sv/steps/nyhet.md:1: 'nyhet' has no address word; add addresses.nyhet with sv and en to data/strings.yaml"
    ]


def test_alternates_are_absolute_urls_with_x_default():
    assert alternates("https://s3.example.org/", {"sv": "steg/analys.html", "en": "en/steps/analysis.html"}) == [
        {"lang": "sv", "link": "https://s3.example.org/steg/analys.html"},
        {"lang": "en", "link": "https://s3.example.org/en/steps/analysis.html"},
        {"lang": "x-default", "link": "https://s3.example.org/steg/analys.html"},
    ]


@pytest.mark.parametrize(("lang", "of"), [("sv", "en"), ("en", "sv")])
def test_other_returns_the_other_language(lang, of):
    assert other(lang) == of
