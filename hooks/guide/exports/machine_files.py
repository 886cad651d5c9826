"""The files made from the whole site besides its pages: open data, feeds, metadata and lists for machines."""

from collections.abc import Callable, Iterator, Sequence

from guide.data import published
from guide.data.documents import LANGS
from guide.exports import api, atom, markdown_export, open_data
from guide.exports.template import document
from guide.rendering.renderer import Renderer

CSV, DCAT = f"{published.FOLDER}/examples.csv", f"{published.FOLDER}/dcat.rdf"
DATA, SCHEMA = f"{published.FOLDER}/{{}}.json", f"{published.FOLDER}/schema/{{}}.json"  # of a register
PAGE = "about/open-data.md"  # the page that documents the data


def files(renderer: Renderer, sources: Sequence[str], read: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of each file.

    ``sources`` are all pages in the order of the menu; ``read`` returns the Markdown copy of one.
    """
    for register in published.REGISTERS:
        yield DATA.format(register), open_data.listed(open_data.entries(register, renderer))
        schema = published.schema(renderer.schemas, register, renderer.site_url)
        yield SCHEMA.format(register), open_data.as_json(schema)
    yield from api.files(renderer)
    yield CSV, open_data.as_csv(renderer)
    yield DCAT, dcat(renderer)
    for lang in LANGS:
        yield from atom.feeds(renderer, lang)
        yield f"{renderer.addresses.root(lang)}llms.txt", llms(renderer, sources, read, lang).encode()


def addresses(root: Callable[[str], str]) -> Iterator[str]:
    """Yield the address of each file that ``files`` makes but feeds of pages and the API's entries.

    ``root`` gives the folder of a language.
    """
    for pattern in (DATA, SCHEMA, api.LIST, api.SCHEMA):
        yield from map(pattern.format, published.REGISTERS)
    yield from (CSV, DCAT, published.INDEX, published.OPENAPI)
    for lang in LANGS:
        yield from (f"{root(lang)}{name}" for name in ("atom.xml", "changes.xml", "llms.txt"))


def dcat(renderer: Renderer) -> bytes:
    """Return RDF/XML for the national data portal to harvest: one dataset for each register that has entries.

    It follows DCAT-AP-SE 3 (https://docs.dataportal.se/dcat/3.0.1/en/).
    """
    landing = [renderer.url(PAGE, lang) for lang in LANGS]
    reviewed = {name: [entry.reviewed for entry in getattr(renderer.catalogue, name)] for name in published.REGISTERS}
    last = {name: max(days) for name, days in reviewed.items() if days}
    return document("dcat.rdf", site=renderer, landing=landing, words=renderer.strings["opendata"], days=last)


def llms(renderer: Renderer, sources: Sequence[str], read: Callable[[str], str], lang: str) -> str:
    """Return llms.txt in ``lang``, its pages under the names of their folders; those of no folder come first."""
    words = renderer.words[lang]
    start = words.opendata.llms.start
    sections: dict[str, list[dict[str, str]]] = {start: []}
    for source in sources:
        folder = source.partition("/")[0] if "/" in source else ""
        heading = words.sections[folder] if folder else start
        head = markdown_export.front(read(markdown_export.copy_address(renderer.addresses.of(source, lang))))
        sections.setdefault(heading, []).append(head)
    text = markdown_export.filled("llms.txt", renderer, lang, sections=sections, address=markdown_export.copy_address)
    return f"{text}\n"
