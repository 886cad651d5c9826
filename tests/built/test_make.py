"""``make`` in a moved checkout, with another Python, in another user's clone, from a ZIP file, with empty settings."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from built.conftest import ROOT, copy_project
from built.test_builds import digest

COMMITTED = 1_700_000_000  # 14 November 2023
ZIP = "smart-specialisation.zip"
# A fake Python that reads its version from a file, and whose environments only log what they would install.
PYTHON = f"""\
#!/bin/sh
here=$(dirname "$0")
if [ "$1 $2" = "-m venv" ]; then
  echo "venv $3" >> "$here/log"
  mkdir -p "$3/bin"
  printf '#!/bin/sh\\nexec {sys.executable} "$@"\\n' > "$3/bin/python"
  printf '#!/bin/sh\\necho "pip $6" >> %s/log\\n' "$here" > "$3/bin/pip"
  chmod +x "$3/bin/python" "$3/bin/pip"
elif [ "$1" = "-c" ]; then
  cat "$here/version"
else
  exit 1
fi
"""


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project without a Git history, next to a fake Python."""
    copy = copy_project(tmp_path / "project")
    shutil.copy(ROOT / "Makefile", copy)
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    (tmp_path / "version").write_text("3.13.1 /usr\n")
    return copy


def make(project: Path, *arguments: str, umask: int = 0o022, **env: str) -> subprocess.CompletedProcess[str]:
    """Run ``make`` in the project. Of the variables that affect a build, only those in ``env`` are set."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not re.match(r"SITE_URL|REPO_URL|SOURCE_|LC_|GIT_|MAKE", name)
    }
    return subprocess.run(
        ["make", f"PYTHON={project.parent / 'python'}", "VENV=venv", *arguments],
        cwd=project,
        env={**inherited, "LANG": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, **env},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )


def log(project: Path) -> list[str]:
    """Return and clear the log of environments created and packages installed."""
    path = project.parent / "log"
    lines = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return lines


def days(site: Path) -> set[datetime.date]:
    """Return the dates of the files in the offline copy."""
    with zipfile.ZipFile(site / ZIP) as copy:
        return {datetime.date(*entry.date_time[:3]) for entry in copy.infolist()}


# ---- the environment ----------------------------------------------------------------------------------------------

INSTALLED = ["venv venv", "pip requirements.txt"]
STAMP = "venv/.site"


def test_second_run_installs_nothing(project):
    assert make(project, STAMP).returncode == 0
    assert log(project) == INSTALLED
    assert make(project, STAMP).returncode == 0
    assert log(project) == []


def test_environment_is_recreated_when_checkout_moves(project):
    make(project, STAMP)
    log(project)
    moved = project.rename(project.parent / "moved")
    (moved / "venv/left").touch()
    assert make(moved, STAMP).returncode == 0
    assert log(moved) == INSTALLED
    assert not (moved / "venv/left").exists()
    assert make(moved, STAMP).returncode == 0
    assert log(moved) == []


@pytest.mark.parametrize("version", ["3.13.2 /usr", "3.13.1 /usr/local"])
def test_environment_is_recreated_for_another_python(project, version):
    make(project, STAMP)
    log(project)
    (project.parent / "version").write_text(f"{version}\n")
    assert make(project, STAMP).returncode == 0
    assert log(project) == INSTALLED


def test_environment_survives_a_missing_python(project):
    make(project, STAMP)
    (project.parent / "python").unlink()
    assert make(project, STAMP).returncode != 0
    assert (project / "venv/bin/python").exists()


def test_packages_are_reinstalled_when_requirements_change(project):
    make(project, STAMP)
    log(project)
    os.utime(project / "requirements.txt", (2**31, 2**31))
    make(project, STAMP)
    assert log(project) == ["pip requirements.txt"]


@pytest.mark.parametrize("target", ["lint", "check", "test"])
def test_lint_check_and_test_install_their_requirements(target):
    plan = subprocess.run(
        ["make", "-n", "VENV=nowhere/venv", target], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert plan.index("requirements.txt") < plan.index("requirements-test.txt") < plan.index("npm ci")


# ---- settings -----------------------------------------------------------------------------------------------------


def environment(project: Path, *arguments: str, **env: str) -> dict[str, str]:
    """Return the environment variables that ``make`` passes to programs."""
    (project / "Makefile").open("a").write("\nshow-env:\n\t@env\n")
    return dict(line.partition("=")[::2] for line in make(project, *arguments, "show-env", **env).stdout.splitlines())


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH"])
@pytest.mark.parametrize("value", ["", " "])
def test_empty_setting_is_ignored(project, name, value):
    assert name not in environment(project, **{name: value})
    assert name not in environment(project, f"{name}={value}")


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH"])
def test_setting_is_passed_on(project, name):
    assert environment(project, **{name: "17"})[name] == "17"
    assert environment(project, f"{name}=17")[name] == "17"


# ---- whole builds -------------------------------------------------------------------------------------------------


def test_site_from_foreign_clone_has_commit_date_and_is_readable(project):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    dates = {"GIT_AUTHOR_DATE": f"@{COMMITTED} +0000", "GIT_COMMITTER_DATE": f"@{COMMITTED} +0000"}
    for order in (("init", "-q"), ("add", "mkdocs.yml"), ("commit", "-qm", "x")):
        subprocess.run(["git", *identity, *order], cwd=project, env={**os.environ, **dates}, check=True)
    empty = dict.fromkeys(("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH"), "")
    done = make(project, "site", umask=0o077, GIT_TEST_ASSUME_DIFFERENT_OWNER="true", **empty)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == ["Done: open site/index.html"]  # the first line is pip's
    assert days(project / "site") == {datetime.date(2023, 11, 14)}
    assert "<loc>https://s3.example.org/index.html</loc>" in (project / "site/sitemap.xml").read_text()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (project / "site").rglob("*") if path.is_file()}
    folders = {
        stat.S_IMODE(path.stat().st_mode)
        for path in [project / "site", *(project / "site").rglob("*")]
        if path.is_dir()
    }
    assert (modes, folders) == ({0o644}, {0o755})


def test_site_without_git_is_dated_by_the_newest_review(project):
    reviewed = max(re.findall(r"reviewed: (\d{4}-\d\d-\d\d)", "".join(
        path.read_text("utf-8") for path in [*project.glob("docs/**/*.md"), *project.glob("data/*.yaml")]
    )))  # fmt: skip
    done = make(project, "site")
    assert done.returncode == 0, done.stderr
    assert f"There is no commit to date the text by, so the build uses the newest review, {reviewed}." in done.stdout
    assert days(project / "site") == {datetime.date.fromisoformat(reviewed)}


@pytest.mark.parametrize(("epoch", "day"), [("0", (1980, 1, 1)), ("5000000000", (2106, 2, 7))])
def test_epoch_is_clamped_to_the_range_of_zip_dates(project, epoch, day):
    done = make(project, "site", SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stderr
    assert days(project / "site") == {datetime.date(*day)}


def test_failed_build_leaves_the_last_site_identical(project):
    """MkDocs finds broken links only after every hook has run, so the new site is complete by then."""
    assert make(project, "site").returncode == 0
    before = digest(project / "site")
    inode = (project / "site").stat().st_ino
    page = project / "docs/sv/steps/vision.md"
    good = page.read_text("utf-8")
    page.write_text(good + "\n[Borta](gone.md)\n", "utf-8")
    done = make(project, "site")
    assert done.returncode != 0
    assert "gone.md" in done.stderr
    assert (digest(project / "site"), (project / "site").stat().st_ino) == (before, inode)
    assert [path.name for path in (project / ".build").iterdir()] == ["lock"]
    page.write_text(good.replace("\n## ", "\nEn mening till.\n\n## ", 1), "utf-8")
    assert make(project, "site").returncode == 0
    after = digest(project / "site")
    assert after.keys() == before.keys()
    assert after["steg/vision.html"] != before["steg/vision.html"]
    assert {path.stat().st_nlink for path in (project / "site").rglob("*") if path.is_file()} == {1}


def test_only_make_compressed_writes_gzip_and_brotli(project):
    assert make(project, "compressed").returncode == 0
    for ending in ("", ".gz", ".br"):
        assert (project / f"site/index.html{ending}").is_file()
    assert make(project, "site").returncode == 0
    assert [path.name for path in (project / "site").rglob("*") if path.suffix in (".gz", ".br")] == ["sitemap.xml.gz"]
