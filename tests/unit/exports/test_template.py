"""XML from templates."""

import lxml.etree
import pytest

from guide.exports.template import document

ENTRY = {"id": "https://a.se/", "day": "2026-11-21", "page": "https://a.se/", "summary": ""}


def read(title, label):
    """The title and the label of an entry in a feed, as a program reads them."""
    entries = [{**ENTRY, "title": title, "categories": [("a", label)]}]
    values = dict.fromkeys(("lang", "address", "title", "home", "updated", "publisher"), "a")
    made = document("atom.xml", **values, entries=entries)
    assert made.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<feed ')
    tree = lxml.etree.fromstring(made)
    return tree.xpath("string(//*[local-name()='entry']/*[local-name()='title'])"), tree.xpath("string(//@label)")


@pytest.mark.parametrize(
    ("title", "label", "found"),
    [
        ("A & <B>", '"', ("A & <B>", '"')),
        ("a\x00\x07\ufffeb\tc", "\x1b!", ("ab\tc", "!")),
    ],
)
def test_values_are_escaped_and_lose_what_xml_forbids(title, label, found):
    assert read(title, label) == found
