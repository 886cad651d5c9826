"""What the built site gives away: the copy to read offline."""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

ZIP = "smart-specialisation.zip"
# Where the page that offers the copy tells of it; the size is known only when the copy is made.
_END = zlib.compressobj(wbits=-15).flush()
OFFER = re.compile(r'<p class="offline">.*?</p>', re.DOTALL)
SIZE = "0.0 MB"
_CUTS = (b"<header", b"<article", b"</article>")  # what lies between is the same on many pages, but for the second


def offline_copy(site: Path, day: datetime.date, notes: Mapping[str, str]) -> None:
    """Write ``site`` as a zip inside itself, byte for byte the same for the same content and ``day``.

    Left out are source maps, compressed doubles and the zip itself. ``notes`` gives, by the address of each page that
    offers the copy, the HTML that stands in the copy in place of the offer. The offer's size is filled in.
    """
    target = site / ZIP
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    packed: dict[bytes, bytes] = {}
    with zipfile.ZipFile(target, "w") as copy:
        for path in sorted(path for path in site.rglob("*") if path.is_file() and path != target):
            name = path.relative_to(site).as_posix()
            if name.endswith((".map", ".gz")):
                continue
            data = path.read_bytes()
            if name in notes:
                data = OFFER.sub(notes[name].replace("\\", r"\\"), data.decode()).encode()
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", stamp)
            entry.external_attr = 0o644 << 16
            _add(copy, entry, data, _deflated(data, packed))
    size = f"{target.stat().st_size / 1e6:.1f} MB"
    for name in notes:
        page = site / name
        text = page.read_text("utf-8").replace(SIZE, size)
        page.write_text(text.replace(SIZE.replace(".", ","), size.replace(".", ",")), "utf-8")  # as Swedish writes it


def _deflated(data: bytes, packed: dict[bytes, bytes]) -> bytes:
    """``data`` compressed; the parts that pages share only once, kept in ``packed``.

    A part compressed by itself that ends at a full flush may stand after and before any other (RFC 1951; zlib's
    manual, ``Z_FULL_FLUSH``).
    """
    cuts = [data.find(cut) for cut in _CUTS]
    if -1 in cuts or cuts != sorted(cuts):
        return _part(data) + _END
    head, shared, text, foot = (data[start:end] for start, end in pairwise([0, *cuts, len(data)]))
    for part in (shared, foot):
        if part not in packed:
            packed[part] = _part(part)
    return _part(head) + packed[shared] + _part(text) + packed[foot] + _END


def _part(data: bytes) -> bytes:
    squeeze = zlib.compressobj(6, wbits=-15)
    return squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH)


def _add(copy: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes, deflated: bytes) -> None:
    """Put a file into the zip that is compressed already, for which the library has no way of its own."""
    entry.compress_type, entry.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(data)
    entry.file_size, entry.compress_size, entry.header_offset = len(data), len(deflated), copy.start_dir
    handle: Any = copy.fp
    handle.seek(copy.start_dir)
    handle.write(entry.FileHeader(False) + deflated)
    copy.start_dir = handle.tell()
    copy.filelist.append(entry)
    copy.NameToInfo[entry.filename] = entry
    copy._didModify = True  # type: ignore[attr-defined]
