"""Reading and checking the project before a build; tests/unit/checks covers many more mistakes."""

from __future__ import annotations

import logging

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from guide.data.documents import Document
from guide.mkdocs_site import project
from unit.checks import small_project
from unit.checks.conftest import project as small  # noqa: F401  the fixture
from unit.entries import catalogue, example, renderer


@pytest.fixture
def config(small):  # noqa: F811
    """Return the configuration of a small valid project."""
    return load_config(str(small / "mkdocs.yml"))


def test_read_returns_a_renderer_with_pages_ids_and_uses(config, small):  # noqa: F811
    page = small / small_project.VISION_SV
    page.write_text(page.read_text("utf-8").replace("målen.", "målen, som [@example:first]."), "utf-8")
    result = project.read(config)
    assert result.problems == []
    assert result.renderer.page_ids == {
        "index.md": frozenset({"start", "way"}),
        "vision.md": frozenset({"vision", "way"}),
    }
    assert [use.source for use in result.renderer.uses["first"]] == ["vision.md"]
    assert result.renderer.catalogue.example["first"].line == 1


def test_prepare_logs_problems_in_the_editors_language(config, small, caplog, monkeypatch):  # noqa: F811
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    page, examples = small / small_project.VISION_SV, small / "data/examples.yaml"
    page.write_text(page.read_text("utf-8").replace("<!-- examples -->", "<!-- exampels -->"), "utf-8")
    examples.write_text(examples.read_text("utf-8") + "- id: second\n", "utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        project.prepare(config)
    assert all(record.getMessage().startswith("s3: data/examples.yaml:") for record in caplog.records)
    assert len(caplog.records) > 3
    examples.write_text(small_project.FILES["data/examples.yaml"], "utf-8")
    caplog.clear()
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        project.prepare(config)
    assert [record.getMessage().partition("; ")[0] for record in caplog.records] == [
        "s3: docs/sv/vision.md:13: unknown marker 'exampels'"
    ]


def test_rebuild_reports_new_problem_of_a_page(config, small):  # noqa: F811
    assert project.read(config).problems == []
    page = small / small_project.VISION_EN
    page.write_text(page.read_text("utf-8").replace("<!-- examples -->", "<!-- examples id=nowhere -->"), "utf-8")
    assert [(problem.file, problem.key) for problem in project.read(config).problems] == [
        (small_project.VISION_EN, "marker_value")
    ]


def test_rebuild_reports_removed_reference(config, small):  # noqa: F811
    page, references = small / small_project.VISION_SV, small / "data/references.yaml"
    page.write_text(page.read_text("utf-8").replace("målen.", "målen [@work]."), "utf-8")
    given = references.read_text("utf-8")
    work = (
        "- id: work\n  title: A\n  publisher: B\n  type: web\n  lang: sv\n  url: https://a.se/\n  status: unchecked\n"
    )
    references.write_text(given.replace("[]\n", "") + work, "utf-8")
    assert project.read(config).problems == []
    references.write_text(given, "utf-8")
    assert [(problem.file, problem.key) for problem in project.read(config).problems] == [
        (small_project.VISION_SV, "citation_unknown")
    ]


@pytest.mark.parametrize("name", ["docs/assets/css/site.css", "docs/assets/share-en.png"])
def test_reports_missing_style_sheet_or_image(config, small, words, name):  # noqa: F811
    (small / name).unlink()
    (problem,) = project.read(config).problems
    assert problem.text(words, "sv") == (
        f"{name}:1: filen kan inte läsas (det finns inte); den ska finnas och gå att öppna"
    )


@pytest.mark.parametrize(
    ("setting", "days"), [("  review_days: 200\n", 200), ("", 365), ("  review_days: a year\n", 365)]
)
def test_review_interval_defaults_to_a_year(config, small, setting, days):  # noqa: F811
    settings = small / "mkdocs.yml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("  review_days: 365\n", setting), "utf-8")
    assert settings.read_text("utf-8") != before
    assert project.read(config).review_days == days


@pytest.mark.parametrize(
    ("page", "unseen"), [("Text.", ["sv", "en"]), ("<!-- examples -->", []), ("Se [@example:one].", [])]
)
def test_reports_example_not_shown_in_each_language(words, page, unseen):
    of = renderer(words, catalogue(example("one", countries=("NO",))))
    doc = Document("data/examples.yaml", [{"id": "one"}])
    problems = project.check_seen(doc, {"index.md": {"sv": page, "en": page}}, of)
    assert [one.values["language"] for one in problems] == unseen


def test_reports_unused_data_files(config, small, words):  # noqa: F811
    for name in ("regions.yml", "examples (kopia).yaml", ".DS_Store"):
        (small / "data" / name).write_text("[]\n", "utf-8")
    problems = [p for p in project.read(config).problems if p.key == "file_data"]
    assert [p.file for p in problems] == ["data/examples (kopia).yaml", "data/regions.yml"]
    assert "flytta innehållet till en av examples.yaml, regions.yaml" in problems[0].text(words, "sv")
