"""Files generated in the browser: the list of examples, a comparison, citations; over http and file://."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from built.conftest import ROOT
from guide.data import schemas
from guide.rendering import citation
from guide.rendering.renderer import environment

DOCS, _ = schemas.load(ROOT / "data", ("strings", "regions", "examples"))
STRINGS = DOCS["strings"].data
WORDS, COMPARE_WORDS = STRINGS["finder"], STRINGS["compare"]
ROOTS = {"sv": "exempel/", "en": "en/examples/"}
COMPARE = {"sv": "jamfor.html", "en": "en/compare.html"}
both_languages = pytest.mark.parametrize("lang", list(ROOTS))
SITE_URL = "https://s3.example.org/"


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """Click ``button`` and return the name and content of the saved file."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def listed(page: Page, format_: str) -> bytes:
    """Return the list of examples, saved in a format."""
    return saved(page, page.locator(f"[data-format={format_}]"))[1]


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file, which has to begin with a byte order mark."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@both_languages
def test_filtered_list_is_saved(page: Page, home: str, lang: str):
    page.goto(f"{home}{ROOTS[lang]}index.html?step=analysis&region=skane,varmland")
    page.get_by_text(WORDS["save"][lang], exact=True).click()
    name, data = saved(page, page.get_by_role("button", name="CSV"))
    assert name == f"{WORDS['file'][lang]}.csv"
    expect(page.locator(".save-list [role=status]")).to_have_text(WORDS["saved"][lang].format(file=name))
    expected = [
        one
        for one in DOCS["examples"].data
        if "analysis" in one["steps"] and {"skane", "varmland"} & set(one.get("regions", ()))
    ]
    assert expected
    rows = rows_of(data)
    assert [row["title"] for row in rows] == [one["title"][lang] for one in expected]
    as_json = json.loads(listed(page, "json"))
    assert [row["id"] for row in as_json] == [one["id"] for one in expected]
    labels = STRINGS["labels"]["steps"]
    for one, row, item in zip(expected, rows, as_json, strict=True):
        assert row["steps"] == "; ".join(labels[step][lang] for step in one["steps"])
        assert (item["steps"], item["regions"]) == (one["steps"], one.get("regions", []))
        assert item["summary"] == one["summary"][lang]
        assert item["page"] == row["page"] == f"{SITE_URL}{ROOTS[lang]}{one['id']}.html"


@both_languages
def test_unfiltered_list_has_all_examples_by_keyboard(page: Page, home: str, lang: str):
    page.goto(f"{home}{ROOTS[lang]}index.html")
    page.locator(".save-list > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-format=csv]")).to_be_enabled()
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = rows_of(Path(download.value.path()).read_bytes())
    assert sorted(row["id"] for row in rows) == sorted(one["id"] for one in DOCS["examples"].data)
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_empty_list_cannot_be_saved(page: Page, home: str):
    page.goto(f"{home}{ROOTS['sv']}index.html?q=xyzzyx")
    expect(page.locator(".finder-status")).to_have_text(WORDS["none"]["sv"])
    expect(page.locator(".save-list")).to_be_hidden()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_csv_cells_are_never_formulas(page: Page, home: str, sign: str):
    page.goto(f"{home}{ROOTS['sv']}index.html")
    page.locator(".save-list > summary").click()
    expect(page.locator("[data-format=csv]")).to_be_enabled()
    text = page.evaluate("rows => s3Export.csv(rows)", [[f'{sign}HYPERLINK("a";"b")', "åäö, 1 = 1", 'a "b"\r\nc']])
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        [f'\'{sign}HYPERLINK("a";"b")', "åäö, 1 = 1", 'a "b"\r\nc']
    ]


@both_languages
def test_list_citations_equal_those_of_the_pages(page: Page, home: str, lang: str):
    page.goto(f"{home}{ROOTS[lang]}index.html?region=skane")
    page.locator(".save-list > summary").click()
    ris, csl = listed(page, "ris").decode(), json.loads(listed(page, "csl"))
    for item in csl:
        page.goto(f"{home}{ROOTS[lang]}{item['id']}.html")
        on_page = {
            box.get_attribute("data-save").rpartition(".")[2]: box.locator(".copied-text").text_content()
            for box in page.locator("[data-save]").all()
        }
        assert json.loads(on_page["json"]) == [item]
        assert on_page["ris"] in ris
    assert ris.count("ER  - ") == len(csl) > 1


def test_script_and_program_escape_citations_alike(page: Page, home: str):
    page.goto(f"{home}{ROOTS['sv']}index.html")
    work = citation.Work(
        "x", "Två\nER  - {,}", "Åkes, Ö & Co", "2026-01-02", "https://a.se/x.html", "sv", "Granskad 2026-01-02"
    )
    page.evaluate(
        "row => { window.s3Listed = async () => ({ rows: [row] }); }",
        {"id": "x", "title": work.title, "reviewed": work.reviewed, "language": "sv", "page": work.url},
    )
    page.evaluate("name => { document.querySelector('.save-list').dataset.publisher = name; }", work.publisher)
    page.locator(".save-list > summary").click()
    templates = environment(ROOT / "hooks/guide/rendering/templates")
    templates.globals["citation"] = citation
    entries = {ending: text for _, ending, text in citation.formats(SimpleNamespace(templates=templates), work)}
    assert listed(page, "ris").decode() == f"{entries['ris']}\n"
    assert json.loads(listed(page, "csl")) == json.loads(entries["json"])


@both_languages
def test_comparison_is_saved_as_shown(page: Page, home: str, lang: str):
    page.goto(f"{home}{COMPARE[lang]}?regions=skane,halland")
    name, data = saved(page, page.get_by_role("button", name=COMPARE_WORDS["save"][lang].format(format="CSV")))
    assert name == f"{COMPARE_WORDS['file'][lang]}.csv"
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [COMPARE_WORDS["field"][lang], "Skåne", "Halland", COMPARE_WORDS["difference"][lang]]
    assert [row[0] for row in rows] == page.locator(".compare-table tbody th").all_inner_texts()
    assert rows[0][1] == page.locator(".compare-table tbody tr:first-child td").first.inner_text()
    _, as_json = saved(page, page.get_by_role("button", name=COMPARE_WORDS["save"][lang].format(format="JSON")))
    skane, halland = json.loads(as_json)
    assert (skane["id"], halland["title"]) == ("skane", "Halland")
    assert skane["page"] == f"{SITE_URL}{'' if lang == 'sv' else 'en/'}region{'er' if lang == 'sv' else 's'}/skane.html"
    assert list(skane["fields"]) == [row[0] for row in rows]
    assert "; ".join(skane["fields"][rows[3][0]]) == rows[3][1]


def test_comparison_of_one_cannot_be_saved(page: Page, home: str):
    page.goto(f"{home}{COMPARE['sv']}?regions=skane")
    expect(page.get_by_role("button", name=COMPARE_WORDS["save"]["sv"].format(format="CSV"))).to_be_hidden()


@pytest.mark.parametrize("address", ["exempel/visual-sweden.html", "en/themes/energy.html", "regioner/skane.html"])
def test_citation_is_saved_as_shown(page: Page, home: str, address: str):
    page.goto(home + address)
    page.locator(".citations > summary").click()
    for box in page.locator("[data-save]").all():
        name, data = saved(page, box.get_by_role("button").last)
        assert name == box.get_attribute("data-save")
        assert data.decode() == f"{box.locator('.copied-text').text_content()}\n"
