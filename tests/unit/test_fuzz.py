"""What ``make fuzz`` counts as a fault and what not, and the reproducibility of its inputs."""

import random
import shutil

import pytest

from fuzz import judge, mutations
from guide.data.documents import Problem
from unit.conftest import ROOT


def problem(key, file="data/examples.yaml", line=1, **values):
    return Problem(file, line, key, values)


JUDGED = [
    (problem("duplicate_key", name="id"), None),
    (problem("nonsense"), "no words"),
    (problem("duplicate_key", file="data/nothing.yaml", name="id"), "no such file"),
    (problem("duplicate_key", line=10_000_000, name="id"), "no such line"),
    (problem("duplicate_key", name="x" * 5000), "endless"),
    (problem("tag_name", excerpt="<the"), None),  # what an editor wrote may be English
]


@pytest.mark.parametrize(("one", "fault"), JUDGED)
def test_flags_message_without_text_or_place_and_endless_message(words, one, fault):
    reports = list(judge.messages([one], words, ROOT))
    assert [report.partition(":")[0] for report in reports] == ([fault] if fault else [])


def test_flags_message_in_english_or_without_remedy():
    strings = {"problems": {"one": {"sv": "the file is not there", "en": "x; y"}}}
    assert [report.partition(" ")[0] for report in judge.messages([problem("one")], strings, ROOT)] == ["no", "English"]


OUTPUT = [
    ("FEL     -  s3: data/x.yaml:1: fältet saknas; fyll i det", []),
    ("Traceback (most recent call last):\n  File x", ["traceback"]),
    ("Aborted with 1 warnings in strict mode!", ["English in Swedish (Aborted)"]),
    ("data/x.yaml:3: 'the file' är okänt; ta bort det", []),  # quoted from the file
    ("data/x.yaml:3: known message with the word", []),
]


@pytest.mark.parametrize(("text", "faults"), OUTPUT)
def test_flags_traceback_and_english_in_output(text, faults):
    reports = [report.partition(":")[0] for report in judge.output(text, ["known message with the word"])]
    assert reports == faults


def test_flags_raw_markup_and_unfilled_placeholders(tmp_path):
    (tmp_path / "a.html").write_text(
        "<p>{count} och **fet</p><p>&amp;lt;</p><code>~~x~~</code><!-- examples -->", "utf-8"
    )
    (tmp_path / "b.html").write_text('<p title="{x}">Text [1] (2016), a_b</p><script>{x}</script>', "utf-8")
    assert judge.pages(tmp_path) == {"a.html": {"{count}", "**f", "&amp;lt;", "<!-- examples -->"}}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def test_mutation_is_reproducible_and_changes_one_file(project):
    kinds = set()
    for number in range(60):
        kind, path, changes, content = mutations.mutated(project, random.Random(f"1:{number}"))  # noqa: S311
        assert mutations.mutated(project, random.Random(f"1:{number}")) == (kind, path, changes, content)  # noqa: S311
        assert path.is_file()
        kinds.add(kind)
    assert kinds == set(mutations.KINDS)


@pytest.mark.parametrize(
    "mutation",
    dict.fromkeys(one for _, of in mutations.KINDS.values() for one in (*of, *mutations.FILES)),
    ids=lambda one: one.__name__,
)
@pytest.mark.parametrize(
    "text", ["", "x", "# A { #a }\n\nText.\n", "- id: a\n  about:\n    sv: En text som är lång.\n"]
)
def test_mutations_accept_any_text(mutation, text):
    for number in range(20):
        assert isinstance(mutation(text, random.Random(number)), str | bytes)  # noqa: S311
