"""Try damaged and hostile inputs on a copy of the project: python -m fuzz [--count N] [--seed N] [--only N].

An input is a change of one file of the project, drawn from the seed and its own number, so that each can be replayed.
Every input is read and checked as before a build, in this process; a sample is built, and so is each change of
mkdocs.yml, which MkDocs reads first. Exits with 1 if any input was handled wrongly.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config import load_config

from fuzz import judge, mutations
from guide.data.yaml_reader import parse
from guide.mkdocs_site import project
from guide.prose.citations import Citations

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("data", "docs", "hooks", "overrides", "mkdocs.yml", "requirements.txt")
TIMEOUT, BUILD_TIMEOUT = 60, 180  # seconds after which something counts as hung
_MAX_FAULTS_SHOWN = 6  # the most faults of one input that are printed
BUILT, BUILT_REFUSED = 0.12, 0.03  # the shares of accepted and of refused inputs that are built


class HangError(BaseException):
    """Reading takes too long; a ``BaseException``, so that no ``except Exception`` catches it."""


@dataclass
class Input:
    """An input: its number, the file changed and how, whether it was refused or built, and faults in its handling."""

    number: int
    kind: str = ""
    file: str = ""
    done: str = ""
    refused: bool = False
    built: bool = False
    faults: list[str] = field(default_factory=list)


class Laboratory:
    """A copy of the project below ``folder`` with a valid site, to run one input after another on."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.root, self.site, self.seed = folder / "project", folder / "site", seed
        for name in COPIED:
            source, target = ROOT / name, self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        self.words: Any = parse((self.root / "data/strings.yaml").read_bytes(), "data/strings.yaml").data
        self.config = load_config(str(self.root / "mkdocs.yml"))
        self.config.markdown_extensions.append(Citations())
        self.seen: dict[str, set[str]] = {}
        self.date = int(time.time())

    def built(self) -> subprocess.CompletedProcess[str]:
        """Build as ``make site`` does, in a Swedish locale."""
        environ = {
            **os.environ, "LANG": "sv_SE.UTF-8", "LC_ALL": "", "PYTHONPATH": str(self.root / "hooks"),
            "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(self.date),
        }  # fmt: skip
        command = [sys.executable, "-m", "guide", "guide.mkdocs_site.build", str(self.site)]
        return subprocess.run(
            command, cwd=self.root, env=environ, capture_output=True, text=True, timeout=BUILD_TIMEOUT, check=False
        )

    def begin(self) -> None:
        """Build the valid site. Raises ``RuntimeError`` if the project itself does not build."""
        read = project.read(self.config)
        if read.problems or (done := self.built()).returncode:
            raise RuntimeError(read.problems or done.stderr)
        self.seen = judge.pages(self.site)

    def try_input(self, number: int) -> Input:
        """Run input ``number`` and return the result."""
        draw = random.Random(f"{self.seed}:{number}")  # noqa: S311 - the same each time
        kind, path, done, content = mutations.mutated(self.root, draw)
        outcome = Input(number, kind, path.relative_to(self.root).as_posix(), ", ".join(done))
        before = path.read_bytes()
        try:
            path.unlink()
            if content is not None:
                path.write_bytes(content)
            known = [] if kind == "settings" else list(self._read(outcome))
            if kind == "settings" or draw.random() < (BUILT_REFUSED if outcome.refused else BUILT):
                self._build(outcome, known)
        finally:
            path.unlink(missing_ok=True)
            path.write_bytes(before)
        return outcome

    def _read(self, outcome: Input) -> Iterator[str]:
        """Read and check everything as before a build, and yield the messages."""
        signal.alarm(TIMEOUT)
        try:
            read = project.read(self.config)
            changed = {source: of for source, of in read.texts.items() if outcome.file.endswith(f"/{source}")}
            problems = [*read.problems, *project.check_html(changed, self.config)]
        except HangError:
            outcome.faults.append("hang: reading took too long")
            return
        except BaseException:
            outcome.faults.append(f"traceback: {traceback.format_exc()[-1500:]}")
            return
        finally:
            signal.alarm(0)
        outcome.refused = bool(problems)
        outcome.faults += judge.messages(problems, self.words, self.root)
        yield from (problem.without_place(self.words, "sv") for problem in problems)

    def _build(self, outcome: Input, known: list[str]) -> None:
        outcome.built = True
        before = _stamps(self.site)
        try:
            done = self.built()
        except subprocess.TimeoutExpired:
            outcome.faults.append("hang: the build took too long")
            return
        outcome.faults += judge.output(done.stdout + done.stderr, known)
        if done.returncode:
            outcome.refused = True
            if _stamps(self.site) != before:
                outcome.faults.append("the last good site was changed")
            if not (done.stdout + done.stderr).strip():
                outcome.faults.append("refused without a message")
            return
        if outcome.refused:
            outcome.faults.append("refused when read, but built")
        for page, left in judge.pages(self.site).items():
            if new := left - self.seen.get(page, set()) - self._expected(outcome):
                outcome.faults.append(f"left on {page}: {sorted(new)}")

    def _expected(self, outcome: Input) -> set[str]:
        """Return leftovers that the changed file has itself: words in braces, and in data and settings anything."""
        path = self.root / outcome.file
        text = path.read_text("utf-8", "replace") if path.is_file() else ""  # it may have been removed
        return {left for left in judge.left(text) if outcome.kind != "pages" or left.startswith("{")}


