"""Markdown that GitHub renders differently from the site."""

import pytest
from mkdocs.config import load_config

import github
from blocks import Reader
from unit.conftest import ROOT

OTHER = [
    ("a\n- b", 2),
    ("Text.\n\n- a\n  - b", 4),
    ("1) a\n2) b", 1),
    ("~~a~~", 1),
    ("Text.\n\na\n| a | b |\n|---|---|\n| 1 | 2 |", 4),
    ("**bold.**text", 1),
    ("- a\n* b", 2),
    ("> a\n- b", 2),
    ("Text.\n\n!!! note\n\n    **bold.**text", 5),
]
ALIKE = [
    "a_b_c, a__b__c, a*b*c, 2*3*4, ***a*** and x ** y ** z",
    "`a`b and ``a ` b``",
    "- a\n\n    b\n\n        code\n\n- c\n    - d\n        - e",
    "1. a\n1. b\n    1. c",
    "| a | b |\n|---|:-:|\n| *1* | `2` |",
    "a\n> b",
    "a\n# b { #b }",
    "```text\n- a\n  - b\n```",
    "[a](b.md), [c][d], <https://a.se> and ![e](f.png)\n\n[d]: g.md",
    "Term\n:   What *it* is.\n\n    - a\n    - b\n\nTerm\n:   Text.",
    '!!! note "Title"\n    Text.\n\n    - a\n\nText.',
    '<div class="x" markdown="block">\n\n- *a*\n\n</div>',
    "<!-- examples -->\n\nH<sub>2</sub>O [@a; @b]\n{: .x }",
    "\\*a\\*  \nb",
]


@pytest.fixture(scope="module")
def reader():
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Reader(config.markdown_extensions, config.mdx_configs)


@pytest.mark.parametrize(("text", "line"), OTHER)
def test_finds_markdown_that_github_renders_differently(reader, text, line):
    assert github.difference(text, reader) == line


@pytest.mark.parametrize("text", ALIKE)
def test_accepts_markdown_that_github_renders_alike(reader, text):
    assert github.difference(text, reader) is None
