"""Style sheets and scripts that browsers read in part or not at all: signs without a pair, faults of syntax."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus import Corpus

_PAIRS = {")": "(", "]": "[", "}": "{"}
# What may have any sign in it: a comment, a text, an address; then signs that come in pairs, and where a rule begins.
_SIGN = re.compile(
    r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^()\"'\n]*\)|\\."
    r"|(?P<sign>/\*|[\"'(){}\[\]])|(?P<rule>(?<=\n)(?=[^\s}]))",
    re.DOTALL,
)
# Prints the scripts that cannot be read, each with its line and why: they are compiled, not run.
_COMPILE = """
const { readFileSync } = require("fs"), { Script } = require("vm");
for (const name of process.argv.slice(1)) {
  try { new Script(readFileSync(name, "utf8"), { filename: name }); }
  catch (error) {
    const line = /:(\\d+)$/.exec(error.stack.split("\\n")[0])?.[1] ?? "1";
    console.log(JSON.stringify([name, line, error.message]));
  }
}
"""


def check(corpus: Corpus) -> None:
    """Report each style sheet with a sign that has no other to go with it, and each script with a fault of syntax."""
    reported = {problem.file for problem in corpus.project.problems}  # cannot be read at all
    files = [file for file in corpus.documents if file not in reported]
    styles, scripts = ([file for file in files if file.endswith(end)] for end in (".css", ".js"))
    for file in styles:
        if lone := unpaired((corpus.root / file).read_text("utf-8", "replace")):
            corpus.documents[file].add("sign_alone", line=lone[0], value=lone[1])
    for file, line, reason in _unreadable(corpus.root, scripts):
        corpus.documents[file].add("script", line=int(line), reason=reason)


def unpaired(css: str) -> tuple[int, str] | None:
    """Return the line of the sign in ``css`` that opens what is not closed, or closes what is not open, and the sign.

    Of what is never closed that is the last sign before a rule at the margin, where everything should be closed.
    """
    is_open: list[tuple[int, str]] = []
    first: tuple[int, str] | None = None
    for match in _SIGN.finditer(css):
        sign, line = match["sign"], css.count("\n", 0, match.start()) + 1
        if match["rule"] is not None:
            first = first or (is_open[-1] if is_open else None)
        elif sign in _PAIRS:
            if not is_open or is_open[-1][1] != _PAIRS[sign]:
                return first or (is_open[-1] if is_open else (line, sign))
            is_open.pop()
        elif sign in ("(", "[", "{"):
            is_open.append((line, sign))
        elif sign:
            return line, sign
    return (first or is_open[-1]) if is_open else None


def _unreadable(root: Path, scripts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the file, the line and the reason for each of the ``scripts`` that Node.js, of the tests, cannot read."""
    node = Path(sys.executable).with_name("node")
    if node.is_file() and scripts:
        done = subprocess.run([node, "-e", _COMPILE, *scripts], cwd=root, capture_output=True, check=False)
        yield from map(json.loads, done.stdout.decode().splitlines())
