"""A deal of 0 kg has no price per kg, and a log that is not there no lots: neither takes any other number with it."""

from metrics.books.cherry_picking import cherry_picking
from metrics.engine.compute import answers
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of


def test_a_deal_of_no_kg_is_no_price():
    w = warehouse_of(
        lots=lots(2, 1),
        offers=[
            deal("M1", 0.0, 8.0, "A", tier="gold", asked_price_per_kg=9.0),
            deal("M2", 10.0, 7.0, "B"),
            deal("B1", 0.0, 4.0, "C"),
        ],
    )
    found = answers(w, YEAR)["premium_over_bulk"]
    assert found.groups["micro"].value == 7.0
    assert found.groups["bulk"].why_not == "The weights it is divided by add up to nothing."
    assert set(found.by) == {"B"}


def test_without_lots_and_receipts_nothing_is_known_of_the_best_cherry():
    found = cherry_picking(warehouse_of(offers=[deal("M1", 10.0, 8.0)]), YEAR)
    assert {c.said for c in (*found.against_bulk, *found.against_same_farmers, *found.residual)} == {"unknown"}
