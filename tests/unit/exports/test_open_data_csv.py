"""The examples as a table for spreadsheets."""

import csv
import io
from dataclasses import replace

import pytest

from guide.data.entries import Organisation, Text
from guide.exports import open_data
from unit.exports.samples import FULL, SWEDISH, site


def rows(*examples, words):
    data = open_data.as_csv(site(*examples, strings=words))
    assert data.startswith(b"\xef\xbb\xbfid,language,")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_row_is_an_example_in_one_language(words):
    records = rows(FULL, SWEDISH, words=words)
    assert [(row["id"], row["language"]) for row in records] == [("a", "sv"), ("b", "sv"), ("b", "en")]
    swedish, english = records[1:]
    assert (swedish["title"], english["title"]) == ("svenska", "English")
    assert (swedish["countries"], english["countries"]) == ("Norge", "Norway")
    assert (swedish["steps"], english["evidence"]) == ("Analys", "Described by others")
    assert english["organisations"] == "Region Skåne; Vinnova"
    assert (english["start"], english["end"], english["place"]) == ("2016", "2018-06", "Viken")
    assert (swedish["gaps"], english["gaps"]) == ("Okänt", "")
    assert english["sources"] == "Sidan <https://a.se/sida>"
    assert english["page"] == "https://a.se/en/examples/b.html"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("https://x.se";"klicka")', '\'=HYPERLINK("https://x.se";"klicka")'),
        ("+1+1", "'+1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(1;1)", "'@SUM(1;1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("＝1+1", "'＝1+1"),
        ("1+1=2", "1+1=2"),
        ('"=1+1"\n=2', '"=1+1"\n=2'),
        ("a,b;c", "a,b;c"),
    ],
)
def test_no_cell_starts_a_formula(words, text, cell):
    hostile = replace(FULL, title=Text(text, text), organisations=(Organisation(Text(text), "region"),))
    for row in rows(hostile, words=words):
        assert (row["title"], row["organisations"]) == (cell, cell)


def test_table_does_not_depend_on_file_order(words):
    one, other = (
        open_data.as_csv(of) for of in (site(FULL, SWEDISH, strings=words), site(SWEDISH, FULL, strings=words))
    )
    assert one == other
