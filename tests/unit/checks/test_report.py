"""The report of `make check`."""

import subprocess

import pytest

import main
import report
from guide.data.documents import Problem
from unit.checks.small_project import SV, TEXT_SV, TODAY, VISION_SV, mark


@pytest.fixture
def two(project):
    """Return the problems of a project with one error and one warning."""
    (project / VISION_SV).write_text(SV.replace(TEXT_SV, "Text om rejgionen: 100\u00a0%. [@b]"), "utf-8")
    (project / "data/references.yaml").write_text(
        "- {id: b, title: R, type: report, lang: sv, status: checked}\n", "utf-8"
    )
    mark(project)
    return main.run(project, TODAY).problems


def test_report_lists_findings_by_file_with_help_links(two, words):
    assert report.Report(two, words, "sv").text() == (
        "data/references.yaml\n"
        "  rad 1, varning: b: verket saknar utgivningsår; lägg till year: om du kan få reda på det\n"
        "      Läs mer: docs/sv/about/editing/checks.md#check-date\n"
        "\n"
        "docs/sv/vision.md\n"
        "  rad 9, fel: ordet ”rejgionen” finns inte i ordlistan; menade du ”regionen”? Är det rätt så lägg till det i data/words.txt\n"
        "      Läs mer: docs/sv/about/editing/checks.md#check-spelling\n"
        "\n"
        "Fel att rätta: 1. Varningar: 1."
    )
    links = {"check-date": "https://x/G.md#a"}
    english = report.Report(two, words, "en", links, is_complete=False).text().split("\n")
    assert english[2] == "      Read more: https://x/G.md#a"
    assert english[6] == "      Read more: docs/en/about/editing/checks.md#check-spelling"
    assert english[-2:] == [
        "Errors to fix: 1. Warnings: 1.",
        "Once the errors are fixed, the check also covers what could not be read now, such as links on pages.",
    ]


def test_report_without_strings_lists_the_problems(two):
    assert (
        "docs/sv/vision.md\n  line 9 error: det här är fel, men data/strings.yaml saknar"
        in report.Report(two, None, "sv").text()
    )


def test_annotations_put_errors_and_changed_lines_first(two, words):
    both = [*two, *(p for p in two if p.key == "reference_undated")]
    both[-1] = type(both[-1])(**{**vars(both[-1]), "file": "z.yaml"})
    lines = report.Report(both, words, "en").annotations({"z.yaml": {1}})
    assert [line.split("::")[1] for line in lines] == [
        "error file=docs/sv/vision.md,line=9", "warning file=z.yaml,line=1", "warning file=data/references.yaml,line=1",
    ]  # fmt: skip
    assert lines[1].endswith("find it%0ARead more: docs/en/about/editing/checks.md#check-date")


# A heading, its id and its anchor on GitHub: https://github.com/gjtorikian/html-pipeline/blob/v2.14.3/lib/html/pipeline/toc_filter.rb
GITHUB = [
    ("## The file cannot be read { #check-file }", "check-file", "the-file-cannot-be-read--check-file-"),
    ("# Ändra: `Å_b`, *c* { #a-b }", "a-b", "ändra-å_b-c--a-b-"),
]


@pytest.mark.parametrize(("heading", "id_", "anchor"), GITHUB, ids=[g[1] for g in GITHUB])
def test_github_links_have_the_anchors_of_github(heading, id_, anchor):
    links = report.github_links("docs/a.md", f"Text.\n\n{heading}\n\nText.\n", "https://github.com/o/r/")
    assert links == {id_: f"https://github.com/o/r/blob/main/docs/a.md#{anchor}"}


COMMANDS = [
    (("error", "a"), {"file": "a.md", "line": 3}, "::error file=a.md,line=3::a"),
    (("warning", "100 %: a, b\r\nc"), {"file": "a:b,c.md"}, "::warning file=a%3Ab%2Cc.md::100 %25: a, b%0D%0Ac"),
    (("error", "%0A"), {"file": "50%.md"}, "::error file=50%25.md::%250A"),
]


@pytest.mark.parametrize(("given", "properties", "line"), COMMANDS, ids=[c[2] for c in COMMANDS])
def test_workflow_command_is_escaped(given, properties, line):
    assert report.command(*given, **properties) == line


def test_changed_lines_compare_with_the_first_parent(tmp_path):
    def git(*words):
        given = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", *words]
        subprocess.run(given, cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "å b.md").write_text("one\ntwo\nthree\nfour\n", "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "a")
    assert report.changed_lines(tmp_path) == {}
    (tmp_path / "å b.md").write_text("one\n2\nthree\nfour\nfive\nsix\n", "utf-8")
    (tmp_path / "new.md").write_text("new\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "b")
    assert report.changed_lines(tmp_path) == {"å b.md": {2, 5, 6}, "new.md": {1}}


@pytest.mark.parametrize("text", ["{x}", "{", "{}", "{value.x}", "{value:d}"])
def test_report_lists_problems_when_strings_are_malformed(text):
    strings = {"problems": {"empty": {"sv": text}}, "check": {"more": {"sv": text}}}
    problem = Problem("a.md", 3, "empty", {"value": "v"})
    assert "more" in report.Report([problem], strings, "sv").text()
