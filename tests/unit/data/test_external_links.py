"""The addresses of other sites, in the data and on pages, with the places where they are."""

import pytest

from guide.data import external_links
from guide.data.yaml_reader import parse

PAGES = [
    ("A [link](https://a.se).", [1]),
    ("\nA [link](<https://a.se>){ .external }.", [2]),
    ('A [link](https://a.se "Title").', [1]),
    ("A link: <https://a.se>.", [1]),
    ("[a]: https://a.se", [1]),
    ('<a class="x" href="https://a.se">A</a>', [1]),
    ("[one](https://a.se)\n\n[two](https://a.se)", [1, 3]),
    ("[inside](a.md) and [mail](mailto:a@a.se) and https://a.se", []),
]
DATA = [
    ("- {id: one, url: https://a.se}", ["https://a.se"]),
    ("- {id: one, doi: 10.2760/23833}", ["https://doi.org/10.2760/23833"]),
    ("- id: one\n  about: {sv: 'Se [sidan](https://a.se).'}", ["https://a.se"]),
    ("- {id: one, url: mailto:a@a.se, about: About https.}", []),
]


@pytest.mark.parametrize(("text", "lines"), PAGES)
def test_address_on_a_page_is_found_with_its_lines(text, lines):
    found = external_links.occurrences({}, {"steps/vision.md": {"en": text}})
    assert found == (
        {"https://a.se": tuple(external_links.Occurrence("docs/en/steps/vision.md", n) for n in lines)} if lines else {}
    )


@pytest.mark.parametrize(("text", "addresses"), DATA)
def test_address_in_the_data_is_found(text, addresses):
    assert list(external_links.occurrences({"x": parse(text.encode(), "data/x.yaml")}, {})) == addresses


def test_address_in_many_places_is_listed_once_with_all_of_them():
    doc = parse(b"- url: https://b.se\n- url: https://a.se\n- url: https://b.se\n", "data/x.yaml")
    found = external_links.occurrences({"x": doc}, {"a.md": {"sv": "[b](https://b.se)"}})
    assert [(address, [str(stand) for stand in stands]) for address, stands in found.items()] == [
        ("https://a.se", ["data/x.yaml:2"]),
        ("https://b.se", ["data/x.yaml:1", "data/x.yaml:3", "docs/sv/a.md:1"]),
    ]
