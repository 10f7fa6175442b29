"""What the words beside a number mean."""

from __future__ import annotations

import pytest

from logbooks.vocabulary.units import Unit, read_currency, read_unit


@pytest.mark.parametrize(
    ("text", "dimension", "expected"),
    [
        ("kg", "mass", Unit(1)),
        ("lbs.", "mass", Unit(0.45359237)),
        ("tấn", "mass", Unit(1000)),
        ("tạ", "mass", Unit(100)),
        ("USD/lb", "price", Unit(0.45359237, None, "USD")),
        ("USc/lb", "price", Unit(0.45359237, 0.01, "USD")),
        ("cents per lb", "price", Unit(0.45359237, 0.01)),
        ("$", "price", Unit()),
        ("US$ por qq", "price", Unit(46.0, None, "USD")),
        ("L", "money", Unit(currency="HNL")),
        ("L", "L", Unit(1)),
        ("%", "share", Unit(percent=True)),
        ("mz", "ha", Unit(code="unit-without-size", detail="manzana_ha")),
        ("qq", "price", Unit(46.0)),
        ("bag", "mass", Unit(code="unit-without-size", detail="bag_kg")),
        ("lb", "money", Unit(code="unknown-unit", detail="lb")),
        ("(", "mass", Unit(code="unknown-unit", detail="(")),
        ("%", "mass", Unit(code="unknown-unit", detail="%")),
    ],
)
def test_a_unit_in_words(text, dimension, expected):
    assert read_unit(text, dimension, {"qq_kg": 46.0}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("usd", "USD"),
        ("US$", "USD"),
        ("Lps.", "HNL"),
        ("€", "EUR"),
        ("$", None),
        ("dollars", None),
        ("pesos", None),
        ("", None),
    ],
)
def test_a_currency_in_words(text, expected):
    assert read_currency(text) == expected
