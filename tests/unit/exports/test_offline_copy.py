"""The copy to read offline."""

import datetime
import zipfile

from guide.exports.offline_copy import ZIP, offline_copy

DAY = datetime.date(2026, 11, 21)


def make(site, last=None, same=()):
    site.mkdir()
    (site / "a.html").write_text('<p class="offline"><a href="x.zip">Hämta</a> (0,0 MB).</p><p>Kvar</p>')
    (site / "b.js").write_text("1")
    (site / "large.csv").write_bytes(bytes(range(256)) * 10_000)
    (site / "sitemap.xml.gz").write_bytes(b"x")
    offline_copy(site, DAY, {"a.html": '<p class="offline">Kopian.</p>'}, last, same)
    return site


def test_the_copy_has_the_site_and_says_that_it_is_a_copy(tmp_path):
    with zipfile.ZipFile(make(tmp_path / "site") / ZIP) as copy:
        assert copy.namelist() == [f"smart-specialisation/{name}" for name in ("a.html", "b.js", "large.csv")]
        assert copy.read("smart-specialisation/large.csv") == bytes(range(256)) * 10_000
        assert copy.read("smart-specialisation/a.html").decode() == '<p class="offline">Kopian.</p><p>Kvar</p>'


def test_the_offer_tells_the_size(tmp_path):
    page = (make(tmp_path / "site") / "a.html").read_text()
    assert page == '<p class="offline"><a href="x.zip">Hämta</a> (0,0 MB).</p><p>Kvar</p>'  # a kilobyte is 0,0 MB


def test_the_same_site_gives_the_same_bytes(tmp_path):
    assert (make(tmp_path / "one") / ZIP).read_bytes() == (make(tmp_path / "two") / ZIP).read_bytes()


def test_what_stands_in_the_last_copy_as_it_is_now_is_taken_from_there(tmp_path):
    last = make(tmp_path / "last") / ZIP
    again = make(tmp_path / "again", last, {"b.js", "large.csv", "new.html"}) / ZIP
    assert again.read_bytes() == last.read_bytes()
    data = bytearray(last.read_bytes())
    marked = data.index(b"b.js") + len(b"b.js")
    data[marked] ^= 1  # so that it can be told from what would be packed anew
    last.write_bytes(data)
    from_last = make(tmp_path / "from last", last, {"b.js"}) / ZIP
    assert from_last.read_bytes()[marked] == data[marked]
    assert (make(tmp_path / "anew", last) / ZIP).read_bytes()[marked] != data[marked]
