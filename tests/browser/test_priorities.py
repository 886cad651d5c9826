"""The live priority matrix: over http and file://, in both languages, by mouse and keyboard, on screen and in print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built.conftest import ROOT
from guide.data import schemas

DOCS, _ = schemas.load(ROOT / "data", ("strings", "worksheets"))
WORDS = DOCS["strings"].data["priorities"]
PAGES = {"sv": "verktyg/prioriteringsmatris.html", "en": "en/tools/priority-matrix.html"}
SHEETS = {"sv": "arbetsblad/matris.html", "en": "work-sheets/matrix.html"}
NAMES = {"sv": ("Träbyggande", "Hälsodata", "Batterier"), "en": ("Timber building", "Health data", "Batteries")}
POINT = {"sv": ",", "en": "."}
KEY = "s3-priorities"
both_languages = pytest.mark.parametrize("lang", list(PAGES))


def press(page: Page, name: str, lang: str) -> None:
    page.get_by_role("button", name=WORDS[name][lang], exact=True).click()


def order(page: Page) -> list[list[str]]:
    return [row.split("\t") for row in page.locator(".result tbody").inner_text().split("\n")]


def expect_order(page: Page, *rows: tuple[str, str, str]) -> None:
    expect(page.locator(".result tbody tr")).to_have_text(["".join(row) for row in rows])


@pytest.fixture
def example(page: Page, home: str, lang: str) -> Page:
    """The page with the worked example loaded."""
    page.goto(home + PAGES[lang])
    press(page, "example", lang)
    return page


def totals(lang: str, *values: str) -> tuple[str, ...]:
    return tuple(value.replace(".", POINT[lang]) for value in values)


@both_languages
def test_worked_example_is_ranked_and_marked_as_fictional(example: Page, lang: str):
    a, b, c = totals(lang, "4.15", "3.60", "2.50")
    expect_order(example, (NAMES[lang][0], "1", a), (NAMES[lang][1], "2", b), (NAMES[lang][2], "3", c))
    expect(example.get_by_role("status")).to_have_text(WORDS["loaded"][lang])
    expect(example.locator(".result")).to_contain_text(WORDS["holds"][lang])
    expect(example.locator(".weights")).to_have_text(WORDS["sum"][lang].format(sum=100))


@both_languages
def test_order_follows_weights_set_by_keyboard_and_is_announced(example: Page, lang: str):
    for number in (0, 1, 2):
        weight = example.locator(".criteria input[type=range]").nth(number)
        weight.focus()
        weight.press("Home")
    a, b, c = totals(lang, "3.38", "4.00", "4.25")
    expect_order(example, (NAMES[lang][2], "1", c), (NAMES[lang][1], "2", b), (NAMES[lang][0], "3", a))
    expect(example.locator(".criteria .weight span").first).to_have_text("0")
    expect(example.locator(".weights")).to_have_text(WORDS["sum_other"][lang].format(sum=40))
    expect(example.get_by_role("status")).to_have_text(
        f"{WORDS['order'][lang]} 1 {NAMES[lang][2]} {c}; 2 {NAMES[lang][1]} {b}; 3 {NAMES[lang][0]} {a}"
    )


@both_languages
def test_deciding_criterion_is_named(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    for scores in ((5, 1), (2, 2)):
        press(page, "add_area", lang)
        for number, score in enumerate(scores):
            page.locator(".areas fieldset").last.locator("select").nth(number).select_option(str(score))
    name = page.locator(".criteria input[type=text]").first.input_value()
    second = WORDS["area"][lang].format(number=2)
    expect(page.locator(".result li")).to_have_text(WORDS["decides"][lang].format(criterion=name, area=second))


@both_languages
def test_equal_totals_share_a_rank(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    for _ in range(2):
        press(page, "add_area", lang)
        page.locator(".areas fieldset").last.locator("select").first.select_option("4")
    zero = WORDS["shared"][lang].format(place=1)
    value = totals(lang, "1.00")[0]
    areas = [WORDS["area"][lang].format(number=number) for number in (1, 2)]
    expect_order(page, *((area, zero, value) for area in areas))
    expect(page.locator(".result")).to_contain_text(WORDS["missing"][lang].format(names=", ".join(areas)))


@both_languages
def test_areas_and_criteria_are_edited_by_keyboard(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    page.get_by_role("button", name=WORDS["add_area"][lang]).press("Enter")
    page.keyboard.type("Vatten")  # the suggested name is selected, so that typing replaces it
    expect(page.locator(".result tbody th")).to_have_text("Vatten")
    page.get_by_role("button", name=WORDS["add_criterion"][lang]).press("Enter")
    page.keyboard.type("Mod")
    expect(page.locator(".areas label").last).to_contain_text("Mod")
    expect(page.get_by_role("slider", name=WORDS["weight_of"][lang].format(name="Mod"))).to_have_value("10")
    page.get_by_role("button", name=WORDS["remove_one"][lang].format(name="Mod")).press("Enter")
    expect(page.locator(".criteria li")).to_have_count(6)
    expect(page.get_by_role("button", name=WORDS["add_criterion"][lang])).to_be_focused()
    page.get_by_role("button", name=WORDS["remove_one"][lang].format(name="Vatten")).press("Enter")
    expect(page.locator(".result")).to_have_text(WORDS["none"][lang])


@both_languages
def test_input_survives_reload_and_language_switch(example: Page, lang: str):
    example.locator(".areas input[type=text]").first.fill("Mitt område")
    example.locator(".areas select").first.select_option("0")
    example.reload()
    expect(example.locator(".areas input[type=text]").first).to_have_value("Mitt område")
    expect(example.locator(".areas select").first).to_have_value("0")
    example.locator("a.language").click()
    other = "en" if lang == "sv" else "sv"
    expect(example.locator(".areas input[type=text]").first).to_have_value("Mitt område")
    expect(example.locator(".areas input[type=text]").nth(1)).to_have_value(NAMES[other][1])


@both_languages
def test_nothing_is_stored_before_input(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    expect(page.locator(".criteria li")).to_have_count(6)
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


@both_languages
def test_clearing_removes_stored_data_and_can_be_undone(example: Page, lang: str):
    press(example, "clear", lang)
    expect(example.get_by_role("status")).to_have_text(WORDS["cleared"][lang])
    expect(example.locator(".areas fieldset")).to_have_count(0)
    assert example.evaluate(f"localStorage.getItem('{KEY}')") is None
    press(example, "undo", lang)
    expect(example.locator(".areas fieldset")).to_have_count(3)


@both_languages
def test_saved_file_restores_the_same_matrix(example: Page, lang: str, tmp_path: Path):
    example.locator(".areas input[type=text]").last.fill('<b>"x"</b>')
    with example.expect_download() as saved:
        press(example, "save", lang)
    file = tmp_path / saved.value.suggested_filename
    assert file.name == f"{WORDS['file'][lang]}.json"
    saved.value.save_as(file)
    before = order(example)
    press(example, "clear", lang)
    example.locator("input[type=file]").set_input_files(file)
    expect(example.get_by_role("status")).to_have_text(WORDS["was_read"][lang])
    expect(example.locator(".result tbody tr")).to_have_count(3)
    assert order(example) == before


GOOD = {"kind": KEY, "version": 1, "criteria": [{"id": "c0", "name": "x", "weight": 1}], "areas": [{"id": "n1", "name": "y", "scores": {"c0": 1}}]}  # fmt: skip
BAD = [
    "no JSON",
    "null",
    json.dumps({**GOOD, "kind": "other"}),
    json.dumps({**GOOD, "criteria": {}}),
    json.dumps({**GOOD, "areas": [{"id": "a b", "name": "y", "scores": {}}]}),
    json.dumps({**GOOD, "areas": [*GOOD["areas"], *GOOD["areas"]]}),
    json.dumps({**GOOD, "criteria": [{"id": "c0", "name": "x", "weight": 1e9}]}),
    json.dumps({**GOOD, "criteria": [{"id": "c0", "name": 7, "weight": 1}]}),
    json.dumps({**GOOD, "areas": [{"id": f"n{number}", "name": "y", "scores": {}} for number in range(30)]}),
]


@both_languages
def test_invalid_file_is_reported_and_changes_nothing(example: Page, lang: str, tmp_path: Path):
    before = order(example)
    for number, text in enumerate(BAD):
        file = tmp_path / f"{number}.json"
        file.write_text(text, "utf-8")
        example.evaluate("document.querySelector('.priorities [role=status]').textContent = ''")
        example.locator("input[type=file]").set_input_files(file)
        expect(example.get_by_role("status")).to_have_text(WORDS["bad_file"][lang])
        assert order(example) == before


@both_languages
def test_csv_has_the_matrix_and_no_formulas(example: Page, lang: str, tmp_path: Path):
    example.locator(".areas input[type=text]").first.fill('=1+"1"')
    with example.expect_download() as saved:
        press(example, "csv", lang)
    saved.value.save_as(tmp_path / "x.csv")
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig")
    sign = ";" if lang == "sv" else ","
    rows = [line.split(f'"{sign}"') for line in text.strip("\r\n").split("\r\n")]
    assert rows[0] == [
        f'"{WORDS["head"][lang]}',
        WORDS["weight"][lang],
        '\'=1+""1""',
        NAMES[lang][1],
        f'{NAMES[lang][2]}"',
    ]
    assert rows[-2] == [f'"{WORDS["total"][lang]}', "100", *totals(lang, "4.15", "3.60", '2.50"')]
    assert len(rows) == 9


@both_languages
def test_print_shows_the_full_matrix_and_no_controls(example: Page):
    example.emulate_media(media="print")
    expect(example.locator(".priorities form")).to_be_hidden()
    expect(example.locator(".paper tbody tr")).to_have_count(8)
    expect(example.locator(".paper tbody tr").last).to_be_visible()


@both_languages
def test_matrix_fits_a_narrow_screen_and_large_text(example: Page):
    example.set_viewport_size({"width": 320, "height": 640})
    assert example.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = example.evaluate("[...document.querySelectorAll('.priorities :is(button, select, input:not([type=file]))')].filter((one) => one.checkVisibility()).map((one) => Math.min(one.clientWidth + 2, one.clientHeight + 2))")  # fmt: skip
    assert min(sizes) >= 24
    example.set_viewport_size({"width": 360, "height": 640})
    cut = "[...document.querySelectorAll('.priorities input[type=text]')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.value)"  # fmt: skip
    assert example.evaluate(cut) == []
    example.set_viewport_size({"width": 390, "height": 640})
    example.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    assert example.evaluate("document.documentElement.scrollWidth <= innerWidth")


@both_languages
def test_weight_slider_is_at_least_100_pixels_wide(example: Page):
    for width in (360, 800, 1280, 1600):
        example.set_viewport_size({"width": width, "height": 800})
        assert example.evaluate("document.querySelector('.criteria input[type=range]').offsetWidth") >= 100, width


@both_languages
def test_work_sheet_is_linked_without_scripts(browser, home: str, lang: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + PAGES[lang])
    page.locator("noscript a, .md-content a[href$='" + SHEETS[lang] + "']").first.click()
    expect(page).to_have_url(f"{home}{PAGES[lang].rpartition('/')[0]}/{SHEETS[lang]}")
    context.close()
