"""Lists, definitions and tables of the plainest kind, as Python-Markdown has them. Or ``UnsureError``."""

from __future__ import annotations

import re

from spans import UnsureError, inline

ITEM = re.compile(r"(?:-|(\d+\.)) +")
_OTHER_ITEM = re.compile(r" {4}| {0,3}(?:[+*-]|\d+[.]) ")
_BLOCK = re.compile(r"\n(?: {4}| {0,3}(?:[#>|=+:{-]|\* |!!!|\d+\.\s))")  # what begins one in an item
_DEFINED = re.compile(r": {1,3}")
_ROW = re.compile(r"\| (.*) \|")
_RULE = re.compile(r"\|(?: ?-+ ?\|)+")


def listed(block: str) -> tuple[str, str]:
    """A list without space between its items: its tag and its HTML. ``block`` begins with an ITEM."""
    items: list[str] = []
    numbered = None
    for line in block.split("\n"):
        if match := ITEM.match(line):
            if numbered not in (None, bool(match[1])):
                raise UnsureError("two kinds of list in one")
            numbered = bool(match[1])
            items.append(line[match.end() :])
        elif _OTHER_ITEM.match(line):
            raise UnsureError("a list in a list")
        else:
            items[-1] += f"\n{line}"
    tag = "ol" if numbered else "ul"
    return tag, "\n".join([f"<{tag}>", *(f"<li>{_inner(item)}</li>" for item in items), f"</{tag}>"])


def defined(block: str) -> list[str]:
    """The terms of a block and what they mean, as parts of a list of definitions."""
    html: list[str] = []
    ended = False  # whether a definition has come
    for line in block.split("\n"):
        if html and (match := _DEFINED.match(line)):
            html.append(f"<dd>{_inner(line[match.end() :])}</dd>")
            ended = True
        elif ended or line[0] == " ":
            raise UnsureError("a definition that goes on")
        else:
            html.append(f"<dt>{_inner(line)}</dt>")
    if not ended:
        raise UnsureError("a term without definition")
    return html


def _inner(text: str) -> str:
    """What an item, term or definition holds: text, but no blocks."""
    if text[:1].strip() == "" or _BLOCK.search(f"\n{text}"):
        raise UnsureError(text)
    return inline(text)


def table(block: str) -> str:
    """A table whose columns are not aligned."""
    head, rule, *rows = block.split("\n") if block.count("\n") > 1 else ["", ""]
    if not _RULE.fullmatch(rule):
        raise UnsureError("a table without rows")
    wide = rule.count("|") - 1
    body = [_row(row, wide, "td") for row in rows]
    parts = [
        "<table>",
        "<thead>",
        _row(head, wide, "th"),
        "</thead>",
        "<tbody>",
        *body,
        "</tbody>",
        "</table>",
    ]
    return "\n".join(parts)


def _row(line: str, wide: int, tag: str) -> str:
    match = _ROW.fullmatch(line)
    cells = match[1].split("|") if match else []
    if len(cells) != wide:
        raise UnsureError(line)
    return "\n".join(["<tr>", *(f"<{tag}>{inline(cell.strip(' '))}</{tag}>" for cell in cells), "</tr>"])
