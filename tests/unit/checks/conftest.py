"""A small valid project for the tests of the checks to change."""

import pytest

from guide.data.catalogue import REGISTERS
from unit.checks import small_project
from unit.conftest import ROOT


@pytest.fixture
def project(tmp_path):
    """Return the root of a small valid project: two pages, one example, one region."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs/assets").mkdir(parents=True)
    for name in ("karta", "bild", "share-sv", "share-en"):
        (tmp_path / f"docs/assets/{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "docs/assets/favicon.svg").write_bytes((ROOT / "docs/assets/favicon.svg").read_bytes())
    for folder, names in {"js": ("site.js", "example.js"), "css": ("base.css", "tokens.css", "site.css")}.items():
        (tmp_path / "docs/assets" / folder).mkdir()
        for name in names:
            (tmp_path / "docs/assets" / folder / name).touch()
    for name in ("hooks", "overrides", "data/schema", "data/strings.yaml", "data/words.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in REGISTERS:
        (tmp_path / f"data/{name}.yaml").write_text("[]\n", "utf-8")
    for name, text in small_project.FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\nnav:\n  - index.md\n  - vision.md\n", "utf-8")
    small_project.mark(tmp_path)
    return tmp_path
