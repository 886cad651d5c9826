"""What the national data portal harvests: the data described in DCAT-AP-SE 3 (https://docs.dataportal.se/dcat/3.0.1/en/).

The portal reads RDF/XML with whole addresses, and no blank nodes where something is to be identified.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only written here, never read
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guide.data.documents import LANGS
from guide.exports.xml import LANG, add, document

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
for _prefix, _space in SPACES.items():
    ET.register_namespace(_prefix, _space)
EU = "http://publications.europa.eu/resource/authority/"
LANGUAGES = (f"{EU}language/SWE", f"{EU}language/ENG")
SWEDEN = "http://sws.geonames.org/2661886"  # the form that the profile recommends
# The profile asks for this licence, and no other, on the description itself (not on the data).
METADATA_LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True)
class File:
    """A file of a dataset: its address below the site's root, media type, and the schema that it follows, if any."""

    address: str
    type: str
    schema: str | None = None


@dataclass(frozen=True)
class Dataset:
    """Data about one kind of thing; ``name`` is its key among the strings, ``modified`` the day it last changed."""

    name: str
    modified: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class Site:
    """What the metadata says of the site: its root, the pages that tell of the data, who publishes it and how.

    ``publisher`` has a ``name``, a ``name_en`` where that differs and, if there is one, the ``uri`` that the portal
    knows the publisher by; ``contact`` is the address to reach it by, a mailbox or a page, or empty. Without
    a ``license`` (an address) nothing is said of one.
    """

    url: str
    landing: tuple[str, ...]
    publisher: Mapping[str, str]
    contact: str
    license: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The address of the metadata, which everything in it is named after."""
        return f"{self.url}data/dcat.rdf"

    @property
    def publisher_uri(self) -> str:
        """What identifies the publisher."""
        return self.publisher.get("uri") or f"{self.base}#publisher"


def _name(tag: str) -> str:
    prefix, _, local = tag.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _node(root: ET.Element, tag: str, about: str) -> ET.Element:
    return add(root, _name(tag), **{_name("rdf:about"): about})


def _to(node: ET.Element, tag: str, *resources: str) -> None:
    for resource in resources:
        add(node, _name(tag), **{_name("rdf:resource"): resource})


def _text(node: ET.Element, tag: str, words: Mapping[str, str]) -> None:
    for lang in LANGS:
        add(node, _name(tag), words[lang], **{LANG: lang})


def _day(node: ET.Element, day: str) -> None:
    datatype = {_name("rdf:datatype"): "http://www.w3.org/2001/XMLSchema#date"}
    add(node, _name("dcterms:modified"), day, **datatype)


def metadata(datasets: Sequence[Dataset], site: Site) -> bytes:
    """The catalogue of ``datasets`` as RDF/XML."""
    root = ET.Element(_name("rdf:RDF"))
    catalog = _node(root, "dcat:Catalog", f"{site.base}#catalog")
    _text(catalog, "dcterms:title", site.words["catalogue"]["title"])
    _text(catalog, "dcterms:description", site.words["catalogue"]["about"])
    _to(catalog, "dcterms:publisher", site.publisher_uri)
    _to(catalog, "foaf:homepage", site.url)
    _to(catalog, "dcterms:language", *LANGUAGES)
    _to(catalog, "dcat:themeTaxonomy", f"{EU}data-theme")
    if site.license:
        _to(catalog, "dcterms:license", METADATA_LICENCE)
    _day(catalog, max(dataset.modified for dataset in datasets))
    _to(catalog, "dcat:dataset", *(f"{site.base}#{dataset.name}" for dataset in datasets))
    _people(root, site)
    for dataset in datasets:
        _dataset(root, dataset, site)
        for file in dataset.files:
            _distribution(root, file, dataset, site)
    return document(root)


def _people(root: ET.Element, site: Site) -> None:
    """The publisher and the contact, which the portal wants apart."""
    agent, name = _node(root, "foaf:Agent", site.publisher_uri), site.publisher["name"]
    if "name_en" in site.publisher:
        _text(agent, "foaf:name", {"sv": name, "en": site.publisher["name_en"]})
    else:
        add(agent, _name("foaf:name"), name)
    contact = _node(root, "vcard:Organization", f"{site.base}#contact")
    add(contact, _name("vcard:fn"), name)
    if site.contact:
        _to(contact, "vcard:hasEmail" if site.contact.startswith("mailto:") else "vcard:hasURL", site.contact)
    add(_node(root, "dcterms:Location", SWEDEN), _name("rdfs:label"), "Sverige", **{LANG: "sv"})


def _dataset(root: ET.Element, dataset: Dataset, site: Site) -> None:
    words = site.words[dataset.name]
    node = _node(root, "dcat:Dataset", f"{site.base}#{dataset.name}")
    _text(node, "dcterms:title", words["title"])
    _text(node, "dcterms:description", words["about"])
    for number in range(len(words["keywords"]["sv"].split(","))):
        _text(node, "dcat:keyword", {lang: words["keywords"][lang].split(",")[number].strip() for lang in LANGS})
    _to(node, "dcterms:publisher", site.publisher_uri)
    _to(node, "dcat:contactPoint", f"{site.base}#contact")
    _to(node, "dcat:theme", f"{EU}data-theme/REGI", f"{EU}data-theme/ECON")
    _to(node, "dcat:landingPage", *site.landing)
    _to(node, "dcterms:language", *LANGUAGES)
    _to(node, "dcterms:spatial", SWEDEN)
    _to(node, "dcterms:accessRights", f"{EU}access-right/PUBLIC")
    _to(node, "dcterms:accrualPeriodicity", f"{EU}frequency/IRREG")
    _day(node, dataset.modified)
    _to(node, "dcat:distribution", *(f"{site.url}{file.address}#distribution" for file in dataset.files))


def _distribution(root: ET.Element, file: File, dataset: Dataset, site: Site) -> None:
    node = _node(root, "dcat:Distribution", f"{site.url}{file.address}#distribution")
    form = file.address.rpartition(".")[2].upper()
    _text(node, "dcterms:title", {of: f"{text} ({form})" for of, text in site.words[dataset.name]["title"].items()})
    _to(node, "dcat:accessURL", site.url + file.address)
    _to(node, "dcat:downloadURL", site.url + file.address)
    add(node, _name("dcterms:format"), file.type)
    _to(node, "dcterms:language", *LANGUAGES)
    if file.schema:
        _to(node, "dcterms:conformsTo", site.url + file.schema)
        _text(_node(root, "dcterms:Standard", site.url + file.schema), "dcterms:title", site.words["schema"])
    if site.license:
        _to(node, "dcterms:license", site.license)
    _day(node, dataset.modified)
