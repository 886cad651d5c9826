"""Pages of records: files that MkDocs can link to, and the whole pages, in the site's own page template."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from guide.data.addresses import other
from guide.data.documents import LANGS
from guide.mkdocs_site import head, menu
from guide.mkdocs_site.site import Site, language
from guide.rendering.renderer import RecordPage, Rendered, Renderer

# What these pages do not show beside the text: the section's pages, and headings where the facts are.
_HIDDEN = {"examples": ("navigation", "toc"), "regions": ("navigation", "toc")}


class RecordFile(File):
    """A page of a record as a target of links. MkDocs writes nothing for it."""

    src_dir = None
    use_directory_urls = False
    inclusion = InclusionLevel.NOT_IN_NAV

    def __init__(self, source: str, lang: str, record: RecordPage, renderer: Renderer) -> None:
        """Take the place of ``source`` in ``lang``; static-i18n and the sitemap ask for the other attributes."""
        self.src_uri, self.norm_src_uri, self.locale = f"{lang}/{source}", source, lang
        self.written, self.meta = record.written, {"reviewed": record.record.reviewed}
        self._record, self._renderer = record, renderer
        self.dest_uri = self.url = renderer.addresses.of(source, lang)

    @property
    def alternates(self) -> Mapping[str, Any]:
        """The page in each language: its address and locale."""
        addresses = self._renderer.addresses
        return {code: SimpleNamespace(url=addresses.of(self.norm_src_uri, code), locale=code) for code in LANGS}

    @property
    def page(self) -> Any:  # type: ignore[override]
        """The object that MkDocs and the sitemap ask for metadata and for the ids of headings: the file itself."""
        return self

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        """The ids of its headings."""
        return {heading.id for heading in self._record.render(self.locale).headings}

    def is_documentation_page(self) -> bool:
        """Return ``False``: MkDocs is not to build it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing."""


def pages(config: MkDocsConfig) -> Iterator[tuple[str, str, RecordPage, str]]:
    """Yield the source of each page of a record, the whole page in the template, the record, and the text in it."""
    site, shared = Site.of(config), dict[str, Any]()
    lang = language(config)
    template = site.env.get_template("main.html")
    for source, record in site.renderer.records.items():
        rendered = record.render(lang)
        context = _context(source, lang, record, rendered, config)
        folder = posixpath.dirname(source)
        if folder not in shared:
            shared[folder] = _shared(site, context)
        yield source, template.render(context, shared=shared[folder]), record, rendered.html


def _context(source: str, lang: str, record: RecordPage, rendered: Rendered, config: MkDocsConfig) -> dict[str, Any]:
    site = Site.of(config)
    file = RecordFile(source, lang, record, site.renderer)
    site_lang = lang if lang in record.written else other(lang)
    meta = {
        "title": escape(record.title.show(lang)),
        "description": escape(record.description.show(lang)),
        "reviewed": record.record.reviewed,
        "hide": _HIDDEN.get(record.register, ("navigation",)),
    }
    page: Any = SimpleNamespace(
        title=meta["title"],
        meta=meta,
        url=file.url,
        canonical_url=site.renderer.url(source, site_lang),
        content=rendered.html,
        toc=menu.contents(rendered.headings),
        file=file,
        ancestors=(),
    )
    base_url = posixpath.relpath(".", posixpath.dirname(file.url) or ".")
    return {**site.context, "page": page, "base_url": base_url, **head.context(page, config, site.renderer)}


def _shared(site: Site, context: Mapping[str, Any]) -> Any:
    """Return what the page template shares between all these pages of a folder.

    The list of the folder is marked in the menu as where the reader is.
    """
    index = menu.index_of(context["page"].file.norm_src_uri, site.context["nav"])
    if index:
        index.active = True
    shared = site.env.get_template("partials/shared.html").make_module(context)
    if index:
        index.active = False
    return shared
