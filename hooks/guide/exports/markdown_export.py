"""Pages as clean Markdown for language models, and the list of them, llms.txt (https://llmstxt.org)."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2

from guide.data.addresses import Addresses, relative
from guide.data.entries import Link, Reference
from guide.data.strings import date
from guide.prose import markers
from guide.rendering import marker_content
from guide.rendering.renderer import RecordPage, Renderer, source_note

_CODE = re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_STASHED = re.compile("\x00(\\d+)\x00")
# Pictures, controls and ways on, which say nothing as text; what else is HTML loses its tags and keeps its text.
_DROPPED = re.compile(r"<(svg|script|style|form|template|button|select|nav|noscript)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_ANCHOR = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
# An attribute list as our templates and pages write them: { #id .class name=value } or {.class}.
_ATTRIBUTES = re.compile(r"""\{:?(?:[#.]| )(?:[^{}"\n]|"[^"\n]*")*\}""")
_CITATION = re.compile(r"\[\[(\d+)\]\]\(#source-[^)]*\)")
# That a line begins is said behind its first signs: these alone are sought at every place then.
_ADMONITION = re.compile(
    r'!!!(?<=^!!!) *\w+(?: +"(?P<title>[^"\n]*)")?\n(?P<text>(?:[ \t]*\n| {4}.*\n?)*)', re.MULTILINE
)
_LINK = re.compile(r"\]\((?:<([^>\n]*)>|([^)\s]+))\)")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
# Small print beside something, and labels side by side, told apart by their looks alone.
_SMALL = re.compile(r"<small>(?!\()(.*?)</small>")
_SIDE_BY_SIDE = re.compile(r"</span>[ \t]+<span")
_NUMBERED = re.compile(r"1\.(?<=^1\.)[ \t].*\n?(?:^1\.[ \t].*\n?)*", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - it is Markdown
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = date
    return environment


def of_record(source: str, record: RecordPage, renderer: Renderer, lang: str) -> str:
    """Return the Markdown copy of a record's page in ``lang``: its texts as the editors wrote them, and its facts."""
    kind, _, name = source.removesuffix(".md").partition("/")
    to_source = partial(link, source=source, lang=lang, addresses=renderer.addresses)
    values: dict[str, Any] = {"lang": lang, "words": renderer.words[lang], "related": renderer.related}
    if kind == "examples":
        example = renderer.catalogue.example[name]
        values |= {"example": example, "places": renderer.places(example, lang), "texts": renderer.texts(example)}
        values["themes"] = [renderer.catalogue.theme[id_] for id_ in renderer.themes.of_example(example)]
    elif kind == "themes":
        values |= renderer.about_theme(renderer.catalogue.theme[name]) | {"catalogue": renderer.catalogue}
    else:
        values |= renderer.about_region(renderer.catalogue.region[name]) | {"catalogue": renderer.catalogue}
    template = _templates().get_template(f"{kind.removesuffix('s')}.md")
    template.environment.filters["period"] = renderer.period
    # Templates name pages by their source, not as seen from the page.
    text = template.render(link=lambda target: to_source(f"/{target}"), source=partial(_source, words=renderer.words[lang], lang=lang), **values)
    of = lang if lang in record.written else record.written[0]
    front = {
        "title": record.title.show(lang),
        "description": record.description.show(lang),
        "language": of,
        "url": renderer.site_url + renderer.addresses.of(source, of),
        "reviewed": record.reviewed,
    }
    return below(front, text.strip())


def _source(link: Link, words: Any, lang: str) -> str:
    title = f"[{link.title}](<{link.url}>)" if link.url else link.title
    publisher = f", {link.publisher}" if link.publisher else ""
    note = source_note(link, words, lang)
    return f"{title}{publisher}" + (f" ({note})" if note else "")


def of_page(text: str, renderer: Renderer, source: str, lang: str, site_lang: str, keys: Sequence[str]) -> str:
    """Return the Markdown copy of a page written by hand: its source, each marker as a list of links.

    ``keys`` are those of the references that it cites, in the order of their numbers; they are listed last.
    """
    to = partial(link, source=source, lang=site_lang, addresses=renderer.addresses)
    # A list of links is put in after the rest is cleaned, which must not touch the words of the data.
    kept: list[str] = []

    def keep(comment: re.Match[str]) -> str:
        marker = markers.of_comment(comment, text)
        items = [_item(item, to) for item in renderer.markers.links(marker, lang)] if marker else []
        kept.append("\n".join(items))
        return f"\n\x01{len(kept) - 1}\x01\n"

    def cited(match: re.Match[str]) -> str:
        found = [key.strip(" @") for key in match["keys"].split(";")]
        if found[0].startswith(markers.EXAMPLE):
            examples = [renderer.catalogue.example[key.removeprefix(markers.EXAMPLE)] for key in found]
            links = [f"[{one.title.show(lang)}]({to_source(f'examples/{one.id}.md')})" for one in examples]
            return match["space"] + ", ".join(links)
        return "".join(f"[{keys.index(key) + 1}]" for key in found)

    def to_source(target: str) -> str:
        return relative(target, posixpath.dirname(source))

    text = markers.COMMENT.sub(keep, text)
    clean = body(markers.CITATION.sub(cited, text), to)
    clean = re.sub("\x01(\\d+)\x01", lambda match: kept[int(match[1])], clean)
    if keys:
        words = renderer.words[lang]
        clean += f"\n\n## {words.references.heading}\n\n"
        works = (renderer.catalogue.reference[key] for key in keys)
        clean += "\n".join(f"{number}. {_work(work)}" for number, work in enumerate(works, 1))
    return _BLANK.sub("\n\n", clean).strip()


def _item(item: marker_content.Link, to: Callable[[str], str]) -> str:
    target = item.target if item.target and "://" in item.target else item.target and to(f"/{item.target}")
    text = f"[{item.text}](<{target}>)" if target else item.text
    return f"- {text}" + (f": {item.note}" if item.note else "")


def _work(work: Reference) -> str:
    return f"{work.by} ({work.year or '–'}). {work.title}." + (f" <{work.address}>" if work.address else "")


def below(front: Mapping[str, str], text: str) -> str:
    """A clean page: ``text`` below a head that says ``front``."""
    front = {name: value for name, value in front.items() if value}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    return f"---\n{head}---\n\n{text}\n"


def body(text: str, link: Callable[[str], str]) -> str:
    """The text of a clean page, or of a section of one."""
    kept: list[str] = []

    def stash(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    if "`" in text or "~~~" in text:
        text = _CODE.sub(stash, text)
    text = _CITATION.sub(r"[\1]", _DROPPED.sub("", text))
    *before, last = _ATTRIBUTES.split(_ADMONITION.sub(_quoted, text))
    text = "".join([part.rstrip(" \t") for part in before]) + last
    text = _SMALL.sub(r"(\1)", _SIDE_BY_SIDE.sub("</span> · <span", text))
    text = _TAG.sub("", _ANCHOR.sub(lambda match: f"[{match[2]}](<{html.unescape(match[1])}>)", text))
    text = _LINK.sub(lambda match: _linked(link(match[1] if match[1] is not None else match[2])), text)
    text = _ENTITY.sub(_character, text)
    text = _NUMBERED.sub(_counted, "\n".join(line.rstrip() for line in text.split("\n")))
    return _STASHED.sub(lambda match: kept[int(match[1])], _BLANK.sub("\n\n", text)).strip()


def _quoted(match: re.Match[str]) -> str:
    lines = [line[4:] for line in match["text"].strip("\n").split("\n")]
    title = [f"**{match['title']}**", ""] if match["title"] else []
    return "\n".join(f"> {line}".rstrip() for line in [*title, *lines]).replace("\n>\n>\n", "\n>\n") + "\n\n"


def _counted(match: re.Match[str]) -> str:
    """A list whose items are all number one, as Markdown allows, with the numbers that its readers see."""
    lines = match[0].splitlines(keepends=True)
    return "".join(f"{number}{line[1:]}" for number, line in enumerate(lines, 1))


def _linked(target: str) -> str:
    return f"](<{target}>)" if re.search(r"[\s()]", target) else f"]({target})"


def _character(match: re.Match[str]) -> str:
    """The character, with a backslash where Markdown would read it as markup; a digit that began a text stays."""
    character = html.unescape(match[0])
    if character.isdigit():
        return match[0]
    return f"\\{character}" if character in "\\`*_{}[]<>|#+-=~:!" else character


def link(target: str, source: str, lang: str, addresses: Addresses) -> str:
    """The target of a link on the page ``source``, itself a source, as the clean page in ``lang`` says it."""
    path, hash_, anchor = target.partition("#")
    if not path.endswith(".md") or "://" in path:
        return target
    there = (
        path.lstrip("/")
        if path.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    )
    return beside(addresses.link(there, source, lang)) + hash_ + anchor


def beside(address: str) -> str:
    """The address of the clean page beside the HTML at ``address``."""
    return address.removesuffix(".html") + ".md"


def front(text: str) -> dict[str, str]:
    """What the head of a clean page says."""
    head = text.removeprefix("---\n").partition("---\n")[0]
    pairs = (line.partition(": ") for line in head.splitlines())
    return {name: json.loads(value) for name, _, value in pairs}


def llms(title: str, about: str, notes: str, sections: Mapping[str, Iterable[Mapping[str, str]]]) -> str:
    """llms.txt: what the site is, then its pages section by section, each as the head of its clean page says."""
    parts = [f"# {title}", f"> {about}", notes.strip()]
    for heading, pages in sections.items():
        lines = [f"- [{page['title']}]({beside(page['url'])}): {page['description']}" for page in pages]
        parts.append("\n".join([f"## {heading}", "", *lines]))
    return "\n\n".join(parts) + "\n"
