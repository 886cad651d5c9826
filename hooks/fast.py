"""The fast path: pages made from records without MkDocs, byte for byte as MkDocs would make them.

To MkDocs they are only files to link to. Each is put together from sections (shapes.py) in the theme's page
(skeletons.py), written and forgotten. The first of each kind and language is made the slow way too and compared: where
they differ, or something cannot be made so, the log says it and MkDocs makes the pages one by one.
"""

from __future__ import annotations

import importlib
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markdown.extensions.toc import nest_toc_tokens
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

import heads
import plain
import search
import skeletons
from assembly import Assembler, Made
from cache import Cache, digest
from kept import Kept, stamp
from languages import Addresses, other
from records import LANGS
from render import Generated, Renderer
from search import Entry, Passage
from shapes import Block, UnfitError, in_order

log = get_plugin_logger("s3")


class LinkedFile(File):
    """A page that MkDocs knows as a file to link to, and that is made here.

    It says what MkDocs, static-i18n and the sitemap ask for when they ask, since there may be thousands.
    """

    src_dir = None
    use_directory_urls = False
    inclusion = InclusionLevel.NOT_IN_NAV

    def __init__(self, source: str, lang: str, written: tuple[str, ...], reviewed: str, addresses: Addresses) -> None:
        """``written`` are the languages that the page exists in, ``reviewed`` the day of its last review."""
        self.src_uri, self.norm_src_uri, self.locale = f"{lang}/{source}", source, lang
        self.written, self._reviewed, self._addresses = written, reviewed, addresses
        self.dest_uri = self.url = addresses.of(source, lang)

    @property
    def alternates(self) -> Mapping[str, Any]:
        """The page in each language, as far as its address."""
        return {of: SimpleNamespace(url=self._addresses.of(self.norm_src_uri, of), locale=of) for of in LANGS}

    @property
    def page(self) -> Any:  # type: ignore[override]
        """What is asked of a page that is linked to."""
        return SimpleNamespace(meta={"reviewed": self._reviewed}, present_anchor_ids=None)

    def is_documentation_page(self) -> bool:
        """Not one for MkDocs to make."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing to copy."""


