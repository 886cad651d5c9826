"""Pages in one language only, stale translations, redirects, the 404 page and the offline copy."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from built.conftest import Built, build, copy_project


def page_source(title: str, text: str, more: str = "") -> str:
    """Return the source of a page that contains ``text`` and is long enough to pass the checks."""
    head = f"---\ntitle: {title}\ndescription: {title} is a page of the tests, long enough.\n{more}---\n\n"
    return f"{head}# {title} {{ #alone }}\n\n{text}\n\n## {title} 2 {{ #more }}\n\n{'ord ' * 130}\n"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Built:
    """A site with a Swedish-only page, an English-only page, a Swedish-only example, a stale page and redirects."""
    project = copy_project(tmp_path_factory.mktemp("mixed") / "project")
    nav = project / "mkdocs.yml"
    strings = project / "data/strings.yaml"
    (project / "docs/sv/alone.md").write_text(
        page_source("Ensam", "Bara på svenska. [Analys](steps/analysis.md)"), "utf-8"
    )
    english = page_source("Lonely", "Only in English. [Analysis](steps/analysis.md)", "original_language: en\n")
    (project / "docs/en/lonely.md").write_text(english, "utf-8")
    menu = nav.read_text("utf-8").replace(
        "            Start: Home\n", "            Start: Home\n            Ensam: Alone\n"
    )
    nav.write_text(menu + "  - Ensam: alone.md\n  - lonely.md\n", "utf-8")
    words = "addresses:\n  alone: {sv: ensam, en: alone}\n  lonely: {sv: endast, en: lonely}\n"
    strings.write_text(strings.read_text("utf-8").replace("addresses:\n", words, 1), "utf-8")
    stale = project / "docs/sv/steps/vision.md"
    stale.write_text(stale.read_text("utf-8") + "\nEtt nytt stycke.\n", "utf-8")
    examples = project / "data/examples.yaml"
    examples.write_text(examples.read_text("utf-8") + SWEDISH_ONLY, "utf-8")
    (project / "data/moved.yaml").write_text(
        "- address: steg/implementering.html\n  lang: sv\n  to: steps/policy-mix.md#how\n", "utf-8"
    )
    output = project.parent / "site"
    done = build(project, output)
    assert done.returncode == 0, done.stderr
    return Built(output)


SWEDISH_ONLY = """
- id: bara-svenska
  aliases: [gammalt-namn]
  title:
    sv: Bara på svenska
  summary:
    sv: Ett exempel utan engelska.
  description:
    sv: Vad som gjordes står bara på svenska.
  steps: [vision]
  themes_none: method
  regions: [skane]
  evidence: documented
  sources:
  - title: Sidan
    lang: sv
    unverified: archived
  reviewed: 2026-11-21
  original_language: sv
