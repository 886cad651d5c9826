"""What of Markdown works on pages and in texts of the data, by the converters themselves."""

import markdown
from mkdocs.config import load_config

from guide.prose import page_html
from guide.prose.citations import Citations
from unit.conftest import ROOT

EVERYWHERE = {
    "emphasis", "strong", "link", "language", "list", "numbered", "nested", "quotation", "table", "definitions", "rule",
    "code", "subscript",
}  # fmt: skip
NOWHERE = {"footnote", "struck", "tasks", "bare", "emoji", "html"}
STATES = {
    **dict.fromkeys(EVERYWHERE, ("works", "works")),
    **dict.fromkeys(NOWHERE, ("error", "error")),
    **dict.fromkeys(("heading", "picture", "marker"), ("works", "error")),
    "citation": ("works", "error"),
    "notice": ("works", "error"),
}


def test_support_is_what_the_converters_do():
    config = load_config(str(ROOT / "mkdocs.yml"))
    library = markdown.Markdown(
        extensions=[*config.markdown_extensions, Citations()], extension_configs=dict(config.mdx_configs)
    )
    found = page_html.support(lambda text: library.reset().convert(text))
    assert {name: (in_pages, in_data) for name, _, in_pages, in_data in found} == STATES


def test_state_follows_the_converter():
    def page(markdown):
        return {"*text*": "<p>*text*</p>", "**text**": "<p><script>x</script></p>"}.get(markdown, "<p></p>")

    found = {name: in_pages for name, _, in_pages, _ in page_html.support(page)}
    assert (found["emphasis"], found["strong"]) == ("typed", "error")


def test_every_sample_has_a_name_in_both_languages(words):
    assert set(words["markdown"]["samples"]) == set(page_html.SAMPLES)
    assert {*page_html.STATES} <= set(words["markdown"])
