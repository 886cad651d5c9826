"""The self-assessment: fill in, store, save to a file, open, compare, combine several people's, print and clear."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built.conftest import ROOT
from guide.data import schemas

DOCS, _ = schemas.load(ROOT / "data", ("strings", "assessment"))
WORDS = DOCS["strings"].data["assessment"]
STATEMENTS = DOCS["assessment"].data
FIRST, SECOND = STATEMENTS[0], STATEMENTS[1]
ADDRESSES = {"sv": "verktyg/nulage.html", "en": "en/tools/where-we-stand.html"}
KEY = "s3-assessment"
both_languages = pytest.mark.parametrize("lang", list(ADDRESSES))


def file(levels: dict[str, int | None], name: str = "Anna", **more: object) -> dict[str, object]:
    """Return a file as the page saves it, with these ``levels``."""
    answers = {id_: {"level": level, "note": "", "who": ""} for id_, level in levels.items()}
    return {"format": KEY, "version": 1, "name": name, "date": "2026-01-15", "answers": answers, **more}


def upload(page: Page, use: str, *contents: object) -> None:
    """Upload files with these contents for the button ``use``; contents that are not text become JSON."""
    files = [
        {
            "name": f"f{number}.json",
            "mimeType": "application/json",
            "buffer": (content if isinstance(content, str) else json.dumps(content)).encode(),
        }
        for number, content in enumerate(contents, 1)
    ]
    page.locator(f"input[data-for={use}]").set_input_files(files)


def choose(page: Page, statement: dict, level: int) -> None:
    page.locator(f"input[name='{statement['id']}'][value='{level}']").check()


def button(page: Page, act: str):
    return page.locator(f".assessment-tools [data-act={act}]")


def saved(page: Page, act: str) -> str:
    with page.expect_download() as download:
        button(page, act).click()
    return Path(download.value.path()).read_bytes().decode()


def status(page: Page):
    return page.locator(".assessment-bar [role=status]")


def kept(lang: str, count: int) -> str:
    return WORDS["kept"][lang].format(count=count, all=len(STATEMENTS))


@both_languages
def test_answers_survive_reload_and_language_switch(page: Page, home: str, lang: str):
    other = "en" if lang == "sv" else "sv"
    page.goto(home + ADDRESSES[lang])
    page.get_by_label(WORDS["name"][lang]).fill("Enheten")
    choose(page, FIRST, 2)
    page.locator(f"#{SECOND['id']} textarea").fill("Se bilagan")
    expect(status(page)).to_have_text(kept(lang, 1))
    page.reload()
    expect(page.locator(f"input[name='{FIRST['id']}'][value='2']")).to_be_checked()
    page.locator(f"header a[hreflang={other}]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(f"input[name='{FIRST['id']}'][value='2']")).to_be_checked()
    expect(page.locator(f"#{SECOND['id']} textarea")).to_have_value("Se bilagan")
    expect(page.get_by_label(WORDS["name"][other])).to_have_value("Enheten")
    expect(page.locator(".assessment-weakest li").first).to_contain_text(FIRST["levels"][other][1])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")  # where the note is text, as long as it is
    expect(page.locator(f"#{SECOND['id']} textarea")).to_be_hidden()
    expect(page.locator(f"#{FIRST['id']} textarea")).to_be_visible()


@both_languages
def test_saved_file_restores_cleared_answers(page: Page, home: str, lang: str):
    page.goto(home + ADDRESSES[lang])
    page.get_by_label(WORDS["name"][lang]).fill("Anna")
    choose(page, FIRST, 3)
    choose(page, SECOND, 0)
    page.locator(f"#{FIRST['id']} [data-field=who]").fill("Analytikern")
    text = saved(page, "save")
    content = json.loads(text)
    assert (content["format"], content["version"], content["name"]) == (KEY, 1, "Anna")
    assert content["answers"] == {
        FIRST["id"]: {"level": 3, "note": "", "who": "Analytikern"},
        SECOND["id"]: {"level": 0, "note": "", "who": ""},
    }
    page.once("dialog", lambda dialog: dialog.dismiss())
    button(page, "clear").click()
    expect(page.locator(f"input[name='{FIRST['id']}'][value='3']")).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    button(page, "clear").click()
    expect(status(page)).to_contain_text(WORDS["cleared"][lang])
    expect(page.locator("#assessment input:checked")).to_have_count(0)
    expect(page.get_by_label(WORDS["name"][lang])).to_be_focused()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    upload(page, "open", text)
    expect(page.locator(f"input[name='{FIRST['id']}'][value='3']")).to_be_checked()
    expect(page.locator(f"#{FIRST['id']} [data-field=who]")).to_have_value("Analytikern")
    expect(page.locator(".assessment-weakest")).to_contain_text(SECOND["name"][lang])


@both_languages
def test_earlier_assessment_is_compared_with_the_new_one(page: Page, home: str, lang: str):
    page.goto(home + ADDRESSES[lang])
    choose(page, FIRST, 4)
    choose(page, SECOND, 5)
    upload(page, "compare", file({FIRST["id"]: 2, SECOND["id"]: 3}, "Förra året"))
    row = page.locator("tr[data-step=analysis] td")
    expect(row).to_have_text(["4,5", "2,5", "+2,0"] if lang == "sv" else ["4.5", "2.5", "+2.0"])
    expect(page.locator(".assessment-chart > svg > g.earlier circle")).to_have_count(1)
    expect(page.locator(".assessment-key")).to_contain_text("Förra året, 2026-01-15")
    page.reload()
    expect(row.nth(1)).to_have_text("2,5" if lang == "sv" else "2.5")
    button(page, "drop").click()
    expect(row.nth(1)).to_have_text("–")
    button(page, "anew").click()
    expect(page.locator("#assessment input:checked")).to_have_count(0)
    expect(row).to_have_text(["–", "4,5", "–"] if lang == "sv" else ["–", "4.5", "–"])


@both_languages
def test_files_of_several_people_are_overlaid(page: Page, home: str, lang: str):
    page.goto(home + ADDRESSES[lang])
    first, second = FIRST["id"], SECOND["id"]
    upload(page, "lay", file({first: 1, second: 3}), file({first: 4, second: 4}, "Bo"), file({first: 2, second: 0}, ""))
    rows = page.locator(".assessment-together tbody tr")
    expect(rows).to_have_count(len(STATEMENTS))
    expect(rows.nth(0).locator("li")).to_have_text(["Anna: 1", "Bo: 4", "f3: 2"])
    expect(rows.nth(0).locator("td").nth(1)).to_have_text("2")
    expect(rows.nth(0).locator("strong")).to_have_text(f"1–4, {WORDS['apart'][lang]}")
    expect(rows.nth(1).locator("td").nth(1)).to_have_text("3,5" if lang == "sv" else "3.5")
    expect(rows.nth(1).locator("li").nth(2)).to_have_text(f"f3: {WORDS['no_idea'][lang]}")
    expect(rows.nth(2).locator("td").nth(2)).to_have_text("–")
    expect(page.locator(".assessment-chart > svg > g.one")).to_have_count(3)
    expect(page.locator(".assessment-weakest li").first).to_contain_text(FIRST["name"][lang])


BAD = [
    ("{not json", "damaged"),
    ('{"format": "s3-assessment", "version": 1, "name": "A', "damaged"),
    ({"format": KEY, "version": 1, "answers": []} | {"answers": None}, "damaged"),
    ({"ids": ["visual-sweden"]}, "foreign"),
    ([1, 2], "foreign"),
    ("null", "foreign"),
    (file({FIRST["id"]: 3}, version=2), "newer"),
]


@both_languages
def test_invalid_file_is_reported_and_changes_nothing(page: Page, home: str, lang: str):
    page.goto(home + ADDRESSES[lang])
    choose(page, FIRST, 4)
    for content, key in BAD:
        upload(page, "compare", content)
        expect(status(page)).to_contain_text(WORDS[key][lang].format(name="f1.json"))
        expect(page.locator("g.earlier")).to_have_count(0)
    upload(page, "lay", "{", file({FIRST["id"]: 5, "gone": 2}))
    expect(status(page)).to_contain_text(WORDS["damaged"][lang].format(name="f1.json"))
    expect(status(page)).to_contain_text(WORDS["left_out"][lang].format(count=1))
    expect(page.locator(".assessment-together tbody tr").first.locator("li")).to_have_text(["Anna: 5"])
    expect(page.locator(f"input[name='{FIRST['id']}'][value='4']")).to_be_checked()


def test_hostile_file_is_escaped_on_page_and_in_csv(page: Page, home: str):
    page.goto(home + ADDRESSES["sv"])
    evil = file({FIRST["id"]: 3, SECOND["id"]: 99}, "<img src=x onerror=alert(1)>")
    evil["answers"][FIRST["id"]]["note"] = '=HYPERLINK("http://a.se")'
    evil["answers"]["__proto__"] = {"level": 1}
    upload(page, "open", evil)
    expect(page.get_by_label(WORDS["name"]["sv"])).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator("#assessment input:checked")).to_have_count(1)
    upload(page, "lay", evil)
    expect(page.locator(".assessment-together li").first).to_have_text("<img src=x onerror=alert(1)>: 3")
    assert page.locator("article img").count() == 0
    text = saved(page, "csv")
    assert text.startswith("\ufeff")
    assert '"\'=HYPERLINK(""http://a.se"")"' in text
    assert len(text.split("\r\n")) == len(STATEMENTS) + 2


def test_file_can_be_saved_without_local_storage(page: Page, home: str):
    for method in ("getItem", "setItem", "removeItem"):
        page.add_init_script(
            f"{{ const {method} = Storage.prototype.{method}; Storage.prototype.{method} = function (key, ...rest) {{"
            f"  if (key === '{KEY}') throw new Error('no'); return {method}.call(this, key, ...rest); }}; }}"
        )
    page.goto(home + ADDRESSES["en"])
    choose(page, FIRST, 2)
    expect(status(page)).to_have_text(WORDS["not_kept"]["en"].format(count=1, all=len(STATEMENTS)))
    assert json.loads(saved(page, "save"))["answers"][FIRST["id"]]["level"] == 2
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#assessment input:checked")).to_have_count(0)


def test_form_works_by_keyboard(page: Page, home: str):
    page.goto(home + ADDRESSES["sv"])
    page.get_by_label(WORDS["name"]["sv"]).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"input[name='{FIRST['id']}'][value='2']")).to_be_checked()
    expect(page.locator(f"input[name='{FIRST['id']}'][value='2']")).to_be_focused()
    expect(status(page)).to_have_text(kept("sv", 1))
    page.locator(f"#{STATEMENTS[5]['id']} [data-field=who]").focus()
    bar = page.locator(".assessment-bar").bounding_box()
    field = page.locator(f"#{STATEMENTS[5]['id']} [data-field=who]").bounding_box()
    assert bar and field
    assert field["y"] + field["height"] <= bar["y"]


@both_languages
def test_form_and_result_fit_a_phone(page: Page, home: str, lang: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(home + ADDRESSES[lang])
    choose(page, FIRST, 2)
    long = "Näringslivsenheten " * 5
    upload(page, "lay", file({FIRST["id"]: 1}, long), file({FIRST["id"]: 5}, long))
    expect(page.locator(".assessment-together li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.locator("#assessment label:has(input[type=radio])").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0


def test_print_shows_answers_and_no_controls(page: Page, home: str):
    page.goto(home + ADDRESSES["sv"])
    choose(page, FIRST, 2)
    page.emulate_media(media="print")
    expect(page.locator(f"#{FIRST['id']}")).to_be_visible()
    expect(page.locator(f"input[name='{FIRST['id']}'][value='2']")).to_be_visible()
    expect(page.locator(f"#{FIRST['id']} textarea")).to_be_visible()
    expect(page.locator(".assessment-chart > svg")).to_be_visible()
    for hidden in (".assessment-bar", ".assessment-tools", "#how"):
        expect(page.locator(hidden)).to_be_hidden()


@both_languages
def test_form_can_be_printed_without_scripts(browser, home: str, lang: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + ADDRESSES[lang])
    expect(page.locator("#assessment fieldset")).to_have_count(len(STATEMENTS))
    assert page.locator("#assessment-result noscript p").inner_text() == WORDS["without"][lang]
    expect(page.locator(".assessment-tools")).to_be_hidden()
    expect(page.locator(".assessment-bar")).to_be_hidden()
    context.close()


@both_languages
def test_search_finds_the_assessment(page: Page, home: str, lang: str):
    page.goto(home + ("index.html" if lang == "sv" else "en/index.html"))
    page.locator("[data-md-component=search-query]").fill({"sv": "självvärdering", "en": "self-assessment"}[lang])
    name = ADDRESSES[lang].rpartition("/")[2]
    expect(page.locator(f".md-search-result a[href*='{name}']").first).to_be_visible()
