"""Files of the last site are taken over only as the last build left them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kept import Kept, stamp

NAMES = ["a.html", "a.md"]


def touch(site: Path) -> None:
    (site / "a.md").write_text("edited")


def remove(site: Path) -> None:
    (site / "a.md").unlink()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    for name in NAMES:
        (tmp_path / "site" / name).write_text(name)
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("change", "taken"),
    [(lambda _: None, True), (touch, False), (remove, False)],
    ids=["as it was", "edited by hand", "half of it missing"],
)
def test_a_page_is_taken_only_as_it_was_left(site: Path, change, taken: bool):
    stamps = [stamp(str(site / name)) for name in NAMES]
    change(site)
    kept = Kept(site, site.parent / "aside")
    site.mkdir()
    assert kept.take(NAMES, stamps) is taken
    assert sorted(path.name for path in site.iterdir()) == (NAMES if taken else [])
    kept.forget()
    assert not (site.parent / "aside").exists()


@pytest.mark.parametrize("aside", [None, Path("missing/aside")], ids=["no cache", "a folder that cannot be"])
def test_without_a_place_for_it_nothing_is_moved(site: Path, aside: Path | None):
    stamps = [stamp(str(site / name)) for name in NAMES]
    kept = Kept(site, aside and site.parent / aside)
    assert kept.take(NAMES, stamps) is False
    kept.forget()
    assert sorted(path.name for path in site.iterdir()) == NAMES
