"""Draw the image for shared links in each language into docs/assets/: run when its words or colours change.

It shows the six steps as on the site, with the same tokens and icons. Needs Chromium, as the browser tests do.
"""

from __future__ import annotations

import math
import re
import shutil
import sys
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = (
    1200,
    630,
)  # the recommended size (https://developers.facebook.com/docs/sharing/webmasters/images)
STEPS = ("analysis", "governance", "vision", "priority-setting", "policy-mix", "evaluation")
PAGE = """<!doctype html><meta charset="utf-8"><style>{tokens}
:root {{ color-scheme: light; }}
body {{ background: var(--paper); color: var(--ink); font: 700 74px/1.15 var(--serif); height: {height}px; margin: 0; }}
i {{ background: var(--six); display: block; height: 22px; }}
p {{ left: 80px; margin: 0; position: absolute; top: 50%; text-wrap: balance; translate: 0 -50%; width: 560px; }}
small {{ color: var(--ink-soft); display: block; font: 400 32px/1.4 var(--sans); margin-top: 24px; }}
svg {{ position: absolute; right: 60px; top: 76px; width: 500px; }}
circle {{ fill: var(--step); }}
.ring {{ fill: none; stroke: var(--line); stroke-width: 8; }}
path {{ fill: var(--on-step); }}
</style><i></i><p>{title}<small>{about}</small></p><svg viewBox="0 0 400 400"><circle class="ring" cx="200" cy="200" r="140"/>{steps}</svg>"""


def step(number: int, name: str, icon: str) -> str:
    """Return the SVG of a step: a circle with its icon, on a ring of six that begins at the top."""
    x, y = (200 + 140 * turn(number * math.pi / 3) for turn in (math.sin, lambda angle: -math.cos(angle)))
    mark = f'<path transform="translate({x - 27:.1f} {y - 27:.1f}) scale(2.25)" d="{icon}"/>'
    return f'<g class="step-{name}"><circle cx="{x:.1f}" cy="{y:.1f}" r="52"/>{mark}</g>'


def main() -> None:
    """Draw the image of each language."""
    words = yaml.safe_load((ROOT / "data/strings.yaml").read_text("utf-8"))["page"]["share"]
    icons = dict(
        re.findall(r'"([a-z-]+)": "([^"]+)"', (ROOT / "hooks/guide/rendering/templates/icons.html").read_text("utf-8"))
    )
    tokens = (ROOT / "docs/assets/css/tokens.css").read_text("utf-8")
    steps = "".join(step(number, name, icons[name]) for number, name in enumerate(STEPS))
    path = shutil.which("chromium") or sys.exit("no Chromium")
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page(
            viewport={"width": WIDTH, "height": HEIGHT}
        )
        for lang in ("sv", "en"):
            title, about = words["title"][lang], words["about"][lang]
            page.set_content(PAGE.format(tokens=tokens, steps=steps, title=title, about=about, height=HEIGHT))
            page.screenshot(path=ROOT / f"docs/assets/share-{lang}.png")


if __name__ == "__main__":
    main()
