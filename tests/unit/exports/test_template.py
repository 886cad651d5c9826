"""XML from templates."""

from types import SimpleNamespace

import lxml.etree
import pytest

from guide.data.entries import Text
from guide.exports.template import document
from unit.entries import example

SITE = SimpleNamespace(url=lambda *_: "https://a.se/", publisher_names={"sv": "a"})


def read(title, label):
    """The title and the label of an entry in a feed, as a program reads them."""
    words = SimpleNamespace(labels=SimpleNamespace(steps={"vision": label}))
    values = {**dict.fromkeys(("address", "title", "home", "updated"), "a"), "lang": "sv"}
    examples = [("2026-11-21", example("one", title=Text(title), steps=("vision",)))]
    made = document("atom.xml", site=SITE, words=words, **values, examples=examples, changes=())
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
