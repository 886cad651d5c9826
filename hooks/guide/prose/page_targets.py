"""Where the links of pages written by hand lead, and those that lead nowhere."""

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from guide.data.documents import Document, line_at
from guide.data.messages import add_near
from guide.prose.front_matter import first_line

OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
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
        """Note in ``doc`` what is wrong with where ``link`` leads from the page ``here`` in ``lang``."""
        try:
            path, anchor = unquote(urlsplit(link.target).path), urlsplit(link.target).fragment
        except ValueError:  # such as a bracket that is not closed
            path, anchor = link.target, ""
        if OUTSIDE.match(link.target):
            return
        if not path and not anchor:
            doc.add("link_empty", line=line)
            return
        if path.lower().startswith("www."):
            doc.add("bad_url", line=line, value=link.target[:80])
            return
        if path.startswith("/"):
            doc.add("link_absolute", line=line, value=link.target[:80])
            return
        source = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        if source in self.sources and path[-1:] != "/":
            if anchor and not link.picture and anchor not in (ids := self.ids(source, lang)):
                add_near(doc, "link_anchor", (), anchor, sorted(ids), line=line, page=source)
        elif link.picture or posixpath.splitext(source)[1] not in ("", ".md", ".html"):
            name = posixpath.normpath(f"{lang}/{source}")
            if name.startswith("..") or not (self.docs / name).is_file():
                doc.add("link_file", line=line, value=path[:80])
        else:
            if (same := re.sub("^../(?:sv|en)/", "", source)) != source and same in self.sources:
                here = posixpath.relpath(same, posixpath.dirname(here) or ".")
                doc.add("link_page_near", line=line, value=path[:80], nearest=here)
                return
            words = [posixpath.relpath(other, posixpath.dirname(here) or ".") for other in sorted(self.sources)]
            add_near(doc, "link_page", (), path, words, line=line)


def line_of(target: str, body: str) -> int:
    """Return the line of the page's Markdown ``body`` that links to ``target``; the first where nobody can say."""
    for pattern in (_BEFORE + re.escape(target), re.escape(target))[: 2 if target else 1]:
        if found := re.search(pattern + r"(?![\w/#.?-])", body):
            return line_at(body, found.end())
    return first_line(body)
