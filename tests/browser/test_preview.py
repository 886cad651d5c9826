"""The live preview: the open page reports a broken file, and comes back when the file is fixed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built.conftest import copy_project

# A file, a text in it, what breaks it, and the message that the page then shows.
BROKEN = [
    ("data/examples.yaml", "  steps: [analysis]", "  steps: [analys<b>]", "steps[1]: okänt värde 'analys<b>'; menade du analysis?"),
    ("data/examples.yaml", "- id: vgr", "- id: vgr: x", "raden går inte att läsa som YAML"),
    ("docs/sv/steps/vision.md", "---\n", "---\ntitle: 'x\n", "docs/sv/steps/vision.md:2raden går inte att läsa som YAML"),
    ("docs/sv/steps/vision.md", "<!-- examples step=vision", "<!-- exempel step=vision", "okänd markör 'exempel'"),
    ("docs/en/steps/vision.md", "\n## ", "\n[x](nowhere.md)\n\n## ", "nowhere.md"),
    ("hooks/guide/rendering/templates/example.html", "{%", "{% nonsense", "hooks/guide/rendering/templates/example.html:"),
    ("hooks/guide/rendering/templates/example.html", "{{", "{{ nobody.knows ~", "'nobody' is undefined"),
    ("data/strings.yaml", "\nlabels:", "\nlabels: x:", "data/strings.yaml:"),
    ("mkdocs.yml", "\nsite_name:", "\nsite_name: x:", "mkdocs.yml"),
]  # fmt: skip


@pytest.fixture
def preview(tmp_path) -> Iterator[tuple[Path, str]]:
    """A copy of the project with its first example broken, and the address of its running preview."""
    project = copy_project(tmp_path / "project")
    swap(project, *BROKEN[0][:3])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "guide", "guide.mkdocs_site.preview", str(port)],
            cwd=project, stdout=log, stderr=log,
            env={**os.environ, "PYTHONPATH": "hooks", "LANG": "sv_SE.UTF-8", "LC_ALL": "sv_SE.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        until_listening(port, running)
        yield project, f"http://127.0.0.1:{port}/"
        assert running.poll() is None, (tmp_path / "log").read_text()  # no broken file has stopped it
        running.terminate()
        running.wait()


def swap(project: Path, name: str, old: str, new: str) -> None:
    """Replace the first ``old`` in a file with ``new``."""
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new, 1), "utf-8")


def until_listening(port: int, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


@pytest.fixture
def tab(context) -> Page:
    """A tab that tolerates console errors: the preview's error page has status 503, which the browser logs."""
    return context.new_page()


def test_open_page_reports_errors_until_they_are_fixed(preview, tab: Page):
    project, address = preview
    tab.goto(f"{address}steg/vision.html")
    name, old, new, told = BROKEN[0]
    for after in [*BROKEN[1:], None]:
        expect(tab.get_by_role("main")).to_contain_text(told)
        expect(tab).to_have_title("Något behöver rättas")
        assert tab.locator("b").count() == 0
        if after:
            swap(project, *after[:3])
        swap(project, name, new, old)
        name, old, new, told = after or BROKEN[0]
    expect(tab.get_by_role("heading", level=1)).to_have_text("Vision")
    assert tab.url == f"{address}steg/vision.html"
