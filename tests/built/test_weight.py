"""Page weight: small pages, and no files or styles of the theme that they do not use."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import material
import yaml

from .conftest import ROOT, Built

LARGEST, LARGEST_EXAMPLE = 25_000, 8_000  # bytes of HTML, compressed
A_WEB_PAGE = 100  # and of the list of the web pages among the references, which grows with them, for each
THEME_FOLDER = Path(material.__file__).parent / "templates"


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_every_page_is_small(site: Built):
    examples = {
        f"{folder}/{path.name}" for folder in ("exempel", "en/examples") for path in site.folder.glob(f"{folder}/*")
    }
    lists = {f"{folder}/{name}" for folder, names in LISTS.items() for name in names}
    assert examples > lists
    sizes = {address: compressed(site.folder / address) for address in site.pages}
    lists_of_pages = {address: sizes.pop(address) for address in ("webbsidor.html", "en/web-pages.html")}
    assert {address: size for address, size in sizes.items() if size > LARGEST} == {}
    works = yaml.safe_load((ROOT / "data/references.yaml").read_text("utf-8"))
    count = len([work for work in works if work["type"] == "web"])
    assert {address: size for address, size in lists_of_pages.items() if size > A_WEB_PAGE * count} == {}
    assert {
        address: sizes[address] for address in examples - lists & sizes.keys() if sizes[address] > LARGEST_EXAMPLE
    } == {}


LISTS = {
    "exempel": ("index.html", "efter-land.html", "workshoppaket.html"),
    "en/examples": ("index.html", "by-country.html", "workshop-pack.html"),
}


def test_theme_files_are_not_shipped(site: Built):
    names = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    theme_files = (name for name in names if name.startswith("assets/") and (THEME_FOLDER / name).is_file())
    assert sorted(theme_files) == sorted(name for name in names if name.endswith(".map")) == []


def test_style_sheet_covers_every_theme_class_in_use(site: Built):
    (sheet,) = THEME_FOLDER.glob("assets/stylesheets/main.*.min.css")
    known = set(re.findall(r"\.([A-Za-z][\w-]*)", sheet.read_text("utf-8")))
    ours = set(re.findall(r"\.([A-Za-z][\w-]*)", "".join(path.read_text("utf-8") for path in OWN_CSS.rglob("*.css"))))
    shown = {name for page in site.pages.values() for name in " ".join(page.xpath("//@class")).split()}
    assert sorted(name for name in (shown & known) - ours) == ["no-js"]


OWN_CSS = ROOT / "docs/assets/css"
TOOL_CLASSES = ("front-search", "steps", "map", "coverage-scroll", "theme-choice", "timeline", "compare", "assessment")
TOOL_CLASSES += ("priorities", "sheet", "stacked")


def test_only_pages_that_need_tools_css_load_it(site: Built):
    loading = {
        address for address, page in site.pages.items() if page.xpath("//head/link[contains(@href, '/css/tools.')]")
    }
    classes = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in TOOL_CLASSES)
    assert loading == {address for address, page in site.pages.items() if page.xpath(f"//article//*[{classes}]")}


def test_scripts_are_deferred_except_on_the_404_page(site: Built):
    runs = "//script[not(@type='application/json' or @type='application/ld+json')]"
    waiting = {address: page.xpath(f"{runs}[not(@src and @defer)]") for address, page in site.pages.items()}
    # The 404 page is served at any address, so a script has to set the base of its links before the first of them.
    assert {address: len(scripts) for address, scripts in waiting.items() if scripts} == {"404.html": 1}


def test_images_have_dimensions_and_load_lazily(site: Built):
    pictures = {(address, img) for address, page in site.pages.items() for img in page.xpath("//img")}
    assert [
        (address, img.get("src"))
        for address, img in pictures
        if not (img.get("width") and img.get("height") and img.get("loading") == "lazy")
    ] == []
