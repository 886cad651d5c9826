"""Chromium's accessibility tree of some pages, compared with the snapshots in trees/."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

TREES = Path(__file__).parent / "trees"
RENEW = "update the snapshots with `TREES=renew .venv/bin/pytest tests/browser/test_trees.py`, and read `git diff`"
MAX_ALIKE = 3  # so many items of a list, a table or a run of paragraphs are in the snapshot
# Roles without a meaning of their own, replaced by their children.
SKIPPED_ROLES = {
    "generic",
    "none",
    "paragraph",
    "LabelText",
    "rowgroup",
    "Legend",
    "emphasis",
    "strong",
    "superscript",
    "Abbr",
    "mark",
}
IGNORED_ROLES = {"InlineTextBox", "ListMarker", "LineBreak"}
TEXT_ROLES = {"status", "Figcaption"}  # only their text is in the snapshot, so that prose can change freely
ALL = ("heading", "navigation", "region")  # but all of these
STATES = ("checked", "pressed", "expanded", "selected", "disabled", "required", "invalid", "level", "hasPopup")
OFF = (None, False, "false", "")


def search(page: Page) -> None:
    """Search for a word and wait for the hits."""
    page.locator(".md-search__input").fill("NABS")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def nothing(_page: Page) -> None:
    """Leave the page as it is."""


def has(css: str) -> Callable[[Page], None]:
    """Return a function that waits until a script has put an element that matches ``css`` on the page."""
    return lambda page: expect(page.locator(css).first).to_be_visible()


# By name of the snapshot: the page's address in both languages, the role of the part to compare (the frame is the
# same on all pages), and what to do first.
PAGES = {
    "front": (("index.html", "en/index.html"), "RootWebArea", nothing),
    "examples": (("exempel/index.html?step=vision", "en/examples/index.html?step=vision"), "main", has(".hits .card")),
    "example": (("exempel/visual-sweden.html", "en/examples/visual-sweden.html"), "main", nothing),
    "search": (("om/integritet.html", "en/about/privacy.html"), "banner", search),
    "map": (("regioner/index.html", "en/regions/index.html"), "main", nothing),
    "region": (("regioner/skane.html", "en/regions/skane.html"), "main", nothing),
    "assessment": (("verktyg/nulage.html", "en/tools/where-we-stand.html"), "main", has(".assessment [role=status]")),
    "compare": (
        ("jamfor.html?regions=skane,halland", "en/compare.html?regions=skane,halland"),
        "main",
        has(".compare-table"),
    ),
    "themes": (("teman/index.html?theme=energy", "en/themes/index.html?theme=energy"), "main", has(".theme-list li")),
}


def value(of: dict[str, Any] | None) -> Any:
    """Return the value in a value object of the DevTools protocol."""
    return (of or {}).get("value")


def describe(node: dict[str, Any]) -> str:
    """Return a node as one line: role, name (numbers and dates as #, since data changes them), states, value."""
    role = value(node["role"])
    name = re.sub(r"# \w+ #$", "#", re.sub(r"\d+", "#", " ".join(str(value(node.get("name")) or "").split())))
    states = {one["name"]: value(one["value"]) for one in node.get("properties", ())}
    if role == "listitem":
        states = {}
    shown = [f"{state}={states[state]}" for state in STATES if states.get(state) not in OFF]
    if value(node.get("value")) not in OFF:
        shown.append(f"value={value(node['value'])}")
    if value(node.get("description")):
        shown.append(f"description={value(node['description'])[:60]}")
    return " ".join([str(role), *([f'"{name[:90]}"'] if name else []), *(f"[{one}]" for one in shown)])


def lines(nodes: dict[str, dict[str, Any]], node: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield the lines of the tree below ``node``, with only the first few of several similar nodes in a row."""
    run, before, groups = 0, None, 0
    for child in shown(nodes, node):
        role = value(child["role"])
        run = run + 1 if role == before else 1
        before = role
        groups += role == "group"  # of a form's groups too only the first few, even with headings between them
        run = max(run, groups) if role == "group" else run
        if run == MAX_ALIKE + 1 and role not in ALL:
            yield f"{'  ' * depth}…"
        if run <= MAX_ALIKE or role in ALL:
            yield "  " * depth + describe(child)
            yield from lines(nodes, child, depth + 1)


def shown(nodes: dict[str, dict[str, Any]], node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the children of ``node`` that a screen reader presents; roles without meaning yield their children."""
    for child in (nodes[id_] for id_ in node.get("childIds", ()) if id_ in nodes):
        role = value(child["role"])
        if role in IGNORED_ROLES or (role == "StaticText" and value(node["role"]) not in TEXT_ROLES):
            continue
        if child["ignored"] or role in SKIPPED_ROLES:
            yield from shown(nodes, child)
        else:
            yield child


def tree(page: Page, part: str) -> str:
    """Return the tree of the page's first node with the role ``part`` as text."""
    ax_nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in ax_nodes}
    top = next(node for node in ax_nodes if value(node["role"]) == part)
    return "\n".join([f'page "{page.title()}"', *lines(nodes, top, 1)]) + "\n"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_accessibility_tree_equals_the_snapshot(context: BrowserContext, site, name: str, lang: str):
    addresses, part, act = PAGES[name]
    page = context.new_page()
    page.goto(f"{site.folder.as_uri()}/{addresses[lang == 'en']}")
    act(page)
    page.wait_for_load_state("networkidle")
    file = TREES / f"{name}-{lang}.txt"
    actual = tree(page, part)
    if os.environ.get("TREES") == "renew":
        file.write_text(actual, "utf-8")
    assert actual == file.read_text("utf-8"), RENEW
