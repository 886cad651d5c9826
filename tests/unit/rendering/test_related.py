"""What belongs around an example, in words."""

from __future__ import annotations

import pytest

from guide.data.entries import Organisation, Text
from guide.data.relations import Place, Relation
from guide.rendering import citation
from guide.rendering.related import Related
from unit.entries import catalogue, example, region, renderer

LU = Organisation(Text("Lunds universitet", "Lund University"), "academia")
OTHER = example("other")


@pytest.fixture
def related(words) -> Related:
    """What belongs around the examples of a small catalogue."""
    one = example("one", title=Text("Vad & hur?", "What & how"), steps=("vision",), regions=("skane",))
    data = catalogue(one, regions=(region("skane", "Skåne"), region("halland", "Halland")))
    publisher = {"name": "The Agency"}
    return renderer(words, data, publisher=publisher, site_url="https://s3.example.org/").related


@pytest.mark.parametrize(
    ("relation", "kinds"),
    [
        (Relation(OTHER, given=True), [("given", "")]),
        (Relation(OTHER, regions=("skane", "halland")), [("region", "Skåne, Halland")]),
        (
            Relation(OTHER, organisations=(LU,), steps=("vision",)),
            [("organisation", "Lund University"), ("step", "Vision")],
        ),
        (
            Relation(OTHER, True, ("skane",), (LU,), ("vision",)),
            [("given", ""), ("organisation", "Lund University"), ("region", "Skåne"), ("step", "Vision")],
        ),
    ],
)
def test_reasons_say_what_is_shared_the_editors_choice_first(related, words, relation, kinds):
    said = words["around"]["reasons"]
    assert related.reasons(relation, "en") == " ".join(said[kind]["en"].format(names=names) for kind, names in kinds)


@pytest.mark.parametrize(
    ("place", "lang", "name", "page"),
    [
        (Place("step", "vision", None, None), "sv", "Vision", "steps/vision.md#examples"),
        (Place("region", "skane", None, None), "en", "Skåne", "regions/skane.md#examples"),
    ],
)
def test_list_is_named_after_its_step_or_region_and_shown_on_its_page(related, words, place, lang, name, page):
    assert related.list_name(place, lang) == words["around"]["lists"][place.kind][lang].format(name=name)
    assert related.list_page(place) == page


def cited(related, example, lang):
    return related.work(f"examples/{example.id}.md", example.title, example.reviewed, lang)


def test_example_is_cited_by_title_publisher_year_of_review_and_address(related):
    (one,) = related.catalogue.examples
    assert citation.plain(cited(related, one, "sv")) == (
        "The Agency (2026). Vad & hur? https://s3.example.org/exempel/one.html"
    )
    assert citation.plain(cited(related, one, "en")) == (
        "The Agency (2026). What & how. https://s3.example.org/en/examples/one.html"
    )


def test_citation_is_in_the_language_of_the_title(related, words):
    one = example("lone", title=Text("Bara svenska"))
    assert cited(related, one, "en") == citation.Work(
        "lone",
        "Bara svenska",
        "The Agency",
        "2026-11-21",
        "https://s3.example.org/en/examples/lone.html",
        "sv",
        words["around"]["reviewed"]["en"].format(date="2026-11-21"),
    )
