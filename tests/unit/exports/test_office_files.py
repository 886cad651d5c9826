"""Worksheets as XLSX and DOCX files, read back with openpyxl and python-docx."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.data.documents import LANGS
from guide.data.entries import Column, Part, Text, Worksheet
from guide.data.worksheets import FIRST, table
from guide.exports import office_files
from guide.rendering.renderer import Renderer
from unit.conftest import ROOT

DAY = datetime.date(2026, 11, 28)
LOCALE = {"sv": "sv-SE", "en": "en-GB"}


@pytest.fixture(scope="module")
def renderer():
    docs, _ = schemas.load(ROOT / "data", ("strings", *REGISTERS))
    entries = {name: [(1, entry) for entry in docs[name].data] for name in REGISTERS}
    site = {"site_url": "https://s3.example.org/", "publisher": {"name": "S3-guiden"}}
    return Renderer(Catalogue.of(entries), docs["strings"].data, DAY, **site)


@pytest.fixture(scope="module")
def files(renderer):
    return dict(office_files.files(renderer))


@pytest.fixture(scope="module")
def sheets(renderer, files):
    """Return each worksheet with its language and the content of its file."""
    addresses = renderer.addresses
    names = {
        (sheet, lang): addresses.of(sheet.source, lang).removesuffix("html") + sheet.format
        for sheet in renderer.catalogue.worksheets
        for lang in LANGS
    }
    assert sorted(names.values()) == sorted(files)
    return [(sheet, lang, files[name]) for (sheet, lang), name in names.items()]


def of_kind(sheets, kind):
    return [(sheet, lang, content) for sheet, lang, content in sheets if sheet.format == kind]


@pytest.fixture(scope="module")
def books(sheets):
    """Return each XLSX worksheet with its language, its workbook with formulas and its workbook with values."""
    return [
        (
            sheet,
            lang,
            openpyxl.load_workbook(io.BytesIO(content)),
            openpyxl.load_workbook(io.BytesIO(content), data_only=True),
        )
        for sheet, lang, content in of_kind(sheets, "xlsx")
    ]


def test_sheets_have_a_file_in_each_language(files):
    assert len(files) == 20
    assert "verktyg/arbetsblad/matris.xlsx" in files
    assert "en/tools/work-sheets/mandate.docx" in files


def test_files_do_not_depend_on_the_clock(renderer, files, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert dict(office_files.files(renderer)) == files
    for content in files.values():
        assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_files_have_title_language_and_date_but_no_macros(sheets):
    for sheet, lang, content in sheets:
        package = zipfile.ZipFile(io.BytesIO(content))
        core = package.read("docProps/core.xml").decode()
        assert f"<dc:language>{LOCALE[lang]}</dc:language>" in core
        assert f"<dc:title>{sheet.title.show(lang)}</dc:title>" in core
        assert set(re.findall(r"\d{4}-\d\d-\d\dT\S*?Z", core)) == {"2026-11-28T00:00:00Z"}
        assert not [name for name in package.namelist() if "vba" in name.lower()]


# ---- XLSX ---------------------------------------------------------------------------------------------------------


def test_each_table_has_an_empty_and_an_example_tab(books, words):
    for sheet, lang, book, _ in books:
        shown = [tab for tab in book.worksheets if tab.sheet_state == "visible"]
        assert len(shown) == 2 * len(sheet.parts)
        for tab, part in zip(shown, [*sheet.parts, *sheet.parts], strict=True):
            assert tab["A1"].value == part.title.show(lang)
            assert next(cell.value for cell in tab[FIRST - 1]) == part.columns[0].name.show(lang)
        for tab in shown[len(sheet.parts) :]:
            assert words["worksheets"]["filled"][lang] in tab["A3"].value
            assert words["worksheets"]["example"][lang] in tab.title


def test_tab_title_is_truncated_at_a_word_with_an_ellipsis(books):
    for sheet, lang, book, _ in books:
        for title, tab in zip((part.title.show(lang) for part in sheet.parts), book.sheetnames, strict=False):
            shown = tab.partition(" ")[2]
            assert shown == title or (shown[-1] == "…" and f"{title} ".startswith(f"{shown[:-1]} "))


def test_header_row_is_frozen_and_repeated_on_a4(books):
    for _, _, book, _ in books:
        for tab in (tab for tab in book.worksheets if tab.sheet_state == "visible"):
            assert tab.freeze_panes == f"B{FIRST}"
            assert tab.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
            assert (tab.page_setup.paperSize, tab.page_setup.orientation) == (9, "landscape")
            assert (
                tab.page_setup.fitToWidth or 1,
                tab.page_setup.fitToHeight,
                tab.sheet_properties.pageSetUpPr.fitToPage,
            ) == (1, 0, True)


def test_cells_have_formulas_and_computed_values(books, words):
    counted = 0
    for sheet, lang, book, values in books:
        tabs = [name for name in book.sheetnames if name != "_"]
        tables = [table(part, lang, _Words(words, lang), filled) for filled in (False, True) for part in sheet.parts]
        for name, of in zip(tabs, tables, strict=True):
            for line, row in enumerate([*of.rows, *of.totals], FIRST):
                for at, cell in enumerate(row, 1):
                    stored, value = book[name].cell(line, at).value, values[name].cell(line, at).value
                    assert stored == (
                        f"={cell.formula}" if cell.formula else (None if cell.value == "" else cell.value)
                    )
                    assert value == (cell.value if cell.value != "" else (value or None)), (name, line, at)
                    counted += bool(cell.formula)
    assert counted > 200


def test_only_formulas_are_locked_and_tables_stay_editable(books):
    protected = 0
    for sheet, _, book, _ in books:
        tabs = [tab for tab in book.worksheets if tab.sheet_state == "visible"]
        for tab, part in zip(tabs, [*sheet.parts, *sheet.parts], strict=True):
            cells = [cell for row in tab.iter_rows() for cell in row if cell.has_style]
            assert all(cell.protection.locked == (cell.data_type == "f") for cell in cells)
            assert not any(column.protection.locked for column in tab.column_dimensions.values())
            own, rule = any(column.formula for column in part.columns), tab.protection
            assert rule.sheet == any(cell.data_type == "f" for cell in cells)
            assert tab.auto_filter.ref or part.rows
            if rule.sheet:  # True means forbidden
                assert (rule.password, rule.sort, rule.autoFilter, rule.formatCells) == (None, False, False, False)
                assert (rule.insertRows, rule.deleteRows) == (own, own)
                protected += 1
    assert protected > 10


class _Words:
    """The words of the sheets in one language."""

    def __init__(self, words, lang):
        self._words, self._lang = words["worksheets"], lang

    def __getitem__(self, name):
        return self._words[name][self._lang]

    place = property(lambda self: self["place"])


def test_choices_and_scales_have_data_validation(books):
    for sheet, lang, book, _ in books:
        tabs = [tab for tab in book.worksheets if tab.sheet_state == "visible"]
        for tab, part in zip(tabs, [*sheet.parts, *sheet.parts], strict=True):
            rules = {str(rule.sqref): rule for rule in tab.data_validations.dataValidation}
            limited = [at for at, column in enumerate(part.columns) if column.choices or column.scale or column.number]
            assert len(rules) == len(limited)
            for at in limited:
                letter, column = chr(65 + at), part.columns[at]
                (rule,) = [rule for place, rule in rules.items() if place.startswith(f"{letter}{FIRST}:{letter}")]
                if column.choices:
                    where = rule.formula1.partition("!")[2].replace("$", "")
                    listed = [cell.value for cell in book["_"][where][0]] if ":" in where else []
                    assert listed == [choice.show(lang) for choice in column.choices]
                if column.scale:
                    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", str(column.scale))


# ---- DOCX ---------------------------------------------------------------------------------------------------------


def test_documents_have_headings_language_and_repeated_heads(sheets, words):
    for sheet, lang, content in of_kind(sheets, "docx"):
        document = docx.Document(io.BytesIO(content))
        (language,) = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
        assert language == LOCALE[lang]
        titles = [part.title.show(lang) for part in sheet.parts]
        headings = [
            (one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith(("Heading", "Title"))
        ]
        assert headings == [
            ("Title", sheet.title.show(lang)),
            *(("Heading 1", title) for title in titles),
            ("Heading 1", words["worksheets"]["filled"][lang]),
            *(("Heading 2", title) for title in titles),
        ]
        assert words["worksheets"]["made_up"][lang] in [one.text for one in document.paragraphs]
        assert len(document.tables) == 2 * len(sheet.parts)
        for docx_table in document.tables:
            assert docx_table.style.name == "Table Grid"
            repeated = [
                row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in docx_table.rows
            ]
            assert repeated == [True] + [False] * (len(docx_table.rows) - 1)
            above = Paragraph(docx_table._tbl.getprevious(), document)
            of_rows = [row.cells[0].paragraphs[0] for row in docx_table.rows]
            keep_next = [bool(one.paragraph_format.keep_with_next) for one in (above, *of_rows)]
            assert keep_next == [True, True] + [False] * (
                len(docx_table.rows) - 1
            )  # the heading stays with the first row


def test_documents_match_the_tables(sheets, words):
    for sheet, lang, content in of_kind(sheets, "docx"):
        tables = [table(part, lang, _Words(words, lang), filled) for filled in (False, True) for part in sheet.parts]
        for docx_table, of in zip(docx.Document(io.BytesIO(content)).tables, tables, strict=True):
            rows = [of.heads, *([cell.show(lang) for cell in row] for row in of.rows)]
            assert [[cell.text for cell in row.cells] for row in docx_table.rows] == rows


def test_documents_are_a4(sheets):
    for _, _, content in of_kind(sheets, "docx"):
        section = docx.Document(io.BytesIO(content)).sections[0]
        assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


# ---- hostile texts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://evil.example", "a:b/c*[d]?'", "<w:p>&"]
)
def test_data_texts_are_never_formulas_or_links(renderer, text):
    both = Text(text, text)
    part = Part(
        "p", both, both, (Column(both, 10, choices=(both,)), Column(both, 10, hint=both)), ((both, text),), blank=1
    )
    for kind in ("xlsx", "docx"):
        sheet = Worksheet("evidence", 1, both, "analysis", kind, (part, part))
        catalogue = Catalogue.of({**dict.fromkeys(REGISTERS, ())})
        object.__setattr__(catalogue, "worksheets", (sheet,))
        one = Renderer(catalogue, renderer.strings, DAY)
        content = next(iter(office_files.files(one)))[1]
        if kind == "docx":
            assert docx.Document(io.BytesIO(content)).tables[2].cell(1, 1).text == text
            continue
        cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[2].cell(FIRST, 2)
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


# ---- time ---------------------------------------------------------------------------------------------------------

MEASURED = """
import datetime, sys, time
sys.path.insert(0, "hooks")
from pathlib import Path
from guide.data import schemas
from guide.data.catalogue import REGISTERS, Catalogue
from guide.rendering.renderer import Renderer
docs, _ = schemas.load(Path("data"), ("strings", *REGISTERS))
catalogue = Catalogue.of({name: [(1, entry) for entry in docs[name].data] for name in REGISTERS})
renderer = Renderer(catalogue, docs["strings"].data, datetime.date(2026, 11, 28))
assert not {"docx", "xlsxwriter"} & sys.modules.keys()
start = time.process_time()
from guide.exports import office_files
assert len(list(office_files.files(renderer))) == 20
print(time.process_time() - start)
"""


def test_cpu_time_of_all_files_is_limited():
    taken = []
    while len(taken) < 5 and (not taken or min(taken) > 0.8):  # retries, as a busy machine may be slow
        result = subprocess.run([sys.executable, "-c", MEASURED], cwd=ROOT, capture_output=True, text=True, check=True)
        taken.append(float(result.stdout))
    assert min(taken) <= 0.8, taken
