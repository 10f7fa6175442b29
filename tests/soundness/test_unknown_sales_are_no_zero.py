"""A lot of which nothing was made or offered as far as the logs say: unsold and sold are unknown, not 0 kg."""

from datetime import date

from metrics.books.lot_book import lot_book
from tests.support import warehouse_of

LOT = {"lot_id": "M1", "stream": "micro", "crop_year": "2025/26"}
OFFER = {
    "offer_id": "O1",
    "lot_id": "M2",
    "buyer": "Buyer A",
    "offered_on": date(2026, 1, 5),
    "weight_kg": 60.0,
    "form": "green",
    "status": "open",
}


def test_without_a_log_of_offers_nothing_is_said_about_sales():
    (lot,) = lot_book(warehouse_of(lots=[LOT | {"green_kg": 100.0}]), "2025/26")
    assert (lot["made_kg"], lot["sold_kg"], lot["unsold_kg"]) == (100.0, None, None)


def test_a_lot_that_was_not_weighed_has_no_unsold_kilograms():
    (lot,) = lot_book(warehouse_of(lots=[LOT], offers=[OFFER]), "2025/26")
    assert (lot["made_kg"], lot["sold_kg"], lot["unsold_kg"]) == (None, 0, None)
