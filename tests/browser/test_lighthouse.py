"""Lighthouse scores (https://developer.chrome.com/docs/lighthouse), simulating a phone on a slow network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from browser.web import Web

TESTS = Path(__file__).parents[1]
NODE = Path(sys.executable).with_name("node")
MIN_SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# One of each group of similar pages, and not the 404 page, which is not for search engines.
PAGES = (
    "index.html",
    "steg/index.html",
    "en/steps/governance.html",
    "exempel/index.html",
    "en/examples/visual-sweden.html",
    "exempel/workshoppaket.html",
    "en/regions/index.html",
    "regioner/skane.html",
    "s3-piloten/kluster.html",
    "en/glossary.html",
    "webbsidor.html",
    "om/oppna-data.html",
)


@pytest.fixture(scope="module")
def judged(web: Web, chromium: str) -> dict[str, Any]:
    """Lighthouse's score and failed audits for each page, by category."""
    if not (TESTS / "node_modules/lighthouse").is_dir():
        if os.environ.get("CI"):
            pytest.fail("no Lighthouse: make test installs it")
        pytest.skip("no Lighthouse: make test installs it")
    done = subprocess.run(
        [NODE, TESTS / "lighthouse.mjs", *(web.home + address for address in PAGES)],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {address.removeprefix(web.home): category for address, category in json.loads(done.stdout).items()}


@pytest.mark.parametrize("address", PAGES)
def test_page_meets_lighthouse_scores(judged: dict[str, Any], address: str):
    failing = {of: category for of, category in judged[address].items() if category["score"] < MIN_SCORES[of]}
    assert failing == {}
