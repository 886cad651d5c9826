"""Checks for placeholders and for texts of the templates."""

from types import SimpleNamespace

import pytest

import unfinished
from guide.data.documents import LANGS
from unit.checks.small_project import EXAMPLES, TEXT_EN, TEXT_SV, VISION_EN, VISION_SV, check
from unit.conftest import ROOT

DESCRIPTION = "description: What the region wants in ten years."


def placeholder(place: str, text: str, at: str = "") -> tuple[str, str, str, str]:
    return (place, "error", f"{at}'{text}' är en platshållare; skriv den riktiga texten", f"{at}'{text}' is a placeholder; write the real text")  # fmt: skip


# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "placeholders in pages, their heads and data": (
        [(VISION_SV, TEXT_SV, "TODO. [Fyll i mål] 【4†source】 #SAKNAS!"), (VISION_EN, DESCRIPTION, "description: TBD"),
         (EXAMPLES, "sv: Vad som gjordes.", "sv: |-\n      Vad som gjordes.\n\n      xxx")],
        [placeholder(f"{EXAMPLES}:14", "xxx", "first: description (sv): "), placeholder(f"{VISION_EN}:3", "TBD"),
         *(placeholder(f"{VISION_SV}:9", text) for text in ("TODO", "[Fyll i mål]", "【4†source】", "#SAKNAS!"))],
    ),
    "a text without words": (
        [(EXAMPLES, "sv: Vad som gjordes.", "sv: …"), (EXAMPLES, "en: What was done.", "en: '-'")],
        [placeholder(f"{EXAMPLES}:11", "…", "first: description (sv): "), placeholder(f"{EXAMPLES}:12", "-", "first: description (en): ")],
    ),
    "a reference that Word has lost": (
        [(VISION_SV, TEXT_SV, "Fel! Hittar inte referenskälla.")], [placeholder(f"{VISION_SV}:9", "Fel! Hittar")],
    ),
    "what is to come, and nothing more": (
        [(VISION_SV, TEXT_SV, "Texten kommer snart.\n\n- Kommer snart\n- Mål\n\nMålen."),
         (VISION_EN, DESCRIPTION, "description: Under construction"), (VISION_EN, TEXT_EN, "This page is under construction.")],
        [placeholder(f"{VISION_EN}:3", "Under construction"), placeholder(f"{VISION_EN}:10", "page is under construction"),
         placeholder(f"{VISION_SV}:9", "kommer snart"), placeholder(f"{VISION_SV}:11", "Kommer snart")],
    ),
    "words that are no placeholders in their sentence": (
        [(VISION_SV, TEXT_SV, "Den kommer snart\natt öppna, ”i [din] region”. Kommer snart, om allt går väl."),
         (EXAMPLES, "title: Sidan", "title: Para todo el territorio, el plan"),
         (EXAMPLES, "en: What was done.", "en: The plant is under construction. Another is coming soon after it."),
         (EXAMPLES, "url: https://www.skane.se", "url: https://www.skane.se/#ref-1")],
        [],
    ),
    "words and brackets that are meant": (
        [(VISION_SV, TEXT_SV, "Om `TODO` och [din egen region](vision.md): allt blev fel! Eller [inte]."), (EXAMPLES, "sv: Vad som gjordes.", "sv: Vad gjordes?")],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_placeholder_at_its_line(project, words, name):
    check(project, words, *CASES[name])


def test_reports_text_of_a_template(project, words, monkeypatch):
    monkeypatch.setattr(unfinished, "_of_templates", lambda _corpus: ["Vad som gjordes.", "What was"])
    check(project, words, [], [placeholder(f"{EXAMPLES}:11", "Vad som gjordes.", "first: description (sv): ")])


def test_sentences_of_the_guides_templates_are_known():
    pages = {
        f"about/editing/{name}.md": {
            lang: (ROOT / f"docs/{lang}/about/editing/{name}.md").read_text("utf-8") for lang in LANGS
        }
        for name in ("add-example", "add-page", "new-strategy")
    }
    found = set(unfinished._of_templates(SimpleNamespace(project=SimpleNamespace(texts=pages))))
    assert found >= {
        "Skåne prövar nya material i en gemensam testbädd",
        "Vilket problem eller behov låg bakom?",
        "Ett nytt stycke kommer efter en tom rad.",
        "A sentence on what the page gives its reader. Search results show it.",
    }
    assert not [text for text in found if "\n" in text or "Region Skåne" in text or "2027" in text]
