"""Links between examples and other pages: related examples, uses, regions, clusters, citations, the pack's data."""

from __future__ import annotations

import json
import re

import pytest

from built.conftest import ROOT, build
from built.test_site import ADDRESSES, CODE, DOCS, SITE_URL, STEPS, named_examples, step_examples, target
from guide.data.documents import LANGS
from guide.rendering import page_scripts

PUBLISHER = {"sv": "S3-guiden", "en": "S3 Guide"}
EXAMPLES = {example["id"]: example for example in DOCS["examples"].data}


def of(site, id_, lang):
    address = ADDRESSES.of(f"examples/{id_}.md", lang)
    return address, site.pages[address]


@pytest.mark.parametrize("lang", LANGS)
def test_examples_have_related_ones_with_reasons(site, lang):
    reason = re.compile({"sv": r"^(Utvalt|Samma )", "en": r"^(Chosen|Same )"}[lang])
    for id_, example in EXAMPLES.items():
        _, page = of(site, id_, lang)
        reasons = page.xpath("//ul[@class='related']/li/small")
        assert len(reasons) >= max(3, len(example.get("related", [])) + 2), id_
        assert [r.text_content() for r in reasons if not reason.match(r.text_content())] == [], id_


@pytest.mark.parametrize("lang", LANGS)
def test_used_in_lists_exactly_the_pages_naming_an_example(site, lang):
    pages_by_example = {id_: set() for id_ in EXAMPLES}
    for source in sorted(path.relative_to(ROOT / "docs/sv").as_posix() for path in (ROOT / "docs/sv").rglob("*.md")):
        text = CODE.sub("", (ROOT / "docs/sv" / source).read_text("utf-8"))
        ids = re.findall(r"\[@example:([\w-]+)\]", text)
        ids += [id_ for ids_ in re.findall(r"<!-- examples id=([\w,-]+)", text) for id_ in ids_.split(",")]
        for id_ in ids:
            pages_by_example[id_].add(ADDRESSES.of(source, lang))
    assert sum(map(bool, pages_by_example.values())) >= 18
    for id_, pages in pages_by_example.items():
        address, page = of(site, id_, lang)
        links = page.xpath("//h2[@id='used-in']/following-sibling::ul[1]//a/@href")
        assert {target(address, link) for link in links} == pages, id_
        for user in pages:
            assert address in {target(user, link) for link in site.pages[user].xpath("//article//a/@href")}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", STEPS)
def test_step_pages_and_subpages_name_examples(site, lang, step):
    below = sorted(path.name for path in (ROOT / "docs/sv/steps" / step).glob("*.md"))
    own, *others = (
        len(site.pages[ADDRESSES.of(f"steps/{source}", lang)].xpath("//a[contains(@class,'example-link')]"))
        for source in (f"{step}.md", *(f"{step}/{name}" for name in below))
    )
    assert own >= 1
    assert own + sum(others) >= 2


@pytest.mark.parametrize("lang", LANGS)
def test_regions_and_clusters_link_back_to_their_examples(site, lang):
    for id_, example in EXAMPLES.items():
        address, page = of(site, id_, lang)
        linked = {target(address, link) for link in page.xpath("//div[@class='facts']//a/@href") if "//" not in link}
        regions = {ADDRESSES.of(f"regions/{region}.md", lang) for region in example.get("regions", [])}
        assert regions <= linked, id_
        for region in regions:
            assert address in {target(region, link) for link in site.pages[region].xpath("//article//a/@href")}
    clusters = ADDRESSES.of("s3-pilot/clusters.md", lang)
    linked = {target(clusters, link) for link in site.pages[clusters].xpath("//article//ul//a/@href")}
    for id_ in ("paper-province-bioeconomy", "smart-textiles", "interior-cluster-two-regions"):
        assert of(site, id_, lang)[0] in linked


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_is_linked_from_another_kind_of_page(site, lang):
    others = {a: p for a, p in site.of(lang).items() if a not in {of(site, id_, lang)[0] for id_ in EXAMPLES}}
    linked = {target(a, link) for a, page in others.items() for link in page.xpath("//article//a/@href")}
    assert {of(site, id_, lang)[0] for id_ in EXAMPLES} <= linked


