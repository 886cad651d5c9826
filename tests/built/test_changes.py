"""Changes listed on pages and in feeds, built from a Git history, from a clone of it and without a history."""

from __future__ import annotations

import os
import shutil
import subprocess

import lxml.etree
import lxml.html
import pytest

from built.conftest import ROOT, Built, build, copy_project
from built.test_site import ADDRESSES, DOCS, SITE_URL
from guide.data.documents import LANGS

ATOM = {"a": "http://www.w3.org/2005/Atom"}
WORDS = DOCS["strings"].data["changes"]
NOTE = {"sv": "Ny text om <val> & mål.", "en": "New text on <choice> & aims."}


def git(folder, *arguments, day="2026-11-01"):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    env = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00+0000", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with a Git history: a page and an example changed, a change note on another page."""
    project = copy_project(tmp_path_factory.mktemp("changes") / "project")
    shutil.copy(ROOT / ".gitattributes", project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Begin")
    for lang in LANGS:
        with (project / f"docs/{lang}/steps/vision.md").open("a", encoding="utf-8") as page:
            page.write("\n[More](analysis.md)\n")
    register = project / "data/examples.yaml"
    register.write_text(register.read_text("utf-8").replace("evidence: ", "evidence:  ", 1), "utf-8")
    git(project, "commit", "-qam", "Say <more> & mean it", day="2026-11-05")
    page = project / "docs/sv/steps/analysis.md"
    note = f"changes:\n- date: 2026-11-07\n  sv: '{NOTE['sv']}'\n  en: '{NOTE['en']}'\n"
    page.write_text(page.read_text("utf-8").replace("reviewed:", f"{note}reviewed:", 1), "utf-8")
    git(project, "commit", "-qam", "Note", day="2026-11-07")
    return project


@pytest.fixture(scope="module")
def changed(project, tmp_path_factory):
    """The site built from ``project``."""
    output = tmp_path_factory.mktemp("built") / "changed"
    done = build(project, output)
    assert done.returncode == 0, done.stderr
    assert DOCS["strings"].data["build"]["no_history"]["en"] not in done.stderr
    return Built(output)


def fold(site, source, lang):
    """Return the lines of the change list that is folded at the end of a page."""
    page = site.pages[ADDRESSES.of(source, lang)]
    return [
        " ".join(row.text_content().split())
        for row in page.xpath("//article//details[contains(@class, 'changes')]//li")
    ]


def test_page_and_example_list_dated_changes(changed):
    first = DOCS["examples"].data[0]["id"]
    for source in ("steps/vision.md", f"examples/{first}.md"):
        assert fold(changed, source, "en") == ["5 November 2026: Say <more> & mean it"]
        assert fold(changed, source, "sv") == [f"5 november 2026: {WORDS['text']['sv']}"]
    assert fold(changed, "steps/evaluation.md", "en") == []


def test_note_is_shown_in_the_page_language(changed):
    assert fold(changed, "steps/analysis.md", "sv") == [f"7 november 2026: {NOTE['sv']}"]
    assert fold(changed, "steps/analysis.md", "en") == [f"7 November 2026: {NOTE['en']}"]


@pytest.mark.parametrize("lang", LANGS)
def test_changes_page_and_feed_list_the_changes(changed, lang):
    page = changed.pages[ADDRESSES.of("about/changes.md", lang)]
    days = [day.text_content() for day in page.xpath("//dl[@class='changes']/dt")]
    assert [day.split()[0] for day in days][-2:] == ["7", "5"]  # the real notes are of later days and come first
    feed = lxml.etree.parse(changed.folder / f"{ADDRESSES.root(lang)}changes.xml").getroot()
    summaries = feed.xpath("a:entry/a:summary/text()", namespaces=ATOM)
    summary = WORDS["text"]["sv"] if lang == "sv" else "Say <more> & mean it"
    assert summaries[-3:] == [NOTE[lang], summary, summary]
    links = [link.removeprefix(SITE_URL) for link in feed.xpath("a:entry/a:link/@href", namespaces=ATOM)]
    assert set(links) <= changed.of(lang).keys()


def test_clone_builds_identical_output(changed, project, tmp_path):
    git(tmp_path, "clone", "-q", str(project), "clone")
    done = build(tmp_path / "clone", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    files = {path.relative_to(changed.folder) for path in changed.folder.rglob("*") if path.is_file()}
    assert files == {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_file()}
    differing = [f for f in files if (changed.folder / f).read_bytes() != (tmp_path / "site" / f).read_bytes()]
    assert differing == []


def test_copy_without_history_shows_notes_and_a_warning(project, tmp_path):
    shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    done = build(tmp_path / "copy", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(DOCS["strings"].data["build"]["no_history"]["en"]) == 1
    site = Built(tmp_path / "site")
    assert fold(site, "steps/vision.md", "sv") == []
    assert fold(site, "steps/analysis.md", "sv") == [f"7 november 2026: {NOTE['sv']}"]
    assert WORDS["notes_only"]["sv"] in site.pages[ADDRESSES.of("about/changes.md", "sv")].text_content()
