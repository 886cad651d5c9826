"""What is found quickly in HTML is what the theme's search finds, or nothing."""

import random
from pathlib import Path
from typing import Any

import pytest
from material.plugins.search.plugin import Parser

import found
from converter import Converter

ROOT = Path(__file__).parents[2]
EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "fenced_code", "toc"]


def told(sections: Any) -> list[Any]:
    return [(one.id, one.title, one.text, one.is_excluded()) for one in sections]


def by_theme(html: str) -> list[Any] | None:
    """The sections that Material tells apart; None where it fails."""
    parser = Parser()
    try:
        parser.feed(html)
        parser.close()
    except ValueError:
        return None
    return told(parser.data)


def differs(html: str) -> bool | None:
    """Whether the two say different things of ``html``, None where the quick one says nothing."""
    read = found.sections(html)
    return None if read is None else told(read) != by_theme(html)


COVERED: dict[str, list[tuple[str | None, str, str]]] = {
    "": [],
    "a &amp; b > c &lt;d>\ne": [(None, "", "a &amp; b &gt; c &lt;d&gt; e")],
    "<p>a <b>b</b>\n<code>c</code></p>\n\n<p>d</p><ol> </ol>": [(None, "", "<p>a b <code>c</code></p> <p>d</p>")],
    '<h1 id="a">A <code>b</code></h1>\n<p>c</p>': [(None, "A <code>b</code>", " <p>c</p>")],
    '<h2 id="a&amp;b">A<a class="headerlink" href="#a">#</a></h2>c': [(None, "", ""), ("a&b", "A", "c")],
    "<h2>a</h2>": [(None, "", "a")],
    '<h1 id="a">A</h1><div><h2 id="b">B</h2>c</div>d': [(None, "A", "d"), ("b", "B", "c")],
    '<h1 id="a">A</h1><h2 id="b" data-search-exclude>B</h2>c<h2 id="d">D</h2>': [(None, "A", ""), ("d", "D", "")],
    "<p>a</p><div data-search-exclude><p>b</p></div>c": [(None, "", "<p>a</p>c")],
    '<div class="linenodiv"><pre>1</pre></div><pre>\na\n\n  <span>b</span> \n</pre>': [(None, "", "<pre>\na\n\n  b \n</pre>")],
    "<object>a</object><ul>\n<li>b<br />c</li><li></li>\n</ul>": [(None, "", "<ul> <li>bc</li><li></li> </ul>")],
    '<input type="text" hidden><img src="a"/><svg viewBox="0 0"><title>a</title><path d="1"/></svg>b': [(None, "", "ab")],
    '<p title="a > b" data-search-x="c">d</p></div></p>': [(None, "", "<p>d</p>")],
}  # fmt: skip
LEFT = [
    "a < b", "<!-- a -->", "<p", "<p>a</p", "<P>a</P>", "<p id=a>b</p>", "<p id='a'>b</p>", '<p id="a"class="b">c</p>', "</p a>", "<h2 id>a</h2>",
    "<script>a</script>", "<style>a</style>", "<textarea>a</textarea>", "<title><b>a</b></title>", "<!doctype html>", "<?a?>", "<![CDATA[a]]>", "<p\ta>", "</ p>", "<>", "</>",
    '<div data-search-exclude><p><div></div></p>',
]  # fmt: skip


@pytest.mark.parametrize("html", COVERED)
def test_what_is_found_is_what_the_theme_finds(html: str) -> None:
    read = found.sections(html)
    assert read is not None
    assert told(read) == by_theme(html)
    assert [(one.id, "".join(one.title), "".join(one.text)) for one in read if not one.is_excluded()] == COVERED[html]


@pytest.mark.parametrize("html", LEFT)
def test_html_that_is_not_sure_is_left_to_the_theme(html: str) -> None:
    assert found.sections(html) is None


# Elements that begin and end, also where they should not, and what may stand in and between them.
PIECES = [
    "a", "b", " ", "\n", "\n\n", "  c\n", "&amp;", "&lt;", "&nbsp;", "&#160;", "&#1;", "&copy", "& ", "&", ">", "\u00a0", "\u2003", "å",
    *(f"<{tag}>" for tag in ["p", "p", "code", "pre", "li", "ol", "ul", "sub", "div", "div", "section", "b", "a", "h1", "h2", "h3", "object", "br", "hr", "title", "x-y"]),
    *(f"</{tag}>" for tag in ["p", "p", "code", "pre", "li", "ol", "ul", "sub", "div", "div", "section", "b", "a", "h1", "h2", "h2", "h3", "object", "br", "title", "x-y"] * 2),
    *(f'<{tag} id="{tag}">' for tag in ["h1", "h1", "h2", "h2", "h2", "h3", "h3", "h4", "h5", "h6", "p", "div"]),
    "<p>a</p>", "<ul>\n<li>a</li>\n</ul>", '<h2 id="d">D</h2>', '<h3 id="e"><code>E</code> e</h3>\n', "<pre><code>f\n  g\n</code></pre>", "<p> </p>",
    "<div data-search-exclude>", '<div data-search-exclude="">', '<p DATA-search-exclude="x">', '<a class="headerlink">', '<a class="header&#108;ink" href="?a&amp;b">',
    '<a class="headerlink" data-search-exclude>', '<div class="linenodiv">', '<pre class="a linenodiv">', '<h2 id="g" data-search-exclude>', '<h2 id="">', '<h2 data-x="id">',
    '<h2 class="i" id="h&amp;i">', '<h2 id="j" id="k">', '<object data-search-exclude>', '<br/>', '<br />', '<path d="1"/>', '<p/>', '<h2 id="l"/>', '<img alt="data-search-exclude">',
    '<li title="a > b">', "<title>t</title>",
]  # fmt: skip
ODD = [
    "<",
    "<p",
    "<P>",
    "<!-- a -->",
    "</p >",
    "<p id=a>",
    "<a b='c'>",
    "<h2 id>",
    "<script>",
    "</script>",
    '"',
    "='",
    "<br>\t",
    "<p a =b>",
    "/>",
]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_found_in_pieces_of_html_that_the_theme_does_not_find(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311
    texts = []
    for _ in range(1500):
        pieces = source.choices(PIECES, k=source.randint(1, 14))
        if source.random() < 0.1:
            pieces.insert(source.randint(0, len(pieces)), source.choice(ODD))
        texts.append("".join(pieces))
    wrong = {text: differs(text) for text in texts}
    assert [text for text, of in wrong.items() if of] == []
    assert list(wrong.values()).count(False) > len(wrong) * 0.7


def test_in_the_pages_is_found_what_the_theme_finds() -> None:
    converter = Converter(EXTENSIONS, {"toc": {"permalink": False, "toc_depth": 3}, "tables": {}})
    texts = [path.read_text(encoding="utf-8").split("\n---\n", 1)[-1] for path in sorted(ROOT.glob("docs/*/**/*.md"))]
    pages = [converter.convert(text.replace("<!--", "a").replace("-->", "b")).html for text in texts]
    wrong = [differs(page) for page in pages]
    assert [page for page, of in zip(pages, wrong, strict=True) if of] == []
    assert wrong.count(False) > len(wrong) * 0.95
