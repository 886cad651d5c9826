"""The site's files as MkDocs knows them, and the files that are written next to its pages."""

import html
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from guide.data.addresses import other
from guide.data.documents import LANGS
from guide.exports import machine_files, markdown_export, offline_copy, sbom
from guide.hosting import web_servers
from guide.mkdocs_site import look, record_pages, settings
from guide.mkdocs_site.site import Site, i18n, language
from guide.rendering import page_scripts
from guide.search import index


def arrange(files: Files, config: MkDocsConfig) -> None:
    """Give every page its address in its language, and add the pages of records as targets of links.

    Comes after static-i18n's own turn, which cannot handle generated files, and sets on each file what that
    plugin would have set, so that the switch and the sitemap know it. ``written`` is ours: the languages that the
    page really exists in; in the others it replaces a translation.
    """
    lang, site = language(config), Site.of(config)
    renderer = site.renderer
    _replace_assets(files, config, renderer.assets)
    known: Any = files.documentation_pages()  # static-i18n has set attributes of its own on each
    sources = {file.norm_src_uri for file in known}
    for source, texts in site.texts.items():
        if source not in sources:  # static-i18n falls back to the default language, but not from it
            files.append(file := _stand_in(source, lang, texts[other(lang)], config))
            known.append(file)
    for file in known:
        file.written = tuple(of for of in LANGS if of in file.alternates and file.alternates[of].locale == of)
        for of in LANGS:
            alternate = file.alternates.setdefault(of, File.generated(config, f"{of}/{file.norm_src_uri}", content=""))
            _move(alternate, renderer.addresses.of(file.norm_src_uri, of), config)
    for source, record in renderer.records.items():
        files.append(record_pages.RecordFile(source, lang, record, renderer))
    i18n(config).i18n_files_per_language[lang] = [
        file for file in files if file.is_documentation_page() or isinstance(file, record_pages.RecordFile)
    ]


def _replace_assets(files: Files, config: MkDocsConfig, assets: Mapping[str, str]) -> None:
    """Leave out what readers do not need, make one style sheet of ours, and put hashes in names."""
    for file in list(files):
        if not look.shipped(file.src_uri):
            files.remove(file)
        elif file.src_uri in assets:
            _move(file, assets[file.src_uri], config)
            file.content_bytes = look.content(file.src_uri, file.content_bytes)
    files.append(File.generated(config, assets[look.SHEET], content=look.sheet(config)))


def _stand_in(source: str, lang: str, markdown: str, config: MkDocsConfig) -> Any:
    """Return a page that exists in the other language only, as the substitute for its translation to ``lang``."""
    file: Any = File.generated(config, f"{lang}/{source}", content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)
    original: Any = File.generated(config, f"{other(lang)}/{source}", content="")
    file.locale = original.locale = other(lang)
    file.localization = file.locale_alternate_of = lang
    file.norm_src_uri, file.alternates = source, {lang: file, other(lang): original}
    return file


def _move(file: File, address: str, config: MkDocsConfig) -> None:
    file.dest_uri = address
    file.abs_dest_path = str(Path(config.site_dir, address))
    file.url = address


def _write(config: MkDocsConfig, address: str, text: str) -> None:
    write_file(text.encode("utf-8", "xmlcharrefreplace"), f"{config.site_dir}/{address}")


def write_copies(page: Page, config: MkDocsConfig) -> None:
    """Write the copies of a hand-written page: for the workshop pack and, but for the preview, as Markdown.

    Frees the texts of the finished page, since MkDocs keeps its pages until all languages are built.
    """
    renderer, lang = Site.of(config).renderer, language(config)
    file: Any = page.file
    markdown, text, page.markdown, page.content = page.markdown or "", page.content or "", "", ""
    _write_for_pack(file.norm_src_uri, text, config)
    if config.extra.get("preview"):
        return
    front = {
        "title": html.unescape(str(page.title)),
        "description": html.unescape(page.meta["description"]),
        "language": file.locale,
        "url": page.canonical_url or "",
        "reviewed": str(page.meta.get("reviewed", "")),
    }
    copy = markdown_export.of_page(markdown, renderer, file.norm_src_uri, file.locale, lang, file.keys)
    _write(config, markdown_export.copy_address(file.dest_uri), markdown_export.below(front, copy))


