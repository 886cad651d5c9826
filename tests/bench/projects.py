"""Copies of the project with other examples, and what building them costs."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
BUILD = (sys.executable, "-m", "mkdocs", "build", "-q")


class _Blocks(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, as editors do, and what two entries share in both of them."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


_Blocks.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def write(folder: Path, examples: Sequence[Mapping[str, Any]]) -> None:
    """Make ``folder`` a copy of the project that has these ``examples``."""
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    with (folder / "data/examples.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(list(examples), file, Dumper=_Blocks, allow_unicode=True, sort_keys=False)


def clean(folder: Path, made: Sequence[str] = ("site",)) -> None:
    """Move what earlier builds of ``folder`` made out of the way: the folders ``made``.

    It is not removed, since ext4 looks long for a place for new files where many were removed a moment ago
    (``recently_deleted`` in Linux' fs/ext4/ialloc.c), which is nothing that a first build would meet.
    """
    away = Path(tempfile.mkdtemp(dir=folder.parent))
    for name in made:
        if (folder / name).exists():
            (folder / name).rename(away / name)


@dataclass(frozen=True)
class Cost:
    """What a child process took: seconds of CPU, and MiB of memory at its peak."""

    cpu: float
    memory: float


def apart(function: Callable[..., None], *arguments: object) -> None:
    """Call ``function`` in a process of its own: a child to be measured starts with its parent's peak of memory."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"bench: {function.__name__} failed")


def measure(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run ``command`` in ``folder`` and return what it takes, with what it starts itself."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(list(map(str, command)), cwd=folder, env={**env, "NO_MKDOCS_2_WARNING": "1"})
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: the child in {folder.name} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
