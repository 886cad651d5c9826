"""The benchmark's project for plain MkDocs: its pages have the same headings and as much text as the site's."""

from __future__ import annotations

import subprocess

import pytest

from bench.builds import BUILD
from bench.corpus import write_ours, write_plain
from built.conftest import Built, build


def test_plain_mkdocs_builds_equivalent_pages(tmp_path):
    ours, plain = tmp_path / "ours", tmp_path / "plain"
    write_ours(ours, 60)
    assert build(ours, tmp_path / "our-site").returncode == 0
    write_plain(ours, plain)
    command = [*BUILD, "--strict", "-d", str(tmp_path / "plain-site")]
    done = subprocess.run(command, cwd=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site, theirs = Built(tmp_path / "our-site"), Built(tmp_path / "plain-site")
    assert len(site.of("sv")) == len(theirs.of("sv")) == len(theirs.of("en"))
    for id_ in ("visual-sweden", "skane-firs"):
        page, other = site.pages[f"exempel/{id_}.html"], theirs.pages[f"examples/{id_}.html"]
        headings = "//article//*[self::h1 or self::h2]/@id"
        assert page.xpath(headings) == other.xpath(headings)
        for explanations in page.xpath("//*[@class='explanations']"):
            explanations.drop_tree()
        (text, plain_text) = (" ".join(of.xpath("string(//article)").split()) for of in (page, other))
        assert len(plain_text) == pytest.approx(len(text), rel=0.1)
