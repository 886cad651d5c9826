"""Markdown of the data as HTML, and what of that HTML the site refuses to publish.

Texts in ``data/`` are the Markdown of ``mkdocs.yml`` without ``md_in_html`` and admonitions. What a text may contain is
decided in its HTML: a sanitiser (nh3, which parses as browsers do) runs over it with one list of elements,
attributes and schemes, and whatever it would change is an error. So nothing is silently removed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import accumulate, zip_longest

import markdown
import nh3

from guide.data import leftovers
from guide.data.formats import CROWDED, PAGE, invisible, is_page, is_url

# The extensions of mkdocs.yml but md_in_html and admonition, which are for pages; a test compares the two.
EXTENSIONS = ("attr_list", "def_list", "fenced_code", "sane_lists", "tables")
PAGE_HREF = re.compile(rf'href="({PAGE.pattern})"')  # a link to one
# What Markdown makes of a text in the data: paragraphs, lists, emphasis, links, code, quotations, tables.
_BLOCKS = ("p", "ul", "ol", "li", "blockquote", "pre", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "br", "hr")
_SPANS = ("em", "strong", "code", "del", "sub", "sup")
_EVERYWHERE = frozenset({"lang"})
ELEMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((*_BLOCKS, *_SPANS), _EVERYWHERE),
    "a": _EVERYWHERE | {"href", "title", "hreflang"},
    "ol": _EVERYWHERE | {"start"},
    "th": _EVERYWHERE | {"style"},
    "td": _EVERYWHERE | {"style"},
}
_ALIGNED = re.compile(r"text-align: ?(?:left|right|center);")  # the only style, from the line below a table's head
_AS_WRITTEN = {"class": ".", "id": "#"}  # in an attribute list; others by name, as in lang=en
_NESTING = re.compile(r"<(/?)(?:ul|ol|dl|blockquote)\b")
_DEEPEST = 8  # lists and quotations inside each other; Python-Markdown gives up at some hundreds
VOID = frozenset({"br", "hr", "img"})
Token = tuple[str, str, tuple[tuple[str, str], ...]]  # start, end, text or comment; name or text; attributes


@dataclass(frozen=True)
class Refusal:
    """What the sanitiser would change: ``kind`` is a key of the messages, ``excerpt`` what an editor may look for."""

    kind: str
    excerpt: str


class _Tokens(HTMLParser):
    """The tokens of a piece of HTML, by which two pieces that are written differently can be compared."""

    def __init__(self, text: str, convert_charrefs: bool = True) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.tokens: list[Token] = []
        self.invisible: list[str] = []
        self._text: list[str] = []
        try:
            self.feed(text)
            self.close()
        except AssertionError:  # what Python's parser, but no browser, stops at, such as <![x
            self._add("comment", "<![")
        self._add_text()

    def _add(self, kind: str, name: str, attributes: Sequence[tuple[str, str]] = ()) -> None:
        self._add_text()
        self.tokens.append((kind, name, tuple(attributes)))

    def _add_text(self) -> None:
        if text := " ".join("".join(self._text).split()):  # white space between tags does not count
            self.tokens.append(("text", text, ()))
        self._text = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("start", tag, sorted((name, value or "") for name, value in attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._add("end", tag)

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if character := invisible(data):  # written as a reference, such as &#8238;
            self.invisible.append(character)

    def handle_comment(self, data: str) -> None:
        # Newer versions of Python's parser take <![x for a comment, as browsers do.
        self._add("comment", f"<!--{data}-->" if f"<!--{data}" in self.rawdata else "<![")

    def handle_decl(self, decl: str) -> None:
        self._add("comment", f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self._add("comment", f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self._add("comment", f"<?{data}>")


def tokens_as_written(html: str) -> Sequence[Token]:
    """Return the parts of ``html`` in order, references to characters left out of its texts."""
    return _Tokens(html, convert_charrefs=False).tokens


def is_address(address: str) -> bool:
    """Return whether a text may link to ``address``: another site, or a page of ours by its source."""
    return is_url(address) or is_page(address)


def is_nested(html: str) -> bool:
    """Return whether ``html`` nests lists and quotations too deeply for readers to follow."""
    return max(accumulate(-1 if match[1] else 1 for match in _NESTING.finditer(html)), default=0) > _DEEPEST


def _allowed(_tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute that may stay, ``None`` for one that may not."""
    if name == "style":
        return value if _ALIGNED.fullmatch(value) else None
    allowed = is_address(value) if name == "href" else not invisible(value)
    return value if allowed else None


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={"*": set(), **{tag: set(names) for tag, names in ELEMENTS.items()}},
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
    clean_content_tags=set(),
)


