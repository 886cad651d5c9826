"""Controls in each of their states: contrast to their surroundings (WCAG 2.2, 1.4.11: 3:1), heights and corners."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

COMPONENTS = (Path(__file__).parent / "components.html").read_text("utf-8")
CONTROLS = ":is(button:not(.clear), a.button, input, select, .more-cards > summary)"
LEAST_CONTRAST = 3.0
# The contrast between a control's border, or background if it has none, and its surroundings; for a ticked box also
# between the tick and its background.
MEASURE = """(one) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = rgba(colour).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, two) => {
    const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (at) => {
    while (at && !rgba(getComputedStyle(at).backgroundColor)[3]) at = at.parentElement;
    return at ? getComputedStyle(at).backgroundColor : "#fff";
  };
  const around = ground(one.parentElement), style = getComputedStyle(one);
  const found = [contrast(parseFloat(style.borderTopWidth) ? style.borderTopColor : style.backgroundColor, around)];
  if (one.checked) {
    found.push(contrast(style.backgroundColor, around));
    const sign = getComputedStyle(one, "::before");
    found.push(contrast(one.type === "radio" ? sign.backgroundColor : sign.borderRightColor, style.backgroundColor));
  }
  return Math.min(...found);
}"""


@pytest.fixture(params=["light", "dark"])
def components(request, browser: Browser, site) -> Iterator[Page]:
    """A page with every component in its states and the site's style sheet, light and dark."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 1600}, color_scheme=request.param, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{site.folder.as_uri()}/404.html")
    page.evaluate("html => { document.body.innerHTML = html }", COMPONENTS)
    page.add_style_tag(path=next(site.folder.glob("assets/css/tools.*.css")))
    yield page
    context.close()


def states(page: Page, control: Locator) -> Iterator[str]:
    """Put the control into each state and yield its name: at rest, below the pointer, with the focus."""
    page.mouse.move(0, 0)
    yield "rest"
    control.hover(force=True)
    yield "hover"
    if control.is_enabled():
        control.focus()
        yield "focus"
        control.blur()


def test_controls_have_enough_contrast_in_every_state(components: Page):
    faint, measured = [], 0
    for control in components.locator(CONTROLS).all():
        for state in states(components, control):
            measured += 1
            contrast = control.evaluate(MEASURE)
            if contrast < LEAST_CONTRAST:
                faint.append((state, round(contrast, 2), control.evaluate("one => one.outerHTML.slice(0, 90)")))
    assert faint == []
    assert measured > 40


def test_checked_filter_looks_different(components: Page):
    plain, ticked = components.locator(".finder label:not(.none) input").all()
    ground = "one => getComputedStyle(one).backgroundColor"
    assert plain.evaluate(ground) != ticked.evaluate(ground)


def test_controls_have_two_heights_and_one_radius(components: Page):
    wanted = {
        name: components.evaluate(
            "name => parseFloat(getComputedStyle(document.documentElement).getPropertyValue(`--${name}`))"
            " * parseFloat(getComputedStyle(document.documentElement).fontSize)",
            name,
        )
        for name in ("control", "control-s", "round")
    }
    for control in components.locator("[data-height]").all():
        height = control.evaluate("one => one.getBoundingClientRect().height")
        assert height == pytest.approx(wanted[control.get_attribute("data-height")], abs=0.6), control
    radii = components.locator("[data-height], [data-large]").evaluate_all(
        "all => [...new Set(all.map((one) => parseFloat(getComputedStyle(one).borderTopLeftRadius)))]"
    )
    assert radii == [pytest.approx(wanted["round"])]
    large = components.locator("[data-large]").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(set(large)) == 1


def test_prefers_contrast_more_is_honoured(components: Page):
    components.emulate_media(contrast="more")
    weak = components.locator(CONTROLS).evaluate_all(f"all => all.map({MEASURE}).filter((one) => one < 7)")
    assert weak == []
    soft = components.locator(".card-where").evaluate("one => getComputedStyle(one).color")
    assert soft == components.evaluate("getComputedStyle(document.body).color")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_examples_page_controls_have_enough_contrast(browser: Browser, site, scheme: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site.folder.as_uri()}/en/examples/index.html?step=vision&q=a")
    page.evaluate("for (const one of document.querySelectorAll('.finder details')) one.open = true")
    shown = ":is(.finder, .found, .md-header) :is(input:not([type=checkbox]), fieldset input, .chip, .language):visible"
    controls = page.locator(shown)
    assert controls.count() > 30
    faint = controls.evaluate_all(
        f"all => all.map((one) => [({MEASURE})(one), one.outerHTML.slice(0, 90)]).filter(([found]) => found < {LEAST_CONTRAST})"
    )
    assert faint == []
    context.close()
