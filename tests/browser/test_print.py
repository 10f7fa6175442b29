"""Any page on paper: whose and when on every sheet, charts whole, nothing that is only pressed."""

import io
import re

import pypdf
import pytest

from tests.browser.driving import SCREEN, address_of, open_page, settle
from words.speech import say

pytestmark = pytest.mark.browser
A4_WIDE = {False: 210, True: 297}  # mm, upright and across
MARGINS_MM = 24
PX_A_MM = 96 / 25.4
# every chart inside its box, every box inside the sheet
CUT = """wide => [...document.querySelectorAll('.lw-chart')].filter(chart => chart.offsetHeight).flatMap(chart => {
    const box = chart.getBoundingClientRect(), svg = chart.querySelector('svg.main-svg').getBoundingClientRect();
    const cut = box.right > wide + 1 || svg.right > box.right + 1 || svg.bottom > box.bottom + 1 || svg.width < 50;
    return cut ? [`${chart.getAttribute('aria-label')}: ${svg.right} of ${box.right} of ${wide}`] : [];
})"""


def sheets_of(pdf: bytes) -> list[str]:
    """The text of every sheet."""
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("across", [False, True], ids=["upright", "across"])
@pytest.mark.parametrize("name", ["overview", "learn", "trace", "lots"])
def test_a_page_prints_whole(app, page, name, across):
    open_page(page, address_of(app, name))
    shown = page.locator(".lw-table tbody tr").count()
    sheets = sheets_of(page.pdf(format="A4", landscape=across))
    for number, sheet in enumerate(sheets, start=1):
        assert "Synthetic sample cooperative" in sheet and "31 Mar 2026" in sheet, number
        assert re.search(rf"\b{number} / {len(sheets)}\b", sheet), number
    for words in (say("chart.download"), say("filters.all_lots"), say("chart.numbers"), say("machine.open")):
        assert words not in "".join(sheets), words
    assert shown > 4
    wide = round((A4_WIDE[across] - MARGINS_MM) * PX_A_MM)
    page.set_viewport_size({"width": wide, "height": 1000})
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    assert page.evaluate(CUT, wide) == []
    page.emulate_media(media="screen")
    page.set_viewport_size(SCREEN)
    settle(page)


def test_no_lot_is_lost_between_two_sheets(app, page):
    open_page(page, f"{app}/lots")
    lots = page.locator(".lw-table.lots tbody th:not(.total) .main").all_inner_texts()
    sheets = sheets_of(page.pdf(format="A4"))
    assert len(lots) == 26 and [lot for lot in lots if lot not in "".join(sheets)] == []
    assert len(sheets) <= 3
