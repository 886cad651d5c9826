"""The files of worksheets: DOCX for what is written, XLSX for what is calculated or chosen; the same bytes each time.

Each has the empty sheet and a copy filled in for a made-up region, marked as such. Only a whole build imports this.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from functools import cache
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from guide.data.documents import LANGS
from guide.data.entries import Column, Part, Worksheet
from guide.data.worksheets import FIRST, Cell, Table, address, is_wide, letter, table
from guide.rendering.renderer import Renderer

_LOCALES = {"sv": "sv-SE", "en": "en-GB"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can record
_LISTS = "_"  # the hidden tab with the choices: a list in a cell's own rule has at most 255 letters
_SHADE, _INK = "E3EFEE", RGBColor(0x0D, 0x4F, 0x56)  # of the names of columns and rows, and of headings
_SHADED = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>')
_WIDTH, _HEIGHT, _MARGIN = 21.0, 29.7, 1.8  # of A4, in centimetres
_LINE, _LEAST = 13, 36  # points: between two lines of a spreadsheet, and the height of a row to write in on paper
_CHANGED = ("format_cells", "format_columns", "format_rows", "insert_columns", "delete_columns", "insert_hyperlinks")
_ALLOWED = ("objects", "sort", "autofilter", *_CHANGED)  # except columns of formulas, which Excel protects
_COLUMNS = 25  # the last, counted from 0, that can be written in next to a table with formulas
_NOT_IN_TAB = re.compile(r"[\[\]:*?/\\']")  # what Excel refuses in the name of a tab


def files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of the file of each worksheet in each language."""
    for sheet in renderer.catalogue.worksheets:
        for lang in LANGS:
            file = _File(renderer, sheet, lang)
            content = file.workbook() if sheet.format == "xlsx" else file.document()
            yield address(sheet, lang, renderer.addresses), _packed(content, _LOCALES[lang])


