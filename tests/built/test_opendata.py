"""Machine-readable files of the built site: JSON, CSV, feeds, RDF, Markdown, llms.txt and the API."""

from __future__ import annotations

import csv
import http.server
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from urllib.parse import unquote, urldefrag

import jsonschema_rs
import lxml.etree
import openapi_spec_validator
import pytest
import rdflib

from built.test_around import PUBLISHER
from built.test_site import ADDRESSES, CODE, DOCS, ROOT, SITE_URL, STEPS, target
from guide.data import published
from guide.data.documents import LANGS
from guide.exports import machine_files

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize("register", published.REGISTERS)
def test_json_is_valid_sorted_and_links_to_pages(site, register):
    data = json.loads((site.folder / f"data/{register}.json").read_text("utf-8"))
    schema = json.loads((site.folder / f"data/schema/{register}.json").read_text("utf-8"))
    assert [
        f"{list(e.instance_path)}: {e.message}" for e in jsonschema_rs.validator_for(schema).iter_errors(data)
    ] == []
    ids = [entry["id"] for entry in data]
    assert ids
    assert ids == sorted(ids)
    for entry in data:
        for lang in LANGS:
            address, anchor = urldefrag(entry["page"][lang].removeprefix(SITE_URL))
            assert address in site.of(lang)
            assert not anchor or site.pages[address].xpath(f"//*[@id='{anchor}']")


def test_json_has_every_field_of_the_registers(site):
    for register in ("examples", "themes", "clusters", "regions"):
        data = {entry["id"]: entry for entry in json.loads((site.folder / f"data/{register}.json").read_text("utf-8"))}
        for entry in DOCS[register].data:
            assert entry.keys() <= data[entry["id"]].keys()
    assert data["skane"]["name"] == {"sv": "Skåne"}


def test_csv_has_row_per_example_and_language_and_no_formulas(site):
    raw = (site.folder / "data/examples.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (site.folder / "data/examples.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = sorted(example["id"] for example in DOCS["examples"].data)
    assert [(row["id"], row["language"]) for row in rows] == [(id_, lang) for id_ in ids for lang in LANGS]
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("lang", LANGS)
def test_feed_is_newest_first_and_linked_from_every_page(site, lang):
    address = f"{ADDRESSES.root(lang)}atom.xml"
    feed = lxml.etree.parse(site.folder / address).getroot()
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    days = feed.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    order = sorted(zip(days, ids, strict=True), key=lambda entry: entry[1].removesuffix(".html"))
    assert list(zip(days, ids, strict=True)) == sorted(order, key=lambda entry: entry[0], reverse=True)
    assert len(ids) == min(100, len(DOCS["examples"].data))
    assert {id_.removeprefix(SITE_URL) for id_ in ids} <= site.of(lang).keys()
    for page, html in site.of(lang).items():
        first, *own = html.xpath("//head/link[@type='application/atom+xml']/@href")
        assert target(page, first) == address, page
        seen = html.xpath("//footer//a[@type='application/atom+xml']/@href")
        assert own == seen, page
        assert [target(page, link) for link in own] in ([], [page.removesuffix(".html") + "/atom.xml"]), page


@pytest.mark.parametrize("lang", LANGS)
def test_steps_regions_and_themes_link_to_their_own_feeds(site, lang):
    sources = [f"steps/{step}.md" for step in STEPS]
    sources += [f"{register}/{one['id']}.md" for register in ("regions", "themes") for one in DOCS[register].data]
    listing = ADDRESSES.of("about/open-data.md", lang)
    listed = {target(listing, link) for link in site.pages[listing].xpath("//article//details//a/@href")}
    for source in sources:
        feed = ADDRESSES.feed(source, lang)
        assert (
            lxml.etree.parse(site.folder / feed).getroot().xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM)
            == SITE_URL + feed
        )
        assert site.pages[ADDRESSES.of(source, lang)].xpath("//footer//a[@type='application/atom+xml']"), source
    assert listed == {ADDRESSES.feed(source, lang) for source in sources}


