"""What the pilot must earn to do as well as bulk: profit, break-even premium and volume."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Inputs:
    """The figures break-even rests on, in base currency and kg green at the gate; shares are fractions of kg produced.

    Fields may be numbers or arrays. `days_to_cash` are the extra days until the money is there, `finance_rate` is a
    year's interest as a fraction, `dilution` what every kg of bulk loses because the best cherry left it.
    """

    produced_kg: float
    sold_share: float = 1.0
    low_grade_share: float = 0.0
    bulk_price: float = 0.0
    premium: float = 0.0
    fixed_cost: float = 0.0
    variable_cost: float = 0.0
    return_discount: float = 0.0
    low_grade_price: float = 0.0
    finance_rate: float = 0.0
    days_to_cash: float = 0.0
    dilution: float = 0.0
    bulk_kg: float = 0.0
    farmer_extra: float = 0.0

    @property
    def returned_share(self):
        """Share of the kg produced that goes back to bulk or is unsold."""
        return 1 - self.sold_share - self.low_grade_share

    @property
    def interest(self):
        """What a unit of money costs until it is there."""
        return self.finance_rate * self.days_to_cash / 365

    def lost_per_kg(self, members: bool = False):
        """What every kg produced costs beyond the fixed: variable cost, farmers' extra, low grade, returned kg."""
        return (
            self.variable_cost
            + (0 if members else self.farmer_extra)
            + self.returned_share * self.return_discount
            + self.low_grade_share * (self.bulk_price - self.low_grade_price)
        )


def incremental_profit(inputs: Inputs, members: bool = False):
    """What the pilot earned beyond what bulk would have, in base currency (domain 3.2)."""
    i = inputs
    financed = i.produced_kg * i.sold_share * (i.bulk_price + i.premium) * i.interest
    return (
        i.produced_kg * (i.sold_share * i.premium - i.lost_per_kg(members))
        - financed
        - i.dilution * i.bulk_kg
        - i.fixed_cost
    )


def break_even_premium(inputs: Inputs, members: bool = False):
    """The premium per kg sold at which the pilot earns what bulk would have; infinite where nothing is sold.

    With `members`, farmers' extra pay is no cost: it stays with the members.
    """
    i = inputs
    needed = (
        i.fixed_cost
        + i.dilution * i.bulk_kg
        + i.produced_kg * i.lost_per_kg(members)
        + i.produced_kg * i.sold_share * i.bulk_price * i.interest
    )
    earning = i.produced_kg * i.sold_share * (1 - i.interest)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(np.asarray(earning) > 0, np.divide(needed, earning), np.inf)
    return found if found.ndim else float(found)


def margin_per_kg(inputs: Inputs, members: bool = False):
    """What one more kg produced adds, fixed costs aside."""
    i = inputs
    return (
        i.sold_share * i.premium * (1 - i.interest) - i.sold_share * i.bulk_price * i.interest - i.lost_per_kg(members)
    )


def break_even_volume_kg(inputs: Inputs, members: bool = False) -> float | None:
    """The kg green at which the pilot earns what bulk would have; None where no volume does, and more makes it
    worse."""
    margin = margin_per_kg(inputs, members)
    return float((inputs.fixed_cost + inputs.dilution * inputs.bulk_kg) / margin) if margin > 0 else None
