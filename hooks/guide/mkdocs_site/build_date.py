"""The date of a build: the same for the same commit, whoever builds it, wherever and whenever."""

import calendar
import datetime
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guide.data.documents import Document, Problem, read_bytes

VARIABLE = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/
# The range of zip begins in 1980; that of gzip, with which MkDocs packs the sitemap, ends in 2106.
EARLIEST, LATEST = 315532800, 2**32 - 1
_SECONDS = re.compile(r"-?[0-9]+")
_REVIEWED = re.compile(r"""^[ -]*reviewed: ['"]?(\d{4}-\d\d-\d\d)\b""", re.MULTILINE)


@dataclass(frozen=True)
class BuildDate:
    """A moment in seconds since 1970, within the range of archives; ``reviewed`` where no commit gave it."""

    epoch: int
    reviewed: bool = False

    @property
    def day(self) -> datetime.date:
        """Its day in UTC."""
        return datetime.datetime.fromtimestamp(self.epoch, datetime.UTC).date()


def of(root: Path, environ: Mapping[str, str] = os.environ) -> BuildDate:
    """Return the date of a build of the project at ``root``: never today's.

    It is ``SOURCE_DATE_EPOCH``, unless that is empty or ``check`` rejects it; else the date of the commit;
    else, without git or in a copy without its history, the newest day on which a page or an entry was reviewed.
    """
    given = environ.get(VARIABLE, "").strip()
    seconds = given if _SECONDS.fullmatch(given) else _commit(root)
    newest = datetime.date.min if seconds else max(_reviewed(root), default=datetime.date.min)
    epoch = int(seconds[:16]) if seconds else calendar.timegm(newest.timetuple())
    return BuildDate(min(max(epoch, EARLIEST), LATEST), reviewed=not seconds)


def check(environ: Mapping[str, str] = os.environ) -> list[Problem]:
    """Return a problem where ``SOURCE_DATE_EPOCH`` is set but is not a number of seconds."""
    given, doc = environ.get(VARIABLE, "").strip(), Document(VARIABLE)
    if given and not _SECONDS.fullmatch(given):
        doc.add("bad_epoch", line=1, value=given[:80])
    return doc.problems


def _commit(root: Path) -> str:
    """Return the time in seconds of the current commit of the project at ``root``; empty where that is unknown.

    A folder that is merely inside the work tree of another project, such as an unpacked zip, has no commit.
    """
    if git(root, "ls-files", "--error-unmatch", "mkdocs.yml"):
        return git(root, "log", "-1", "--no-show-signature", "--format=%ct")
    return ""


def git(root: Path, *arguments: str) -> str:
    """Return the output of git; empty where there is no git, or it fails.

    Git refuses to read a clone that belongs to somebody else, whose settings could run programs. Whoever builds the
    site runs the programs in it, so nothing is won by that here.
    """
    command = ["git", "-c", "safe.directory=*", *arguments]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def _reviewed(root: Path) -> Iterator[datetime.date]:
    """Yield the days on which pages and entries of the project were reviewed."""
    for path in [*(root / "docs").rglob("*.md"), *(root / "data").glob("*.yaml")]:
        with suppress(OSError):  # reported with what cannot be read
            for day in _REVIEWED.findall(read_bytes(path).decode("utf-8", "replace")):
                with suppress(ValueError):  # 2026-02-30: reported with its page
                    yield datetime.date.fromisoformat(day)
