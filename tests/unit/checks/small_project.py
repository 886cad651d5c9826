"""The files of a small valid project, and helpers that change it and compare the reports of `make check`."""

from __future__ import annotations

import datetime
from pathlib import Path

import findings
import main
from guide.data import schemas
from guide.data.catalogue import REGISTERS
from guide.editing import ledger
from unit.conftest import ENTRY, REGION

TODAY = datetime.date(2026, 11, 21)
SV = """\
---
title: Vision
description: Hur regionen vill ha det om tio år.
reviewed: 2026-11-21
---

# Vision { #vision }

En kort text om målen. Se [startsidan](index.md#start).

## Vägen dit { #way }

<!-- examples -->
"""
EN = """\
---
title: Vision
description: What the region wants in ten years.
reviewed: 2026-11-21
---

# Vision { #vision }

A short text on the aims. See [the front page](index.md#start).

## The way there { #way }

<!-- examples -->
"""
SOURCE = "    read: 2026-01-31\n"


def _front_page(page: str) -> str:
    """Return the front page: ``page`` with another title, heading, description and link."""
    page = page.replace("Vision { #vision }", "Start { #start }").replace("title: Vision", "title: Start")
    return page.replace("description: ", "description: Start. ").replace("index.md#start", "vision.md")


FILES = {
    "docs/sv/index.md": _front_page(SV),
    "docs/en/index.md": _front_page(EN),
    "docs/sv/vision.md": SV,
    "docs/en/vision.md": EN,
    "data/links.yaml": "findings: []\n",
    "data/owners.yaml": "- id: editors\n  name: {sv: Redaktionen, en: The editors}\n",
    "data/examples.yaml": ENTRY,
    "data/regions.yaml": REGION.replace("unverified: archived", "read: 2026-01-31"),
}
VISION_SV, VISION_EN, EXAMPLES = "docs/sv/vision.md", "docs/en/vision.md", "data/examples.yaml"
TEXT_SV, TEXT_EN, ABOUT_SV = "En kort text om målen.", "A short text on the aims.", "sv: Vad som gjordes."


def mark(project: Path) -> None:
    """Mark all translations as fresh, unless the data cannot be read."""
    docs, problems = schemas.load(project / "data", REGISTERS)
    if not problems:
        ledger.mark(["ALL"], project, docs, "2026-11-21")


def reported(project: Path, words: dict) -> list[tuple[str, str, str, str]]:
    """Return the reports on ``project``: place, severity, Swedish message, English message."""
    result = main.run(project, TODAY)
    return [
        (
            f"{p.file}:{p.line}",
            "error" if findings.is_error(p) else "warning",
            p.without_place(words, "sv"),
            p.without_place(words, "en"),
        )
        for p in findings.ordered(result.problems)
    ]


def check(project: Path, words: dict, changes: list, expected: list) -> None:
    """Apply ``changes`` (file, old text, new text; ``None`` deletes the file) and expect exactly these reports."""
    for file, old, new in changes:
        path = project / file
        if old is None:
            path.unlink()
            continue
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    mark(project)
    nav = (project / "mkdocs.yml").read_text("utf-8").count("\n")
    assert reported(project, words) == [(place.format(nav=nav), *rest) for place, *rest in expected]
