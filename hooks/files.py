"""Our pages as MkDocs files: their addresses, the generated ones, and stand-ins for missing translations."""

from __future__ import annotations

import gc
import html
import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

import downloads
import hosting
import markup
import plain
import publish
import sbom
import search
import theme
from cache import Cache
from fast import Fast, LinkedFile
from kept import Kept, stamp
from languages import other
from records import LANGS
from render import Generated, Renderer
from shapes import unwrapped, with_blocks

_MANY = 1000  # pages of which the memory matters


def i18n(config: MkDocsConfig) -> Any:
    """The static-i18n plugin, whose attributes MkDocs' types do not know."""
    return config.plugins["i18n"]


def arrange(files: Files, config: MkDocsConfig, renderer: Renderer) -> None:
    """Give every page its address in its language, and add the generated pages and the redirects.

    Comes after static-i18n's own turn, which cannot handle generated files, and sets on each file what that
    plugin would have set, so that the switch and the sitemap know it. ``written`` is ours: the languages that the
    page really exists in; in the others it stands in for a translation.
    """
    lang = i18n(config).current_language
    _light(files, config)
    known: Any = files.documentation_pages()  # static-i18n has put attributes of its own on each
    for file in known:
        file.written = tuple(of for of in LANGS if of in file.alternates and file.alternates[of].locale == of)
        for of in LANGS:
            alternate = file.alternates.setdefault(of, File.generated(config, f"{of}/{file.norm_src_uri}", content=""))
            _move(alternate, renderer.addresses.of(file.norm_src_uri, of), config)
    sources = {file.norm_src_uri for file in known}
    for path in sorted(Path(config.docs_dir, other(lang)).rglob("*.md")):
        source = path.relative_to(Path(config.docs_dir, other(lang))).as_posix()
        if source not in sources:  # static-i18n falls back to the default language, but not from it
            files.append(_page(source, lang, path.read_text("utf-8"), (other(lang),), config, renderer))
    fast: Fast | None = config.extra["fast"]
    for source, page in renderer.generated.items():
        if fast:
            files.append(fast.link(source, lang, page))
        else:
            files.append(_page(source, lang, page.markdown(lang), page.written, config, renderer))
    i18n(config).i18n_files_per_language[lang] = [
        file for file in files if file.is_documentation_page() or isinstance(file, LinkedFile)
    ]


def fast_path(config: MkDocsConfig, renderer: Renderer) -> Fast | None:
    """The fast path, where it is not switched off."""

    def page(source: str, page: Generated, lang: str) -> File:
        return _page(source, lang, page.markdown(lang), page.written, config, renderer)

    if not config.extra["fast_path"]:
        return None
    cache: Cache = config.extra["cache"]
    return Fast(config, renderer, page, cache, Kept(Path(config.site_dir), cache.folder and cache.folder / "site"))


def write_generated(config: MkDocsConfig) -> None:
    """Make what MkDocs does not: pages, redirects, scripts, and the search index of this language, of all entries."""
    renderer: Renderer = config.extra["renderer"]
    if len(renderer.generated) > _MANY:
        gc.collect()  # pages and their menus hold each other, and with them all that was printed
    fast: Fast | None = config.extra["fast"]
    lang = i18n(config).current_language
    root = renderer.addresses.root(lang)
    entries = config.plugins["material/search"].search_index.entries  # type: ignore[attr-defined]
    passages = list(search.passages(entries, root))
    entries.clear()  # or the plugin would write them all, and static-i18n keep them
    passages += fast.write(lang) if fast else ()
    sources = [f"examples/{example.id}.md" for example in renderer.catalogue.examples]
    examples = {renderer.addresses.of(source, lang).removeprefix(root) for source in sources}
    stop = renderer.strings["search"]["stop"][lang]
    index = search.index(passages, lang, renderer.catalogue.glossary, examples, stop)
    pairs = (f"{json.dumps(name)}:{json.dumps(value, ensure_ascii=False)}" for name, value in index.items())
    _write(config, {f"{root}search/index.js": f"var searchIndex={{{','.join(pairs)}}}"})
    for made in (renderer.redirects, renderer.scripts, renderer.finder.scripts):
        _write(config, made(lang))


