"""The filters on the page of examples, over http and file://, in both languages, by mouse, keyboard and touch."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from built.conftest import ROOT
from guide.data import schemas

DOCS, _ = schemas.load(ROOT / "data", ("strings", "examples", "regions"))
EXAMPLES, STRINGS = DOCS["examples"].data, DOCS["strings"].data
WORDS, LABELS = STRINGS["finder"], STRINGS["labels"]
PAGES = {"sv": "exempel/index.html", "en": "en/examples/index.html"}
both_languages = pytest.mark.parametrize("lang", list(PAGES))


def countries(example) -> set[str]:
    return {*example.get("countries", ()), *(["SE"] if "regions" in example else [])}


def hits(lang: str, steps: set[str], regions: set[str] = frozenset()) -> list[str]:
    """Return the titles of the examples that filters by step and region have to show."""
    return [
        example["title"][lang]
        for example in EXAMPLES
        if (not steps or steps & set(example["steps"])) and (not regions or regions & set(example.get("regions", ())))
    ]


def status_text(lang: str, count: int) -> str:
    """Return the announcement for ``count`` hits."""
    return WORDS["one"][lang] if count == 1 else WORDS["some" if count else "none"][lang].format(count=count)


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f"input[name={facet}][value={value}]")


def unfold(page: Page, facet: str, lang: str) -> None:
    fold = page.locator(".facet", has=page.locator("summary", has_text=WORDS["facets"][facet][lang]))
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def expect_hits(page: Page, lang: str, titles: list[str]) -> None:
    expect(page.locator(".finder-status")).to_have_text(status_text(lang, len(titles)))
    expect(page.locator(".hits .card-title")).to_have_text(titles[:24])
    expect(page.locator(".by-step")).to_be_hidden()


def expect_query(page: Page, query: str) -> None:
    expect(page).to_have_url(re.compile(rf"\.html{re.escape(query)}$"))


@both_languages
def test_filters_by_mouse_are_kept_in_the_address(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    expect(page.locator(".finder-status")).to_have_text(WORDS["all"][lang].format(count=len(EXAMPLES)))
    unfold(page, "step", lang)
    box(page, "step", "analysis").check()
    expect_query(page, "?step=analysis")
    expect_hits(page, lang, hits(lang, {"analysis"}))
    box(page, "step", "vision").check()
    expect_query(page, "?step=analysis,vision")
    unfold(page, "region", lang)
    box(page, "region", "skane").check()
    expect_query(page, "?step=analysis,vision&region=skane")
    expect_hits(page, lang, hits(lang, {"analysis", "vision"}, {"skane"}))
    page.reload()
    expect_hits(page, lang, hits(lang, {"analysis", "vision"}, {"skane"}))
    expect(box(page, "region", "skane")).to_be_checked()
    page.go_back()
    expect_query(page, "?step=analysis,vision")
    expect_hits(page, lang, hits(lang, {"analysis", "vision"}))
    page.go_back()
    page.go_back()
    expect_query(page, "")
    expect(page.locator(".by-step")).to_be_visible()
    expect(page.locator(".hits")).to_be_hidden()
    page.go_forward()
    expect_hits(page, lang, hits(lang, {"analysis"}))


@both_languages
def test_filters_work_by_keyboard(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    page.get_by_label(WORDS["text"][lang]).focus()
    page.keyboard.press("Tab")  # to the steps, which are open
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect_query(page, "?step=analysis")
    expect_hits(page, lang, hits(lang, {"analysis"}))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect_query(page, "?step=analysis,governance")
    chips = page.get_by_role("list", name=WORDS["chosen"][lang]).get_by_role("button")
    expect(chips).to_have_count(2)
    chips.first.focus()
    page.keyboard.press("Enter")
    expect_query(page, "?step=governance")
    expect(chips).to_be_focused()  # the one that is left
    page.keyboard.press("Enter")
    expect_query(page, "")
    expect(page.locator(".finder-status")).to_be_focused()


@both_languages
def test_active_filters_are_listed_and_removed_singly_or_all(page: Page, home: str, lang: str):
    page.goto(f"{home}{PAGES[lang]}?step=vision&region=skane&region=uppsala&country=SE&q=a&keep=1")
    chips = page.get_by_role("list", name=WORDS["chosen"][lang]).get_by_role("button")
    step, country = (f"{WORDS['facets'][key][lang]}: " for key in ("step", "country"))
    expect(chips).to_have_count(5)
    expect(chips.first).to_have_accessible_name(f"{WORDS['remove'][lang]} {step}{LABELS['steps']['vision'][lang]}")
    chips.filter(has_text=country).click()
    expect_query(page, "?step=vision&region=skane,uppsala&q=a&keep=1")
    page.get_by_role("button", name=WORDS["clear"][lang]).click()
    expect_query(page, "?keep=1")
    expect(chips).to_have_count(0)
    expect(page.locator(".finder-status")).to_have_text(WORDS["all"][lang].format(count=len(EXAMPLES)))


@both_languages
def test_values_show_counts_and_empty_ones_are_disabled(page: Page, home: str, lang: str):
    page.goto(f"{home}{PAGES[lang]}?region=skane")
    skane_examples = [example for example in EXAMPLES if "skane" in example.get("regions", ())]
    for code in LABELS["countries"]:
        if not any(code in countries(example) for example in EXAMPLES):
            continue
        count = sum(code in countries(example) for example in skane_examples)
        expect(page.locator("label", has=box(page, "country", code)).locator(".count")).to_have_text(str(count))
        expect(box(page, "country", code)).to_be_enabled(enabled=bool(count))
    # Other values of the same facet show how many examples they would add.
    halland = sum("halland" in example.get("regions", ()) for example in EXAMPLES)
    expect(page.locator("label", has=box(page, "region", "halland")).locator(".count")).to_have_text(str(halland))
    for evidence in LABELS["evidence"]:
        count = page.locator("label", has=box(page, "evidence", evidence)).locator(".count")
        expect(count).to_have_text(str(sum(example["evidence"] == evidence for example in skane_examples)))


@both_languages
def test_text_filter_searches_examples_ignoring_accents(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    page.get_by_label(WORDS["text"][lang]).click()
    page.keyboard.type("vasternorrland")
    expect_query(page, "?q=vasternorrland")
    where = page.locator(".hits .card-where")
    expect(where.first).to_be_visible()
    expect(page.locator(".found-pack")).to_be_visible()
    listed = {e["title"][lang] for e in EXAMPLES if "vasternorrland" in e.get("regions", ())}
    assert listed <= set(page.locator(".hits .card-title").all_inner_texts())
    page.keyboard.press("Control+A")
    page.keyboard.type("qqqq")
    expect(page.locator(".finder-status")).to_have_text(WORDS["none"][lang])
    expect(page.locator(".hits")).to_be_hidden()
    expect(page.locator(".found-pack")).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.type(EXAMPLES[0]["summary"][lang].split(". ")[0].strip())
    expect(page.locator(".hits .card-title").first).to_have_text(EXAMPLES[0]["title"][lang])


@pytest.mark.parametrize(
    ("own", "other"), [("organisation", "organization"), ("specialisation", "specialization"), ("centre", "center")]
)
def test_text_filter_treats_british_and_american_spelling_alike(page: Page, home: str, own: str, other: str):
    statuses = []
    for word in (own, other):
        page.goto(f"{home}{PAGES['en']}?q={word}")
        expect(page.locator(".hits .card-title").first).to_be_visible()
        expect(page.locator(".finder-status")).to_have_text(re.compile(r"^\d"))
        statuses.append(page.locator(".finder-status").inner_text())
    assert statuses[0] == statuses[1]


@pytest.mark.parametrize(
    ("lang", "typed", "title"),
    [
        ("sv", "styrgruppen", "basque-steering-groups"),  # the title has "styrgrupp"
        ("sv", "utvärderas kluster", "slim-cluster-evaluation"),
        ("en", "evaluate clusters", "slim-cluster-evaluation"),
        ("en", "monitored strategy", "monitoris3-six-regions"),
        ("en", "energy policy mix", "dalarna-adma"),  # its theme and step
        ("sv", "indikatorer", "norte-monitoring"),  # in the body, which cards do not show
        ("en", "monitoring indicators", "norte-monitoring"),
    ],
)
def test_text_filter_knows_inflections_steps_and_themes(page: Page, home: str, lang: str, typed: str, title: str):
    page.goto(home + PAGES[lang])
    page.get_by_label(WORDS["text"][lang]).fill(typed)
    (expected,) = (example["title"][lang] for example in EXAMPLES if example["id"] == title)
    expect(page.locator(".hits .card-title").filter(has_text=expected)).to_be_visible()


def test_short_stem_is_sought_as_a_word_of_its_own(page: Page, home: str):
    page.goto(home + PAGES["sv"])
    page.get_by_label(WORDS["text"]["sv"]).fill("länder")
    cards, titles = page.locator(".hits .card-title"), {one["id"]: one["title"]["sv"] for one in EXAMPLES}
    expect(cards.filter(has_text=titles["midtjylland-growth-forum"])).to_be_visible()  # its text has "land"
    expect(cards.filter(has_text=titles["vgr-partner-regions"])).to_have_count(0)  # and this one's "Götaland"


@both_languages
def test_words_in_no_example_lead_on_to_the_search(page: Page, home: str, lang: str):
    page.goto(home + PAGES[lang])
    link = page.locator(".found-guide")
    expect(link).to_be_hidden()
    typed = {"sv": "finansiering & ESCA", "en": "Vanguard & ESCA"}[lang]
    page.get_by_label(WORDS["text"][lang]).fill(typed)
    expect(page.locator(".finder-status")).to_have_text(WORDS["none"][lang])
    link.filter(has_text=WORDS["guide"][lang].format(text=typed)).click()
    expect(page.get_by_role("combobox")).to_have_value(typed)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_shared_query_sets_filters_not_the_site_search(page: Page, home: str):
    query = "?step=policy-mix&q=visual%20sweden"
    page.goto(f"{home}{PAGES['sv']}{query}")
    expect_query(page, query)
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.get_by_label(WORDS["text"]["sv"])).to_have_value("visual sweden")
    count = page.locator(".hits .card").count()
    page.get_by_role("link", name="English").click()
    expect_query(page, query)
    expect(page.get_by_label(WORDS["text"]["en"])).to_have_value("visual sweden")
    expect(box(page, "step", "policy-mix")).to_be_checked()
    assert page.locator(".hits .card").count() == count


def test_failed_data_is_reported_and_leaves_the_examples(page: Page, home: str):
    page.route("**/data/examples.sv*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{home}{PAGES['sv']}?step=vision")
    status = page.locator(".finder-status")
    expect(status).to_have_text(status.get_attribute("data-failed"))
    box(page, "step", "vision").uncheck()
    expect(page.locator(".by-step .card").first).to_be_visible()
    expect(status).to_have_text(status.get_attribute("data-all").format(count=len(EXAMPLES)))


def test_unknown_values_in_the_address_are_ignored(page: Page, home: str):
    page.goto(f"{home}{PAGES['sv']}?step=nonsense&region=")
    expect(page.locator(".by-step")).to_be_visible()
    expect(page.locator(".finder-status")).to_have_text(WORDS["all"]["sv"].format(count=len(EXAMPLES)))


@both_languages
def test_more_button_loads_cards_identical_to_the_page(page: Page, home: str, lang: str):
    card = """cards => Object.fromEntries(cards.map(card => [card.querySelector("a").href,
        [...card.querySelectorAll("p:not(.card-meta)")].map(part => part.textContent.trim().replace(/\\s+/g, " "))]))"""
    page.goto(home + PAGES[lang])
    expected = page.locator(".by-step .card").evaluate_all(card)
    page.goto(f"{home}{PAGES[lang]}?evidence=self-reported,documented,evaluated")
    more = page.get_by_role("button", name=WORDS["more"][lang])
    cards = page.locator(".hits .card")
    for shown in range(24, len(EXAMPLES), 24):
        expect(cards).to_have_count(shown)
        more.click()
        expect(cards.nth(shown).locator(".card-title")).to_be_focused()
    expect(cards).to_have_count(len(EXAMPLES))
    expect(more).to_be_hidden()
    assert cards.evaluate_all(card) == expected
    assert len(expected) == len(EXAMPLES)
    cards.last.locator(".card-title").click()
    expect(page.locator(".finder")).to_have_count(0)
    page.go_back()
    expect(cards).to_have_count(len(EXAMPLES))
    page.locator(".chip").first.click()
    expect(cards).to_have_count(24)


@both_languages
def test_filters_are_collapsed_and_fit_a_phone(page: Page, home: str, lang: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}{PAGES[lang]}?region=vastra-gotaland&q={'x' * 60}")
    expect(box(page, "step", "vision")).to_be_hidden()
    expect(page.locator(".finder-status")).to_be_visible()
    page.locator(".finder-fold > summary", has_text=f"{WORDS['filters'][lang]} (2)").click()
    for facet in WORDS["facets"]:
        unfold(page, facet, lang)
    expect(box(page, "step", "vision")).to_be_visible()
    below = "one => innerHeight - one.getBoundingClientRect().bottom"
    assert page.locator(".finder-show").evaluate(below) == 0  # or the page would show through below the bar
    page.get_by_role("button", name="xxx").click()
    expect_hits(page, lang, hits(lang, set(), {"vastra-gotaland"}))
    step = next(example["steps"][0] for example in EXAMPLES if "vastra-gotaland" in example.get("regions", ()))
    box(page, "step", step).check()
    expect_hits(page, lang, hits(lang, {step}, {"vastra-gotaland"}))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = """parts => parts.map(part => part.getBoundingClientRect()).filter(
        at => at.width && (at.height < 24 || at.width < 24)).length"""
    assert page.locator(".finder :is(summary, label, button, input[type=search])").evaluate_all(small) == 0


@both_languages
def test_lists_are_pages_without_scripts(browser, home: str, lang: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + PAGES[lang])
    expect(page.locator("form.finder")).to_be_hidden()
    expect(page.locator(".by-step .card").first).to_be_visible()
    lists = page.locator(".finder-lists").get_by_role("link")
    steps = [name[lang] for name in LABELS["steps"].values()]
    expect(lists).to_have_text([*steps, *(WORDS[key][lang] for key in ("by_region", "by_country", "by_table"))])
    lists.nth(5).click()
    expect(page.locator("#evaluation")).to_be_in_viewport()
    lists.nth(7).click()
    for code in ("SE", "NO"):
        section = page.locator(f"#country-{code.lower()} + div")
        expect(section.get_by_role("link")).to_have_text([e["title"][lang] for e in EXAMPLES if code in countries(e)])
    assert urlsplit(page.url).path.endswith(("exempel/efter-land.html", "en/examples/by-country.html"))
    context.close()
