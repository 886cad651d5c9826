"""Where links and the menu lead, what links are called, and what pictures say."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from corpus import Corpus
from guide.data.documents import LANGS
from guide.data.messages import add_near
from guide.prose import markers
from guide.prose.front_matter import body as body_of
from prose import Block, Link

# Words that tell nobody where a link leads (WCAG 2.2, 2.4.4); compared without case and full stops.
_VAGUE = {
    "sv": {
        "här",
        "klicka",
        "klicka här",
        "läs mer",
        "läs mer här",
        "mer",
        "mer information",
        "länk",
        "länken",
        "se här",
    },
    "en": {"here", "click", "click here", "read more", "learn more", "more", "more information", "link", "this link"},
}
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def check(corpus: Corpus) -> None:
    """Note the links, pictures and entries of the menu that lead nowhere or say nothing."""
    targets = Targets(corpus)
    for block in corpus.blocks:
        for link in block.links:
            if link.picture and not link.text:
                corpus.add(block, "picture_text", link.line, value=link.target)
            elif not link.picture and link.text.lower().strip(" .…›»→") in _VAGUE.get(block.lang, set()) | {""}:
                corpus.add(block, "link_vague", link.line, text=link.text)
            if not block.path:  # in records only whole addresses are allowed, by their schema
                targets.check(block, link)
    check_menu(corpus)


class Targets:
    """What can be linked to."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._ids: dict[tuple[str, str], set[str]] = {}

    @cached_property
    def sources(self) -> list[str]:
        """Every page, written by hand or made from a record, by its path below the language's folder."""
        renderer = self.corpus.project.renderer
        return sorted({*self.corpus.project.texts, *(renderer.records if renderer else ())})

    def check(self, block: Block, link: Link) -> None:
        """Note what is wrong with where ``link`` leads."""
        path, _, anchor = link.target.partition("#")
        if _OUTSIDE.match(link.target):
            return
        if path.lower().startswith("www."):
            self.corpus.add(block, "bad_url", link.line, value=link.target)
            return
        if path.startswith("/"):
            self.corpus.add(block, "link_absolute", link.line, value=link.target)
            return
        _, lang, here = block.file.split("/", 2)
        source = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        doc, known = self.corpus.documents[block.file], source in self.sources
        if not known and not self._is_file(source, lang):
            kind = posixpath.splitext(source)[1]
            if link.picture or kind not in ("", ".md", ".html"):
                self.corpus.add(block, "link_file", link.line, value=path)
                return
            words = [posixpath.relpath(other, posixpath.dirname(here) or ".") for other in self.sources]
            add_near(doc, "link_page", (), path, words, line=link.line)
        elif known and anchor and anchor not in self.ids(source, lang):
            add_near(doc, "link_anchor", (), anchor, sorted(self.ids(source, lang)), line=link.line, page=source)

    def _is_file(self, source: str, lang: str) -> bool:
        """Whether ``source`` is a file of the site that is no page; without the records nobody knows all pages."""
        docs = self.corpus.root / "docs"
        unsure = self.corpus.project.renderer is None and source.startswith(("examples/", "regions/"))
        return unsure or (docs / lang / source).is_file() or (docs / posixpath.normpath(f"{lang}/{source}")).is_file()

    def ids(self, source: str, lang: str) -> set[str]:
        """Return the ids of a page's headings and of what its markers become."""
        if (source, lang) not in self._ids:
            self._ids[source, lang] = set(self._found(source, lang))
        return self._ids[source, lang]

    def _found(self, source: str, lang: str) -> Iterator[str]:
        renderer, texts = self.corpus.project.renderer, self.corpus.project.texts.get(source, {})
        if renderer and source in renderer.records:
            yield from (heading.id for heading in renderer.records[source].render(lang).headings)
            return
        body = body_of(texts.get(lang) or next(iter(texts.values())))[0]
        yield from self.corpus.reader.ids(body)
        for marker in markers.found(body) if renderer else ():
            yield from renderer.markers.ids(marker) if renderer else ()


def check_menu(corpus: Corpus) -> None:
    """Note the pages that the menu lacks, and what the menu has that is no page."""
    menu = list(_leaves(corpus.config.nav))
    if not corpus.project.texts:  # one of the pages cannot be read, so none was
        return
    for source in corpus.project.texts:
        if source not in menu and not (corpus.config.not_in_nav and corpus.config.not_in_nav.match_file(source)):
            file = next(file for lang in LANGS if (file := f"docs/{lang}/{source}") in corpus.documents)
            corpus.documents[file].add("menu_missing", line=1, value=source)
    config = corpus.documents["mkdocs.yml"]
    lines = (corpus.root / config.file).read_text("utf-8").split("\n")
    for source in menu:
        if source not in corpus.project.texts and not _OUTSIDE.match(source):
            said = source.partition(" - ")[0]  # a line indented too far is read as more of the one above
            line = next((number for number, text in enumerate(lines, 1) if text.rstrip().endswith(said)), 1)
            add_near(config, "menu_unknown", (), source, sorted(corpus.project.texts), line=line)


def _leaves(nav: Any) -> Iterator[str]:
    """The pages of the menu, in its order."""
    if isinstance(nav, str):
        yield nav
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _leaves(part)
