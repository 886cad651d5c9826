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


def test_each_step_has_three_or_four_statements_and_each_criterion_of_the_eu_one(real):
    found = real.assessment
    assert set(Counter(one.step for one in found).values()) <= {3, 4}
    assert [one.step for one in found] == sorted((one.step for one in found), key=STEPS.index)
    assert sorted(one.criterion for one in found if one.criterion) == [1, 2, 3, 4, 5, 6, 7]
    assert {one.source for one in found if one.criterion} == {"regulation-2021-1060"}


@pytest.mark.parametrize("lang", LANGS)
def test_names_and_levels_differ_from_each_other(real, lang):
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


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_a_wrong_statement_is_reported_with_what_would_be_right(tmp_path, words, old, new, said):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("schema", "references.yaml", "examples.yaml"):
        (data / name).symlink_to(ROOT / "data" / name)
    text = (ROOT / "data/assessment.yaml").read_text("utf-8")
    assert old in text
    (data / "assessment.yaml").write_text(text.replace(old, new, 1), "utf-8")
    _, problems = schemas.load(data, ["assessment", "references", "examples"])
    assert [said in problem.text(words, "en") for problem in problems] == [True]
