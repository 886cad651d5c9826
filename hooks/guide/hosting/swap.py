"""Put a finished site in place of the one shown, between two requests, and let one build run at a time.

The two folders change places by one call of the system where it has such a call, renameat2(2) on Linux and
renamex_np(2) on macOS; elsewhere by two renames, between which there is no site for some microseconds.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100  # from fcntl.h of Linux: relative paths start at the current folder
_RENAME_EXCHANGE = 2  # from linux/fs.h
_RENAME_SWAP = 2  # from sys/stdio.h of macOS
_GRACE = 0.1  # seconds: time for requests that found the old folder to open their file


class BuildRunningError(Exception):
    """Another build has the lock."""


@contextmanager
def locked(folder: Path) -> Iterator[int]:
    """Hold the lock of the build folder ``folder``, which is made if need be; raises ``BuildRunningError``.

    The lock is the kernel's (flock(2)) and ends with the last process that has the file open, however that ends.
    Yields its descriptor, for a process that does part of the build and may outlive this one. The file itself stays:
    removing it could leave two builds with a lock each, on two files of one name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildRunningError from None
        yield file.fileno()


def clear(new: Path, shown: Path) -> None:
    """Remove what a build left at ``new``; a site that it had taken down is put back at ``shown``."""
    old, target = _old(new), shown.resolve()
    if old.exists() and not target.exists():
        old.rename(target)
    remove(new)
    remove(old)


def publish(new: Path, shown: Path) -> None:
    """Put the folder ``new`` in the place of ``shown``, and keep what was there as ``previous``; ``new`` is then gone.

    Both must be on one disk; a link at ``shown`` stays. Raises ``OSError`` where the system does not let folders
    change places, or ``shown`` is a folder of something else, such as ``docs``; what was shown is then as it was.
    """
    target = shown.resolve()
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").is_file():
        raise OSError(errno.ENOTEMPTY, "Not a site", str(target))
    if not target.exists():
        new.rename(target)
        return
    if not _exchange(new, target):
        _rename_twice(new, target)
    time.sleep(_GRACE)
    if not any(new.iterdir()):
        new.rmdir()
    elif new != previous(new.parent):  # else the two have changed places, and the newer one can be put back
        remove(previous(new.parent))
        new.rename(previous(new.parent))


def previous(folder: Path) -> Path:
    """Return where the site that was shown before the present one is, in the build folder ``folder``."""
    return folder / "previous"


def remove(path: Path) -> None:
    """Remove a folder with all that is in it, or a file, if there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; return ``False`` where the system or the disk cannot do that."""
    paths = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None)
    if sys.platform == "darwin":
        exchange = getattr(libc, "renamex_np", None)
        arguments: tuple[int | bytes, ...] = (*paths, _RENAME_SWAP)
    else:
        exchange = getattr(libc, "renameat2", None)  # glibc has it since 2.28
        arguments = (_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    # Any other obstacle prevents a rename too, whose error says why.
    return exchange is not None and exchange(*arguments) == 0


def _rename_twice(new: Path, shown: Path) -> None:
    """Let two folders change places by renames; what is shown comes back if the second one fails."""
    old = _old(new)
    shown.rename(old)
    try:
        new.rename(shown)
    except OSError:
        old.rename(shown)
        raise
    old.rename(new)


def _old(new: Path) -> Path:
    """Return where the shown site is between two renames."""
    return new.with_name(f"{new.name}-old")