@pytest.mark.parametrize("lang", LANGS)
def test_next_links_visit_every_example_of_a_step_in_order(site, lang):
    for step in STEPS:
        page = ADDRESSES.of(f"steps/{step}.md", lang)
        cards = f"//ul[@data-list='step:{step}']//a[@class='card-title']/@href"
        shown = [target(page, link) for link in site.pages[page].xpath(cards)]
        current, walked = step_examples(step, lang)[0], []
        assert site.pages[current].xpath(f"//nav[@data-list='step:{step}']/a[@rel='prev']") == []
        while current:
            walked.append(current)
            nav = f"//nav[@data-list='step:{step}']/a[@rel='next']/@href"
            following = site.pages[current].xpath(nav)
            current = target(current, following[0]) if following else None
        assert walked == step_examples(step, lang)
        unnamed = [example for example in walked if example not in named_examples(f"steps/{step}.md", lang)]
        assert unnamed[: len(shown)] == shown
        assert shown


def test_main_step_list_is_shown_without_scripts(site):
    for id_, example in EXAMPLES.items():
        navs = of(site, id_, "sv")[1].xpath("//nav[contains(@class,'neighbours')]")
        assert [nav.get("data-list") for nav in navs if nav.get("hidden") is None] == [f"step:{example['steps'][0]}"]


@pytest.mark.parametrize("lang", LANGS)
def test_example_has_citations_in_both_languages_and_bibtex(site, lang):
    address, page = of(site, "visual-sweden", lang)
    addresses = {language: SITE_URL + ADDRESSES.of("examples/visual-sweden.md", language) for language in LANGS}
    texts = {p.get("lang"): p.text_content() for p in page.xpath("//p[@class='copied-text']")}
    titles = EXAMPLES["visual-sweden"]["title"]
    assert texts == {
        language: f"{PUBLISHER[language]} (2026). {titles[language]}. {addresses[language]}" for language in LANGS
    }
    bibtex = page.xpath("string(//pre[contains(@class,'copied-text')])")
    assert bibtex.startswith("@misc{visual-sweden,\n") and f'url = "{SITE_URL}{address}"' in bibtex
    assert page.xpath("//h2[@id='cite']/following-sibling::p[1]/a/@href") == [SITE_URL + address]


@pytest.mark.parametrize("lang", LANGS)
def test_pack_data_lists_pages_and_their_text_scripts(site, lang):
    text = (site.folder / f"assets/data/pack.{lang}.js").read_text("utf-8")
    groups = json.loads(text.removeprefix("var __pack = ").removesuffix(";\n"))["groups"]
    address = ADDRESSES.of("examples/pack.md", lang)
    listed = {f"{id_}.md": target(address, href) for _, pages in groups for id_, _, href in pages}
    assert listed == {source: ADDRESSES.of(source, lang) for source in listed}
    assert {"steps/vision.md", "regions/skane.md", "themes/energy.md", "national-work.md"} <= set(listed)
    for source in listed:
        script = (site.folder / page_scripts.page_address(source, lang)).read_text("utf-8")
        assert script.startswith(f'__pages.take("{source.removesuffix(".md")}","'), source
    scripts = {a for a, page in site.pages.items() if page.xpath("//script[contains(@src,'assets/data/pack')]")}
    assert scripts == {ADDRESSES.of("examples/pack.md", language) for language in LANGS}


def test_unused_and_misspelt_examples_fail_the_build(project, tmp_path):
    for lang in LANGS:
        index = project / f"docs/{lang}/examples/index.md"
        index.write_text(index.read_text("utf-8").replace("<!-- examples-by-step -->", "ord " * 130), "utf-8")
        step = project / f"docs/{lang}/steps/analysis.md"
        step.write_text(step.read_text("utf-8").replace("<!-- examples step=analysis -->", "Inga."), "utf-8")
    vision = project / "docs/sv/steps/vision.md"
    broken = vision.read_text("utf-8")
    vision.write_text(broken.replace("[@example:jamtland-area-visions]", "[@example:jamtland-area-vision]"), "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 1
    assert re.search(
        r"docs/sv/steps/vision\.md:\d+: the example @example:jamtland-area-vision is not in data/examples\.yaml; "
        r"did you mean @example:jamtland-area-visions\?",
        done.stderr,
    )
    vision.write_text(broken, "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 1
    assert re.search(r"data/examples\.yaml:\d+: nordregio-map: no page or list shows the example", done.stderr)
    assert not (tmp_path / "site").exists()
