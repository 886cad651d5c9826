"""What is said where something is no known word: the nearest one, if any is near."""

import pytest

from guide.data.documents import Document
from guide.data.messages import add_near


@pytest.mark.parametrize(
    ("word", "key", "nearest"),
    [
        ("analys", "unknown_value_near", "analysis"),
        ("Vision", "unknown_value_near", "vision"),
        ("hearsay", "unknown_value", ""),
        ("", "unknown_value", ""),
    ],
)
def test_nearest_word_is_proposed_if_one_is_near(word, key, nearest):
    doc = Document("data/x.yaml", data=[{"id": "one"}])
    add_near(doc, "unknown_value", (0, "steps"), word, ["analysis", "vision"], allowed="analysis, vision")
    (problem,) = doc.problems
    assert (problem.key, problem.values["value"], problem.values["nearest"]) == (key, word, nearest)
    assert (problem.entry, problem.field, problem.values["allowed"]) == ("one", "steps", "analysis, vision")


def test_long_value_is_not_repeated_whole():
    doc = Document("data/x.yaml", data=[{"id": "one"}])
    add_near(doc, "unknown_value", (0, "steps"), "x" * 100_000, ["analysis"], allowed="analysis")
    assert len(doc.problems[0].values["value"]) == 80
