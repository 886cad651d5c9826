"""What becomes of the answers in an issue written with the form for a new example."""

import json
import re
import shutil

import pytest
import yaml

from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.editing import entry_form, issue_form, new_entry
from guide.prose import translations
from unit.conftest import ROOT

FORM = yaml.safe_load(entry_form.PATH.read_text("utf-8"))
CONTROLS = {control["id"]: control for control in FORM["body"] if control["type"] != "markdown"}
ANSWERS = {
    "title-sv": "Skåne prövar nya material",
    "title-en": "Skåne tries new materials",
    "summary-sv": "En mening.",
    "summary-en": "A sentence.",
    "steps-first": "Vision",
    "steps": ["Analys · Analysis", "Vision"],
    "themes": ["Skoglig bioekonomi · Forest bioeconomy", "Energi · Energy"],
    "regions": ["Kalmar län · Kalmar County", "Skåne"],
    "countries": ["Norge · Norway"],
    "place-sv": "Trøndelag",
    "description-sv": "Ett stycke: kort.\n\n- en punkt",
    "description-en": "A paragraph.\n\n- an item",
    "organisations": "Namn (svenska): Region Skåne\nRoll: region\nName (English): Region Skane\n\nNamn (svenska) · Name (Swedish): Lunds universitet\nrole: akademi",
    "period-start": "2024",
    "evidence": "Utvärderat · Evaluated",
    "sources": "Titel · Title: Sidan: nr 1\nUtgivare · Publisher:\nAdress · Address: https://www.skane.se/a?b=c:d\nSpråk · Language: svenska\nLäst · Date read: 2026-11-20\nTitel: En annan\nSpråk: en\nInte prövad: untried",
    "related": "visual-sweden, smart-textiles",
    "original_language": "svenska · Swedish",
    "compared": True,
}  # fmt: skip
ENTRY = {
    "id": "skane-tries-new-materials",
    "title": {"sv": "Skåne prövar nya material", "en": "Skåne tries new materials"},
    "summary": {"sv": "En mening.", "en": "A sentence."},
    "steps": ["vision", "analysis"],
    "themes": ["forest-bioeconomy", "energy"],
    "regions": ["kalmar", "skane"],
    "countries": ["NO"],
    "place": {"sv": "Trøndelag"},
    "description": {"sv": "Ett stycke: kort.\n\n- en punkt", "en": "A paragraph.\n\n- an item"},
    "organisations": [
        {"name": {"sv": "Region Skåne", "en": "Region Skane"}, "role": "region"},
        {"name": {"sv": "Lunds universitet"}, "role": "academia"},
    ],
    "period": {"start": 2024},
    "evidence": "evaluated",
    "sources": [
        {"title": "Sidan: nr 1", "url": "https://www.skane.se/a?b=c:d", "lang": "sv", "read": "2026-11-20"},
        {"title": "En annan", "lang": "en", "unverified": "untried"},
    ],
    "related": ["visual-sweden", "smart-textiles"],
    "reviewed": "2026-11-21",
    "original_language": "sv",
}
EMPTY = "Titel · Title:\nAdress · Address:"
WRONG = [
    ({"title-sv": ""}, "Titel (svenska): saknas; lägg till fältet."),
    ({"id": "Visual Sweden"}, "Id: 'Visual Sweden' går inte att använda; skriv små bokstäver"),
    ({"id": "visual-sweden"}, "Id: id visual-sweden används redan på rad"),
    ({"themes": []}, "ska ha exakt ett av fälten Teman, Varför utan tema"),
    ({"regions": [], "countries": []}, "ska ha minst ett av fälten Svenska regioner, Länder"),
    ({"description-sv": "<script>alert(1)</script>"}, "Vad som gjordes (svenska): HTML (<script) är inte tillåtet"),
    ({"description-en": "[x](javascript:alert(1))"}, "Vad som gjordes (engelska): länken leder till 'javascript:alert(1)'"),
    ({"description-sv": "Så.\n\n### Rubrik\n\nMer."}, "Vad som gjordes (svenska): rubriker (Rubrik) är inte tillåtna"),
    ({"description-sv": "Så.\n\n### Id\n\nvisual-sweden"}, "rubriken 'Id' finns två gånger; behåll den som fanns i formuläret"),
    ({"sources": EMPTY}, "Källor: saknas; lägg till fältet."),
    ({"sources": "Se sidan https://www.skane.se"}, "Källor 1: raden 'Se sidan https://www.skane.se' börjar inte med något av Titel · Title,"),
    ({"sources": "Titel: A\nSpråk: klingonska\nLäst: i går"}, "Källor 1, Språk: okänt värde 'klingonska'"),
    ({"sources": "Titel: A\nSpråk: sv"}, "Källor 1: ska ha exakt ett av fälten Läst, Adressen prövad, Inte prövad"),
    ({"organisations": "Namn (svenska): A\n\nRoll: region"}, "Organisationer 2, Namn: saknas"),
    ({"related": "visual-swede"}, "Liknande exempel 1: 'visual-swede' finns inte i data/examples.yaml; menade du visual-sweden?"),
    ({"reviewed": "21/11"}, "Senast granskat: '21/11' är inget datum"),
    ({"title-sv": "``` @alla"}, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def context():
    return new_entry.load(ROOT)


def body(given):
    """The issue that GitHub makes of the form's answers, by its own rules; a control left alone keeps its value."""
    parts = []
    for name, control in CONTROLS.items():
        at = control["attributes"]
        answer = given.get(name, at.get("value", ""))
        if control["type"] == "checkboxes":
            answer = "\n".join(f"- [{'x' if answer else ' '}] {option['label']}" for option in at["options"])
        elif isinstance(answer, list):
            answer = ", ".join(option for option in at["options"] if option in answer)
        parts.append(f"### {at['label']}\n\n{answer or '_No response_'}")
    return "\n\n".join(parts)


def read(context, text):
    reading = issue_form.Reading(context)
    reading.read(text)
    entry = reading.entry("2026-11-21")
    return reading, entry, reading.problems + context.register.problems(entry)


def test_answers_become_the_entry_and_the_catalogue_loads_it(context, tmp_path, capsys):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    told = {"issue": {"number": 7, "created_at": "2026-11-21T10:00:00Z", "body": body(ANSWERS).replace("\n", "\r\n")}}
    (tmp_path / "event.json").write_text(json.dumps(told), "utf-8")
    issue_form.main(tmp_path / "event.json", tmp_path / "answer.md", tmp_path)
    assert capsys.readouterr().out == "skane-tries-new-materials\n"
    docs, problems = schemas.load(tmp_path / "data", ("strings", *REGISTERS))
    assert problems == []
    assert docs["examples"].data == [*context.register.doc.data, ENTRY]
    added = (tmp_path / "data/examples.yaml").read_text("utf-8").removeprefix(context.register.text)
    assert added.startswith("\n- id: skane-tries-new-materials\n")
    entries = {name: [(1, entry) for entry in docs[name].data] for name in REGISTERS}
    assert Catalogue.of(entries).example["skane-tries-new-materials"].written == ("sv", "en")
    states = {
        item.state for item in translations.items(tmp_path, docs) if item.name == "examples/skane-tries-new-materials"
    }
    assert states == {"fresh"}
    answer = (tmp_path / "answer.md").read_text("utf-8")
    assert "Översättningen är märkt som avstämd." in answer
    assert answer.endswith("\n\nCloses #7\n")


def test_entry_in_one_language_is_proposed_but_not_marked(context):
    swedish = {name: answer for name, answer in ANSWERS.items() if not name.endswith("-en")}
    _, entry, problems = read(context, body(swedish))
    assert problems == []
    said = issue_form.proposed(entry, 7, False, context)
    assert "English is missing for title, summary, description." in said
    assert "make translated FILE=examples/skane-provar-nya-material" in said


@pytest.mark.parametrize(("changed", "said"), WRONG, ids=[str(said)[:30] for _, said in WRONG])
def test_wrong_answer_is_reported_by_the_name_of_its_question(context, changed, said):
    _, _, problems = read(context, body({**ANSWERS, **changed}))
    lines = issue_form.refused(problems, context).split("\n")
    assert [line for line in lines if said and line.startswith(said)] != [] or (said is None and problems == [])


def test_answer_has_no_markup_of_what_was_written(context):
    _, _, problems = read(context, body({**ANSWERS, "reviewed": "```` @alla", "related": "`x` <b>\n#1"}))
    said = issue_form.refused(problems, context)
    assert "Senast granskat: '```` @alla' är inget datum" in said
    assert said.count("\n`````text\n") == said.count("\n`````\n") == 2
    outside = re.sub(r"\n`````text\n.*?\n`````\n", "", said, flags=re.DOTALL)
    assert "@" not in outside
    assert "<b>" not in outside


def test_issue_without_the_form_is_reported_with_what_is_missing(context):
    _, _, problems = read(context, "Hej!\n\n### Något annat\n\nText")
    assert "Titel: saknas" in issue_form.refused(problems, context)
