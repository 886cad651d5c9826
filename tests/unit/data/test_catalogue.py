"""The registers as objects."""

import datetime

import pytest

from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.entries import Example, Period, Reference, Text

TODAY = datetime.date(2026, 11, 21)


def example(id_, **more):
    text = Text("text")
    required = {"title": text, "summary": text, "description": text, "steps": ("analysis",), "sources": ()}
    return Example(
        id_, 1, **{**required, "evidence": "documented", "reviewed": "2026-11-21", "original_language": "sv", **more}
    )


def catalogue(*examples):
    return Catalogue(**{**dict.fromkeys(REGISTERS, ()), "examples": examples})


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2016", "2018", "ended"),
        ("2016", "2026", "ongoing"),
        ("2016", "2026-11", "ongoing"),
        ("2016", "2026-10", "ended"),
        ("2016", "2026-11-21", "ongoing"),
        ("2016", "2026-11-20", "ended"),
        ("2027", "2029", "planned"),
        ("2026-12", None, "planned"),
        ("2016", None, None),
        (None, "2018", "ended"),
        (None, "2030", "ongoing"),
    ],
)
def test_status_follows_from_the_period_and_the_day(start, end, status):
    assert Period(start, end).status(TODAY) == status


def test_a_relation_is_shown_both_ways():
    one, two = example("one", related=("two",)), example("two")
    both = catalogue(one, two)
    assert both.related(one) == (two,)
    assert both.related(two) == (one,)


def test_a_swedish_region_means_sweden():
    assert example("a", regions=("skane",), countries=("DK",)).in_countries == ("SE", "DK")


def test_selection_joins_fields_by_and_values_by_or():
    a = example("a", steps=("vision", "analysis"), regions=("skane",))
    b = example("b", steps=("analysis",), countries=("FI",))
    c = example("c", steps=("evaluation",), regions=("skane", "halland"))
    found = catalogue(a, b, c)
    assert found.select(steps=["analysis"]) == (b, a)  # the one whose main step it is comes first
    assert found.select(steps=["analysis", "evaluation"], regions=["skane"]) == (c, a)
    assert found.select(countries=["FI"]) == (b,)
    assert found.select(limit=2) == (a, b)


@pytest.mark.parametrize(
    ("authors", "publisher", "by"),
    [
        (("Porter, M. E.",), None, "Porter"),
        (("Foray, D.", "Goenaga, X."), None, "Foray & Goenaga"),
        (("Borrás, S.", "B, C.", "D, E."), None, "Borrás et al."),
        ((), "OECD", "OECD"),
        ((), None, "Title"),
    ],
)
def test_a_reference_is_cited_by_its_authors_or_publisher(authors, publisher, by):
    assert Reference("x", 1, "Title", "book", "en", "checked", authors=authors, publisher=publisher).by == by


def test_a_text_in_one_language_is_shown_to_readers_of_the_other():
    assert Text(sv="Hej").show("en") == "Hej"
    assert Text(sv="Hej").lang("en") == "sv"
    assert Text("Hej", "Hi").show("en") == "Hi"


def test_records_become_objects_all_the_way_down():
    record = {
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
    (made,) = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "examples": [(7, record)]}).examples
    assert (made.line, made.period, made.steps) == (7, Period(start="2016"), ("vision",))
    assert made.organisations[0].name == Text(sv="N")
    assert made.sources[0].unverified == "untried"
