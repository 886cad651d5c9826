"""The registers as objects."""

import dataclasses

import pytest

from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.entries import Owner, Period, Text
from unit.entries import catalogue, example


def test_selection_joins_fields_by_and_values_by_or():
    a = example("a", steps=("vision", "analysis"), regions=("skane",))
    b = example("b", steps=("analysis",), countries=("FI",))
    c = example("c", steps=("evaluation",), regions=("skane", "halland"))
    found = catalogue(a, b, c)
    assert found.select(steps=["analysis"]) == (b, a)  # examples with it as their main step come first
    assert found.select(steps=["analysis", "evaluation"], regions=["skane"]) == (c, a)
    assert found.select(countries=["FI"]) == (b,)
    assert found.select(countries=["NO"]) == ()
    assert found.select() == (a, b, c)


@pytest.mark.parametrize(("owner", "role"), [("web", "web"), (None, "editors"), ("nobody", "editors")])
def test_the_first_role_owns_what_names_no_owner(owner, role):
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


def test_records_become_objects_all_the_way_down():
    (made,) = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "examples": [(7, RECORD)]}).examples
    assert (made.line, made.period, made.steps) == (7, Period(start="2016"), ("vision",))
    assert made.organisations[0].name == Text(sv="N")
    assert made.sources[0].unverified == "untried"


def test_terms_without_an_explanation_are_left_out():
    shown = {"id": "a", "term": {"sv": "A"}, "explanation": {"sv": "Om A."}, "avoid": {"sv": ["å"]}}
    hidden = {"id": "b", "term": {"sv": "B"}, "avoid": {"sv": ["b"]}}
    terms = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "glossary": [(1, shown), (2, hidden)]}).glossary
    assert [(term.id, term.avoid.sv, term.forms("sv")) for term in terms] == [("a", ("å",), ("A",))]


def test_an_object_of_a_register_cannot_be_changed():
    (made,) = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "examples": [(7, RECORD)]}).examples
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.organisations[0].name.sv = "M"
