"""The style sheet, and the templates of the theme."""

from __future__ import annotations

import re

import pytest
from jinja2 import DictLoader, Environment

from guide.mkdocs_site import look
from unit.conftest import ROOT


def test_minified_removes_comments_and_white_space():
    given = look.minified("/* why\n  .x { } */\n.y {\n  top: var(--a);\n}\n")
    assert given == ".y{top:var(--a)}"


def test_scripts_keep_licences_and_strings():
    given = b'/*! MIT licence */\n/* why\n   ** at all */\n  // and how\n  go("https://a.se"); // here\n\n  stop("a; // b");\n'
    assert look.content("a.js", given) == b'/*! MIT licence */\ngo("https://a.se");\n\nstop("a; // b");\n'
    assert look.content("a.svg", given) == given


def test_no_template_literal_of_a_script_spans_lines():
    lines = {path.name: path.read_text("utf-8").split("\n") for path in (ROOT / "docs/assets/js").glob("*.js")}
    assert "site.js" in lines
    assert [(name, line) for name, of in lines.items() for line in of if line.count("`") % 2] == []


def test_every_css_variable_is_used():
    css = "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs/assets/css").glob("*.css")))
    variables = set(re.findall(r"(?<!\w)(--[\w-]+):", css))
    assert len(variables) > 20
    assert variables - set(re.findall(r"var\((--[\w-]+)", css)) == set()


def test_both_schemes_adds_dark_rules_for_system_and_choice():
    given = look.both_schemes(":root {\n--ink: light-dark(#000, #fff);\n--round: 1px;\n}")
    plain, by_system, by_choice = given.rsplit("\n", 2)
    assert plain == ":root {\n--ink: #000;\n--round: 1px;\n}"
    assert by_system == "@media screen and (prefers-color-scheme: dark) { :root:not([data-scheme]) { --ink: #fff; } }"
    assert by_choice == '@media screen { :root[data-scheme="dark"] { --ink: #fff; } }'


@pytest.mark.parametrize(
    ("name", "shipped"),
    [
        ("assets/javascripts/bundle.a5f9d56c.min.js", False),
        ("assets/stylesheets/main.57a0d79d.min.css.map", False),
        ("assets/css/tokens.css", False),
        ("assets/js/site.js", True),
        ("assets/favicon.svg", True),
        ("sv/index.md", True),
    ],
)
def test_theme_files_are_not_shipped(name: str, shipped: bool):
    assert look.shipped(name) == shipped


def test_both_schemes_replaces_light_dark_with_plain_values():
    css = look.both_schemes(":root { --ink: light-dark(#000, #fff); --same: #123; }")
    assert css.startswith(":root { --ink: #000; --same: #123; }")
    assert css.count("--ink: #fff;") == 2  # by the system's preference, and by the reader's choice
    assert "light-dark" not in css
    assert css.count("@media screen") == 2  # print is always light


@pytest.mark.parametrize(
    ("css", "dark"),
    [
        (":root { /* --ink: light-dark(#000, #fff); */ --ground: light-dark(#eee, #111); }", "--ground:#111"),
        (":root { --ground: light-dark(#eee,#111) }", "--ground:#111"),
        ("/* --ink: light-dark(#000, #fff); */", None),
    ],
)
def test_minified_sheet_has_the_dark_colours_outside_comments(css: str, dark: str | None):
    rules = re.findall(r"\{:root[^{]*\{([^}]*)\}\}", look.minified(css))
    assert rules == ([dark, dark] if dark else [])


def test_prepare_trims_templates_and_keeps_unicode_in_json():
    env = Environment(
        autoescape=True,
        loader=DictLoader(
            {"a": "<p>\n    {% if true %}\n      {{ {'b': 'å', 'a': 1} | tojson }}\n    {% endif %}\n</p>"}
        ),
    )
    look.prepare(env)
    assert env.get_template("a").render() == '<p>\n{"a": 1, "b": "å"}\n</p>'
