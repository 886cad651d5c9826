"""XML written from nested elements."""

import xml.etree.ElementTree as ET

import lxml.etree

from guide.exports.xml import LANG, add, document


def test_document_reads_back_with_its_declaration_and_language():
    root = ET.Element("root", {LANG: "sv"})
    add(add(root, "part"), "name", "A & <B>", title='"')
    text = document(root)
    assert text.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<root xml:lang="sv">')
    tree = lxml.etree.fromstring(text)
    assert (tree.xpath("string(part/name)"), tree.xpath("string(part/name/@title)")) == ("A & <B>", '"')


def test_characters_that_xml_forbids_are_left_out():
    root = ET.Element("root")
    add(root, "name", "a\x00\x07\ufffeb\tc", title="\x1b!")
    tree = lxml.etree.fromstring(document(root))
    assert (tree.xpath("string(name)"), tree.xpath("string(name/@title)")) == ("ab\tc", "!")
