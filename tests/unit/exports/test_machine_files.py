"""The machine-readable files of the site."""

from __future__ import annotations

import json
import re

import pytest

from guide.data import published, schemas
from guide.data.entries import Text
from guide.exports import machine_files, markdown_export
from unit.conftest import ROOT
from unit.entries import catalogue, example, region, renderer

BOTH = Text("Titel", "Title")
ONE = example("one", title=BOTH, summary=BOTH, description=BOTH, regions=("skane",))


@pytest.fixture
def of(words):
    """Return a function that returns a renderer of the given examples and a region."""

    def of(*examples):
        return renderer(
            words,
            catalogue(*examples, regions=(region("skane", "Skåne"),)),
            site_url="https://s3.example.org/",
            publisher={"name": "The Agency", "contact": "a@a.se"},
            schemas=schemas.Schemas(ROOT / "data/schema").files,
        )

    return of


@pytest.fixture
def read():
    """Return a function that returns the Markdown copy at an address."""

    def read(name):
        url = f"https://s3.example.org/{name.removesuffix('.md')}.html"
        front_matter = {"title": f"Title of {name}", "description": "About it.", "url": url}
        return markdown_export.below(front_matter, "Text.")

    return read


def test_files_have_the_expected_addresses(of, read):
    files = dict(machine_files.files(of(ONE), ["index.md"], read))
    assert {name for name in files if name.startswith(published.API)} == {
        *(one for one in machine_files.addresses(str) if one.startswith(published.API)),
        "data/v1/examples/one.json",
        "data/v1/regions/skane.json",
    }
    own = [address for address in files if address.endswith("/atom.xml") and address != "en/atom.xml"]
    assert len(own) == 2 * (6 + 1)  # the steps and the region, in both languages
    assert sorted(name for name in files if name not in own and not name.startswith(published.API)) == [
        "atom.xml",
        "changes.xml",
        "data/assessment.json",
        "data/clusters.json",
        "data/dcat.rdf",
        "data/examples.csv",
        "data/examples.json",
        "data/regions.json",
        "data/schema/assessment.json",
        "data/schema/clusters.json",
        "data/schema/examples.json",
        "data/schema/regions.json",
        "data/schema/shared_areas.json",
        "data/schema/themes.json",
        "data/shared_areas.json",
        "data/themes.json",
        "en/atom.xml",
        "en/changes.xml",
        "en/llms.txt",
        "llms.txt",
    ]
    assert [one["id"] for one in json.loads(files["data/examples.json"])] == ["one"]
    assert json.loads(files["data/schema/regions.json"])["$id"] == "https://s3.example.org/data/schema/regions.json"


def test_empty_register_is_not_a_dataset(of):
    assert re.findall(r"<dcat:Dataset .*#(\w+)", machine_files.dcat(of()).decode()) == ["regions"]
    files = re.findall('<dcat:downloadURL .*org/(.*)"', machine_files.dcat(of(ONE)).decode())
    assert files == ["data/examples.json", "data/examples.csv", "data/regions.json"]


def test_metadata_has_landing_pages_in_both_languages(of):
    assert re.findall('<dcat:landingPage .*"(.*)"', machine_files.dcat(of()).decode()) == [
        "https://s3.example.org/om/oppna-data.html",
        "https://s3.example.org/en/about/open-data.html",
    ]


@pytest.mark.parametrize(("lang", "root", "other"), [("sv", "", "en/"), ("en", "en/", "")])
def test_llms_lists_pages_by_section_and_links_its_translation(of, read, words, lang, root, other):
    renderer = of(ONE)
    text = machine_files.llms(renderer, ["index.md", "steps/vision.md", "examples/one.md"], read, lang)
    llms = words["opendata"]["llms"]
    lines = [line for line in text.split("\n") if line.startswith(("#", "- ["))]
    addresses = [
        renderer.addresses.of(source, lang).replace(".html", ".md")
        for source in ("index.md", "steps/vision.md", "examples/one.md")
    ]
    listed = [f"- [Title of {name}](https://s3.example.org/{name}): About it." for name in addresses]
    assert lines == [
        f"# {llms['title'][lang]}",
        f"## {llms['start'][lang]}",
        listed[0],
        f"## {words['sections']['steps'][lang]}",
        listed[1],
        f"## {words['sections']['examples'][lang]}",
        listed[2],
    ]
    assert addresses[0] == f"{root}index.md"
    assert f"https://s3.example.org/{other}llms.txt" in text


def test_llms_escapes_markdown_in_titles(of):
    front_matter = {"title": "[x](y) *z*", "description": "<b>", "url": "https://a.se/other.html"}
    text = machine_files.llms(of(ONE), ["index.md"], lambda _: markdown_export.below(front_matter, "Text."), "en")
    assert "\n\n- [\\[x\\](y) \\*z\\*](https://a.se/other.md): &lt;b>\n" in text
