"""The list of changes to a page that readers see."""

import pytest

from guide.data.entries import Change, Text
from guide.rendering import changes as changes_
from guide.rendering.changes import Changes, Commit, Row
from unit.entries import catalogue, example, parsed, renderer

HISTORY = {
    ("en", "a.md"): (
        Commit("2026-03-02", "Update a.md"),
        Commit("2026-03-02", "Say <more>"),
        Commit("2026-03-02", "Say much"),
        Commit("2026-02-01", "Update a.md"),
    ),
    ("sv", "a.md"): (Commit("2026-03-02", "Say <more>"),),
}
NOTE = Change("2026-02-01", "Ny källa.", "New source.")


def test_day_shows_its_last_commit_subject_in_english_only():
    changes = Changes(history=HISTORY)
    assert changes.of("a.md", "en") == (Row("2026-03-02", ("Say <more>",)), Row("2026-02-01", ()))
    assert changes.of("a.md", "sv") == (Row("2026-03-02", ()),)
    assert changes.of("b.md", "sv") == ()


def test_note_replaces_the_commit_subjects_of_its_day():
    second = Change("2026-03-02", "Mer.", "More.")
    changes = Changes({"a.md": (NOTE, second)}, HISTORY)
    assert changes.of("a.md", "en") == (Row("2026-03-02", ("More.",)), Row("2026-02-01", ("New source.",)))
    assert changes.of("a.md", "sv") == (Row("2026-03-02", ("Mer.",)), Row("2026-02-01", ("Ny källa.",)))


def test_notes_are_listed_without_a_history():
    assert Changes({"a.md": (NOTE,)}).of("a.md", "sv") == (Row("2026-02-01", ("Ny källa.",)),)


def test_page_lists_its_last_five_days():
    notes = tuple(Change(f"2026-01-{day:02}", str(day), str(day)) for day in range(1, 9))
    assert [row.date[-2:] for row in Changes({"a.md": notes}).of("a.md", "sv")] == ["08", "07", "06", "05", "04"]


def test_latest_lists_changes_of_all_pages_newest_first(monkeypatch):
    monkeypatch.setattr(changes_, "LATEST", 2)
    changes = Changes({"b.md": (Change("2026-04-01", "x", "x"), NOTE)}, HISTORY)
    latest = changes.latest("sv", dict.fromkeys(("a.md", "b.md", "c.md"), Text("x")))
    assert [(day, source) for day, source, *_ in latest] == [("2026-04-01", "b.md"), ("2026-03-02", "a.md")]


@pytest.mark.parametrize(("lang", "subject"), [("sv", None), ("en", "Say <b>more</b>")])
def test_record_page_has_changes_in_closed_details(words, lang, subject):
    history = {(of, "examples/one.md"): (Commit("2026-03-02", "Say <b>more</b>"),) for of in ("sv", "en")}
    one = example("one", title=Text("Ett", "One"), countries=("NO",))
    of = renderer(words, catalogue(one), changes=Changes(history=history), publisher={"name": "A"})
    (fold,) = parsed(of.page(one, lang).html).xpath("//details[@class='plain changes']")
    (row,) = fold.xpath(".//li")
    assert "open" not in fold.attrib
    assert row.text_content().endswith(f": {subject or words['changes']['text'][lang]}")
    assert len(row) == 0  # the subject is text


def test_page_without_changes_has_no_details(words):
    one = example("one", countries=("NO",))
    html = renderer(words, catalogue(one), publisher={"name": "A"}).page(one, "sv").html
    assert "changes" not in html
