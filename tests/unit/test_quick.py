"""The quick converter gives what Python-Markdown gives, or nothing."""

import random
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

import quick
from converter import Converter

ROOT = Path(__file__).parents[2]


def by_library() -> Any:
    """Python-Markdown with the settings of mkdocs.yml and the extensions that MkDocs adds."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    given = yaml.safe_load(settings[settings.index("markdown_extensions:") :].split("\n\n")[0])["markdown_extensions"]
    names = [name for one in given for name in (one if isinstance(one, dict) else [one])]
    configs = {name: config for one in given if isinstance(one, dict) for name, config in one.items()}
    return markdown.Markdown(extensions=["tables", "fenced_code", *names], extension_configs=configs)


LIBRARY = by_library()


def differs(text: str) -> bool | None:
    """Whether the two say different things of a text, None where the quick one says nothing."""
    made = quick.convert(text)
    return (made.html, made.toc_tokens) != (LIBRARY.reset().convert(text), LIBRARY.toc_tokens) if made else None


COVERED = [
    "Text, over\ntwo lines.",
    "One\n\nTwo\n\n\nThree\n",
    "# One { #a }\n\n### Three { #c }\n\n## Two { #b .x data-y=z }\nText",
    "#### Four & *more* { #d }",
    "- a\n- b\n  c\n- **d**\n\nText",
    "1. a\n2. b\n\n| c |\n|---|\n| d |\n\n٣. e",
    "Text\n2017. More:\n\n- a",
    "a\n:   b\n:   c\n\nd\ne\n:   f",
    "| a | b |\n|---|---|\n| c | *d* |\n|  | \u00a0e |",
    "[a](b.md#c){ .d .e lang=sv } and [f](<https://g.se/h?i=j&k=l>), <https://m.se/>{ .n }",
    'Claim[[1]](#source-a){ .citation aria-label="Source 1: A &#38; B" }.',
    "*a* **b** (*c*, **d [e](f)**{ lang=en }) `g *h*` i_j",
    "AT&T & R&amp;D &copy;",
    "Text\nmore\n{ .lead }",
    "[a](b)\n{ .crumb }",
    '<small>a</small> <span class="b" title="c *d* e">f</span>',
    '<div class="a" hidden>\n\n- b\n</div>',
    "Text\n<p>a</p>\nText\n\n<section><p>b</p>\n\n<pre>c\n  d</pre></section>\n\nText",
    "<!-- steps -->\n\nText\n<!-- regions limit=3 -->\nText",
    '<div markdown="block" id="b" class="a">\n\n## C { #c }\n\nText\n</div>\n\nText',
    '<ul markdown="block">\n<li markdown="block">\n[a](b)\n\n<p class="c"><b>d</b></p>\n</li>\n</ul>',
    '<div markdown="block">\nA\n<figure b class="a"><div>\n<svg x="1"/>\n\n</div>\n\n<p>b</p></figure>\nC</div>',
    '!!! note "On *a*"\n    [b](c.md) d\n    e\n\nf',
    '<p>a</p>\n```python\nb["c"] = <d> & *e*\n\n- f `g`\n```\nText\n\n```\n## h\n``` i\n```\n\n```\n\n```',
    "!!! warning\n    - a\n    - b",
    "[a @b; @c] and [d], [e][f] [g]",
]
LEFT = [
    "", " \n", "a  \nb", "\ta", "    a", "a\\*b", "* a", "+ a", "- a\n    - b", "- a\n\n- b", "- a\n\n    b", "1. a\n- b", "> a",
    "# a", "## a", "a\n===", "a\n---", "---", "a\n\n---\n\nb", "[a]: b", "[a]\n\n[a]: b", "![a](b)", "[a](b \"c\")",
    "[a](b c)", "[a](<b>)", "<a@b.se>", "*a", "a*b*", "__a__", "_a_", "***a***", "``a``", "```\na", "````\na\n````", "``` {.a}\na\n```", '<div markdown="block">\n```\na\n```\n</div>', "~~~\na\n~~~",
    "!!! note\n    a\n\n    b", "!!! note\n    a\nb", "a | b\n--|--\nc | d", "| a | b |\n|---|:-:|\n| c | d |", "| a |\n|---|\n| c | d |", "a\n\n:   b", ":   a\n:   b", "a\n:   b\n    c",
    "<div>\n~~~\n~~~\n</div>", "<div>\n````\na\n````\n</div>", "<div>", "<div>a</div> b", "a <div>b</div>", "<div><p></div></p>", "<div markdown=\"1\">\na\n</div>", "<p markdown=\"block\">\na\n</p>",
    "<div markdown=\"block\">\n<h2>a</h2>\n</div>", "<hr>", "<br/>a", "a < b", "a <b>c\n<!-- d -->\ne</b>", "a > b", "{ .a }", "a\n{ .b", "a { .b }", "&#38", "[TOC]", "a\u2028b", "\x02",
]  # fmt: skip


@pytest.mark.parametrize("text", COVERED)
def test_a_plain_text_is_converted_as_by_the_library(text: str) -> None:
    made = quick.convert(text)
    assert made
    assert (made.html, made.toc_tokens) == (LIBRARY.reset().convert(text), LIBRARY.toc_tokens)


@pytest.mark.parametrize("text", LEFT)
def test_a_text_that_may_mean_more_is_left_to_the_library(text: str) -> None:
    assert quick.convert(text) is None


# Signs and words to put into a text where they may mean something, or break what stood there.
SIGNS = [
    *" \n\n\n#*_[](){}<>&|`\\'\"!:;.,-+=1aå\u00a0\ua000\ua490/~@^", "  ", "    ", "\n\n", "\n\n\n", "\n  ", "\n    ", "\n\n    ", "**", "__", "***",
    "- ", "* ", "1. ", "2. ", "## ", "> ", "```\n", "\n```\n", ":   ", ": ", "| ", "]: ", "![", "---", "===", "```", "!!! note\n", "<!-- a -->", "<!--", "-->",
    "{ .a }", "{ #b }", "{ c=d }", "{: ", " }", "{}", "[a](b)", "[c]", "[d][e]", "](", "[f]: g", "*h*", "**i**", "_j_", "`k`", "(*l*)", "<http://m>", "<n@o.se>",
    "&amp;", "&#38;", "&#38", "&p", "& ", "<br>", "<br/>", "<hr>", "<span>", "</span>", "<b q='r'>", "<p>", "</p>", "<div>", "</div>", "<li>", "</li>",
    '<div markdown="block">\n', '<div markdown="1">', '<p markdown="span">', "<h2>s</h2>", "<pre>", "<script>", "<details><summary>", " markdown", ' class="t"', " u",
]  # fmt: skip


def random_text(source: random.Random, known: list[str]) -> str:
    """Some of the ``known`` texts one after the other, with up to three mends in them."""
    text = "".join(f"{one}{source.choice(BETWEEN)}" for one in source.choices(known, k=source.randint(1, 3)))
    for _ in range(source.choice([0, 1, 1, 1, 2, 2, 3])):
        start = source.randint(0, len(text))
        end = start + source.choice([0, 0, 0, 1, 1, 2, 5, 20])
        text = text[:start] + source.choice([*SIGNS, "", "", text[start:end] * 2]) + text[end:]
    return text


BETWEEN = ["\n", "\n\n", "\n\n", "\n\n\n", " ", "", "\n- ", "\n    "]


@pytest.mark.parametrize("seed", range(20))
def test_no_text_is_converted_otherwise_than_by_the_library(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311
    texts = [random_text(source, COVERED) for _ in range(200)]
    told = {text: differs(text) for text in texts}
    assert [text for text, wrong in told.items() if wrong] == []
    assert sum(wrong is not None for wrong in told.values()) > 8


# Few pieces, so that all ways to put some of them together come up.
FEW = {
    "html": ['a', '<b>', '</b>', '<!-- c -->', '\n', '\n\n', '\n', '<div>', '</div>', '<div markdown="block">\n', '\n</div>\n', '- ', '<p>x</p>', '&amp;', '<br>', '<span>', '</span>', '## h { #i }\n', '<section>', '</section>', '<li>', '</li>'],
    "md": ['a', '\n', '\n\n', '\n', '<div markdown="block">\n', '\n</div>\n', '<ul markdown="block">\n', '\n</ul>\n', '<li markdown="block">\n', '\n</li>\n', '<p class="z" b>q</p>', '<div y="1" x><p>q</p>\n</div>', '- b', '1. c', 't\n:   d', '</div>', '<figure>\n<b>e</b>\n</figure>', '<details><summary>f</summary>\n<p>g</p></details>', '\n'],
    "em": ['*', '**', 'a', ' ', '*b*', '**c**', '_', ',', '.', '(', ')', '\n', '[d](e)', '&amp;', '`f`', '<b>', 'x_y', '{ .g }', 'é', '[h]'],
    "link": ['[', '](', 'a)', ']', '[b](c)', '[d](e){ .f }', '<https://g>', '{ .h }', ' ', '\n', '{ .i j=k }', '[[1]](#l)', '!', '[m][n]', '(', '<https://o>{ .p }', '*q*', '<small>r</small>', '{ #s t="u v" }', '\n{ .w }', '\n\n'],
    "list": ['- ', 'a', '\n', '\n', '\n\n', '  ', '1. ', '2. ', '    ', 'b\n:   c', '\n:   ', 'd', ': ', '* ', '# ', '## e { #f }', 'g', '\n- h', '\n- i', '---', '==='],
    "table": ['| ', ' | ', 'a', ' |', '\n', '|---|', '|---|---|', '| b | c |\n', '|---|---|\n', '| d | e |\n', '| f |\n', '|---|\n', '`g`', '*h*', '\n\n', '-', '|', ':', '[i](j)', '\\', '| --- | - |\n'],
    "code": ['```\n', '```', '\n', 'a', '\n\n', '```py\n', '`', '``', '<div>', '</div>', 'b', '&', '"', '- ', '<!-- c -->', '~~~\n', '`d`', '!!! note "e"\n', '    f', '\n    ', '!!! tip\n    g\n'],
    "head": ['# ', '## ', '#### ', 'a', '{ #b }', ' { #c }', ' { #d .e f=g }', '\n', '\n\n', '*h*', '#', ' ', '&', '<b>i</b>', '<small>', 'j\n', '{', '}', '-', 'é', '`k`', '{ .l }', '{ .m }\n'],
}  # fmt: skip


@pytest.mark.parametrize("kind", FEW)
def test_no_few_pieces_are_converted_otherwise_than_by_the_library(kind: str) -> None:
    source = random.Random(kind)  # noqa: S311
    texts = ["".join(source.choices(FEW[kind], k=source.randint(2, 9))) for _ in range(3000)]
    told = {text: differs(text) for text in texts}
    assert [text for text, wrong in told.items() if wrong] == []
    assert sum(wrong is not None for wrong in told.values()) > 20


def test_the_pages_are_converted_as_by_the_library() -> None:
    texts = [path.read_text(encoding="utf-8").split("\n---\n", 1)[-1] for path in sorted(ROOT.glob("docs/*/**/*.md"))]
    told = [differs(text) for text in texts]
    assert [text for text, wrong in zip(texts, told, strict=True) if wrong] == []
    assert told.count(False) > len(told) * 0.8


def strings(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in strings(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("register", sorted(path.name for path in (ROOT / "data").glob("*.yaml")))
def test_the_texts_of_the_registers_are_converted_as_by_the_library(register: str) -> None:
    texts = set(strings(yaml.safe_load((ROOT / "data" / register).read_text(encoding="utf-8"))))
    assert [text for text in texts if differs(text)] == []


def test_other_settings_are_for_the_library() -> None:
    text, extensions = (
        "# A { #b }\n\nText\nmore\n\n[c](d)",
        ["admonition", "attr_list", "def_list", "md_in_html", "tables"],
    )
    ours = Converter(["fenced_code", "toc", *extensions], {"toc": {"permalink": False, "toc_depth": 3}, "tables": {}})
    made = ours.convert(text)
    assert ours.fits
    assert (made.html, made.title) == ('<h1 id="b">A</h1>\n<p>Text\nmore</p>\n<p><a href="d">c</a></p>', "A")
    assert ours.convert("a _b_").html == "<p>a <em>b</em></p>"
    others = Converter(["fenced_code", "toc", "nl2br", *extensions], {})
    assert not others.fits
    assert "Text<br />" in others.convert(text).html


@pytest.mark.parametrize(
    ("text", "title", "anchors"),
    [
        ("# A *b* { #c }\n\n## D { #e }", "A b", {"c", "e"}),
        ("Text\n\n# A { #b }", None, {"b"}),
        (
            '<div id="a" markdown="block">\n# B { #c }\n</div>\n<p class="d"><a name="e" id="f"></a></p>',
            None,
            {*"acef"},
        ),
        ('<span title=" id=">a id="b"</span> [c](#d){ #e } <i id="f&amp;g">', None, {"e", "f&g"}),
    ],
)
def test_the_title_and_anchors_are_those_that_mkdocs_finds(text: str, title: str | None, anchors: set[str]) -> None:
    made = quick.convert(text)
    assert made
    assert (made.title, made.anchors) == (title, anchors)


def test_what_becomes_of_addresses_is_for_the_caller_to_say() -> None:
    made = quick.convert("[a](b.md) *[c](<https://d.se>)* <https://e.se>", lambda address: f"{address}?x")
    assert made
    assert made.html == (
        '<p><a href="b.md?x">a</a> <em><a href="https://d.se?x">c</a></em> <a href="https://e.se?x">https://e.se</a></p>'
    )
