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
THEIRS = Path(material.__file__).parent / "templates"


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


def test_no_file_of_the_theme_is_shipped(site: Built):
    names = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    theirs = (name for name in names if name.startswith("assets/") and (THEIRS / name).is_file())
    assert sorted(theirs) == sorted(name for name in names if name.endswith(".map")) == []


def test_the_style_sheet_has_every_part_of_the_theme_that_is_on_a_page(site: Built):
    (sheet,) = THEIRS.glob("assets/stylesheets/main.*.min.css")
    known = set(re.findall(r"\.([A-Za-z][\w-]*)", sheet.read_text("utf-8")))
    ours = set(re.findall(r"\.([A-Za-z][\w-]*)", "".join(path.read_text("utf-8") for path in OWN.rglob("*.css"))))
    shown = {name for page in site.pages.values() for name in " ".join(page.xpath("//@class")).split()}
    assert sorted(name for name in (shown & known) - ours) == ["no-js"]


OWN = ROOT / "docs/assets/css"
FEW = ("front-search", "steps", "map", "coverage-scroll", "theme-choice", "timeline", "compare", "assessment")
FEW += ("priorities", "sheet", "stacked")


def test_only_pages_that_need_it_ask_for_the_second_style_sheet(site: Built):
    asking = {
        address for address, page in site.pages.items() if page.xpath("//head/link[contains(@href, '/css/tools.')]")
    }
    classes = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in FEW)
    assert asking == {address for address, page in site.pages.items() if page.xpath(f"//article//*[{classes}]")}


def test_no_script_runs_before_the_page_is_shown(site: Built):
    runs = "//script[not(@type='application/json' or @type='application/ld+json')]"
    waiting = {address: page.xpath(f"{runs}[not(@src and @defer)]") for address, page in site.pages.items()}
    # The 404 page is served at any address, so a script has to set the base of its links before the first of them.
    assert {address: len(scripts) for address, scripts in waiting.items() if scripts} == {"404.html": 1}


def test_every_picture_has_its_size_and_waits_until_it_is_near(site: Built):
    pictures = {(address, img) for address, page in site.pages.items() for img in page.xpath("//img")}
    assert [
        (address, img.get("src"))
        for address, img in pictures
        if not (img.get("width") and img.get("height") and img.get("loading") == "lazy")
    ] == []
