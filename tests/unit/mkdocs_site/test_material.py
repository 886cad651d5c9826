"""What the site takes from Material for MkDocs is listed in ARCHITECTURE.md, for the day when it has to be taken over."""

import re
from pathlib import Path

import material
import pytest
from mkdocs.config import load_config

from guide.mkdocs_site import look

ROOT = Path(__file__).parents[3]
OVERRIDES = ROOT / "overrides"
_SELECTORS = re.compile(r"(?<=[{}])([^{}@]+)\{")
_NOT_ELEMENTS = re.compile(r":not\([^)]*\)|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?|\.[\w-]+")


@pytest.fixture(scope="module")
def listed() -> dict[str, set[str]]:
    """The names in the table of ARCHITECTURE.md, by its first column."""
    section = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## What comes from Material")[2]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return {row[0]: set(re.findall("`([^`]+)`", row[1])) for row in rows[1:]}


@pytest.fixture(scope="module")
def config():
    return load_config(str(ROOT / "mkdocs.yml"))


@pytest.fixture(scope="module")
def rules(config) -> str:
    """What of the theme's rules is in the site's style sheet."""
    ours = look.styles("@charset;", (ROOT / "docs" / look.OWN_STYLES[0]).read_text("utf-8")).strip()
    return look.sheet(config).partition(ours[:40])[0]


@pytest.fixture(scope="module")
def selectors(rules) -> list[str]:
    return [part.strip() for rule in _SELECTORS.findall("}" + rules) for part in re.split(r",(?![^(]*\))", rule)]


@pytest.fixture(scope="module")
def templates() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(OVERRIDES.rglob("*.html")))


def test_classes_with_rules_of_the_theme_are_listed(listed, selectors):
    assert {name for part in selectors for name in re.findall(r"\.([A-Za-z][\w-]*)", part)} == listed[
        "Rules for classes"
    ]


def test_elements_with_rules_of_the_theme_are_listed(listed, selectors):
    bare = (_NOT_ELEMENTS.sub("", part) for part in selectors)
    assert {name for part in bare for name in re.findall("[a-z][a-z0-9]*", part)} == listed["Rules for elements"]


def test_variables_of_the_theme_are_listed(listed, rules):
    assert set(re.findall(r"(--md[\w-]+):", rules)) == listed["Variables"]


def test_icons_of_the_theme_are_listed(listed, templates):
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = set(re.findall(r"[\w-]+(?:/[\w-]+)+", templates + settings))
    icons = Path(material.__file__).parent / "templates/.icons"
    assert {name for name in named if (icons / f"{name}.svg").is_file()} == listed["Icons"]


def test_templates_and_words_of_the_theme_are_listed(listed, templates):
    asked = re.findall(r"""{%-? *(?:include|import|extends|from) +"([^"]+)"( *~)?""", templates)
    theirs = {name for name, _ in asked if not (OVERRIDES / name).is_file()}
    assert theirs == {"partials/languages/", ".icons/"}
    words = set(re.findall(r"""lang\.t\("([^"]+)"\)""", templates))
    languages = {f"partials/languages/{code}.html" for code in ("en", "sv")}
    assert words | languages == listed["Templates and words"]


def test_plugin_of_the_theme_is_listed(listed, config):
    theirs = {
        name.removeprefix("material/") for name, one in config.plugins.items() if "material" in type(one).__module__
    }
    assert theirs == listed["Plugin"]


def test_no_code_of_the_theme_is_imported():
    sources = [path.read_text("utf-8") for path in (ROOT / "hooks").rglob("*.py")]
    assert sources
    assert not [text for text in sources if re.search(r"^\s*(?:import|from) material\b", text, re.MULTILINE)]