"""


@pytest.mark.parametrize(
    ("fallback", "original", "lang", "notice"),
    [
        ("en/alone.html", "ensam.html", "sv", "This page exists only in Swedish so far."),
        ("endast.html", "en/lonely.html", "en", "Den här sidan finns ännu bara på engelska."),
    ],
)
def test_fallback_page_has_notice_and_canonical_of_original(mixed, fallback, original, lang, notice):
    page = mixed.pages[fallback]
    assert page.get("lang") != lang
    assert notice in page.text_content()
    (part,) = page.xpath(f"//article//div[@lang='{lang}'][.//h1]")
    assert notice not in part.text_content()
    assert page.xpath("string(//link[@rel='canonical']/@href)") == f"https://s3.example.org/{original}"
    assert page.xpath("//link[@rel='alternate']/@hreflang") == [lang] + (["x-default"] if lang == "sv" else [])
    assert notice not in mixed.pages[original].text_content()


def test_menu_marks_language_of_fallback_pages(mixed):
    assert mixed.pages["en/index.html"].xpath("//nav[@class='menu']//a[@lang]/@lang") == ["sv"]
    assert mixed.pages["index.html"].xpath("//nav[@class='menu']//a[@lang]/text()") == ["Lonely"]


@pytest.mark.parametrize("address", ["en/alone.html", "endast.html", "en/examples/bara-svenska.html"])
def test_fallback_page_is_not_in_the_sitemap(mixed, address):
    assert f"https://s3.example.org/{address}<" not in (mixed.folder / "sitemap.xml").read_text("utf-8")


def test_links_on_fallback_page_stay_in_the_same_locale(mixed):
    assert "steps/analysis.html" in mixed.pages["en/alone.html"].xpath("//article//a/@href")
    assert "steg/analys.html" in mixed.pages["endast.html"].xpath("//article//a/@href")


def test_example_without_english_falls_back_to_swedish_with_notice(mixed):
    page = mixed.pages["en/examples/bara-svenska.html"]
    assert "This text exists only in Swedish so far." in page.text_content()
    assert page.xpath("string(//article//div[@lang='sv']/p)").strip() == "Vad som gjordes står bara på svenska."
    assert page.xpath("string(//link[@rel='canonical']/@href)").endswith("/exempel/bara-svenska.html")
    assert mixed.pages["exempel/bara-svenska.html"].xpath("//link[@rel='alternate']/@hreflang") == ["sv", "x-default"]


def test_stale_translation_shows_when_it_was_checked(mixed, site):
    notice = "The Swedish text has changed since this translation was last checked."
    assert notice in mixed.pages["en/steps/vision.html"].text_content()
    assert "Checked " in mixed.pages["en/steps/vision.html"].xpath("string(//div[contains(@class,'notice')])")
    assert notice not in site.pages["en/steps/vision.html"].text_content()
    assert "steps/vision.md" in mixed.pages["om/oversattningar.html"].xpath("string(//article)")


@pytest.mark.parametrize(
    ("old", "link"),
    [
        ("exempel/gammalt-namn.html", "bara-svenska.html"),
        ("en/examples/gammalt-namn.html", "bara-svenska.html"),
        ("steg/implementering.html", "policymix.html#how"),
    ],
)
def test_old_address_redirects_without_scripts(mixed, old, link):
    page = mixed.redirects[old]
    assert page.xpath("string(//meta[@http-equiv='refresh']/@content)") == f"0; url={link}"
    assert page.xpath("string(//body//a/@href)") == link
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert page.xpath("string(//link[@rel='canonical']/@href)").startswith("https://s3.example.org/")


def test_duplicate_address_fails_the_build(project, tmp_path):
    (project / "data/moved.yaml").write_text(
        "- {address: steg/vision.html, lang: sv, to: steps/analysis.md}\n", "utf-8"
    )
    done = build(project, tmp_path / "site")
    assert done.returncode == 1
    assert (
        "data/moved.yaml:1: #1: address: the address steg/vision.html is already used by docs/sv/steps/vision.md"
        in done.stderr
    )


def test_404_page_is_in_both_languages(site):
    page = site.pages["404.html"]
    assert page.get("lang") == "sv"
    assert page.xpath("//article/div/@lang") == ["sv", "en"]
    assert page.xpath("//article/div/p/a/@href") == ["index.html", "en/index.html"]
    assert page.xpath("//a[contains(@class,'language')]/@href") == ["en/index.html"]


def test_pages_have_structured_data_and_open_graph_tags(site):
    kinds = {}
    for address, page in site.pages.items():
        if address == "404.html":
            continue
        (data,) = page.xpath("//script[@type='application/ld+json']")
        thing, crumbs = json.loads(data.text)["@graph"]
        kinds[address] = thing["@type"]
        assert thing["url"] == page.xpath("string(//link[@rel='canonical']/@href)")
        assert thing["inLanguage"] == page.get("lang")
        assert crumbs["itemListElement"][-1]["item"] == thing["url"]
        graph = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
        assert graph["og:locale"] == {"sv": "sv_SE", "en": "en_GB"}[page.get("lang")]
        assert graph["og:description"] == page.xpath("string(//meta[@name='description']/@content)")
    assert kinds["exempel/visual-sweden.html"] == "CreativeWork"
    assert kinds["en/examples/index.html"] == "CollectionPage"
    assert kinds["steg/vision.html"] == "Article"


def test_offline_copy_contains_the_site(site):
    with zipfile.ZipFile(site.folder / "smart-specialisation.zip") as copy:
        names = {name.partition("/")[2] for name in copy.namelist()}
        about = copy.read("smart-specialisation/om/index.html").decode()
    files = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    entries = {name for name in files if re.match(r"data/v1/(?!schema/)\w+/", name)}  # also in the register files
    assert files - names - entries == {"_headers", "nginx.conf", "sitemap.xml.gz", "smart-specialisation.zip"}
    assert "smart-specialisation.zip" not in about
    assert "Det här är kopian för läsning utan nät" in about
    offer = site.pages["om/index.html"].xpath("string(//p[@class='offline'])")
    assert "0,0 MB" not in offer
    assert " MB" in offer
