"""Numbers as members hand them on, made by hand."""

from __future__ import annotations

from datetime import date

from union.summary.row import SummaryRow

USUAL = SummaryRow(
    member="A",
    crop_year="2025/26",
    season_began_on=date(2025, 10, 1),
    indicator="net_price",
    stream="micro",
    unit="USD/kg",
    better="higher",
    scale="log",
    value=7.0,
    middle=1.9459,
    standard_error=0.1,
    degrees_of_freedom=4.0,
    low80=6.0,
    high80=8.2,
    n=5,
    case="buyer",
    basis=None,
    currency="USD",
    rate=None,
    rate_on=None,
    counterfactual_step=None,
    to_date=False,
    why_not=None,
    given_on=None,
    definitions_version="1",
)
