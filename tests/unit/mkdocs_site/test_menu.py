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


def test_name_of_a_section_leads_to_its_first_page(nav):
    _, steps, _, glossary = nav.items
    assert menu.first_page(steps).file.norm_src_uri == "steps/index.md"
    assert menu.first_page(glossary) is glossary


@pytest.mark.parametrize(
    ("source", "index"),
    [("examples/one.md", "examples/index.md"), ("steps/x.md", "steps/index.md"), ("regions/skane.md", None)],
)
def test_folder_of_a_page_outside_the_menu_stands_by_its_first_page(nav, source, index):
    found = menu.index_of(source, nav)
    assert (found and found.file.norm_src_uri) == index


@pytest.mark.parametrize(
    ("source", "way"),
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
def test_way_to_a_page_goes_through_its_sections(nav, source, way):
    found = menu.crumbs(page_of(nav, source), nav)
    assert [(stop.title, stop.page and stop.page.file.norm_src_uri) for stop in found] == way


def test_front_page_of_each_language_has_no_way_to_it(nav):
    """MkDocs regards only the front page of the default language as the home page."""
    english = page_of(nav, "index.md")
    english.file.url = "en/index.html"
    assert not english.is_homepage
    assert menu.crumbs(english, nav) == []


def test_way_to_a_record_goes_through_its_list(nav):
    found = menu.crumbs(record("examples/one.md"), nav)
    assert [(stop.title, stop.page and stop.page.file.norm_src_uri) for stop in found] == [
        ("index.md", "index.md"),
        ("examples/index.md", "examples/index.md"),
    ]


def test_nothing_leads_to_a_page_without_a_front_page():
    nav = navigation(Addresses({}), "steps/index.md")
    assert menu.crumbs(nav.pages[0], nav) == []
