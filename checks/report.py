"""Reports of the findings: for people, file by file, and for GitHub, as annotations on a pull request."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import findings
from guide.data.documents import Problem
from guide.mkdocs_site.build_date import git
from guide.prose.outline import HEADING

_FILE, _HUNK = re.compile(r"\+\+\+ (.+)"), re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True)
class Report:
    """A report of ``problems`` in ``lang``, with the texts of ``strings``.

    ``links`` has the URL of each section of the page that explains the findings, by id; the path of the page is shown
    for ids without one. ``is_complete`` is false if parts of the project could not be read and were not checked.
    """

    problems: Sequence[Problem]
    strings: Any
    lang: str
    links: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = True

    def _word(self, key: str, **values: Any) -> str:
        try:
            return str(self.strings["check"][key][self.lang]).format_map(values)
        except (LookupError, ValueError, TypeError):  # strings.yaml itself is broken, which is among the problems
            return f"{key} {' '.join(map(str, values.values()))}".strip()

    def _more(self, problem: Problem) -> str:
        anchor = findings.kind(problem.key).anchor
        return self._word("more", link=self.links.get(anchor, f"{findings.page(self.lang)}#{anchor}"))

    def text(self) -> str:
        """Return the text to print: each file with its findings by line, files with errors last, and totals."""
        lines: list[str] = []
        wrong = {problem.file for problem in self.problems if findings.is_error(problem)}
        listed = sorted(findings.ordered(self.problems), key=lambda problem: problem.file in wrong)
        for file, of_file in groupby(listed, key=lambda problem: problem.file):
            lines += [file, *(line for problem in of_file for line in self._lines(problem)), ""]
        errors = sum(map(findings.is_error, self.problems))
        lines.append(self._word("sum", errors=errors, warnings=len(self.problems) - errors))
        if not self.is_complete:
            lines.append(self._word("not_all"))
        return "\n".join(lines)

    def _lines(self, problem: Problem) -> Iterator[str]:
        weight = self._word("error" if findings.is_error(problem) else "warning")
        message = problem.without_place(self.strings, self.lang)
        yield f"  {self._word('line', number=problem.line)} {weight}: {message}"
        yield f"      {self._more(problem)}"

    def annotations(self, changed: Mapping[str, Container[int]]) -> list[str]:
        """Return the findings as workflow commands: errors, warnings on ``changed`` lines, then the others by kind.

        GitHub shows the first ten errors and the first ten warnings of a step
        (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
        """

        def order(problem: Problem) -> tuple[bool, bool, int]:
            elsewhere = problem.line not in changed.get(problem.file, ())
            return not findings.is_error(problem), elsewhere, findings.KINDS.index(findings.kind(problem.key))

        return [
            command(
                "error" if findings.is_error(problem) else "warning",
                f"{problem.without_place(self.strings, self.lang)}\n{self._more(problem)}",
                file=problem.file,
                line=problem.line,
            )
            for problem in sorted(findings.ordered(self.problems), key=order)
        ]


def github_links(page: str, text: str, repository: str) -> dict[str, str]:
    """Return the link to each section of the Markdown file ``page`` on GitHub, by its id; ``text`` is its content.

    GitHub does not support ids in braces. Its anchor is the whole heading, including the braces, in lower case, without
    punctuation and with hyphens for spaces (toc_filter.rb in https://github.com/gjtorikian/html-pipeline, version 2).
    """
    anchors = {
        heading["id"]: re.sub(r"[^\w\- ]", "", heading[0].strip("# \t").lower()).replace(" ", "-")
        for heading in HEADING.finditer(text)
    }
    return {id_: f"{repository.rstrip('/')}/blob/main/{page}#{anchor}" for id_, anchor in anchors.items()}


def command(name: str, message: str, **properties: object) -> str:
    """Return a workflow command, escaped as in GitHub's toolkit (actions/toolkit, packages/core/src/command.ts)."""
    given = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda sign: f"%{ord(sign[0]):02X}", text)


def changed_lines(root: Path) -> dict[str, set[int]]:
    """Return the lines that differ from the commit's first parent, by file; empty if it has none.

    For a pull request GitHub checks out a merge commit, whose first parent is the target branch.
    """
    given = ("-c", "core.quotePath=false", "diff", "--unified=0", "--no-prefix", "--no-color", "HEAD^1")
    return parsed(git(root, *given).split("\n"))


def parsed(diff: Iterable[str]) -> dict[str, set[int]]:
    """Return the lines that a diff without context adds, by file."""
    added: dict[str, set[int]] = {}
    file = ""
    for line in diff:
        if name := _FILE.match(line):
            file = name[1].rstrip("\t")  # git appends a tab to a name with spaces
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            added.setdefault(file, set()).update(range(start, start + count))
    return added
