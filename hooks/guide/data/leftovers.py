"""Markup that is shown as typed although GitHub, or another program, makes something else of it.

Each kind is a key of the messages, which say what to write instead. Code is left alone.
"""

import html as html_
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

# Fenced code, and code in a line, whose end has as many backticks as its beginning: there a citation is left alone.
CODE = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[ \t]*$|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_CODE_HTML = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_DEFINITION = re.compile(r"^[ \t>]*(?:[-*+:] +)?(\[[^\[\]\n^@][^\[\]\n]*\]):[ \t]*\S", re.MULTILINE)
_BLOCK = re.compile(r"<pre><code>([^\n]*)")
_DRAWN = re.compile(r'<code class="language-(mermaid|math|geojson|topojson|stl)"')  # by GitHub
_ATTRIBUTES = re.compile(r"<(\w+)\s[^>]*>")
_START = r"(?:^|\n|<(?:p|li|dd|dt|t[dh]|blockquote)>)[ \t]*"  # of a line or block
# In HTML: what is left of markup that was not understood. A reader sees it, so it is outside tags.
_LEFT = re.compile(
    rf"""
    <li>\s*(?:<p>)?(?P<left_task>\[[ xX]\](?=\s+[^\s(]))
    |{_START}(?P<left_notice>(?:\?\?\?|!!!|///|:::)\+?[ ]?[^\s<][^<\n]*|\[!\w+\])
    |{_START}(?P<left_letter>\(?a[.)][ \t]+\S[^<\n]*)(?=(?:</p>\s*<p>|\n)\s*\(?b[.)][ \t])
    |{_START}(?P<left_number>1(?:\)[ \t]+|\.(?=[^\W\d][^<\n]*\n2\.))\S[^<\n]*)
    |(?:^|\n|<p>)[ \t]*(?P<left_bullet>(?:[•◦▪▫●○■□‣·\uf0b7]|[–—o](?:\t|[ ]{{2}})
        |[–—](?=[ ][^<\n]*\n[–—][ ])|-(?=[^\W\d][^<\n]*\n-[^\W\d]))[ \t\xa0]*[^\s<][^<\n]*)
    |\n[ \t]*(?P<left_list>(?:[-*+]|1\.)[ \t]+\S[^<\n]*).*(?:\n[ \t]*(?:[-*+]|\d+\.)[ \t].*)*
    |(?P<left_table>\|[ \t]*:?--+:?[ \t]*(?:\||\n|</p>)|\n[ \t]*\|.*\|).*(?:\n[ \t]*\|.*)*
    |(?P<left_footnote>\[\^[^\]\n]+\])
    |(?P<left_citation>\[@[^\]\n]*\]?)
    |(?P<left_link>!?\]\s?\((?:https?:|[\w/.-]+\.(?:md|html)\b)[^)\n<]*|\[\[[^\]\n]*\]\]
        |(?<=\w\))\[(?:https?:|[\w/.-]+\.(?:md|html)\b)[^\]\n<]*\])
    |(?P<left_reference>\[[^\[\]\n]+\]\[[^\[\]\n]*\])
    |{_START}(?P<left_other_>\[TOC\]|\*\[\w[^\]\n]*\]:|--8&lt;--)
    |(?P<left_other>\{{\{{[^{{}}\n]+\}}\}}|\{{%[^%\n]+%\}}|--&gt;
        |(?<=\w)(?:~\w{{1,9}}~|\^\w{{1,9}}\^)|(?<!\S)\+\+\w[^+\n]*\+\+|\$\$+|(?<![\w$])\$[^\s$][^$<\n]*(?<!\s)\$(?![\w$]))
    |(?P<left_attributes>\{{:?[ ]*(?:[#.][\w-]|[\w-]+=)[^}}\n<]*\}}?)
    |(?P<left_bold>\*\*+|(?<![^\W_])__+(?=[^\W_])|(?<=[^\W_])__+(?![^\W_]))
    |(?P<left_struck>~~+)
    |(?P<left_mark>(?<![=\w])==(?=[^\s=])[^=\n]*==(?![=\w]))
    |(?P<left_emoji>(?<![\w:]):[a-z+][a-z_]+[a-z0-9]:(?![\w:]))
    |(?P<left_code>`+)
    |(?P<left_break>\\(?=\n|$|</p>))
    |(?<![\w>/@.-])(?P<left_bare>(?:https?://|www\.)\w[^\s<]*)
    |<(?:p|li|dd|td)>(?P<left_bare_>(?:https?://|www\.)[^\s<]*)
    |<a>(?P<left_footnote_>\^[^<\n]*)(?=</a>)
    """,
    re.VERBOSE,
)
# Without one of these there is nothing to look for.
_SIGNS = re.compile(
    r"[•◦▪▫●○■□‣·\uf0b7]|[–—o](?:\t|  )|\n[ \t]*[–—] "
    r"|[\[|{`\\~^$]|\*\*|__|\+\+|--8|--&|==|1\)|>1\.\w|[\n>(]a[.)][ \t]|\n(?:[ *+-]|1\.)"
    r"|\?\?\?|!!!|///|:::|www\.|:[a-z+]\w+:"
)
_TABS = re.compile(r"^.*\w\w *\t[ \t]*\S.*(?:\n.*\t.*)*", re.MULTILINE)  # a table as copied from Word or Excel
_ITEM = re.compile(r"[-*+][ \t]|\d{1,9}[.)][ \t]")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")  # below a table's head
# https://spec.commonmark.org/0.31.2/#backslash-escapes; in code the backslash is itself.
_CODE_OR_ESCAPED = re.compile(rf"{CODE.pattern}|(?P<escaped>\\[!-/:-@\[-`{{-~])", CODE.flags)
_NO_BORDER = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)")