def _write(config: MkDocsConfig, texts: Mapping[str, str]) -> None:
    """Write ``texts`` by their addresses."""
    for address, text in texts.items():
        path = Path(config.site_dir, address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _light(files: Files, config: MkDocsConfig) -> None:
    """Leave out what readers have no use for, and make one style sheet of the theme's and ours."""
    by_name = {file.src_uri: file for file in files}
    (styles,) = (by_name[name].content_string for name in by_name if fnmatch(name, theme.STYLES))
    own = "\n".join(by_name[name].content_string for name in theme.OWN_STYLES)
    sheet = config.extra["cache"].memo(("styles", styles, own), lambda: theme.styles(styles, own))
    for name, file in by_name.items():
        if not theme.shipped(name):
            files.remove(file)
    files.append(File.generated(config, theme.SHEET, content=sheet))


def _page(
    source: str, lang: str, markdown: str, written: tuple[str, ...], config: MkDocsConfig, renderer: Renderer
) -> File:
    """A generated page in ``lang``, its version in the other language known by its address only."""
    versions: dict[str, Any] = {}  # Any: static-i18n's attributes are not on MkDocs' class
    for of in LANGS:
        content = markdown if of == lang else ""
        file: Any = File.generated(config, f"{of}/{source}", content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        file.locale, file.localization, file.locale_alternate_of = of, of, of
        file.norm_src_uri, file.alternates, file.written = source, versions, written
        _move(file, renderer.addresses.of(source, of), config)
        versions[of] = file
    if lang not in written and source not in renderer.generated:
        versions[lang].locale = other(lang)
    return versions[lang]  # type: ignore[no-any-return]


def _move(file: File, address: str, config: MkDocsConfig) -> None:
    file.dest_uri = address
    file.abs_dest_path = str(Path(config.site_dir, address))
    file.url = file._get_url(config.use_directory_urls)


def filled(markdown: str, page: Page, config: MkDocsConfig, renderer: Renderer) -> str | None:
    """The Markdown of a page written by hand, with what it asks for; ``None`` for pages made from records."""
    file: Any = page.file
    for name in ("title", "description"):  # the theme prints them as they are
        page.meta[name] = Markup.escape(page.meta[name])
    if file.norm_src_uri in renderer.generated:
        return None
    reviewed, lang = str(page.meta.get("reviewed", "")), i18n(config).current_language
    page_of = (markdown, file.norm_src_uri, file.locale, reviewed, lang)
    fast: Fast | None = config.extra["fast"]

    def make() -> str:
        return renderer.page(*page_of)

    def text_and_blocks() -> object:
        return fast.with_letters(make, lang) if fast and file.locale == lang else (make(), [])

    text: str
    made_of = ("filled", config.extra["sources"].of_page(markdown, renderer.asked(markdown)), *page_of)
    text, file.blocks = config.extra["cache"].memo(made_of, text_and_blocks)
    return text


def explained(output: str, page: Page, config: MkDocsConfig, renderer: Renderer) -> str:
    """The HTML of a page with its glossary terms explained in the page's own language, and its tables with headers."""
    file: Any = page.file
    lang = i18n(config).current_language
    made_of = ("terms", unwrapped(output), file.norm_src_uri, file.locale, lang)
    made: str = config.extra["cache"].memo(
        made_of, lambda: markup.tables(renderer.with_terms(made_of[1], file.norm_src_uri, file.locale, lang))
    )
    return made


def whole(output: str, page: Page) -> str:
    """A finished page with the blocks that letters stand for on the fast path. The page then forgets its texts.

    MkDocs keeps its pages until all languages are built, and some list thousands of examples.
    """
    file: Any = page.file
    made = with_blocks(output, getattr(file, "blocks", []))
    page.markdown, page.content, file.blocks = "", "", []
    return made


def write_plain(page: Page, config: MkDocsConfig, renderer: Renderer) -> None:
    """Write the page as clean Markdown beside its HTML, with links to the clean pages of the language it is among."""
    file: Any = page.file
    front = {
        "title": html.unescape(str(page.title)),
        "description": html.unescape(page.meta["description"]),
        "language": file.locale,
        "url": page.canonical_url or "",
        "reviewed": str(page.meta.get("reviewed", "")),
    }
    lang = i18n(config).current_language
    link = partial(plain.link, source=file.norm_src_uri, lang=lang, addresses=renderer.addresses)
    path = Path(plain.beside(file.abs_dest_path))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = publish.OFFER.sub("", page.markdown or "")  # its size is not known yet, and the copy must not offer itself
    made_of = ("clean", text, front, file.norm_src_uri, lang)
    clean = config.extra["cache"].memo(
        made_of, lambda: plain.markdown(text, {k: v for k, v in front.items() if v}, link)
    )
    path.write_text(with_blocks(clean, getattr(file, "blocks", []), clean=True), "utf-8")


def _menu(nav: Any) -> Iterator[str]:
    """The sources of the pages in the menu, in its order."""
    if isinstance(nav, str):
        yield nav
    for item in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _menu(item)


def _write_copy(site: Path, renderer: Renderer, notes: Mapping[str, str], cache: Cache, fast: Fast | None) -> None:
    """Write the offline copy; what stands in the last one, and was moved from the last site, is taken from there."""
    key = cache.key("offline copy")
    last = fast.kept.left(publish.ZIP, cache.get(key)) if fast else None
    publish.offline_copy(site, renderer.today, notes, last, fast.kept.taken if fast else ())
    cache.put(key, stamp(str(site / publish.ZIP)))


def finish(config: MkDocsConfig, renderer: Renderer) -> None:
    """What is made of the whole site once all languages are built: files for machines, offline copy.

    The live preview does without the list of parts and the copy, which nobody looks at while writing.
    """
    site, cache = Path(config.site_dir), config.extra["cache"]
    (site / "search/search_index.json").unlink()  # the plugin's, empty
    pages = [*_menu(config.nav), *renderer.generated]
    for name, parts in downloads.made(renderer, pages, lambda name: (site / name).read_text("utf-8")):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        with (site / name).open("wb") as file:
            file.writelines(parts)
    preview = config.extra.get("preview")
    if not preview:
        lock = (Path(config.config_file_path).parent / "requirements.txt").read_text("utf-8")
        bill = cache.memo(("sbom", lock), lambda: sbom.document(lock, "s3-guide"))
        (site / sbom.NAME).write_text(bill, "utf-8")
    # Babel reads the months of each language, which a warm build has no other use for.
    notes = {
        renderer.addresses.of("about/index.md", lang): cache.memo(
            ("offline", lang), partial(renderer.offline_note, lang)
        )
        for lang in LANGS
    }
    if not preview:
        _write_copy(site, renderer, notes, cache, config.extra["fast"])
    cache.close()
    if fast := config.extra["fast"]:
        fast.kept.forget()
    hosting.write(site, config.site_url or "/", in_pages=config.extra["policy_in_pages"])
