"""The copy of the site to read offline."""

import datetime
import zipfile

import pytest

from guide.exports import offline_copy
from guide.rendering.marker_content import ZIP

DAY = datetime.date(2026, 11, 21)
OFFER = '<p class="offline"><a href="x.zip">Hämta</a> ({}, 21 november 2026).</p><p>Kvar</p>'
NOTES = {"a.html": '<p class="offline">Kopian.</p>', "en/a.html": '<p class="offline">The copy.</p>'}


@pytest.fixture
def make(tmp_path):
    """Return a function that creates a small site with its offline copy, and returns its folder."""

    def make(day=DAY, name="site"):
        site = tmp_path / name
        (site / "en").mkdir(parents=True)
        (site / "a.html").write_text(OFFER.format("0,0 MB"), "utf-8")
        (site / "en/a.html").write_text(OFFER.format("0.0 MB"), "utf-8")
        (site / "b.js").write_text("1")
        (site / "large.csv").write_bytes(b"".join(number.to_bytes(4, "big") for number in range(0, 2**32, 4099)))
        (site / "sitemap.xml.gz").write_bytes(b"x")
        (site / "b.js.br").write_bytes(b"x")
        offline_copy.write(site, day, NOTES)
        return site

    return make


def test_copy_contains_the_site_and_an_offline_note(make):
    site = make()
    with zipfile.ZipFile(site / ZIP) as copy:
        names = [name.removeprefix("smart-specialisation/") for name in copy.namelist()]
        assert names == ["a.html", "b.js", "en/a.html", "large.csv"]  # not the precompressed files, nor itself
        assert copy.read("smart-specialisation/large.csv") == (site / "large.csv").read_bytes()
        assert copy.read("smart-specialisation/a.html").decode() == f"{NOTES['a.html']}<p>Kvar</p>"
        assert copy.read("smart-specialisation/en/a.html").decode() == f"{NOTES['en/a.html']}<p>Kvar</p>"


def test_download_size_is_localised(make):
    site = make()
    size = f"{(site / ZIP).stat().st_size / 1e6:.1f}"
    assert float(size) > 0.5
    assert (site / "a.html").read_text("utf-8") == OFFER.format(f"{size.replace('.', ',')} MB")
    assert (site / "en/a.html").read_text("utf-8") == OFFER.format(f"{size} MB")


def test_copy_is_reproducible(make):
    one, other = make(), make(name="other")
    (other / "b.js").touch()
    (other / "b.js").chmod(0o600)
    offline_copy.write(other, DAY, NOTES)
    assert (one / ZIP).read_bytes() == (other / ZIP).read_bytes()


@pytest.mark.parametrize(
    ("day", "dated"),
    [
        (DAY, (2026, 11, 21)),
        (datetime.date(1980, 1, 1), (1980, 1, 1)),  # the first and the last that a build can have: build_date.py
        (datetime.date(2106, 2, 7), (2106, 2, 7)),
    ],
)
def test_archived_files_have_the_build_date(make, day, dated):
    with zipfile.ZipFile(make(day) / ZIP) as copy:
        assert {entry.date_time for entry in copy.infolist()} == {(*dated, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in copy.infolist()} == {0o644}
