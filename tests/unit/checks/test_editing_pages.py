"""The editing pages: their example of a report, their templates, and the links to them."""

import re

import pytest

import findings
import report
from guide.data import schemas
from guide.data.documents import LANGS, Problem
from guide.prose import outline
from unit.conftest import ENTRY, REGION, ROOT

CODE = re.compile(r"^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)")


def page(name, lang):
    return (ROOT / f"docs/{lang}/about/editing/{name}.md").read_text("utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_example_template_passes_the_check(complaints, lang):
    (example,) = CODE.findall(page("add-example", lang))
    assert example.startswith("- id:")
    assert complaints(ENTRY + example) == []


@pytest.mark.parametrize("lang", LANGS)
def test_strategy_template_passes_the_check(tmp_path, lang):
    (strategy,) = CODE.findall(page("new-strategy", lang))
    (tmp_path / "schema").symlink_to(ROOT / "data/schema")
    (tmp_path / "regions.yaml").write_text(REGION + strategy, "utf-8")
    assert strategy.startswith("  strategies:")
    assert schemas.load(tmp_path, ["regions"])[1] == []


@pytest.mark.parametrize("lang", LANGS)
def test_documented_report_matches_the_output(words, lang):
    def problem(file, line, key, **values):
        return Problem(f"docs/{file}/steps/vision.md", line, key, values)

    english = "docs/en/steps/vision.md"
    problems = [
        problem("sv", 21, "spelling_near", value="rejgionen", nearest="regionen"),
        problem("en", 5, "translation_stale", other="docs/sv/steps/vision.md", name=english),
    ]
    assert CODE.findall(page("checks", lang)) == [report.Report(problems, words, lang).text() + "\n"]


@pytest.mark.parametrize("lang", LANGS)
def test_each_kind_of_finding_has_a_heading(lang):
    path = ROOT / findings.page(lang)
    ids = [heading.id for heading in outline.headings(path.read_text("utf-8"))]
    assert [id_ for id_ in ids if id_.startswith("check-")] == [kind.anchor for kind in findings.KINDS]


@pytest.mark.parametrize("lang", LANGS)
def test_editing_pages_are_noindex_and_linked(lang):
    folder = ROOT / f"docs/{lang}/about/editing"
    names = {path.stem for path in folder.glob("*.md")}
    for name in names:
        head = page(name, lang).split("---\n")[1]
        assert "robots: noindex\nsearch: {exclude: true}\n" in head, name
    assert names - {"index"} == {
        link.removesuffix(".md") for link in LINK.findall(page("index", lang)) if "/" not in link
    }
    assert "(editing/index.md)" in (ROOT / f"docs/{lang}/about/staff.md").read_text("utf-8")


def test_contributing_is_short_and_links_to_every_page():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    links = LINK.findall(text)
    assert len(text.encode()) <= 1500
    assert [link for link in links if not (ROOT / link).is_file()] == []
    pages = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*/about/editing/*.md")}
    assert pages <= set(links)


@pytest.mark.parametrize("name", ["pull_request_template.md", "ISSUE_TEMPLATE/example.yml"])
def test_links_in_github_forms_point_to_files(name):
    text = (ROOT / ".github" / name).read_text("utf-8")
    links = re.findall(r"\.\./blob/main/([^)#\s]+)", text)
    assert len(links) == len(LANGS)
    assert [link for link in links if not (ROOT / link).is_file()] == []
