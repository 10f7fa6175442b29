"""The crop year of lots out of the title above them, unless a day of the workbook speaks against it."""

import pytest

from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.recognition import recognise
from logbooks.recognise.title_season import with_title_seasons
from tests.logbooks.made_tabs import tab_of


def lots(title, days=(), heads=("Lote", "Corriente", "Fecha de apertura"), sheet="Lotes"):
    rows = [[f"L-{number}", "micro", day] for number, day in enumerate(days or [None], start=1)]
    return tab_of([[title], list(heads), *rows], sheet)


def deliveries(days):
    rows = [[day, "S-1", 60, "cereza"] for day in days]
    return tab_of([["Fecha de recibo", "Productor", "Peso (kg)", "Forma"], *rows], "Recibos")


def season(*tabs, answers=()):
    """The crop year that the first tab gets, and what is told of it."""
    given = Answers(tuple(GivenAnswer(*one) for one in answers))
    found = with_title_seasons([recognise(tab) for tab in tabs], given)[0]
    missing = any(remark.code == "missing-column" for remark in found.remarks)
    assert missing == ("crop_year" not in found.constants)
    return found.constants.get("crop_year"), [(one.question, one.answer, one.evidence) for one in found.settled]


HARVEST = ["15/11/25", "28/11/25", "03/12/25", "2026-01-14"]
TOLD = [("column/lots.crop_year", "always: 2025/26", "title-names-season")]


@pytest.mark.parametrize(
    ("title", "heads", "sheet"),
    [
        ("CONTROL DE LOTES   COSECHA 2025/2026", ("Lote", "Corriente", "Fecha de apertura"), "Lotes"),
        ("Registre des lots, récolte 2025-26", ("Lot", "Filière", "Date d'ouverture"), "Lots"),
        ("Danh sách lô - Niên vụ 2025/2026", ("Mã lô", "Luồng", "Ngày mở"), "Lô hàng"),
        ("Lotes da safra 2025–2026", ("Lote", "Fluxo", "Data de abertura"), "Lotes"),
    ],
)
def test_a_title_gives_the_lots_their_crop_year(title, heads, sheet):
    found = with_title_seasons([recognise(lots(title, HARVEST, heads, sheet))], Answers())[0]
    assert (found.logbook, found.constants.get("crop_year")) == ("lots", "2025/26")


def test_days_of_the_workbook_agree_or_there_are_none():
    assert season(lots("COSECHA 2025/2026", HARVEST)) == ("2025/26", TOLD)
    assert season(lots("COSECHA 2025/2026")) == ("2025/26", TOLD)
    assert season(lots("COSECHA 2025/2026"), deliveries(HARVEST)) == ("2025/26", TOLD)


NOT_SETTLED = {
    "last season's title, still there": [lots("COSECHA 2024/2025", HARVEST)],
    "deliveries of the next season": [lots("COSECHA 2024/2025"), deliveries(HARVEST[:3])],
    "one day years before": [lots("COSECHA 2025/2026", [*HARVEST, "2023-12-01"])],
    "two seasons": [lots("COSECHAS 2024/2025 y 2025/2026", HARVEST)],
    "no season": [lots("LOTES", HARVEST)],
    "a day, no season": [lots("Al 2025-11", HARVEST)],
    "days that could be of two months": [lots("COSECHA 2025/2026", ["03/11/25", "04/11/25"])],
}


@pytest.mark.parametrize("tabs", NOT_SETTLED.values(), ids=NOT_SETTLED)
def test_else_the_crop_year_stays_missing(tabs):
    assert season(*tabs) == (None, [])


def test_it_can_be_taken_back():
    assert season(lots("COSECHA 2025/2026", HARVEST), answers=[("column/lots.crop_year", "nothing")]) == (None, [])
