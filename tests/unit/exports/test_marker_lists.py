"""The lists that replace markers in a Markdown copy; test_markdown_export.py has the plain lists."""

from __future__ import annotations

import pytest

from guide.data import schemas
from guide.data.entries import Text
from guide.exports.markdown_export import of_page
from unit.conftest import ROOT
from unit.entries import catalogue, example, renderer

TWO = (
    example("a", title=Text("A"), summary=Text("Om A."), steps=("vision",), countries=("NO",)),
    example("b", title=Text("B"), summary=Text("Om B."), countries=("FI",)),
)
A, B = "- [A](exempel/a.md): Om A.", "- [B](exempel/b.md): Om B."


def listed(marker, of, lang="en"):
    return of_page(f"<!-- {marker} -->", of, "index.md", lang, lang, ()).splitlines()


@pytest.mark.parametrize(
    ("marker", "links"),
    [
        ("examples", [A, B]),
        ("examples step=vision", [A]),
        ("examples id=b,a", [B, A]),
        ("examples-by-step", [A, B]),
        ("examples-by-country", [A, B]),
        ("coverage", []),
    ],
)
def test_examples_markers_list_the_shown_examples(words, marker, links):
    assert listed(marker, renderer(words, catalogue(*TWO)), "sv") == links


@pytest.mark.parametrize(
    ("license", "link"),
    [
        ("https://a.se/l", "[https://a.se/l](https://a.se/l): The data and texts may be used under the licence"),
        ("", None),
    ],
)
def test_licence_is_a_link_or_undecided(words, license, link):  # noqa: A002
    (items,) = listed("data-licence", renderer(words, catalogue(), license=license))
    assert items == f"- {link or words['opendata']['no_licence']['en']}"


@pytest.mark.parametrize(
    ("publisher", "source_url", "contact"),
    [
        ({"contact": "a@a.se"}, None, ["- [a@a.se](mailto:a@a.se): Contact"]),
        ({"contact": "a@a.se"}, "https://a.se/s3/blob/main", ["- [a@a.se](mailto:a@a.se): Contact"]),
        ({}, "https://a.se/s3/blob/main", ["- [questions and suggestions on GitHub](https://a.se/s3/issues): Contact"]),
        ({}, "https://code.example.org/s3/blob/main", []),
        ({}, None, []),
    ],
)  # fmt: skip
def test_publisher_has_email_issues_link_or_no_contact(words, publisher, source_url, contact):
    of = renderer(words, catalogue(), publisher={"name": "The Agency", **publisher}, source_url=source_url)
    assert listed("publisher", of) == ["- Publisher: The Agency", *contact]


def test_entry_fields_are_listed_with_their_limits(words):
    files = schemas.Schemas(ROOT / "data/schema").files
    items = listed("entry-fields register=references", renderer(words, catalogue(), schemas=files))
    assert "- \\`year\\` (Required: no): The year of publication, such as 2021. The years 1800–2100." in items


def test_markdown_support_lists_where_it_works(words):
    items = listed("markdown-support", renderer(words, catalogue()))
    assert items[0] == "- Emphasis: On pages: works. In data: works."
    assert "- Other HTML: On pages: gives an error. In data: gives an error." in items


def test_api_files_are_links_with_descriptions(words):
    items = listed("api-files", renderer(words, catalogue()))
    assert items[0] == f"- [index.json](../data/v1/index.json): {words['opendata']['api_index']['en']}"
    assert "- [schema/regions.json](../data/v1/schema/regions.json): JSON Schema" in items[5]


def test_entry_fields_include_subfields(words):
    items = listed(
        "entry-fields register=regions",
        renderer(words, catalogue(), schemas=schemas.Schemas(ROOT / "data/schema").files),
    )
    assert [line.partition("`")[2].partition("`")[0].strip("\\") for line in items if "nuts2" in line][:3] == [
        "nuts2",
        "nuts2.code",
        "nuts2.name",
    ]
