"""What the national data portal harvests: the data described in DCAT-AP-SE 3 (https://docs.dataportal.se/dcat/3.0.1/en/)."""

from guide.data.documents import LANGS
from guide.data.published import FOLDER, REGISTERS
from guide.exports.xml import document
from guide.rendering.renderer import Renderer

CSV = f"{FOLDER}/examples.csv"
PAGE = "about/open-data.md"  # the page that documents the data


def metadata(renderer: Renderer) -> bytes:
    """Return the catalogue of all datasets as RDF/XML: a dataset a register that has entries."""
    landing = [renderer.site_url + renderer.addresses.of(PAGE, lang) for lang in LANGS]
    reviewed = {name: [entry.reviewed for entry in getattr(renderer.catalogue, name)] for name in REGISTERS}
    last = {name: max(days) for name, days in reviewed.items() if days}
    return document("dcat.rdf", site=renderer, landing=landing, words=renderer.strings["opendata"], days=last)
