"""Fixtures for tests of the built site: the site, built once per test run, and a copy of the project to change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lxml.html
import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("data", "docs", "hooks", "overrides", "mkdocs.yml", "requirements.txt")


@dataclass(frozen=True)
class Built:
    """A built site in ``folder``, and its pages, parsed on first use."""

    folder: Path

    @cached_property
    def _parsed(self) -> dict[str, lxml.html.HtmlElement]:
        return {
            path.relative_to(self.folder).as_posix(): lxml.html.fromstring(path.read_text("utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def pages(self) -> dict[str, lxml.html.HtmlElement]:
        """The parsed pages by address, without the redirects from old addresses."""
        return {address: page for address, page in self._parsed.items() if address not in self.redirects}

    @cached_property
    def redirects(self) -> dict[str, lxml.html.HtmlElement]:
        """The parsed redirect pages by their old addresses."""
        return {address: page for address, page in self._parsed.items() if page.xpath("//meta[@http-equiv='refresh']")}

    def of(self, lang: str) -> dict[str, lxml.html.HtmlElement]:
        """Return the pages of one language; the bilingual 404 page belongs to neither."""
        return {
            address: page
            for address, page in self.pages.items()
            if address != "404.html" and address.startswith("en/") == (lang == "en")
        }

    def public(self, lang: str) -> dict[str, lxml.html.HtmlElement]:
        """Return the pages of a language that are listed in sitemap and indexes: those without a robots meta tag."""
        return {address: page for address, page in self.of(lang).items() if not page.xpath("//meta[@name='robots']")}


def build(project: Path, output: Path, tool: str = "mkdocs", **env: str) -> subprocess.CompletedProcess[str]:
    """Build ``project`` strictly into ``output`` with ``tool`` (mkdocs or properdocs)."""
    return subprocess.run(
        [sys.executable, "-m", tool, "build", "--strict", "-f", "mkdocs.yml", "-d", str(output)],
        cwd=project,
        env={
            **os.environ,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "1795219200",
            **env,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Built:
    """The project's own site, built once per test run."""
    output = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, output)
    assert done.returncode == 0, done.stderr
    return Built(output)


def copy_project(copy: Path) -> Path:
    """Copy everything that a build reads to the folder ``copy`` and return it."""
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / part)
    return copy


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project that the test may change."""
    return copy_project(tmp_path / "project")
