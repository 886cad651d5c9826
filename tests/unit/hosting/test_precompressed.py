"""Precompressed files: which are written, and that they are reproducible."""

import gzip
import os

import brotli
import pytest

from guide.hosting import precompressed

TEXT = b"<p>text</p>" * 1000


def test_writes_brotli_and_gzip_of_the_original(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.html").write_bytes(TEXT)
    os.utime(tmp_path / "en/a.html", (1, 1))
    precompressed.write(tmp_path)
    forms = {path.name: path for path in (tmp_path / "en").iterdir()}
    assert sorted(forms) == ["a.html", "a.html.br", "a.html.gz"]
    assert gzip.decompress(forms["a.html.gz"].read_bytes()) == TEXT
    assert brotli.decompress(forms["a.html.br"].read_bytes()) == TEXT
    assert {path.stat().st_mtime for path in forms.values()} == {1}


def test_precompressed_files_are_reproducible(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_bytes(TEXT)
        precompressed.write(tmp_path / name)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("small.html", TEXT[:1023]),
        ("a.png", TEXT),
        ("a.zip", TEXT),
        ("sitemap.xml.gz", TEXT),
        ("noise.csv", os.urandom(2000)),
    ],
)
def test_skips_files_that_do_not_benefit(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    precompressed.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_keeps_existing_precompressed_files(tmp_path):
    (tmp_path / "sitemap.xml").write_bytes(TEXT)
    (tmp_path / "sitemap.xml.gz").write_bytes(b"as MkDocs made it")
    precompressed.write(tmp_path)
    assert (tmp_path / "sitemap.xml.gz").read_bytes() == b"as MkDocs made it"
    assert (tmp_path / "sitemap.xml.br").exists()
