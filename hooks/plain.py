"""Pages as clean Markdown for language models, and the list of them, llms.txt (https://llmstxt.org)."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping

from languages import Addresses

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


def markdown(text: str, front: Mapping[str, str], link: Callable[[str], str]) -> str:
    """A page's Markdown without attribute lists and HTML, below a head that says ``front``.

    ``link`` gives for the target of a link in ``text`` what the clean page says instead. Code stays as it is.
    """
    return below(front, body(text, link))


def below(front: Mapping[str, str], text: str) -> str:
    """A clean page: ``text`` below a head that says ``front``."""
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
    there = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
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
