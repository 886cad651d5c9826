"""What a Markdown copy lists in place of a marker; tests/unit/exports/test_markdown_export.py has the lists."""

from __future__ import annotations

import pytest

from guide.data.entries import Text
from guide.prose.markers import Marker
from guide.rendering import marker_links
from guide.rendering.marker_links import Link
from unit.entries import catalogue, example, renderer

TWO = (
    example("a", title=Text("A"), summary=Text("Om A."), steps=("vision",), countries=("NO",)),
    example("b", title=Text("B"), summary=Text("Om B."), countries=("FI",)),
)
A, B = Link("A", "examples/a.md", "Om A."), Link("B", "examples/b.md", "Om B.")


@pytest.mark.parametrize(
    ("name", "arguments", "links"),
    [
        ("examples", {}, [A, B]),
        ("examples", {"step": ("vision",)}, [A]),
        ("examples", {"id": ("b", "a")}, [B, A]),
        ("examples-by-step", {}, [A, B]),
        ("examples-by-country", {}, [A, B]),
        ("coverage", {}, []),
    ],
)
def test_marker_of_examples_lists_those_that_it_shows(words, name, arguments, links):
    assert list(marker_links.of(Marker(name, arguments, 1), renderer(words, catalogue(*TWO)), "sv")) == links


@pytest.mark.parametrize(
    ("license", "link"),
    [
        (
            "https://a.se/l",
            Link("https://a.se/l", "https://a.se/l", "The data and texts may be used under the licence"),
        ),
        ("", None),
    ],
)
def test_licence_is_a_link_or_said_to_be_undecided(words, license, link):  # noqa: A002
    (found,) = marker_links.of(Marker("data-licence", {}, 1), renderer(words, catalogue(), license=license), "en")
    assert found == (link or Link(words["opendata"]["no_licence"]["en"], None))
