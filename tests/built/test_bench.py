"""The bench's own projects: what plain MkDocs builds there are the site's pages, and an edit is one."""

from __future__ import annotations

import subprocess

import pytest

from bench import plain, preview, projects
from bench.builds import write_ours
from built.conftest import Built, build


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """A copy of the project with the fewest examples that the bench builds."""
    folder = tmp_path_factory.mktemp("bench") / "ours"
    write_ours(folder, 60)
    return folder


def test_plain_mkdocs_builds_a_page_for_each_of_the_sites(ours, tmp_path):
    assert build(ours, tmp_path / "ours").returncode == 0
    plain.write(ours, tmp_path / "plain")
    command = [*projects.BUILD, "--strict", "-d", str(tmp_path / "theirs")]
    done = subprocess.run(command, cwd=tmp_path / "plain", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site, theirs = Built(tmp_path / "ours"), Built(tmp_path / "theirs")
    assert len(site.of("sv")) == len(theirs.of("sv")) == len(theirs.of("en"))
    for id_ in ("visual-sweden", "skane-firs"):
        page, other = site.pages[f"exempel/{id_}.html"], theirs.pages[f"examples/{id_}.html"]
        headings = "//article//*[self::h1 or self::h2]/@id"
        assert page.xpath(headings) == other.xpath(headings)
        (text, plain_text) = (" ".join(of.xpath("string(//article)").split()) for of in (page, other))
        assert len(plain_text) == pytest.approx(len(text), rel=0.1)


@pytest.mark.parametrize("what", preview.EDITS)
def test_an_edit_of_the_preview_changes_one_file_and_the_site_still_builds(ours, tmp_path, what):
    names = ("data/examples.yaml", "docs/sv/steps/vision.md")
    before = {name: (ours / name).read_text("utf-8") for name in names}
    preview.edit(ours, what)
    after = {name: (ours / name).read_text("utf-8") for name in names}
    assert [name for name in names if before[name] != after[name]] == [names[preview.EDITS.index(what)]]
    assert build(ours, tmp_path / "site").returncode == 0
