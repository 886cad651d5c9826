"""Citations in the text of a page, as Python-Markdown converts it."""

import markdown
import pytest

from guide.prose.citations import Citations

CITED = [
    ("Fact [@a].", "<p>Fact(a).</p>"),
    ("Fact[@a].", "<p>Fact(a).</p>"),
    ("Fact [@a; @b].", "<p>Fact(a)(b).</p>"),
    ("Fact [@a][@b].", "<p>Fact(a)(b).</p>"),
    ("As in [@example:one].", "<p>As in (example:one).</p>"),
    ("As in [@example:one; @example:two].", "<p>As in (example:one), (example:two).</p>"),
    ("[@example:one] shows.", "<p>(example:one) shows.</p>"),
    ("*Fact [@a]* and **more [@b]**", "<p><em>Fact(a)</em> and <strong>more(b)</strong></p>"),
    ("- One [@a]\n- Two [@b]", "<ul>\n<li>One(a)</li>\n<li>Two(b)</li>\n</ul>"),
    ("A | B\n--|--\nc [@a] | d", "<td>c(a)</td>"),
    ("## Heading [@a]", "<h2>Heading(a)</h2>"),
    ("[@a]: not a definition", "<p>(a): not a definition</p>"),
]
LEFT_ALONE = [
    ("`[@a]`", "<p><code>[@a]</code></p>"),
    ("    [@a]", "<pre><code>[@a]\n</code></pre>"),
    ("\\[@a]", "<p>[@a]</p>"),
    ("[a@b](https://a.se)", '<p><a href="https://a.se">a@b</a></p>'),
    ("[@] [@ a] [@a b]", "<p>[@] [@ a] [@a b]</p>"),
    ("<!-- [@a] -->", "<!-- [@a] -->"),
]


def converted(text):
    citations = Citations()
    citations.cite = "({})".format
    return markdown.markdown(text, extensions=[citations, "tables", "md_in_html"])


@pytest.mark.parametrize(("text", "html"), CITED)
def test_citation_is_replaced_by_its_html(text, html):
    assert html in converted(text)


@pytest.mark.parametrize(("text", "html"), LEFT_ALONE)
def test_ignores_citation_in_code_comments_and_links(text, html):
    assert converted(text) == html


def test_citation_html_is_unchanged_by_markdown():
    citations = Citations()
    citations.cite = '<a class="citation" href="#{}">*x*</a>'.format
    assert markdown.markdown("Fact [@a_b_c].", extensions=[citations]) == (
        '<p>Fact<a class="citation" href="#a_b_c">*x*</a>.</p>'
    )


def test_each_page_has_its_own_citations():
    citations = Citations()
    library = markdown.Markdown(extensions=[citations])
    for page in ("one", "two"):
        citations.cite = f"({page} {{}})".format
        assert library.reset().convert("Fact [@a].") == f"<p>Fact({page} a).</p>"
