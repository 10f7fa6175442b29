"""What the pilot must earn to do as well as bulk: profit, break-even premium and volume."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Inputs:
    """The figures break-even rests on, in base currency and kg green at the gate; shares are fractions of kg produced.

    Fields may be numbers or arrays. `otherwise_share` is what was sold as something else than micro, or is lost, and
    `otherwise_price` what it brought per kg; what is neither sold nor lost goes back to bulk. `days_to_cash` are the
    extra days until the money is there, `finance_rate` is a year's interest as a fraction, `dilution` what every kg of
    bulk loses because the best cherry left it. `farmer_extra` is what farmers are paid more for a kg, `labour_extra`
    what the days they worked more for it are worth.
    """

    produced_kg: float
    sold_share: float = 1.0
    otherwise_share: float = 0.0
    bulk_price: float = 0.0
    premium: float = 0.0
    fixed_cost: float = 0.0
    variable_cost: float = 0.0
    return_discount: float = 0.0
    otherwise_price: float = 0.0
    finance_rate: float = 0.0
    days_to_cash: float = 0.0
    dilution: float = 0.0
    bulk_kg: float = 0.0
    farmer_extra: float = 0.0
    labour_extra: float = 0.0

    @property
    def returned_share(self):
        """Share of the kg produced that is unsold and may go back to bulk."""
        return 1 - self.sold_share - self.otherwise_share

    @property
    def interest(self):
        """What a unit of money costs until it is there."""
        return self.finance_rate * self.days_to_cash / 365

    def of_farmers(self, members: bool):
        """What a kg costs for its farmers' sake: the cooperative their extra pay, the members their extra work."""
        return self.labour_extra if members else self.farmer_extra

    def lost_per_kg(self, members: bool = False):
        """What every kg produced costs beyond the fixed: variable cost, farmers' extra, otherwise sold, unsold kg."""
        return (
            self.variable_cost
            + self.of_farmers(members)
            + self.returned_share * self.return_discount
            + self.otherwise_share * (self.bulk_price - self.otherwise_price)
        )


def earned(inputs: Inputs):
    """What the kg made earn, in base currency: net value of what is sold, and what is unsold at the bulk price less the
    discount."""
    i = inputs
    per_kg = (
        i.sold_share * (i.bulk_price + i.premium)
        + i.otherwise_share * i.otherwise_price
        + i.returned_share * (i.bulk_price - i.return_discount)
    )
    return i.produced_kg * per_kg


def needed(inputs: Inputs, members: bool = False):
    """What they must earn to do as well as bulk, in base currency: the kg made at the bulk price, the added costs, the
    interest until the money is there, and what bulk lost; with `members` farmers' extra work is a cost, and their
    extra pay is none."""
    return inputs.produced_kg * inputs.bulk_price + spent_beyond_bulk(inputs, members)


def spent_beyond_bulk(inputs: Inputs, members: bool = False):
    """The added costs, farmers' extra pay (with `members` their extra work), interest and dilution, in base
    currency."""
    i = inputs
    financed = i.produced_kg * i.sold_share * (i.bulk_price + i.premium) * i.interest
    return i.produced_kg * (i.variable_cost + i.of_farmers(members)) + financed + i.dilution * i.bulk_kg + i.fixed_cost


def incremental_profit(inputs: Inputs, members: bool = False):
    """What the pilot earned beyond what bulk would have, in base currency (domain 3.2): earned less needed."""
    return earned(inputs) - needed(inputs, members)


def break_even_premium(inputs: Inputs, members: bool = False):
    """The premium per kg sold at which the pilot earns what bulk would have; infinite where nothing is sold.

    With `members`, farmers' extra pay is no cost, for it stays with the members; their extra work is one.
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


@dataclass(frozen=True)
class NextSeason:
    """What a larger pilot can count on: kg green planned, kg buyers wrote they would take (None where no buyer wrote),
    and the share by which the premium falls beyond today's kg."""

    planned_kg: float | None
    written_kg: float | None
    haircut: float


def premium_at(inputs: Inputs, volume_kg: float, ahead: NextSeason):
    """The mean premium per kg sold at another volume: today's on the kg sold today, cut by the haircut on those beyond,
    and none on those beyond what buyers wrote they would take."""
    sold, now = volume_kg * inputs.sold_share, inputs.produced_kg * inputs.sold_share
    full = np.minimum(sold, now)
    most = sold if ahead.written_kg is None else np.minimum(sold, ahead.written_kg)
    cut = np.maximum(most - full, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sold > 0, inputs.premium * (full + cut * (1 - ahead.haircut)) / sold, inputs.premium)


def at_volume(inputs: Inputs, volume_kg: float, ahead: NextSeason) -> Inputs:
    """The figures at another volume of kg made, the premium as `premium_at` has it and everything else as it stands."""
    grown = inputs.produced_kg * 0 + volume_kg  # as many as there are cases
    return replace(inputs, produced_kg=grown, premium=premium_at(inputs, volume_kg, ahead))


def break_even_volume_kg(inputs: Inputs, ahead: NextSeason, members: bool = False) -> float | None:
    """The least kg green at which the pilot earns what bulk would have, its premium falling as `premium_at` has it;
    None where no volume does."""

    def profit(kg: float) -> float:
        return float(incremental_profit(at_volume(inputs, kg, ahead), members))

    if profit(0.0) >= 0:  # nothing is spent before the first kilo
        return 0.0 if profit(inputs.produced_kg) >= 0 else None
    # profit is a straight line between the kg made today, those whose sold share buyers wrote they would take, and on
    written = ahead.written_kg / inputs.sold_share if ahead.written_kg is not None and inputs.sold_share > 0 else 0.0
    ends = sorted({0.0, inputs.produced_kg, max(written, inputs.produced_kg)})
    for start, end in pairwise([*ends, 2 * ends[-1]]):
        below, above = profit(start), profit(end)
        if below < 0 <= above or (end > ends[-1] and below < 0 and above > below):
            return start + (end - start) * below / (below - above)
    return None