def _stamps(site: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in site.rglob("*") if path.is_file()}


def _raise_hang(_signal: int, _frame: object) -> None:
    raise HangError


def _worker(numbers: list[int], seed: int, results: Any) -> None:
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGALRM, _raise_hang)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        laboratory = Laboratory(Path(folder), seed)
        laboratory.begin()
        for number in numbers:
            results.put(laboratory.try_input(number))


def run(numbers: range, seed: int, processes: int = 2) -> Iterator[Input]:
    """Yield the result of each input, in any order."""
    results: Any = multiprocessing.Queue()
    parts = [list(numbers)[start::processes] for start in range(processes)]
    workers = [multiprocessing.Process(target=_worker, args=(part, seed, results)) for part in parts if part]
    for worker in workers:
        worker.start()
    left = len(numbers)
    while left:
        if results.empty() and not any(worker.is_alive() for worker in workers):
            raise RuntimeError("the harness itself failed; see above")
        if not results.empty():
            yield results.get()
            left -= 1
        else:
            time.sleep(0.05)
    for worker in workers:
        worker.join()


def main() -> int:
    """Run the inputs, print their faults, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=500, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one input to replay")
    options = parser.parse_args()
    numbers = range(options.count) if options.only is None else range(options.only, options.only + 1)
    print(f"seed {options.seed}, {len(numbers)} inputs", flush=True)
    began, count, bad = time.monotonic(), {"refused": 0, "built": 0}, 0
    for one in run(numbers, options.seed):
        count["refused"] += one.refused
        count["built"] += one.built
        if options.only is not None:
            print(f"{one.kind}: {one.file}: {one.done}; refused: {one.refused}, built: {one.built}")
        if one.faults:
            bad += 1
            print(
                f"\n#{one.number} {one.kind}: {one.file}: {one.done}\n  replay: make fuzz SEED={options.seed} ONLY={one.number}"
            )
            faults = list(dict.fromkeys(one.faults))
            more = [f"  … and {len(faults) - _MAX_FAULTS_SHOWN} more"] if len(faults) > _MAX_FAULTS_SHOWN else []
            print("\n".join([*(f"  {fault}" for fault in faults[:_MAX_FAULTS_SHOWN]), *more]), flush=True)
    took = time.monotonic() - began
    print(
        f"\n{len(numbers)} inputs in {took:.0f} s: {count['refused']} refused, {count['built']} built, {bad} taken wrongly"
    )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
