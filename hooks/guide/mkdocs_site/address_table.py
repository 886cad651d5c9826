"""The addresses of all files that a build writes, claimed before MkDocs begins (``data/claims.py``).

What the program writes comes first, then files below ``docs/``, then pages of records and, last, redirects to them: a
second claim is reported at the later one, which is easier to change.
"""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import CodeType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from guide.data import published
from guide.data.addresses import Addresses, other
from guide.data.claims import PAGE_REGISTERS, Claims, Origin, entry_pages, redirects
from guide.data.documents import LANGS, Document
from guide.data.entries import SHEETS
from guide.exports import api, atom, machine_files, markdown_export, offline_copy, sbom
from guide.hosting import web_servers
from guide.mkdocs_site import files as site_files
from guide.mkdocs_site import look
from guide.rendering import page_scripts
from guide.rendering.marker_content import ZIP
from guide.rendering.renderer import has_feed

HOOKS = Path(__file__).resolve().parents[2]
SEARCH = "search/search_index.json"  # of the theme's plugin: written, read and removed


def table(config: MkDocsConfig, root: Path, docs: Mapping[str, Document], addresses: Addresses) -> Claims:
    """Return the table of all addresses of the project at ``root``, with the problems of those claimed twice."""
    claims, assets = Claims(), look.assets(config)
    for address, maker in _generated(addresses, len(docs["examples"].data), assets[look.SHEET], _pages(config, docs)):
        code: CodeType = inspect.unwrap(maker).__code__
        claims.claim(address, _file(Path(code.co_filename), HOOKS.parent, code.co_firstlineno))
    below_docs = _below_docs(config, addresses, assets)
    for address, path in chain(_templates(config), _beside_templates(config), below_docs):
        claims.claim(address, _file(path, root))
    for register in PAGE_REGISTERS:
        for source, place in entry_pages(docs, register):
            for address in _page(addresses, source, LANGS):
                claims.claim(address, place)
    for address, place in chain(_beside_entries(docs, addresses), redirects(docs, addresses)):
        claims.claim(address, place)
    return claims


def _pages(config: MkDocsConfig, docs: Mapping[str, Document]) -> list[str]:
    """Return the sources of the hand-written pages and of regions and themes, each once, ignoring case."""
    pages = {source for register in ("regions", "themes") for source, _ in entry_pages(docs, register)}
    for folder in (Path(config.docs_dir, lang) for lang in LANGS):
        pages |= {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    return sorted({page.lower(): page for page in pages}.values())


def _beside_entries(docs: Mapping[str, Document], addresses: Addresses) -> Iterator[tuple[str, Origin]]:
    """Yield the addresses of the files of single entries: of the API, and of worksheets."""
    for number, sheet in enumerate(docs["worksheets"].data):
        for lang in LANGS:
            page = addresses.of(f"{SHEETS}/{sheet['id']}.md", lang)
            yield page.removesuffix("html") + sheet["format"], Origin(docs["worksheets"], (number, "id"))
    for register in published.REGISTERS:
        for number, entry in enumerate(docs[register].data):
            yield api.ENTRY.format(register, entry["id"]), Origin(docs[register], (number, "id"))


def _generated(
    addresses: Addresses, examples: int, sheet: str, pages: Sequence[str]
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the address of each file that the program makes from more than one page, and what makes it.

    ``examples`` is how many there are, ``sheet`` the address of the style sheet, ``pages`` the sources of other pages.
    """
    for lang in LANGS:
        yield f"{addresses.root(lang)}search/index.js", site_files.write_generated
        yield f"{addresses.root(lang)}search/texts.js", site_files.write_generated
        yield page_scripts.address("pack", lang), page_scripts.pack
        for source in filter(page_scripts.is_in_pack, pages):
            yield page_scripts.page_address(source, lang), page_scripts.page
        for source in filter(has_feed, pages):
            yield addresses.feed(source, lang), atom.feed
        yield page_scripts.address("examples", lang), page_scripts.examples
        yield page_scripts.address("example-texts", lang), page_scripts.examples
        for address in page_scripts.comparison_addresses(lang, examples):
            yield address, page_scripts.comparison
    for address in machine_files.addresses(addresses.root):
        yield address, machine_files.files
    yield SEARCH, site_files.finish
    yield sheet, look.sheet
    yield sbom.NAME, sbom.document
    yield ZIP, offline_copy.write
    yield web_servers.NGINX, web_servers.write
    yield web_servers.STATIC, web_servers.write


def _file(path: Path, root: Path, line: int = 1) -> Origin:
    path = path.resolve()
    return Origin(Document((path.relative_to(root) if path.is_relative_to(root) else path).as_posix()), line=line)


def _templates(config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    """Yield the address of each page that MkDocs makes from a template alone, and the template."""
    for name in sorted(config.theme.static_templates):
        paths = [path for folder in config.theme.dirs if (path := Path(folder, name)).is_file()]
        for address in (name, f"{name}.gz") if name == "sitemap.xml" else (name,):
            yield address, paths[0] if paths else Path(name)


def _beside_templates(config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    """Yield the address of each file of ours that MkDocs copies from the templates, and the file."""
    folder = Path(config.theme.custom_dir or config.theme.dirs[0])
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and path.suffix != ".html" and name not in config.theme.static_templates and not hidden:
            yield name, path


def _below_docs(config: MkDocsConfig, addresses: Addresses, assets: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Yield the addresses that each file below ``docs/`` gives rise to, ``assets`` included, and the file."""
    by_source: dict[str, dict[str, Path]] = {}  # pages by source and language
    for file in _taken_by_mkdocs(config):
        lang, _, source = file.src_uri.partition("/")
        path = Path(config.docs_dir, file.src_uri)
        if lang not in LANGS:
            yield assets.get(file.src_uri, file.dest_uri), path
        elif not file.is_documentation_page():
            yield addresses.root(lang) + source, path
        else:
            by_source.setdefault(source, {})[lang] = path
    for source, pages in by_source.items():
        for lang, path in pages.items():
            yield from ((address, path) for address in _page(addresses, source, (lang,)))
    for source, pages in by_source.items():  # where a page is missing, the one in the other language replaces it
        for lang in (lang for lang in LANGS if lang not in pages):
            yield from ((address, pages[other(lang)]) for address in _page(addresses, source, (lang,)))


def _taken_by_mkdocs(config: MkDocsConfig) -> list[File]:
    """Return the files below ``docs/`` that MkDocs builds or copies, in the order of their names."""
    names = sorted(
        Path(folder, name).relative_to(config.docs_dir).as_posix()
        for folder, _, names in os.walk(config.docs_dir, followlinks=True)
        for name in names
    )
    files = [File(name, config.docs_dir, config.site_dir, use_directory_urls=False) for name in names]
    set_exclusions(files, config)
    left_out = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    return [file for file in files if file.inclusion not in left_out and file.src_uri not in look.STYLES]


def _page(addresses: Addresses, source: str, langs: tuple[str, ...]) -> Iterator[str]:
    """Yield the addresses of a page in each of ``langs``, and of its Markdown copy."""
    for lang in langs:
        yield addresses.of(source, lang)
        yield markdown_export.copy_address(addresses.of(source, lang))
