"""Changes by the history of git: on which pages and in which entries, when, and the commit's subject.

A commit that touches many pages at once says nothing about one of them, and is left out; a note by the editors says
what such a change meant (``changes`` in front matter and entries).
"""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import filterfalse, islice
from pathlib import Path

from guide.data.catalogue import PLACES
from guide.data.documents import LANGS
from guide.mkdocs_site.build_date import git
from guide.rendering.changes import Commit, History

COMMITS = 200  # that are read, at most: of a page the last few changes are shown
MOST = 20  # pages that a commit may touch if its subject is to describe each
# Names each hunk after the entry that it is in. Settings of whoever builds must not change what is read.
_SETTINGS = ("-c", "core.quotePath=false", "-c", "diff.entries.xfuncname=^- id: .*")
_LOG = (
    *("log", f"-{COMMITS}", "--no-merges", "--relative", "-p", "-U0", "--inter-hunk-context=0", "--no-renames"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--diff-algorithm=myers"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--encoding=UTF-8", "--format=%x00%ct %s", "--"),
    *(f"docs/{lang}" for lang in LANGS),
    *(f"data/{register}.yaml" for register in PLACES),
)
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@ ?(.*)")
_ENTRY = re.compile(r"[+-]?- id: ['\"]?([a-z0-9-]+)")
# Lines that mean nothing to readers: empty ones, and what editors note about their own work.
_QUIET = re.compile(r"[+-]\s*(?:- )?(?:(?:reviewed|translation|owner|checked|read|changes|search|robots):.*)?")
_FILE = re.compile(r"\+\+\+ b/(?:docs/(\w+)/(.+\.md)|data/(\w+)\.yaml)")


def read(root: Path) -> History | None:
    """Return what changed in the project at ``root``; ``None`` without a history, or in a clone that has a part of it.

    A shallow clone would give other pages than a full one of the same commit.
    """
    return _read(root, git(root, "rev-parse", "HEAD"))


@lru_cache(1)  # for the preview, which builds the same commit again and again
def _read(root: Path, _commit: str) -> History | None:
    is_whole = git(root, "rev-parse", "--is-shallow-repository") == "false"
    if not (is_whole and git(root, "ls-files", "--error-unmatch", "mkdocs.yml")):
        return None
    commits_by_page: dict[tuple[str, str], list[Commit]] = {}
    for commit in git(root, *_SETTINGS, *_LOG).split("\0")[1:]:
        head, _, diff = commit.partition("\n")
        seconds, _, subject = head.partition(" ")
        touched = set(_touched(diff))
        if len({source for _, source in touched}) <= MOST:
            day = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date().isoformat()
            for place in touched:
                commits_by_page.setdefault(place, []).append(Commit(day, subject))
    return {place: tuple(commits) for place, commits in commits_by_page.items()}


def _touched(diff: str) -> Iterator[tuple[str, str]]:
    """Yield what a commit changes for readers: language and source of a page, or of an entry's place on one."""
    lines = (line for line in diff.split("\n") if not line.startswith("\\"))  # no newline at the end of the file
    lang = source = register = ""
    for line in lines:
        if file := _FILE.match(line):
            lang, source, register = (part or "" for part in file.groups())
        elif line.startswith("+++ "):
            source = register = ""
        elif hunk := _HUNK.match(line):
            changed = islice(lines, int(hunk[1] or 1) + int(hunk[2] or 1))
            if register:
                yield from ((of, PLACES[register].format(id_)) for id_ in _entries(hunk[3], changed) for of in LANGS)
            elif set(filterfalse(_QUIET.fullmatch, changed)) and source:
                yield lang, source


def _entries(above: str, changed: Iterator[str]) -> Iterator[str]:
    """Yield the ids of the entries in a hunk, which begins in the one that the line ``above`` begins."""
    inside = _ENTRY.match(above)
    for line in changed:
        inside = _ENTRY.match(line) or inside
        if inside and not _QUIET.fullmatch(line):
            yield inside[1]
