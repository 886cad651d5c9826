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
def test_entry_reads_back_the_same(register, text):
    entry = {**register.doc.data[0], "id": "new", "title": {"sv": "Ny"}, "gaps": {"sv": text}}
    assert register.problems(entry) == []
    assert register.with_entry(entry).startswith(register.text + "\n- id: new\n")


def test_entry_keeps_the_layout_of_the_file(register):
    lines = {line for entry in register.doc.data for line in new_entry.written([entry]).split("\n")}
    fields = re.findall(r"^ *(?:- )?[\w-]+:(?: .*)?$", register.text, re.MULTILINE)  # texts may wrap differently
    assert len(fields) > 1000
    assert sum(line in lines for line in fields) / len(fields) > 0.98


@pytest.mark.parametrize("length", [1, 99, 100, 101])
def test_entry_is_checked_however_many_there_are_before_it(register, length):
    template = {name: value for name, value in register.doc.data[0].items() if name not in ("aliases", "related")}
    before = new_entry.written(
        [{**template, "id": f"e{number}", "title": {"sv": f"E{number}"}} for number in range(length)]
    )
    doc = parse(before.encode(), "data/examples.yaml")
    assert len(doc.data) == length
    small = replace(register, doc=doc)
    assert small.problems({**template, "id": "new"}) == []
    wrong = {**template, "id": "e0", "description": {"sv": "<b>"}}
    told = {(one.key, one.field) for one in small.problems(wrong)}
    assert ("markdown_html", "description") in told
    assert ("duplicate_id", "id") in told


def test_line_ends_of_the_file_are_kept(register):
    windows = replace(register, text=register.text.replace("\n", "\r\n"))
    new = {**register.doc.data[0], "id": "new"}
    added = windows.with_entry(new).removeprefix(windows.text)
    assert "\n" not in added.replace("\r\n", "")


def test_nothing_is_asked_while_the_data_are_broken(root, words):
    (root / "data/examples.yaml").write_text(ENTRY.replace("steps: [analysis]", "steps: [analys]"), "utf-8")
    with pytest.raises(ProblemsError) as raised:
        new_entry.load(root)
    told = [problem.text(words, "en").partition(";")[0] for problem in raised.value.problems]
    assert "data/examples.yaml:8: first: steps[1]: unknown value 'analys'" in told


def test_problem_is_named_as_the_questions_call_the_field(root):
    examples = new_entry.load(root)
    wrong = {**examples.doc.data[0], "id": "new", "title": {"sv": "Ny"}, "sources": [{"title": "A", "lang": "sv"}]}
    (problem,) = examples.problems(wrong)
    assert examples.field_label(problem, "sv") == "Källor 1"
    assert examples.message(problem, "sv") == "ska ha exakt ett av fälten Läst, Adressen prövad, Inte prövad"


def test_saved_entry_is_last_and_its_translation_marked(root):
    examples = new_entry.load(root)
    new = {**examples.doc.data[0], "id": "new-one", "title": {"sv": "Ny", "en": "New"}}
    examples.save(new, "2026-11-21")
    assert new_entry.load(root).doc.data[-1] == new
    assert "  new-one:\n" in (root / "data/translations.yaml").read_text("utf-8")
    assert not (root / "data/examples.new").exists()


@pytest.mark.parametrize("name", ["index", "pack", "workshop-pack", "con", "lpt9", "visual-sweden", "x" * 61, "Å", ""])
def test_id_that_is_taken_or_that_no_file_can_have_is_not_free(register, name):
    assert not register.is_free(name)
    assert register.is_free("an-example-of-its-own")


@pytest.mark.parametrize(
    ("title", "made"), [("Index", "index-2"), ("Con", "con-2"), ("Workshop pack", "workshop-pack-2")]
)
def test_id_made_of_a_title_is_one_that_an_example_may_have(register, title, made):
    assert questions.slug(title, register.is_free) == made
    assert register.problems_at({"id": made}, ("id",)) == []
