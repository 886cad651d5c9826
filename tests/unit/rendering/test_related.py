"""The texts on related examples and on the lists that an example is in."""

from __future__ import annotations

import pytest

from guide.data.entries import Organisation, Text
from guide.data.relations import Neighbours, Relation
from guide.rendering import citation
from guide.rendering.renderer import Renderer
from unit.entries import catalogue, example, parsed, region, renderer

LU = Organisation(Text("Lunds universitet", "Lund University"), "academia")
OTHER = example("other")


@pytest.fixture
def of(words) -> Renderer:
    """Return a renderer of a small catalogue."""
    one = example("one", title=Text("Vad & hur?", "What & how"), steps=("vision",), regions=("skane",))
    data = catalogue(one, regions=(region("skane", "Skåne"), region("halland", "Halland")))
    publisher = {"name": "The Agency"}
    return renderer(words, data, publisher=publisher, site_url="https://s3.example.org/")


def render_macro(of: Renderer, macro: str, about: Neighbours | Relation, lang: str) -> str:
    """Return the output of ``macro`` in ``lang``."""
    macros = of.templates.get_template("macros.html").make_module({"words": of.words[lang]})
    return str(getattr(macros, macro)(about, lang))


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
def test_reasons_list_the_editors_choice_first(of, words, relation, kinds):
    reasons = words["around"]["reasons"]
    assert render_macro(of, "reasons", relation, "en") == " ".join(
        reasons[kind]["en"].format(names=names) for kind, names in kinds
    )


@pytest.mark.parametrize(
    ("place", "lang", "name"),
    [
        (Neighbours("step", "vision", None, None), "sv", "Vision"),
        (Neighbours("region", "skane", None, None), "en", "Skåne"),
    ],
)
def test_list_is_named_after_its_step_or_region(of, words, place, lang, name):
    assert render_macro(of, "list_name", place, lang) == words["around"]["lists"][place.kind][lang].format(name=name)


def test_neighbours_link_to_the_list_on_its_page(words):
    ones = [example(id_, steps=("vision",), regions=("skane",)) for id_ in ("one", "two")]
    of = renderer(words, catalogue(*ones, regions=(region("skane", "Skåne"),)))
    page = parsed(of.page(ones[0], "en").html)
    links = page.xpath("//nav[contains(@class, 'neighbours')]/p/a/@href")
    assert links == ["../steps/vision.html#examples", "../regions/skane.html#examples"]


def cited(of, example, lang):
    return citation.work(of, f"examples/{example.id}.md", example.title, example.reviewed, lang)


def test_citation_has_publisher_review_year_title_and_url(of):
    (one,) = of.catalogue.examples
    assert citation.one_line(cited(of, one, "sv")) == (
        "The Agency (2026). Vad & hur? https://s3.example.org/exempel/one.html"
    )
    assert citation.one_line(cited(of, one, "en")) == (
        "The Agency (2026). What & how. https://s3.example.org/en/examples/one.html"
    )


def test_citation_is_in_the_language_of_the_title(of, words):
    one = example("lone", title=Text("Bara svenska"))
    assert cited(of, one, "en") == citation.Work(
        "lone",
        "Bara svenska",
        "The Agency",
        "2026-11-21",
        "https://s3.example.org/en/examples/lone.html",
        "sv",
        words["around"]["reviewed"]["en"].format(date="2026-11-21"),
    )
