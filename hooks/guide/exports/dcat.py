"""What the national data portal harvests: the data described in DCAT-AP-SE 3 (https://docs.dataportal.se/dcat/3.0.1/en/)."""

from collections.abc import Iterator
from typing import NamedTuple

from guide.data.documents import LANGS
from guide.data.published import FOLDER, REGISTERS
from guide.exports.xml import document
from guide.rendering.renderer import Renderer

CSV = f"{FOLDER}/examples.csv"
PAGE = "about/open-data.md"  # the page that documents the data


class File(NamedTuple):
    """A file of a dataset: its address below the site's root, media type, and the schema that it follows, if any."""

    address: str
    type: str
    schema: str | None = None


class Dataset(NamedTuple):
    """Data about one kind of thing; ``name`` is its key among the strings, ``modified`` the day it last changed."""

    name: str
    modified: str
    files: tuple[File, ...]


def metadata(renderer: Renderer) -> bytes:
    """Return the catalogue of all datasets as RDF/XML."""
    landing = [renderer.site_url + renderer.addresses.of(PAGE, lang) for lang in LANGS]
    words, datasets = renderer.strings["opendata"], list(_datasets(renderer))
    return document("dcat.rdf", site=renderer, landing=landing, words=words, datasets=datasets)


def _datasets(renderer: Renderer) -> Iterator[Dataset]:
    """Yield one dataset a register that has entries."""
    for register in REGISTERS:
        days = [entry.reviewed for entry in getattr(renderer.catalogue, register)]
        files = [File(f"{FOLDER}/{register}.json", "application/json", f"{FOLDER}/schema/{register}.json")]
        files += [File(CSV, "text/csv")] if register == "examples" else []
        if days:
            yield Dataset(register, max(days), tuple(files))
