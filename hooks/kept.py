"""The site of the last build, from which a page that has not changed is moved to the new one instead of made again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

Stamp = list[int]  # a file's size and the time of its last change: if both are the same, nobody has touched it


def stamp(path: str) -> Stamp:
    """The stamp of the file at ``path``. Raises ``OSError``."""
    state = os.stat(path)  # noqa: PTH116
    return [state.st_size, state.st_mtime_ns]


class Kept:
    """The files of the folder ``site``, moved to ``aside`` before MkDocs empties the folder; ``None`` keeps nothing."""

    def __init__(self, site: Path, aside: Path | None) -> None:
        self._site, self._aside = site, aside
        self.taken: set[str] = set()  # the addresses of the files that were moved
        if aside:
            shutil.rmtree(aside, ignore_errors=True)  # of a build that was broken off
            try:
                site.rename(aside)
            except OSError:  # no site yet, or on another disk
                self._aside = None

    def take(self, addresses: list[str], stamps: list[Stamp]) -> bool:
        """Move the files at ``addresses`` to the new site if all are there with these ``stamps``."""
        if not self._aside:
            return False
        moves = [(f"{self._aside}/{address}", f"{self._site}/{address}") for address in addresses]
        try:
            if [stamp(before) for before, _ in moves] != stamps:
                return False
            for before, now in moves:
                os.rename(before, now)  # noqa: PTH104
        except OSError:
            return False
        self.taken.update(addresses)
        return True

    def left(self, address: str, as_it_was: Stamp | None) -> Path | None:
        """The file at ``address``, which stays aside; ``None`` if it has another stamp or is not there."""
        path = f"{self._aside}/{address}"
        try:
            return Path(path) if self._aside and stamp(path) == as_it_was else None
        except OSError:
            return None

    def forget(self) -> None:
        """Remove what was not taken."""
        if self._aside:
            shutil.rmtree(self._aside, ignore_errors=True)
