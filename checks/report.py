"""The findings told: to people, file by file, and to the code host, as notes on the lines of a proposal."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import findings
from guide.data.documents import Problem
from guide.data.yaml_reader import parse

_FILE, _HUNK = re.compile(r"\+\+\+ (.+)"), re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True)
class Report:
    """Findings in the words of ``strings`` in ``lang``; ``guide`` is the address or path of CONTRIBUTING.md."""

    problems: Sequence[Problem]
    strings: Any
    lang: str
    guide: str = "CONTRIBUTING.md"
    whole: bool = True

    def _word(self, key: str, **values: Any) -> str:
        try:
            return str(self.strings["check"][key][self.lang]).format_map(values)
        except (LookupError, ValueError, TypeError):  # the file of words is itself broken, which is told with the rest
            return f"{key} {' '.join(map(str, values.values()))}".strip()

    def _more(self, problem: Problem) -> str:
        return self._word("more", link=f"{self.guide}#{findings.kind(problem.key).anchors[self.lang]}")

    def text(self) -> str:
        """What to print: each file with its findings by line, files with errors last, and how many there are."""
        told: list[str] = []
        wrong = {problem.file for problem in self.problems if findings.is_error(problem)}
        listed = sorted(findings.ordered(self.problems), key=lambda problem: problem.file in wrong)
        for file, of_file in groupby(listed, key=lambda problem: problem.file):
            told += [file, *(line for problem in of_file for line in self._lines(problem)), ""]
        errors = sum(map(findings.is_error, self.problems))
        told.append(self._word("sum", errors=errors, warnings=len(self.problems) - errors))
        if not self.whole:
            told.append(self._word("not_all"))
        return "\n".join(told)

    def _lines(self, problem: Problem) -> Iterator[str]:
        weight = self._word("error" if findings.is_error(problem) else "warning")
        said = problem.told(self.strings, self.lang)
        yield f"  {self._word('line', number=problem.line)} {weight}: {said}"
        yield f"      {self._more(problem)}"

    def annotations(self, changed: Mapping[str, Container[int]]) -> list[str]:
        """The findings as workflow commands: errors, then warnings on ``changed`` lines, then the others by kind.

        The code host shows the first ten errors and the first ten warnings of a step
        (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
        """

        def order(problem: Problem) -> tuple[bool, bool, int]:
            elsewhere = problem.line not in changed.get(problem.file, ())
            return not findings.is_error(problem), elsewhere, findings.KINDS.index(findings.kind(problem.key))

        return [
            command(
                "error" if findings.is_error(problem) else "warning",
                f"{problem.told(self.strings, self.lang)}\n{self._more(problem)}",
                file=problem.file,
                line=problem.line,
            )
            for problem in sorted(findings.ordered(self.problems), key=order)
        ]


def command(name: str, message: str, **properties: object) -> str:
    """A workflow command, escaped as the host's own toolkit does it (actions/toolkit, packages/core/src/command.ts)."""
    given = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda sign: f"%{ord(sign[0]):02X}", text)


def last_words(root: Path) -> Any:
    """What data/strings.yaml held in the last commit, to speak with while it cannot be read; ``None`` without one."""
    return parse(_git(root, "show", "HEAD:data/strings.yaml").encode(), "data/strings.yaml").data


def changed_lines(root: Path) -> dict[str, set[int]]:
    """The lines that differ from the commit's first parent, by file; none where there is no such commit.

    In a proposal the host checks out a merge, whose first parent is the branch that the proposal goes to.
    """
    given = ("-c", "core.quotePath=false", "diff", "--unified=0", "--no-prefix", "--no-color", "HEAD^1")
    return parsed(_git(root, *given).split("\n"))


def _git(root: Path, *words: str) -> str:
    """What git prints; nothing where it fails or there is none."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def parsed(diff: Iterable[str]) -> dict[str, set[int]]:
    """The lines that a diff without context adds, by file."""
    found: dict[str, set[int]] = {}
    file = ""
    for line in diff:
        if name := _FILE.match(line):
            file = name[1].rstrip("\t")  # which git puts after a name with spaces
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(file, set()).update(range(start, start + count))
    return found
