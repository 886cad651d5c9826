"""The copy of the site to read offline: a zip of everything."""

import datetime
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from guide.data.published import API
from guide.rendering.marker_content import ZIP, ZIP_SIZE

_OFFER = re.compile(r'<p class="offline">.*?</p>', re.DOTALL)  # what marker/offline.html writes
_LEVEL = 1  # of zlib: 6 takes four times as long and saves a tenth
# Precompressed files, and the API's single entries, which are in the whole files too.
_LEFT_OUT = re.compile(rf".*\.(?:gz|br)|{API}/(?!schema/)\w+/.*")


def write(site: Path, day: datetime.date, notes: Mapping[str, str]) -> None:
    """Write ``site`` as a zip inside itself, byte for byte the same for the same content and ``day`` (1980 to 2107).

    Left out are precompressed files, the API's single entries and the zip itself. ``notes`` has, by the address of each
    page with a link to the copy, the HTML that the copy has instead. The size in the link is filled in.
    """
    zip_path = site / ZIP
    with zipfile.ZipFile(zip_path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as copy:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            if name == ZIP or _LEFT_OUT.fullmatch(name):
                continue
            entry = zipfile.ZipInfo(f"{zip_path.stem}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            data = path.read_bytes()
            if name in notes:
                data = _OFFER.sub(lambda _, note=notes[name]: note, data.decode()).encode()  # type: ignore[misc]
            copy.writestr(entry, data, zipfile.ZIP_DEFLATED, _LEVEL)
    size = f"{zip_path.stat().st_size / 1e6:.1f} MB"
    for name in notes:
        page = site / name
        text = page.read_text("utf-8").replace(ZIP_SIZE, size)
        page.write_text(text.replace(ZIP_SIZE.replace(".", ","), size.replace(".", ",")), "utf-8")  # as in Swedish
