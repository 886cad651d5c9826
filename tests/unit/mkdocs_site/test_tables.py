"""Headers and names for tables written in Markdown."""

from __future__ import annotations

import pytest

from guide.mkdocs_site.page_content import with_headers
from unit.entries import parsed

TABLE = (
    '<table>\n<thead>\n<tr>\n<th>A</th>\n<th style="text-align: right;">B</th>\n</tr>\n</thead>\n<tbody>\n'
    "<tr>\n<td>{}</td>\n<td>x</td>\n</tr>\n</tbody>\n</table>"
)


def test_table_gets_scoped_headers_and_a_label():
    page = (
        '<h2 id="one">1</h2><p>.</p><h3 class="x" id="two">2</h3>'
        + TABLE.format("a <b>c</b>")
        + '<h2 id="three">3</h2>'
    )
    html = with_headers(page)
    assert '<table aria-labelledby="two">' in html
    assert '<th scope="col">A</th>' in html
    assert '<th scope="col" style="text-align: right;">B</th>' in html
    assert '<th scope="row">a <b>c</b></th>\n<td>x</td>' in html


def test_each_table_is_labelled_by_its_own_heading():
    page = "".join(f'<h2 id="{name}">x</h2>{TABLE.format(name)}' for name in ("one", "two"))
    tree = parsed(with_headers(page))
    assert tree.xpath("//table/@aria-labelledby") == ["one", "two"]
    assert tree.xpath("//th[@scope='row']/text()") == ["one", "two"]


def test_table_has_the_scroll_wrapper_of_the_theme():
    tree = parsed(with_headers(TABLE.format("a")))
    assert tree.xpath("//table/ancestor::div/@class") == ["md-typeset__scrollwrap", "md-typeset__table"]


@pytest.mark.parametrize(
    "html",
    [
        '<table class="coverage"><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
        '<table aria-labelledby="x"><tbody><tr><td>1</td></tr></tbody></table>',
        "<p>No table, but a <code>&lt;table&gt;</code>.</p>",
    ],
)
def test_generated_tables_and_other_text_are_unchanged(html: str):
    assert with_headers(html) == html


def test_table_without_a_heading_above_has_no_label():
    html = with_headers(TABLE.format("a"))
    assert '<table>\n<thead>\n<tr>\n<th scope="col">' in html
    assert "aria-labelledby" not in html
