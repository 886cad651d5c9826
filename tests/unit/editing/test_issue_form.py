"""The GitHub issue form for a new example, and the entry made from an issue."""

import json
import re
import shutil

import pytest
import yaml

from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.editing import issue_form, new_entry, questions
from guide.prose import translations
from unit.conftest import ROOT

FORM = yaml.safe_load((ROOT / issue_form.PATH).read_text("utf-8"))
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
def register():
    """Return the project's register of examples."""
    return new_entry.load(ROOT)


def test_form_in_the_repository_matches_the_schemas(register):
    assert (ROOT / issue_form.PATH).read_text("utf-8") == issue_form.form(register), (
        "the form differs from data/schema: run `make fields`"
    )


def test_form_follows_the_rules_of_github():
    assert set(FORM) <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
    for keys in ([c["id"] for c in CONTROLS.values()], [c["attributes"]["label"] for c in CONTROLS.values()]):
        plain = [re.sub("[^a-z0-9]+", "-", key.casefold()) for key in keys]
        assert len(plain) == len(set(plain))  # GitHub treats labels that differ in punctuation only as equal
    for control in CONTROLS.values():
        assert control["type"] in ("input", "textarea", "dropdown", "checkboxes")
        options = control["attributes"].get("options", ["x"])
        assert options == [option for option in options if option and option not in ("None", "none")]
        assert control["type"] == "checkboxes" or len(options) == len(set(options))
        assert not any("," in option for option in options if isinstance(option, str))  # GitHub joins them with commas


def in_order(name):
    return [entry["id"] for entry in yaml.safe_load((ROOT / f"data/{name}.yaml").read_text("utf-8"))]


def test_choices_are_the_allowed_values(register):
    for name, control in CONTROLS.items():
        question = next(
            (question for question in register.questions if name in (question.name, f"{question.name}-first")), None
        )
        if control["type"] == "dropdown":
            schema = register.schemas.at("examples", (0, *question.path))
            allowed = register.schemas.at("examples", (0, *question.path, 0)) if "items" in schema else schema
            chosen = [questions.value(question, option) for option in control["attributes"]["options"]]
            values = [one for value in chosen for one in (value if "items" in schema else [value])]
            assert values == (allowed.get("enum") or in_order(allowed["x-register"]))


def test_label_triggers_the_workflow():
    workflow = (ROOT / ".github/workflows/example.yml").read_text("utf-8")
    assert f"if: github.event.label.name == '{issue_form.LABEL}'" in workflow
    assert "labels" not in FORM  # or anyone who opens an issue would start the workflow
    assert re.findall(r"event\.issue\.(?!number\b)\w+|event\.comment", workflow) == []


def test_each_question_has_one_control_plus_one_for_the_first_step(register):
    names = list(issue_form.controls(register.questions, register.strings["adding"]))
    assert names == [name for name in CONTROLS if name != issue_form.COMPARED]
    assert names[:2] == ["title-sv", "title-en"]
    assert names.count("steps-first") == names.count("steps") == 1


def test_required_answers_are_fields_that_cannot_be_derived():
    required = {name for name, control in CONTROLS.items() if control.get("validations", {}).get("required")}
    assert required == {
        "title-sv",
        "summary-sv",
        "description-sv",
        "steps-first",
        "evidence",
        "sources",
        "original_language",
    }


def body(given):
    """Return the body of the issue that GitHub creates from the form; an untouched control has its default."""
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


def read(register, text):
    reading = issue_form.Reading(register)
    reading.read(text)
    entry = reading.entry("2026-11-21")
    return reading, entry, reading.problems + register.problems(entry)


def test_answers_become_an_entry_that_loads(register, tmp_path, capsys):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    event = {"issue": {"number": 7, "created_at": "2026-11-21T10:00:00Z", "body": body(ANSWERS).replace("\n", "\r\n")}}
    (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")
    issue_form.main(str(tmp_path / "event.json"), str(tmp_path / "answer.md"), root=tmp_path)
    assert capsys.readouterr().out == "skane-tries-new-materials\n"
    docs, problems = schemas.load(tmp_path / "data", ("strings", *REGISTERS))
    assert problems == []
    assert docs["examples"].data == [*register.doc.data, ENTRY]
    added = (tmp_path / "data/examples.yaml").read_text("utf-8").removeprefix(register.text)
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


def test_untranslated_entry_is_proposed_without_a_mark(register):
    swedish = {name: answer for name, answer in ANSWERS.items() if not name.endswith("-en")}
    _, entry, problems = read(register, body(swedish))
    assert problems == []
    message = issue_form.proposed(entry, 7, False, register)
    assert "English is missing for title, summary, description." in message
    assert "make translated FILE=examples/skane-provar-nya-material" in message


@pytest.mark.parametrize(("changed", "message"), WRONG, ids=[str(message)[:30] for _, message in WRONG])
def test_reports_invalid_answer_with_its_question(register, changed, message):
    _, _, problems = read(register, body({**ANSWERS, **changed}))
    lines = issue_form.refused(problems, register).split("\n")
    assert [line for line in lines if message and line.startswith(message)] != [] or (
        message is None and problems == []
    )


def test_reply_escapes_what_was_written(register):
    _, _, problems = read(register, body({**ANSWERS, "reviewed": "```` @alla", "related": "`x` <b>\n#1"}))
    message = issue_form.refused(problems, register)
    assert "Senast granskat: '```` @alla' är inget datum" in message
    assert message.count("\n`````text\n") == message.count("\n`````\n") == 2
    outside = re.sub(r"\n`````text\n.*?\n`````\n", "", message, flags=re.DOTALL)
    assert "@" not in outside
    assert "<b>" not in outside


def test_reports_missing_fields_of_an_issue_without_the_form(register):
    _, _, problems = read(register, "Hej!\n\n### Något annat\n\nText")
    assert "Titel: saknas" in issue_form.refused(problems, register)
