"""What is remembered of the pages that MkDocs makes: their Markdown, what the search knows, the theme's page."""

from __future__ import annotations

import datetime
import logging
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

import found
import markers
import quick
from cache import Cache, hashed, world
from converter import Converter
from records import LANGS

# What of a template's context is told otherwise in a page's key, or is of no matter to a page.
_OBJECTS = {"nav", "pages", "page", "config", "build_date_utc", "i18n_config"}
_LOG = logging.getLogger("mkdocs.structure.pages")


@dataclass(frozen=True)
class Sources:
    """Hashes of what the site is made of: ``world`` of everything but the other two."""

    world: bytes
    examples: bytes
    texts: bytes

    @classmethod
    def of(cls, config: MkDocsConfig) -> Sources:
        """The hashes, to be made before anything is read: a file saved later is then never known by its new hash."""
        root = Path(config.config_file_path).resolve().parent
        data = sorted(f"data/{path.name}" for path in (root / "data").glob("*.yaml") if path.name != "examples.yaml")
        settings = (config.site_url, config.repo_url, config.edit_uri, config.extra["publisher"])
        return cls(
            world(root, ["hooks", "overrides", "mkdocs.yml", "data/schema", *data], settings),
            hashed(root, ["data/examples.yaml"]),
            hashed(root, [f"docs/{lang}" for lang in LANGS]),
        )

    def of_page(self, markdown: str, examples: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """Those that a page written by hand is made of besides the world and itself; it asks for ``examples``."""
        names = {marker.name for marker in markers.found(markdown)}
        if names & markers.OF_PAGES:
            return self.examples, self.texts
        return (self.examples,) if names & markers.OF_EXAMPLES else examples


def opened_cache(config: MkDocsConfig, today: datetime.date) -> Cache:
    """The cache, in which everything that pages are made of counts but their own texts and the examples."""
    root = Path(config.config_file_path).resolve().parent
    known = config.extra["sources"].world + str(today).encode()
    return Cache(root / ".cache/pages.sqlite" if config.extra["fast_path"] else None, known, config.extra.get("held"))


class _Heard(logging.Handler):
    """Whether anything was said: a page with a broken link is not to be remembered, or it would be said once only."""

    said = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.said = True


def remember(cache: Cache, files: Files, lang: str, index: Any, *, fast: bool) -> None:
    """Let the pages of ``files`` take their HTML from ``cache`` where they were made of the same before.

    So does ``index``, the theme's search index, what it reads of each.
    """
    index.add_entry_from_context = partial(_add_entries, index, cache, fast)
    addresses = cache.key(sorted((file.src_uri, file.url) for file in files))
    for file in files.documentation_pages():
        if isinstance(file.page, Page):
            file.page.render = partial(_render, file.page, cache, addresses, lang)  # type: ignore[method-assign]


def _render(page: Page, cache: Cache, addresses: bytes, lang: str, config: MkDocsConfig, files: Files) -> None:
    """What ``Page.render`` does, from the cache where it can."""
    file: Any = page.file
    key = cache.key("markdown", lang, file.src_uri, file.locale, addresses, page.markdown)
    if known := cache.get(key):
        page.content, tokens, page._title_from_render, anchors, links = known
        page.toc = get_toc(tokens)
        page.present_anchor_ids = set(anchors)
        page.links_to_anchors = {files.src_uris[uri]: of for uri, of in links.items()}
        return
    heard = _Heard(logging.INFO)
    _LOG.addHandler(heard)
    try:
        if not (config.extra["fast_path"] and _quickly(page, config, files)):
            Page.render(page, config, files)
    finally:
        _LOG.removeHandler(heard)
    if not heard.said:
        links = {target.src_uri: of for target, of in (page.links_to_anchors or {}).items()}
        anchors = sorted(page.present_anchor_ids or ())
        cache.put(key, [page.content, list(map(_token, page.toc)), page._title_from_render, anchors, links])


def _quickly(page: Page, config: MkDocsConfig, files: Files) -> bool:
    """Do what ``Page.render`` does with the quick converter; false if that is not for this page."""
    mkdocs: Any = sys.modules[Page.__module__]  # links are MkDocs' own matter, with all it says of them
    file: Any = page.file
    if not Converter(config.markdown_extensions, config.mdx_configs or {}).fits or file.inclusion.is_excluded():
        return False
    links = mkdocs._RelativePathTreeprocessor(file, files, config)
    made = quick.convert(page.markdown or "", links.path_to_url)
    if made:
        page.content, page.toc, page._title_from_render = made.html, get_toc(made.toc_tokens), made.title
        page.present_anchor_ids = made.anchors
        if mkdocs.log.getEffectiveLevel() > logging.DEBUG:
            page.links_to_anchors = links.links_to_anchors
    return bool(made)


def _add_entries(index: Any, cache: Cache, fast: bool, page: Page) -> None:
    """What the index's own ``add_entry_from_context`` does, from the cache where it can."""

    def entries() -> list[dict[str, Any]]:
        before = len(index.entries)
        if not (fast and _found_quickly(index, page)):
            type(index).add_entry_from_context(index, page)
        made = index.entries[before:]
        del index.entries[before:]
        return list(made)

    made_of = ("found", page.url, page.title, page.meta, page.content, list(map(_token, page.toc)))
    index.entries += cache.memo(made_of, entries)


def _found_quickly(index: Any, page: Page) -> bool:
    """Do what the index's own ``add_entry_from_context`` does with the quick reader; false if it is not sure."""
    if (page.meta.get("search") or {}).get("exclude"):
        return True
    sections = found.sections(page.content or "")
    for section in sections or ():
        if not section.is_excluded():
            index.create_entry_for_section(section, page.toc, page.url, page)
    return sections is not None


def _token(link: Any) -> dict[str, Any]:
    return {"name": link.title, "id": link.id, "level": link.level, "children": list(map(_token, link.children))}


class Compiled(BytecodeCache):
    """Templates compiled by earlier builds."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the template in ``bucket`` its code, if it is known."""
        if known := self._cache.get(self._key(bucket)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the template in ``bucket``."""
        self._cache.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> bytes:
        return self._cache.key("template", bucket.key, bucket.checksum)


class Templates:
    """The theme's templates, which take pages from ``cache``. What they may ask for is in the key of ``_Template``."""

    def __init__(self, env: Any, cache: Cache) -> None:
        self._env, self._cache = env, cache

    def get_template(self, name: str, *arguments: Any, **more: Any) -> Any:
        """A template; one of pages remembers what it made."""
        template = self._env.get_template(name, *arguments, **more)
        return _Template(template, self._cache) if name == "main.html" else template

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


class _Template:
    def __init__(self, template: Any, cache: Cache) -> None:
        self._template, self._cache = template, cache

    def render(self, context: Mapping[str, Any]) -> str:
        """The page that the theme makes of ``context``."""
        page, config = context["page"], context["config"]
        beside = [(one.url, one.title) for one in (page.previous_page, page.next_page) if one]
        versions = [(lang, one.url) for lang, one in page.file.alternates.items()]
        rest = {name: value for name, value in context.items() if name not in _OBJECTS}
        of_page = (page.url, page.title, page.meta, page.content, page.canonical_url, page.edit_url)
        around = (list(map(_token, page.toc)), beside, versions, _items(context["nav"]))
        made_of = ("page", config.site_name, config.theme["language"], *of_page, *around, rest)
        made: str = self._cache.memo(made_of, lambda: self._template.render(context))
        return made


def _items(items: Any) -> list[Any]:
    """The menu as far as a page shows it."""
    return [
        (item.title, getattr(item, "url", None), _items(item.children) if item.children else None) for item in items
    ]
