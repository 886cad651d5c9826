"""The mistakes that `make check` reports, each at its line and in both languages, without other reports."""

import pytest

import findings
import main
from guide.mkdocs_site import settings
from unit.checks.small_project import EXAMPLES, TEXT_SV, TODAY, VISION_EN, VISION_SV, check, mark, reported
from unit.conftest import ROOT

# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "nothing": ([], []),
    "a page in one language": (
        [("docs/en/vision.md", None, None), ("docs/en/index.md", "(vision.md)", "(index.md)")],
        [(f"{VISION_SV}:1", "error", "sidan finns inte på det andra språket; skriv docs/en/vision.md, eller be en granskare om hjälp",
          "the page does not exist in the other language; write docs/en/vision.md, or ask a reviewer for help")],
    ),
    "a heading that jumps a level": (
        [(VISION_SV, "## Vägen", "### Vägen"), (VISION_EN, "## The way", "### The way")],
        [(f"{VISION_EN}:12", "error", "rubriken är på nivå 3 men den före är på nivå 1; hoppa inte över nivåer",
          "the heading is at level 3 but the one before is at level 1; do not skip levels"),
         (f"{VISION_SV}:11", "error", "rubriken är på nivå 3 men den före är på nivå 1; hoppa inte över nivåer",
          "the heading is at level 3 but the one before is at level 1; do not skip levels")],
    ),
    "data, front matter, a heading and the menu together": (
        [(EXAMPLES, "steps: [analysis]", "steps: [analys]"), (VISION_SV, "reviewed: 2026-11-21", "reviewed: 2026-11-41"), (VISION_EN, "## The way", "#### The way"),
         ("docs/sv/index.md", "Se [", "Se **["), ("mkdocs.yml", "  - vision.md\n", "  - vision.md\n  - visions.md\n")],
        [(f"{EXAMPLES}:8", "error", "first: steps[1]: okänt värde 'analys'; menade du analysis? Tillåtna värden: analysis, governance, vision, priority-setting, policy-mix, evaluation",
          "first: steps[1]: unknown value 'analys'; did you mean analysis? Allowed values: analysis, governance, vision, priority-setting, policy-mix, evaluation"),
         ("docs/en/index.md:5", "warning", "originalet (docs/sv/index.md) har ändrats sedan översättningen stämdes av; läs om den, och märk den med make translated FILE=docs/en/index.md",
          "the original (docs/sv/index.md) has changed since the translation was checked; read it again, and mark it with make translated FILE=docs/en/index.md"),
         (f"{VISION_EN}:12", "error", "rubriken skiljer sig från docs/sv/vision.md rad 11 (#way); ha samma rubriker, ordning och id på båda språken",
          "the heading differs from docs/sv/vision.md line 11 (#way); use the same headings, order and ids in both languages"),
         (f"{VISION_EN}:12", "error", "rubriken är på nivå 4 men den före är på nivå 1; hoppa inte över nivåer",
          "the heading is at level 4 but the one before is at level 1; do not skip levels"),
         ("docs/sv/index.md:9", "error", "** visas som det är skrivet; skriv **fet text** utan mellanslag innanför stjärnorna, och \\* för en stjärna",
          "** is shown as typed; write **bold text** without spaces inside the stars, and \\* for a star"),
         (f"{VISION_SV}:4", "error", "reviewed: '2026-11-41' är inget datum; skriv ÅÅÅÅ-MM-DD, till exempel 2026-03-31",
          "reviewed: '2026-11-41' is not a date; write YYYY-MM-DD, such as 2026-03-31"),
         ("mkdocs.yml:{nav}", "error", "menyn har visions.md, men den sidan finns inte; menade du vision.md?",
          "the menu has visions.md, but there is no such page; did you mean vision.md?")],
    ),
    "data that do not fit, beside a misspelt page": (
        [(EXAMPLES, "steps: [analysis]", "steps: [analys]"), (VISION_SV, TEXT_SV, "En kort text om rejgionen.")],
        [(f"{EXAMPLES}:8", "error", "first: steps[1]: okänt värde 'analys'; menade du analysis? Tillåtna värden: analysis, governance, vision, priority-setting, policy-mix, evaluation",
          "first: steps[1]: unknown value 'analys'; did you mean analysis? Allowed values: analysis, governance, vision, priority-setting, policy-mix, evaluation"),
         (f"{VISION_EN}:5", "warning", "originalet (docs/sv/vision.md) har ändrats sedan översättningen stämdes av; läs om den, och märk den med make translated FILE=docs/en/vision.md",
          "the original (docs/sv/vision.md) has changed since the translation was checked; read it again, and mark it with make translated FILE=docs/en/vision.md"),
         (f"{VISION_SV}:9", "error", "ordet ”rejgionen” finns inte i ordlistan; menade du ”regionen”? Är det rätt så lägg till det i data/words.txt",
          "the word ‘rejgionen’ is not in the dictionary; did you mean ‘regionen’? If it is right, add it to data/words.txt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_only_the_mistake_at_its_line(project, words, name):
    check(project, words, *CASES[name])


UNREAD = {
    "a register": (EXAMPLES, b"  steps: [analysis]", b"\tsteps: [analysis]", f"{EXAMPLES}:8", "raden är indragen med tabb; använd blanksteg, två per nivå"),
    "a page": (VISION_SV, "målen".encode(), "målen".encode("latin-1"), f"{VISION_SV}:9", "raden är inte UTF-8; spara filen som UTF-8"),
    "a tab above a page": (VISION_EN, b"reviewed:", b"\treviewed:", f"{VISION_EN}:4", "raden är indragen med tabb; använd blanksteg, två per nivå"),
    "a day in no calendar": (VISION_SV, b"2026-11-21", b"2026-31-11", f"{VISION_SV}:4", "reviewed: '2026-31-11' är inget datum; skriv ÅÅÅÅ-MM-DD, till exempel 2026-03-31"),
    "a day of slashes": (VISION_SV, b"2026-11-21", b"21/11 2026", f"{VISION_SV}:4", "reviewed: '21/11 2026' är inget datum; skriv ÅÅÅÅ-MM-DD, till exempel 2026-03-31"),
    "changes that are no list": (VISION_SV, b"reviewed:", b"changes: Nya\nreviewed:", f"{VISION_SV}:4", "changes: ska vara en lista; skriv den inom hakparenteser, som [ett, två], eller varje värde på en egen rad efter ett bindestreck"),
    "a front matter": (VISION_EN, b"title: Vision", b"title: Vision: aims", f"{VISION_EN}:2", "raden går inte att läsa som YAML (ett kolon inne i en text kräver citattecken, och ett efter ett fältnamn mellanslag); kontrollera citattecken, kolon och indrag här och på raden före"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_unreadable_file_causes_no_other_errors(project, words, name):
    """Names and link targets in an unreadable file are unknown, which must not count as errors elsewhere."""
    file, old, new, place, message = UNREAD[name]
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
    assert [(place, message) for place, weight, message, _ in reported(project, words) if weight == "error"] == [
        (place, message)
    ]


def test_project_has_no_errors(words):
    result = main.run(ROOT, TODAY)
    assert [p.text(words, "en") for p in result.problems if findings.is_error(p)] == []


def test_reports_wrong_menu_indentation_with_its_line(project):
    assert settings.fatal(project) == []
    file = project / "mkdocs.yml"
    text = file.read_text("utf-8").replace("  - vision.md\n", "   - vision.md\n - index.md\n")
    file.write_text(text, "utf-8")
    problems = [(problem.key, problem.line) for problem in settings.fatal(project)]
    assert problems == [("syntax", text.count("\n"))]
