"""What being wrong would cost, and what one more season would be worth, in money: beside the verdict, never in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy.special import ndtr

from decisions.verdict.bounds import unit_normal_loss
from decisions.verdict.facts import GAIN, written_number
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.neighbours_prior import NeighboursPrior, neighbours_prior
from decisions.verdict.plan import MICRO
from decisions.verdict.sentences import rules, said
from decisions.what_if import at_volume, plain_inputs
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.contract import CannotSay, Estimate
from metrics.engine.economics import Inputs, NextSeason, incremental_profit
from metrics.engine.metric_catalogue import metrics
from metrics.engine.next_season import next_season
from metrics.engine.question import Question

ONE_STEP = 0.6826894921370859  # the confidence within one standard deviation of a normal number
SUREST = 6.0  # deviations from break-even: one in a thousand million
LEAST_MONEY = 0.5  # money is written without cents: less than that is not seen
STEPS = np.linspace(-8.0, 8.0, 3201)  # far beyond which nothing is left of a normal number


@dataclass(frozen=True)
class Stake:
    """One stake in base currency, and where it comes from in a sentence; `written` where Settings say it."""

    money: float
    written: bool
    because: str


@dataclass(frozen=True)
class Belief:
    """What is believed of the gain per kg made at the volume planned, once the prior is counted in: the sceptical one,
    or that of neighbours.

    `mean` and `deviation` are of that gain; `next_deviation` is how far one more season like this one may move the
    mean; `kg` is the volume planned, and `logs_alone` what the logs say without the prior.
    """

    mean: float
    deviation: float
    next_deviation: float
    kg: float
    logs_alone: float


@dataclass(frozen=True)
class PriceOfError:
    """The price in base currency of a season at the volume planned: `chance` that scaling loses, what it then loses,
    that times the chance of it (`scaling_costs`), what a season of waiting costs and what it would be worth."""

    chance: float
    then_loses: float
    scaling_costs: float
    waiting_costs: float
    waiting_is_worth: float


@dataclass(frozen=True)
class Price:
    """What being wrong costs as the logs stand, with the two stakes it starts from; or why it can't be said. It is at
    the volume planned, or where none `is_planned` at the kg made.

    Where the plan names `neighbours`, `belief` rests on what they gained and `sceptical` is the one without them; why
    they are not used is `neighbours_why_not`.
    """

    currency: str = ""
    belief: Belief | None = None
    wrong_scale: Stake | None = None
    waiting: Stake | None = None
    why_not: str | None = None
    is_planned: bool = True
    neighbours: NeighboursPrior | None = None
    sceptical: Belief | None = None
    neighbours_why_not: str | None = None

    def at(self, wrong_scale: float, waiting: float) -> PriceOfError:
        """The price at these two stakes, in base currency."""
        assert self.belief is not None, f"there is no price: {self.why_not}"
        return priced(self.belief, wrong_scale, waiting)

    def sentences(self, wrong_scale: float, waiting: float) -> tuple[str, ...]:
        """The same in words: the chance, what it would cost, what waiting costs and is worth; where the plan names
        neighbours whose numbers they are and the same without them, or why they are not used."""
        found, unit = self.at(wrong_scale, waiting), self.currency
        assert self.belief is not None, "where there is a price there is a belief"
        pays = found.waiting_is_worth - found.waiting_costs > LEAST_MONEY
        better = "worth-waiting" if pays else "not-worth-waiting"
        first = "-neighbours" if self.neighbours else ""
        volume = "" if self.is_planned else "-made"
        return (
            said(f"price.chance{volume}{first}", chance=(found.chance, "share"), kg=(self.belief.kg, "kg")),
            said(f"price.loses{first}", loses=(found.then_loses, unit), stake=(wrong_scale, unit)),
            said(f"price.{better}", costs=(found.waiting_costs, unit), worth=(found.waiting_is_worth, unit)),
            *self._of_neighbours(found, wrong_scale, waiting),
        )

    def _of_neighbours(self, found: PriceOfError, wrong_scale: float, waiting: float) -> tuple[str, ...]:
        """Whose numbers they are and how far they move the price; or why they are not used."""
        if self.neighbours is None or self.sceptical is None or self.belief is None:
            return (self.neighbours_why_not,) if self.neighbours_why_not else ()
        without, per_kg = priced(self.sceptical, wrong_scale, waiting), f"{self.currency}/kg"
        return (
            self.neighbours.said("price.neighbours"),
            said(
                "price.without-neighbours",
                chance=(without.chance, "share"),
                chance_with=(found.chance, "share"),
                gain=(self.sceptical.mean, per_kg),
                gain_with=(self.belief.mean, per_kg),
                alone=(self.belief.logs_alone, per_kg),
                worth=(without.waiting_is_worth, self.currency),
                worth_with=(found.waiting_is_worth, self.currency),
            ),
        )


def price_of_error(logs: LogsOfADay) -> Price:
    """The price as these logs stand: net gain at the volume planned, else at this season's own volume."""
    currency, named = logs.w.rows("SELECT currency FROM base")[0]["currency"], neighbours_prior(logs.w)
    price = _of_logs(logs, currency, named if isinstance(named, NeighboursPrior) else None)
    if isinstance(named, NeighboursPrior) and price.belief is None:  # the rehearsal uses them all the same
        return replace(price, neighbours_why_not=named.said("price.neighbours-wait"))
    return replace(price, neighbours_why_not=named) if isinstance(named, str) else price


