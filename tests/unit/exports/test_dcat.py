"""The metadata that the national data portal reads."""

import pytest
import rdflib

from guide.exports import machine_files
from unit.entries import catalogue, example, renderer

DCAT, DCT = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
VCARD, FOAF = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#"), rdflib.Namespace("http://xmlns.com/foaf/0.1/")
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"


def graph_of(words, publisher=None, contact="a@a.se", **more):
    publisher = {"name": "A & B", "contact": contact, **(publisher or {})}
    of = renderer(words, catalogue(example("one")), site_url="https://a.se/", publisher=publisher, **more)
    return rdflib.Graph().parse(data=machine_files.dcat(of), format="xml")


def test_metadata_has_required_properties_in_both_languages(words):
    graph = graph_of(words)
    (catalog,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalog, DCAT.dataset)
    (publisher,) = set(graph.objects(None, DCT.publisher))
    (contact,) = graph.objects(dataset, DCAT.contactPoint)
    for thing in (catalog, dataset):
        for predicate in (DCT.title, DCT.description):
            assert {text.language for text in graph.objects(thing, predicate)} == {"sv", "en"}
    assert graph.value(publisher, FOAF.name) == rdflib.Literal("A & B")
    assert graph.value(contact, VCARD.hasEmail) == rdflib.URIRef("mailto:a@a.se")
    assert contact != publisher
    files = {str(graph.value(of, DCAT.downloadURL)): str(graph.value(of, DCT["format"])) for of in graph.objects(dataset, DCAT.distribution)}  # fmt: skip
    assert files == {
        "https://a.se/data/examples.json": "application/json",
        "https://a.se/data/examples.csv": "text/csv",
    }
    assert all(graph.value(of, DCAT.accessURL) for of in graph.objects(dataset, DCAT.distribution))
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)
    assert [str(node) for triple in graph for node in triple if isinstance(node, rdflib.URIRef) and ":" not in node] == []  # fmt: skip


def test_publisher_has_a_name_in_each_language_if_they_differ(words):
    graph = graph_of(words, {"name_en": "The A & B"})
    assert {*graph.objects(None, FOAF.name)} == {rdflib.Literal("A & B", "sv"), rdflib.Literal("The A & B", "en")}


@pytest.mark.parametrize(
    ("license", "of_catalog", "of_file"),
    [("", None, None), ("http://b.se/l", CC0, "http://b.se/l")],
)
def test_licence_is_included_only_if_set(words, license, of_catalog, of_file):  # noqa: A002
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
def test_publisher_uri_is_configurable(words, publisher, uri):
    assert set(graph_of(words, publisher).objects(None, DCT.publisher)) == {rdflib.URIRef(uri)}


@pytest.mark.parametrize(
    ("contact", "source_url", "email", "page"),
    [
        ("a@a.se", None, "mailto:a@a.se", None),
        ("", "https://github.com/a/b/blob/main", None, "https://github.com/a/b/issues"),
        ("", None, None, None),
    ],
)
def test_contact_is_email_issues_page_or_omitted(words, contact, source_url, email, page):
    graph = graph_of(words, contact=contact, source_url=source_url)
    (point,) = set(graph.objects(None, DCAT.contactPoint))
    assert [str(node) for node in graph.objects(point, VCARD.hasEmail)] == ([email] if email else [])
    assert [str(node) for node in graph.objects(point, VCARD.hasURL)] == ([page] if page else [])
