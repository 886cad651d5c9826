"""Checks for outdated reviews, translations and sources."""

import pytest

import ages
from unit.checks.small_project import (
    ABOUT_SV,
    EXAMPLES,
    SOURCE,
    TEXT_EN,
    TEXT_SV,
    TODAY,
    VISION_EN,
    VISION_SV,
    check,
    reported,
)

WEB = "- {id: a-web, title: Sidan, type: web, lang: sv, status: checked}\n"


def cited(id_: str) -> list[tuple[str, str, str]]:
    """Return the changes that make both versions of a page cite the work ``id_``."""
    return [(VISION_SV, TEXT_SV, f"{TEXT_SV} [@{id_}]"), (VISION_EN, TEXT_EN, f"{TEXT_EN} [@{id_}]")]


# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "a text in one language": (
        [(EXAMPLES, "    en: What was done.\n", "")],
        [(f"{EXAMPLES}:11", "warning", "first: description (sv): texten finns inte på det andra språket; skriv den, eller be en granskare om hjälp",
          "first: description (sv): the text does not exist in the other language; write it, or ask a reviewer for help")],
    ),
    "reviews overdue": (
        [(VISION_SV, "reviewed: 2026-11-21", "reviewed: 2025-11-20"), (EXAMPLES, "reviewed: 2026-11-21", "reviewed: 2025-11-20"), (VISION_EN, "reviewed: 2026-11-21", "reviewed: 2025-11-21")],
        [(f"{EXAMPLES}:24", "warning", "first: reviewed: granskad 2025-11-20, för mer än 365 dagar sedan; läs om texten mot källorna och skriv dagens datum",
          "first: reviewed: reviewed on 2025-11-20, more than 365 days ago; read the text against its sources and write today’s date"),
         (f"{VISION_SV}:4", "warning", "granskad 2025-11-20, för mer än 365 dagar sedan; läs om texten mot källorna och skriv dagens datum",
          "reviewed on 2025-11-20, more than 365 days ago; read the text against its sources and write today’s date")],
    ),
    "reviews yet to come": (
        [(VISION_EN, "reviewed: 2026-11-21", "reviewed: 2096-11-21"), (EXAMPLES, "reviewed: 2026-11-21", "reviewed: 2096-11-21")],
        [(f"{EXAMPLES}:24", "warning", "first: reviewed: granskad 2096-11-21, en dag i framtiden; skriv dagen då texten lästes",
          "first: reviewed: reviewed on 2096-11-21, a day in the future; write the day the text was read"),
         (f"{VISION_EN}:4", "warning", "granskad 2096-11-21, en dag i framtiden; skriv dagen då texten lästes",
          "reviewed on 2096-11-21, a day in the future; write the day the text was read")],
    ),
    "a source read on a day to come": (
        [(EXAMPLES, SOURCE, "    read: 2096-01-31\n")],
        [(f"{EXAMPLES}:23", "warning", "first: sources[1].read: 2096-01-31 ligger i framtiden; skriv dagen då det gjordes",
          "first: sources[1].read: 2096-01-31 is a day in the future; write the day on which it was done")],
    ),
    "a change of a day to come": (
        [(VISION_SV, "reviewed: 2026-11-21\n", "reviewed: 2026-11-21\nchanges:\n- {date: 2096-01-31, sv: Nya mål., en: New aims.}\n")],
        [(f"{VISION_SV}:5", "warning", "2096-01-31 ligger i framtiden; skriv dagen då det gjordes",
          "2096-01-31 is a day in the future; write the day on which it was done")],
    ),
    "a strategy adopted on a day to come": (
        [("data/regions.yaml", "  sources:", "  strategies:\n  - {id: s3, title: {sv: Strategin}, kind: s3, adopted: 2096-01-31, start: 2097-01-01}\n  sources:")],
        [("data/regions.yaml:10", "warning", "skane: strategies[1].adopted: 2096-01-31 ligger i framtiden; skriv dagen då det gjordes",
          "skane: strategies[1].adopted: 2096-01-31 is a day in the future; write the day on which it was done")],
    ),
    "a strategy adopted in a month to come": (
        [("data/regions.yaml", "  sources:", "  strategies:\n  - {id: s3, title: {sv: Strategin}, kind: s3, adopted: 2026-12}\n  - {id: old, title: {sv: Den förra}, kind: development, adopted: 2026-11}\n  sources:")],
        [("data/regions.yaml:10", "warning", "skane: strategies[1].adopted: 2026-12 ligger i framtiden; skriv dagen då det gjordes",
          "skane: strategies[1].adopted: 2026-12 is a day in the future; write the day on which it was done")],
    ),
    "a strategy above the one that may have replaced it": (
        [("data/regions.yaml", "  sources:", "  strategies:\n  - {id: old, title: {sv: Den förra}, kind: s3, adopted: 2019-12}\n  - {id: new, title: {sv: Den nya}, kind: s3, start: 2026}\n  sources:")],
        [("data/regions.yaml:10", "warning", "skane: strategies[1]: både old och new gäller; skriv replaced_by: new här om den har ersatts",
          "skane: strategies[1]: both old and new apply; write replaced_by: new here if it has been replaced")],
    ),
    "a strategy that a newer one may have replaced": (
        [("data/regions.yaml", "  sources:", """\
  strategies:
  - {id: s3-2026, title: {sv: Strategin}, kind: s3, start: 2026}
  - {id: s3-2020, title: {sv: Den förra}, kind: s3, start: 2020}
  - {id: s3-2014, title: {sv: Den första}, kind: s3, replaced_by: s3-2020}
  - {id: s3-2030, title: {sv: Nästa}, kind: s3, under_way: true}
  - {id: plan, title: {sv: Planen}, kind: development}
  sources:""")],
        [("data/regions.yaml:11", "warning", "skane: strategies[2]: både s3-2020 och s3-2026 gäller; skriv replaced_by: s3-2026 här om den har ersatts",
          "skane: strategies[2]: both s3-2020 and s3-2026 apply; write replaced_by: s3-2026 here if it has been replaced")],
    ),
    "a strategy beside one that says nothing of when it applies": (
        [("data/regions.yaml", "  sources:", "  strategies:\n  - {id: a, title: {sv: Den ena}, kind: s3}\n  - {id: b, title: {sv: Den andra}, kind: s3, start: 2022}\n  sources:")],
        [],
    ),
    "sources without date": (
        [(EXAMPLES, SOURCE, "    unverified: archived\n  - {title: Boken, lang: sv, unverified: untried}\n")],
        [(f"{EXAMPLES}:20", "warning", "first: sources[1]: antal källor utan datum (unverified): 2, den första här; öppna och läs källan, och skriv read: och dagen i stället",
          "first: sources[1]: sources without a date (unverified): 2, the first one here; open and read it, and write read: and the day instead")],
    ),
    "a report without year": (
        [("data/references.yaml", "[]", f"{WEB}- {{id: b, title: Rapporten, type: report, lang: sv, status: checked}}\n"), *cited("a-web"), *cited("b")],
        [("data/references.yaml:2", "warning", "b: verket saknar utgivningsår; lägg till year: om du kan få reda på det",
          "b: the work has no year of publication; add year: if you can find it")],
    ),
    "a work that no page cites": (
        [("data/references.yaml", "[]", f"{WEB}{WEB.replace('a-web', 'b')}"), *cited("b")],
        [("data/references.yaml:1", "warning", "a-web: ingen sida eller post hänvisar till verket; hänvisa med [@a-web] där det har använts, eller ta bort posten",
          "a-web: no page or entry refers to the work; cite it with [@a-web] where it has been used, or delete the entry")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_outdated_content_at_its_line(project, words, name):
    check(project, words, *CASES[name])


@pytest.mark.parametrize(("day", "ahead"), [("2026-11-21", False), ("2026-11-22", False), ("2026-11-23", True)])
def test_is_ahead_allows_for_time_zones(day, ahead):
    assert ages.is_ahead(day, TODAY) is ahead


def test_changed_original_makes_its_translations_stale(project, words):
    for file, text in ((VISION_SV, TEXT_SV), (EXAMPLES, ABOUT_SV)):
        (project / file).write_text((project / file).read_text("utf-8").replace(text, f"{text[:-1]} i länet."), "utf-8")
    assert [(place, weight, message) for place, weight, _, message in reported(project, words)] == [
        (f"{EXAMPLES}:12", "warning", "first: description (en): the original (description.sv) has changed since the translation was checked; read it again, and mark it with make translated FILE=examples/first"),
        (f"{VISION_EN}:5", "warning", "the original (docs/sv/vision.md) has changed since the translation was checked; read it again, and mark it with make translated FILE=docs/en/vision.md"),
    ]  # fmt: skip
