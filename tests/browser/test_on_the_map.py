"""The map and the table of regions and steps, with keyboard, pointer and a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


def test_region_opens_by_pointer_on_map_and_by_key_in_list(page: Page, home: str):
    page.goto(f"{home}index.html")
    page.locator(".map-picture a[href$='/sormland.html'] path").click()
    expect(page).to_have_url(f"{home}regioner/sormland.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sörmland")
    page.go_back()
    page.get_by_role("link", name="Sörmland 2 exempel").press("Enter")
    expect(page).to_have_url(f"{home}regioner/sormland.html")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["index.html", "regioner/uppsala.html"])
def test_enlarged_region_targets_cover_no_neighbour(page: Page, home: str, address: str, width: int):
    """Points all over each region are tried: a neighbour's border may be on top there, but not its target."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{home}{address}")
    tried = page.evaluate(
        """() => [...document.querySelectorAll(".map-picture a")].map((link) => {
          link.scrollIntoView({ block: "center" });
          const path = link.querySelector("path"), box = path.getBBox(), here = path.getScreenCTM();
          let own = 0, covered = 0;
          for (let x = 1; x < 20; x++) for (let y = 1; y < 20; y++) {
            const point = new DOMPoint(box.x + box.width * x / 20, box.y + box.height * y / 20);
            if (!path.isPointInFill(point)) continue;
            const at = point.matrixTransform(here), top = document.elementFromPoint(at.x, at.y);
            if (top?.closest("a") === link) own++;
            else if (top?.matches("circle")) covered++;
          }
          return [link.getAttribute("href"), own > 20, covered];
        })"""
    )
    assert len(tried) == 21
    assert [entry for entry in tried if entry[1:] != [True, 0]] == []


@pytest.mark.parametrize("address", ["index.html", "en/regions/index.html"])
def test_map_list_targets_are_large_enough_on_a_phone(page: Page, home: str, address: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}{address}")
    heights = page.locator(".map-list a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().height)"
    )
    assert len(heights) == 21
    assert min(heights) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_coverage_table_scrolls_sideways_by_keyboard(page: Page, home: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}regioner/index.html")
    table = page.get_by_role("region", name="Antal exempel per region och steg")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.coverage-scroll').scrollLeft > 0")
    sizes = table.locator("td a").evaluate_all(
        "links => links.map(l => l.getBoundingClientRect()).map(b => [b.width, b.height])"
    )
    assert min(min(size) for size in sizes) >= 24


def test_coverage_count_links_to_the_examples(page: Page, home: str):
    page.goto(f"{home}en/regions/index.html")
    page.get_by_role("link", name="3 examples: Värmland, Evaluation").click()
    expect(page).to_have_url(f"{home}en/examples/index.html?region=varmland&step=evaluation")
