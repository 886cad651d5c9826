"""What is taken of the theme's style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from guide.mkdocs_site import look, project

HEAD = '@charset "UTF-8";'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a{color:red}", "a{color:red}"),
        (".md-nav__link--active{color:red}", ".md-nav__link--active{color:red}"),
        (".md-annotation{color:red}", ""),
        (".md-nav .md-annotation,.md-nav a{color:red}", ".md-nav a{color:red}"),
        (".md-nav a:not(.md-annotation){color:red}", ".md-nav a:not(.md-annotation){color:red}"),
        (":is(.md-nav,.md-icon) a,.md-tag{color:red}", ":is(.md-nav,.md-icon) a{color:red}"),
        ("[dir=rtl] .md-nav{left:0}[dir=ltr] .md-nav{left:0}", "[dir=ltr] .md-nav{left:0}"),
        ("@media print{.md-tag{color:red}.md-nav{color:red}}", "@media print{.md-nav{color:red}}"),
        ("@media print{.md-tag{color:red}}p{color:red}", "p{color:red}"),
        ("@page{margin:1cm}", "@page{margin:1cm}"),
        ("@keyframes in{0%{top:0}to{top:1px}}", "@keyframes in{0%{top:0}to{top:1px}}"),
        (":root{--a:1;--b:2}p{top:var(--b)}", ":root{--b:2}p{top:var(--b)}"),
        (":root{--a:url(\"data:x;y,<path d='m1'/>\");--b:2}p{top:var(--b)}", ":root{--b:2}p{top:var(--b)}"),
        (":root{--a:1;--b:var(--a)}p{top:0}", ":root{}p{top:0}"),
    ],
)
def test_of_the_theme_what_our_pages_are_made_of_is_kept(given: str, kept: str):
    assert look.styles(HEAD + given, "") == f"{kept}\n\n"


def test_our_own_styles_come_last_without_comments_and_keep_what_they_read():
    given = look.styles(HEAD + ":root{--a:1;--b:2}", "/* why\n  .x { } */\n.y {\n  top: var(--a);\n}\n")
    assert given == ":root{--a:1;}\n.y {\ntop: var(--a);\n}\n"


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
def test_readers_get_none_of_the_themes_files(name: str, shipped: bool):
    assert look.shipped(name) == shipped


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["main.57a0d79d.min.css", "main.57a0d79d.min.css.map", "palette.fb2fffe2.min.css"], []),
        (["style.css"], ["the theme has 0 files that match assets/stylesheets/main.*.min.css"]),
        (["main.a.min.css", "main.b.min.css"], ["the theme has 2 files that match assets/stylesheets/main.*.min.css"]),
    ],
)
def test_a_style_sheet_that_is_not_where_it_was_is_told(tmp_path: Path, names: list[str], told: list[str]):
    folder = tmp_path / "assets/stylesheets"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    strings = yaml.safe_load((Path(__file__).parents[2] / "data/strings.yaml").read_text("utf-8"))
    config = MkDocsConfig()
    config.theme = Theme(name=None, custom_dir=str(tmp_path))
    said = [problem.text(strings, "en") for problem in project.astray(config)]
    assert [text.partition("theme: ")[2].partition(";")[0] for text in said] == told
