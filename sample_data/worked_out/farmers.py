"""What farmers put on their plots, wear, say and earn."""

from __future__ import annotations

from math import comb
from statistics import NormalDist

from scipy.special import gammainc

from sample_data.draw.chain import DELIVERY_SPREAD
from sample_data.world import once_a_world, parameters, shared_beds

LEAST_CHANCE = 1e-12  # below it a count of deliveries is left out


def per_ha(stream: str, pilot: float, other: float) -> float:
    """The mean of what plots of the pilot and others got, weighted by the hectares that fed the stream.

    A plot feeding both counts in each by its kg. Micro comes from the pilot alone. Bulk comes from all plots alike, so
    that a plot of the pilot feeds it with bulk / (bulk + micro) of its kg; this ratio of means stands for the mean
    ratio.
    """
    if stream == "micro":
        return pilot
    kg = {each: parameters()[each]["lots"] * parameters()[each]["cherry_kg"] for each in ("micro", "bulk")}
    in_pilot = parameters()["takes_part"]
    of_pilot = in_pilot * (in_pilot * kg["bulk"]) / (in_pilot * kg["bulk"] + kg["micro"])
    return (of_pilot * pilot + (1 - in_pilot) * other) / (of_pilot + 1 - in_pilot)


def fertiliser_use(stream: str, element: str) -> float:
    """Kg of the element per ha."""
    return per_ha(stream, **parameters()["inputs"]["kg_per_ha"][element])


def pesticide_use(stream: str) -> float:
    """Kg of active ingredient per ha, plots without any counted with 0."""
    truth = parameters()["inputs"]
    return per_ha(
        stream, **{who: share * truth["pesticide_kg_per_ha"] for who, share in truth["pesticide_used"].items()}
    )


def ppe_use(stream: str, how: str) -> float:
    """Occasions on which everything was worn, as watched or as told."""
    return parameters()["ppe"]["all_worn"][stream][how]


def feedback(question: str, group: str) -> float:
    """The mean answer of 1 to 5: a normal number rounded, and cut at both ends."""
    truth = parameters()["feedback"]
    answer = NormalDist(truth["questions"][question][group], truth["spread"])
    return 1 + sum(1 - answer.cdf(score - 0.5) for score in range(2, 6))


def farmers_paid() -> float:
    """Farmers paid a premium over members: of the stations that have lots every farmer in the pilot delivers to it."""
    return parameters()["takes_part"] * (1 - _deliveries_of_a_farmer().get(0, 0.0))


def median_premium() -> float:
    """The median premium in USD of a farmer who got one.

    Deliveries to the pilot lots of a station go round its plots in turn, so a plot has as many as the next, or one
    more; a farmer has one plot or two. The kg of a delivery are gamma, a little narrower than drawn since they add up
    to the lot.
    """
    ways = {count: chance for count, chance in _deliveries_of_a_farmer().items() if count}
    half = sum(ways.values()) / 2
    micro = parameters()["micro"]
    in_lot = micro["cherry_kg"] / micro["delivery_kg"]
    shape = 1 / (DELIVERY_SPREAD**2 * (1 - 1 / in_lot))
    low, high = 0.0, 40.0 * micro["delivery_kg"]
    while high - low > 0.01:
        kg = (low + high) / 2
        below = sum(
            chance * gammainc(count * shape, kg * shape / micro["delivery_kg"]) for count, chance in ways.items()
        )
        low, high = (kg, high) if below < half else (low, kg)
    return micro["premium_payment"] * low


@once_a_world
def _deliveries_of_a_farmer() -> dict[int, float]:
    """The chance of so many deliveries of one farmer of the pilot to it in a season, whatever the station."""
    stations = parameters()["stations"]
    ways: dict[int, float] = {}
    for lots in _lots_of_stations():
        for count, chance in (_deliveries_where(lots) if lots else {0: 1.0}).items():
            ways[count] = ways.get(count, 0.0) + chance / len(stations)
    return ways


def _lots_of_stations() -> list[int]:
    """How many micro lots each station has: they go round, but one that shares a bed lies where that bed is."""
    beds, stations = shared_beds(), len(parameters()["stations"])
    at = [beds.get(place, place) % stations for place in range(1, parameters()["micro"]["lots"] + 1)]
    return [at.count(station) for station in range(stations)]


def _deliveries_where(lots: int) -> dict[int, float]:
    """The chance of so many deliveries of a farmer of a station that has so many lots."""
    world, micro = parameters(), parameters()["micro"]
    two = world["plots"]["second_plot"]
    farmers = round(world["takes_part"] * world["farmers"] / len(world["stations"]))
    brought = NormalDist(
        lots * micro["cherry_kg"] / micro["delivery_kg"],
        lots**0.5 * micro["spread"] * micro["cherry_kg"] / micro["delivery_kg"],
    )
    counts = [(count, brought.cdf(count + 0.5) - brought.cdf(count - 0.5)) for count in range(1, 400)]
    counts = [(count, chance) for count, chance in counts if chance > LEAST_CHANCE]
    ways: dict[int, float] = {}
    for more in range(farmers):  # other farmers with two plots
        of_others = comb(farmers - 1, more) * two**more * (1 - two) ** (farmers - 1 - more)
        for own, chance in ((1, 1 - two), (2, two)):
            plots = farmers - 1 + more + own
            for count, of_count in counts:
                each, rest = divmod(count, plots)
                for extra in range(own + 1):  # how many of the own plots got one more, by chance among all
                    p = comb(rest, extra) * comb(plots - rest, own - extra) / comb(plots, own)
                    ways[own * each + extra] = ways.get(own * each + extra, 0.0) + of_others * chance * of_count * p
    total = sum(ways.values())
    return {count: chance / total for count, chance in ways.items()}
