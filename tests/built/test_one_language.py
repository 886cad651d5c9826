"""`make site` in a Swedish locale: every error is reported in Swedish, wherever it arises, and the old site is kept."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from built.conftest import copy_project

LEFT = "Fel att rätta: {}. Webbplatsen är kvar som den var."
VISION = "docs/sv/steps/vision.md"
# Each change (file, old text, new text; appended if there is no old text), and patterns for the messages.
CASES = {
    "links": (VISION, "", "\n[a](nowhere.md), [b](../examples/visual-sweden.md#nope), [c](/index.md), ![d](d.png)\n", [
        rf"{VISION}:\d+: länken leder till nowhere\.md, men den sidan finns inte; menade du \S+\?",
        rf"{VISION}:\d+: länken leder till #nope, men examples/visual-sweden\.md har ingen rubrik med det id:t; .*",
        rf"{VISION}:\d+: länken /index\.md börjar med /; skriv den räknat från sidans egen mapp, som .*",
        rf"{VISION}:\d+: det finns ingen fil d\.png; lägg den i docs/assets, .*",
    ]),
    "a heading": (VISION, "", "\n[a](analysis.md#nope)\n", [
        rf"{VISION}:\d+: länken leder till #nope, men steps/analysis\.md har ingen rubrik med det id:t; .*",
    ]),
    "the menu": ("mkdocs.yml", "steps/vision/foresight.md", "steps/vision/foresigth.md", [
        r"mkdocs\.yml:\d+: menyn har steps/vision/foresigth\.md, men den sidan finns inte; menade du steps/vision/foresight\.md\?",
        r"docs/sv/steps/vision/foresight\.md:1: sidan saknas i menyn; lägg till .*",
    ]),
    "a section": ("mkdocs.yml", "  - Bakgrund:", "  - Baksidan:", [
        r"mkdocs\.yml:\d+: Baksidan i menyn saknar engelskt namn; lägg till Baksidan under nav_translations i mkdocs\.yml",
    ]),
    "a setting": ("mkdocs.yml", "site_name:", "site_nam:", [
        r"mkdocs\.yml:4: site_name: saknas; lägg till fältet\. Text utan < > & och raka citattecken\.",
        r"mkdocs\.yml:4: site_nam: okänt fält; menade du site_name\? Tillåtna fält: .*",
    ]),
    "words": ("data/strings.yaml", "  more: {sv: I ordlistan", "  more: {sv: [I ordlistan", [
        r"data/strings\.yaml:\d+: raden går inte att läsa som YAML \([^)]*\); kontrollera citattecken, .*",
    ]),
    "a template of the page": ("overrides/main.html", "{% endblock %}", "{% endblok %}", [
        r"overrides/main\.html:\d+: mallen går inte att läsa \(Jinja säger: .*\); rätta den, eller återställ filen",
    ]),
    "a template of a record": ("hooks/guide/rendering/templates/theme.html", "", "{{ nothing.at.all }}", [
        r"\S+:\d+: programmet stannade här \(UndefinedError: 'nothing' is undefined, i hooks/guide/\S+\), och felet ligger i "
        r"programmet; rapportera den här raden på https://code\.example\.org/s3/issues\. DEBUG=1 före kommandot visar mer",
    ]),
    "a full disk": ("hooks/guide/exports/sbom.py", "def document(", "def document(*_: object) -> str:\n    raise OSError(28, 'No space left on device', 'data/x.zip')\n\n\ndef other(", [
        r"data/x\.zip:1: det går inte på den här datorn \(disken är full\); åtgärda det och försök igen",
    ]),
}  # fmt: skip


def make(project, program: str = "guide.mkdocs_site.build", *arguments: str, **env: str) -> subprocess.CompletedProcess:
    """Run a program as ``make`` does, in a Swedish locale."""
    environ = {
        **os.environ, "LC_ALL": "sv_SE.UTF-8", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project / "hooks"),
        "SOURCE_DATE_EPOCH": "1795219200", **env,
    }  # fmt: skip
    command = [sys.executable, "-m", "guide", program, *(arguments or ["site"])]
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", CASES)
def test_reports_errors_in_swedish_and_keeps_the_last_site(tmp_path, name):
    file, old, new, messages = CASES[name]
    project = copy_project(tmp_path / "project")
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the last good site")
    done = make(project)
    lines = [re.sub(r"^FEL +- +s3: ", "", line) for line in (done.stderr + done.stdout).splitlines() if line]
    said = "INFO +- +s3: Hela historiken i git finns inte här, .*"  # only if the build gets that far
    lines = [line for line in lines if not re.fullmatch(said, line)]
    assert done.returncode == 1
    assert len(lines) == len(messages) + 1, lines
    for pattern, line in zip([*messages, re.escape(LEFT.format(len(messages)))], lines, strict=True):
        assert re.fullmatch(pattern, line), line
    assert {one.name: one.read_text() for one in (project / "site").iterdir()} == {"index.html": "the last good site"}


UNREADABLE = (
    r"{}:\d+: programmet går inte att läsa \((?:Python säger|SyntaxError): .*\); rätta raden, eller återställ filen"
)
# Files of the program, and whether MkDocs is running when they are imported, and so counts the errors.
PROGRAM = {
    "hooks/guide/data/documents.py": False,  # the messages cannot be read without it
    "hooks/guide/hosting/swap.py": False,
    "hooks/events.py": False,
    "hooks/guide/rendering/renderer.py": True,
}


@pytest.fixture
def unreadable(tmp_path, request):
    """A project that has a site and a syntax error in a file of the program, and the path of that file."""
    project = copy_project(tmp_path / "project")
    path = project / request.param
    path.write_text(path.read_text("utf-8") + "\n\ndef (:\n", "utf-8")
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the last good site")
    return project, request.param


def lines_of(done: subprocess.CompletedProcess) -> list[str]:
    return [line for line in (done.stderr + done.stdout).splitlines() if line]


@pytest.mark.parametrize("unreadable", PROGRAM, indirect=True)
def test_syntax_error_is_one_message_with_traceback_only_in_debug(unreadable):
    project, file = unreadable
    done = make(project)
    messages = [UNREADABLE.format(file), *([re.escape(LEFT.format(1))] if PROGRAM[file] else [])]
    assert done.returncode == 1
    assert len(lines_of(done)) == len(messages), lines_of(done)
    for pattern, line in zip(messages, lines_of(done), strict=True):
        assert re.fullmatch(pattern, line), line
    assert "Traceback" in make(project, DEBUG="1").stderr
    assert (project / "site/index.html").read_text() == "the last good site"


@pytest.mark.parametrize("unreadable", ["hooks/guide/rendering/renderer.py"], indirect=True)
def test_mkdocs_reports_syntax_error_the_same_way(unreadable):
    project, file = unreadable
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(project / "new")],
        cwd=project, env={**os.environ, "LC_ALL": "sv_SE.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    first, last = lines_of(done)
    assert (done.returncode, last) == (1, LEFT.format(1))
    assert re.fullmatch(UNREADABLE.format(file), first)


def test_plugin_warning_fails_a_quiet_build(tmp_path):
    project = copy_project(tmp_path / "project")
    path = project / "hooks/events.py"
    text = path.read_text("utf-8")
    old = "        look.prepare(env)\n"
    assert text.count(old) == 1
    warns = '        __import__("logging").getLogger("mkdocs.plugins.other").warning("Något saknas")\n'
    text = text.replace(old, warns + old)
    path.write_text(text, "utf-8")
    done = make(project, "mkdocs", "build", "-q", "--strict", "-d", str(project / "new"))
    assert done.returncode == 1
    assert "VARNING -  Något saknas" in done.stderr
