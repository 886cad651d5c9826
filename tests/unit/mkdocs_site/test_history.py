"""The changes of pages and entries, read from the git history."""

import os
import subprocess
from pathlib import Path

import pytest

from guide.mkdocs_site import history
from guide.rendering.changes import Commit
from unit.conftest import ROOT

ENTRIES = "- id: {0}\n  title:\n    sv: Ett\n  reviewed: 2026-01-01\n\n- id: {1}\n  title:\n    sv: Två\n"


class Project:
    """A repository with a history that tests commit to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q")
        self.write("mkdocs.yml", "site_name: x\n")
        (root / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
        self.commit("Begin")

    def git(self, *arguments: str, day: str = "2026-01-01", zone: str = "T12:00:00+0000") -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        env = {**os.environ, "GIT_COMMITTER_DATE": f"{day}{zone}", "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *who, *arguments], cwd=self.root, env=env, check=True, capture_output=True)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def commit(self, subject: str, **when: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", subject, **when)

    def read(self):
        return history.read(self.root)


@pytest.fixture
def project(tmp_path) -> Project:
    """Return a project with one commit, which changes nothing that readers see."""
    (tmp_path / "project").mkdir()
    return Project(tmp_path / "project")


def page(text: str, reviewed: str = "2026-01-01") -> str:
    return f"---\ntitle: X\nreviewed: {reviewed}\n---\n\n# X\n\n{text}\n"


def test_page_has_commits_of_its_language_newest_first(project):
    project.write("docs/sv/steps/vision.md", page("Ett"))
    project.write("docs/en/steps/vision.md", page("One"))
    project.commit("Add vision", day="2026-02-01")
    project.write("docs/en/steps/vision.md", page("Two"))
    project.commit("Polish <the> English å", day="2026-03-01")
    first = Commit("2026-02-01", "Add vision")
    assert project.read() == {
        ("sv", "steps/vision.md"): (first,),
        ("en", "steps/vision.md"): (Commit("2026-03-01", "Polish <the> English å"), first),
    }


def test_commit_date_is_in_utc(project):
    project.write("docs/sv/index.md", page("Ett"))
    project.commit("Late", day="2026-02-01", zone="T00:30:00+0200")
    assert project.read()["sv", "index.md"] == (Commit("2026-01-31", "Late"),)


def test_entry_has_the_commits_that_change_it(project):
    project.write("data/examples.yaml", ENTRIES.format("one", "two"))
    project.write("data/clusters.yaml", "- id: nod\n  name: {sv: Nod}\n")
    project.commit("Add")
    project.write("data/examples.yaml", ENTRIES.format("one", "two").replace("Två", "Tre"))
    project.write("data/clusters.yaml", "- id: nod\n  name: {sv: Nods}\n")
    project.commit("Change")
    commits = project.read()
    assert commits["sv", "examples/two.md"] == commits["en", "examples/two.md"]
    assert [[one.subject for one in commits["sv", f"examples/{id_}.md"]] for id_ in ("one", "two")] == [
        ["Add"],
        ["Change", "Add"],
    ]
    assert [one.subject for one in commits["en", "s3-pilot/clusters.md#nod"]] == ["Change", "Add"]


def test_inserted_entry_does_not_change_its_neighbours(project):
    project.write("data/regions.yaml", ENTRIES.format("a", "c"))
    project.commit("Add")
    first, second = ENTRIES.format("a", "c").split("\n\n")
    project.write("data/regions.yaml", f"{first}\n\n- id: b\n  title:\n    sv: Ett\n  reviewed: 2026-01-01\n\n{second}")
    project.commit("Add b")
    changed = {place for place, of in project.read().items() if "Add b" in [one.subject for one in of]}
    assert changed == {("sv", "regions/b.md"), ("en", "regions/b.md")}


def test_ignores_review_dates_and_translation_marks(project):
    project.write("docs/en/index.md", page("One"))
    project.write("data/examples.yaml", ENTRIES.format("one", "two"))
    project.commit("Add")
    project.write("docs/en/index.md", page("One", "2026-05-05").replace("reviewed", "translation: {of: x}\nreviewed"))
    project.write("data/examples.yaml", ENTRIES.format("one", "two").replace("2026-01-01", "2026-05-05"))
    project.commit("Review")
    assert [one.subject for of in project.read().values() for one in of if one.subject != "Add"] == []


def test_ignores_commits_that_touch_many_pages(project):
    for number in range(history.MOST):
        project.write(f"docs/sv/p{number}.md", page("Ett"))
        project.write(f"docs/en/p{number}.md", page("One"))
    project.commit("Add twenty, in both languages")
    for number in range(history.MOST + 1):
        project.write(f"docs/sv/p{number}.md", page("Två"))
    project.commit("Rewrite all")
    assert {one.subject for of in project.read().values() for one in of} == {"Add twenty, in both languages"}


def test_page_text_that_resembles_a_diff_is_ignored(project):
    project.write("docs/sv/index.md", page("++ b/docs/sv/other.md\n@@ -1 +1,99 @@ - id: x\n-- a/docs"))
    project.write("docs/sv/b.md", "no newline at the end")
    project.commit("Add")
    project.write("docs/sv/b.md", "still none")
    project.commit("Change")
    assert {source: len(of) for (_, source), of in project.read().items()} == {"index.md": 1, "b.md": 2}


def test_ignores_deletions_and_other_files(project):
    project.write("docs/sv/b.md", page("Ett"))
    project.write("docs/sv/b.txt", "Ett")
    project.commit("Add")
    (project.root / "docs/sv/b.md").unlink()
    project.commit("Remove")
    assert [one.subject for one in project.read()["sv", "b.md"]] == ["Add"]
    assert len(project.read()) == 1


@pytest.mark.parametrize("setting", ["diff.noprefix", "diff.mnemonicPrefix", "color.ui=always", "log.showSignature"])
def test_git_settings_do_not_affect_the_result(project, setting):
    project.write("docs/sv/index.md", page("Ett"))
    project.commit("Add")
    before = project.read()
    key, _, value = setting.partition("=")
    project.git("config", key, value or "true")
    assert project.read() == before != {}


def test_reads_a_clone_owned_by_another_user(project, monkeypatch):
    project.write("docs/sv/index.md", page("Ett"))
    project.commit("Add")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true")
    assert ("sv", "index.md") in project.read()


def test_shallow_clone_has_no_history(project, tmp_path):
    project.write("docs/sv/index.md", page("Ett"))
    project.commit("Add")
    project.git("clone", "-q", "--depth", "1", project.root.as_uri(), str(tmp_path / "shallow"))
    assert history.read(tmp_path / "shallow") is None


def test_untracked_folder_has_no_history(tmp_path, project):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    assert history.read(tmp_path) is None
    within = project.root / "unpacked"
    within.mkdir()
    (within / "mkdocs.yml").write_text("site_name: x\n")
    assert history.read(within) is None


def test_reads_a_project_in_a_subfolder(tmp_path):
    project = Project(tmp_path)
    project.write("guide/mkdocs.yml", "site_name: x\n")
    project.write("guide/docs/sv/index.md", page("Ett"))
    project.commit("Add")
    assert list(history.read(tmp_path / "guide")) == [("sv", "index.md")]
