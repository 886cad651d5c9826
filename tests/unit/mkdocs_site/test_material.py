"""ARCHITECTURE.md lists what the site uses of Material for MkDocs, in case the theme must be replaced."""

import re
from pathlib import Path

import material
import pytest
from mkdocs.config import load_config

ROOT = Path(__file__).parents[3]
OVERRIDES = ROOT / "overrides"
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_BETWEEN_SELECTORS = re.compile(r",(?![^(]*\))")
_BETWEEN_DECLARATIONS = re.compile(r""";(?=(?:[^"]*"[^"]*")*[^"]*$)""")


@pytest.fixture(scope="module")
def listed() -> dict[str, set[str]]:
    """Return the names in the table of ARCHITECTURE.md by its first column."""
    section = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## What comes from Material")[2]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return {row[0]: set(re.findall("`([^`]+)`", row[1])) for row in rows[1:]}


@pytest.fixture(scope="module")
def config():
    return load_config(str(ROOT / "mkdocs.yml"))


def declarations(css: str) -> set[tuple[str, str]]:
    """Return each selector of a style sheet with each of its declarations, without white space."""
    rules = _RULE.findall("".join(css.rpartition("*/\n")[2].split()))  # without the leading comment
    return {
        (selector, declaration)
        for selectors, block in rules
        for selector in _BETWEEN_SELECTORS.split(selectors)
        for declaration in filter(None, _BETWEEN_DECLARATIONS.split(block))
    }


@pytest.fixture(scope="module")
def templates() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(OVERRIDES.rglob("*.html")))


def test_base_sheet_has_the_values_of_the_theme():
    """Fails when an upgrade of the theme changes values that base.css has copied and may need to follow."""
    (theirs,) = (Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.min.css")
    ours = declarations((ROOT / "docs/assets/css/base.css").read_text("utf-8"))
    assert len(ours) > 300
    assert ours - declarations(theirs.read_text("utf-8")) == set()


def test_icons_of_the_theme_are_listed(listed, templates):
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = set(re.findall(r"[\w-]+(?:/[\w-]+)+", templates + settings))
    icons = Path(material.__file__).parent / "templates/.icons"
    assert {name for name in named if (icons / f"{name}.svg").is_file()} == listed["Icons"]


def test_templates_and_words_of_the_theme_are_listed(listed, templates):
    included = re.findall(r"""{%-? *(?:include|import|extends|from) +"([^"]+)"( *~)?""", templates)
    theirs = {name for name, _ in included if not (OVERRIDES / name).is_file()}
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
