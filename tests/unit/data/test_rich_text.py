"""Markdown in the data: what a text may contain, and what is refused, with its line and message."""

import random
import re

import lxml.html
import pytest
from mkdocs.utils.yaml import yaml_load

from guide.data.formats import is_url
from guide.data.rich_text import ELEMENTS, EXTENSIONS, Refusal, is_address, line_of, refusals, refusals_in_html, to_html
from unit.conftest import ENTRY, ROOT

ALLOWED = [
    ("One.\n\nTwo  \nlines.", "<p>One.</p>\n<p>Two<br />\nlines.</p>"),
    ("*One* and **two**", "<p><em>One</em> and <strong>two</strong></p>"),
    ("- one\n- two\n\n    more", "<ul>\n<li>one</li>\n<li>\n<p>two</p>\n<p>more</p>\n</li>\n</ul>"),
    ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
    ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ("Term\n:   What it is", "<dl>\n<dt>Term</dt>\n<dd>What it is</dd>\n</dl>"),
    ("***", "<hr />"),
    ("[one](https://a.se/?b=c&d=e#f)", '<p><a href="https://a.se/?b=c&amp;d=e#f">one</a></p>'),
    ('[one](https://a.se "Title")', '<p><a href="https://a.se" title="Title">one</a></p>'),
    ("[one](<https://a.se/ö>)", '<p><a href="https://a.se/ö">one</a></p>'),
    ("<https://a.se>", '<p><a href="https://a.se">https://a.se</a></p>'),
    ("[one](HTTPS://A.SE)", '<p><a href="HTTPS://A.SE">one</a></p>'),
    ("[one](mailto:a@b.se)", '<p><a href="mailto:a@b.se">one</a></p>'),
    ("[one][1]\n\n[1]: https://a.se", '<p><a href="https://a.se">one</a></p>'),
    ("[one](steps/vision.md)", '<p><a href="steps/vision.md">one</a></p>'),
    ("[one](steps/vision.md#how-to)", '<p><a href="steps/vision.md#how-to">one</a></p>'),
    ("[one](glossary.md)", '<p><a href="glossary.md">one</a></p>'),
    ("[one](https://a.se){: hreflang=en lang=en }", '<p><a href="https://a.se" hreflang="en" lang="en">one</a></p>'),
    ("*one*{ lang=en }\n{: lang=sv }", '<p lang="sv"><em lang="en">one</em></p>'),
    ("a & b &amp; c < d <3 > e", "<p>a &amp; b &amp; c &lt; d &lt;3 &gt; e</p>"),
    ("\"one\" 'two' ”three”", "<p>\"one\" 'two' ”three”</p>"),
    ("&lt;script&gt; &copy;&nbsp;&shy;", "<p>&lt;script&gt; &copy;&nbsp;&shy;</p>"),
    ("`<b>` and `[x](javascript:x)`", "<p><code>&lt;b&gt;</code> and <code>[x](javascript:x)</code></p>"),
    ("```\n<script>\n```", "<pre><code>&lt;script&gt;\n</code></pre>"),
    ("H<sub>2</sub>O<br>x", "<p>H<sub>2</sub>O<br>x</p>"),
    ("[] [][] [x] [x y]", "<p>[] [][] [x] [x y]</p>"),
    (r"\[x\]\[y\] \*\*z\*\* 2\. \{ .x }", "<p>[x][y] **z** 2. { .x }</p>"),  # escaped, so shown literally
    ("```\n- [ ] x\n```", "<pre><code>- [ ] x\n</code></pre>"),
    ("3. x\n4. y", '<ol start="3">\n<li>x</li>\n<li>y</li>\n</ol>'),
    ("{x} ${x} --8<-- x [TOC]", "<p>{x} ${x} --8&lt;-- x [TOC]</p>"),
    ("a <b", "<p>a &lt;b</p>"),
    ("- " * 8 + "one", "<ul>\n<li>\n" * 7 + "<ul>\n<li>one</li>\n</ul>" + "\n</li>\n</ul>" * 7),
]
CELLS = "<tbody>\n<tr>\n<td{0}>1</td>\n<td{1}>2</td>\n</tr>\n</tbody>\n"
ALIGNED = [
    (":--|--:", ' style="text-align: left;"', ' style="text-align: right;"'),
    (":-:|---", ' style="text-align: center;"', ""),
]


@pytest.mark.parametrize(("text", "html"), ALLOWED)
def test_markdown_is_converted_to_html(text, html):
    assert to_html(text) == html
    assert list(refusals(text)) == []


@pytest.mark.parametrize(("line", "left", "right"), ALIGNED)
def test_table_columns_may_be_aligned(line, left, right):
    text = f"a|b\n{line}\n1|2"
    assert CELLS.format(left, right) in to_html(text)
    assert list(refusals(text)) == []


