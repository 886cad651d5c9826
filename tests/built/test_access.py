"""Accessibility of every built page: the criteria of WCAG 2.2 that can be checked in the HTML alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

# Words that almost every sentence in the language has, and that do not exist in the other language.
COMMON = {
    "sv": re.compile(r"\b(?:och|att|för|är|som|på|till|inte|av|ett|hur|från|den|det)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:and|the|of|for|is|that|with|are|from|how|this|which|by|their)\b", re.IGNORECASE),
}


def test_heading_levels_are_not_skipped_and_page_has_one_h1(site):
    wrong = {}
    for address, page in site.pages.items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        jumps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
        if jumps or levels[:1] != [1] or levels.count(1) != 1:
            wrong[address] = levels
    assert wrong == {}


def test_landmarks_are_complete_and_navs_have_unique_names(site):
    for address, page in site.pages.items():
        assert [len(page.xpath(f"//{tag}")) for tag in ("main", "footer")] == [1, 1], address
        assert len(page.xpath("//header[not(ancestor::article)]")) == 1, address
        names = [
            nav.get("aria-label") or page.get_element_by_id(nav.get("aria-labelledby")).text_content()
            for nav in page.xpath("//nav[not(@hidden)]")
        ]
        assert all(names), address
        assert sorted({name for name in names if names.count(name) > 1}) == [], address


def test_first_link_skips_to_the_article(site):
    for address, page in site.pages.items():
        first = page.xpath("//body//a")[0]
        assert "md-skip" in first.get("class"), address
        (to,) = page.xpath("//*[@id=$id]", id=first.get("href").removeprefix("#"))
        assert to.xpath("ancestor::article"), address


def test_images_have_alternative_text_or_are_hidden(site):
    for address, page in site.pages.items():
        assert page.xpath("//img[not(@alt)] | //svg//image") == [], address
        bare = page.xpath(
            "//svg[not(@aria-hidden='true') and not(@aria-label) and not(@aria-labelledby) and not(title)]"
        )
        # An icon needs no name of its own, unless it is all there is in a link or button without a name.
        alone = [
            svg
            for svg in bare
            if not (owner := svg.xpath("ancestor::*[self::a or self::button or self::label or self::div][1]")[0]).get(
                "aria-label"
            )
            and not owner.text_content().strip()
            and owner.tag in ("a", "button")
        ]
        assert alone == [], address


def test_tables_have_name_and_column_and_row_headers(site):
    count = 0
    for address, page in site.pages.items():
        for table in page.xpath("//table"):
            count += 1
            name = table.xpath("caption") or page.xpath("//*[@id=$id]", id=table.get("aria-labelledby", ""))
            assert name and name[0].text_content().strip(), address
            assert [
                th for th in table.xpath("thead//th") if th.get("scope") != "col" or not th.text_content().strip()
            ] == []
            assert [row for row in table.xpath("tbody/tr") if len(row.xpath("th[@scope='row']")) != 1] == [], address
    assert count > 20


@pytest.mark.parametrize(("lang", "other"), [("sv", "en"), ("en", "sv")])
def test_text_in_other_language_has_lang_attribute(site, lang: str, other: str):
    """WCAG 2.2, 3.1.2. A text fails if it has two common words of the other language and none of its own.

    Names are exempt: works in italics, and authors before a year.
    """
    wrong = set()
    for address, page in site.of(lang).items():
        for text in page.xpath(
            "//body//text()[not(ancestor::script or ancestor::pre or ancestor::style or ancestor::em)]"
        ):
            if text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != lang or re.search(
                r"\(\d{4}\)\.\s*$", text
            ):
                continue
            if len(set(COMMON[other].findall(text))) > 1 and not COMMON[lang].search(text):
                wrong.add(f"{address}: {text.strip()}")
    assert sorted(wrong) == []


def test_navigation_links_have_same_order_on_every_page(site):
    """WCAG 2.2, 3.2.3 and 3.2.6: all pages of a language have the same links in the header and the tabs."""
    for lang in ("sv", "en"):
        orders = {
            tuple(a.text_content().strip() for a in page.xpath("//header//a | //*[@class='md-tabs']//a"))
            for page in site.of(lang).values()
        }
        assert len(orders) == 1
