"""Markdown copies of pages for language models, and the list of them, llms.txt (https://llmstxt.org)."""

import html
import json
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import jinja2
from markupsafe import Markup

from guide.data import leftovers
from guide.data.addresses import Addresses, relative
from guide.data.strings import date
from guide.exports.template import TEMPLATES
from guide.prose import markers
from guide.prose.page_targets import EXTERNAL
from guide.rendering.renderer import RecordPage, Renderer, environment

_PLACEHOLDER = re.compile("\x00(\\d+)\x00")
# Pictures, controls and navigation, which mean nothing as text; other HTML loses its tags and keeps its text.
_DROPPED = re.compile(r"<(svg|script|style|form|template|button|select|nav|noscript)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_ANCHOR = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
# An attribute list: { #id .class name=value } or {.class}.
_ATTRIBUTES = re.compile(r"""\{:?(?:[#.]| )(?:[^{}"\n]|"[^"\n]*")*\}""")
# The start of a line is asserted after its first signs, so that only these are looked for at every place.
_ADMONITION = re.compile(
    r'!!!(?<=^!!!) *\w+(?: +"(?P<title>[^"\n]*)")?\n(?P<text>(?:[ \t]*\n| {4}.*\n?)*)', re.MULTILINE
)
# What Markdown would read as markup in a plain text: signs, underscores next to no letter, and what begins a heading, a
# quotation or a list where it is first in its line.
_SIGN = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|^[#>+-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
# Most texts have none of it, which this tells at once.
_ORDINARY = re.compile(r"[^\\`*\[\]_&<~#>+\d-][^\\`*\[\]_&<~]*")
_BEGINS_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"\]\((?:<([^>\n]*)>|([^)\s]+))\)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]\n]+\]:[ \t]+)<?([^\s<>]+)>?", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
# Small print next to something, and labels side by side that only their style separates.
_SMALL = re.compile(r"<small>(?!\()(.*?)</small>")
_SIDE_BY_SIDE = re.compile(r"</span>[ \t]+<span")
_NUMBERED = re.compile(r"1\.(?<=^1\.)[ \t].*\n?(?:^1\.[ \t].*\n?)*", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def escaped(value: object) -> str:
    """Return ``value`` on one line, escaped for Markdown; what is ``Markup`` stays as it is.

    Signs that only CommonMark lets a backslash escape become entities, which every dialect knows.
    """
    if isinstance(value, Markup):
        return value
    text = str(value)
    if _ORDINARY.fullmatch(text) and text.isprintable() and "  " not in text:  # other white space is not printable
        return text
    text = _BEGINS_ENTITY.sub("&amp;", _SPACE.sub(" ", text))
    return _SIGN.sub(r"\\\g<0>", text.replace("<", "&lt;").replace("~~~", "&#126;~~"))


@cache
def _templates() -> jinja2.Environment:
    return environment(TEMPLATES, finalize=escaped)


def filled(template: str, renderer: Renderer, lang: str, **values: Any) -> str:
    """Return ``template`` filled in with ``values``, which are escaped for Markdown."""
    shared = {**renderer.templates.globals, "lang": lang, "words": renderer.words[lang]}
    return _templates().get_template(template).render(shared, **values).strip()


def of_record(source: str, record: RecordPage, renderer: Renderer, lang: str) -> str:
    """Return the Markdown copy of a record's page in ``lang``: its texts as the editors wrote them, and its facts."""
    kind, page = record.register.removesuffix("s"), _Page(renderer, source, lang, lang)
    values: dict[str, Any] = {kind: record.record, "rich": lambda text: Markup(body(text.show(lang), page.to))}
    text = filled(f"{kind}.md", renderer, lang, link=page.link, **values)
    shown_in = lang if lang in record.written else record.written[0]
    front = {
        "title": record.title.show(lang),
        "description": record.description.show(lang),
        "language": shown_in,
        "url": renderer.url(source, shown_in),
        "reviewed": record.record.reviewed,
    }
    return below(front, with_dead_links(text, renderer, lang))


@dataclass(frozen=True)
class _Page:
    """A page in ``lang``, among pages in ``site_lang``; ``keys`` are the references that it cites."""

    renderer: Renderer
    source: str
    lang: str
    site_lang: str
    keys: Sequence[str] = ()

    def listed(self, marker: markers.Marker) -> str:
        """Return the list in place of ``marker``; nothing for counts, forms and tools."""
        values = self.renderer.markers.values(marker, self.lang)
        return filled("marker.md", self.renderer, self.lang, marker=marker, link=self.link, item=self.item, **values)

    def to(self, target: str) -> str:
        """Return where a link of the data leads: to a page's source, a file below the root, or an absolute address."""
        return from_root(target, self.source, self.site_lang, self.renderer.addresses)

    def link(self, text: str, target: str) -> Markup:
        """Return a link of the data."""
        return Markup(f"[{escaped(text)}{_linked(self.to(target))}")

    def item(self, text: str, target: str | None = None, note: str = "") -> Markup:
        """Return an item of a list: a text, which may be a link, and a note on it."""
        item = self.link(text, target) if target else escaped(text)
        return Markup(f"- {item}" + (f": {escaped(note)}" if note else ""))

    def cited(self, match: re.Match[str]) -> str:
        """Return citations as the copy has them: titles of examples with links, or numbers of sources.

        What is no citation, in an indented block of code for example, stays as it is.
        """
        keys = [key.strip(" @") for key in match["keys"].split(";")]
        if not keys[0].startswith(markers.EXAMPLE):
            if not set(keys).issubset(self.keys):
                return match[0]
            return "".join(f"[{self.keys.index(key) + 1}]" for key in keys)
        examples = [self.renderer.catalogue.example[key.removeprefix(markers.EXAMPLE)] for key in keys]
        links = (self.link(one.title.show(self.lang), f"examples/{one.id}.md") for one in examples)
        return match["space"] + ", ".join(links)


def of_page(text: str, renderer: Renderer, source: str, lang: str, site_lang: str, keys: Sequence[str]) -> str:
    """Return the Markdown copy of a hand-written page: its source, each marker as a list of links.

    ``keys`` are those of the references that it cites, in the order of their numbers; they are listed last.
    """
    to = partial(from_page, source=source, lang=site_lang, addresses=renderer.addresses)
    text = body(text, to, _Page(renderer, source, lang, site_lang, keys))
    if keys:
        works = [renderer.catalogue.reference[key] for key in keys]
        text = f"{text}\n\n{filled('sources.md', renderer, lang, works=works)}"
    return with_dead_links(_BLANK.sub("\n\n", text).strip(), renderer, lang)


def with_dead_links(text: str, renderer: Renderer, lang: str) -> str:
    """Return the Markdown ``text`` with each dead link marked."""
    words = renderer.words[lang].links

    def mark(since: str, archive: str | None) -> str:
        copy = f"; [{words.archived}{_linked(archive)}" if archive else ""
        return f"({words.dead.format(date=date(since, lang))}{copy})"

    return renderer.links.marked(text, mark)


def below(front: Mapping[str, str], text: str) -> str:
    """Return a Markdown copy: ``text`` below the front matter ``front``."""
    front = {name: value for name, value in front.items() if value}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    return f"---\n{head}---\n\n{text}\n"


def body(text: str, link: Callable[[str], str], page: _Page | None = None) -> str:
    """Return the Markdown ``text`` without HTML and attribute lists; ``link`` says where its links lead.

    In that of a hand-written ``page``, markers become lists, and citations titles or numbers.
    """
    protected: list[str] = []  # parts that are not cleaned; each is replaced by a sign that no page may have

    def protect(part: str) -> str:
        protected.append(part)
        return f"\x00{len(protected) - 1}\x00"

    def listed(comment: re.Match[str]) -> str:
        marker = markers.of_comment(comment, text)
        return f"\n{protect(page.listed(marker))}\n" if page and marker else ""

    text = leftovers.CODE.sub(lambda code: protect(code[0]), text)
    if page:
        text = markers.CITATION.sub(lambda match: protect(page.cited(match)), markers.COMMENT.sub(listed, text))
    return _PLACEHOLDER.sub(lambda match: protected[int(match[1])], _cleaned(text, link))


def _cleaned(text: str, link: Callable[[str], str]) -> str:
    *before, last = _ATTRIBUTES.split(_ADMONITION.sub(_quoted, _DROPPED.sub("", text)))
    text = "".join([part.rstrip(" \t") for part in before]) + last
    text = _SMALL.sub(r"(\1)", _SIDE_BY_SIDE.sub("</span> · <span", text))
    text = _TAG.sub("", _ANCHOR.sub(lambda match: f"[{match[2]}](<{html.unescape(match[1])}>)", text))
    text = _LINK.sub(lambda match: _linked(link(match[1] if match[1] is not None else match[2])), text)
    text = _DEFINITION.sub(lambda match: f"{match[1]}{link(match[2])}", text)
    text = _ENTITY.sub(_character, text)
    text = _NUMBERED.sub(_counted, "\n".join(line.rstrip() for line in text.split("\n")))
    return _BLANK.sub("\n\n", text).strip()


def _quoted(match: re.Match[str]) -> str:
    lines = [line[4:] for line in match["text"].strip("\n").split("\n")]
    title = [f"**{match['title']}**", ""] if match["title"] else []
    return "\n".join(f"> {line}".rstrip() for line in [*title, *lines]).replace("\n>\n>\n", "\n>\n") + "\n\n"


def _counted(match: re.Match[str]) -> str:
    """Return a list whose items are all numbered 1, as Markdown allows, with the numbers that readers see."""
    lines = match[0].splitlines(keepends=True)
    return "".join(f"{number}{line[1:]}" for number, line in enumerate(lines, 1))


def _linked(target: str) -> str:
    return f"](<{target}>)" if re.search(r"[\s()]", target) else f"]({target})"


def _character(match: re.Match[str]) -> str:
    """Return the character, with a backslash where Markdown would read it as markup; a digit at the start stays."""
    character = html.unescape(match[0])
    if character.isdigit():
        return match[0]
    return f"\\{character}" if character in "\\`*_{}[]<>|#+-=~:!" else character


def from_page(target: str, source: str, lang: str, addresses: Addresses) -> str:
    """Return the target of a link on the page ``source``, itself a source, as its copy in ``lang`` writes it."""
    path, hash_, anchor = target.partition("#")
    if not path.endswith(".md") or EXTERNAL.match(path):
        return target
    there = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return from_root(there + hash_ + anchor, source, lang, addresses)


def from_root(target: str, source: str, lang: str, addresses: Addresses) -> str:
    """Return the target of a link of the data, which names pages and files from the root, as ``from_page`` does."""
    path, hash_, anchor = target.partition("#")
    if EXTERNAL.match(path):
        return target
    if not path.endswith(".md"):
        return relative(target, posixpath.dirname(addresses.of(source, lang)))
    return copy_address(addresses.link(path, source, lang)) + hash_ + anchor


def copy_address(address: str) -> str:
    """Return the address of the Markdown copy of the HTML at ``address``."""
    return address.removesuffix(".html") + ".md"


def front(text: str) -> dict[str, str]:
    """Return the front matter of a Markdown copy."""
    head = text.removeprefix("---\n").partition("---\n")[0]
    pairs = (line.partition(": ") for line in head.splitlines())
    return {name: json.loads(value) for name, _, value in pairs}