def _packed(content: bytes, locale: str) -> bytes:
    """Return the zip ``content`` with a fixed time, and with its language where the writer cannot set it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml" and b"<dc:language>" not in data:
                language = f"<dc:language>{locale}</dc:language></cp:coreProperties>"
                data = data.replace(b"</cp:coreProperties>", language.encode())
            new.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _File:
    """Writes the file of ``sheet`` in ``lang``."""

    def __init__(self, renderer: Renderer, sheet: Worksheet, lang: str) -> None:
        self.sheet, self.lang, self.wide = sheet, lang, is_wide(sheet)
        self.words, self.title = renderer.words[lang].worksheets, sheet.title.show(lang)
        self.origin = renderer.url(sheet.source, lang)
        self.publisher = renderer.publisher_names[lang]
        self.day = datetime.datetime.combine(renderer.today, datetime.time())

    def tables(self) -> Iterator[tuple[int, Part, Table, bool]]:
        """Yield each table, empty and then filled in, with its number and part."""
        for filled in (False, True):
            for number, part in enumerate(self.sheet.parts, 1):
                yield number, part, table(part, self.lang, self.words, filled), filled

    def workbook(self) -> bytes:
        """Return the sheet as XLSX, each table on a tab of its own."""
        out = io.BytesIO()
        texts = {"strings_to_formulas": False, "strings_to_urls": False}  # a text of the data stays a text
        with Workbook(out, {"in_memory": True, **texts}) as book:
            book.set_properties({"title": self.title, "author": self.publisher, "created": self.day})
            base = {"text_wrap": True, "valign": "vcenter", "font_name": "Arial", "font_size": 10, "border": 1}
            named = {"bold": True, "bg_color": f"#{_SHADE}"}
            look = cache(
                lambda pattern, names, locked: book.add_format(
                    {**base, "num_format": pattern, "locked": locked, **(named if names else {})}
                )
            )
            open_, title = book.add_format({"locked": False}), {"bold": True, "font_size": 14, "locked": False}
            tabs = [(book.add_worksheet(self._tab(*one)), *one) for one in self.tables()]
            lists = book.add_worksheet(_LISTS)
            lists.hide()
            for tab, _, part, rows, filled in tabs:
                tab.write_string(0, 0, part.title.show(self.lang), book.add_format(title))
                self._fill(tab, part, rows, filled, look)
                tab.set_column(0, _COLUMNS, None, open_)
                for at, column in enumerate(part.columns):
                    tab.set_column(at, at, column.width, open_)
                    if rule := _rule(column, self.lang, lists):
                        tab.data_validation(FIRST - 1, at, FIRST + len(rows.rows) - 2, at, rule)
        return out.getvalue()

    def _tab(self, number: int, part: Part, _: Table, filled: bool) -> str:
        title = part.title.show(self.lang)
        short = title if len(title) <= 17 else f"{title[:17].rpartition(' ')[0] or title[:16]}…"
        name = f"{number} {short} ({self.words.example})" if filled else f"{number} {short}"
        return _NOT_IN_TAB.sub(" ", name)[:31]  # more letters Excel does not take

    def _fill(self, tab: Any, part: Part, rows: Table, filled: bool, look: Any) -> None:
        source_note = f"{self.words.filled}. {self.words.made_up}" if filled else self.origin
        tab.write_string(1, 0, part.about.show(self.lang))
        tab.write_string(2, 0, source_note)
        hints = [f" ({column.hint.show(self.lang)})" if column.hint else "" for column in part.columns]
        headers = [Cell(f"{name}{hint}") for name, hint in zip(rows.heads, hints, strict=True)]
        for line, row in enumerate([headers, *rows.rows, *rows.totals], FIRST - 2):
            tab.set_row(line, _height([cell.show(self.lang) for cell in row], part.columns))
            names = line == FIRST - 2 or line > FIRST - 2 + len(rows.rows)
            for at, cell in enumerate(row):
                form = look(cell.pattern, names or bool(part.rows and at == 0), bool(cell.formula))
                if cell.formula:
                    tab.write_formula(line, at, f"={cell.formula}", form, cell.value)
                else:
                    tab.write(line, at, cell.value, form)
        self._keep(tab, part, rows)
        tab.freeze_panes(FIRST - 1, 1)
        tab.repeat_rows(FIRST - 2)
        tab.set_paper(9)  # A4
        tab.fit_to_pages(1, 0)
        if self.wide:
            tab.set_landscape()
        tab.set_footer(f"&L{self.title.replace('&', '&&')}&R&P (&N)")

    def _keep(self, tab: Any, part: Part, rows: Table) -> None:
        """Let a reader filter the table, and protect its formulas, without a password, from typing by mistake.

        A row inserted between others would lack its formulas.
        """
        if not part.rows:
            tab.autofilter(FIRST - 2, 0, FIRST - 2 + len(rows.rows), len(part.columns) - 1)
        counted = any(column.formula for column in part.columns)
        if counted or rows.totals:
            row_changes = () if counted else ("insert_rows", "delete_rows")
            tab.protect("", dict.fromkeys((*_ALLOWED, *row_changes), True))

    def document(self) -> bytes:
        """Return the sheet as DOCX, each table below a heading."""
        document = docx.Document()
        self._prepare(document)
        document.add_heading(self.title, 0)
        document.add_paragraph(self.origin)
        for number, part, rows, filled in self.tables():
            if filled and number == 1:
                document.add_heading(self.words.filled, 1).paragraph_format.page_break_before = True
                document.add_paragraph(self.words.made_up)
            document.add_heading(part.title.show(self.lang), 2 if filled else 1)
            document.add_paragraph(part.about.show(self.lang)).paragraph_format.keep_with_next = True
            self._add_table(document, part, rows, filled)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    def _prepare(self, document: Any) -> None:
        """Give the document its page size, its language and its properties."""
        page, locale = document.sections[0], _LOCALES[self.lang]
        page.page_width, page.page_height = Cm(_WIDTH), Cm(_HEIGHT)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN)
        font = document.styles["Normal"].font
        font.name, font.size = "Arial", Pt(10)
        for name in ("Title", "Heading 1", "Heading 2"):
            document.styles[name].font.color.rgb = _INK
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), locale)
        about = document.core_properties
        about.title, about.author, about.language, about.comments = self.title, self.publisher, locale, ""
        about.created = about.modified = self.day

    def _add_table(self, document: Any, part: Part, rows: Table, filled: bool) -> None:
        lines = [rows.heads, *([cell.show(self.lang) for cell in row] for row in (*rows.rows, *rows.totals))]
        added = document.add_table(rows=len(lines), cols=len(rows.heads), style="Table Grid")
        added.autofit = False
        total_width = sum(column.width for column in part.columns)
        widths = [Cm((_WIDTH - 2 * _MARGIN) * column.width / total_width) for column in part.columns]
        for column, width in zip(added.columns, widths, strict=True):
            column.width = width
        for at, (row, texts) in enumerate(zip(added.rows, lines, strict=True)):
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            if at == 0:  # on each page again
                row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            elif not filled:
                row.height = Cm(1.2 if part.rows else 0.9)
            for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
                cell.width = width
                cell.paragraphs[0].paragraph_format.keep_with_next = at == 0 or None  # not alone at the foot of a page
                run = cell.paragraphs[0].add_run(text)
                if at == 0 or (part.rows and number == 0):
                    run.bold = True
                    cell._tc.get_or_add_tcPr().append(copy(_SHADED))


def _height(texts: Sequence[str], columns: Sequence[Column]) -> int:
    """Return the height, in points, of a row with ``texts``: not every program works it out on opening the file."""
    lines = max(-(-len(text) * 6 // (column.width * 5)) for text, column in zip(texts, columns, strict=True))
    return max(_LEAST, _LINE * lines + 4)


def _rule(column: Column, lang: str, lists: Any) -> dict[str, Any] | None:
    """Return the validation rule for a cell of ``column``; choices are written to the next row of ``lists``."""
    if column.scale:
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": column.scale}
    if column.number:
        return {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
    if not column.choices:
        return None
    row = 0 if lists.dim_rowmax is None else lists.dim_rowmax + 1
    for at, choice in enumerate(column.choices):
        lists.write_string(row, at, choice.show(lang))
    return {"validate": "list", "source": f"={_LISTS}!$A${row + 1}:${letter(len(column.choices) - 1)}${row + 1}"}
