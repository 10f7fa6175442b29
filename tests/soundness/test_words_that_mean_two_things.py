"""Words that mean one thing here and another there are asked about: taken for granted they would give wrong numbers
silently."""

from __future__ import annotations

import pytest

from logbooks.catalogue import logbooks
from logbooks.recognise.headings import match
from logbooks.vocabulary.sheet_words import choice_words, fold


@pytest.mark.parametrize(
    "logbook, column, word, because",
    [
        ("offers", "status", "cerrado", "closed, won or lost"),
        ("offers", "status", "fechado", "closed, won or lost"),
        ("offers", "status", "closed", "won or lost"),
        ("plots", "sex", "M", "male in English, mujer in Spanish"),
        ("receipts", "form", "pergamino", "wet or dry"),
        ("receipts", "form", "gabah", "wet or dry"),
        ("lots", "stream", "especial", "specialty coffee is not always the pilot"),
        ("receipts", "form", "seco", "cherry or parchment"),
    ],
)
def test_an_unclear_choice_is_not_read(logbook, column, word, because):
    assert fold(word) not in choice_words(logbooks()[logbook].column(column)), because


@pytest.mark.parametrize(
    "logbook, header, because",
    [
        ("receipts", "Gross weight", "with the bag"),
        ("receipts", "Peso bruto", "with the bag"),
        ("receipts", "Tara", "the bag alone"),
        ("offers", "Paid", "yes, a day or an amount"),
        ("offers", "Pagado", "yes, a day or an amount"),
        ("offers", "Đã trả", "an amount"),
        ("offers", "Shipped", "yes or a day"),
        ("roadmap", "Done", "yes or a day"),
        ("offers", "Closed", "yes or a day"),
        ("costs", "Money", "the amount or the currency"),
        ("lots", "Date", "opened or closed"),
        ("processing", "Weight", "in or out"),
        ("processing", "Moisture", "in or out"),
        ("quality", "Defects cat 3", "no such category"),
        ("offers", "Total price", "of the lot, not per kg"),
        ("offers", "Valor total", "of the lot, not per kg"),
        ("receipts", "Kg rejected", "not what was delivered"),
    ],
)
def test_an_unclear_header_is_not_taken_for_a_column(logbook, header, because):
    assert match(logbook, header) is None, because


def test_a_unit_in_one_place_is_never_another():
    weight, price = match("offers", "Weight (tins)"), match("offers", "Accepted price (XYZ/lb)")
    assert (weight.unit, weight.unit_understood) == ("tins", False)
    assert (price.unit, price.unit_understood) == ("XYZ/lb", False)
