"""The formats of texts, such as dates and URLs, and invisible characters."""

import pytest

from guide.data.formats import CROWDED, composed, invisible, is_date, is_isbn, is_moment, is_url


@pytest.mark.parametrize("text", ["2026-01-31", "2024-02-29"])
def test_accepts_calendar_dates(text):
    assert is_date(text)


@pytest.mark.parametrize("text", ["", "2026", "2026-01", "2026-02-30", "2026-13-01", "20260131", "2026-W01-1", "31/1 2026", "2026-01-31T00:00"])  # fmt: skip
def test_rejects_invalid_dates(text):
    assert not is_date(text)


@pytest.mark.parametrize("text", ["978-91-0-000000-4", "9789100000004", "1-84064-993-3", "0-8044-2957-X", "080442957x"])
def test_accepts_isbn_with_valid_check_digit(text):
    assert is_isbn(text)


@pytest.mark.parametrize("text", ["978-91-0-000000-1", "1-84064-993-4", "91-0-000000", "----------", "X", "ISBN 978-91-0-000000-4", "978–91–0–000000–4"])  # fmt: skip
def test_rejects_invalid_isbn(text):
    assert not is_isbn(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [("[" * 1000, None), ("[" * 1001, 0), ("a\n\nb\n\nc\n" + "[x\ny " * 1001, 8), ("[x\n\n" * 2000, None)],
)
def test_finds_paragraph_with_over_1000_brackets(text, at):
    match = CROWDED.search(text)
    assert (match and match.start()) == at


@pytest.mark.parametrize(("text", "moment"), [("2026-01", True), ("2026-01-31", True), ("2026", False), ("2026-13", False), ("2026-1", False), ("2026-02-30", False), ("", False)])  # fmt: skip
def test_moment_is_a_month_or_a_day(text, moment):
    assert is_moment(text) == moment


@pytest.mark.parametrize("text", ["https://a.se", "http://a.se:80/b?c=d#e", "https://åäö.se/å(1)", "HTTPS://A.SE", "https://a-b.c_d.se./x", "https://127.0.0.1/", "mailto:a@b.se"])  # fmt: skip
def test_accepts_absolute_urls(text):
    assert is_url(text)


@pytest.mark.parametrize("text", ["", "a.se", "//a.se", "/a", "https:a.se", "https://a", "https://a.se/b c", "https://a.se/'", 'https://a.se/"', "https://a.se/<", "https://a.se/`", "https://a.se/{x}", "https://a.se\\b", "https://a.se:x", "https://[a.se", "https://b.se@a.se", "https://a.se/\u202e", "https://a.se/\x00", "javascript:alert(1)", "data:text/html,x", "ftp://a.se", "file:///etc/passwd", "mailto:a", "https://.", "https://..", "https://a..se", "https://-a.se", "https://a.-se", "https://.se", "https://_.se"])  # fmt: skip
def test_rejects_invalid_urls(text):
    assert not is_url(text)


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("a\u202eb\u200bc", "U+202E"),
        ("\u200b", "U+200B"),
        ("\ufeff", "U+FEFF"),
        ("a\ufe0f", "U+FE0F"),
        ("\U000e0041", "U+E0041"),
        ("\u2028", "U+2028"),
        ("\x07", "U+0007"),
        ("\r", "U+000D"),
        ("\u3164", "U+3164"),
    ],
)
def test_first_invisible_character_is_named(text, character):
    assert invisible(text) == character


@pytest.mark.parametrize("text", ["", "Å, ä – ”ö”…\n\t", "soft\xadhyphen", "no\xa0break", "thin\u2009space", "\u202f", "αβγ", "東京", "🚀", "\u2011"])  # fmt: skip
def test_letters_signs_and_spaces_are_visible(text):
    assert invisible(text) is None


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Va\u0308stra Go\u0308taland, A\u030angstro\u0308m", "Västra Götaland, Ångström"),
        ("e\u0301tude", "étude"),
        ("re\xadgi\xado\xadnen", "regionen"),
        ("\ufb01nans, o\ufb03ce, \ufb06", "finans, office, st"),
        ("\u212b", "Å"),
        ("m² ½ … №", "m² ½ … №"),  # NFC leaves these unchanged
        ("\N{ROCKET}", "\N{ROCKET}"),
    ],
)
def test_composed_normalises_letters_and_ligatures(text, one):
    assert composed(text) == one


@pytest.mark.parametrize("emoji", ["❤️", "👩\u200d🚒", "1️⃣", "🏳️\u200d🌈", "👍🏽", "🇸🇪", "🚀", "☎️ 🏴\u200d☠️"])
def test_emoji_may_contain_invisible_characters(emoji):
    assert invisible(f"Text {emoji}, text") is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [("a\ufe0f", "U+FE0F"), ("❤️ a\u200db", "U+200D"), ("🚀\ufe0f\ufe0f", "U+FE0F"), ("\u2800 ❤️", "U+2800")],
)
def test_invisible_characters_outside_emoji_are_reported(text, sign):
    assert invisible(text) == sign
