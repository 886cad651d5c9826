"""The registers as objects."""

import dataclasses

import pytest

from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.entries import Owner, Period, Text
from unit.entries import catalogue, example


def test_select_ands_fields_and_ors_values():
    a = example("a", steps=("vision", "analysis"), regions=("skane",))
    b = example("b", steps=("analysis",), countries=("FI",))
    c = example("c", steps=("evaluation",), regions=("skane", "halland"))
    examples = catalogue(a, b, c)
    assert examples.select(steps=["analysis"]) == (b, a)  # examples with it as their main step come first
    assert examples.select(steps=["analysis", "evaluation"], regions=["skane"]) == (c, a)
    assert examples.select(countries=["FI"]) == (b,)
    assert examples.select(countries=["NO"]) == ()
    assert examples.select() == (a, b, c)


@pytest.mark.parametrize(("owner", "role"), [("web", "web"), (None, "editors"), ("nobody", "editors")])
def test_owner_defaults_to_the_first_role(owner, role):
    owners = (Owner("editors", 1, Text("Redaktionen")), Owner("web", 2, Text("Webbansvarig")))
    assert catalogue(owners=owners).owner(owner).id == role


RECORD = {
    "id": "x",
    "title": {"sv": "T"},
    "summary": {"sv": "S"},
    "description": {"sv": "D"},
    "steps": ["vision"],
    "countries": ["NO"],
    "evidence": "documented",
    "period": {"start": 2016},
    "organisations": [{"name": {"sv": "N"}, "role": "region"}],
    "sources": [{"title": "K", "lang": "sv", "unverified": "untried"}],
    "reviewed": "2026-11-21",
    "original_language": "sv",
}


def test_nested_records_become_objects():
    (entry,) = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "examples": [(7, RECORD)]}).examples
    assert (entry.line, entry.period, entry.steps) == (7, Period(start="2016"), ("vision",))
    assert entry.organisations[0].name == Text(sv="N")
    assert entry.sources[0].unverified == "untried"


def test_glossary_omits_terms_without_explanation():
    shown = {"id": "a", "term": {"sv": "A"}, "explanation": {"sv": "Om A."}, "avoid": {"sv": ["å"]}}
    hidden = {"id": "b", "term": {"sv": "B"}, "avoid": {"sv": ["b"]}}
    terms = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "glossary": [(1, shown), (2, hidden)]}).glossary
    assert [(term.id, term.avoid.sv, term.forms("sv")) for term in terms] == [("a", ("å",), ("A",))]


def test_entries_are_immutable():
    (entry,) = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "examples": [(7, RECORD)]}).examples
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.organisations[0].name.sv = "M"
