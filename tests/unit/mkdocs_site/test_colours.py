"""The contrast of every colour pair, light and dark: WCAG 2.2, 1.4.3 (text) and 1.4.11 (non-text)."""

from __future__ import annotations

import re

import pytest

from guide.data.catalogue import STEPS
from unit.conftest import ROOT

CSS = ROOT / "docs/assets/css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
SCHEMES = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0
PAIRS = [
    *((ink, on, TEXT) for ink in ("ink", "ink-soft", "link", "strong", "focus") for on in ("paper", "surface")),
    *((step, on, TEXT) for step in STEPS for on in ("paper", "surface")),
    *(("on-step", step, TEXT) for step in STEPS),
    ("on-strong", "strong", TEXT),
    ("on-foot", "foot", TEXT),
    *(("on-pale", level, TEXT) for level in ("level-1", "level-2", "land")),
    *(("on-full", level, TEXT) for level in ("level-3", "level-4")),
    *(("edge", on, GRAPHIC) for on in ("paper", "surface")),
    ("border", "paper", GRAPHIC),
]


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by token name."""
    pairs = re.findall(r"--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", TOKENS)
    return {name: same or (light, dark)[SCHEMES.index(scheme)] for name, light, dark, same in pairs}


def luminance(colour: str) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    digits = colour.removeprefix("#")
    parts = [int(part * (2 // len(part)), 16) / 255 for part in re.findall("." * (len(digits) // 3), digits)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("foreground", "background", "minimum"), PAIRS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colour_pairs_have_enough_contrast(scheme: str, foreground: str, background: str, minimum: float):
    tokens = colours(scheme)
    darker, lighter = sorted((luminance(tokens[foreground]), luminance(tokens[background])))
    assert (lighter + 0.05) / (darker + 0.05) >= minimum


def test_luminance_of_white_and_black():
    assert luminance("#fff") == pytest.approx(1)
    assert luminance("#000000") == 0


def test_style_sheets_use_colour_tokens_only():
    """Shadows are exempt: they are translucent black."""
    site = re.sub(
        r"/\*.*?\*/",
        "",
        "".join((CSS / f"{name}.css").read_text("utf-8") for name in ("site", "tools")),
        flags=re.DOTALL,
    )
    assert re.findall(r"#(?!000)[0-9a-fA-F]{3,8}\b(?=[;, )])", site) == []