def _of_logs(logs: LogsOfADay, currency: str, neighbours: NeighboursPrior | None) -> Price:
    """The price with what neighbours gained as the prior, else with the sceptical one."""
    found, kg, is_planned = _gain_and_kg(logs)
    if found is None or found.value is None:
        return Price(currency, why_not=(found and found.why_not) or said("price.no-gain"))
    if found.range_of is None or found.n < FEWEST_BUYERS:
        return Price(currency, why_not=said("price.few-buyers", buyers=found.n))
    try:
        inputs = plain_inputs(measured_inputs(logs.w, logs.season))
    except CannotSay as reason:
        return Price(currency, why_not=str(reason))
    error, usual = _error(found), rules()["prior"]["of_bulk_price"] * inputs.bulk_price
    sceptical = believed(found.known, error, usual, kg)
    with_them = neighbours and believed(found.known, error, neighbours.deviation, kg, neighbours.mean)
    ahead = next_season(Question(logs.w, logs.season))
    written = {name: written_number(logs.w, name) for name in ("wrong_scale_cost", "waiting_cost")}
    return Price(
        currency,
        with_them or sceptical,
        _stake(written["wrong_scale_cost"], spent_at(inputs, kg), "price.spent-then", currency, kg),
        _stake(written["waiting_cost"], forgone_at(inputs, kg, ahead), "price.forgone", currency, kg),
        is_planned=is_planned,
        neighbours=neighbours,
        sceptical=sceptical if neighbours else None,
    )


def believed(gain: float, error: float, prior: float, kg: float, around: float = 0.0) -> Belief:
    """What is believed after a prior normal around a gain, break-even unless given, and logs normal around theirs;
    `error` and `prior` are standard deviations per kg. The season after is taken to tell as much as this one did."""
    sure, sure_then = (1 / (1 / prior**2 + seasons / error**2) for seasons in (1, 2))
    return Belief(sure * (gain / error**2 + around / prior**2), sqrt(sure), sqrt(sure - sure_then), kg, gain)


def priced(belief: Belief, wrong_scale: float, waiting: float) -> PriceOfError:
    """The price of a belief at two stakes. A loss is weighed so that on average it costs `wrong_scale`; where that is
    what the logs expect it to cost, one more season is worth its deviation times the unit normal loss (Raiffa and
    Schlaifer 1961), per kg."""
    z = min(belief.mean / belief.deviation, SUREST)
    chance = float(ndtr(-z))
    loses = belief.deviation * unit_normal_loss(z) / chance * belief.kg
    worth = belief.kg * sample_information(belief, wrong_scale / loses)
    return PriceOfError(chance, loses, chance * wrong_scale, waiting, worth)


def sample_information(belief: Belief, weight: float) -> float:
    """What one more season like this one is worth per kg before it is paid for, where what is lost weighs `weight`
    times what is gained: the mean over what it may tell of scaling only if that is worth it, less the same today."""
    after = sqrt(max(belief.deviation**2 - belief.next_deviation**2, 0.0))
    means = belief.mean + belief.next_deviation * STEPS
    told = np.array([max(_scaling(mean, after, weight), 0.0) for mean in means])
    density = np.exp(-STEPS * STEPS / 2)
    then = float(np.sum(told * density) / np.sum(density))
    return max(then - max(_scaling(belief.mean, belief.deviation, weight), 0.0), 0.0)


def _scaling(mean: float, deviation: float, weight: float) -> float:
    """What scaling is worth per kg on average, what it loses weighed."""
    if not deviation > 0:
        return mean if mean >= 0 else weight * mean
    z = mean / deviation
    return deviation * (unit_normal_loss(-z) - weight * unit_normal_loss(z))


def spent_at(inputs: Inputs, kg: float) -> float:
    """What a season at this volume spends beyond bulk, all of which is lost where no premium comes: fixed and added
    costs, and farmers' extra pay."""
    return max(inputs.fixed_cost + kg * (inputs.variable_cost + inputs.farmer_extra), 0.0)


def forgone_at(inputs: Inputs, kg: float, ahead: NextSeason) -> float:
    """What the kg beyond this season's would earn: their premium less what they cost; nothing where they lose."""
    return max(incremental_profit(at_volume(inputs, kg, ahead)) - incremental_profit(inputs), 0.0)


def _gain_and_kg(logs: LogsOfADay) -> tuple[Estimate | None, float, bool]:
    """The gain at the volume planned with that volume; where none is planned, as it is with the kg made. And which."""
    answer = logs.answer(GAIN)
    planned = answer.parts.get(metrics()[GAIN].at_planned, {}).get(MICRO)
    is_planned = planned is not None and planned.value is not None
    volume = answer.parts.get("kg planned" if is_planned else "kg made", {}).get(MICRO)
    found = planned if is_planned else answer.groups.get(MICRO)
    return found, (volume and volume.value) or 0.0, is_planned


def _error(found: Estimate) -> float:
    """Half of the range that holds a normal number within one deviation: Student's, so that few buyers tell less."""
    assert found.range_of is not None, "asked only where there is a range"
    low, high = found.range_of.ends(ONE_STEP)
    return (high - low) / 2


def _stake(written: float | None, worked_out: float, because: str, currency: str, kg: float) -> Stake:
    if written is not None:
        return Stake(written, True, said("price.written", money=(written, currency)))
    return Stake(worked_out, False, said(because, money=(worked_out, currency), kg=(kg, "kg")))
