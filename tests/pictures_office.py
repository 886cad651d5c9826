"""Take pictures of the worksheets' office files in LibreOffice: part of `make pictures`.

Called as `pictures_office.py SITE FOLDER [PART]`: writes FOLDER/NAME-PAGE.png for each file below SITE or, where not all
are wanted, for those with PART in their address. Needs libreoffice-writer, libreoffice-calc and poppler-utils (Debian).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KINDS = (".docx", ".xlsx")
DPI = "60"


def pictures(site: Path, folder: Path, part: str = "") -> list[Path]:
    """Write the pictures of the files below ``site`` with ``part`` in their address to ``folder``, and return them.

    Raises ``OSError`` without LibreOffice, and ``RuntimeError`` where it cannot open a file.
    """
    files = sorted(
        path for path in site.rglob("*") if path.suffix in KINDS and part in path.relative_to(site).as_posix()
    )
    if not files:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        for file in files:  # two languages may have files of the same name
            (place / f"{_name(file, site)}{file.suffix}").write_bytes(file.read_bytes())
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"  # not the user's own profile
        copies = sorted(str(path) for path in place.iterdir())
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", temporary, *copies]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for copy in copies:
            pdf = Path(copy).with_suffix(".pdf")
            if not pdf.exists():
                raise RuntimeError(f"LibreOffice cannot convert {Path(copy).name}")
            subprocess.run(["pdftoppm", "-r", DPI, "-png", str(pdf), str(folder / pdf.stem)], check=True)
    return sorted(folder.glob("office-*.png"))


def _name(file: Path, site: Path) -> str:
    return f"office-{'-'.join(file.relative_to(site).with_suffix('').parts)}"


if __name__ == "__main__":
    if not shutil.which("soffice"):
        print("no LibreOffice: no pictures of office files")
    else:
        print(f"{len(pictures(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))} pictures of office files")
