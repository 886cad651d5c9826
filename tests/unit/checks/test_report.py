"""The report of `make check`, in words that may themselves be wrong."""

import pytest

import report
from guide.data.documents import Problem


@pytest.mark.parametrize("text", ["{x}", "{", "{}", "{value.x}", "{value:d}"])
def test_report_names_problems_also_where_its_own_words_cannot_be_filled_in(text):
    strings = {"problems": {"empty": {"sv": text}}, "check": {"more": {"sv": text}}}
    problem = Problem("a.md", 3, "", "", None, "empty", {"value": "v"})
    assert "more" in report.Report([problem], strings, "sv").text()
