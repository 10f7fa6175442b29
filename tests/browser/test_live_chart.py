"""The chart component in a real browser: pressed with the mouse and with the keyboard, and what it says of itself."""

import pytest

from tests.browser.driving import go, open_page

pytestmark = pytest.mark.browser
LOT = "trace?season=2024/25&lot=M-2024-01"


def test_marks_are_gone_through_and_pressed_with_the_keyboard_alone(app, page):
    open_page(page, f"{app}/{LOT}")
    way = page.locator(".lw-chart").first
    way.focus()
    page.keyboard.press("ArrowRight")
    first = way.locator("[role=status]").inner_text()
    page.keyboard.press("ArrowRight")
    assert first and way.locator("[role=status]").inner_text() not in ("", first)  # each mark says what it is
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.get_by_text(": 1", exact=False).first.wait_for()
    assert way.get_attribute("aria-label") and way.locator("[aria-hidden=true] .main-svg").count()


def test_charts_say_what_is_to_be_seen_and_their_letters_are_not_read_out(app, page):
    open_page(page, f"{app}/learn")
    charts = page.locator(".lw-chart")
    assert charts.count() >= 4
    for chart in charts.all():
        assert chart.get_attribute("role") == "img" and len(chart.get_attribute("aria-label")) > 10
        assert chart.locator("svg.main-svg").count() == chart.locator("[aria-hidden=true] svg.main-svg").count() > 0


def test_one_script_draws_them_all_and_is_fetched_once(app, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{app}/learn")
    go(page, "decide")
    assert page.locator(".lw-chart .main-svg").count()
    assert sum("live-chart-" in one for one in asked) == 1
    assert not [one for one in asked if "PlotlyChart" in one]


def test_a_chart_is_as_wide_as_its_window(app, page):
    open_page(page, f"{app}/learn")
    drawn = """() => [...document.querySelectorAll('.lw-chart')].map(
      chart => [chart.clientWidth, chart.querySelector('svg').clientWidth])"""
    page.set_viewport_size({"width": 900, "height": 800})
    page.wait_for_timeout(600)
    for box, chart in page.evaluate(drawn):
        assert abs(box - chart) <= 2
