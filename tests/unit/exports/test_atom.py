"""The feed of examples."""

from dataclasses import replace

import lxml.etree

from guide.data.entries import Text
from guide.exports import atom, open_data
from unit.exports.samples import FULL, PAGES, SWEDISH

ATOM = {"a": atom.ATOM}


def test_feed_has_the_newest_first_and_only_what_is_in_its_language(words):
    examples = [replace(FULL, id=id_, reviewed=day) for id_, day in [("c", "2026-01-02"), ("b", "2026-01-02"), ("d", "2026-03-01")]]  # fmt: skip
    root = lxml.etree.fromstring(atom.feed(words, "A & B", (*examples, SWEDISH), PAGES, "en", "en/atom.xml"))
    assert [i.rpartition("/")[2] for i in root.xpath("a:entry/a:id/text()", namespaces=ATOM)] == ["d.html", "b.html", "c.html"]  # fmt: skip
    assert root.xpath("string(a:updated)", namespaces=ATOM) == "2026-03-01T00:00:00Z"
    assert root.xpath("string(a:author/a:name)", namespaces=ATOM) == "A & B"
    assert root.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == ["https://a.se/en/atom.xml"]
    assert root.xpath("a:entry[1]/a:category/@label", namespaces=ATOM) == ["Analysis"]


def test_character_that_xml_forbids_does_not_break_the_feed(words):
    data = atom.feed(words, "A", [replace(SWEDISH, title=Text("a\x07<b>"))], PAGES, "sv", "atom.xml")
    title = lxml.etree.fromstring(data).xpath("string(a:entry/a:title)", namespaces=ATOM)
    assert title == "a<b>"


def test_feed_has_no_more_entries_than_a_reader_wants(words):
    many = [replace(SWEDISH, id=f"e{number:03}") for number in range(atom.MOST + 5)]
    root = lxml.etree.fromstring(atom.feed(words, "A", many, PAGES, "sv", "atom.xml"))
    assert len(root.xpath("a:entry", namespaces=ATOM)) == atom.MOST


def test_order_of_the_file_does_not_change_the_feed(words):
    one, other = (
        atom.feed(words, "A", examples, PAGES, "sv", "atom.xml") for examples in ((FULL, SWEDISH), (SWEDISH, FULL))
    )
    assert one == other


def test_a_step_a_region_and_a_theme_have_feeds_of_their_own_examples(renderer):
    pages = open_data.Pages(renderer.addresses, renderer.site_url)
    published = replace(renderer, publisher={"name": "A"})
    feeds = {address: lxml.etree.fromstring(data) for address, data in atom.feeds(published, pages, "en")}
    assert len(feeds) == 1 + 6 + 21 + 16
    skane = feeds["en/regions/skane/atom.xml"]
    assert skane.xpath("string(a:title)", namespaces=ATOM).endswith("– Skåne")
    home = "https://s3.example.org/en/regions/skane.html"
    assert skane.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM) == [home]
    pages_of = {
        f"https://s3.example.org/en/examples/{one.id}.html" for one in renderer.catalogue.select(regions=["skane"])
    }
    assert set(skane.xpath("a:entry/a:id/text()", namespaces=ATOM)) == pages_of
    assert {"en/steps/vision/atom.xml", "en/themes/energy/atom.xml", "en/atom.xml"} <= set(feeds)
