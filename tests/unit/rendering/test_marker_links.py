"""What a Markdown copy lists in place of a marker; tests/unit/exports/test_markdown_export.py has the lists."""

from __future__ import annotations

import pytest

from guide.data import schemas
from guide.data.entries import Text
from guide.data.rich_text import RichText
from guide.prose.markers import Marker
from guide.rendering import marker_links
from guide.rendering.marker_links import Link
from unit.conftest import ROOT
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


@pytest.mark.parametrize(
    ("publisher", "source_url", "contact"),
    [
        ({"contact": "a@a.se"}, None, [Link("a@a.se", "mailto:a@a.se", "Contact")]),
        ({"contact": "a@a.se"}, "https://a.se/s3/blob/main", [Link("a@a.se", "mailto:a@a.se", "Contact")]),
        ({}, "https://a.se/s3/blob/main", [Link("questions and suggestions on GitHub", "https://a.se/s3/issues", "Contact")]),
        ({}, "https://code.example.org/s3/blob/main", []),
        ({}, None, []),
    ],
)  # fmt: skip
def test_publisher_is_listed_with_a_mailbox_or_issues_or_alone(words, publisher, source_url, contact):
    of = renderer(words, catalogue(), publisher={"name": "The Agency", **publisher}, source_url=source_url)
    found = list(marker_links.of(Marker("publisher", {}, 1), of, "en"))
    assert found == [Link("Publisher: The Agency", None), *contact]


def test_fields_for_editors_are_listed_with_what_they_may_hold(words):
    files = schemas.Schemas(ROOT / "data/schema").files
    found = list(
        marker_links.of(
            Marker("entry-fields", {"register": ("references",)}, 1),
            renderer(words, catalogue(), schemas=files),
            "en",
        )
    )
    assert Link("`year` (Required: no)", None, "The years 1800–2100.") in found


def test_markdown_is_listed_with_where_it_works(words):
    by_hand = renderer(words, catalogue(), page_html=RichText().html)
    found = list(marker_links.of(Marker("markdown-support", {}, 1), by_hand, "en"))
    assert found[0] == Link("Emphasis", None, "On pages: works. In data: works.")
    assert Link("Other HTML", None, "On pages: gives an error. In data: gives an error.") in found
