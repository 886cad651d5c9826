"""The site under its own Content-Security-Policy, which every other test over http has too (conftest.py)."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from guide.hosting import web_servers

KINDS = [
    "index.html", "steg/vision.html", "exempel/index.html", "exempel/visual-sweden.html", "exempel/workshoppaket.html",
    "regioner/index.html", "regioner/skane.html", "kluster/index.html", "ordlista.html", "om/oppna-data.html", "404.html",
    "en/index.html", "en/steps/vision.html", "en/examples/index.html", "en/examples/visual-sweden.html",
    "en/examples/workshop-pack.html", "en/regions/index.html", "en/regions/skane.html", "en/clusters/index.html",
    "en/glossary.html", "en/about/open-data.html",
]  # fmt: skip


@pytest.fixture
def violations(context: BrowserContext) -> list[str]:
    """A list that collects what the policy blocks in the pages of the context."""
    reports: list[str] = []
    context.expose_function("violated", lambda report: reports.append(report))
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => violated(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
    )
    return reports


@pytest.fixture
def in_pages(context: BrowserContext, server: str, site) -> str:
    """The address of the site with the policy in a meta tag of each page, as for hosts that send no headers."""
    sources = web_servers.hashes((site.folder / "404.html").read_text("utf-8"))

    def respond(route):
        response = route.fetch()
        headers = {name: value for name, value in response.headers.items() if name != "content-security-policy"}
        route.fulfill(response=response, headers=headers, body=web_servers.with_policy(response.text(), sources))

    context.route("**/*.html*", respond)
    return server


@pytest.mark.parametrize("where", ["server", "in_pages"])
def test_page_kinds_do_not_violate_the_policy(request, context, violations, where):
    home = request.getfixturevalue(where)
    tab = context.new_page()
    for address in KINDS:
        tab.goto(home + address)
    tab.wait_for_timeout(300)
    assert violations == []


@pytest.mark.parametrize("where", ["server", "in_pages"])
def test_policy_blocks_foreign_scripts(request, context, violations, where):
    tab = context.new_page()
    tab.goto(request.getfixturevalue(where) + "index.html")
    tab.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>");
        }"""
    )
    tab.wait_for_timeout(300)
    assert tab.evaluate("window.ran") is None
    assert {violation.split()[0] for violation in violations} == {"script-src-elem", "script-src-attr"}


def test_search_and_colour_scheme_work_under_the_policy(context, in_pages: str, violations):
    tab: Page = context.new_page()
    tab.goto(f"{in_pages}en/index.html")
    tab.locator("[data-md-component=search-query]").fill("cluster")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()
    tab.locator("[data-md-component=search-query]").press("Escape")
    tab.get_by_role("button", name="Switch to dark colours").click()
    tab.reload()
    expect(tab.get_by_role("button", name="Switch to light colours")).to_be_visible()
    assert violations == []
