"""The pages that mention an example, and examples that no page shows."""

import pytest

from guide.data.entries import Text
from guide.prose import markers
from guide.prose.review import Item
from unit.entries import catalogue, example


def test_uses_counts_citations_and_ids_but_not_lists():
    pages = {
        "b.md": {"sv": "Se [@example:one; @foray-2015].", "en": "Text."},
        "a.md": {"sv": "<!-- examples id=two,one -->"},
        "c.md": {"sv": "<!-- examples step=vision -->\n<!-- #examples id=two -->"},
    }
    b, a, c = (Item("pages", source, Text(source), None, None) for source in pages)
    assert markers.uses(pages, [b, a, c]) == {"one": (a, b), "two": (a,)}


@pytest.mark.parametrize(
    ("pages", "unseen"),
    [
        ([], ["abroad", "other"]),
        (["<!-- examples step=vision limit=1 -->"], ["other"]),
        (["<!-- examples id=other -->", "Se [@example:abroad]."], []),
        (["<!-- examples-by-step -->"], []),
        (["<!-- # examples-by-step -->"], ["abroad", "other"]),
    ],
)
def test_not_shown_finds_examples_without_page_or_region(pages, unseen):
    examples = (
        example("abroad", steps=("vision",)),
        example("other", steps=("vision",)),
        example("home", regions=("skane",)),
    )

    def select(marker):
        limit = int(marker.arguments["limit"][0]) if "limit" in marker.arguments else None
        ids = marker.arguments.get("id")
        selected = catalogue(*examples).select(steps=marker.arguments.get("step", ()))[:limit]
        return [one for one in selected if not ids or one.id in ids]

    assert [one.id for one in markers.not_shown(examples, pages, select)] == unseen
