"""The tables of worksheets: empty or filled in for a made-up region, with formulas and their results."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from babel.numbers import format_decimal

from guide.data.addresses import Addresses
from guide.data.documents import Document, Problem
from guide.data.entries import SHEETS, Column, Part, Text, Worksheet
from guide.data.messages import add_near

FIRST = 5  # the row of a spreadsheet where a table begins, below its head
_PERCENT, _TWO, _WHOLE = "0%", "0.00", "#,##0"


class Cell(NamedTuple):
    """A cell: its value; where it is calculated, the ``formula`` too, and the ``pattern`` that a number is shown in."""

    value: str | float = ""
    formula: str = ""
    pattern: str = "#,##0.##"

    def show(self, lang: str) -> str:
        """Return the value as a reader of ``lang`` writes it."""
        if isinstance(self.value, str):
            return self.value
        shown = str(format_decimal(self.value, self.pattern, locale=lang))
        return shown.replace("%", "\u00a0%") if lang == "sv" else shown


class Table(NamedTuple):
    """A table: the names of its columns, its rows, and the rows of totals below them."""

    heads: list[str]
    rows: list[list[Cell]]
    totals: list[list[Cell]]

    def line(self, row: Sequence[Cell], lang: str) -> str:
        """Return ``row`` as text: each cell that is not empty, after the name of its column."""
        cells = zip(self.heads, (cell.show(lang) for cell in row), strict=True)
        return "; ".join(f"{head}: {text}" for head, text in cells if text)


class _Formula(NamedTuple):
    formula: str  # with the cells that it uses in braces
    pattern: str
    result: Callable[..., str | float]  # of the numbers in those cells
    needs: int = 2  # columns


_FORMULAS: Mapping[str, _Formula] = {
    "box": _Formula(
        'IF(COUNT({0},{1})<2,"",IF({1}>2,IF({0}>2,"A","B"),IF({0}>2,"C","D")))',
        "",
        lambda interest, influence: "DCBA"[(interest > 2) + 2 * (influence > 2)],
    ),
    "progress": _Formula(
        'IF(COUNT({0},{1},{2})<3,"",IF({0}={1},"",({2}-{0})/({1}-{0})))',
        _PERCENT,
        lambda start, goal, now: (now - start) / (goal - start) if goal != start else "",
        3,
    ),
    "share": _Formula('IF(N({1})=0,"",N({0})/N({1}))', _PERCENT, lambda part, all_: part / all_ if all_ else ""),
    "sum": _Formula('IF(COUNT({0}:{1})=0,"",SUM({0}:{1}))', _WHOLE, lambda *numbers: sum(numbers)),
}
_TOTALS: Mapping[str, tuple[str, str]] = {
    "average": ('IF(COUNT({0})=0,"",ROUND(SUM({0})/COUNT({0}),6))', _TWO),
    "sum": ('IF(COUNT({0})=0,"",SUM({0}))', _WHOLE),
    "weighted": ('IF(OR(SUM({1})=0,COUNT({0})=0),"",ROUND(SUMPRODUCT({1},{0})/SUM({1}),6))', _TWO),
}
_PORTRAIT = 110  # letters that fit on a page in portrait
_WEIGHTS = 1  # the column of weights, the first being 0


def address(sheet: Worksheet, lang: str, addresses: Addresses) -> str:
    """Return the address of the file of ``sheet``, which is next to its page."""
    return addresses.of(sheet.source, lang).removesuffix("html") + sheet.format


def is_wide(sheet: Worksheet) -> bool:
    """Return whether the tables of ``sheet`` need a page in landscape."""
    return any(sum(column.width for column in part.columns) > _PORTRAIT for part in sheet.parts)


def table(part: Part, lang: str, words: Any, filled: bool = False) -> Table:
    """Return the table of ``part`` in ``lang``, empty or ``filled`` in; ``words`` name the totals."""
    heads = [column.name.show(lang) for column in part.columns]
    if filled:
        heads[: len(part.heads)] = [str(_value(new, lang) or old) for new, old in zip(part.heads, heads, strict=False)]
    count = len(part.rows) or (len(part.example) if filled else part.blank)
    rows = [_row(part, at, lang, filled) for at in range(count)]
    return Table(heads, rows, list(_totals(part, rows, words)))


def _row(part: Part, at: int, lang: str, filled: bool) -> list[Cell]:
    given = iter(part.example[at] if filled else ())  # what is filled in by hand
    cells: list[Cell] = []
    for number, column in enumerate(part.columns):
        if part.rows and number == 0:
            cells.append(Cell(part.rows[at].show(lang)))
        elif column.formula:
            cells.append(_counted(_FORMULAS[column.formula], column, at + FIRST, cells))
        else:
            cells.append(Cell(_value(next(given, None), lang)))
    return cells


def _value(cell: Text | float | str | None, lang: str) -> str | float:
    return cell.show(lang) if isinstance(cell, Text) else "" if cell is None else cell


def _counted(formula: _Formula, column: Column, line: int, cells: Sequence[Cell]) -> Cell:
    text = formula.formula.format(*(f"{letter(number - 1)}{line}" for number in column.of))
    first, last = column.of[0] - 1, column.of[-1] - 1
    operands = cells[first : last + 1] if column.formula == "sum" else [cells[number - 1] for number in column.of]
    numbers = [cell.value for cell in operands if not isinstance(cell.value, str)]
    complete = numbers and (column.formula == "sum" or len(numbers) == len(operands))
    return Cell(formula.result(*numbers) if complete else "", text, formula.pattern)


def _totals(part: Part, rows: Sequence[Sequence[Cell]], words: Any) -> Iterator[list[Cell]]:
    """Yield the rows below a table: totals and, where they are weighted, places in the order."""
    kinds = {column.total for column in part.columns}
    if kinds == {None}:
        return
    totals = [_total(part, at, rows) for at in range(len(part.columns))]
    kind = "weighted" if "weighted" in kinds else "average" if "average" in kinds else "sum"
    yield [Cell(words[kind]), *totals[1:]]
    if kind == "weighted":
        yield [Cell(words.place), *_places(part, totals, FIRST + len(rows))]


def _total(part: Part, at: int, rows: Sequence[Sequence[Cell]]) -> Cell:
    kind = part.columns[at].total
    if not kind:
        return Cell()
    text, pattern = _TOTALS[kind]
    ranges = (f"{letter(column)}{FIRST}:{letter(column)}{FIRST + len(rows) - 1}" for column in (at, _WEIGHTS))
    pairs = [(_number(row[at]), _number(row[min(_WEIGHTS, at)])) for row in rows]
    value: str | float = ""
    if count := sum(not isinstance(row[at].value, str) for row in rows):
        value = sum(number * (weight if kind == "weighted" else 1) for number, weight in pairs)
        if kind != "sum":
            by = sum(weight for _, weight in pairs) if kind == "weighted" else count
            value = round(value / by, 6) if by else ""
    return Cell(value, text.format(*ranges), pattern)


def _number(cell: Cell) -> float:
    return 0 if isinstance(cell.value, str) else cell.value


def _places(part: Part, totals: Sequence[Cell], line: int) -> Iterator[Cell]:
    """Yield the cells below the weighted totals in row ``line``: the place of each, shared where two are equal."""
    weighted = [at for at, column in enumerate(part.columns) if column.total == "weighted"]
    values: list[Any] = [totals[at].value for at in weighted if totals[at].value != ""]
    all_ = f"${letter(weighted[0])}${line}:${letter(weighted[-1])}${line}"
    for at in range(1, len(part.columns)):
        if at not in weighted:
            yield Cell()
            continue
        own: Any = totals[at].value
        cell = f"{letter(at)}{line}"
        place = 1 + sum(other > own for other in values) if own != "" else ""
        yield Cell(place, f'IF({cell}="","",RANK({cell},{all_}))', _WHOLE)


def letter(at: int) -> str:
    """Return the letters of a spreadsheet column, the first being 0."""
    return chr(ord("A") + at)


def check_pages(doc: Document, sources: Collection[str]) -> None:
    """Report in ``doc`` each of its worksheets that has no page among ``sources``."""
    for number, sheet in enumerate(doc.data):
        if (source := f"{SHEETS}/{sheet['id']}.md") not in sources:
            doc.add("page_unknown", (number, "id"), value=source)


def check(doc: Document) -> list[Problem]:
    """Return a problem for each part of ``doc``, valid by its schema, that no table can be made of."""
    for number, sheet in enumerate(doc.data):
        for at, part in enumerate(sheet["parts"]):
            _check_part(doc, (number, "parts", at), part)
    return doc.problems


def _check_part(doc: Document, path: tuple[Any, ...], part: Mapping[str, Any]) -> None:
    columns = part["columns"]
    numbers = ["scale" in one or one.get("number") or one.get("formula", "box") != "box" for one in columns]
    for at, column in enumerate(columns):
        place, formula, total = (*path, "columns", at), column.get("formula"), column.get("total")
        if formula and not _can_count(formula, column.get("of", []), numbers[:at]):
            doc.add("sheet_formula", (*place, "formula"), value=formula, count=_FORMULAS[formula].needs)
        if total and not (at and numbers[at] and (total != "weighted" or numbers[_WEIGHTS])):
            doc.add("sheet_total", (*place, "total"), value=total)
    if len(heads := part.get("heads", [])) > len(columns):
        doc.add("too_many", (*path, "heads"), count=len(heads), limit=len(columns))
    inputs = [one for at, one in enumerate(columns) if not (one.get("formula") or ("rows" in part and at == 0))]
    if len(part.get("rows", part["example"])) != len(part["example"]):
        doc.add("sheet_rows", (*path, "example"), count=len(part["rows"]))
    for at, row in enumerate(part["example"]):
        place = (*path, "example", at)
        if len(row) != len(inputs):
            doc.add("sheet_row", place, count=len(inputs), found=len(row))
            continue
        for cell_at, (cell, column) in enumerate(zip(row, inputs, strict=True)):
            _check_cell(doc, (*place, cell_at), cell, column)


def _can_count(formula: str, columns: Sequence[int], numbers: Sequence[object]) -> bool:
    """Return whether ``formula`` can use the columns ``of``; ``numbers`` are those before it that have numbers."""
    operands = range(columns[0], columns[-1] + 1) if columns and formula == "sum" else columns
    can = len(columns) == _FORMULAS[formula].needs and 1 < len(operands) == len({*operands})
    return can and all(one <= len(numbers) and numbers[one - 1] for one in operands)


def _check_cell(doc: Document, path: tuple[Any, ...], cell: Any, column: Mapping[str, Any]) -> None:
    choices = column.get("choices", [])
    if cell is None:
        return
    if choices and cell not in choices:
        value = str(cell["sv"] if isinstance(cell, dict) else cell)
        words = [choice["sv"] for choice in choices]
        add_near(doc, "sheet_choice", path, value, words, allowed=", ".join(words))
    elif ("scale" in column or column.get("number")) and isinstance(cell, str | dict):
        doc.add("sheet_number", path)
    elif "scale" in column and cell not in range(column["scale"] + 1):
        doc.add("sheet_scale", path, value=cell, limit=column["scale"])
