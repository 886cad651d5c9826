"""Checks for unknown words and for text in the wrong language."""

import pytest

import spelling
from guide.data.documents import Document
from unit.checks.small_project import ABOUT_SV, EXAMPLES, TEXT_EN, TEXT_SV, VISION_EN, VISION_SV, check, mark, reported
from unit.conftest import ROOT

# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "spelling": (
        [(VISION_SV, TEXT_SV, "En kort text om rejgionen.")],
        [(f"{VISION_SV}:9", "error", "ordet ”rejgionen” finns inte i ordlistan; menade du ”regionen”? Är det rätt så lägg till det i data/words.txt",
          "the word ‘rejgionen’ is not in the dictionary; did you mean ‘regionen’? If it is right, add it to data/words.txt")],
    ),
    "American spelling": (
        [(VISION_EN, TEXT_EN, "A short text on the favorite aims.")],
        [(f"{VISION_EN}:10", "error", "ordet ”favorite” finns inte i ordlistan; menade du ”favourite”? Är det rätt så lägg till det i data/words.txt",
          "the word ‘favorite’ is not in the dictionary; did you mean ‘favourite’? If it is right, add it to data/words.txt")],
    ),
    "UTF-8 taken for Windows-1252, and a name that looks like it": (
        [(VISION_SV, TEXT_SV, "Målen fÃ¶r SÃO Tomé."), (EXAMPLES, "en: What was done.", "en: What â€“ was done.")],
        [(f"{EXAMPLES}:12", "error", "first: 'â€“' har blivit fel när texten kopierades eller sparades; skriv '–'",
          "first: 'â€“' went wrong when the text was copied or saved; write '–'"),
         (f"{VISION_SV}:9", "error", "'fÃ¶r' har blivit fel när texten kopierades eller sparades; skriv 'för'",
          "'fÃ¶r' went wrong when the text was copied or saved; write 'för'")],
    ),
    "spelling without a guess, in a record": (
        [(EXAMPLES, ABOUT_SV, "sv: >-\n      Vad som gjordes\n      i qwrtzp.")],
        [(f"{EXAMPLES}:13", "error", "first: description (sv): ordet ”qwrtzp” finns inte i ordlistan; rätta det, eller lägg till det i data/words.txt om det är rätt",
          "first: description (sv): the word ‘qwrtzp’ is not in the dictionary; correct it, or add it to data/words.txt if it is right")],
    ),
    "compounds, own words, names, abbreviations and genitives are known": (
        [(VISION_SV, TEXT_SV, "Innovationsstrategin för fyrhelix i Region Skåne, OECD:s TechTank-nätverk och Skånes kustkommuner."),
         (VISION_EN, TEXT_EN, "Skåne’s strategy, the OECD’s TechTank and the programme’s aims in Östersund.")],
        [],
    ),
    "English among Swedish": (
        [(VISION_SV, TEXT_SV, "En kort text. Write the text that the region needs here.")],
        [(f"{VISION_SV}:9", "error", "”Write the text that the region needs here.” är på engelska men ska vara på svenska; översätt det",
          "‘Write the text that the region needs here.’ is in English but should be in Swedish; translate it")],
    ),
    "Swedish among English, in a record": (
        [(EXAMPLES, "en: What was done.", "en: Vad som gjordes i hela länet.")],
        [(f"{EXAMPLES}:12", "error", "first: description (en): ”Vad som gjordes i hela länet.” är på svenska men ska vara på engelska; översätt det",
          "first: description (en): ‘Vad som gjordes i hela länet.’ is in Swedish but should be in English; translate it")],
    ),
    "references to characters, and keys without their brackets, which are reported elsewhere": (
        [(EXAMPLES, "en: What was done.", "en: What&nbsp;was done &amp; why."), (VISION_SV, TEXT_SV, "En text [@qwrtzp-2020, s. 3] (@qwrtzp-cop), @qwrtzp-cop.")],
        [(f"{VISION_SV}:9", "error", f"{key} är ingen källhänvisning; skriv [@id]", f"{key} is not a citation; write [@id]")
         for key in ("[@qwrtzp-2020, s. 3]", "(@qwrtzp-cop)", "@qwrtzp-cop")],
    ),
    "notes of changes, in a page and in a record": (
        [(VISION_SV, "reviewed: 2026-11-21\n", "reviewed: 2026-11-21\nchanges:\n- date: 2026-11-21\n  sv: Nya mål.\n  en: Vad som gjordes i hela länet.\n"),
         (EXAMPLES, "  evidence:", "  changes:\n  - {date: 2026-11-21, sv: Nya rejgioner., en: New regions.}\n  evidence:")],
        [(f"{EXAMPLES}:19", "error", "first: changes[1] (sv): ordet ”rejgioner” finns inte i ordlistan; menade du ”regioner”? Är det rätt så lägg till det i data/words.txt",
          "first: changes[1] (sv): the word ‘rejgioner’ is not in the dictionary; did you mean ‘regioner’? If it is right, add it to data/words.txt"),
         (f"{VISION_SV}:8", "error", "”Vad som gjordes i hela länet.” är på svenska men ska vara på engelska; översätt det",
          "‘Vad som gjordes i hela länet.’ is in Swedish but should be in English; translate it")],
    ),
    "English names in a Swedish sentence are no English": (
        [(VISION_SV, TEXT_SV, "Rapporten State of the Nordic Region visar målen.")], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_unknown_word_or_wrong_language_at_its_line(project, words, name):
    check(project, words, *CASES[name])


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (None, "1: filen kan inte läsas (det finns inte); den ska finnas och gå att öppna"),
        (b" \n", "1: filen är tom; skriv det som ska stå i den, eller återställ den"),
        ("ett\nå\n".encode("latin-1"), "2: raden är inte UTF-8; spara filen som UTF-8"),
    ],
)
def test_unreadable_word_list_is_the_only_report(project, words, raw, line):
    (project / VISION_SV).write_text(
        (project / VISION_SV).read_text("utf-8").replace(TEXT_SV, "En kort qwrtzp."), "utf-8"
    )
    mark(project)
    (project / "data/words.txt").unlink()
    if raw:
        (project / "data/words.txt").write_bytes(raw)
    assert [f"{place}: {message}" for place, _, message, _ in reported(project, words)] == [f"data/words.txt:{line}"]


def test_own_words_are_stripped_of_spaces_and_commas(tmp_path):
    (tmp_path / "words.txt").write_text("# two words\nqwrtzp, Zxcvb \n  asdfg\n")
    own = spelling._own(tmp_path / "words.txt", Document("data/words.txt"))
    assert own == ["qwrtzp", "Zxcvb", "asdfg"]


def test_words_txt_is_sorted_without_duplicates():
    given = [word for word in (ROOT / "data/words.txt").read_text("utf-8").split("\n")[:-1] if not word.startswith("#")]
    assert given == sorted(set(given))


def test_name_in_an_unreadable_register_is_not_unknown(project, words):
    examples = project / EXAMPLES
    examples.write_text(examples.read_text("utf-8").replace("title: Sidan", "title: Sidan om qwrtzp"), "utf-8")
    page = project / VISION_SV
    page.write_text(page.read_text("utf-8").replace("om målen", "om qwrtzp"), "utf-8")
    mark(project)
    assert reported(project, words) == []
    examples.write_text(examples.read_text("utf-8").replace("  steps:", "\tsteps:"), "utf-8")
    assert [place for place, weight, *_ in reported(project, words) if weight == "error"] == [f"{EXAMPLES}:8"]
