"""What an editor gets wrong, and what `make check` says of it: in both languages, at its line, nothing else with it."""

import datetime
import re
import subprocess

import pytest
import yaml

import ages
import findings
from guide.editing import ledger
import main
import report
from guide.data import schemas
from guide.data.catalogue import REGISTERS
from unit.conftest import ENTRY, REGION, ROOT

TODAY = datetime.date(2026, 11, 21)
SV = """\
---
title: Vision
description: Hur regionen vill ha det om tio år.
reviewed: 2026-11-21
---

# Vision { #vision }

En kort text om målen. Se [startsidan](index.md#start).

## Vägen dit { #way }

<!-- examples -->
"""
EN = """\
---
title: Vision
description: What the region wants in ten years.
reviewed: 2026-11-21
---

# Vision { #vision }

A short text on the aims. See [the front page](index.md#start).

## The way there { #way }

<!-- examples -->
"""
SOURCE = "    read: 2026-01-31\n"
FILES = {
    "docs/sv/index.md": SV.replace("index.md#start", "vision.md").replace("Vision { #vision }", "Start { #start }"),
    "docs/en/index.md": EN.replace("index.md#start", "vision.md").replace("Vision { #vision }", "Start { #start }"),
    "docs/sv/vision.md": SV,
    "docs/en/vision.md": EN,
    "data/links.yaml": "findings: []\n",
    "data/owners.yaml": "- id: editors\n  name: {sv: Redaktionen, en: The editors}\n",
    "data/examples.yaml": ENTRY,
    "data/regions.yaml": REGION.replace("unverified: archived", "read: 2026-01-31"),
}
VISION_SV, VISION_EN, EXAMPLES = "docs/sv/vision.md", "docs/en/vision.md", "data/examples.yaml"
TEXT_SV, TEXT_EN, ABOUT_SV = "En kort text om målen.", "A short text on the aims.", "sv: Vad som gjordes."
HARD = "Organisationsutvecklingens förutsättningar problematiserar samhällsplaneringens ambitioner genom regionala myndigheters gemensamma effektiviseringar."
EASY = "Vi vill att det ska gå bra för oss alla. "
HEAVY = (
    "Institutional responsibilities necessitate considerable coordination between representative regional authorities."
)


