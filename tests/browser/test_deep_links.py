"""From a problem and from a row behind a number to the very cell of the shared sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from history.snapshots import store
from tests.browser.driving import open_page, running_app
from tests.logbooks.typed_sheets import LOTS, tab, workbooks
from words.speech import say

pytestmark = pytest.mark.browser
SHEET = "https://docs.google.com/spreadsheets/d/1abc/edit?gid=7#gid=7&range="
TAB = "`Lots`"  # Markdown would take the marks away
ROWS = [["M-1", "micro", "2025/26"], ["M-2", "micro", "2025/28"]]  # the second lot names no season
PLOTS = [["Plot", "Farmer", "Country", "Latitude", "Longitude"], ["P-1", "F-1", "HN", 14.512345, None]]


@pytest.fixture(scope="module")
def shared(installed_chromium, tmp_path_factory):
    """The address of an app whose lots and plots stand in a shared sheet, of which C3 of the lots and D2 of the plots
    are wrong."""
    home = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        tabs = [tab(TAB, LOTS, *ROWS, source="Station book"), tab("Plots", *PLOTS, source="Station book")]
        store.keep(workbooks(*(replace(one, link=SHEET + "{place}") for one in tabs)))
        with running_app(home) as address:
            yield address


def test_a_problem_opens_the_very_cell_in_a_window_of_its_own(shared, page):
    open_page(page, f"{shared}/data_health")
    link = page.get_by_role("link", name=TAB, exact=True)
    assert link.get_attribute("href") == f"{SHEET}C3"
    assert link.get_attribute("target") == "_blank" and "noopener" in link.get_attribute("rel")


def test_what_is_wrong_with_a_plot_opens_its_cell_from_the_page_of_plots_too(shared, page):
    open_page(page, f"{shared}/trace")
    link = page.locator(".lw-table.grounds").get_by_role("link", name="Plots, row 2", exact=True)
    assert link.get_attribute("href") == f"{SHEET}D2"


def test_the_fix_list_taken_away_opens_it_too(shared, page):
    open_page(page, f"{shared}/data_health")
    with page.expect_download() as taken:
        page.get_by_role("button", name=say("health.download")).click()
    with open(taken.value.path(), "rb") as file:
        (sheet,) = load_workbook(BytesIO(file.read()))
    (place,) = (row[1] for row in sheet.iter_rows() if row[0].value == TAB and row[1].value == "C3")
    assert place.hyperlink.target == f"{SHEET}C3"


def test_a_cell_pressed_among_the_rows_behind_a_number_opens_it(shared, page):
    open_page(page, f"{shared}/lots?lot=M-1")
    table = page.get_by_test_id("stDataFrame")
    box = table.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + 52)  # the last column, the season, of the first row
    link = page.get_by_role("link", name=say("rows.open_cell", place="C2", sheet=TAB))
    expect(link).to_have_attribute("href", f"{SHEET}C2")
