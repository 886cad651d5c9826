"""The tables of worksheets, the results of their formulas, and the checks of data/worksheets.yaml."""

from __future__ import annotations

import copy

import pytest

from guide.data import schemas, worksheets
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.documents import LANGS
from guide.data.strings import Words
from guide.data.worksheets import Cell
from guide.data.yaml_reader import parse
from hostile import dump
from unit.conftest import ROOT

DOC = parse((ROOT / "data/worksheets.yaml").read_bytes(), "data/worksheets.yaml")
SHEETS = {
    sheet.id: sheet
    for sheet in Catalogue.of(
        {**dict.fromkeys(REGISTERS, ()), "worksheets": [(1, entry) for entry in DOC.data]}
    ).worksheets
}
LABEL = {"sv": "A", "en": "A"}
COLUMN = {"name": LABEL, "width": 10}


def part(**fields) -> dict:
    return {"id": "p", "title": LABEL, "about": LABEL, "columns": [COLUMN], "blank": 2, "example": [["x"]], **fields}


def register(*parts: dict) -> list:
    return [{"id": "s", "title": LABEL, "step": "vision", "format": "xlsx", "parts": list(parts)}]


def table_of(one: dict, words, lang="sv", filled=True):
    (sheet,) = Catalogue.of({**dict.fromkeys(REGISTERS, ()), "worksheets": [(1, register(one)[0])]}).worksheets
    return worksheets.table(sheet.parts[0], lang, Words(words, lang).worksheets, filled)


def column(**fields) -> dict:
    return {**COLUMN, **fields}


def test_every_sheet_has_a_page_with_empty_and_example_table():
    for id_ in SHEETS:
        for lang in LANGS:
            page = (ROOT / f"docs/{lang}/tools/sheets/{id_}.md").read_text("utf-8")
            assert f"<!-- worksheet id={id_} -->" in page
            assert f"<!-- worksheet id={id_} show=example -->" in page


def test_worked_example_matches_the_guidance(words):
    table = worksheets.table(SHEETS["priority-matrix"].parts[0], "sv", Words(words, "sv").worksheets, filled=True)
    assert table.heads[2:5] == ["Träbyggande", "Hälsodata", "Batterier"]
    assert [cell.show("sv") for cell in table.totals[0]] == ["Vägd summa", "100", "4,15", "3,60", "2,50", "", ""]
    assert [cell.value for cell in table.totals[1]] == ["Plats", "", 1, 2, 3, "", ""]


def test_empty_sheet_has_rows_and_blank_formulas(words):
    for sheet in SHEETS.values():
        for one in sheet.parts:
            table = worksheets.table(one, "en", Words(words, "en").worksheets)
            assert len(table.rows) == (len(one.rows) or one.blank)
            cells = [cell for row in (*table.rows, *table.totals) for cell in row[1:]]
            assert [cell for cell in cells if cell.value != ""] == []
            assert all(
                cell.formula for row in table.rows for cell, of in zip(row, one.columns, strict=True) if of.formula
            )


BY = {"columns": [column(), column(), column(formula="box", of=[1, 2])]}


@pytest.mark.parametrize(
    ("interest", "influence", "box"), [(5, 3, "A"), (2, 3, "B"), (3, 2, "C"), (2, 2, "D"), (None, 3, ""), (0, None, "")]
)
def test_box_depends_on_interest_and_influence(words, interest, influence, box):
    assert table_of(part(**BY, example=[[interest, influence]]), words).rows[0][2].value == box


@pytest.mark.parametrize(
    ("values", "progress"), [((4, 10, 7), 0.5), ((10, 4, 4), 1.0), ((5, 5, 5), ""), ((1, 2, None), "")]
)
def test_progress_is_a_share_or_blank(words, values, progress):
    columns = [column(), column(), column(), column(formula="progress", of=[1, 2, 3])]
    cell = table_of(part(columns=columns, example=[list(values)]), words).rows[0][3]
    assert cell.value == progress
    assert cell.formula == 'IF(COUNT(A5,B5,C5)<3,"",IF(A5=B5,"",(C5-A5)/(B5-A5)))'


def test_sum_skips_blanks_and_share_divides_by_it(words):
    columns = [
        column(),
        column(total="sum"),
        column(formula="sum", of=[1, 2], total="sum"),
        column(formula="share", of=[2, 3]),
    ]
    table = table_of(part(columns=columns, example=[[100, 300], [None, 50], [None, None]]), words)
    assert [[cell.value for cell in row[2:]] for row in table.rows] == [[400, 0.75], [50, 1.0], ["", ""]]
    assert [cell.value for cell in table.totals[0]] == ["Summa", 350, 450, ""]
    assert table.totals[0][1].formula == 'IF(COUNT(B5:B7)=0,"",SUM(B5:B7))'


