"""Run the quick checks of pages and data, and report in the editor's language: python checks/main.py [--annotations].

Exits with 1 if there are errors, which must be fixed before publishing. If GITHUB_ACTIONS is set, or with
``--annotations``, the findings are also printed as annotations, which GitHub shows on the lines of a pull request.
"""

from __future__ import annotations

import datetime
import os
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT / "hooks"))

from mkdocs.config import load_config  # noqa: E402

import ages  # noqa: E402
import assets  # noqa: E402
import corpus  # noqa: E402
import findings  # noqa: E402
import github  # noqa: E402
import links  # noqa: E402
import moved  # noqa: E402
import privacy  # noqa: E402
import reading  # noqa: E402
import report  # noqa: E402
import spelling  # noqa: E402
import terms  # noqa: E402
import unfinished  # noqa: E402
from guide.data import reporting  # noqa: E402
from guide.data.strings import editor_language  # noqa: E402
from guide.mkdocs_site import settings  # noqa: E402

CHECKS = (unfinished, spelling, terms, reading, links, moved, privacy, ages, github, assets)


def run(root: Path, today: datetime.date) -> corpus.Corpus:
    """Return the project at ``root``, read and checked as of the day ``today``."""
    read = corpus.read(load_config(str(root / "mkdocs.yml")), today)
    for check in CHECKS:
        check.check(read)
    return read


def main(arguments: list[str]) -> int:
    """Run the checks and print what they find; return the exit status."""
    problems, is_complete = settings.fatal(ROOT), False
    if not problems:
        checked = run(ROOT, datetime.datetime.now(datetime.UTC).date())
        problems, is_complete = checked.problems, checked.project.renderer is not None
    lang = editor_language()
    explanations = _explanations(lang, os.environ.get("REPO_URL"))
    reported = report.Report(problems, reporting.words(ROOT), lang, explanations, is_complete=is_complete)
    print(reported.text())
    if "--annotations" in arguments or os.environ.get("GITHUB_ACTIONS"):
        print("\n".join(reported.annotations(report.changed_lines(ROOT))))
    return int(any(map(findings.is_error, problems)))


def _explanations(lang: str, repository: str | None) -> dict[str, str]:
    """Return links to the explanation of each kind of finding on GitHub; empty without a repository or the page."""
    page = findings.page(lang)
    with suppress(OSError):  # reported with what cannot be read
        return report.github_links(page, (ROOT / page).read_text("utf-8", "replace"), repository) if repository else {}
    return {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
