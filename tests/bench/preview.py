"""CPU time of the preview's builds: as ``make serve`` builds, then again after an edit of one example or one page.

python -m bench.preview          prints the lines
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from bench import projects
from bench.examples import originals, varied

OWN, MANY = len(originals()), 600
MOST = {OWN: 0.6, MANY: 0.9}  # seconds of CPU that a build after an edit may take
EDITS = ("example", "page")


def write(folder: Path, number: int) -> None:
    """Make ``folder`` a copy of the project with ``number`` examples: its own whole, or ever more of them."""
    projects.write(folder, originals() if number == OWN else varied(number))


def edit(folder: Path, what: str) -> None:
    """Change a sentence of an example, or of a page, of the project in ``folder``."""
    name, old = {
        "example": ("data/examples.yaml", "\n  description:\n    sv: "),
        "page": ("docs/sv/steps/vision.md", "{ #purpose }\n\n"),
    }[what]
    text = (folder / name).read_text("utf-8")
    at = text.index(old) + len(old)
    if text[at] == "|":  # a text of several lines
        at = text.index("\n", at) + len("\n      ")
    (folder / name).write_text(f"{text[:at]}Nu. {text[at:]}", "utf-8")


def rebuilt(folder: Path) -> None:
    """Build the project in ``folder`` as the preview does, edit it and build again; print the seconds of each edit."""
    from guide.mkdocs_site.preview import Builder  # that of the project in ``folder``, by PYTHONPATH

    with tempfile.TemporaryDirectory(prefix="preview-") as output:
        builder = Builder(folder, Path(output), "http://127.0.0.1:8000/")
        builder()
        for what in EDITS:
            edit(folder, what)
            before = _cpu()
            builder()
            seconds = _cpu() - before
            if builder.trouble:
                sys.exit(builder.trouble.decode())
            print(seconds)


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def measure(number: int, repeat: int) -> Mapping[str, float]:
    """Return the median seconds of a build after each kind of edit, with ``number`` examples."""
    rounds = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory(prefix="bench-") as temp:
            folder = Path(temp, "ours")
            projects.apart(write, folder, number)
            paths = os.pathsep.join([str(folder / "hooks"), str(projects.ROOT / "tests")])
            done = subprocess.run(
                [sys.executable, "-m", "bench.preview", str(folder)],
                env={**os.environ, "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1"},
                stdout=subprocess.PIPE,
                check=True,
            )
            rounds.append([float(line) for line in done.stdout.split()])
    return dict(zip(EDITS, map(median, zip(*rounds, strict=True)), strict=True))


def table(repeat: int) -> Mapping[int, Mapping[str, float]]:
    """Print a line for each number of examples and return its seconds."""
    found = {}
    for number, most in MOST.items():
        found[number] = measure(number, repeat)
        after = ", ".join(f"one {what} {seconds:.2f} s" for what, seconds in found[number].items())
        print(f"Preview, CPU of a build at {number:,} after an edit of {after} (target: at most {most} s)", flush=True)
    return found


def missed(found: Mapping[int, Mapping[str, float]]) -> Iterator[str]:
    """Yield the targets that ``found`` misses."""
    for number, seconds in found.items():
        if (worst := max(seconds.values())) > MOST[number]:
            yield f"The preview takes {worst:.2f} s after an edit at {number:,} (target: at most {MOST[number]})"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        rebuilt(Path(sys.argv[1]))
    else:
        table(1)