def test_dcat_metadata_is_rdf_and_lists_existing_files(site):
    graph = rdflib.Graph().parse(site.folder / "data/dcat.rdf", format="xml")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    dct = rdflib.Namespace("http://purl.org/dc/terms/")
    assert len(list(graph.subjects(rdflib.RDF.type, dcat.Dataset))) == len(published.REGISTERS)
    files = [*graph.objects(None, dcat.downloadURL), *graph.objects(None, dct.conformsTo)]
    files += [*graph.objects(None, dcat.landingPage)]
    assert len(files) > 8
    assert [str(f) for f in files if not (site.folder / str(f).removeprefix(SITE_URL)).is_file()] == []
    page = site.pages["om/oppna-data.html"].text_content()
    assert (DOCS["strings"].data["opendata"]["no_licence"]["sv"] in page) == (
        not list(graph.objects(None, dct.license))
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_has_a_markdown_version_with_working_links(site, lang):
    left = re.compile(
        r"markdown=|^\{|\{:? ?[.#]|<!--|</?(?:div|span|p|a|small|ul|li|figure|svg|button|nav)\b|&#(?!\d+;[.)])",
        re.MULTILINE,
    )
    for address, html in site.of(lang).items():
        (link,) = html.xpath("//head/link[@type='text/markdown']/@href")
        path = target(address, link)
        assert path == address.replace(".html", ".md")
        full_text = (site.folder / path).read_text("utf-8")
        text = CODE.sub("", full_text)
        title = html.xpath("string(//h1)").strip()
        assert title.split()[0] in full_text, path
        assert left.findall(text) == [], path
        for goal in re.findall(r"\]\(<?([^)<>\s]+)>?\)", text):
            to = urldefrag(unquote(goal))[0].partition("?")[0]
            if to and not re.match(r"[a-z]+:", to):
                linked_path = posixpath.normpath(posixpath.join(posixpath.dirname(path), to))
                assert (site.folder / linked_path).is_file(), f"{path}: {goal}"
                assert not linked_path.endswith(".html"), f"{path}: {goal}"


def markdown_of(site, source: str, lang: str) -> str:
    return (site.folder / ADDRESSES.of(source, lang).replace(".html", ".md")).read_text("utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_region_markdown_leaves_out_map_and_other_regions(site, lang):
    for region in DOCS["regions"].data:
        text = markdown_of(site, f"regions/{region['id']}.md", lang)
        linked = {target(ADDRESSES.of("regions/index.md", lang), link) for link in re.findall(r"\]\(([^)]+)\)", text)}
        others = {
            ADDRESSES.of(f"regions/{one['id']}.md", lang).replace(".html", ".md")
            for one in DOCS["regions"].data
            if one is not region
        }
        assert linked & others == set(), region["id"]
        for name in ("label", "list", "key", "credit"):
            assert DOCS["strings"].data["map"][name][lang] not in text, region["id"]


@pytest.mark.parametrize("lang", LANGS)
def test_example_markdown_has_its_texts_and_no_controls(site, lang):
    words = DOCS["strings"].data
    for example in DOCS["examples"].data:
        text = markdown_of(site, f"examples/{example['id']}.md", lang)
        for name in ("challenge", "description", "funding", "results", "lesson", "transfer", "gaps"):
            if lang in example.get(name, {}):
                assert f"## {words['example'][name][lang]}\n\n{example[name][lang].strip()[:20]}" in text, example["id"]
        for tool in (words["pack"]["add"], words["pack"]["open"], words["around"]["copy"], words["page"]["suggest"]):
            assert tool[lang] not in text, example["id"]


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_lists_the_content_of_markers(site, lang):
    files = markdown_of(site, "about/open-data.md", lang)
    for name in (
        "examples.json",
        "examples.csv",
        "regions.json",
        "dcat.rdf",
        "atom.xml",
        "llms.txt",
        "schema/regions.json",
    ):
        assert f"- [{name}](" in files
    assert DOCS["strings"].data["opendata"]["no_licence"][lang] in files
    glossary = markdown_of(site, "glossary.md", lang)
    explained = [term["id"] for term in DOCS["glossary"].data if "explanation" in term]
    listed = re.findall(r"^- \[.*?\]\((?:glossary|ordlista)\.md#([\w-]+)\): \S", glossary, re.MULTILINE)
    assert sorted(listed) == sorted(explained)


@pytest.mark.parametrize("lang", LANGS)
def test_contact_is_left_out_without_mailbox_and_repository(site, lang):
    words = DOCS["strings"].data["page"]
    named = f"{words['publisher'][lang]}: {PUBLISHER[lang]}"
    page, text = site.pages[ADDRESSES.of("about/index.md", lang)], markdown_of(site, "about/index.md", lang)
    assert page.xpath("//h2[@id='publisher']/following-sibling::p[2]")[0].text_content() == f"{named}."
    assert f"\n- {named}\n\n## " in text
    for phrase in (f"{words['contact'][lang]}:", words["issues"][lang]):
        assert phrase not in page.text_content()
        assert phrase not in text
    assert page.xpath("//a[starts-with(@href, 'mailto:') or contains(@href, '/issues')]") == []
    assert re.findall("mailto:|/issues", text) == []


@pytest.mark.parametrize("lang", LANGS)
def test_llms_txt_lists_every_page_of_its_language_once(site, lang):
    text = (site.folder / ADDRESSES.root(lang) / "llms.txt").read_text("utf-8")
    listed = re.findall(r"^- \[[^\n]*?\]\((\S+)\): \S", text, re.MULTILINE)
    assert sorted(listed) == sorted(SITE_URL + address.replace(".html", ".md") for address in site.public(lang))
    assert text.startswith("# ")
    assert "\n\n> " in text


def test_documented_program_runs_offline(site):
    for lang in LANGS:
        page = (ROOT / f"docs/{lang}/about/open-data.md").read_text("utf-8")
        program = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program], cwd=site.folder / "data", capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"Counter({'" in done.stdout
        assert f"{SITE_URL}{ADDRESSES.root(lang)}".encode() in done.stdout


@pytest.fixture(scope="module")
def served(site):
    """The address of the built site on a local web server."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(site.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("lang", LANGS)
def test_documented_api_program_runs_against_the_site(served, lang):
    page = (ROOT / f"docs/{lang}/about/api.md").read_text("utf-8").replace(SITE_URL, served)
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", program], capture_output=True, text=True, check=True)
    assert f"examples {len(DOCS['examples'].data)}\n" in done.stdout
    (skane,) = (one for one in DOCS["regions"].data if one["id"] == "skane")
    for area in skane["priorities"]:
        assert area["name"].get(lang, area["name"]["sv"]) in done.stdout
    assert len(re.findall("```(?:r|text)\n", page)) == 2  # these are untested, as the page says


@pytest.mark.parametrize("lang", LANGS)
def test_documented_api_commands_run_against_the_site(served, lang):
    if not shutil.which("curl"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no curl: install it")
    page = (ROOT / f"docs/{lang}/about/api.md").read_text("utf-8").replace(SITE_URL, served)
    (commands,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    for command in commands.strip().split("\n"):
        response = subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout
        assert json.loads(response)


def test_api_entries_equal_the_register_files(site):
    openapi = json.loads((site.folder / published.OPENAPI).read_text("utf-8"))
    openapi_spec_validator.validate(openapi)
    for register in published.REGISTERS:
        folder = site.folder / published.API / register
        entries = [json.loads(path.read_text("utf-8")) for path in sorted(folder.iterdir())]
        assert sorted(entries, key=lambda entry: entry["id"]) == json.loads(
            (site.folder / f"data/{register}.json").read_text("utf-8")
        )
        schema = json.loads((site.folder / published.API / f"schema/{register}.json").read_text("utf-8"))
        assert all(jsonschema_rs.validator_for(schema).is_valid(entry) for entry in entries)


def test_api_page_links_to_lists_and_schemas(site):
    for lang in LANGS:
        address = ADDRESSES.of("about/api.md", lang)
        links = {target(address, link) for link in site.pages[address].xpath("//article//a/@href")}
        assert {one for one in machine_files.addresses(ADDRESSES.root) if one.startswith(published.API)} <= links


def test_open_data_page_links_to_every_file(site):
    for lang in LANGS:
        address = ADDRESSES.of("about/open-data.md", lang)
        links = {target(address, link) for link in site.pages[address].xpath("//article//a/@href")}
        files = {p.relative_to(site.folder).as_posix() for p in (site.folder / "data").rglob("*") if p.is_file()}
        files = {name for name in files if not name.startswith(published.API)}
        files |= {f"{ADDRESSES.root(lang)}{name}" for name in ("atom.xml", "llms.txt")}
        assert files - {"data/sbom.cdx.json"} <= links  # that one is for those who host the site
