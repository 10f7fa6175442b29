"""Kg of active ingredient per hectare and per kg green, and days of application, of plots with a row."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values
from tests.metrics.impact.test_fertiliser_use import MICRO, delivered, plot, used
from tests.support import warehouse_of


def sprayed(name, what, amount, share=None, unit="kg", **columns):
    return used(name, what, amount, None, unit, active_ingredient_share=share, **columns)


def found_of(**logs):
    return asked("pesticide_use", **{"lots": lots(1, 1), **logs})


def test_by_hand():
    # P1 (2 ha): 4 L of 36 % and 500 g of 50 % on two days = 1.44 + 0.25 = 1.69 kg; half its coffee is micro's: 0.845 /
    # 1 ha. P2 (1 ha, bulk): only fertiliser is written, so its log is kept and nothing was sprayed: bulk 0.845 / (1 +
    # 1) = 0.4225.
    found = found_of(
        plots=[plot("P1", 2.0), plot("P2", 1.0, "F2")],
        receipts=[delivered("M1", 100, "P1"), delivered("B1", 100, "P1"), delivered("B1", 300, "P2", "F2")],
        inputs=[
            sprayed("P1", "Glyphosate", 4.0, 0.36, "L"),
            sprayed("P1", "mancozeb 50", 500.0, 0.5, "g", used_on=date(2025, 12, 1)),
            used("P2", "N", 50.0, 1.0),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 0.845, "bulk": 0.4225})
    assert values(found.parts["per kg green"]) == pytest.approx(
        {"micro": 0.845 / 100, "bulk": 0.845 / 400, "difference": None}
    )
    # 2 days on P1, none on P2; bulk has half of P1 and all of P2: (2 x 0.5 + 0) / 1.5
    assert values(found.parts["days of application per plot"]) == pytest.approx(
        {"micro": 2.0, "bulk": 1 / 1.5, "difference": None}
    )
    assert found.describes.startswith("Describes, does not compare: 1 of the 1 plots")  # P1 feeds both
    assert found.groups["micro"].assumed == ("the share of a liquid pesticide is kg of active ingredient per litre",)


def test_units():
    written = ((2, 0.5, "kg", 1.0), (2, 0.5, "lb", 0.45359237), (800, 0.25, "ml", 0.2), (3, 1.0, "Litros", 3.0))
    inputs = [
        sprayed(f"P{i}", "product", float(amount), share, unit) for i, (amount, share, unit, _) in enumerate(written)
    ]
    found = {
        row["plot_id"]: row["active_kg"]
        for row in warehouse_of(lots=lots(1, 1), inputs=inputs).rows("SELECT * FROM applied")
    }
    assert found == pytest.approx({f"P{i}": kg for i, (*_, kg) in enumerate(written)})


def test_unknown_content_leaves_the_plot_out_but_the_day_counts():
    unknown = (
        (None, "L", "without the share of its active ingredient"),
        (0.3, "bottles", "no fixed weight"),
        (0.3, None, "without a unit"),
    )
    names = [f"P{i}" for i in range(len(unknown))]
    found = found_of(
        plots=[plot(name, 1.0) for name in names],
        receipts=[delivered("M1", 100, name) for name in names],
        inputs=[
            sprayed(name, "fungicida X", 1.0, share, unit)
            for name, (share, unit, _) in zip(names, unknown, strict=True)
        ],
    )
    assert found.groups["micro"].value is None
    assert all(why in found.groups["micro"].why_not for *_, why in unknown)
    assert found.parts["days of application per plot"]["micro"].value == 1.0


def test_none_used_is_written_as_zero():
    found = found_of(**MICRO, inputs=[sprayed("P1", "none", 0.0, None, None)])
    assert found.groups["micro"].value == 0 and found.parts["days of application per plot"]["micro"].value == 0
