"""What earlier builds made, in ``.cache/``, for later ones: deleting it changes nothing but time.

An entry is found by a hash of everything that it was made of: what the caller names, and the *world*, which is all
code, templates, settings and words, and the versions of the packages that read or render. So none is ever out of
date. Each carries a hash of itself: a broken one is as good as none, and so is a broken file. They are written with
marshal, as Python's own compiled files are, which takes a quarter of the time of JSON; so who may write in ``.cache/``
may do what one may do who writes in ``__pycache__/``. No workflow keeps it.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_HASH = 16
_MOST = 1_000_000  # bytes that wait to be written
# Entries are long: larger pages of SQLite take a quarter less time. Mapped memory would halve it, but would stay held.
_SETTINGS = {"page_size": 1 << 14, "synchronous": "OFF", "journal_mode": "MEMORY"}
_SCHEMA = "CREATE TABLE IF NOT EXISTS made (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"

Memo = Callable[[tuple[object, ...], Callable[[], Any]], Any]  # gives what was made of the same before, or makes it


def anew(_made_of: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """What ``make`` gives: a memory that remembers nothing."""
    return make()


def world(root: Path, parts: Iterable[str], settings: object) -> bytes:
    """A hash of the files at and below ``parts`` of the project at ``root``, of ``settings``, and of all versions."""
    names = [sorted(path.name for path in Path(folder or ".").glob("*.dist-info")) for folder in sys.path]
    return hashed(root, parts, repr((settings, sys.version, names)).encode())


def hashed(root: Path, parts: Iterable[str], more: bytes = b"") -> bytes:
    """A hash of the files at and below ``parts`` of the project at ``root``, and of ``more``."""
    found = hashlib.blake2b(more, digest_size=_HASH)
    for part in parts:
        for path in sorted((root / part).rglob("*")) if (root / part).is_dir() else [root / part]:
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return found.digest()


def digest(thing: object) -> bytes:
    """A hash of ``thing``, of which ``repr`` says all."""
    return hashlib.blake2b(repr(thing).encode("utf-8", "surrogatepass"), digest_size=_HASH).digest()


class Cache:
    """The entries of one world. ``path`` is the file; ``None`` keeps nothing.

    ``held`` has, for a program that builds again, those that its last build used: it is filled and emptied here.
    """

    def __init__(self, path: Path | None, world: bytes, held: dict[bytes, bytes] | None = None) -> None:
        self._world, self._held = world, held
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._empty = False  # as in a clean build, in which what was put is not asked for again
        self.folder = path.parent if path else None
        self._waiting = 0  # bytes in them
        self._file = self._opened(path) if path else None

    def _opened(self, path: Path) -> sqlite3.Connection | None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            for again in (True, False):
                try:
                    file = sqlite3.connect(path, isolation_level=None)
                    for name, value in _SETTINGS.items():
                        file.execute(f"PRAGMA {name} = {value}")
                    file.execute(_SCHEMA)
                    self._empty = not file.execute("SELECT key FROM made LIMIT 1").fetchall()
                    return file
                except sqlite3.DatabaseError:
                    if again:
                        path.unlink(missing_ok=True)
        except OSError:  # a folder that cannot be written
            pass
        return None

    def key(self, *made_of: object) -> bytes:
        """The key of what is made of ``made_of``, each a text, bytes or what ``repr`` says all of, in this world."""
        found = hashlib.blake2b(key=self._world, digest_size=_HASH)
        for part in made_of:
            kind = type(part)  # a text may be a whole page, which ``repr`` would look through sign by sign
            data: Any = part if kind is bytes or kind is str else repr(part)
            data = data if kind is bytes else data.encode("utf-8", "surrogatepass")
            found.update(b"%d,%d:" % ((kind is str) + 2 * (kind is bytes), len(data)))
            found.update(data)
        return found.digest()

    def get(self, key: bytes) -> Any:
        """The entry, or ``None`` where there is none that is whole."""
        if self._held is not None and (text := self._held.get(key)):
            self._used.add(key)
            return marshal.loads(text)  # noqa: S302  ours
        if not self._file or self._empty or key in self._new:
            return None
        try:
            row = self._file.execute("SELECT value FROM made WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        if not row:
            return None
        stored = memoryview(row[0])[_HASH:]
        if _hash(key, stored) != row[0][:_HASH]:
            return None
        self._used.add(key)
        if self._held is not None:
            self._held[key] = bytes(stored)
        return marshal.loads(stored)  # noqa: S302  ours, as its hash says

    def put(self, key: bytes, value: Any) -> None:
        """Keep an entry of plain texts, bytes, numbers, lists, tuples and dicts; ``ValueError`` for any other."""
        if self._file:
            text = marshal.dumps(value)
            if self._held is not None:
                self._held[key] = text
                self._used.add(key)
            self._new[key] = _hash(key, text) + text
            self._waiting += len(text)
            if self._waiting > _MOST:  # written now and then, so that memory does not grow with the site
                self._write()

    def memo(self, made_of: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """What ``make`` gives, from the cache where it was made of the same before."""
        key = self.key(*made_of)
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def _write(self) -> None:
        assert self._file  # noqa: S101
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", self._new.items())
            self._file.execute("COMMIT")
        except sqlite3.DatabaseError:  # full, locked by another build, or broken
            self._file = None
        self._used.update(self._new)
        self._new.clear()
        self._waiting = 0

    def close(self) -> None:
        """Write what is new, and drop what this build did not use once that is the larger part.

        Until then it may be of use to the next, such as a live preview, or a page that is changed and changed back.
        """
        held = self._held or {}
        for key in held.keys() - self._used:
            del held[key]
        if not self._file:
            return
        self._write()
        if self._file:
            try:
                old = {key for (key,) in self._file.execute("SELECT key FROM made")} - self._used
                if len(old) > len(self._used):
                    self._file.executemany("DELETE FROM made WHERE key = ?", ((key,) for key in old))
            except sqlite3.DatabaseError:
                pass
            self._file.close()
            self._file = None


def _hash(key: bytes, text: bytes | memoryview) -> bytes:
    return hashlib.blake2b(text, key=key, digest_size=_HASH).digest()
