"""Pages of records: files that MkDocs can link to, and the whole pages, in the site's own page template."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from markdown.extensions.toc import nest_toc_tokens
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import TableOfContents, get_toc

from guide.data.addresses import other
from guide.data.documents import LANGS
from guide.mkdocs_site import head, menu
from guide.mkdocs_site.site import Site
from guide.rendering.renderer import RecordPage, Rendered, Renderer

# What these pages have none of beside the text: the section's pages, and headings where the facts are.
_HIDDEN = {"examples": ("navigation", "toc"), "regions": ("navigation", "toc")}


class RecordFile(File):
    """A page of a record as a target of links. MkDocs writes nothing for it."""

    src_dir = None
    use_directory_urls = False
    inclusion = InclusionLevel.NOT_IN_NAV

    def __init__(self, source: str, lang: str, record: RecordPage, renderer: Renderer) -> None:
        """Take the place of ``source`` in ``lang``; static-i18n and the sitemap ask for the other attributes."""
        self.src_uri, self.norm_src_uri, self.locale = f"{lang}/{source}", source, lang
        self.written, self._record, self._renderer = record.written, record, renderer
        self.dest_uri = self.url = renderer.addresses.of(source, lang)

    @property
    def alternates(self) -> Mapping[str, Any]:
        """The page in each language: its address and locale."""
        addresses = self._renderer.addresses
        return {of: SimpleNamespace(url=addresses.of(self.norm_src_uri, of), locale=of) for of in LANGS}

    @property
    def page(self) -> Any:  # type: ignore[override]
        """What MkDocs and the sitemap ask of the page: its metadata and the ids that links may lead to."""
        return _LinkedPage({"reviewed": self._record.reviewed}, self._record, self.locale)

    def is_documentation_page(self) -> bool:
        """Return ``False``: MkDocs is not to build it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing."""


@dataclass(frozen=True)
class _LinkedPage:
    meta: Mapping[str, str]
    record: RecordPage
    lang: str

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        """The ids of its headings."""
        return {heading.id for heading in self.record.render(self.lang).headings}


@dataclass
class _FramedPage:
    """What the page template asks of a page, as MkDocs' own class has it."""

    title: str
    meta: Mapping[str, Any]
    url: str
    canonical_url: str
    content: str
    toc: TableOfContents
    file: Any
    edit_url: str | None = None
    previous_page: Any = None
    next_page: Any = None
    is_homepage: bool = False
    ancestors: tuple[()] = ()


@dataclass(frozen=True)
class Frame:
    """Puts pages of records into the page template, in the language that ``config`` is built in."""

    config: MkDocsConfig
    shared: dict[str, Any]

    @classmethod
    def of(cls, config: MkDocsConfig) -> Frame:
        """Return the frame for the language being built."""
        return cls(config, {})

    def pages(self) -> Iterator[tuple[str, str, RecordPage, str]]:
        """Yield each page of a record: its source, the whole page, the record, and the text in the page."""
        site = Site.of(self.config)
        lang = site.lang(self.config)
        template = site.env.get_template("main.html")
        for source, record in site.renderer.records.items():
            rendered = record.render(lang)
            yield source, template.render(self._context(source, lang, record, rendered)), record, rendered.html

    def _context(self, source: str, lang: str, record: RecordPage, rendered: Rendered) -> dict[str, Any]:
        site = Site.of(self.config)
        file = RecordFile(source, lang, record, site.renderer)
        of = lang if lang in record.written else other(lang)
        meta: dict[str, Any] = {
            "title": escape(record.title.show(lang)),
            "description": escape(record.description.show(lang)),
            "reviewed": record.reviewed,
            "hide": _HIDDEN.get(record.register, ("navigation",)),
        }
        tokens: Any = [{"level": level, "id": id_, "name": name} for level, id_, name in rendered.headings]
        page: Any = _FramedPage(
            meta["title"],
            meta,
            file.url,
            (self.config.site_url or "") + site.renderer.addresses.of(source, of),
            rendered.html,
            get_toc(nest_toc_tokens(tokens)),
            file,
        )
        base_url = posixpath.relpath(".", posixpath.dirname(file.url) or ".")
        context = {**site.context, "page": page, "base_url": base_url, **head.context(page, self.config, site.renderer)}
        return {**context, "shared": self._shared(posixpath.dirname(file.url), context)}

    def _shared(self, folder: str, context: dict[str, Any]) -> Any:
        """Return what the page template has the same on all these pages of a folder.

        The list of the folder is marked in the menu as where the reader is.
        """
        if folder not in self.shared:
            site = Site.of(self.config)
            index = menu.index_of(context["page"].file.norm_src_uri, site.nav)
            if index:
                index.active = True
            self.shared[folder] = site.env.get_template("partials/shared.html").make_module(context)
            if index:
                index.active = False
        return self.shared[folder]
