"""Addresses that were published and lead nowhere: which line puts that right, and when nothing is said."""

import shutil
import subprocess

import pytest
from mkdocs.config import load_config

import corpus
import moved
from unit.checks.small_project import EXAMPLES, TODAY
from unit.conftest import ROOT


@pytest.fixture
def published(project):
    """The small project with a commit, of what is on the site, and a change begun in one that follows it."""
    for name in ("data/strings.yaml", "data/schema"):
        (project / name).unlink()
    shutil.copy(ROOT / "data/strings.yaml", project / "data")
    (project / "data/schema").symlink_to(ROOT / "data/schema")
    git(project, "init", "-q")
    commit(project)
    return project


def git(project, *words):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=project, check=True, capture_output=True)


def commit(project):
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Change", "--allow-empty")


def problems(project):
    read = corpus.read(load_config(str(project / "mkdocs.yml")), TODAY)
    moved.check(read)
    return [one for one in read.problems if one.key.endswith(("gone", "gone_id"))]


def rows(project):
    return [(one.file, one.key, one.values["row"]) for one in problems(project)]


def change(project, file, old, new):
    text = (project / file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), "utf-8")


def test_renamed_page_needs_redirects_in_both_languages(published):
    for lang in ("sv", "en"):
        (published / f"docs/{lang}/vision.md").rename(published / f"docs/{lang}/analysis.md")
        change(published, f"docs/{lang}/index.md", "vision.md", "analysis.md")
    change(published, "mkdocs.yml", "- vision.md", "- analysis.md")
    commit(published)
    wanted = [
        "- {address: vision.html, lang: sv, to: analysis.md}",
        "- {address: en/vision.html, lang: en, to: analysis.md}",
    ]
    assert rows(published) == [("data/moved.yaml", "address_gone", row) for row in wanted]
    (published / "data/moved.yaml").write_text("\n".join([*wanted, ""]))
    assert rows(published) == []
    commit(published)
    (published / "data/moved.yaml").write_text("[]\n")  # the addresses that led on were published too
    commit(published)
    assert [row for _, _, row in rows(published)] == wanted


def test_changed_example_id_needs_an_alias(published):
    (published / "docs/assets/min bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    commit(published)
    (published / "docs/assets/min bild.png").rename(published / "docs/assets/min-bild.png")
    change(published, EXAMPLES, "id: first", "id: second")
    commit(published)
    wanted = [
        "- {address: exempel/first.html, lang: sv, to: index.md}",
        "- {address: en/examples/first.html, lang: en, to: index.md}",
    ]
    assert rows(published) == [("data/moved.yaml", "address_gone_id", row) for row in wanted]
    change(published, EXAMPLES, "id: second\n", "id: second\n  aliases: [first]\n")
    assert rows(published) == []


def test_changed_address_word_moves_its_pages(published):
    change(published, "data/strings.yaml", "  vision: {sv: vision,", "  vision: {sv: malbild,")
    commit(published)
    assert [row for _, _, row in rows(published)] == ["- {address: vision.html, lang: sv, to: vision.md}"]


def test_compares_with_the_merge_base(published):
    git(published, "update-ref", "refs/remotes/origin/main", "HEAD")
    change(published, EXAMPLES, "id: first", "id: second")
    commit(published)
    commit(published)
    assert len(rows(published)) == 2


@pytest.mark.parametrize("damage", ["no history", "no commit before", "unreadable before"])
def test_reports_nothing_without_history(published, damage):
    change(published, EXAMPLES, "id: first", "id: second")
    if damage == "unreadable before":
        text = (published / EXAMPLES).read_text("utf-8")
        (published / EXAMPLES).write_text("- title: x\n")
        commit(published)
        (published / EXAMPLES).write_text(text)
        commit(published)
    elif damage == "no history":
        shutil.rmtree(published / ".git")
    assert rows(published) == []


def test_reports_removed_statement_id(published):
    (published / "data/assessment.yaml").write_text("- id: first\n")
    commit(published)
    (published / "data/assessment.yaml").write_text("[]\n")
    commit(published)
    assert [(one.key, one.values) for one in problems(published)] == [("statement_gone", {"value": "first"})]
