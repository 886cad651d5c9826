"""Builds: an error stops them and keeps the previous site, output is reproducible, ProperDocs builds the same."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from mkdocs.config import load_config

from built.conftest import ROOT, build
from guide.mkdocs_site import address_table, project


def digest(folder: Path) -> dict[str, str]:
    """Return the SHA-256 hash of every file below ``folder``, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


BREAKS = [
    ("data/examples.yaml", "  steps: [", "  steps: [nonsense, ", r"data/examples\.yaml:\d+: [\w-]+: steps\[1\]: unknown value 'nonsense'"),
    ("data/strings.yaml", "{sv: Analys, en: Analysis}", "{sv: Analys}", r"data/strings\.yaml:\d+: labels: steps\.analysis \(en\): missing"),
    ("data/strings.yaml", "  get: {sv: ", "  gte: {sv: ", r"data/strings\.yaml:\d+: offline: the text get is missing, and the program does not know gte; rename it to get"),
    ("data/strings.yaml", "  clusters: {sv: Kluster, en: Clusters}\n  eu-coop", "  eu-coop", r"docs/sv/clusters/\w+\.md:1: the folder clusters has no name for readers; add sections\.clusters with sv and en to data/strings\.yaml"),
    ("data/strings.yaml", '"på {language}", en: "in {language}"', '"på {lang}", en: "in {lang}"', r"data/strings\.yaml:\d+: link: in_language \(en\): the program has nothing to fill in for {lang}; did you mean {language}\?"),
    ("data/examples.yaml", "- id: visual-sweden\n", "- id: visual-sweden\n  aliases: [index]\n", r"data/examples\.yaml:\d+: visual-sweden: aliases\[1\]: the address exempel/index\.html is already used by docs/sv/examples/index\.md:1;"),
    ("data/moved.yaml", "[]", "- {address: en/search.html, lang: en, to: index.md}\n- {address: steg/vision.html, lang: sv, to: index.md}", r"data/moved\.yaml:5: #2: address: the address steg/vision\.html is already used by docs/sv/steps/vision\.md:1;"),
    ("docs/sv/steps/vision.md", "<!-- examples step=vision", "<!-- exampels step=vision", r"docs/sv/steps/vision\.md:\d+: unknown marker 'exampels'"),
    ("docs/en/steps/vision.md", "description: ", "descripion: ", r"docs/en/steps/vision\.md:2: description: missing; add the field"),
    ("docs/en/steps/vision.md", "\nreviewed: ", "\nreviewed: soon", r"docs/en/steps/vision\.md:4: reviewed: 'soon[\d-]+' is not a date; write YYYY-MM-DD"),
    ("docs/en/steps/vision.md", "{ #purpose }", "{ #sources }", r"docs/en/steps/vision\.md:\d+: the page already has the id sources, for its sources or for what a marker adds"),
    ("docs/en/steps/vision.md", "{ #purpose }", "{ #purposes }", r"docs/en/steps/vision\.md:\d+: the heading differs from docs/sv/steps/vision\.md line \d+ \(#purpose\)"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), BREAKS, ids=[f"{b[0]}-{b[2][:12]}" for b in BREAKS])
def test_invalid_input_fails_the_build_and_leaves_the_site(project, tmp_path, file, old, new, message):
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    output = tmp_path / "site"
    output.mkdir()
    (output / "index.html").write_text("the last good site")
    done = build(project, output)
    assert done.returncode == 1
    assert re.search(message, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert {p.name: p.read_text() for p in output.iterdir()} == {"index.html": "the last good site"}


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below ``folder`` and in its ZIP files, without the generator meta tag."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in [name for name in files if name.endswith(".zip")]:
        with zipfile.ZipFile(io.BytesIO(files.pop(name))) as packed:
            files.update({f"{name}:{member}": packed.read(member) for member in packed.namelist()})
    generator = re.compile(rb'<meta name="generator" content="[^"]*">')
    return {name: generator.sub(b"", text) if name.endswith(".html") else text for name, text in files.items()}


def test_properdocs_builds_the_same_site(site, tmp_path):
    output = tmp_path / "site"
    done = build(ROOT, output, tool="properdocs")
    assert done.returncode == 0, done.stderr
    ours, theirs = contents(site.folder), contents(output)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_address_table_lists_exactly_the_files_written(site):
    config = load_config(str(ROOT / "mkdocs.yml"))
    read = project.read(config)
    table = address_table.table(config, ROOT, read.docs, read.renderer.addresses)
    written = {path.relative_to(site.folder).as_posix().lower() for path in site.folder.rglob("*") if path.is_file()}
    assert {*table} - {address_table.SEARCH} == written


def test_build_is_reproducible_in_any_locale_and_time_zone(site, tmp_path):
    output = tmp_path / "site"
    done = build(ROOT, output, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LANG="sv_SE.UTF-8", LC_ALL="sv_SE.UTF-8")
    assert done.returncode == 0, done.stderr
    assert digest(output) == digest(site.folder)


def test_build_ignores_existing_output(project, tmp_path):
    output = tmp_path / "site"
    assert build(project, output).returncode == 0
    (output / "exempel/dalarna-four-areas.html").write_text("spoilt by hand", "utf-8")
    (output / "exempel/dalarna-tourism-goal-2030.md").unlink()
    (output / "left-over.html").write_text("of an earlier build", "utf-8")
    page = project / "docs/sv/steps/vision.md"
    page.write_text(page.read_text("utf-8") + "\nNu som i [@example:vgr-partner-regions].\n", "utf-8")
    assert build(project, output).returncode == 0
    assert build(project, tmp_path / "anew").returncode == 0
    assert digest(output) == digest(tmp_path / "anew")


def test_build_leaves_the_project_unchanged(project, tmp_path):
    before = digest(project)
    assert build(project, tmp_path / "site", PYTHONDONTWRITEBYTECODE="1").returncode == 0
    assert digest(project) == before


def test_untranslated_description_fails_the_build(project, tmp_path):
    swedish = re.search(r"^description: .*$", (project / "docs/sv/steps/vision.md").read_text("utf-8"), re.MULTILINE)[0]
    page = project / "docs/en/steps/vision.md"
    page.write_text(re.sub(r"(?m)^description: .*$", lambda _: swedish, page.read_text("utf-8")), "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 1
    assert "docs/en/steps/vision.md:1: description is the same as in docs/sv/steps/vision.md" in done.stderr


def test_reports_line_of_page_that_is_not_utf8(project, tmp_path):
    page = project / "docs/sv/steps/vision.md"
    page.write_bytes(page.read_text("utf-8").encode("latin-1", "replace"))
    done = build(project, tmp_path / "site")
    assert done.returncode == 1
    assert re.search(r"docs/sv/steps/vision\.md:\d+: the line is not UTF-8; save the file as UTF-8", done.stderr)
    assert "Traceback" not in done.stderr
