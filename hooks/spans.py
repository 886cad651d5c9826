"""Markdown within a paragraph, as Python-Markdown has it: what leaves no doubt, or ``UnsureError``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markdown.serializers import RE_AMP


class UnsureError(Exception):
    """The text holds what only Python-Markdown may read."""


_LINKED = re.compile("\x02([^\x03]*)\x03")  # the address of a link, until all is sure

_REFERENCE = r"(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z0-9]+);"
_WORD = r"(?:[^\W_]|[.-])+"
_QUOTED = rf'"(?:[^"#{{}}<>&*_`\[\]\\|\n]|&{_REFERENCE})+"'
_LIST = rf"(?:[.#]{_WORD}|[a-z][a-z-]*=(?:{_QUOTED}|{_WORD}))"
ATTRIBUTES = rf"\{{ {_LIST}(?: {_LIST})* \}}"  # such as { .class #id name=value }
_ATTRIBUTE = re.compile(rf"([.#]|[a-z][a-z-]*=)(?:({_QUOTED})|({_WORD}))")
_TAKEN = frozenset({"class", "data-toc-label", "href", "id", "markdown", "name", "src", "title"})

TAG_ATTRIBUTES = r'(?: [a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>`\n]*")?)*'  # of HTML, written as we write it
_INLINE_ATTRIBUTES = TAG_ATTRIBUTES.replace("`", r"`\[\]")
_INLINE = "a|abbr|b|bdi|br|button|cite|code|em|i|kbd|mark|q|small|span|strong|sub|sup|time|wbr"
_ADDRESS = r"""[^\s()<>"'\\`*\[\]{}|]+"""
_FAR = rf"[A-Za-z][A-Za-z0-9+.-]*://{_ADDRESS}"
_STAR = r"(?<![^\s(]\*){0}(?![\s*])(?P<{1}>[^*`]*[^*`\s])\*{0}(?![*\w])(?P<{1}_after>{2})?"
# Each begins behind a sign that may mean something. What fits none of them is unsure.
_SPANS = {
    "link": rf"(?<=\[)(?<!!\[)(?P<text>(?:[^\[\]`]|\[[^\[\]`]*\])+)\]"
    rf"\((?:<(?P<far>{_FAR}|mailto:{_ADDRESS})>|(?P<near>{_ADDRESS}))\)(?P<after>{ATTRIBUTES})?",
    "auto": rf"(?<=<)(?P<auto>{_FAR})>(?P<behind>{ATTRIBUTES})?",
    "code": r"(?<=`)(?P<code>[^`\n<>&]*[^`\s<>&][^`\n<>&]*)`(?!`)",
    "kept": rf"(?P<kept>(?<=<)/?(?:{_INLINE})\b{_INLINE_ATTRIBUTES}>|(?<=&){_REFERENCE}|(?<=[^\W_]_)(?=[^\W_])"
    r"|(?<=\[)[^\[\]<>*_&`{}|\\!()]*\](?!\())",
    "amp": r"(?P<amp>(?<=&))",
    "strong": rf"(?<=\*){_STAR.format('[*]', 'strong', ATTRIBUTES)}",
    "em": rf"(?<=\*){_STAR.format('', 'em', ATTRIBUTES)}",
    "unsure": "(?P<unsure>)",
}
_SPECIAL = r"[\[\]<>*_&`{}|\\]"
_FIRST = re.compile(_SPECIAL)
_SPAN = re.compile(f"{_SPECIAL}(?:{'|'.join(_SPANS.values())})")
_IN_LINK = re.compile(f"{_SPECIAL}(?:{'|'.join(_SPANS[name] for name in list(_SPANS)[3:])})")


def inline(text: str) -> str:
    """The HTML of a text without blocks, before ``addressed``. Raises ``UnsureError``."""
    return _inline(text, _SPAN) if _FIRST.search(text) else text


def addressed(html: str, address: Callable[[str], str] | None) -> str:
    """``html`` with what ``address`` makes of the address of each link."""
    return _LINKED.sub(lambda match: _escaped(address(match[1]) if address else match[1]), html)


def _inline(text: str, pattern: re.Pattern[str]) -> str:
    def made(match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "kept":
            return match[0]
        if kind in ("near", "far", "after"):
            inner = match["text"]
            inner = _inline(inner, _IN_LINK) if _FIRST.search(inner) else inner
            return _anchor(match["near"] or match["far"], inner, match["after"])
        if kind in ("auto", "behind"):
            return _anchor(match["auto"], _escaped(match["auto"]), match["behind"])
        if kind == "amp":
            return "&amp;"
        if kind == "code":
            return f"<code>{match['code'].strip()}</code>"
        if kind == "unsure" or not kind:
            raise UnsureError(match[0])
        tag, _, _ = kind.partition("_")
        return f"<{tag}{attributes(match[f'{tag}_after'] or '')}>{_inline(match[tag], pattern)}</{tag}>"

    return pattern.sub(made, text)


def _anchor(href: str, text: str, after: str | None) -> str:
    if not after:
        return f'<a href="\x02{href}\x03">{text}</a>'
    before = "".join(f' {name}="{value}"' for name, value in listed(after) if name < "href")
    return f'<a{before} href="\x02{href}\x03"{attributes(after).removeprefix(before)}>{text}</a>'


def _escaped(address: str) -> str:
    return RE_AMP.sub("&amp;", address) if "&" in address else address


@lru_cache(1024)
def attributes(text: str) -> str:
    """The attributes that a list such as ``{ .class #id }`` asks for, as HTML. Raises ``UnsureError``."""
    return "".join(f' {name}="{value}"' for name, value in listed(text))


@lru_cache(1024)
def listed(text: str) -> tuple[tuple[str, str], ...]:
    """The names and values of a list of attributes, in order. Raises ``UnsureError``."""
    found: dict[str, str] = {}
    for name, quoted, word in _ATTRIBUTE.findall(text):
        key, value = name.rstrip("="), quoted.strip('"') or word
        if key == ".":
            found["class"] = f"{found['class']} {value}" if "class" in found else value
        elif key == "#":
            found["id"] = value
        elif key in _TAKEN:
            raise UnsureError(text)
        else:
            found[key] = value
    return tuple(sorted(found.items()))
