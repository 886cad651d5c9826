"""Examples named in running text, the pages that name them, and examples that nothing shows."""

import datetime

import pytest

from guide.prose import markers
from guide.rendering import renderer
from guide.prose import usage
from guide.data.entries import Text
from guide.data.documents import Document
from unit.test_catalogue import catalogue, example

KEYS = ["foray-2015", "example:visual-sweden", "example:skane-firs"]


@pytest.mark.parametrize(
    ("markdown", "complaint"),
    [
        ("Se [@example:visual-swede].", "the example @example:visual-swede is not in data/examples.yaml; did you mean @example:visual-sweden?"),
        ("Se [@example:].", "the example @example: is not in data/examples.yaml; write an id that is, such as @example:visual-sweden"),
        ("Se [@exampel:visual-sweden].", "the source @exampel:visual-sweden is not in data/references.yaml; did you mean @example:visual-sweden?"),
    ],
)  # fmt: skip
def test_an_example_that_does_not_exist_gets_its_line_and_the_nearest_one(words, markdown, complaint):
    doc = Document("docs/sv/sida.md")
    markers.check(f"\n{markdown}", doc, {}, KEYS, skip=3)
    assert [problem.text(words, "en") for problem in doc.problems] == [f"docs/sv/sida.md:5: {complaint}"]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_example_named_in_the_text_gives_its_title_and_link_and_is_no_source(words, lang):
    one = example("one", title=Text("Ett [namn]", "A name"))
    page = renderer.Renderer(catalogue(one), words, datetime.date(2026, 11, 21)).page(
        "Läs [@example:one; @example:one] (se [@example:one]).", "steps/vision.md", lang
    )
    title = {"sv": "Ett &#91;namn&#93;", "en": "A name"}[lang]
    link = f"[{title}](../examples/one.md){{ .example-link }}"
    assert page.strip() == f"Läs {link}, {link} (se {link})."


def test_a_page_uses_the_examples_that_it_names_and_shows_by_id_but_not_those_of_a_list():
    pages = {
        "b.md": {"sv": "Se [@example:one; @foray-2015].", "en": "Text."},
        "a.md": {"sv": "<!-- examples id=two,one -->"},
        "c.md": {"sv": "<!-- examples step=vision -->\n<!-- #examples id=two -->"},
    }
    titles = {source: {lang: f"{source} {lang}" for lang in of} for source, of in pages.items()}
    a, b = usage.Use("a.md", Text("a.md sv")), usage.Use("b.md", Text("b.md sv", "b.md en"))
    assert usage.uses(pages, titles) == {"one": (a, b), "two": (a,)}


@pytest.mark.parametrize(
    ("pages", "unseen"),
    [
        ([], ["abroad", "other"]),
        (["<!-- examples step=vision limit=1 -->"], ["other"]),
        (["<!-- examples id=other -->", "Se [@example:abroad]."], []),
        (["<!-- examples-by-step -->"], []),
    ],
)
def test_an_example_that_neither_a_page_nor_a_region_shows_is_found(words, pages, unseen):
    examples = (
        example("abroad", steps=("vision",)),
        example("other", steps=("vision",)),
        example("home", regions=("skane",)),
    )
    renderer = renderer.Renderer(catalogue(*examples), words, datetime.date(2026, 11, 21))
    assert [one.id for one in usage.unseen(examples, pages, renderer.select)] == unseen
