"""Texts that are hard to read."""

import pytest

from unit.checks.small_project import TEXT_EN, TEXT_SV, VISION_EN, VISION_SV, check

HARD = "Organisationsutvecklingens förutsättningar problematiserar samhällsplaneringens ambitioner genom regionala myndigheters gemensamma effektiviseringar."
EASY = "Vi vill att det ska gå bra för oss alla. "
HEAVY = (
    "Institutional responsibilities necessitate considerable coordination between representative regional authorities."
)

# The changes (file, old text, new text), and all reports expected: place, severity, Swedish and English message.
CASES = {
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
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reports_hard_text_with_its_hardest_sentences(project, words, name):
    check(project, words, *CASES[name])
