"""The quick checks of what editors write, told in their language: python checks/main.py [--annotations].

Exits with 1 where something must be mended before it can be published. Where GITHUB_ACTIONS is set, or with
``--annotations``, what is found is also written as notes that the code host shows on the lines of a proposal.
"""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT / "hooks"))

from mkdocs.config import load_config  # noqa: E402

import ages  # noqa: E402
import corpus  # noqa: E402
import findings  # noqa: E402
import privacy  # noqa: E402
import reading  # noqa: E402
import report  # noqa: E402
import spelling  # noqa: E402
import targets  # noqa: E402
from guide.data.documents import Problem  # noqa: E402
from guide.data.strings import editor_language  # noqa: E402
from guide.data.yaml_reader import parse  # noqa: E402

CHECKS = (spelling, reading, targets, privacy, ages)


def run(root: Path, today: datetime.date) -> corpus.Corpus:
    """Everything read and checked in the project at ``root`` as things stand on the day ``today``."""
    found = corpus.read(load_config(str(root / "mkdocs.yml")), today)
    for check in CHECKS:
        check.check(found)
    return found


def unreadable(root: Path) -> list[Problem]:
    """Why mkdocs.yml cannot be read as YAML, as after a wrong indentation in the menu; nothing is known without it."""
    found = parse((root / "mkdocs.yml").read_bytes(), "mkdocs.yml").problems
    return [problem for problem in found if problem.key in ("bom", "not_utf8", "tab", "syntax")]


def main(arguments: list[str]) -> int:
    """Do what the module's first lines say; returns the exit status."""
    problems, words, whole = unreadable(ROOT), None, False
    if not problems:
        found = run(ROOT, datetime.datetime.now(datetime.UTC).date())
        problems, words = found.problems, found.project.docs["strings"].data
        whole = found.project.renderer is not None
    base = os.environ.get("REPO_URL")
    told = report.Report(
        problems,
        words or report.last_words(ROOT),
        editor_language(os.environ),
        f"{base.rstrip('/')}/blob/main/CONTRIBUTING.md" if base else "CONTRIBUTING.md",
        whole=whole,
    )
    print(told.text())
    if "--annotations" in arguments or os.environ.get("GITHUB_ACTIONS"):
        print("\n".join(told.annotations(report.changed_lines(ROOT))))
    return int(any(map(findings.is_error, problems)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
