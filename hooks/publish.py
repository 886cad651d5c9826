"""What the built site gives away: the copy to read offline."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

ZIP = "smart-specialisation.zip"
# Where the page that offers the copy tells of it; the size is known only when the copy is made.
OFFER = re.compile(r'<p class="offline">.*?</p>', re.DOTALL)
SIZE = "0.0 MB"
_LEVEL = 3  # half the time of the usual 6, for a twelfth more bytes


def offline_copy(site: Path, day: datetime.date, notes: Mapping[str, str]) -> None:
    """Write ``site`` as a zip inside itself, byte for byte the same for the same content and ``day``.

    Left out are compressed doubles and the zip itself. ``notes`` gives, by the address of each page that
    offers the copy, the HTML that stands in the copy in place of the offer. The offer's size is filled in.
    """
    target = site / ZIP
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w") as copy:
        for path in sorted(path for path in site.rglob("*") if path.is_file() and path != target):
            name = path.relative_to(site).as_posix()
            if name.endswith(".gz"):
                continue
            data = path.read_bytes()
            if name in notes:
                data = OFFER.sub(notes[name].replace("\\", r"\\"), data.decode()).encode()
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", stamp)
            entry.external_attr = 0o644 << 16
            copy.writestr(entry, data, zipfile.ZIP_DEFLATED, _LEVEL)
    size = f"{target.stat().st_size / 1e6:.1f} MB"
    for name in notes:
        page = site / name
        text = page.read_text("utf-8").replace(SIZE, size)
        page.write_text(text.replace(SIZE.replace(".", ","), size.replace(".", ",")), "utf-8")  # as Swedish writes it
