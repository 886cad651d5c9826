"""Open data: JSON, its schemas, CSV, the feed and the metadata."""

import csv
import io
import json
from dataclasses import replace

import jsonschema_rs
import lxml.etree
import pytest
import rdflib

from guide.exports import dcat
from guide.exports import atom
from guide.exports import open_data
from guide.data import schemas
from guide.exports import csv_export
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.entries import Link, Nuts2, Organisation, Period, Region, Text
from guide.data.addresses import Addresses
from unit.conftest import ROOT
from unit.test_catalogue import catalogue, example

FILES = schemas.Schemas(ROOT / "data/schema").files
PAGES = open_data.Pages(Addresses({"examples": {"sv": "exempel", "en": "examples"}}), "https://a.se/")
BOTH = Text("svenska", "English")
SOURCE = Link("Sidan", "sv", url="https://a.se/sida", read="2026-01-31")
FULL = example(
    "b",
    title=BOTH,
    summary=BOTH,
    description=BOTH,
    sources=(SOURCE,),
    countries=("NO",),
    place=Text("Viken"),
    period=Period("2016", "2018-06"),
    organisations=(Organisation(Text("Region Skåne"), "region"), Organisation(Text("Vinnova"), "agency")),
    gaps=Text("Okänt"),
)
SWEDISH = example("a", sources=(SOURCE,), countries=("SE",))


# ---- JSON and schemas ---------------------------------------------------------------------------------------------


def test_an_entry_has_both_languages_and_nothing_that_is_not_known():
    first, second = open_data.entries("examples", catalogue(FULL, SWEDISH), PAGES)
    assert (first["id"], second["id"]) == ("a", "b")
    assert second["title"] == {"sv": "svenska", "en": "English"}
    assert second["period"] == {"start": "2016", "end": "2018-06"}
    assert second["organisations"][0] == {"name": {"sv": "Region Skåne"}, "role": "region"}
    assert second["page"] == {"sv": "https://a.se/exempel/b.html", "en": "https://a.se/en/examples/b.html"}
    assert {"line", "challenge", "links"} & second.keys() == set()


@pytest.mark.parametrize(
    "data",
    [
        [],
        ["å"],
        [{}, [], None, True, 1, 1.5],
        [
            {"title": {"sv": '"Å"\n\\ \x00\u2028', "en": "🙂"}, "steps": ["a", "b"], "links": [{"url": []}, {"": {}}]},
            {"a": 2},
        ],
    ],
)
def test_json_is_written_as_the_library_would(data):
    expected = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    assert (open_data.as_json(data), b"".join(open_data.listed(data))) == (expected, expected)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"reviewed": "yesterday"}, ["reviewed"]),
        ({"period": {"start": 2016}}, ["period", "start"]),
        ({"period": {"start": "2016-3"}}, ["period", "start"]),
        ({"page": {"sv": "https://a.se/b.html"}}, ["page"]),
        ({"sources": [{"title": "Sidan", "lang": "sv"}]}, ["sources", 0]),
        ({"more": 1}, []),
    ],
)
def test_the_published_schema_stands_alone_and_says_what_an_entry_may_hold(change, wrong):
    schema = open_data.schema(FILES, "examples", "https://a.se/")
    assert '"$ref"' not in json.dumps(schema)
    assert schema["$id"] == "https://a.se/data/schema/examples.json"
    (entry,) = open_data.entries("examples", catalogue(FULL), PAGES)
    errors = list(jsonschema_rs.validator_for(schema).iter_errors([{**entry, **change}]))
    assert [list(error.instance_path) for error in errors] == ([[0, *wrong]] if change else [])


def test_a_region_fits_its_schema():
    text = Text("Skåne")
    region = Region(
        "skane", 1, text, text, text, "12", Nuts2("SE22", text), "SE224", "https://a.se", (SOURCE,), "2026-11-21", "sv"
    )
    data = list(
        open_data.entries("regions", Catalogue(**{**dict.fromkeys(REGISTERS, ()), "regions": (region,)}), PAGES)
    )
    assert data[0]["page"]["sv"] == "https://a.se/regions/skane.html"
    assert jsonschema_rs.validator_for(open_data.schema(FILES, "regions")).is_valid(data)


@pytest.mark.parametrize("register", open_data.REGISTERS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_published_field_is_explained_in_each_language(register, lang):
    fields = open_data.described(FILES, register, lang)
    assert [field.name for field in fields if not field.meaning] == []
    assert not any(".yaml" in field.meaning for field in fields)
    assert {"id", "page"} <= {field.name for field in fields if field.required}


# ---- CSV ----------------------------------------------------------------------------------------------------------


def rows(*examples, words):
    data = b"".join(csv_export.as_csv(catalogue(*examples), PAGES, words["labels"]))
    assert data.startswith(b"\xef\xbb\xbfid,language,")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_is_an_example_in_a_language(words):
    found = rows(FULL, SWEDISH, words=words)
    assert [(row["id"], row["language"]) for row in found] == [("a", "sv"), ("b", "sv"), ("b", "en")]
    swedish, english = found[1:]
    assert (swedish["title"], english["title"]) == ("svenska", "English")
    assert (swedish["countries"], english["countries"]) == ("Norge", "Norway")
    assert (swedish["steps"], english["evidence"]) == ("Analys", "Described by others")
    assert english["organisations"] == "Region Skåne; Vinnova"
    assert (english["start"], english["end"], english["place"]) == ("2016", "2018-06", "Viken")
    assert (swedish["gaps"], english["gaps"]) == ("Okänt", "")
    assert english["sources"] == "Sidan <https://a.se/sida>"
    assert english["page"] == "https://a.se/en/examples/b.html"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("https://x.se";"klicka")', '\'=HYPERLINK("https://x.se";"klicka")'),
        ("+1+1", "'+1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(1;1)", "'@SUM(1;1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("＝1+1", "'＝1+1"),
        ("1+1=2", "1+1=2"),
        ('"=1+1"\n=2', '"=1+1"\n=2'),
        ("a,b;c", "a,b;c"),
    ],
)
def test_no_cell_starts_a_formula(words, text, cell):
    hostile = replace(FULL, title=Text(text, text), organisations=(Organisation(Text(text), "region"),))
    for row in rows(hostile, words=words):
        assert (row["title"], row["organisations"]) == (cell, cell)