def test_equal_totals_share_a_rank(words):
    columns = [column(), column(number=True, total="sum"), *[column(scale=5, total="weighted")] * 3]
    table = table_of(part(columns=columns, example=[["a", 10, 4, 5, 3], ["b", 20, 3, 2.5, None]]), words)
    assert [cell.value for cell in table.totals[0][1:]] == [30, 3.333333, 3.333333, 1]
    assert [cell.value for cell in table.totals[1][2:]] == [1, 1, 3]


def test_average_skips_blanks(words):
    table = table_of(
        part(columns=[column(), column(total="average")], example=[["a", 4], ["b", None], ["c", 1]]), words
    )
    assert table.totals[0][1] == Cell(2.5, 'IF(COUNT(B5:B7)=0,"",ROUND(SUM(B5:B7)/COUNT(B5:B7),6))', "0.00")


def test_numbers_are_localised():
    assert Cell(12500, "", "#,##0").show("sv") == "12\u00a0500"
    assert Cell(12500, "", "#,##0").show("en") == "12,500"
    assert Cell(0.4, "", "0%").show("sv") == "40\u00a0%"
    assert Cell(0.4, "", "0%").show("en") == "40%"


TWO = [column(), column(choices=[LABEL, {"sv": "Ja", "en": "Yes"}]), column(scale=5)]
NUMBERS = [column(), column(number=True), column(number=True)]
OF = "needs 2 columns of numbers that come before it in the table (for sum, the left one first); give their numbers in the field 'of'"
TOTAL = "needs a column of numbers that is not the first, and weighted also needs weights in the second; remove total, or write number: true"
WRONG = [
    (part(columns=[*NUMBERS, column(formula="share", of=[1, 2])], example=[["x", 1, 2]]), f"the formula share {OF}"),
    (part(columns=[*NUMBERS, column(formula="share", of=[2, 2])], example=[["x", 1, 2]]), f"the formula share {OF}"),
    (part(columns=[*NUMBERS, column(formula="sum", of=[3, 2])], example=[["x", 1, 2]]), f"the formula sum {OF}"),
    (part(columns=[column(number=True, total="sum"), column()], example=[[1, "x"]]), f"sum {TOTAL}"),
    (part(columns=[column(), column(total="average")], example=[["x", "y"]]), f"average {TOTAL}"),
    (part(columns=[column(), column(), column(number=True, total="weighted")], example=[["x", "y", 1]]), f"weighted {TOTAL}"),
    (part(columns=TWO, example=[["x", LABEL, 6]]), "6 is not on the column’s scale; write a whole number from 0 to 5, or null"),
    (part(columns=TWO, example=[["x", LABEL, 2.5]]), "2.5 is not on the column’s scale; write a whole number from 0 to 5, or null"),
    (part(heads=["a", "b"]), "heads: has 2 values; at most 1"),
    (part(example=[["x", "y"]]), "the row has 2 values but must have 1, one for each column filled in by hand; write null where there is no value"),
    (part(columns=TWO, example=[["x", {"sv": "Jo", "en": "Yes"}, 2]]), "'Jo' is not one of the column’s choices; allowed: A, Ja"),
    (part(columns=TWO, example=[["x", LABEL, "två"]]), "the column takes numbers only; write a number, or null"),
    (part(columns=[column(), column(formula="box", of=[1])], example=[["x"]]), f"the formula box {OF}"),
    (part(columns=[column(), column(formula="sum", of=[1, 3]), column()], example=[["x", 1]]), f"the formula sum {OF}"),
    (part(columns=[column(), column(formula="sum")], example=[["x"]]), f"the formula sum {OF}"),
    ({**{k: v for k, v in part(columns=[column(), column()]).items() if k != "blank"}, "rows": [LABEL, LABEL], "example": [["x"]]}, "the example must have 2 rows, one for each name in rows"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "message"), WRONG)
def test_reports_invalid_worksheet_with_its_line(words, one, message):
    doc = parse(dump(register(one)).encode(), "data/worksheets.yaml")
    schemas.check(doc, "worksheets", schemas.Schemas(ROOT / "data/schema"), {})
    assert doc.problems == []
    (problem,) = worksheets.check(doc)
    text = problem.text(words, "en")
    assert text.startswith("data/worksheets.yaml:")
    assert text.endswith(message), text
    assert "{" not in problem.text(words, "sv")


def test_suggests_the_nearest_choice(words):
    doc = parse(
        dump(register(part(columns=TWO, example=[["x", {"sv": "Jaa", "en": "Yes"}, 2]]))).encode(),
        "data/worksheets.yaml",
    )
    assert worksheets.check(doc)[0].text(words, "sv").endswith("'Jaa' är inget av kolumnens val; menade du Ja?")


def test_reports_sheet_without_a_page(words):
    doc = copy.deepcopy(DOC)
    pages = [f"tools/sheets/{entry['id']}.md" for entry in doc.data[1:]]
    worksheets.check_pages(doc, pages)
    (problem,) = doc.problems
    assert f"tools/sheets/{doc.data[0]['id']}.md" in problem.text(words, "sv")
