"""The search for a theme."""

from __future__ import annotations

import pytest

from guide.search import index


@pytest.mark.parametrize(("lang", "word"), [("sv", "Skoglig bioekonomi"), ("en", "Forest bioeconomy")])
def test_index_has_themes_with_their_regions_and_clusters(renderer, lang, word):
    titles = {passage.title: passage.text for passage in index.of_records(renderer, lang)}
    assert word in titles
    assert {"sv": "som arbetar med", "en": "Who works on"}[lang] in titles[word]  # the wording of readers' queries
    assert word in titles["Kronoberg"]  # shares an area in the theme with its neighbours
    assert word in titles["Paper Province"]


def test_index_has_the_partnerships_and_classes_that_a_themes_page_shows(renderer):
    texts = {passage.title: passage.text for passage in index.of_records(renderer, "en")}
    theme = next(theme for theme in renderer.catalogue.themes if theme.partnerships)
    shown = [*(name.show("en") for name in theme.partnerships), renderer.words["en"].labels.nace[theme.classes.nace[0]]]
    assert [name for name in shown if name not in texts[theme.name.show("en")]] == []


def test_glossary_terms_are_indexed_below_their_page(renderer):
    """The search shows the sections of a page below it, and fails if they are not next to it in the index."""
    passages = [index.Passage("ordlista.html", "Ordlista", "Orden."), *index.of_records(renderer, "sv")]
    locations = index.index(passages, "sv", renderer, "")["index"]["locations"].split("\n")
    assert locations[:2] == ["ordlista.html", f"#{renderer.catalogue.glossary[0].id}"]
    assert [one for one in locations if one.startswith("ordlista.html#")] == []
