"""What locales say of numbers and days kept as text."""

from __future__ import annotations

import pytest

from connectors.google.locales import date_order, decimal_mark


@pytest.mark.parametrize(
    ("locale", "mark", "order"),
    [
        ("en_US", ".", "month first"),
        ("en_GB", ".", "day first"),
        ("es_HN", ".", "day first"),
        ("es_GT", ".", "day first"),
        ("es_MX", ".", "day first"),
        ("es_CO", ",", "day first"),
        ("es_PE", ".", "day first"),
        ("es_ES", ",", "day first"),
        ("es_419", ".", "day first"),
        ("es", ",", "day first"),
        ("es_PA", ".", "month first"),
        ("es_CR", ",", "day first"),
        ("pt_BR", ",", "day first"),
        ("fr_FR", ",", "day first"),
        ("fr_CI", ",", "day first"),
        ("id_ID", ",", "day first"),
        ("in_ID", ",", "day first"),
        ("vi_VN", ",", "day first"),
        ("en_KE", ".", "day first"),
        ("sw_TZ", ".", "day first"),
        ("am_ET", ".", "day first"),
        ("rw_RW", ",", "day first"),
        ("en_RW", ".", "day first"),
        ("en_CM", ".", "day first"),
        ("en_PH", ".", "month first"),
        ("fr_CA", ",", "year first"),
        ("en_CA", ".", "year first"),
        ("zh_CN", ".", "year first"),
        ("ja_JP", ".", "year first"),
        ("sv_SE", ",", "year first"),
        ("en-IN", ".", "day first"),
        ("xx_XX", None, None),
        ("", None, None),
    ],
)
def test_marks_and_orders(locale, mark, order):
    assert (decimal_mark(locale), date_order(locale)) == (mark, order)
