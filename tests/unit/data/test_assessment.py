"""The statements of the self-assessment."""

from __future__ import annotations

from collections import Counter

import pytest

from guide.data import schemas
from guide.data.catalogue import REGISTERS, STEPS, Catalogue
from guide.data.documents import LANGS
from unit.conftest import ROOT


@pytest.fixture(scope="module")
def real() -> Catalogue:
    docs, problems = schemas.load(ROOT / "data", ["assessment", "references", "examples"])
    assert problems == []
    return Catalogue.of({name: enumerate(docs[name].data if name in docs else ()) for name in REGISTERS})


def test_statements_cover_each_step_and_eu_criterion(real):
    statements = real.assessment
    assert set(Counter(one.step for one in statements).values()) <= {3, 4}
    assert [one.step for one in statements] == sorted((one.step for one in statements), key=STEPS.index)
    assert sorted(one.criterion for one in statements if one.criterion) == [1, 2, 3, 4, 5, 6, 7]
    assert {one.source for one in statements if one.criterion} == {"regulation-2021-1060"}


@pytest.mark.parametrize("lang", LANGS)
def test_names_and_levels_are_unique(real, lang):
    names = [one.name.show(lang) for one in real.assessment]
    levels = [text for one in real.assessment for text in getattr(one.levels, lang)]
    assert len(set(names)) == len(names)
    assert len(set(levels)) == len(levels)


WRONG = [
    ("      - Regionen styr ensam.\n", "", "levels (sv): "),
    ("  criterion: 7\n", "  criterion: 8\n", "criterion"),
    ("  source: jrc-peer-review\n", "  source: jrc-peer-reviw\n", "did you mean jrc-peer-review?"),
    ("guidance: steps/vision.md#how", "guidance: Vision", "'Vision' is not a page; write its path below docs/sv"),
    ("[skane-firs, ostergotland-esbr]", "[skane-firz]", "did you mean skane-firs?"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG, ids=[message for *_, message in WRONG])
def test_reports_invalid_statement_with_remedy(tmp_path, words, old, new, message):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("schema", "references.yaml", "examples.yaml"):
        (data / name).symlink_to(ROOT / "data" / name)
    text = (ROOT / "data/assessment.yaml").read_text("utf-8")
    assert old in text
    (data / "assessment.yaml").write_text(text.replace(old, new, 1), "utf-8")
    _, problems = schemas.load(data, ["assessment", "references", "examples"])
    assert [message in problem.text(words, "en") for problem in problems] == [True]