def cleaned(html: str) -> str:
    """Return ``html`` without what data may not contain: for texts that no editor writes, such as labels."""
    return _CLEANER.clean(html)


def refusals_in_html(html: str) -> Iterator[Refusal]:
    """Yield what the sanitiser would change in ``html``; nothing if it may be published as it is."""
    clean = cleaned(html)
    if clean == html:  # then it has no references to characters either, but for the signs of HTML itself
        return
    tokens = _Tokens(html)
    before, after = tokens.tokens, _Tokens(clean).tokens
    if before != after:
        yield from list(_differences(before)) or [_first_difference(before, after)]
    yield from (Refusal("invisible", character) for character in tokens.invisible)


def _differences(tokens: Sequence[Token]) -> Iterator[Refusal]:
    """Yield the elements and attributes in ``tokens`` that are not allowed."""
    for at, (kind, name, attributes) in enumerate(tokens):
        if kind == "comment":
            yield Refusal("markdown_html", _short(name))
        elif kind != "start":
            continue
        elif name in ELEMENTS:
            yield from _attributes(name, attributes)
        elif re.fullmatch("h[1-6]", name):
            title = next((text for kind, text, _ in tokens[at:] if kind == "text"), "#")
            yield Refusal("markdown_heading", _short(title))
        elif name == "img":
            yield Refusal("markdown_image", _short(dict(attributes).get("src", "")))
        else:
            yield Refusal("markdown_html", f"<{name}")


def _attributes(element: str, attributes: Sequence[tuple[str, str]]) -> Iterator[Refusal]:
    for name, value in attributes:
        if name in ELEMENTS[element] and _allowed(element, name, value) is not None:
            continue
        if name == "href" and name in ELEMENTS[element]:
            yield Refusal("markdown_link", value[:60])
        elif character := invisible(value):
            yield Refusal("invisible", character)
        else:
            yield Refusal("markdown_attribute_list", _short(_AS_WRITTEN.get(name, f"{name}=") + value))


def _first_difference(before: Sequence[Token], after: Sequence[Token]) -> Refusal:
    """Return what makes the two differ: a tag without its other half, or one where it is not allowed."""
    pairs = enumerate(zip_longest(before, after, fillvalue=("", "", ())))
    different = ((at, *pair) for at, pair in pairs if pair[0] != pair[1])
    at, mine, clean = next(different)
    if mine[0] == clean[0] == "text":  # a tag after it is gone, unless it is the text itself
        at, mine, clean = next(different, (at, mine, clean))
    kind, name, _ = mine
    kinds = [one for one, tag, _ in before[:at] if tag == name]
    is_extra = kind == "end" and kinds.count("start") == kinds.count("end")
    if clean[0] == "end" and not is_extra:
        kind, name = "start", clean[1]  # the sanitiser has added its end
    return Refusal("markdown_html", {"start": f"<{name}", "end": f"</{name}"}.get(kind, _short(name)))


def _short(excerpt: str) -> str:
    return excerpt.split("\n")[0][:40]


@lru_cache(1)
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS)


@cache  # a text is shown on several pages, and by the preview in each build
def to_html(text: str) -> str:
    """Return the HTML of ``text``."""
    return _converter().reset().convert(text)


def refusals(text: str) -> Iterator[Refusal]:
    """Yield what in ``text`` the site refuses to publish; nothing if it may be published."""
    if CROWDED.search(text):
        yield Refusal("crowded", "")
        return
    try:
        html = to_html(text)
    except RecursionError:
        _converter.cache_clear()  # the parser still believes that it is inside all of it
        yield Refusal("nested", "")
        return
    if is_nested(html):
        yield Refusal("nested", "")
    yield from refusals_in_html(html)
    yield from (Refusal(kind, excerpt) for kind, excerpt in leftovers.find_all(html, text, to_html))


def line_of(refusal: Refusal, text: str) -> int:
    """Return the line of ``text``, counted from 1, that has what ``refusal`` is about."""
    lines = text.split("\n")
    parts = (refusals("\n".join(lines[:number])) for number in range(1, len(lines)))
    # It occurs once the text is read this far, whatever the notation; a part of it may occur further up.
    last = next((number for number, refused in enumerate(parts, 1) if refusal in refused), len(lines))
    return next((n for n in range(last, 0, -1) if refusal.excerpt in lines[n - 1]), last)