def write_generated(config: MkDocsConfig) -> None:
    """Write what MkDocs does not: pages of records, redirects, scripts, and the search index of this language."""
    site = Site.of(config)
    renderer, lang = site.renderer, language(config)
    root = renderer.addresses.root(lang)
    entries = config.plugins["material/search"].search_index.entries  # type: ignore[attr-defined]
    passages = list(index.of_pages(entries, root))
    entries.clear()  # or the plugin would write them all, and static-i18n keep them
    passages += index.of_records(renderer, lang)
    for name, values in index.index(passages, lang, renderer, renderer.strings["search"]["stop"][lang]).items():
        pairs = (f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
        _write(config, f"{root}search/{name}.js", f"var search{name.title()}={{{','.join(pairs)}}}")
    data = page_scripts.examples(renderer, lang), page_scripts.comparison(renderer, lang)
    for address, text in chain(renderer.redirects(lang), *data):
        _write(config, address, text)
    _write(config, page_scripts.address("pack", lang), page_scripts.pack(renderer, lang, list(_pack_pages(config))))
    for source, page, record, text in record_pages.pages(config):
        address = renderer.addresses.of(source, lang)
        _write(config, address, page)
        _write_for_pack(source, text, config)
        if not config.extra.get("preview"):
            copy = markdown_export.of_record(source, record, renderer, lang)
            _write(config, markdown_export.copy_address(address), copy)


def _write_for_pack(source: str, html: str, config: MkDocsConfig) -> None:
    """Write the script with the text of the page ``source`` for the workshop pack."""
    if page_scripts.is_in_pack(source):
        _write(config, page_scripts.page_address(source, language(config)), page_scripts.page(source, html))


def _pack_pages(config: MkDocsConfig) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield the pages that the workshop pack can contain, by section: first hand-written ones, as in the menu."""
    site, lang = Site.of(config), language(config)
    renderer = site.renderer
    titles = {page.file.norm_src_uri: html.unescape(str(page.title)) for page in site.context["nav"].pages}
    titles |= {source: record.title.show(lang) for source, record in renderer.records.items()}
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for source, title in titles.items():
        if page_scripts.is_in_pack(source):
            address = renderer.addresses.link(source, page_scripts.PACK, lang)
            groups.setdefault(source.partition("/")[0], []).append((source.removesuffix(".md"), title, address))
    for folder, pages in groups.items():
        yield renderer.strings["sections"].get(folder, {}).get(lang) or pages[0][1], pages


def finish(config: MkDocsConfig) -> None:
    """Write what is made of the whole site once all languages are built: files for machines, offline copy.

    The live preview leaves all that out, since nobody looks at it while writing.
    """
    folder, renderer = Path(config.site_dir), Site.of(config).renderer
    (folder / "search/search_index.json").unlink()  # the plugin's, empty
    if config.extra.get("preview"):
        return
    from guide.exports import office_files  # its libraries take time to load, which the preview has not

    pages = [*(source for _, _, source in settings.menu_entries(config.nav) if source), *renderer.records]
    of_all = machine_files.files(renderer, pages, lambda name: (folder / name).read_text("utf-8"))
    for name, content in chain(of_all, office_files.files(renderer)):
        write_file(content, str(folder / name))
    lock = (Path(config.config_file_path).parent / "requirements.txt").read_text("utf-8")
    (folder / sbom.NAME).write_text(sbom.document(lock, "s3-guide"), "utf-8")
    notes = {renderer.addresses.of("about/index.md", lang): renderer.offline_note(lang) for lang in LANGS}
    offline_copy.write(folder, renderer.today, notes)
    web_servers.write(folder, config.site_url or "/", in_pages=config.extra["policy_in_pages"])
