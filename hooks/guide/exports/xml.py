"""XML written from nested elements: the feed and the metadata."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # only written here, never read

# What XML 1.0 does not allow even as a reference (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A new child of ``parent``; an attribute's name may be ``{namespace}name``."""
    allowed = {name: _FORBIDDEN.sub("", value) for name, value in attributes.items()}
    child = ET.SubElement(parent, tag, allowed)
    child.text = _FORBIDDEN.sub("", text) or None
    return child


def document(root: ET.Element) -> bytes:
    """The whole document, indented, in UTF-8."""
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
