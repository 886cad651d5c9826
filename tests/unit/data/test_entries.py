"""The parts of a register as objects: periods, texts, references, terms."""

import datetime

import pytest

from guide.data.entries import Forms, Period, Reference, Term, Text
from unit.entries import example

TODAY = datetime.date(2026, 11, 21)


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
        ("2026-11-22", "2027", "planned"),
        ("2026", "2027", "ongoing"),
        ("2016", None, None),
        (None, None, None),
        (None, "2018", "ended"),
        (None, "2030", "ongoing"),
    ],
)
def test_status_depends_on_period_and_date(start, end, status):
    assert Period(start, end).status(TODAY) == status


@pytest.mark.parametrize(
    ("regions", "countries", "places"),
    [
        (("skane",), ("DK",), ("SE", "DK")),
        (("skane",), ("DK", "SE"), ("DK", "SE")),
        ((), ("DK",), ("DK",)),
    ],
)
def test_an_example_in_a_swedish_region_is_in_sweden(regions, countries, places):
    assert example("a", regions=regions, countries=countries).in_countries == places


@pytest.mark.parametrize(
    ("authors", "publisher", "by"),
    [
        (("Porter, M. E.",), None, "Porter"),
        (("Foray, D.", "Goenaga, X."), None, "Foray & Goenaga"),
        (("Borrás, S.", "B, C.", "D, E."), None, "Borrás m.fl."),
        ((), "OECD", "OECD"),
        ((), None, "Title"),
    ],
)
def test_a_reference_is_cited_by_its_authors_or_publisher(authors, publisher, by):
    assert Reference("x", 1, "Title", "book", "en", "checked", authors=authors, publisher=publisher).by("m.fl.") == by


@pytest.mark.parametrize(
    ("doi", "url", "address"),
    [
        ("10.2760/23833", "https://a.se/", "https://doi.org/10.2760/23833"),
        (None, "https://a.se/", "https://a.se/"),
        (None, None, None),
    ],
)
def test_doi_takes_precedence_over_url(doi, url, address):
    assert Reference("x", 1, "Title", "book", "en", "checked", doi=doi, url=url).address == address


def test_text_falls_back_to_the_other_language():
    assert Text(sv="Hej").show("en") == "Hej"
    assert Text(sv="Hej").lang("en") == "sv"
    assert Text("Hej", "Hi").show("en") == "Hi"
    assert Text("Hej", "Hi").lang("en") == "en"


@pytest.mark.parametrize(
    ("summary", "written"), [(Text("Text", "Text"), ("sv", "en")), (Text("Text"), ("sv",)), (Text(en="Text"), ("en",))]
)
def test_written_lists_languages_of_all_main_texts(summary, written):
    both = Text("Text", "Text")
    assert example("a", title=both, summary=summary, description=both).written == written


def test_forms_begin_with_the_term():
    term = Term(
        "rise",
        1,
        Text("institut", "institute"),
        Text("x"),
        inflections=Forms(sv=("institutet",)),
        synonyms=Forms(sv=("anstalt",), en=("centre",)),
        abbreviations=Forms(sv=("inst.",)),
    )
    assert term.forms("sv") == ("institut", "institutet", "anstalt", "inst.")
    assert term.forms("en") == ("institute", "centre")
