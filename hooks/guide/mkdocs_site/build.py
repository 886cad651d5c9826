"""Build the site next to the one that is shown, and put it in its place once all is well: ``make site``.

python -m guide guide.mkdocs_site.build [SITE] [--precompress]
python -m guide guide.mkdocs_site.build [SITE] --back            put the previous site back

MkDocs builds into a folder of its own. Strict mode stops it after every hook has run, so only this program, which sees
it end, can know that the new site is good. Until then nothing touches the shown one.
"""

import argparse
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from guide.data import reporting
from guide.hosting import precompressed, swap
from guide.mkdocs_site import build_date, settings

ROOT = Path(__file__).resolve().parents[3]
HOOKS = str(Path(__file__).resolve().parents[2])
FOLDER = ".build"  # next to the site, so that both are on one disk


def build(root: Path, site: Path, precompress: bool = False) -> int:
    """Build the project at ``root`` and publish it at ``site``; return 0, or what MkDocs ended with if that failed.

    ``precompress`` puts precompressed files next to the others. Raises ``BuildRunningError`` where another build of the
    same site is under way, and ``OSError`` where the new site cannot be put in its place.
    """
    folder = site.resolve().parent / FOLDER
    if (root / "docs").resolve() in (site.resolve(), *folder.parents):
        raise OSError(errno.EINVAL, "Among the pages", str(site))
    new = folder / "site"
    with swap.locked(folder) as lock:
        swap.clear(new, site)
        try:
            if failed := _mkdocs(root, new, lock):
                return failed
            if precompress:
                precompressed.write(new)
            swap.publish(new, site)
        finally:
            swap.clear(new, site)
    return 0


def back(site: Path) -> bool:
    """Swap ``site`` with the one shown before it; return whether there was one. Raises as ``build`` does."""
    folder = site.resolve().parent / FOLDER
    with swap.locked(folder):
        if has_previous := swap.previous(folder).exists():
            swap.publish(swap.previous(folder), site)
    return has_previous


def _mkdocs(root: Path, new: Path, lock: int) -> int:
    """Let MkDocs build into ``new``; it inherits the lock, should it outlive us."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (HOOKS, os.environ.get("PYTHONPATH"))))}
    if not build_date.check():  # MkDocs reports what is wrong with it along with all else
        date = build_date.of(root)
        environ[build_date.VARIABLE] = str(date.epoch)
        if date.reviewed:
            print(reporting.message(root, "dated", date=date.day.isoformat()), flush=True)
    command = [sys.executable, "-m", "guide", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    process = None
    try:
        with _signals_held() as before:  # or one that comes while MkDocs starts would leave it running
            as_before = partial(signal.pthread_sigmask, signal.SIG_SETMASK, before)
            process = subprocess.Popen(command, cwd=root, env=environ, pass_fds=[lock], preexec_fn=as_before)
        return process.wait()
    finally:
        if process:
            process.kill()  # it has ended, unless this program was told to stop
            process.wait()


@contextmanager
def _signals_held() -> Iterator[set[signal.Signals]]:
    """Hold signals to stop until the block ends; yield the signals that were held before."""
    before: Any = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield before
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def main(*arguments: str) -> int:
    """Build and publish; return what to end with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--precompress", action="store_true", help="put .gz and .br next to the files, for nginx")
    parser.add_argument("--back", action="store_true", help="show the site before this one again")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # KeyboardInterrupt ends MkDocs too, and clears up
    os.umask(0o022)  # everyone can read what is published, whoever builds it
    if not given.back and (problems := settings.fatal(ROOT)):
        print("\n".join([*reporting.lines(problems, ROOT), ""]), file=sys.stderr)
        print(reporting.message(ROOT, "problems", count=len(problems)), file=sys.stderr)
        return 1
    try:
        if given.back and not back(given.site):
            print(reporting.message(ROOT, "none_before"), file=sys.stderr)
            return 1
        if not given.back and (failed := build(ROOT, given.site, given.precompress)):
            return failed
    except swap.BuildRunningError:
        print(reporting.message(ROOT, "running"), file=sys.stderr)
        return 1
    except OSError as error:
        print(reporting.message(ROOT, "unpublished", reason=reporting.reason(error, ROOT)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(reporting.message(ROOT, "done", file=f"{given.site}/index.html"))
    return 0
