"""What the built site gives away: the copy to read offline."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deflate import crc32, deflate_compress

ZIP = "smart-specialisation.zip"
# Where the page that offers the copy tells of it; the size is known only when the copy is made.
OFFER = re.compile(r'<p class="offline">.*?</p>', re.DOTALL)
SIZE = "0.0 MB"
_LARGE = 1 << 20  # bytes
_LEVEL = 1  # of libdeflate: a third of the time of zlib's 3, and smaller; more would be twice as slow for 6 % less


class _Copy(zipfile.ZipFile):
    """A zip most of whose entries are whole in memory, each written in one go at half of what ``writestr`` costs."""

    def add_large(self, entry: zipfile.ZipInfo, path: Path) -> None:
        """Add the file at ``path``, compressed, without holding it in memory."""
        entry.compress_type = zipfile.ZIP_DEFLATED
        with path.open("rb") as source, self.open(entry, "w") as target:
            shutil.copyfileobj(source, target, _LARGE)

    def add(self, entry: zipfile.ZipInfo, data: bytes) -> None:
        """Add ``data``, compressed."""
        packed = deflate_compress(data, _LEVEL)
        entry.compress_type, entry.CRC = zipfile.ZIP_DEFLATED, crc32(data)
        entry.file_size, entry.compress_size = len(data), len(packed)
        self.add_packed(entry, entry.FileHeader() + packed)

    def add_packed(self, entry: zipfile.ZipInfo, record: bytes) -> None:
        """Add what ``record`` holds: the entry's header and its compressed data."""
        assert self.fp  # noqa: S101 - it is closed by nobody before
        entry.header_offset = self.start_dir
        self.fp.write(record)
        self.filelist.append(entry)
        self.NameToInfo[entry.filename] = entry
        self.start_dir = self.fp.tell()
        self._didModify = True


@contextmanager
def _packed(path: Path | None) -> Iterator[Callable[[zipfile.ZipInfo], bytes | None]]:
    """A function that gives the record of an entry as it stands in the zip at ``path``, made here on the same day."""
    if path is None:
        yield lambda _: None
        return
    with zipfile.ZipFile(path) as last:
        entries = last.infolist()
        ends = [*(entry.header_offset for entry in entries[1:]), last.start_dir]
        found = {entry.filename: (entry, end) for entry, end in zip(entries, ends, strict=True)}

        def record(entry: zipfile.ZipInfo) -> bytes | None:
            if not (known := found.get(entry.filename)):
                return None
            before, end = known
            for part in ("compress_type", "CRC", "file_size", "compress_size"):
                setattr(entry, part, getattr(before, part))
            assert last.fp  # noqa: S101 - it is open
            return os.pread(last.fp.fileno(), end - before.header_offset, before.header_offset)

        yield record


def offline_copy(
    site: Path,
    day: datetime.date,
    notes: Mapping[str, str],
    last: Path | None = None,
    same: Collection[str] = (),
) -> None:
    """Write ``site`` as a zip inside itself, byte for byte the same for the same content and ``day``.

    Left out are compressed doubles and the zip itself. ``notes`` gives, by the address of each page that
    offers the copy, the HTML that stands in the copy in place of the offer. The offer's size is filled in.
    ``last`` is such a zip, of the same day, in which the files ``same`` stand as they are now: they are not compressed
    again.
    """
    target = site / ZIP
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    with _Copy(target, "w") as copy, _packed(last) as packed:
        for name in sorted(_names(site), key=lambda name: name.replace("/", "\0")):
            if name == ZIP or name.endswith(".gz"):
                continue
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", stamp)
            entry.external_attr = 0o644 << 16
            if name in same and (record := packed(entry)):
                copy.add_packed(entry, record)
                continue
            if (site / name).stat().st_size > _LARGE:
                copy.add_large(entry, site / name)
                continue
            data = (site / name).read_bytes()
            if name in notes:
                data = OFFER.sub(notes[name].replace("\\", r"\\"), data.decode()).encode()
            copy.add(entry, data)
    size = f"{target.stat().st_size / 1e6:.1f} MB"
    for name in notes:
        page = site / name
        text = page.read_text("utf-8").replace(SIZE, size)
        page.write_text(text.replace(SIZE.replace(".", ","), size.replace(".", ",")), "utf-8")  # as Swedish writes it


def _names(site: Path) -> Iterator[str]:
    """Every file below ``site``, by its path from there."""
    for folder, _, names in os.walk(site):
        below = Path(folder).relative_to(site)
        yield from (f"{below.as_posix()}/{name}" if below.parts else name for name in names)
