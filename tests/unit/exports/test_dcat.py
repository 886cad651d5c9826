"""The metadata that the national data portal reads."""

import pytest
import rdflib

from guide.exports import dcat

DCAT, DCT = rdflib.Namespace(dcat.SPACES["dcat"]), rdflib.Namespace(dcat.SPACES["dcterms"])
VCARD, FOAF = rdflib.Namespace(dcat.SPACES["vcard"]), rdflib.Namespace(dcat.SPACES["foaf"])
DATASET = dcat.Dataset(
    "examples",
    "2026-11-21",
    (dcat.File("data/e.json", "application/json", "data/schema/e.json"), dcat.File("data/e.csv", "text/csv")),
)


def graph_of(words, english=None, **more):
    publisher, more = (
        {"name": "A & B"} | ({"name_en": english} if english else {}),
        {"contact": "mailto:a@a.se", **more},
    )
    site = dcat.Site("https://a.se/", ("https://a.se/data.html",), publisher, words=words["opendata"], **more)
    return rdflib.Graph().parse(data=dcat.metadata([DATASET], site), format="xml")


def test_metadata_has_what_the_profile_asks_for_in_both_languages(words):
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


def test_publisher_has_a_name_in_each_language_where_they_differ(words):
    graph = graph_of(words, english="The A & B")
    assert {*graph.objects(None, FOAF.name)} == {rdflib.Literal("A & B", "sv"), rdflib.Literal("The A & B", "en")}


@pytest.mark.parametrize(
    ("license", "of_catalog", "of_file"),
    [("", None, None), ("http://b.se/l", dcat.METADATA_LICENCE, "http://b.se/l")],
)
def test_licence_is_named_only_when_there_is_one(words, license, of_catalog, of_file):  # noqa: A002
    graph = graph_of(words, license=license)
    (catalog,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    licences = [graph.value(of, DCT.license) for of in graph.subjects(rdflib.RDF.type, DCAT.Distribution)]
    assert graph.value(catalog, DCT.license) == (of_catalog and rdflib.URIRef(of_catalog))
    assert licences == [of_file and rdflib.URIRef(of_file)] * 2


@pytest.mark.parametrize(
    ("publisher", "uri"),
    [
        ({}, "https://a.se/data/dcat.rdf#publisher"),
        ({"uri": "http://dataportal.se/organisation/SE1"}, "http://dataportal.se/organisation/SE1"),
    ],
)
def test_publisher_is_named_as_the_portal_knows_it(publisher, uri):
    assert dcat.Site("https://a.se/", (), publisher, "").publisher_uri == uri


@pytest.mark.parametrize(
    ("contact", "email", "page"),
    [
        ("mailto:a@a.se", "mailto:a@a.se", None),
        ("https://github.com/a/b/issues", None, "https://github.com/a/b/issues"),
        ("", None, None),
    ],
)
def test_contact_is_a_mailbox_a_page_or_left_out(words, contact, email, page):
    graph = graph_of(words, contact=contact)
    (point,) = set(graph.objects(None, DCAT.contactPoint))
    assert [str(found) for found in graph.objects(point, VCARD.hasEmail)] == ([email] if email else [])
    assert [str(found) for found in graph.objects(point, VCARD.hasURL)] == ([page] if page else [])
