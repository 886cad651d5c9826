"""The feeds of examples and of changes."""

from dataclasses import replace

import lxml.etree

from guide.data.entries import Change, Text
from guide.exports import atom
from guide.prose.review import Item, Review
from guide.rendering.changes import Changes, Commit
from unit import entries
from unit.entries import catalogue
from unit.exports.samples import FULL, SWEDISH

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def site(words, *examples, **more):
    """Return a renderer of ``examples`` for the site https://a.se/."""
    return entries.renderer(words, catalogue(*examples), site_url="https://a.se/", publisher={"name": "A & B"}, **more)


def feed(of, lang, address):
    """Return the parsed feed of examples."""
    examples = atom.newest(of, lang, of.catalogue.examples)
    return lxml.etree.fromstring(atom.feed(of, lang, address, "Title", "examples/index.md", examples=examples))


def ids(root):
    """Return the file names of the pages in a feed."""
    return [i.rpartition("/")[2] for i in root.xpath("a:entry/a:id/text()", namespaces=ATOM)]


def test_feed_is_newest_first_and_in_one_language(words):
    days = [("c", "2026-01-02"), ("b", "2026-01-02"), ("d", "2026-03-01")]
    examples = [replace(FULL, id=id_, reviewed=day) for id_, day in days]
    root = feed(site(words, *examples, SWEDISH), "en", "en/atom.xml")
    assert ids(root) == ["d.html", "b.html", "c.html"]
    assert root.xpath("string(a:updated)", namespaces=ATOM) == "2026-03-01T00:00:00Z"
    assert root.xpath("string(a:author/a:name)", namespaces=ATOM) == "A & B"
    assert root.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == ["https://a.se/en/atom.xml"]
    assert root.xpath("a:entry[1]/a:category/@label", namespaces=ATOM) == ["Analysis"]


def test_feed_sorts_by_latest_change(words):
    examples = [replace(FULL, id=id_, reviewed="2026-01-02") for id_ in ("a", "b")]
    changes = Changes({"examples/b.md": (Change("2026-05-01", "x", "x"),)})
    root = feed(site(words, *examples, changes=changes), "sv", "atom.xml")
    assert ids(root) == ["b.html", "a.html"]
    assert root.xpath("string(a:updated)", namespaces=ATOM) == "2026-05-01T00:00:00Z"


def test_feed_drops_characters_forbidden_in_xml(words):
    root = feed(site(words, replace(SWEDISH, title=Text("a\x07<b>"))), "sv", "atom.xml")
    assert root.xpath("string(a:entry/a:title)", namespaces=ATOM) == "a<b>"


def test_feed_limits_its_entries(words):
    many = [replace(SWEDISH, id=f"e{number:03}") for number in range(atom.MOST + 5)]
    assert len(ids(feed(site(words, *many), "sv", "atom.xml"))) == atom.MOST


def test_feed_does_not_depend_on_file_order(words):
    one, other = (atom.newest(site(words, *of), "sv", of) for of in ((FULL, SWEDISH), (SWEDISH, FULL)))
    assert one == other


def test_feed_of_changes_separates_days_and_anchors(words):
    history = {("en", "index.md"): (Commit("2026-03-01", "Say <more>"), Commit("2026-02-01", "Begin"))}
    notes = {"s3-pilot/clusters.md#nod": (Change("2026-02-15", "Nytt namn.", "New name."),)}
    pages = (
        Item("pages", "index.md", Text("Start", "Home"), None, None),
        Item("clusters", "s3-pilot/clusters.md#nod", Text("Nod"), None, None),
    )
    of = site(words, changes=Changes(notes, history))
    of = replace(of, review=Review(of.catalogue, pages, (), None))
    feeds = {address: lxml.etree.fromstring(data) for address, data in atom.feeds(of, "en")}
    rows = feeds["en/changes.xml"].xpath("a:entry", namespaces=ATOM)
    said = ("string(a:updated)", "string(a:title)", "string(a:summary)", "string(a:link/@href)")
    clusters = f"https://a.se/{of.addresses.of('s3-pilot/clusters.md', 'en')}#nod"
    assert [tuple(one.xpath(path, namespaces=ATOM) for path in said) for one in rows] == [
        ("2026-03-01T00:00:00Z", "Home", "Say <more>", "https://a.se/en/index.html"),
        ("2026-02-15T00:00:00Z", "Nod", "New name.", clusters),
        ("2026-02-01T00:00:00Z", "Home", "Begin", "https://a.se/en/index.html"),
    ]
    assert len({one.xpath("string(a:id)", namespaces=ATOM) for one in rows}) == 3
    swedish = lxml.etree.fromstring(dict(atom.feeds(of, "sv"))["changes.xml"])
    assert swedish.xpath("a:entry/a:summary/text()", namespaces=ATOM) == ["Nytt namn."]


def test_steps_regions_and_themes_have_their_own_feeds(renderer):
    published = replace(renderer, publisher={"name": "A"})
    feeds = {address: lxml.etree.fromstring(data) for address, data in atom.feeds(published, "en")}
    assert len(feeds) == 1 + 6 + 21 + 16 + 1
    skane = feeds["en/regions/skane/atom.xml"]
    assert skane.xpath("string(a:title)", namespaces=ATOM).endswith("– Skåne")
    home = "https://s3.example.org/en/regions/skane.html"
    assert skane.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM) == [home]
    pages_of = {
        f"https://s3.example.org/en/examples/{one.id}.html" for one in renderer.catalogue.select(regions=["skane"])
    }
    assert set(skane.xpath("a:entry/a:id/text()", namespaces=ATOM)) == pages_of
    assert {"en/steps/vision/atom.xml", "en/themes/energy/atom.xml", "en/atom.xml"} <= set(feeds)
