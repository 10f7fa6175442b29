"""The value each indicator ought to show: worked out from truth.toml, never from drawn rows.

Every indicator is taken as the figure of an unlimited number of lots, buyers and offers made the same way: shares and
means over lots are chances and means of one lot; ratios of sums are ratios of means (a kg weight that has nothing to do
with what it weighs drops out). What depends on the day (sold so far, price of the month) follows the offers as a chain:
a lot is opened on one of the calendar's days, offered first some days later, each offer ends after its own number of
days and is accepted with its own chance whatever that number was, and is followed after a gap by the next. Adding up
these tables gives, for each day, the chance that an offer is made and that a lot is sold on it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sample_data.worked_out import custody, farmers, lots, offers, prices
from sample_data.worked_out.nothing_yet import NothingYet
from sample_data.world import Season, mean_cup_score, once_a_world, parameters, seasons, tier_of

STREAMS = ("micro", "bulk")
WITHIN_60_DAYS = "deal_closure: accepted within 60 days"  # the part on which the streams are compared
WITHIN_45_DAYS = "days_to_payment: paid within 45 days"


@once_a_world
def declared(crop_year: str) -> dict[str, dict[str, float]]:
    """The value each indicator ought to show for that crop year on the declared day: {indicator: {group: value}}.

    Units as the indicators have them: percent moisture, shares as fractions, USD per kg green; `difference` is micro
    less bulk, `relative` micro over bulk less one. A part of an indicator, or one of its bases, stands after a colon.
    """
    season = next(season for season in seasons() if season.crop_year == crop_year)
    truth = {name: {stream: _found(of, stream) for stream in STREAMS} for name, of in _by_stream(season).items()}
    truth["realised_premium"] = {
        "micro": _found(prices.realised, season),
        "bulk": _found(prices.bulk_of_the_month, season),
    }
    for question in parameters()["feedback"]["questions"]:
        told: dict[str, float | None] = {
            words: farmers.feedback(question, group)
            for words, group in (("takes part", "takes_part"), ("takes no part", "takes_no_part"))
        }
        truth[f"farmer_feedback: {question} (1-5)"] = told
    for values in truth.values():
        one, other = values.values()
        values["difference"] = None if one is None or other is None else one - other
        values["relative"] = one / other - 1 if one is not None and other else None
    truth["deal_closure"] = {s: _found(offers.half_accepted_on, season, s) for s in STREAMS} | {
        "difference": truth[WITHIN_60_DAYS]["difference"]
    }
    truth["days_to_payment"] = {s: _found(offers.half_paid_on, season, s) for s in STREAMS} | {
        "difference": truth[WITHIN_45_DAYS]["difference"]
    }
    truth |= {name: {"micro": _found(of)} for name, of in _of_micro(season).items()}
    there = {
        name: {group: value for group, value in values.items() if value is not None} for name, values in truth.items()
    }
    return {name: values for name, values in there.items() if values}


def _found(work_out: Callable[..., float | None], *asked: object) -> float | None:
    """What the function gives; None where nothing of it has happened yet: no sale, no day by which half are."""
    try:
        return work_out(*asked)
    except NothingYet:
        return None


def _by_stream(season: Season) -> dict:
    """Of the indicators that both streams have, the function that gives the value of one."""
    truth = parameters()
    return {
        "moisture": lambda s: truth[s]["moisture"],
        "moisture_in_range": lots.in_range_share,
        "defect_rate": lots.defect_mean,
        "specialty_grade": lots.specialty_share,
        "cup_score": lambda s: mean_cup_score(season, s),
        "sop_compliance": lots.sop_share,
        "outturn": lambda s: lots.outturn_at_12(s, "washed"),
        "outturn: honey": lambda s: lots.outturn_at_12(s, "honey"),
        "outturn: natural": lambda s: lots.outturn_at_12(s, "natural"),
        "ripe_share": lots.ripe_share,
        "residue_pass": lambda s: lots.lab_pass(s, "residue"),
        "microbiology_pass": lambda s: lots.lab_pass(s, "microbiology"),
        "premium_over_bulk": lambda s: prices.mean_price(season, s),
        "price_realisation": lambda s: prices.realisation(season, s),
        "offer_conversion": lambda s: offers.conversion(season, s),
        "samples_approved": lambda s: offers.samples_approved(season, s),
        "sold_share": lambda s: offers.sold_share(season, s),
        WITHIN_60_DAYS: lambda s: offers.accepted_within(season, s, 60),
        WITHIN_45_DAYS: lambda s: offers.paid_within(season, s, 45),
        "contract_terms": lambda s: offers.favourable_terms(season, s),
        "water_use": lambda s: lots.water_use(s, "washed"),
        "water_use: honey": lambda s: lots.water_use(s, "honey"),
        "water_use: natural": lambda s: lots.water_use(s, "natural"),
        "fertiliser_use": lambda s: farmers.fertiliser_use(s, "N"),
        "fertiliser_use: P per ha": lambda s: farmers.fertiliser_use(s, "P"),
        "fertiliser_use: K per ha": lambda s: farmers.fertiliser_use(s, "K"),
        "pesticide_use": farmers.pesticide_use,
        "ppe_use": lambda s: farmers.ppe_use(s, "watched"),
        "ppe_use: self-reported": lambda s: farmers.ppe_use(s, "told"),
        "farmer_share": lambda s: prices.farmer_share(season, s),
        "farmer_share: of the FOB price": lambda s: prices.farmer_share(season, s, "FOB"),
        "segregation": custody.segregation,
        "custody_file": lambda s: custody.custody_file(season, s),
        "plot_geolocation": custody.plot_geolocation,
        "records_on_time": custody.records_on_time,
    }


def _of_micro(season: Season) -> dict[str, Callable[[], float | None]]:
    """Of the indicators that only the pilot has, the function that gives the value."""
    tiers = dict.fromkeys(map(tier_of, range(1, parameters()["micro"]["lots"] + 1)))
    return {
        "pilot_share": lots.pilot_share,
        "farmer_premium_share": partial(prices.farmer_premium_share, season),
        "added_cost": prices.added_cost,
        "net_gain": partial(prices.net_gain, season),
        "net_gain: per kg made, as the members see it": partial(prices.net_gain, season, members=True),
        "net_gain: after harm to bulk": partial(prices.net_gain_after_harm, season),
        "break_even": partial(prices.break_even, season),
        "break_even: premium, as the members see it": partial(prices.break_even, season, members=True),
        "buyer_repeat": partial(offers.buyer_repeat, season),
        "income_spread": farmers.median_premium,
        "income_spread: farmers paid of members": farmers.farmers_paid,
        **{f"price_by_tier: tier {tier}": partial(prices.price_by_tier, season, tier) for tier in tiers},
    }
