"""What is taken away is what stood on the page, whoever took something away before: the server asks for it in a thread
without a visitor."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from openpyxl import Workbook, load_workbook

from history.snapshots import store
from tests.browser.conftest import page  # noqa: F401  (a fixture)
from tests.browser.driving import go, open_page, running_app, upload
from tests.logbooks.typed_sheets import tab, workbooks
from words.speech import say

pytestmark = pytest.mark.browser
HEADS = ["Lot", "Stream", "Crop year", "Green kg"]


def read(day: int, micro_kg: int, wrong_year: str) -> None:
    """A reading of that day of March: one micro-lot of so many kg, 900 kg of bulk, and one lot with a year that can't
    be read."""
    rows = [["M-1", "micro", "2025/26", micro_kg], ["B-1", "bulk", "2025/26", 900], ["M-2", "micro", wrong_year, 10]]
    store.keep(workbooks(tab("Lots", HEADS, *rows, source="Station book")), now=datetime(2026, 3, day, 16, tzinfo=UTC))


@pytest.fixture(scope="module")
def three_readings(installed_chromium, tmp_path_factory):
    """One app for this file, in whose order its readings grow."""
    home = tmp_path_factory.mktemp("readings") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        for day, micro_kg, wrong_year in ((1, 100, "first"), (8, 300, "second"), (15, 600, "third")):
            read(day, micro_kg, wrong_year)
        with running_app(home) as app:
            yield app


def taken(window, button: str) -> dict[str, list[tuple]]:
    """The workbook a button gives: its tabs with their rows."""
    with window.expect_download() as download:
        window.get_by_role("button", name=say(button)).click()
    with open(download.value.path(), "rb") as file:
        return {sheet.title: list(sheet.values) for sheet in load_workbook(file)}


def written(window) -> set[str]:
    """What the fix list says is written in the cells that are wrong."""
    (rows,) = taken(window, "health.download").values()
    return {str(row[3]) for row in rows if row[0] in ("Lots", "Own lots") and row[1] and row[2]}


def before_and_now(window) -> list[str]:
    """The share of output in the pilot, before and now, as the workbook of changes says it."""
    row = next(row for row in taken(window, "changes.download")["Numbers"] if row[1] == "Share of output in the pilot")
    return [" ".join(text.split()) for text in row[3:5]]


def test_the_numbers_in_the_workbook_of_changes_are_those_of_its_two_readings(three_readings, page):  # noqa: F811
    """Micro-lots are 100 kg of 1 000 on 1 March, 300 of 1 200 on the 8th: 10 % and 25 %; today they would be 40 %."""
    open_page(page, f"{three_readings}/changes")
    assert before_and_now(page) == ["25 %", "40 %"]
    open_page(page, f"{three_readings}/changes?at=2026-03-08")
    assert before_and_now(page) == ["10 %", "25 %"]
    assert [bool(one.pins) for one in store.history()] == [True, True, True]


def test_the_fix_list_is_that_of_the_reading_or_upload_on_the_page(three_readings, page, tmp_path):  # noqa: F811
    open_page(page, f"{three_readings}/data_health")
    assert written(page) == {"third"}
    open_page(page, f"{three_readings}/data_health?at=2026-03-01")
    assert written(page) == {"first"}
    own = Workbook()
    for row in (HEADS, ["X-1", "micro", "own", 10]):
        own.active.append(row)
    own.active.title = "Own lots"
    own.save(tmp_path / "own.xlsx")
    upload(page, three_readings, tmp_path / "own.xlsx")
    go(page, "data_health")
    assert written(page) == {"own"}
    read(22, 600, "fourth")
    open_page(page, f"{three_readings}/data_health")
    assert written(page) == {"fourth"}
