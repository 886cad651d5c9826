"""Take screenshots of each kind of page and of every component: three widths, light and dark, both languages.

Called as `pictures.py SITE OUTPUT [PART]`: the folder of the built site, the folder to write to, and, where not all are
wanted, a part of the addresses. Needs Chromium, as the browser tests do.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from browser.kinds import KINDS

COMPONENTS = Path(__file__).parent / "browser/components.html"
STATES = {  # queries that bring a page into another state
    "exempel/index.html": ("?step=analysis&region=skane",),
    "exempel/workshoppaket.html": ("?ids=visual-sweden,smart-textiles",),
    "index.html": ("?q=kluster",),
    "jamfor.html": ("?regions=varmland,kronoberg",),
    "teman/index.html": ("?theme=energy",),
}
WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "dark")
MAX_HEIGHT = 6000  # pixels; the rest of a long list looks the same


def take_screenshots(browser: Browser, site: str, address: str, output: Path, width: int, scheme: str) -> None:
    """Take screenshots of the page at ``address`` and of the same page in the other language."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )  # type: ignore[arg-type]
    page = context.new_page()
    for lang in ("", "other-"):
        page.goto(
            f"{site}{address}"
            if not lang
            else page.locator("a.language").evaluate("link => link.href + location.search")
        )
        if address == "404.html" and lang:
            page.evaluate("html => { document.body.innerHTML = html }", COMPONENTS.read_text("utf-8"))
        page.add_style_tag(content="* { content-visibility: visible !important }")
        page.wait_for_timeout(300)
        name = "components" if address == "404.html" and lang else page.url.removeprefix(site)
        high = min(page.evaluate("document.documentElement.scrollHeight"), MAX_HEIGHT)
        page.screenshot(
            path=output / f"{name.replace('/', '_').replace('.html', '').replace('?', '-')}-{width}-{scheme}.png",
            clip={"x": 0, "y": 0, "width": width, "height": high},
            full_page=True,
        )
    context.close()


def main(folder: str, output: str, part: str = "") -> None:
    """Take all screenshots."""
    site = Path(folder).resolve().as_uri() + "/"
    addresses = [kind + state for kind in KINDS for state in ("", *STATES.get(kind, ()))]
    path = shutil.which("chromium") or sys.exit("no Chromium")
    Path(output).mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for address, width, scheme in itertools.product(addresses, WIDTHS, SCHEMES):
            if part in address:
                take_screenshots(browser, site, address, Path(output), width, scheme)
    print(f"{len(list(Path(output).iterdir()))} pictures in {output}/")


if __name__ == "__main__":
    main(*sys.argv[1:])
