"""Mends of finished HTML, as input and output."""

from __future__ import annotations

import pytest

from guide.rendering import tables

ROW = "<tr>\n<td>{}</td>\n<td>x</td>\n</tr>"
TABLE = (
    '<table>\n<thead>\n<tr>\n<th>A</th>\n<th style="text-align: right;">B</th>\n</tr>\n</thead>\n<tbody>\n'
    + ROW
    + "\n</tbody>\n</table>"
)


def test_a_table_gets_headers_and_the_name_of_the_heading_above():
    mended = tables.tables(
        '<h2 id="one">1</h2><p>.</p><h3 class="x" id="two">2</h3>'
        + TABLE.format("a <b>c</b>")
        + '<h2 id="three">3</h2>'
    )
    assert '<table aria-labelledby="two">' in mended
    assert '<th scope="col">A</th>' in mended
    assert '<th scope="col" style="text-align: right;">B</th>' in mended
    assert '<th scope="row">a <b>c</b></th>\n<td>x</td>' in mended


@pytest.mark.parametrize(
    "html",
    [
        '<table class="coverage"><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
        "<p>No table, but a <code>&lt;table&gt;</code>.</p>",
    ],
)
def test_a_table_of_our_own_and_a_text_without_one_stay_as_they_are(html: str):
    assert tables.tables(html) == html


def test_a_table_without_a_heading_above_gets_no_name():
    mended = tables.tables(TABLE.format("a"))
    assert '<table>\n<thead>\n<tr>\n<th scope="col">' in mended
    assert "aria-labelledby" not in mended
