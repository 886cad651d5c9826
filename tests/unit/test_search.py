"""One search index a language."""

from search import split

INDEX = {
    "config": {"lang": ["sv", "en"], "separator": " "},
    "docs": [
        {"location": "steg/analys.html", "title": "Analys"},
        {"location": "en/steps/analysis.html#how", "title": "How"},
        {"location": "english.html", "title": "Engelska"},
    ],
}


def test_each_language_gets_its_own_entries_and_stemmer():
    parts = split(INDEX, {"sv": "", "en": "en/"})
    assert [doc["location"] for doc in parts["sv"]["docs"]] == ["steg/analys.html", "english.html"]
    assert [doc["location"] for doc in parts["en"]["docs"]] == ["steps/analysis.html#how"]
    assert {lang: part["config"] for lang, part in parts.items()} == {
        "sv": {"lang": ["sv"], "separator": " "},
        "en": {"lang": ["en"], "separator": " "},
    }