def find_all(html: str, text: str, convert: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the beginning of each piece of markup of ``text`` that is shown as typed, or lost.

    ``html`` is what ``convert`` makes of ``text``. Signs that are escaped are meant to be seen.
    """
    lost = dict.fromkeys(_in_markdown(text))
    yield from lost
    yield from (left for left in _in_html(html, text, convert) if ("left_indent", left[1]) not in lost)


@lru_cache(256)  # many checks call it, for a few pages
def without_code(markdown: str) -> str:
    """Return ``markdown`` with spaces in place of its code, so that all else is at the same place as before."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), markdown)


def _in_html(html: str, text: str, convert: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    if "<pre><code>" in html:  # of lines that are indented, or between fences
        for block in _BLOCK.finditer(convert(CODE.sub(lambda code: "" if code["fence"] else code[0], text))):
            yield "left_block", html_.unescape(block[1].strip())[:40]
    yield from (("left_other", f"```{drawn[1]}") for drawn in _DRAWN.finditer(html))
    links = html.count('="http') + html.count('">http')  # addresses, and those that are the text of a link
    if html.count("http") > links or _SIGNS.search(html):
        if "\\" in text:
            html = convert(_CODE_OR_ESCAPED.sub(lambda match: "" if match["escaped"] else match[0], text))
        for match in _LEFT.finditer(_ATTRIBUTES.sub(r"<\1>", _CODE_HTML.sub("<code>", html))):
            kind = str(match.lastgroup)
            yield kind.removesuffix("_"), html_.unescape(match[kind].strip())[:40]


def _in_markdown(text: str) -> Iterator[tuple[str, str]]:
    if "]:" in text:
        prose = without_code(text).lower()
        for match in _DEFINITION.finditer(prose):
            if prose.count(match[1]) == 1:  # no link uses it, and it is not shown either
                yield "left_definition", f"{match[1]}:"[:40]
    for match in _TABS.finditer(without_code(text)) if "\t" in text else ():
        yield "left_tabs", match[0].split("\n")[0].strip()[:40]
    if "\n  " in text or "|" in text:
        lines = without_code(text).split("\n")
        yield from (*_indents(lines), *_cells(lines))


def _indents(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield lists, and paragraphs in them, that are not indented by four spaces a level."""
    in_list = after_blank = False
    for line in lines:
        words = line.lstrip(" ")
        indent, is_item = len(line) - len(words), _ITEM.match(words) is not None
        if words and in_list and indent > 1 and indent % 4 and (is_item or after_blank):
            yield "left_indent", words[:40]
        if words:
            in_list = is_item or (in_list and (indent > 0 or not after_blank))
        after_blank = not words


def _cells(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield rows of tables with more cells than the head, whose last ones would be lost."""
    columns = 0
    for number, line in enumerate(lines):
        if columns and _columns(line) > columns:
            yield "left_cell", line.strip()[:40]
        if "|" in line and number and _RULE.fullmatch(line):
            columns = _columns(line)
        elif not line.strip(" \t>"):
            columns = 0


def _columns(line: str) -> int:
    return _NO_BORDER.sub("", line).strip(" \t>").removeprefix("|").removesuffix("|").count("|") + 1
