"""Every address of a build is claimed once, and a second claim is reported at the later place."""

import re
from pathlib import Path

import pytest
from mkdocs.config import load_config

from guide.data.addresses import Addresses
from guide.data.yaml_reader import parse
from guide.mkdocs_site import address_table

WORDS = {
    "by-country": {"sv": "efter-land", "en": "by-country"},
    "examples": {"sv": "exempel", "en": "examples"},
    "gap": {"sv": "vision", "en": "gap"},
    "index": {"sv": "index", "en": "index"},
    "pack": {"sv": "workshoppaket", "en": "workshop-pack"},
    "regions": {"sv": "regioner", "en": "regions"},
    "steps": {"sv": "steg", "en": "steps"},
    "sheets": {"sv": "blad", "en": "sheets"},
    "tools": {"sv": "verktyg", "en": "tools"},
    "vision": {"sv": "vision", "en": "vision"},
}
PAGES = ("index", "examples/index", "examples/pack", "examples/by-country", "regions/index", "steps/vision")
DATA = {
    "examples": "- id: first\n  title: One\n- id: second\n  aliases: [older, oldest]\n",
    "regions": "- id: skane\n",
    "themes": "- id: energy\n",
    "clusters": "- id: south\n",
    "shared_areas": "- id: west\n",
    "assessment": "- id: aims\n",
    "moved": "- address: steg/mal.html\n  lang: sv\n",
    "worksheets": "- id: vision\n  format: docx\n",
}


@pytest.fixture
def project(tmp_path) -> Path:
    """Return the root of a small project to add files to."""
    for lang in ("sv", "en"):
        for page in PAGES:
            write(tmp_path / f"docs/{lang}/{page}.md", "# A page")
    for name in ("base", "tokens", "site"):
        write(tmp_path / f"docs/assets/css/{name}.css")
    write(tmp_path / "docs/assets/js/site.js")
    write(tmp_path / "overrides/404.html")
    write(tmp_path / "mkdocs.yml", "site_name: x\ntheme: {name: material, custom_dir: overrides}\nplugins: []\n")
    return tmp_path


def write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def reported(project: Path, words: dict, **data: str) -> list[str]:
    docs = {name: parse((data.get(name) or text).encode(), f"data/{name}.yaml") for name, text in DATA.items()}
    config = load_config(str(project / "mkdocs.yml"))
    problems = address_table.table(config, project, docs, Addresses(WORDS)).problems
    return [problem.text(words, "en").partition("; change")[0] for problem in problems]


def test_valid_project_has_no_conflicts(project, words):
    assert reported(project, words) == []


PAGE = "docs/sv/examples/index.md:1"
IN_DATA = {
    "two sheets have one file": (
        {"worksheets": "- id: gap\n  format: xlsx\n- format: xlsx\n  id: vision\n"},
        [
            "data/worksheets.yaml:4: vision: id: the address verktyg/blad/vision.xlsx is already used by data/worksheets.yaml:1"
        ],
    ),
    "an alias is a hand-written page": (
        {"examples": "- id: first\n  title: x\n  aliases: [old, index]\n"},
        [f"data/examples.yaml:3: first: aliases[2]: the address exempel/index.html is already used by {PAGE}"],
    ),
    "an id is a hand-written page": (
        {"examples": "- id: first\n- title: x\n  id: index\n"},
        [f"data/examples.yaml:3: index: id: the address exempel/index.html is already used by {PAGE}"],
    ),
    "an id is the English word of a page": (
        {"examples": "- id: workshop-pack\n"},
        [
            "data/examples.yaml:1: workshop-pack: id: the address en/examples/workshop-pack.html is already used by"
            " docs/en/examples/pack.md:1"
        ],
    ),
    "an id is the Swedish word of a page": (
        {"examples": "- id: workshoppaket\n"},
        [
            "data/examples.yaml:1: workshoppaket: id: the address exempel/workshoppaket.html is already used by"
            " docs/sv/examples/pack.md:1"
        ],
    ),
    "an id is the source of a page": (
        {"examples": "- id: by-country\n"},
        [
            "data/examples.yaml:1: by-country: id: the address exempel/efter-land.html is already used by"
            " docs/sv/examples/by-country.md:1"
        ],
    ),
    "an alias is the id of another": (
        {"examples": "- id: first\n  aliases: [second]\n- id: second\n"},
        [
            "data/examples.yaml:2: first: aliases[1]: the address exempel/second.html is already used by data/examples.yaml:3"
        ],
    ),
    "an alias is the example's own id": (
        {"examples": "- id: first\n  aliases: [first]\n"},
        [
            "data/examples.yaml:2: first: aliases[1]: the address exempel/first.html is already used by data/examples.yaml:1"
        ],
    ),
    "an alias is that of another": (
        {"examples": "- id: first\n  aliases: [old]\n- id: second\n  aliases: [old]\n"},
        [
            "data/examples.yaml:4: second: aliases[1]: the address exempel/old.html is already used by data/examples.yaml:2"
        ],
    ),
    "two ids mean one address word": (
        {"examples": "- id: gap\n- id: vision\n"},
        ["data/examples.yaml:2: vision: id: the address exempel/vision.html is already used by data/examples.yaml:1"],
    ),
    "a region is a hand-written page": (
        {"regions": "- id: index\n"},
        [
            "data/regions.yaml:1: index: id: the address regioner/index.html is already used by docs/sv/regions/index.md:1"
        ],
    ),
    "a moved page is a hand-written page": (
        {"moved": "- lang: sv\n  address: steg/vision.html\n"},
        ["data/moved.yaml:2: #1: address: the address steg/vision.html is already used by docs/sv/steps/vision.md:1"],
    ),
    "a moved page is a region": (
        {"moved": "- lang: en\n  address: en/regions/skane.html\n"},
        ["data/moved.yaml:2: #1: address: the address en/regions/skane.html is already used by data/regions.yaml:1"],
    ),
    "a moved page is an alias": (
        {"moved": "- address: exempel/oldest.html\n"},
        ["data/moved.yaml:1: #1: address: the address exempel/oldest.html is already used by data/examples.yaml:4"],
    ),
    "a page moved twice": (
        {"moved": "- address: a.html\n- address: a.html\n"},
        ["data/moved.yaml:2: #2: address: the address a.html is already used by data/moved.yaml:1"],
    ),
    "a moved page is the 404 page": (
        {"moved": "- address: 404.html\n"},
        ["data/moved.yaml:1: #1: address: the address 404.html is already used by overrides/404.html:1"],
    ),
}


