"""CONTRIBUTING.md's table of which Markdown works where says what is so, on pages and in the registers."""

import html
import re

import pytest

from guide.data.rich_text import RichText
from unit.conftest import ROOT
from unit.prose.test_page_html import complaints, html_of

YES, ERROR, TEXT = {"ja", "yes"}, {"fel", "error"}, {"text"}
TABLE = re.compile(r'<a id="markdown-(?:var|where)"></a>\n(?:.*\n)+?\| --- .*\n((?:\|.*\n)+)')


def rows():
    """What is written, with a line for each piece of code, and what is said of it on pages and in the registers."""
    for table in TABLE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        for row in table.splitlines():
            written, _, on_pages, in_data = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1])
            code = re.findall(r"`` (.+?) ``|`([^`]+)`", written)
            yield "\n".join("".join(part) for part in code).replace("\\|", "|"), on_pages, in_data


def expect(said: str, written: str, refused: bool, converted: str) -> None:
    as_written = html.unescape(re.sub("<[^>]+>", "", converted)).strip() == written.strip()
    assert (said in YES | TEXT, said in ERROR) == (not refused, refused)
    assert refused or as_written == (said in TEXT)


@pytest.mark.parametrize(("written", "on_pages", "in_data"), list(rows()))
def test_table_says_what_works_where(written, on_pages, in_data):
    rich_text = RichText()
    expect(in_data, written, bool(list(rich_text.refusals(written))), rich_text.html(written))
    if on_pages != "–" and not written.startswith(("[@", "<!--")):  # which MkDocs' hooks take further
        expect(on_pages, written, bool(complaints(written)), html_of(written))


def test_table_is_the_same_in_both_languages():
    assert len(list(rows())) == 2 * 20
    states = [[("ja", "fel", "text", "–").index(said) for said in row[1:]] for row in list(rows())[:20]]
    assert states == [[("yes", "error", "text", "–").index(said) for said in row[1:]] for row in list(rows())[20:]]
