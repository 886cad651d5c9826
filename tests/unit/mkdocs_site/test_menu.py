"""The place of a page in the menu, and its breadcrumbs."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from guide.data.addresses import Addresses
from guide.mkdocs_site import menu
from unit.mkdocs_site.navigation import navigation

STEPS = (
    "The steps",
    ["steps/index.md", "steps/analysis.md", ("Vision", ["steps/vision.md", "steps/vision/future.md"])],
)
ITEMS = ("index.md", STEPS, ("Examples", ["examples/index.md"]), "glossary.md")


@pytest.fixture
def nav():
    """Return a menu with a nested section."""
    return navigation(Addresses({}), *ITEMS)


def page_of(nav, source):
    return next(page for page in nav.pages if page.file.norm_src_uri == source)


def record(source):
    return SimpleNamespace(file=SimpleNamespace(norm_src_uri=source), parent=None, ancestors=())


def test_first_page_of_a_section_is_its_index(nav):
    _, steps, _, glossary = nav.items
    assert menu.first_page(steps).file.norm_src_uri == "steps/index.md"
    assert menu.first_page(glossary) is glossary


@pytest.mark.parametrize(
    ("source", "index"),
    [("examples/one.md", "examples/index.md"), ("steps/x.md", "steps/index.md"), ("regions/skane.md", None)],
)
def test_index_of_finds_the_index_page_of_the_folder(nav, source, index):
    result = menu.index_of(source, nav)
    assert (result and result.file.norm_src_uri) == index


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("index.md", []),
        ("glossary.md", [("index.md", "index.md")]),
        ("steps/index.md", [("index.md", "index.md")]),  # the first page of a section represents it
        ("steps/analysis.md", [("index.md", "index.md"), ("The steps", "steps/index.md")]),
        ("steps/vision.md", [("index.md", "index.md"), ("The steps", "steps/index.md")]),
        (
            "steps/vision/future.md",
            [("index.md", "index.md"), ("The steps", "steps/index.md"), ("Vision", "steps/vision.md")],
        ),
    ],
)
def test_breadcrumbs_include_the_sections(nav, source, expected):
    result = menu.crumbs(page_of(nav, source), nav)
    assert [(stop.title, stop.page and stop.page.file.norm_src_uri) for stop in result] == expected


def test_front_page_of_each_language_has_no_breadcrumbs(nav):
    """MkDocs regards only the front page of the default language as the home page."""
    english = page_of(nav, "index.md")
    english.file.url = "en/index.html"
    assert not english.is_homepage
    assert menu.crumbs(english, nav) == []


def test_breadcrumbs_of_a_record_include_its_list_page(nav):
    result = menu.crumbs(record("examples/one.md"), nav)
    assert [(stop.title, stop.page and stop.page.file.norm_src_uri) for stop in result] == [
        ("index.md", "index.md"),
        ("examples/index.md", "examples/index.md"),
    ]


def test_site_without_a_front_page_has_no_breadcrumbs():
    nav = navigation(Addresses({}), "steps/index.md")
    assert menu.crumbs(nav.pages[0], nav) == []
