"""What is taken of the theme's style sheet."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from guide.mkdocs_site import look

HEAD = '@charset "UTF-8";'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a{color:red}", "a{color:red}"),
        (".md-content__inner{color:red}", ".md-content__inner{color:red}"),
        (".md-annotation{color:red}", ""),
        (".md-content .md-annotation,.md-content a{color:red}", ".md-content a{color:red}"),
        (".md-content a:not(.md-annotation){color:red}", ".md-content a:not(.md-annotation){color:red}"),
        (":is(.md-content,.md-main) a,.md-tag{color:red}", ":is(.md-content,.md-main) a{color:red}"),
        ("[dir=rtl] .md-content{left:0}[dir=ltr] .md-content{left:0}", "[dir=ltr] .md-content{left:0}"),
        ("@media print{.md-tag{color:red}.md-content{color:red}}", "@media print{.md-content{color:red}}"),
        ("@media print{.md-tag{color:red}}p{color:red}", "p{color:red}"),
        ("@page{margin:1cm}", "@page{margin:1cm}"),
        ("@keyframes in{0%{top:0}to{top:1px}}", ""),
        (
            "p{animation:in 1s}@keyframes in{0%{top:0}to{top:1px}}",
            "p{animation:in 1s}@keyframes in{0%{top:0}to{top:1px}}",
        ),
        (":root{--a:1;--b:2}p{top:var(--b)}", ":root{--b:2}p{top:var(--b)}"),
        (":root{--a:url(\"data:x;y,<path d='m1'/>\");--b:2}p{top:var(--b)}", ":root{--b:2}p{top:var(--b)}"),
        (":root{--a:1;--b:var(--a)}p{top:0}", ":root{}p{top:0}"),
    ],
)
def test_rules_that_our_pages_need_are_kept(given: str, kept: str):
    assert look.styles(HEAD + given, "") == f"{kept}\n\n"


def test_own_styles_come_last_without_comments_and_keep_the_variables_they_read():
    given = look.styles(HEAD + ":root{--a:1;--b:2}", "/* why\n  .x { } */\n.y {\n  top: var(--a);\n}\n")
    assert given == ":root{--a:1;}\n.y{\ntop:var(--a);\n}\n"


def test_a_colour_for_each_scheme_is_written_out_plain_and_again_for_dark():
    given = look.both_schemes(":root {\n--ink: light-dark(#000, #fff);\n--round: 1px;\n}")
    plain, asked, chosen = given.rsplit("\n", 2)
    assert plain == ":root {\n--ink: #000;\n--round: 1px;\n}"
    assert asked == "@media screen and (prefers-color-scheme: dark) { :root:not([data-scheme]) { --ink: #fff; } }"
    assert chosen == '@media screen { :root[data-scheme="dark"] { --ink: #fff; } }'


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
def test_readers_get_none_of_the_files_of_the_theme(name: str, shipped: bool):
    assert look.shipped(name) == shipped


def test_colours_of_both_schemes_are_plain_values_too():
    css = look.both_schemes(":root { --ink: light-dark(#000, #fff); --same: #123; }")
    assert css.startswith(":root { --ink: #000; --same: #123; }")
    assert css.count("--ink: #fff;") == 2  # where the system asks for it, and where the reader does
    assert "light-dark" not in css
    assert css.count("@media screen") == 2  # paper is white


@pytest.mark.parametrize(
    ("name", "part"), [("md-nav__link--active", "md-nav"), ("md-footer-meta", "md-footer-meta"), ("note", "note")]
)
def test_class_belongs_to_the_part_before_its_first_double_sign(name, part):
    assert look.part(name) == part


def test_templates_lose_their_layout_and_write_json_in_swedish():
    env = Environment(
        autoescape=True,
        loader=DictLoader(
            {"a": "<p>\n    {% if true %}\n      {{ {'b': 'å', 'a': 1} | tojson }}\n    {% endif %}\n</p>"}
        ),
    )
    look.prepare(env)
    assert env.get_template("a").render() == '<p>\n{"a": 1, "b": "å"}\n</p>'
