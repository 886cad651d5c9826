"""Small mends of finished HTML, where neither Markdown nor a template of ours can say it."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r'<h[1-6][^>]* id="([^"]+)"')
_FIRST_CELL = re.compile(r"(<tr>\s*)<td([^>]*)>(.*?)</td>", re.DOTALL)
_SWITCH = re.compile(r'(<input class="md-toggle" data-md-toggle="(?:drawer|search)"[^>]*?) autocomplete="off">')


def tables(html: str) -> str:
    """``html`` with headers for the columns and rows of tables written in Markdown, each named by the heading above it.

    WCAG 2.2, 1.3.1: https://www.w3.org/WAI/tutorials/tables/two-headers/. Markdown has no row headers and no captions.
    Each stands in the theme's box to scroll sideways in.
    """

    def mended(match: re.Match[str]) -> str:
        above = _HEADING.findall(html, 0, match.start())
        table = match[0].replace("<th>", '<th scope="col">').replace("<th style", '<th scope="col" style')
        table = _FIRST_CELL.sub(r'\1<th scope="row"\2>\3</th>', table)
        table = table.replace("<table>", f'<table aria-labelledby="{above[-1]}">', 1) if above else table
        return f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{table}</div></div>'

    return _TABLE.sub(mended, html)


def switches(html: str, menu: str) -> str:
    """``html`` with the theme's hidden check boxes valid, and named ``menu`` for those who open it without scripts.

    HTML allows no ``autocomplete`` on a check box
    (https://html.spec.whatwg.org/multipage/input.html#do-not-apply); docs/assets/js/site.js does what it was for.
    """
    return _SWITCH.sub(r"\1>", html).replace(' id="__drawer">', f' id="__drawer" aria-label="{menu}">', 1)
