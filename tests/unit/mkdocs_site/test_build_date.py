"""The date of a build: where it comes from, and its limits in archives."""

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from guide.mkdocs_site import build_date

COMMITTED = 1_700_000_000
ENV = {
    "GIT_AUTHOR_DATE": f"@{COMMITTED + 60} +0000",
    "GIT_COMMITTER_DATE": f"@{COMMITTED} +0000",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, env={**os.environ, **ENV}, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path) -> Path:
    """Return the root of a project without a history, last reviewed on 30 May 2026."""
    root = tmp_path / "project"
    (root / "docs/sv/steps").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / "docs/sv/index.md").write_text("---\nreviewed: 2026-03-01\n---\nreviewed: soon\n")
    (root / "docs/sv/steps/vision.md").write_text("---\ntitle: x\nreviewed: 2026-05-30\n---\n")
    os.mkfifo(root / "docs/sv/steps/pipe.md")  # which may never end
    (root / "docs/sv/steps/gap.md").write_text("---\nreviewed: 2026-13-30\n---\n")
    (root / "data/examples.yaml").write_text("- id: x\n  reviewed: '2025-12-31'\n")
    return root


@pytest.fixture
def clone(project) -> Path:
    """Return the root of the project as a repository with one commit."""
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "x")
    return project


def epoch(*day: int) -> int:
    return int(datetime.datetime(*day, tzinfo=datetime.UTC).timestamp())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1795219200", 1795219200),
        (" 1795219200 ", 1795219200),
        ("0", epoch(1980, 1, 1)),
        ("-5", epoch(1980, 1, 1)),
        (str(epoch(1980, 1, 1) - 1), epoch(1980, 1, 1)),
        (str(2**32 - 1), 2**32 - 1),
        (str(2**32), 2**32 - 1),
        ("9" * 5000, 2**32 - 1),
        ("-" + "9" * 5000, epoch(1980, 1, 1)),
        ("", COMMITTED),
        (" ", COMMITTED),
        ("soon", COMMITTED),
        ("1e9", COMMITTED),
        ("²", COMMITTED),
    ],
)
def test_source_date_epoch_overrides_the_commit_and_is_clamped(clone, given, expected):
    assert build_date.of(clone, {"SOURCE_DATE_EPOCH": given}) == build_date.BuildDate(expected)


def test_date_defaults_to_the_commit(clone):
    assert build_date.of(clone, {}) == build_date.BuildDate(COMMITTED)
    assert build_date.of(clone, {}).day == datetime.date(2023, 11, 14)


def test_reads_the_commit_in_a_clone_owned_by_another_user(clone, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true")
    refused = subprocess.run(["git", "log", "-1"], cwd=clone, capture_output=True, text=True, check=False)
    assert "dubious ownership" in refused.stderr
    assert build_date.of(clone, {}) == build_date.BuildDate(COMMITTED)


def test_date_falls_back_to_the_newest_review(project):
    assert build_date.of(project, {}) == build_date.BuildDate(epoch(2026, 5, 30), reviewed=True)


def test_newest_review_includes_data_entries(project):
    (project / "data/regions.yaml").write_text("- reviewed: 2026-06-01\n  id: x\n")
    assert build_date.of(project, {}).day == datetime.date(2026, 6, 1)


def test_date_falls_back_to_the_newest_review_without_git(clone, monkeypatch):
    monkeypatch.setenv("PATH", str(clone))
    assert build_date.of(clone, {}) == build_date.BuildDate(epoch(2026, 5, 30), reviewed=True)


def test_ignores_the_commit_of_an_enclosing_repository(project):
    (project.parent / "a.txt").write_text("x")
    git(project.parent, "init", "-q")
    git(project.parent, "add", "a.txt")
    git(project.parent, "commit", "-qm", "x")
    assert build_date.of(project, {}) == build_date.BuildDate(epoch(2026, 5, 30), reviewed=True)


def test_project_without_dates_has_the_earliest_archive_date(tmp_path):
    assert build_date.of(tmp_path, {}) == build_date.BuildDate(build_date.EARLIEST, reviewed=True)


@pytest.mark.parametrize("given", ["soon", "1e9", "²", "1.5", "1795219200 x"])
def test_reports_invalid_source_date_epoch(words, given):
    (problem,) = build_date.check({"SOURCE_DATE_EPOCH": given})
    assert problem.text(words, "en") == (
        f"SOURCE_DATE_EPOCH:1: '{given}' is not a number of seconds since 1970; write a whole number, or leave the"
        " variable empty"
    )


@pytest.mark.parametrize("environ", [{}, {"SOURCE_DATE_EPOCH": ""}, {"SOURCE_DATE_EPOCH": "0"}])
def test_accepts_number_or_empty_source_date_epoch(environ):
    assert build_date.check(environ) == []
