"""A new entry: checked, and appended to the file of its register."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest

from guide.data.documents import ProblemsError
from guide.data.yaml_reader import parse
from guide.editing import new_entry, questions
from unit.conftest import ENTRY, ROOT


@pytest.fixture(scope="module")
def register():
    """Return the project's register of examples."""
    return new_entry.load(ROOT)


@pytest.fixture
def root(tmp_path):
    """Return a folder with a copy of the data."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    return tmp_path


TEXTS = ["no", "”citat”", "1e5", "2026-11-21", "Ja: så är det", "'citat'", "x # inte en anmärkning", "[x]", "ord " * 60 + "slut", "a\n\nb: c", "\U0001f600", "~"]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_entry_survives_a_round_trip(register, text):
    entry = {**register.doc.data[0], "id": "new", "title": {"sv": "Ny"}, "gaps": {"sv": text}}
    assert register.problems(entry) == []
    assert register.with_entry(entry).startswith(register.text + "\n- id: new\n")


def test_entry_keeps_the_layout_of_the_file(register):
    lines = {line for entry in register.doc.data for line in new_entry.written([entry]).split("\n")}
    fields = re.findall(r"^ *(?:- )?[\w-]+:(?: .*)?$", register.text, re.MULTILINE)  # texts may wrap differently
    assert len(fields) > 1000
    assert sum(line in lines for line in fields) / len(fields) > 0.98


@pytest.mark.parametrize("length", [1, 99, 100, 101])
def test_entry_is_checked_after_any_number_of_entries(register, length):
    template = {name: value for name, value in register.doc.data[0].items() if name not in ("aliases", "related")}
    before = new_entry.written(
        [{**template, "id": f"e{number}", "title": {"sv": f"E{number}"}} for number in range(length)]
    )
    doc = parse(before.encode(), "data/examples.yaml")
    assert len(doc.data) == length
    small = replace(register, doc=doc)
    assert small.problems({**template, "id": "new"}) == []
    wrong = {**template, "id": "e0", "description": {"sv": "<b>"}}
    reported = {(one.key, one.field) for one in small.problems(wrong)}
    assert ("markdown_html", "description") in reported
    assert ("duplicate_id", "id") in reported


def test_keeps_the_line_endings_of_the_file(register):
    windows = replace(register, text=register.text.replace("\n", "\r\n"))
    new = {**register.doc.data[0], "id": "new"}
    added = windows.with_entry(new).removeprefix(windows.text)
    assert "\n" not in added.replace("\r\n", "")


def test_load_fails_while_the_data_are_invalid(root, words):
    (root / "data/examples.yaml").write_text(ENTRY.replace("steps: [analysis]", "steps: [analys]"), "utf-8")
    with pytest.raises(ProblemsError) as raised:
        new_entry.load(root)
    reported = [problem.text(words, "en").partition(";")[0] for problem in raised.value.problems]
    assert "data/examples.yaml:8: first: steps[1]: unknown value 'analys'" in reported


def test_problem_uses_the_labels_of_the_questions(root):
    examples = new_entry.load(root)
    wrong = {**examples.doc.data[0], "id": "new", "title": {"sv": "Ny"}, "sources": [{"title": "A", "lang": "sv"}]}
    (problem,) = examples.problems(wrong)
    assert examples.field_label(problem, "sv") == "Källor 1"
    assert examples.message(problem, "sv") == "ska ha exakt ett av fälten Läst, Adressen prövad, Inte prövad"


def test_save_appends_the_entry_and_marks_its_translation(root):
    examples = new_entry.load(root)
    new = {**examples.doc.data[0], "id": "new-one", "title": {"sv": "Ny", "en": "New"}}
    examples.save(new, "2026-11-21")
    assert new_entry.load(root).doc.data[-1] == new
    assert "  new-one:\n" in (root / "data/translations.yaml").read_text("utf-8")
    assert not (root / "data/examples.new").exists()


@pytest.mark.parametrize("name", ["index", "pack", "workshop-pack", "con", "lpt9", "visual-sweden", "x" * 61, "Å", ""])
def test_taken_or_reserved_id_is_not_free(register, name):
    assert not register.is_free(name)
    assert register.is_free("an-example-of-its-own")


@pytest.mark.parametrize(
    ("title", "slug"), [("Index", "index-2"), ("Con", "con-2"), ("Workshop pack", "workshop-pack-2")]
)
def test_slug_of_a_title_is_a_valid_id(register, title, slug):
    assert questions.slug(title, register.is_free) == slug
    assert register.problems_at({"id": slug}, ("id",)) == []
