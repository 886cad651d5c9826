"""Where the links of hand-written pages and of the data lead, and those that lead nowhere."""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from guide.data.documents import LANGS, Document, Place, Problem, line_at, texts
from guide.data.messages import add_near
from guide.data.rich_text import PAGE_HREF, to_html
from guide.data.schemas import Schemas
from guide.prose.front_matter import first_line

EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)  # an address with a scheme or a host
# What is before an address where Markdown or HTML has it.
_BEFORE = r"(?:\]\(\s*<?|\]:\s*<?|(?:href|src)=[\"']?)"


class Link(NamedTuple):
    """A link or a picture of a page: its address as it is in the page's HTML."""

    target: str
    picture: bool = False


@dataclass(frozen=True)
class Targets:
    """What can be linked to: the pages ``sources``, the ``ids`` of each in a language, and the files of ``docs``."""

    docs: Path
    sources: Collection[str]
    ids: Callable[[str, str], Collection[str]]

    def check(self, link: Link, here: str, lang: str, doc: Document, line: int) -> None:
        """Report in ``doc`` what is wrong with the target of ``link`` on the page ``here`` in ``lang``."""
        try:
            path, anchor = unquote(urlsplit(link.target).path), urlsplit(link.target).fragment
        except ValueError:  # such as a bracket that is not closed
            path, anchor = link.target, ""
        source = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        if EXTERNAL.match(link.target):
            return
        if not path and not anchor:
            doc.add("link_empty", line=line)
        elif path.lower().startswith("www."):
            doc.add("bad_url", line=line, value=link.target[:80])
        elif path.startswith("/"):
            doc.add("link_absolute", line=line, value=link.target[:80])
        elif source in self.sources and path[-1:] != "/":
            self._check_anchor(source, "" if link.picture else anchor, lang, doc, (), line)
        elif link.picture or posixpath.splitext(source)[1] not in ("", ".md", ".html"):
            name = posixpath.normpath(f"{lang}/{source}")
            if name.startswith("..") or not (self.docs / name).is_file():
                doc.add("link_file", line=line, value=path[:80])
        elif (same := re.sub("^../(?:sv|en)/", "", source)) != source and same in self.sources:
            here = posixpath.relpath(same, posixpath.dirname(here) or ".")
            doc.add("link_page_near", line=line, value=path[:80], nearest=here)
        else:
            words = [posixpath.relpath(other, posixpath.dirname(here) or ".") for other in sorted(self.sources)]
            add_near(doc, "link_page", (), path, words, line=line)

    def check_data(self, docs: Mapping[str, Document], schemas: Schemas) -> list[Problem]:
        """Return a problem for each link of the registers ``docs`` to a page or heading that does not exist."""
        for name, doc in docs.items():
            for path, text in texts(doc.data):
                form = schemas.at(name, path).get("format") if ".md" in text else None
                if form in ("markdown", "page"):
                    for target in dict.fromkeys(PAGE_HREF.findall(to_html(text)) if form == "markdown" else [text]):
                        self._check_source(target, doc, path, text)
        return [problem for doc in docs.values() for problem in doc.problems]

    def _check_source(self, target: str, doc: Document, path: Place, text: str) -> None:
        source, _, anchor = target.partition("#")
        number = next((at for at, line in enumerate(text.split("\n"), 1) if target in line), 1)
        line = doc.line_within(path, number)
        if source in self.sources:
            self._check_anchor(source, anchor, LANGS[0], doc, path, line)
        else:
            doc.add("page_unknown", path, line=line, value=source)

    def _check_anchor(self, source: str, anchor: str, lang: str, doc: Document, path: Place, line: int) -> None:
        if anchor and anchor not in (ids := self.ids(source, lang)):
            add_near(doc, "link_anchor", path, anchor, sorted(ids), line=line, page=source)


def line_of(target: str, body: str) -> int:
    """Return the line of the page's Markdown ``body`` that links to ``target``; the first where that is unknown."""
    for pattern in (_BEFORE + re.escape(target), re.escape(target))[: 2 if target else 1]:
        if match := re.search(pattern + r"(?![\w/#.?-])", body):
            return line_at(body, match.end())
    return first_line(body)
