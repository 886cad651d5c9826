"""The change list folded at the end of a page: http and file://, both languages, by keyboard and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from built.conftest import ROOT
from guide.data.strings import date
from guide.prose import front_matter

PAGES = {"sv": "om/oppna-data.html", "en": "en/about/open-data.html"}
(NOTE,) = front_matter.changes([(ROOT / "docs/sv/about/open-data.md").read_text("utf-8")])


@pytest.mark.parametrize("lang", list(PAGES))
def test_changes_expand_by_keyboard(page: Page, home: str, lang: str):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(home + PAGES[lang])
    fold = page.locator("details.changes")
    row = fold.get_by_text(getattr(NOTE, lang))
    expect(row).to_be_hidden()
    summary = fold.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(row).to_be_visible()
    expect(row).to_have_text(f"{date(NOTE.date, lang)}: {getattr(NOTE, lang)}")
    assert summary.bounding_box()["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_summary_shows_date_of_last_change(page: Page, home: str):
    page.goto(home + PAGES["sv"])
    summary_text = page.locator("details.changes > summary").inner_text()
    first = page.locator("details.changes li").first
    page.locator("details.changes > summary").click()
    day = first.inner_text().partition(":")[0]
    assert summary_text.endswith(day)
    page.goto(f"{home}om/andringar.html")
    page.emulate_media(media="print")
    expect(page.locator("dl.changes")).to_be_visible()