@pytest.fixture
def project(tmp_path):
    """A small project to break: two pages, one example, one region, all of it right."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs/assets").mkdir(parents=True)
    for name in ("karta", "bild"):
        (tmp_path / f"docs/assets/{name}.png").write_text("-", "utf-8")
    for name in ("hooks", "overrides", "data/schema", "data/strings.yaml", "data/words.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in REGISTERS:
        (tmp_path / f"data/{name}.yaml").write_text("[]\n", "utf-8")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\nnav:\n  - index.md\n  - vision.md\n", "utf-8")
    mark(tmp_path)
    return tmp_path


def mark(project):
    """Mark all translations as fresh, unless the data cannot be read."""
    docs, problems = schemas.load(project / "data", REGISTERS)
    if not problems:
        ledger.mark(["ALL"], project, docs, "2026-11-21")


def told(project, words):
    """What is said of ``project``, in Swedish and in English."""
    found = main.run(project, TODAY)
    return [
        (f"{p.file}:{p.line}", "error" if findings.is_error(p) else "warning", p.told(words, "sv"), p.told(words, "en"))
        for p in findings.ordered(found.problems)
    ]


# What is changed (file, old, new), and all that is then said: place, weight, Swedish, English.
CASES = {
    "nothing": ([], []),
    "spelling": (
        [(VISION_SV, TEXT_SV, "En kort text om rejgionen.")],
        [(f"{VISION_SV}:9", "error", "ordet ”rejgionen” finns inte i ordlistan; menade du ”regionen”? Är det rätt så lägg till det i data/words.txt",
          "the dictionary lacks the word “rejgionen”; did you mean “regionen”? If it is right, add it to data/words.txt")],
    ),
    "American spelling": (
        [(VISION_EN, TEXT_EN, "A short text on the favorite aims.")],
        [(f"{VISION_EN}:10", "error", "ordet ”favorite” finns inte i ordlistan; menade du ”favourite”? Är det rätt så lägg till det i data/words.txt",
          "the dictionary lacks the word “favorite”; did you mean “favourite”? If it is right, add it to data/words.txt")],
    ),
    "spelling without a guess, in a record": (
        [(EXAMPLES, ABOUT_SV, "sv: >-\n      Vad som gjordes\n      i qwrtzp.")],
        [(f"{EXAMPLES}:13", "error", "first: description (sv): ordet ”qwrtzp” finns inte i ordlistan; rätta det, eller lägg till det i data/words.txt om det är rätt",
          "first: description (sv): the dictionary lacks the word “qwrtzp”; correct it, or add it to data/words.txt if it is right")],
    ),
    "compounds, own words, names, abbreviations and genitives are known": (
        [(VISION_SV, TEXT_SV, "Innovationsstrategin för fyrhelix i Region Skåne, OECD:s TechTank-nätverk och Skånes kustkommuner."),
         (VISION_EN, TEXT_EN, "Skåne’s strategy, the OECD’s TechTank and the programme’s aims in Östersund.")],
        [],
    ),
    "English among Swedish": (
        [(VISION_SV, TEXT_SV, "En kort text. Write the text that the region needs here.")],
        [(f"{VISION_SV}:9", "error", "”Write the text that the region needs here.” är på engelska men ska vara på svenska; översätt det",
          "“Write the text that the region needs here.” is in English but should be in Swedish; translate it")],
    ),
    "Swedish among English, in a record": (
        [(EXAMPLES, "en: What was done.", "en: Vad som gjordes i hela länet.")],
        [(f"{EXAMPLES}:12", "error", "first: description (en): ”Vad som gjordes i hela länet.” är på svenska men ska vara på engelska; översätt det",
          "first: description (en): “Vad som gjordes i hela länet.” is in Swedish but should be in English; translate it")],
    ),
    "English names in a Swedish sentence are no English": (
        [(VISION_SV, TEXT_SV, "Rapporten State of the Nordic Region visar målen.")], [],
    ),
    "a hard paragraph among easy ones": (
        [(VISION_SV, TEXT_SV, EASY * 20 + "\n\n" + f"{HARD} " * 3)],
        [(f"{VISION_SV}:11", "warning", f"stycket är svårt att läsa (LIX 96, bör vara högst 65); dela långa meningar och byt långa ord. Svårast: (1) {HARD}",
          f"the paragraph is hard to read (LIX 96, should be at most 65); split long sentences and replace long words. Hardest: (1) {HARD}")],
    ),
    "a hard Swedish page": (
        [(VISION_SV, TEXT_SV, EASY + f"{HARD} " * 6)],
        [(f"{VISION_SV}:9", "warning", f"texten är svår att läsa (LIX 85, bör vara högst 50); dela långa meningar och byt långa ord. Svårast: (1) {HARD} (2) {EASY.strip()}",
          f"the text is hard to read (LIX 85, should be at most 50); split long sentences and replace long words. Hardest: (1) {HARD} (2) {EASY.strip()}")],
    ),
    "a hard English page": (
        [(VISION_EN, TEXT_EN, f"{TEXT_EN}\n\n" + f"{HEAVY} " * 8)],
        [(f"{VISION_EN}:12", "warning", f"texten är svår att läsa (Flesch -109, bör vara minst 40); dela långa meningar och byt långa ord. Svårast: (1) {HEAVY}",
          f"the text is hard to read (Flesch -109, should be at least 40); split long sentences and replace long words. Hardest: (1) {HEAVY}")],
    ),
    "a link to no page": (
        [(VISION_SV, "(index.md#start)", "(indx.md)")],
        [(f"{VISION_SV}:9", "error", "länken leder till indx.md, men den sidan finns inte; menade du index.md?",
          "the link leads to indx.md, but there is no such page; did you mean index.md?")],
    ),
    "a link to what the page becomes, and one without its beginning": (
        [(VISION_SV, "(index.md#start)", "(index.html)"), (VISION_EN, "(index.md#start)", "(www.skane.se)")],
        [(f"{VISION_EN}:10", "error", "'www.skane.se' är ingen fullständig adress; skriv en som börjar med https:// (eller http://, mailto:)",
          "'www.skane.se' is not a whole address; write one that starts with https:// (or http://, mailto:)"),
         (f"{VISION_SV}:9", "error", "länken leder till index.html, men den sidan finns inte; menade du index.md?",
          "the link leads to index.html, but there is no such page; did you mean index.md?")],
    ),
    "a link to no heading": (
        [(VISION_SV, "(index.md#start)", "(index.md#stat)")],
        [(f"{VISION_SV}:9", "error", "länken leder till #stat, men index.md har ingen rubrik med det id:t; menade du #start?",
          "the link leads to #stat, but no heading of index.md has that id; did you mean #start?")],
    ),
    "a link that says nothing, in a record, and a file that is not there": (
        [(EXAMPLES, ABOUT_SV, "sv: >-\n      Vad som gjordes står\n      [här](https://www.skane.se/sidan)."), (VISION_SV, TEXT_SV, "![Karta över länet](karta.png)")],
        [(f"{EXAMPLES}:13", "error", "first: description (sv): länktexten ”här” säger inte vart länken leder; skriv vad läsaren hittar där",
          "first: description (sv): the link text “här” does not say where the link leads; write what the reader finds there"),
         (f"{VISION_SV}:9", "error", "det finns ingen fil karta.png; lägg den i docs/assets, och skriv sökvägen räknat från sidans egen mapp, som ../../assets/karta.png",
          "there is no file karta.png; put it into docs/assets, and write its path as seen from the page’s own folder, such as ../../assets/map.png")],
    ),
    "a file of the site": ([(VISION_SV, TEXT_SV, "![Karta över länet](../assets/karta.png)")], []),
    "links to a generated page, to its own headings and to a file": (
        [(VISION_SV, "(index.md#start)", "(examples/first.md), [vägen](#way), [målen](#vision)")], [],
    ),
    "a link from the root of the site": (
        [(VISION_EN, "(index.md#start)", "(/index.md)")],
        [(f"{VISION_EN}:10", "error", "länken /index.md börjar med /; skriv den räknat från sidans egen mapp, som ../steps/vision.md",
          "the link /index.md begins with /; write it as seen from the page’s own folder, such as ../steps/vision.md")],
    ),
    "a link that says nothing": (
        [(VISION_SV, "[startsidan]", "[Klicka här]"), (VISION_EN, "[the front page]", "[Read more]")],
        [(f"{VISION_EN}:10", "error", "länktexten ”Read more” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text “Read more” does not say where the link leads; write what the reader finds there"),
         (f"{VISION_SV}:9", "error", "länktexten ”Klicka här” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text “Klicka här” does not say where the link leads; write what the reader finds there")],
    ),
    "a link that says nothing, in HTML": (
        [(VISION_SV, TEXT_SV, '<div><a href="index.md">här</a> står texten om målen</div>'), (VISION_EN, "[the front page]", "[**h**ere]")],
        [(f"{VISION_EN}:10", "error", "länktexten ”here” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text “here” does not say where the link leads; write what the reader finds there"),
         (f"{VISION_SV}:9", "error", "länktexten ”här” säger inte vart länken leder; skriv vad läsaren hittar där",
          "the link text “här” does not say where the link leads; write what the reader finds there")],
    ),
    "links that say something, in HTML and by the text of a picture": (
        [(VISION_SV, TEXT_SV, 'Läs <a href="index.md">hela texten</a> i dag. [![Karta över länet](../assets/karta.png)](index.md)\n\n'
          '<p><a href="index.md"><img src="../assets/bild.png" alt="Bild av länet"></a></p>')],
        [],
    ),
    "a picture without text": (
        [(VISION_SV, TEXT_SV, "![](../assets/karta.png)\n\n<div><img src='../assets/bild.png'></div>"), (VISION_EN, TEXT_EN, "![The way](../assets/karta.png)")],
        [(f"{VISION_SV}:9", "error", "bilden ../assets/karta.png saknar text för den som inte ser den; skriv vad bilden visar: ![det som visas](../assets/karta.png)",
          "the picture ../assets/karta.png has no text for those who cannot see it; write what it shows: ![what it shows](../assets/karta.png)"),
         (f"{VISION_SV}:11", "error", "bilden ../assets/bild.png saknar text för den som inte ser den; skriv vad bilden visar: ![det som visas](../assets/bild.png)",
          "the picture ../assets/bild.png has no text for those who cannot see it; write what it shows: ![what it shows](../assets/bild.png)")],
    ),
    "an e-mail address, but not the publisher's": (
        [(VISION_SV, TEXT_SV, "Skriv till eva.ek@skane.se. Frågor: tillvaxtverket@tillvaxtverket.se")],
        [(f"{VISION_SV}:9", "error", "eva.ek@skane.se är en e-postadress; ta bort den, och länka till organisationens kontaktsida om läsaren behöver den",
          "eva.ek@skane.se is an e-mail address; remove it, and link to the organisation’s contact page if readers need one")],
    ),
    "telephone numbers": (
        [(VISION_SV, TEXT_SV, "Ring 08-681 91 00."), (EXAMPLES, "en: What was done.", "en: What was done. Call +46 70 123 45 67.")],
        [(f"{EXAMPLES}:12", "error", "first: +46 70 123 45 67 ser ut som ett telefonnummer; ta bort det, och länka till organisationens kontaktsida om läsaren behöver den",
          "first: +46 70 123 45 67 looks like a telephone number; remove it, and link to the organisation’s contact page if readers need one"),
         (f"{VISION_SV}:9", "error", "08-681 91 00 ser ut som ett telefonnummer; ta bort det, och länka till organisationens kontaktsida om läsaren behöver den",
          "08-681 91 00 looks like a telephone number; remove it, and link to the organisation’s contact page if readers need one")],
    ),
    "a personal identity number": (
        [(VISION_SV, TEXT_SV, "Född 19811228-9874.")],
        [(f"{VISION_SV}:9", "error", "19811228-9874 är ett personnummer; ta bort det, och säg till en granskare så att det inte blir kvar i historiken",
          "19811228-9874 is a personal identity number; remove it, and tell a reviewer so that it does not stay in the history")],
    ),
    "numbers that are none of that": (
        [(VISION_SV, TEXT_SV, "Numret 811228-9875 och 556016-0680, åren 2016–2020, 1234567 kronor, ISBN 0-262-00274-4, https://doi.org/10.2760/0868191008 och [Per](https://www.skane.se/@per.ek@skane.se)."), (VISION_SV, "Se [", "Se också [")],
        [],
    ),
    "a page in one language": (
        [("docs/en/vision.md", None, None), ("docs/en/index.md", "(vision.md)", "(index.md)")],
        [(f"{VISION_SV}:1", "error", "sidan finns inte på det andra språket; skriv docs/en/vision.md, eller be en granskare om hjälp",
          "the page does not exist in the other language; write docs/en/vision.md, or ask a reviewer for help")],
    ),
    "a text in one language": (
        [(EXAMPLES, "    en: What was done.\n", "")],
        [(f"{EXAMPLES}:11", "warning", "first: description (sv): texten finns inte på det andra språket; skriv den, eller be en granskare om hjälp",
          "first: description (sv): the text does not exist in the other language; write it, or ask a reviewer for help")],
    ),
    "a page that the menu lacks": (
        [("mkdocs.yml", "  - vision.md\n", "  - visions.md\n")],
        [(f"{VISION_SV}:1", "error", "sidan saknas i menyn; lägg till - vision.md under nav: i mkdocs.yml, med samma indrag som grannarna",
          "the page is not in the menu; add - vision.md under nav: in mkdocs.yml, indented like its neighbours"),
         ("mkdocs.yml:{nav}", "error", "menyn har visions.md, men den sidan finns inte; menade du vision.md?",
          "the menu has visions.md, but there is no such page; did you mean vision.md?")],
    ),
    "a heading that jumps a level": (
        [(VISION_SV, "## Vägen", "### Vägen"), (VISION_EN, "## The way", "### The way")],
        [(f"{VISION_EN}:12", "error", "rubriken är på nivå 3 men den före är på nivå 1; hoppa inte över nivåer",
          "the heading is of level 3 but the one before is of level 1; do not skip levels"),
         (f"{VISION_SV}:11", "error", "rubriken är på nivå 3 men den före är på nivå 1; hoppa inte över nivåer",
          "the heading is of level 3 but the one before is of level 1; do not skip levels")],
    ),
    "reviews overdue": (
        [(VISION_SV, "reviewed: 2026-11-21", "reviewed: 2025-11-20"), (EXAMPLES, "reviewed: 2026-11-21", "reviewed: 2025-11-20"), (VISION_EN, "reviewed: 2026-11-21", "reviewed: 2025-11-21")],
        [(f"{EXAMPLES}:24", "warning", "first: reviewed: granskad 2025-11-20, för mer än 365 dagar sedan; läs om texten mot källorna och skriv dagens datum",
          "first: reviewed: reviewed on 2025-11-20, more than 365 days ago; read the text against its sources and write today’s date"),
         (f"{VISION_SV}:4", "warning", "granskad 2025-11-20, för mer än 365 dagar sedan; läs om texten mot källorna och skriv dagens datum",
          "reviewed on 2025-11-20, more than 365 days ago; read the text against its sources and write today’s date")],
    ),
    "reviews yet to come": (
        [(VISION_EN, "reviewed: 2026-11-21", "reviewed: 9026-11-21"), (EXAMPLES, "reviewed: 2026-11-21", "reviewed: 9026-11-21")],
        [(f"{EXAMPLES}:24", "warning", "first: reviewed: granskad 9026-11-21, en dag som ännu inte har varit; skriv dagen då texten lästes",
          "first: reviewed: reviewed on 9026-11-21, a day that is yet to come; write the day when the text was read"),
         (f"{VISION_EN}:4", "warning", "granskad 9026-11-21, en dag som ännu inte har varit; skriv dagen då texten lästes",
          "reviewed on 9026-11-21, a day that is yet to come; write the day when the text was read")],
    ),
    "sources without date": (
        [(EXAMPLES, SOURCE, "    unverified: archived\n  - {title: Boken, lang: sv, unverified: untried}\n")],
        [(f"{EXAMPLES}:20", "warning", "first: sources[1]: antal källor utan datum (unverified): 2, den första här; öppna källan, läs, och skriv read: och dagen i stället",
          "first: sources[1]: sources without a date (unverified): 2, the first one here; open it, read it, and write read: and the day instead")],
    ),
    "a report without year": (
        [("data/references.yaml", "[]", "- {id: a-web, title: Sidan, type: web, lang: sv, status: checked}\n- {id: b, title: Rapporten, type: report, lang: sv, status: checked}")],
        [("data/references.yaml:2", "warning", "b: verket saknar utgivningsår; lägg till year: om det går att få reda på",
          "b: the work has no year of publication; add year: if it can be found out")],
    ),
    "data that do not fit, beside a misspelt page": (
        [(EXAMPLES, "steps: [analysis]", "steps: [analys]"), (VISION_SV, TEXT_SV, "En kort text om rejgionen.")],
        [(f"{EXAMPLES}:8", "error", "first: steps[1]: okänt värde 'analys'; menade du analysis? Tillåtna värden: analysis, governance, vision, priority-setting, policy-mix, evaluation",
          "first: steps[1]: unknown value 'analys'; did you mean analysis? Allowed values: analysis, governance, vision, priority-setting, policy-mix, evaluation"),
         (f"{VISION_EN}:5", "warning", "originalet (docs/sv/vision.md) har ändrats sedan översättningen stämdes av; läs om den, och märk den med make translated FILE=docs/en/vision.md",
          "the original (docs/sv/vision.md) has changed since the translation was checked; read it again, and mark it with make translated FILE=docs/en/vision.md"),
         (f"{VISION_SV}:9", "error", "ordet ”rejgionen” finns inte i ordlistan; menade du ”regionen”? Är det rätt så lägg till det i data/words.txt",
          "the dictionary lacks the word “rejgionen”; did you mean “regionen”? If it is right, add it to data/words.txt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_is_told_at_its_line_in_both_languages_and_nothing_else(project, words, name):
    changes, expected = CASES[name]
    for file, old, new in changes:
        path = project / file
        if old is None:
            path.unlink()
            continue
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    mark(project)
    nav = (project / "mkdocs.yml").read_text("utf-8").count("\n")
    assert told(project, words) == [(place.format(nav=nav), *rest) for place, *rest in expected]


@pytest.mark.parametrize(("day", "ahead"), [("2026-11-21", False), ("2026-11-22", False), ("2026-11-23", True)])
def test_a_review_is_yet_to_come_when_its_day_has_begun_nowhere(day, ahead):
    assert ages.is_ahead(day, TODAY) is ahead


UNREAD = {
    "a register": (EXAMPLES, b"  steps: [analysis]", b"\tsteps: [analysis]", f"{EXAMPLES}:8", "raden är indragen med tabb; använd blanksteg, två per nivå"),
    "a page": (VISION_SV, "målen".encode(), "målen".encode("latin-1"), f"{VISION_SV}:9", "raden är inte UTF-8; spara filen som UTF-8"),
    "a tab above a page": (VISION_EN, b"reviewed:", b"\treviewed:", f"{VISION_EN}:4", "raden är indragen med tabb; använd blanksteg, två per nivå"),
    "a day in no calendar": (VISION_SV, b"2026-11-21", b"2026-31-11", f"{VISION_SV}:4", "'2026-31-11' är inget datum; skriv ÅÅÅÅ-MM-DD, till exempel 2026-03-31"),
    "a day of slashes": (VISION_SV, b"2026-11-21", b"21/11 2026", f"{VISION_SV}:4", "'21/11 2026' är inget datum; skriv ÅÅÅÅ-MM-DD, till exempel 2026-03-31"),
    "a front matter": (VISION_EN, b"title: Vision", b"title: Vision: aims", f"{VISION_EN}:2", "raden går inte att läsa som YAML (mapping values are not allowed in this context); se efter citattecken, kolon och indrag här och på raden före"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_told_alone(project, words, name):
    """The names in it are not known then, and its pages cannot be linked to; that is no fault of the others."""
    file, old, new, place, said = UNREAD[name]
    text = (
        (project / VISION_SV)
        .read_bytes()
        .replace(b"index.md#start", b"examples/first.md")
        .replace(b"En kort", b"Qwrtzp: en kort")
    )
    (project / VISION_SV).write_bytes(text if file == EXAMPLES else (project / VISION_SV).read_bytes())
    mark(project)
    raw = (project / file).read_bytes()
    assert old in raw
    (project / file).write_bytes(raw.replace(old, new, 1))
    assert [(place, said) for place, weight, said, _ in told(project, words) if weight == "error"] == [(place, said)]


def test_a_changed_original_makes_its_translations_stale(project, words):
    for file, text in ((VISION_SV, TEXT_SV), (EXAMPLES, ABOUT_SV)):
        (project / file).write_text((project / file).read_text("utf-8").replace(text, f"{text[:-1]} i länet."), "utf-8")
    assert [(place, weight, said) for place, weight, _, said in told(project, words)] == [
        (f"{EXAMPLES}:12", "warning", "first: description (en): the original (description.sv) has changed since the translation was checked; read it again, and mark it with make translated FILE=examples/first"),
        (f"{VISION_EN}:5", "warning", "the original (docs/sv/vision.md) has changed since the translation was checked; read it again, and mark it with make translated FILE=docs/en/vision.md"),
    ]  # fmt: skip


def test_words_txt_is_sorted_and_says_each_word_once():
    given = [word for word in (ROOT / "data/words.txt").read_text("utf-8").split("\n")[:-1] if not word.startswith("#")]
    assert given == sorted(set(given))


def test_today_s_site_has_no_errors(words):
    found = main.run(ROOT, TODAY)
    assert [p.text(words, "en") for p in found.problems if findings.is_error(p)] == []


# ---- how it is told -----------------------------------------------------------------------------------------------


@pytest.fixture
def two(project):
    """The findings on a project with an error and a warning, and its words."""
    (project / VISION_SV).write_text(SV.replace(TEXT_SV, "Text om rejgionen: 100 %."), "utf-8")
    (project / "data/references.yaml").write_text(
        "- {id: b, title: R, type: report, lang: sv, status: checked}\n", "utf-8"
    )
    mark(project)
    return main.run(project, TODAY).problems


def test_findings_are_told_by_file_with_line_weight_and_where_to_read_on(two, words):
    assert report.Report(two, words, "sv").text() == (
        "data/references.yaml\n"
        "  rad 1, varning: b: verket saknar utgivningsår; lägg till year: om det går att få reda på\n"
        "      Läs mer: CONTRIBUTING.md#kontroll-datum\n"
        "\n"
        "docs/sv/vision.md\n"
        "  rad 9, fel: ordet ”rejgionen” finns inte i ordlistan; menade du ”regionen”? Är det rätt så lägg till det i data/words.txt\n"
        "      Läs mer: CONTRIBUTING.md#kontroll-stavning\n"
        "\n"
        "Fel att rätta: 1. Varningar: 1."
    )
    english = report.Report(two, words, "en", "https://x/G.md", whole=False).text().split("\n")
    assert english[2] == "      Read on: https://x/G.md#check-date"
    assert english[-2:] == [
        "Errors to mend: 1. Warnings: 1.",
        "Once the errors are mended, what could not be read now is checked too, such as the links of pages.",
    ]


def test_the_names_of_a_register_that_cannot_be_read_are_no_unknown_words(project, words):
    examples = project / EXAMPLES
    examples.write_text(examples.read_text("utf-8").replace("title: Sidan", "title: Sidan om qwrtzp"), "utf-8")
    page = project / VISION_SV
    page.write_text(page.read_text("utf-8").replace("om målen", "om qwrtzp"), "utf-8")
    mark(project)
    assert told(project, words) == []
    examples.write_text(examples.read_text("utf-8").replace("  steps:", "\tsteps:"), "utf-8")
    assert [place for place, weight, *_ in told(project, words) if weight == "error"] == [f"{EXAMPLES}:8"]


def test_an_entry_of_the_menu_indented_too_far_is_told_at_the_one_above(project, words):
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - vision.md\n", "      - vision.md\n")
    settings.write_text(text, "utf-8")
    place = f"mkdocs.yml:{text.count(chr(10)) - 1}"
    said = "menyn har index.md - vision.md, men den sidan finns inte; menade du vision.md?"
    assert (place, "error", said) in [found[:3] for found in told(project, words)]


def test_a_menu_indented_wrongly_is_told_with_its_line(project):
    assert main.unreadable(project) == []
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - vision.md\n", "   - vision.md\n - index.md\n")
    settings.write_text(text, "utf-8")
    told = [(problem.key, problem.line) for problem in main.unreadable(project)]
    assert told == [("syntax", text.count("\n"))]


def test_words_that_cannot_be_read_are_those_of_the_last_commit(words):
    assert report.last_words(ROOT)["check"]["error"] == words["check"]["error"]


def test_without_any_words_the_report_is_not_silent(two):
    assert (
        "docs/sv/vision.md\n  line 9 error: spelling_near {'value': 'rejgionen'"
        in report.Report(two, None, "sv").text()
    )


def test_annotations_put_errors_first_then_warnings_on_changed_lines(two, words):
    both = [*two, *(p for p in two if p.key == "reference_undated")]
    both[-1] = type(both[-1])(**{**vars(both[-1]), "file": "z.yaml"})
    lines = report.Report(both, words, "en").annotations({"z.yaml": {1}})
    assert [line.split("::")[1] for line in lines] == [
        "error file=docs/sv/vision.md,line=9", "warning file=z.yaml,line=1", "warning file=data/references.yaml,line=1",
    ]  # fmt: skip
    assert lines[1].endswith("found out%0ARead on: CONTRIBUTING.md#check-date")


COMMANDS = [
    (("error", "a"), {"file": "a.md", "line": 3}, "::error file=a.md,line=3::a"),
    (("warning", "100 %: a, b\r\nc"), {"file": "a:b,c.md"}, "::warning file=a%3Ab%2Cc.md::100 %25: a, b%0D%0Ac"),
    (("error", "%0A"), {"file": "50%.md"}, "::error file=50%25.md::%250A"),
]


@pytest.mark.parametrize(("given", "properties", "line"), COMMANDS, ids=[c[2] for c in COMMANDS])
def test_a_workflow_command_is_escaped_as_the_host_reads_it(given, properties, line):
    assert report.command(*given, **properties) == line


def test_changed_lines_are_those_that_differ_from_the_first_parent(tmp_path):
    def git(*words):
        given = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", *words]
        subprocess.run(given, cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "å b.md").write_text("one\ntwo\nthree\nfour\n", "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "a")
    assert report.changed_lines(tmp_path) == {}
    (tmp_path / "å b.md").write_text("one\n2\nthree\nfour\nfive\nsix\n", "utf-8")
    (tmp_path / "new.md").write_text("new\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "b")
    assert report.changed_lines(tmp_path) == {"å b.md": {2, 5, 6}, "new.md": {1}}


def test_every_kind_of_finding_is_weighed_and_has_words(words):
    sorted_in = [key for kind in findings.KINDS for key in (*kind.errors, *kind.warnings)]
    assert sorted(sorted_in) == sorted({key.removesuffix("_near") for key in words["problems"]})


def test_the_code_host_runs_the_check_in_swedish():
    jobs = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"] if step.get("run") == "make check"]
    assert [re.match("sv", step["env"]["LANG"])[0] for step in steps] == ["sv"]
