"""Builders of small entries, catalogues and renderers."""

import datetime
from typing import Any

import lxml.html

from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.entries import Cluster, Example, Forms, Nuts2, Reference, Region, SharedArea, Statement, Term, Text
from guide.rendering.renderer import Renderer

TODAY = datetime.date(2026, 11, 21)
_COMMON: dict[str, Any] = {"sources": (), "reviewed": "2026-11-21", "original_language": "sv"}
_TEXT = Text("text")


def example(id_: str, **fields: Any) -> Example:
    """Return an example in Swedish only; ``fields`` override the defaults."""
    texts = {"title": _TEXT, "summary": _TEXT, "description": _TEXT}
    return Example(id_, 1, **{**_COMMON, **texts, "steps": ("analysis",), "evidence": "documented", **fields})


def region(id_: str, name: str | Text, **fields: Any) -> Region:
    """Return a region called ``name``."""
    text = name if isinstance(name, Text) else Text(name)
    codes = {"county_code": "12", "nuts2": Nuts2("SE22", text), "nuts3": "SE224", "website": "https://a.se"}
    return Region(id_, 1, **{**_COMMON, **codes, "name": text, "authority": text, "county": text, **fields})


def cluster(id_: str, name: str | Text, *regions: str, **fields: Any) -> Cluster:
    """Return a cluster called ``name`` in ``regions``."""
    text = name if isinstance(name, Text) else Text(name)
    return Cluster(id_, 1, **{**_COMMON, "name": text, "regions": regions, "field": _TEXT, **fields})


def shared_area(id_: str, name: str | Text, **fields: Any) -> SharedArea:
    """Return an area called ``name`` that regions share."""
    text = name if isinstance(name, Text) else Text(name)
    return SharedArea(id_, 1, **{**_COMMON, "name": text, "priorities": (), **fields})


def reference(id_: str, title: str, **fields: Any) -> Reference:
    """Return a book called ``title``."""
    return Reference(id_, 1, title, **{"type": "book", "lang": "en", "status": "checked", **fields})


def term(id_: str, sv: str, en: str, **fields: Any) -> Term:
    """Return a term of the glossary, called ``sv`` and ``en``."""
    return Term(id_, 1, Text(sv, en), Text(f"Om {sv}.", f"On {en}."), **fields)


def statement(id_: str, **fields: Any) -> Statement:
    """Return a statement of the self-assessment with five levels, from "nivå a" and "level a"."""
    levels = Forms(*(tuple(f"{word} {one}" for one in "abcde") for word in ("nivå", "level")))
    texts = {"name": Text("Namn", "Name"), "statement": Text(f"Vi gör {id_}.", f"We do {id_}."), "levels": levels}
    given = {"step": "vision", "guidance": "steps/vision.md#how", "source": "oecd", "reviewed": "2026-11-28"}
    return Statement(id_, 1, **{**texts, **given, **fields})


def catalogue(*examples: Example, **registers: Any) -> Catalogue:
    """Return a catalogue of ``examples`` and of the entries of other ``registers``."""
    return Catalogue(**{**dict.fromkeys(REGISTERS, ()), "examples": examples, **registers})


def renderer(strings: Any, of: Catalogue, **more: Any) -> Renderer:
    """Return a renderer of the catalogue ``of`` with the given ``strings``."""
    return Renderer(of, strings, **{"today": TODAY, **more})


def parsed(html: str) -> lxml.html.HtmlElement:
    """Return a piece of HTML as a tree."""
    return lxml.html.fragment_fromstring(html, create_parent="div")