def test_the_same_entries_in_another_order_give_the_same_bytes(words):
    one, other = catalogue(FULL, SWEDISH), catalogue(SWEDISH, FULL)
    made = [
        (
            list(csv_export.as_csv(data, PAGES, words["labels"])),
            list(open_data.entries("examples", data, PAGES)),
            atom.feed(data, PAGES, "sv", "atom.xml", words, "A"),
        )
        for data in (one, other)
    ]
    assert made[0] == made[1]


# ---- feed ---------------------------------------------------------------------------------------------------------

ATOM = {"a": atom.ATOM}


def test_the_feed_has_the_newest_first_and_only_what_is_in_its_language(words):
    examples = [replace(FULL, id=id_, reviewed=day) for id_, day in [("c", "2026-01-02"), ("b", "2026-01-02"), ("d", "2026-03-01")]]  # fmt: skip
    root = lxml.etree.fromstring(atom.feed(catalogue(*examples, SWEDISH), PAGES, "en", "en/atom.xml", words, "A & B"))
    assert [i.rpartition("/")[2] for i in root.xpath("a:entry/a:id/text()", namespaces=ATOM)] == ["d.html", "b.html", "c.html"]  # fmt: skip
    assert root.xpath("string(a:updated)", namespaces=ATOM) == "2026-03-01T00:00:00Z"
    assert root.xpath("string(a:author/a:name)", namespaces=ATOM) == "A & B"
    assert root.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == ["https://a.se/en/atom.xml"]
    assert root.xpath("a:entry[1]/a:category/@label", namespaces=ATOM) == ["Analysis"]


def test_a_character_that_xml_forbids_does_not_break_the_feed(words):
    data = atom.feed(catalogue(replace(SWEDISH, title=Text("a\x07<b>"))), PAGES, "sv", "atom.xml", words, "A")
    title = lxml.etree.fromstring(data).xpath("string(a:entry/a:title)", namespaces=ATOM)
    assert title == "a<b>"


def test_the_feed_holds_no_more_than_a_reader_wants(words):
    many = [replace(SWEDISH, id=f"e{number:03}") for number in range(atom.MOST + 5)]
    root = lxml.etree.fromstring(atom.feed(catalogue(*many), PAGES, "sv", "atom.xml", words, "A"))
    assert len(root.xpath("a:entry", namespaces=ATOM)) == atom.MOST


# ---- metadata -----------------------------------------------------------------------------------------------------

DCAT, DCT = rdflib.Namespace(dcat.SPACES["dcat"]), rdflib.Namespace(dcat.SPACES["dcterms"])
VCARD, FOAF = rdflib.Namespace(dcat.SPACES["vcard"]), rdflib.Namespace(dcat.SPACES["foaf"])
DATASET = dcat.Dataset(
    "examples",
    "2026-11-21",
    (dcat.File("data/e.json", "application/json", "data/schema/e.json"), dcat.File("data/e.csv", "text/csv")),
)


def graph_of(words, **more):
    publisher = {"name": "A & B", "contact": "a@a.se"}
    site = dcat.Site("https://a.se/", ("https://a.se/data.html",), publisher, words=words["opendata"], **more)
    return rdflib.Graph().parse(data=dcat.metadata([DATASET], site), format="xml")


def test_the_metadata_has_what_the_profile_asks_for_in_both_languages(words):
    graph = graph_of(words)
    (catalog,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalog, DCAT.dataset)
    (publisher,) = set(graph.objects(None, DCT.publisher))
    (contact,) = graph.objects(dataset, DCAT.contactPoint)
    for thing in (catalog, dataset):
        for said in (DCT.title, DCT.description):
            assert {text.language for text in graph.objects(thing, said)} == {"sv", "en"}
    assert graph.value(publisher, FOAF.name) == rdflib.Literal("A & B")
    assert graph.value(contact, VCARD.hasEmail) == rdflib.URIRef("mailto:a@a.se")
    assert contact != publisher
    files = {str(graph.value(of, DCAT.downloadURL)): str(graph.value(of, DCT["format"])) for of in graph.objects(dataset, DCAT.distribution)}  # fmt: skip
    assert files == {"https://a.se/data/e.json": "application/json", "https://a.se/data/e.csv": "text/csv"}
    assert all(graph.value(of, DCAT.accessURL) for of in graph.objects(dataset, DCAT.distribution))
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)
    assert [str(node) for triple in graph for node in triple if isinstance(node, rdflib.URIRef) and ":" not in node] == []  # fmt: skip


@pytest.mark.parametrize(
    ("license", "of_catalog", "of_file"),
    [("", None, None), ("http://b.se/l", dcat.METADATA_LICENCE, "http://b.se/l")],
)
def test_a_licence_is_named_only_when_there_is_one(words, license, of_catalog, of_file):  # noqa: A002
    graph = graph_of(words, license=license)
    (catalog,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    licences = [graph.value(of, DCT.license) for of in graph.subjects(rdflib.RDF.type, DCAT.Distribution)]
    assert graph.value(catalog, DCT.license) == (of_catalog and rdflib.URIRef(of_catalog))
    assert licences == [of_file and rdflib.URIRef(of_file)] * 2