BAD = "javascript:x"
# A text, and its refusals: the key of the message, the excerpt and the line within the text.
REFUSED = [
    # link targets
    ("[x](javascript:alert(1))", ["markdown_link javascript:alert(1) 1"]),
    ("One.\n\n[x](JaVaScRiPt:x)", ["markdown_link JaVaScRiPt:x 3"]),
    ("One.\n\n[x](java&#115;cript:x)", ["markdown_link javascript:x 3"]),
    ("One.\n\n[x](javascript&colon;x)", ["markdown_link javascript:x 3"]),
    ("[x](<javascript:x>)", ["markdown_link javascript:x 1"]),
    ("[x](\\javascript:x)", ["markdown_link \\javascript:x 1"]),
    ("[x](data:text/html,x)", ["markdown_link data:text/html,x 1"]),
    ("[x](vbscript:x)", ["markdown_link vbscript:x 1"]),
    ("[x](ftp://a.se)", ["markdown_link ftp://a.se 1"]),
    ("[x](//a.se)", ["markdown_link //a.se 1"]),
    ("[x](https:a.se)", ["markdown_link https:a.se 1"]),
    ("[x](https://localhost)", ["markdown_link https://localhost 1"]),
    ("[x](https://a.se@b.se)", ["markdown_link https://a.se@b.se 1"]),
    ("[x](https://a.se/b c)", ["markdown_link https://a.se/b c 1"]),
    ("[x](/steps/vision.md)", ["markdown_link /steps/vision.md 1"]),
    ("[x](../steps/vision.md)", ["markdown_link ../steps/vision.md 1"]),
    ("[x](steps/vision.html)", ["markdown_link steps/vision.html 1"]),
    ("[x](steps/vision.md?y)", ["markdown_link steps/vision.md?y 1"]),
    ("[x](#how-to)", ["markdown_link #how-to 1"]),
    ("[x]()", ["markdown_link  1"]),
    ("<a href='javascript:x'>x</a>", ["markdown_link javascript:x 1"]),
    (f"[x](https://a.se/{'a' * 60} )", []),
    (f"[x](/{'a' * 80})", [f"markdown_link /{'a' * 59} 1"]),
    # reference definitions
    (f"[x]: {BAD}\n\nOne\n\n[x], [y][x]", ["markdown_link javascript:x 1"]),
    (f"[x] and\n\n[x]: {BAD}", ["markdown_link javascript:x 3"]),
    (f"> [x]: {BAD}\n>\n> [x]", ["markdown_link javascript:x 1"]),
    (f"One.\n\n> [x]\n>\n> [x]: {BAD}", ["markdown_link javascript:x 5"]),
    (f"- [x]: {BAD}\n- [y][x]", ["markdown_link javascript:x 1"]),
    (f"1. One\n\n    [x]: {BAD}\n\n2. [x][]", ["markdown_link javascript:x 3"]),
    (f"Term\n:   What\n\n    [x]: {BAD}\n\n[x]", ["markdown_link javascript:x 4"]),
    (f"!!! note\n\n    - [x]: {BAD}\n    - [x]", ["left_block - [x]: javascript:x 3", "left_notice !!! note 1"]),  # code, and no admonition, in the data
    (f"!!! note\n[x]: {BAD}\n\n[x]", ["markdown_link javascript:x 2", "left_notice !!! note 1"]),
    (f"[x]:\n    {BAD}\n\n[x]", ["markdown_link javascript:x 2"]),
    (f"[X]: <{BAD}> 'Title'\n\n[x]", ["markdown_link javascript:x 1"]),
    # headings
    ("# X", ["markdown_heading X 1"]),
    ("One.\n\n######X #", ["markdown_heading X 3"]),
    ("Two words\n===", ["markdown_heading Two words 1"]),
    ("One.\n\nTwo *words*\n---", ["markdown_heading Two 3"]),
    ("- # X", ["markdown_heading X 1"]),
    ("- One.\n- Two.\n\n    X\n    ---", ["markdown_heading X 4"]),
    ("> ## X", ["markdown_heading X 1"]),
    ("Term\n:   # X", ["markdown_heading X 2"]),
    ("#", ["markdown_heading # 1"]),
    ("<h2>X</h2>", ["markdown_heading X 1"]),
    # images
    ("![x](https://a.se/b.png)", ["markdown_image https://a.se/b.png 1"]),
    ("One.\n\n![x][b]\n\n[b]: b.png", ["markdown_image b.png 5"]),
    ("[![x](b.png)](https://a.se)", ["markdown_image b.png 1"]),
    ("<img src=x onerror=alert(1)>", ["markdown_image x 1"]),
    # HTML
    ("One.\n\nTwo <b>three</b>", ["markdown_html <b 3"]),
    ("<script>alert(1)</script>", ["markdown_html <script 1"]),
    ("<SCRIPT SRC=//a.se/x.js>", ["markdown_html <script 1"]),
    ("<svg/onload=alert(1)>", ["markdown_html <svg 1"]),
    ("<javascript:x>", ["markdown_html <javascript:x 1"]),
    ("a|b\n-|-\n<b>|c", ["markdown_html <b 3"]),
    ("<div markdown='1'>\n\nText\n\n</div>", ["markdown_html <div 1"]),
    ("One.\n\n<!-- two\nthree -->", ["markdown_html <!-- two 3"]),
    ("One <!-- two -->", ["markdown_html <!-- two --> 1"]),
    ("<!DOCTYPE html>", ["markdown_html <!DOCTYPE html> 1"]),
    ("<?php x ?>", ["markdown_html <?php x ?> 1"]),
    ("<![CDATA[x]]>", ["markdown_html <![CDATA[x]> 1"]),
    ("<p><![&x</p>", ["markdown_html <![ 1"]),
    ("One.\n\n<em>Two", ["markdown_html <em 3"]),
    ("One.\n\nTwo</em>", ["markdown_html </em 3"]),
    ("One</p>", ["markdown_html </p 1"]),
    ("<em><strong>One</em></strong>", ["markdown_html <strong 1"]),
    ("<td>One</td>", ["markdown_html <td 1"]),
    ("One.\n\n[x <https://a.se>](https://b.se)", ["markdown_html <a 3"]),
    # attributes
    ("One.\n\n*Two*{: onclick=alert(1) }", ["markdown_attribute_list onclick=alert(1) 3"]),
    ("*One*{ #x .y lang=sv }", ["markdown_attribute_list .y 1", "markdown_attribute_list #x 1"]),
    ("One.\n\nTwo.\n{: .lead }", ["markdown_attribute_list .lead 4"]),
    ("- One.\n- Two.\n{: .lead }", ["markdown_attribute_list .lead 3"]),
    ("[x](https://a.se){: target=_blank }", ["markdown_attribute_list target=_blank 1"]),
    ("One.\n{: title=two }", ["markdown_attribute_list title=two 2"]),
    ("a|b\n-|-\n*c*{: style=color:red }|d", ["markdown_attribute_list style=color:red 3"]),
    ("<em style='text-align: left;'>x</em>", ["markdown_attribute_list style=text-align: left; 1"]),
    ("<table><thead><tr><th style='color: red;'>x</th></tr></thead></table>", ["markdown_attribute_list style=color: red; 1"]),
    ("[x](https://a.se){: href=javascript:x }", ["markdown_link javascript:x 1"]),
    # invisible characters as character references
    ("One.\n\nTwo&#8238;three", ["invisible U+202E 3"]),
    ("One&zwj;two", ["invisible U+200D 1"]),
    ('[x](https://a.se "&#x2066;")', ["invisible U+2066 1"]),
    # nested lists and quotations
    ("One.\n\n" + "- " * 9 + "x", ["nested  3"]),
    ("> " * 9 + "x", ["nested  1"]),
    ("One.\n\n" + "- " * 1500 + "x", ["nested  3"]),
    ("1. " * 1300 + "x", ["nested  1"]),
    # several at once
    ("# X\n\n<b>\n\n[x](//a.se)", ["markdown_heading X 1", "markdown_html <b 3", "markdown_link //a.se 5"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "refused"), REFUSED)
def test_refuses_disallowed_markup_with_its_line(text, refused):
    unique = dict.fromkeys(refusals(text))
    assert [f"{one.kind} {one.excerpt} {line_of(one, text)}" for one in unique] == refused


# Lines are those of data/examples.yaml, where the text begins on line 12.
MESSAGES = [
    ("# Rubrik", 12, "headings (Rubrik) are not allowed in the text; the page has its own", "rubriker (Rubrik) är inte tillåtna i texten; sidan har egna rubriker"),
    ("Ett.\n\n![bild](b.png)", 14, "images are not allowed in the text; remove it", "bilder är inte tillåtna i texten; ta bort den"),
    ("Ett.\n\nTvå <b>tre</b>.", 14, "HTML (<b) is not allowed; write Markdown: paragraphs, lists, *emphasis* and [links](https://…)", "HTML (<b) är inte tillåtet; skriv Markdown: stycken, listor, *betoning* och [länkar](https://…)"),
    ("Ett.\n\n<!-- examples -->", 14, "HTML (<!-- examples -->) is not allowed; write Markdown: paragraphs, lists, *emphasis* and [links](https://…)", "HTML (<!-- examples -->) är inte tillåtet; skriv Markdown: stycken, listor, *betoning* och [länkar](https://…)"),
    ("Ett.\n{: .lead }", 13, "the attribute .lead is not allowed in the text; remove it", "attributet .lead är inte tillåtet i texten; ta bort det"),
    ("> [x]\n>\n> [x]: javascript:x", 14, "the link leads to 'javascript:x'; write an address that starts with https://, http:// or mailto:, or a page of the site, such as steps/vision.md", "länken leder till 'javascript:x'; skriv en adress som börjar med https://, http:// eller mailto:, eller en sida på webbplatsen, som steps/vision.md"),
    ("Ett.\n\nTvå&#8238;tre", 14, "the text contains the invisible character U+202E; remove it", "texten innehåller det osynliga tecknet U+202E; ta bort det"),
    ("Ett.\n\nTvå\u202etre", 14, "the text contains the invisible character U+202E; remove it", "texten innehåller det osynliga tecknet U+202E; ta bort det"),
    ("Ett.\n\n> > > > > > > > > för djupt", 14, "lists and quotations are nested too deeply; write the text with fewer levels", "listor och citat ligger i varandra i för många nivåer; skriv texten med färre nivåer"),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize(("text", "line", "english", "swedish"), MESSAGES)
def test_message_names_entry_field_language_and_line(complaints, text, line, english, swedish, lang):
    block = "|-\n" + "\n".join(f"      {part}" for part in text.split("\n"))
    message = {"en": english, "sv": swedish}[lang]
    assert complaints(ENTRY.replace("Vad som gjordes.", block), lang) == [
        f"data/examples.yaml:{line}: first: description (sv): {message}"
    ]


def test_extensions_are_those_of_pages_except_three():
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        listed = yaml_load(file)["markdown_extensions"]
    names = {next(iter(extension)) if isinstance(extension, dict) else extension for extension in listed}
    assert set(EXTENSIONS) == names - {"admonition", "md_in_html", "toc"}
    assert names >= {"admonition", "md_in_html", "toc"}


def test_link_references_do_not_leak_between_texts():
    assert to_html("[x]: https://a.se\n\n[x]") == '<p><a href="https://a.se">x</a></p>'
    assert to_html("[x]") == "<p>[x]</p>"


def test_conversion_is_cached():
    assert to_html("One *two*") is to_html("One *two*")


def test_too_deeply_nested_text_leaves_no_state():
    assert list(refusals("- " * 1500 + "x")) == [Refusal("nested", "")]
    assert list(refusals("<b>")) == [Refusal("markdown_html", "<b")]


def test_refuses_unknown_element_and_root_relative_link():
    html = '<p><b id="x">One</b> <a href="/x">two</a></p>'
    assert list(refusals_in_html(html)) == [Refusal("markdown_html", "<b"), Refusal("markdown_link", "/x")]


# Parts of random texts, for combinations that nobody would think of.
PARTS = ["a", " ", "    ", "\n", "\n\n", "# ", "{ #id }", "{: .x }", "{ lang=en }", "[", "]", "](a.md)", "](x:y)", "[x]: ", "![", "!!! note ", "`", "```\n", "*", "__", "\n***\n", "- ", "1. ", "> ", ": ", ":   ", "--|--\n", "a | b\n", "---\n", "===\n", "<!-- ", "-->", "&lt;", "&", "<", ">", "<b", "<em>", "</em>", "<a href=", '"', "https://a.se", "<p>", "</p>", "<td>", "<table>", "<!", "<![", "<?", "<li>", "<br", "/", "&#58;", "&quot;", "\\", "å", "=", "'", "javascript:"]  # fmt: skip


def test_accepted_text_has_only_allowed_elements_and_links(words):
    draw, accepted = random.Random(1), 0  # noqa: S311 - seeded, so that failures repeat
    for _ in range(9000):
        text = "".join(draw.choices(PARTS, k=draw.randrange(2, 12)))
        refused = list(refusals(text))
        assert all(one.kind in words["problems"] for one in refused)
        assert all(1 <= line_of(one, text) <= text.count("\n") + 1 for one in refused)
        accepted += not refused
        for element in [] if refused else lxml.html.fragment_fromstring(to_html(text), "div").iterdescendants():
            assert element.tag in ELEMENTS, text
            assert set(element.keys()) <= ELEMENTS[element.tag], text
            assert is_address(element.get("href", "https://a.se")), text
    assert accepted > 1300  # 1,461 with the HTML parser of Python 3.13


@pytest.mark.parametrize("address", ["steps/vision.md", "a.md#b-c", "https://a.se", "mailto:a@b.se"])
def test_accepts_internal_page_or_absolute_url(address):
    assert is_address(address)
    assert is_url(address) == (not re.search(r"\.md", address))


@pytest.mark.parametrize("address", ["", "a", "a.html", "/a.md", "./a.md", "a/../b.md", "a.md#", "a.md?b", "a.md\n", "A b.md", "//a.md", "a//b.md", "https://a"])  # fmt: skip
def test_rejects_other_link_targets(address):
    assert not is_address(address)