@pytest.mark.parametrize("case", IN_DATA)
def test_reports_conflicts_in_the_data(project, words, case):
    data, expected = IN_DATA[case]
    assert reported(project, words, **data) == expected


HOOKS_LINE = r"hooks/guide/[\w/]+\.py:[1-9]\d*"
BELOW_DOCS = {
    "docs/atom.xml": f"docs/atom.xml:1: the address atom.xml is already used by {HOOKS_LINE}",
    "docs/sv/atom.xml": f"docs/sv/atom.xml:1: the address atom.xml is already used by {HOOKS_LINE}",
    "docs/en/atom.xml": f"docs/en/atom.xml:1: the address en/atom.xml is already used by {HOOKS_LINE}",
    "docs/search/index.js": f"docs/search/index.js:1: the address search/index.js is already used by {HOOKS_LINE}",
    "docs/search/texts.js": f"docs/search/texts.js:1: the address search/texts.js is already used by {HOOKS_LINE}",
    "docs/search/search_index.json": f"docs/search/search_index.json:1: the address .* is already used by {HOOKS_LINE}",
    "docs/assets/data/pack.en.js": f"docs/assets/data/pack.en.js:1: the address .* is already used by {HOOKS_LINE}",
    "docs/assets/data/page-steps-vision.en.js": f"docs/assets/data/page-steps-vision.en.js:1: the address .* used by {HOOKS_LINE}",
    "docs/data/examples.json": f"docs/data/examples.json:1: the address .* is already used by {HOOKS_LINE}",
    "docs/data/v1/index.json": f"docs/data/v1/index.json:1: the address .* is already used by {HOOKS_LINE}",
    "docs/data/v1/clusters/south.json": r"data/clusters.yaml:1: .*address .* is already used by docs/.*",
    "docs/data": f"docs/data:1: the address data is already used by {HOOKS_LINE}",
    "docs/Data/sbom.cdx.json": f"docs/Data/sbom.cdx.json:1: the address Data/sbom.cdx.json is already used by {HOOKS_LINE}",
    "docs/nginx.conf": f"docs/nginx.conf:1: the address nginx.conf is already used by {HOOKS_LINE}",
    "docs/_headers": f"docs/_headers:1: the address _headers is already used by {HOOKS_LINE}",
    "docs/404.html": "docs/404.html:1: the address 404.html is already used by overrides/404.html:1",
    "docs/sv/404.md": "docs/sv/404.md:1: the address 404.html is already used by overrides/404.html:1",
    "docs/sitemap.xml.gz": "docs/sitemap.xml.gz:1: the address sitemap.xml.gz is already used by .*templates/sitemap.xml:1",
    "docs/assets/js/SITE.js": "docs/assets/js/site.js:1: the address .* is already used by docs/assets/js/SITE.js:1",
    "docs/sv/steps/Vision.md": "docs/sv/steps/Vision.md:1: the address .* is already used by docs/sv/steps/vision.md:1",
    "docs/en/steps/vision.markdown": "docs/en/steps/vision.md:1: the address .* by docs/en/steps/vision.markdown:1\n"
    "docs/en/steps/vision.markdown:1: the address .* is already used by docs/sv/steps/vision.md:1",
    "docs/sv/steps/gap.md": "docs/sv/steps/gap.md:1: the address steg/vision.html .* docs/sv/steps/vision.md:1",
    "docs/en/steps/gap.md": "docs/en/steps/gap.md:1: the address steg/vision.html .* docs/sv/steps/vision.md:1",
    "docs/exempel/first.html": "data/examples.yaml:1: first: id: .* is already used by docs/exempel/first.html:1",
    "docs/exempel/older.html": r"data/examples.yaml:4: second: aliases\[1\]: .* by docs/exempel/older.html:1",
    "overrides/atom.xml": f"overrides/atom.xml:1: the address atom.xml is already used by {HOOKS_LINE}",
}


@pytest.mark.parametrize("file", BELOW_DOCS)
def test_reports_files_with_a_taken_address(project, words, file):
    write(project / file)
    problems = "\n".join(reported(project, words))
    assert re.fullmatch(BELOW_DOCS[file], problems), problems


def test_reports_names_that_differ_only_in_unicode_form(project, words):
    write(project / "docs/caf\u00e9.png")
    write(project / "docs/cafe\u0301.png")
    assert reported(project, words) == [
        "docs/caf\u00e9.png:1: the address caf\u00e9.png is already used by docs/cafe\u0301.png:1"
    ]


@pytest.mark.parametrize("file", ["docs/.atom.xml", "docs/sv/.drafts/steps/gap.md", "overrides/partials/atom.html"])
def test_unpublished_files_claim_no_address(project, words, file):
    write(project / file)
    assert reported(project, words) == []
