"""From an upload to a true premium, click by click: a workbook as a Guatemalan cooperative may keep it, changed in no
cell; with last month's answers nothing is asked again."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.browser.driving import go, open_page, settle
from words.speech import say

pytestmark = pytest.mark.browser

LOTS = [
    ["No.", "Lote", "Tipo", "Oro (qq)"],
    [1, "ML-01", "Microlote", 10],
    [2, "ML-02", "Microlote", 10],
    [3, "L-01", "Convencional", 100],
    [4, "L-02", "Convencional", 100],
]
HEADS = ["Fecha", "Contrato No.", "Comprador", "Lote", "Peso (qq)", "Precio US$/qq", "Condición", "Estado"]
# 20 qq of micro at 460 and 200 qq of bulk at 230 US$/qq of 46 kg: 10.00 and 5.00 USD/kg, 5.00 more
SALES = [
    ["21/03/26", "M-01", "Tostaduría Aurora", "ml 1", 10, 460, "FOB", "Pagado"],
    ["22/03/26", "M-02", "Nordic Roast", "ML-02", 10, 460, "FOB", "Embarcado"],
    ["14/03/26", "P-01", "Serengetti", "L-01", 100, 230, "FOB", "Pagado"],
    ["16/03/26", "P-02", "Swiss Water", "L-02", 100, 230, "FOB", "Pagado"],
]
CLICKS_AT_MOST = 30


def workbook(path: Path, month: int = 3) -> Path:
    """Its tabs Lotes and Ventas, of that month."""
    book = openpyxl.Workbook()
    lots, sales = book.active, book.create_sheet("Ventas")
    lots.title = "Lotes"
    lots.append(["CONTROL DE LOTES COSECHA 2025/2026"])
    sales.append(["CONTRATOS Y VENTAS COSECHA 2025/2026 (US$)"])
    for row in LOTS:
        lots.append(row)
    sales.append(HEADS)
    for row in SALES:
        sales.append([row[0].replace("/03/", f"/{month:02}/"), *row[1:]])
    sales.append([date(2026, month, 28), "P-03", "Swiss Water", "L-02", 0.5, 230, "FOB", "Pagado"])
    book.save(path)
    return path


class Clicks:
    """What a person does on the page Questions, counted."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def press(self, what) -> None:
        what.click()
        self.number += 1
        settle(self.page)

    def choose(self, label: str, option: str) -> None:
        """An option of a box."""
        self.press(self.page.get_by_role("combobox", name=label).first)
        self.press(self.page.get_by_role("option", name=option, exact=True))


def bring(page, app: str, file: Path) -> None:
    open_page(page, f"{app}/connect")
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(file)


def test_a_workbook_is_read_as_it_is_once_its_questions_are_answered(app, page, tmp_path):
    bring(page, app, workbook(tmp_path / "ventas.xlsx"))
    page.get_by_role("heading", level=1, name=say("pages.questions.title"), exact=True).wait_for()
    settle(page)
    person = Clicks(page)
    person.press(page.get_by_text("46 kg", exact=True))
    person.press(page.get_by_text("The deal was made; when it was offered is not written down", exact=True).first)
    person.press(page.get_by_text("Day, month, year", exact=True))
    for word in ("Pagado", "Embarcado"):
        person.choose(f"“{word}”", "accepted")
    person.press(page.get_by_role("button", name=say("questions.keep_all")).first)
    # ml 1 looks like ML-01, which is filled in and only to be kept
    while page.get_by_role("heading", name="Which lots do these codes and names mean?").count():
        person.press(page.get_by_role("button", name=say("questions.keep_all")).first)
    page.get_by_label("Export papers, port and loading").fill("0")
    person.press(page.get_by_role("button", name=say("questions.keep_all")).first)
    assert person.number <= CLICKS_AT_MOST
    go(page, "measure")
    told = " ".join(page.get_by_test_id("stMain").inner_text().split())
    assert "10.00" in told and "5.00" in told
