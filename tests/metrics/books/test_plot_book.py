"""What a map knows of every plot."""

from datetime import date

from metrics.books.plot_book import plot_book
from tests.metrics.hand import lots
from tests.support import warehouse_of


def test_groups_come_from_the_deliveries_of_the_season():
    plots = [
        {
            "plot_id": p,
            "farmer_id": "F",
            "country": "HN",
            "latitude": 14.5 + i / 100,
            "longitude": -88.7,
            "area_ha": 1.0,
        }
        for i, p in enumerate(("P1", "P2", "P3", "P4"))
    ]
    receipts = [
        {"received_on": day, "farmer_id": "F", "weight_kg": 100.0, "form": "cherry", "lot_id": lot, "plot_id": plot}
        for lot, plot, day in (
            ("M1", "P1", date(2025, 12, 1)),
            ("M1", "P2", date(2025, 12, 1)),
            ("B1", "P2", date(2025, 12, 1)),
            (None, "P3", date(2025, 12, 1)),
            (None, "P4", date(2024, 12, 1)),
        )
    ]
    w = warehouse_of(lots=lots(1, 1), plots=plots, receipts=receipts)
    # P4 delivered in another season; a delivery outside any lot is bulk; 100 kg cherry x 0.16
    assert [(p.plot_id, p.group) for p in plot_book(w, "2025/26")] == [
        ("P1", "micro"),
        ("P2", "both"),
        ("P3", "bulk"),
        ("P4", "none"),
    ]
    assert plot_book(w, "2025/26")[0].micro_kg == 16
    assert plot_book(w, None)[3].group == "bulk"
