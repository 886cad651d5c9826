"""Markdown of the data as HTML, and what of that HTML the site refuses to publish.

Texts in ``data/`` are the Markdown of ``mkdocs.yml`` without ``md_in_html`` and admonitions. What a text may hold is
decided where it is HTML: a sanitiser (nh3, which parses as browsers do) runs over it with one list of elements,
attributes and schemes, and whatever it would change is an error. So nothing is cleaned in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

import markdown
import nh3

from guide.data.formats import is_url

# The extensions of mkdocs.yml but md_in_html and admonition, which are for pages; a test compares the two.
EXTENSIONS = ("attr_list", "def_list", "tables")
_PAGE = re.compile(r"[\w-]+(?:/[\w-]+)*\.md(?:#[\w-]+)?")  # a page of ours, by its source
_SCHEMES = {"http", "https", "mailto"}
# What Markdown makes of a text in the data: paragraphs, lists, emphasis, links, code, quotations, tables.
_BLOCKS = ("p", "ul", "ol", "li", "blockquote", "pre", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "br", "hr")
_SPANS = ("em", "strong", "code", "del", "sub", "sup")
ELEMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((*_BLOCKS, *_SPANS), frozenset()),
    "a": frozenset({"href", "title", "hreflang", "lang"}),
    "em": frozenset({"lang"}),
    "strong": frozenset({"lang"}),
    "ol": frozenset({"start"}),
    "th": frozenset({"style"}),
    "td": frozenset({"style"}),
}
_ALIGNED = re.compile(r"text-align: ?(?:left|right|center);")  # the only style, from the line below a table's head
_VOID = frozenset({"br", "hr", "img"})
Token = tuple[str, str, tuple[tuple[str, str], ...]]  # start, end, text or comment; name or text; attributes


@dataclass(frozen=True)
class Refusal:
    """What the sanitiser would change: ``kind`` is a key of the messages, ``excerpt`` the part that has it."""

    kind: str
    excerpt: str


class _Tokens(HTMLParser):
    """The parts of a piece of HTML, to compare two pieces that are written differently."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.found.append(("end", tag, ()))

    def handle_data(self, data: str) -> None:
        if text := "".join(data.split()):  # white space between tags is nobody's
            before = self.found.pop()[1] if self.found and self.found[-1][0] == "text" else ""
            self.found.append(("text", before + text, ()))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data, ()))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("comment", decl, ()))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("comment", data, ()))

    def handle_pi(self, data: str) -> None:
        self.found.append(("comment", data, ()))


def is_address(address: str) -> bool:
    """Return whether a text may link to ``address``: another site, or a page of ours by its source."""
    return is_url(address) or _PAGE.fullmatch(address) is not None


def refusals(
    html: str,
    elements: Mapping[str, frozenset[str]] = ELEMENTS,
    is_allowed: Callable[[str], bool] = is_address,
) -> Iterator[Refusal]:
    """Yield what the sanitiser would change in ``html``; nothing if it may be published as it is.

    ``elements`` are the allowed elements, each with its allowed attributes; ``is_allowed`` judges addresses.
    """

    def keep(_tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return value if _ALIGNED.fullmatch(value) else None
        return value if name not in ("href", "src") or is_allowed(value) else None

    clean = nh3.clean(
        html,
        tags=set(elements),
        attributes={tag: set(names) for tag, names in elements.items() if names},
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        clean_content_tags=set(),
    )
    before, after = _Tokens(html).found, _Tokens(clean).found
    if before == after:
        return
    found = list(_differences(before, elements, keep))
    yield from found or [Refusal("html", next((part[1] for part in before if part not in after), html)[:40])]


def _differences(
    tokens: Sequence[Token], elements: Mapping[str, frozenset[str]], keep: Callable[[str, str, str], str | None]
) -> Iterator[Refusal]:
    """Yield what in ``tokens`` is none of ``elements``, or an attribute that ``keep`` leaves out."""
    for kind, name, attributes in tokens:
        if kind == "comment":
            yield Refusal("html", f"<!{name}"[:40])
        elif kind == "start" and re.fullmatch("h[1-6]", name) and name not in elements:
            yield Refusal("heading", name)
        elif kind == "start" and name == "img" and name not in elements:
            yield Refusal("image", dict(attributes).get("src", "![")[:40])
        elif kind == "start" and name not in elements:
            yield Refusal("html", f"<{name}")
        elif kind == "start":
            for attribute, value in attributes:
                if attribute not in elements[name]:
                    yield Refusal("attribute_list", f"{attribute}={value}"[:40])
                elif keep(name, attribute, value) is None:
                    kind = "link" if attribute in ("href", "src") else "attribute_list"
                    yield Refusal(kind, value[:60])


@dataclass
class RichText:
    """Converts texts of the data to HTML, and remembers each."""

    _known: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        return markdown.Markdown(extensions=EXTENSIONS)

    def html(self, text: str) -> str:
        """Return the HTML of ``text``."""
        if (found := self._known.get(text)) is None:
            found = self._known[text] = self._markdown.reset().convert(text)
        return found
