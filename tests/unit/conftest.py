"""Fixtures: the problems of a small data folder, and the project's own strings and registers."""

import datetime
from pathlib import Path

import pytest

from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.themes import Themes
from guide.rendering.renderer import Renderer

ROOT = Path(__file__).parents[2]

ENTRY = """\
- id: first
  title:
    sv: Första exemplet
    en: The first example
  summary:
    sv: En kort text.
    en: A short text.
  steps: [analysis]
  regions: [skane]
  description:
    sv: Vad som gjordes.
    en: What was done.
  organisations:
  - name: {sv: Region Skåne}
    role: region
    url: https://www.skane.se
  period: {start: 2016, end: 2018-06}
  evidence: documented
  sources:
  - title: Sidan
    lang: sv
    url: https://www.skane.se/sidan
    read: 2026-01-31
  reviewed: 2026-11-21
  original_language: sv
  themes_none: method
"""

REGION = """\
- id: skane
  name: {sv: Skåne}
  authority: {sv: Region Skåne}
  county: {sv: Skåne län, en: Skåne County}
  county_code: '12'
  nuts2: {code: SE22, name: {sv: Sydsverige, en: South Sweden}}
  nuts3: SE224
  website: https://www.skane.se
  sources:
  - title: Sidan
    lang: sv
    unverified: archived
  reviewed: 2026-11-21
  original_language: sv
"""


@pytest.fixture(scope="session")
def words() -> dict:
    """Return the project's data/strings.yaml."""
    docs, problems = schemas.load(ROOT / "data", ["strings"])
    assert not problems
    return docs["strings"].data


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the catalogue of the project's own registers."""
    docs, problems = schemas.load(ROOT / "data", REGISTERS)
    assert problems == []
    return Catalogue.of({name: [(1, entry) for entry in docs[name].data] for name in REGISTERS})


@pytest.fixture(scope="session")
def themes(catalogue) -> Themes:
    """Return the themes of the project's own registers."""
    return Themes(catalogue)


@pytest.fixture(scope="session")
def renderer(catalogue, words) -> Renderer:
    """Return a renderer of the project's own registers."""
    files = schemas.Schemas(ROOT / "data/schema").files
    day = datetime.date(2026, 11, 28)
    return Renderer(catalogue, words, day, site_url="https://s3.example.org/", schemas=files)


@pytest.fixture
def complaints(tmp_path, words):
    """Return a function that returns the problems of a data/examples.yaml with the given content, in ``lang``."""

    def check(text: str | bytes, lang: str = "en") -> list[str]:
        data = tmp_path / "data"
        data.mkdir()
        (data / "schema").symlink_to(ROOT / "data/schema")
        (data / "regions.yaml").write_text(REGION, "utf-8")
        (data / "examples.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        rounds = []
        for _ in range(2):  # the second has the HTML of the first, and must find the same
            _, problems = schemas.load(data, ["examples", "regions"])
            rounds.append([problem.text(words, lang) for problem in problems])
        first, again = rounds
        assert first == again
        return first

    return check
