"""The files written in addition to MkDocs' pages; tests/built checks those of a real build."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from markupsafe import escape

from guide.exports import markdown_export
from guide.mkdocs_site import files
from guide.mkdocs_site.site import Site
from unit.entries import catalogue, example, reference, renderer


@pytest.fixture
def config(words, tmp_path):
    """Return a function that returns the build configuration of a language, which writes to a temporary folder."""

    def config(lang="sv"):
        works = (reference("a", "A", publisher="X"),)
        of = renderer(words, catalogue(example("one", aliases=("old",)), references=works), site_url="https://a.se/")
        return SimpleNamespace(
            extra={"site": Site(of)},
            plugins={"i18n": SimpleNamespace(current_language=lang)},
            site_dir=str(tmp_path),
            site_url="https://a.se/",
        )

    return config


def page(source, address, locale="sv", **more):
    file = SimpleNamespace(norm_src_uri=source, dest_uri=address, locale=locale, keys=["a"])
    meta = {"title": escape('A & "B"'), "description": escape("<C>"), "reviewed": "2026-11-21"}
    given = {"markdown": "One [@a].\n\n<!-- examples -->", "content": "<p>One.</p>", **more}
    return SimpleNamespace(file=file, meta=meta, title=meta["title"], canonical_url=f"https://a.se/{address}", **given)


def test_markdown_export_has_unescaped_front_matter(config, tmp_path):
    files.write_copies(page("steps/vision.md", "steg/vision.html"), config())
    text = (tmp_path / "steg/vision.md").read_text("utf-8")
    assert markdown_export.front(text) == {
        "title": 'A & "B"',
        "description": "<C>",
        "language": "sv",
        "url": "https://a.se/steg/vision.html",
        "reviewed": "2026-11-21",
    }
    script = (tmp_path / "assets/data/page-steps-vision.sv.js").read_text("utf-8")
    assert script == '__pages.take("steps/vision","<p>One.<\\/p>");\n'
    assert "One[1].\n\n- [text](../exempel/one.md): text\n\n## " in text


def test_fallback_export_keeps_its_language_with_site_links(config, tmp_path):
    files.write_copies(page("steps/vision.md", "en/steps/vision.html", locale="sv"), config("en"))
    text = (tmp_path / "en/steps/vision.md").read_text("utf-8")
    assert json.loads(text.partition("language: ")[2].partition("\n")[0]) == "sv"
    assert "](../examples/one.md)" in text


def test_forget_clears_the_texts_of_a_page(config):
    rendered_page = page("steps/vision.md", "steg/vision.html")
    files.write_copies(rendered_page, config())
    assert (rendered_page.markdown, rendered_page.content) == ("", "")
