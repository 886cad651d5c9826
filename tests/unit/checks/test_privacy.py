"""Checks for personal data."""

import pytest

from unit.checks.small_project import EXAMPLES, TEXT_SV, VISION_SV, check

# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "an e-mail address, but not the publisher's": (
        [("mkdocs.yml", 'contact: ""', "contact: guiden@a.se"), (VISION_SV, TEXT_SV, "Skriv till eva.ek@skane.se. Frågor: guiden@a.se")],
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
        [(VISION_SV, TEXT_SV, "Numret 811228-9875 och 556016-0680, åren 2016–2020, 1234567 kronor, ISBN 0-262-00274-4, [rapporten](https://doi.org/10.2760/0868191008) och [Per](https://www.skane.se/@per.ek@skane.se)."), (VISION_SV, "Se [", "Se också [")],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_personal_data_at_its_line(project, words, name):
    check(project, words, *CASES[name])
