"""The same site works at the root of a server, below a sub-path and from disk."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from browser.conftest import headers_of


def test_language_switch_keeps_query_and_anchor(page: Page, home: str):
    page.goto(f"{home}steg/vision.html?step=vision#purpose")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{home}en/steps/vision.html?step=vision#purpose")
    page.get_by_role("link", name="Svenska").click()
    expect(page).to_have_url(f"{home}steg/vision.html?step=vision#purpose")


def test_404_page_links_to_the_front_page(page: Page, home: str):
    page.goto(f"{home}404.html")
    page.get_by_role("link", name="To the front page").click()
    expect(page).to_have_url(f"{home}en/index.html")


def test_404_page_works_at_any_address(context, site):
    """The page is served at an address that is not its own, by a host that has the site at its root."""
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Security Policy" in message.text else None)
    root = "https://s3.example.org/"
    headers = headers_of(site.folder)

    def respond(route):
        path = site.folder / route.request.url.removeprefix(root).partition("?")[0]
        found = path.is_file()
        route.fulfill(path=path if found else site.folder / "404.html", status=200 if found else 404, headers=headers)

    page.route(f"{root}**", respond)
    page.goto(f"{root}deep/down/nowhere.html")
    expect(page.locator("body")).to_have_css("margin", "0px")  # the style sheet is loaded
    page.get_by_role("link", name="Till startsidan").click()
    expect(page).to_have_url(f"{root}index.html")
    assert errors == []
