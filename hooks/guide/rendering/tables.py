"""What Markdown cannot say of tables, put into finished HTML."""

import re

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r'<h[1-6][^>]* id="([^"]+)"')
_FIRST_CELL = re.compile(r"(<tr>\s*)<td([^>]*)>(.*?)</td>", re.DOTALL)


def with_headers(html: str) -> str:
    """``html`` with headers for the columns and rows of tables written in Markdown, each named by the heading above it.

    WCAG 2.2, 1.3.1: https://www.w3.org/WAI/tutorials/tables/two-headers/. Markdown has no row headers and no captions.
    Each is in the theme's box to scroll sideways in.
    """

    def mended(match: re.Match[str]) -> str:
        above = _HEADING.findall(html, 0, match.start())
        table = match[0].replace("<th>", '<th scope="col">').replace("<th style", '<th scope="col" style')
        table = _FIRST_CELL.sub(r'\1<th scope="row"\2>\3</th>', table)
        table = table.replace("<table>", f'<table aria-labelledby="{above[-1]}">', 1) if above else table
        return f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{table}</div></div>'

    return _TABLE.sub(mended, html)
