"""Which translations are fresh."""

import json

import pytest

from guide.data.documents import Document
from guide.data.strings import Words
from guide.prose import translations
from guide.prose.translations import Item, fingerprint

SV = "---\ntitle: Steg\ndescription: Om steg.\nreviewed: 2026-01-01\n---\n# Steg { #steps }\n\nText med [länk](a.md).\n"
EN = "---\ntitle: Steps\ndescription: On steps.\n---\n# Steps { #steps }\n\nText with [link](a.md).\n"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ett två.", "Ett\n  två.\n", True),
        ("En [länk](https://a.se).", "En [länk](https://b.se/ny).", True),
        ("Ett [@foray-2015].", "Ett [@porter-1998].", True),
        ("Ett två.", "Ett tre.", False),
        ("En [länk](https://a.se).", "En [annan](https://a.se).", False),
    ],
)
def test_fingerprint_ignores_white_space_and_link_targets(one, other, same):
    assert (fingerprint(one) == fingerprint(other)) is same


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (("reviewed: 2026-01-01", "reviewed: 2026-02-02"), "fresh"),
        (("(a.md)", "(b.md)"), "fresh"),
        (("Text med", "Text  med"), "fresh"),
        (("Text med", "Ord med"), "stale"),
        (("title: Steg", "title: De sex stegen"), "stale"),
    ],
)
def test_page_is_stale_when_its_original_text_changes(change, state):
    checked = translations.checked_page(EN, SV, "2026-11-21")
    assert f'translation: {{of: "{translations.page_fingerprint(SV)}", checked: 2026-11-21}}' in checked
    pages = {"sv": SV.replace(*change), "en": checked}
    assert translations.page_item("steps.md", pages) == Item("steps.md", "", "en", state, "2026-11-21")


def test_all_digit_fingerprint_stays_text(monkeypatch):
    monkeypatch.setattr(translations, "page_fingerprint", lambda _: "8379741854")
    checked = translations.checked_page(EN, SV, "2026-11-21")
    assert translations.page_item("x.md", {"sv": SV, "en": checked}).state == "fresh"


def test_marking_again_replaces_the_earlier_mark():
    once = translations.checked_page(EN, SV, "2026-01-01")
    assert translations.checked_page(once, SV, "2026-11-21").count("translation:") == 1


@pytest.mark.parametrize(
    ("pages", "item"),
    [
        ({"sv": SV}, Item("x.md", "", "en", "missing")),
        ({"en": EN.replace("\n", "\noriginal_language: en\n", 1)}, Item("x.md", "", "sv", "missing")),
        ({"en": EN}, Item("x.md", "", "en", "orphan")),
        ({"sv": SV, "en": EN}, Item("x.md", "", "en", "stale")),
    ],
)
def test_unmarked_page_is_missing_an_orphan_or_stale(pages, item):
    assert translations.page_item("x.md", pages) == item


def test_record_fields_have_separate_states():
    record = {
        "id": "one",
        "original_language": "sv",
        "title": {"sv": "Titel", "en": "Title"},
        "summary": {"sv": "Ny text.", "en": "Old text."},
        "lesson": {"sv": "Lärdom."},
        "gaps": {"en": "Gaps."},
    }
    known = translations.checked_record({**record, "summary": {"sv": "Gammal text."}}, "2026-11-21")
    assert [(i.field, i.state) for i in translations.record_items("examples", record, known)] == [
        ("title", "fresh"),
        ("summary", "stale"),
        ("lesson", "missing"),
        ("gaps", "orphan"),
    ]


def test_report_counts_states_and_lists_stale_items(words):
    items = [Item("a.md", "", "en", "fresh"), Item("examples/b", "title", "en", "stale", "2026-01-01")]
    english, swedish = (translations.report(items, Words(words["translations"], lang)) for lang in ("en", "sv"))
    assert english == [
        "up to date 1, out of date 1, missing 0, without an original 0",
        "out of date: examples/b title (en)",
    ]
    assert swedish == ["aktuella 1, inaktuella 1, saknas 0, utan original 0", "inaktuella: examples/b title (en)"]


@pytest.mark.parametrize("recorded", [None, "yes", 7, ["x"], {}, {"of": None}])
def test_page_with_an_invalid_mark_is_stale(recorded):
    marked = EN.replace("\n", f"\ntranslation: {json.dumps(recorded)}\n", 1)
    item = translations.page_item("x.md", {"sv": SV, "en": marked})
    assert (item.state, item.checked) == ("stale", None)


LEDGERS = [
    ("examples:\n  one: {checked: 2026-11-21, fields: {}}\n", {"examples": {"one": {"checked": "2026-11-21", "fields": {}}}}),
    ("examples:\n  one: x\nregions: [y]\n", {"examples": {"one": {}}, "regions": {}}),
    ("- one\n", {}),
    ("", {}),
    ("examples: {\n", {}),
    ("examples: {one: {checked: 2026-31-11, fields: {title: 0594547298}}}\n",
     {"examples": {"one": {"checked": "2026-31-11", "fields": {"title": "0594547298"}}}}),
    ("<<<<<<< HEAD\nexamples: {}\n=======\n", {}),
    ("examples: {one: \x07}\n", {}),
    ("[" * 2000, {}),
    (None, {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "known"), LEDGERS)
def test_unreadable_parts_of_the_ledger_are_ignored(tmp_path, text, known):
    if text is not None:
        (tmp_path / "translations.yaml").write_text(text, "utf-8")
    assert json.loads(json.dumps(translations.known(tmp_path), default=str)) == known


def test_pages_are_read_by_source_and_language(tmp_path):
    for name in ("sv/steps/vision.md", "en/steps/vision.md", "sv/a.md", "sv/picture.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    assert list(translations.read_pages(tmp_path).items()) == [
        ("a.md", {"sv": "sv/a.md"}),
        ("steps/vision.md", {"sv": "sv/steps/vision.md", "en": "en/steps/vision.md"}),
    ]
    (tmp_path / "sv/a.md").write_text("Va\u0308stra", "utf-8")
    assert translations.read_pages(tmp_path)["a.md"] == {"sv": "Västra"}


def test_deleted_record_is_an_orphan(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data/translations.yaml").write_text("examples:\n  gone: {checked: 2026-11-21}\n", "utf-8")
    docs = {register: Document(f"data/{register}.yaml", data=[]) for register in translations.REGISTERS}
    assert list(translations.items(tmp_path, docs)) == [Item("examples/gone", "", "en", "orphan")]


def test_missing_lists_untranslated_fields():
    record = {"title": {"sv": "T", "en": "T"}, "summary": {"sv": "S"}, "gaps": {"en": "G"}, "steps": ["vision"]}
    assert translations.missing(record) == ["summary", "gaps"]