@dataclass
class Fast:
    """The pages to be made in the language being built, and what MkDocs makes pages with."""

    config: MkDocsConfig
    renderer: Renderer
    page: Callable[[str, Generated, str], File]  # a page as a file of MkDocs, for the slow way
    cache: Cache
    kept: Kept
    env: Any = None
    nav: Any = None
    files: Any = None
    checked: set[tuple[str, str]] = field(default_factory=set)  # kinds and languages that were compared with MkDocs'
    slow: set[tuple[str, str]] = field(default_factory=set)  # kinds and languages that the fast path cannot make
    shells: dict[Any, skeletons.Skeleton] = field(default_factory=dict)
    frames: dict[tuple[str, str], bytes] = field(default_factory=dict)
    assemblers: dict[str, Assembler] = field(default_factory=dict)

    def link(self, source: str, lang: str, page: Generated) -> LinkedFile:
        """The page ``source`` as MkDocs is to know it."""
        return LinkedFile(source, lang, page.written, page.reviewed, self.renderer.addresses)

    def with_letters(self, make: Callable[[], str], lang: str) -> tuple[str, list[list[Block]]]:
        """A page written by hand, as ``make`` gives it, with letters for its blocks, and these."""
        blocks = self.assembler(lang).blocks
        page: list[list[Block]] = []
        blocks.page = page
        try:
            with self.renderer.printer.keeping(None, blocks):
                text = make()
        except UnfitError:
            return make(), []
        return (text, page) if in_order(text, page) else (make(), [])

    def assembler(self, lang: str) -> Assembler:
        """What puts pages in ``lang`` together."""
        if lang not in self.assemblers:
            self.assemblers[lang] = Assembler(self.renderer, self.config, lang, self.cache)
        return self.assemblers[lang]

    def write(self, lang: str) -> Iterator[Passage]:
        """Make and write the generated pages in ``lang``; gives what the search knows of them."""
        for source, page in self.renderer.generated.items():
            kind = source.partition("/")[0], lang
            try:
                found = self._unchanged_or_made(source, page, lang) if kind not in self.slow else None
            except UnfitError as reason:
                self._give_up(kind, f"the theme prints {reason}")
                found = None
            yield from found if found is not None else self._passages(self._slowly(source, page, lang), lang)
        self.assemblers.pop(lang, None)  # they know much that only this language has
        self.shells.clear()

    def _passages(self, found: Iterable[Entry], lang: str) -> list[Passage]:
        return list(search.passages(found, self.renderer.addresses.root(lang)))

    def _unchanged_or_made(self, source: str, page: Generated, lang: str) -> Sequence[Passage] | None:
        """What the search knows of the page, once that is written; ``None`` if it must be made the slow way."""
        address = self.renderer.addresses.of(source, lang)
        both = [address, plain.beside(address)]
        key = self.cache.key("whole", source, lang, self._frame(posixpath.dirname(source), lang), page.made_of())
        if (known := self.cache.get(key)) and self.kept.take(both, known[0]):
            return [Passage(*of) for of in known[1]]
        try:
            made = self.assembler(lang).made(source, page)
        except UnfitError as reason:
            log.info(f"{source} ({lang}) is made the slow way: {reason}")
            return None
        texts = [self._html(made, source, page, lang).encode("utf-8", "xmlcharrefreplace"), made.plain.encode()]
        files = [f"{self.config.site_dir}/{name}" for name in both]
        kind = source.partition("/")[0], lang
        if kind not in self.checked:
            found = self._slowly(source, page, lang)
            if (texts, made.found) != ([Path(name).read_bytes() for name in files], found):
                self._give_up(kind, f"{source} would differ from MkDocs' own")
                return self._passages(found, lang)
            self.checked.add(kind)
            self.cache.put(self._as_mkdocs(*kind), True)
        else:
            for name, text in zip(files, texts, strict=True):
                with open(name, "wb", buffering=0) as file:  # noqa: PTH123
                    file.write(text)
        passages = self._passages(made.found, lang)
        self.cache.put(key, [[stamp(name) for name in files], list(map(tuple, passages))])
        return passages

    def _frame(self, folder: str, lang: str) -> bytes:
        """The theme's page around the pages of ``folder`` as a hash. Raises ``UnfitError``."""
        if (folder, lang) not in self.frames:
            address = self.renderer.addresses.of(f"{folder}/index.md", lang)
            Path(self.config.site_dir, address).parent.mkdir(parents=True, exist_ok=True)
            shell = self._shell(folder, lang, LANGS, (), {"reviewed": ""}, ())
            self.frames[folder, lang] = digest(shell)
            if self.cache.get(self._as_mkdocs(folder, lang)):
                self.checked.add((folder, lang))
        return self.frames[folder, lang]

    def _as_mkdocs(self, folder: str, lang: str) -> bytes:
        """Where it is remembered that a page of ``folder`` in this frame was made as MkDocs makes it."""
        return self.cache.key("as MkDocs", folder, lang, self.frames[folder, lang])

    def _give_up(self, kind: tuple[str, str], reason: str) -> None:
        self.slow.add(kind)
        log.info(f"no fast path for {kind[0]} ({kind[1]}), they are made the slow way: {reason}")

    def _slowly(self, source: str, page: Generated, lang: str) -> list[Mapping[str, str]]:
        """Let MkDocs make the page; gives what its search plugin found there."""
        made = Page(None, self.page(source, page, lang), self.config)
        with self._searched() as found:
            _builder(self.config)._populate_page(made, self.config, self.files)
            _builder(self.config)._build_page(made, self.config, self.files.documentation_pages(), self.nav, self.env)
        return found

    @contextmanager
    def _searched(self) -> Iterator[list[Mapping[str, str]]]:
        """What the theme's search plugin finds meanwhile, which it then forgets."""
        entries = self.config.plugins["material/search"].search_index.entries  # type: ignore[attr-defined]
        before, found = len(entries), list[Mapping[str, str]]()
        try:
            yield found
        finally:
            found += entries[before:]
            del entries[before:]

    def _html(self, made: Made, source: str, page: Generated, lang: str) -> str:
        """The whole page."""
        folder, _, name = source.rpartition("/")
        notices = tuple(heads.notices(source, lang, page.written, self.renderer))
        key = (folder, lang, page.written, notices, made.headings)
        if key not in self.shells:
            self.shells[key] = self._shell(folder, lang, page.written, notices, made.meta, made.headings)
        meta = {**made.meta, **{of: Markup.escape(made.meta[of]) for of in ("title", "description")}}  # as files.filled
        file: Any = SimpleNamespace(norm_src_uri=source, locale=lang)
        of = lang if lang in page.written else other(lang)
        url = (self.config.site_url or "") + self.renderer.addresses.of(source, of)
        light: Any = SimpleNamespace(file=file, title=meta["title"], meta=meta, canonical_url=url)
        data = heads.linked_data(light, self.config, self.renderer, lang)
        values = {
            "id": name.removesuffix(".md"),
            "title": meta["title"],
            "description": meta["description"],
            "content": made.content,
            "data": str(htmlsafe_json_dumps(data, **self.env.policies["json.dumps_kwargs"])),
        }
        return self.shells[key].fill(values)

    def _shell(
        self,
        folder: str,
        lang: str,
        written: tuple[str, ...],
        notices: tuple[str, ...],
        meta: Mapping[str, str],
        headings: Sequence[tuple[int, str, str]],
    ) -> skeletons.Skeleton:
        """The theme's page around pages of ``folder`` that have these ``headings``. Raises ``UnfitError``."""
        generated = Generated(lambda _: "", written, "", str)
        page = Page(None, self.page(f"{folder}/{skeletons.ID}.md", generated, lang), self.config)
        page.markdown, page.content = "", skeletons.CONTENT
        page.meta = {**meta, "title": skeletons.TITLE, "description": skeletons.DESCRIPTION}
        flat: Any = [{"level": level, "id": id_, "name": name} for level, id_, name in headings]
        nested: Any = nest_toc_tokens(flat)
        page.toc = get_toc(nested)
        context = _builder(self.config).get_context(self.nav, self.files.documentation_pages(), self.config, page)
        with self._searched():
            context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        more = {"notices": list(notices), "linked_data": skeletons.DATA}
        return skeletons.Skeleton.of(self.env.get_template("main.html").render({**context, **more}))


def _builder(config: MkDocsConfig) -> Any:
    """MkDocs' own making of pages, by the name of the package that reads our settings: MkDocs may have a successor."""
    return importlib.import_module(f"{type(config).__module__.partition('.')[0]}.commands.build")
