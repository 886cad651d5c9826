"""Checks for terms that the glossary advises against."""

import pytest

from unit.checks.small_project import TEXT_EN, TEXT_SV, VISION_EN, VISION_SV, check

GLOSSARY = """\
- id: a
  term: {sv: science park, en: science park}
  avoid: {sv: [forskningspark]}
- id: b
  term: {sv: företag, en: companies}
  avoid: {en: [firms]}
- id: c
  term: {sv: Tjeckien, en: Czechia}
  avoid: {en: [Czech Republic]}
"""
FIRMS = "- {id: firms, title: Regions and firms, type: web, lang: en, status: checked}\n"
# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
    "variants that the glossary says not to use": (
        [("data/glossary.yaml", "[]\n", GLOSSARY), (VISION_SV, TEXT_SV, "Forskningspark heter det inte."),
         (VISION_EN, TEXT_EN, "Few firms are in the Czech Republic.")],
        [(f"{VISION_EN}:10", "error", "”firms” används inte här; skriv ”companies”", "‘firms’ is not used here; write ‘companies’"),
         (f"{VISION_EN}:10", "error", "”Czech Republic” används inte här; skriv ”Czechia”", "‘Czech Republic’ is not used here; write ‘Czechia’"),
         (f"{VISION_SV}:9", "error", "”Forskningspark” används inte här; skriv ”science park”", "‘Forskningspark’ is not used here; write ‘science park’")],
    ),
    "variants in names, other words, code and sources": (
        [("data/glossary.yaml", "[]\n", GLOSSARY), ("data/references.yaml", "[]\n", FIRMS),
         (VISION_SV, TEXT_SV, "Lunds Forskningspark, forskningspark-nätverk och `forskningspark`."),
         (VISION_EN, TEXT_EN, "The Firms of the Future [@firms] say science park.")],
        [],
    ),
    "per cent as the sign alone": (
        [(VISION_SV, TEXT_SV, "Om 50%, 12,5 % och 52\u00a0% av `53%`. [En sida](https://a.se/54%20b)."), (VISION_EN, TEXT_EN, "Some 50% or 51 % of it.")],
        [(f"{VISION_EN}:10", "warning", "51 % skrivs på annat sätt på de andra sidorna; skriv procent i löpande text, och 50 % med hårt mellanslag i tabeller",
          "other pages write 51 % differently; write per cent in running text, and 50% without a space in tables"),
         *((f"{VISION_SV}:9", "warning", f"{value} skrivs på annat sätt på de andra sidorna; skriv procent i löpande text, och 50 % med hårt mellanslag i tabeller",
            f"other pages write {value} differently; write per cent in running text, and 50% without a space in tables") for value in ("50%", "12,5 %"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_term_variant_at_its_line(project, words, name):
    check(project, words, *CASES[name])
