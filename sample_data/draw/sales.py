"""Offers: every lot is offered whole to one buyer after another until one takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

from sample_data.chance import closing_days, draw_choice, draw_days, draw_factor
from sample_data.world import (
    Lot,
    Season,
    market_usd_per_kg,
    mean_cup_score,
    parameters,
    price_over_market,
    seasons,
    tier_of,
)

OUTCOMES = ("accepted", "rejected", "withdrawn", "expired")
MOST_OFFERS = 12  # of one lot
PAID_AROUND = (-10, 25)  # days before and after the day agreed, all equally likely
OF_A_DEAL = (
    "shipped_on",
    "paid_on",
    "accepted_weight",
    "first_bid",
    "accepted_price",
    "contract_signed_on",
    "payment_days",
)
# By column: the clause, what favours the cooperative, and what does not.
CLAUSES = {
    "prefinance_share": ("prefinance", 0.4, 0),
    "claims_days": ("claims", 21, 45),
    "quality_approval": ("approval", "sample before shipment", "on arrival"),
    "multi_year": ("multi_year", True, False),
    "exclusivity": ("exclusivity", False, True),
}


@dataclass(frozen=True)
class Buyer:
    """A buyer and what it always does: pays so much more or less, gives way so far, buys at this point, pays so
    late."""

    name: str
    segment: str
    price_factor: float
    realisation: float
    incoterm: str
    payment_days: int
    terms: dict


def draw_buyers(random: Random, stream: str, scale: int) -> list[Buyer]:
    """The buyers of a stream; they stay the same over the seasons."""
    truth, first = parameters()[stream], 0 if stream == "micro" else parameters()["micro"]["buyers"] * scale
    number = truth["buyers"] * scale
    exw = round(truth["exw_share"] * number)
    return [
        Buyer(
            name=f"Buyer {_letters(first + place)}",
            segment=random.choice(("roaster", "importer") if stream == "micro" else ("exporter", "trader")),
            price_factor=draw_factor(random, truth["buyer_sd"]),
            realisation=truth["realisation"] * exp(random.gauss(0, truth["realisation_buyer_sd"])),
            incoterm="EXW" if place < exw else "FOB",
            payment_days=random.choice(truth["payment_days"]),
            terms={name: _clause(random, stream, clause, *words) for name, (clause, *words) in CLAUSES.items()},
        )
        for place in random.sample(range(number), number)
    ]


def _clause(random: Random, stream: str, clause: str, good: object, bad: object) -> object:
    """What a buyer's contracts say of a clause; nothing where it is not written down."""
    chances = parameters()["terms"][clause]
    if random.random() >= chances["known"]:
        return None
    return good if random.random() < chances["favourable"][stream] else bad


def _letters(number: int) -> str:
    return chr(65 + number) if number < 26 else _letters(number // 26 - 1) + chr(65 + number % 26)


def draw_offers(random: Random, lots: list[Lot], buyers: dict[str, list[Buyer]]) -> list[dict]:
    """The rows of `offers` as they will have ended, and under `export_usd` what loading each will have cost a kg.

    Rows of micro lots not sold by the season's `returned_on` end in one sold as bulk.
    """
    rows: list[dict] = []
    for lot in lots:
        for half, weight in enumerate(parcels(lot)):
            turn = 0 if lot.asks_one else first_asked(lot.season, lot.place, half) + lot.block
            rows += _offers_of(random, lot, weight, buyers, turn)
    rows.sort(key=lambda row: (row["offered_on"], row["lot_id"]))
    for number, row in enumerate(rows, start=1):
        row["offer_id"] = f"O-{number:04d}"
    return rows


def parcels(lot: Lot) -> list[float]:
    """The kg in which a lot is offered: whole, or in two halves."""
    if lot.place not in parameters()["segregation"]["sold_in_halves"][lot.stream]:
        return [lot.green_kg]
    half = round(lot.green_kg / 2, 1)
    return [half, round(lot.green_kg - half, 1)]


def draw_demand(random: Random, lots: list[Lot]) -> None:
    """Marks the micro lots that nobody will take as such, and those offered first to one and the same buyer."""
    truth = parameters()["micro"]
    for lot in lots:
        if lot.stream == "micro":
            lot.wanted = random.random() >= truth["never_taken"]
            lot.asks_one = random.random() < truth["first_to_one"]


def first_asked(season: Season, place: int, half: int) -> int:
    """Which buyer is asked first, as a place among those of the stream: another with every lot, half and season."""
    return place - 1 + 2 * list(seasons()).index(season) + 3 * half


def _offers_of(random: Random, lot: Lot, weight: float, buyers: dict[str, list[Buyer]], turn: int) -> list[dict]:
    truth = parameters()[lot.stream]
    rows: list[dict] = []
    offered_on = lot.after(truth["first_offer_after"] + random.randrange(truth["first_offer_spread"]))
    low_grade = random.random() < truth.get("low_grade_share", 0)
    own = buyers[lot.stream]
    asked = [
        own[(turn + after) % len(own)]
        for after in (0, *random.sample(range(1, len(own)), min(len(own), MOST_OFFERS) - 1))
    ]
    while len(rows) < MOST_OFFERS and not (rows and rows[-1]["status"] == "accepted") and offered_on < _last_day(lot):
        rows.append(_offer(random, lot, weight, asked[len(rows) % len(asked)], offered_on, low_grade))
        offered_on = rows[-1]["closed_on"] + timedelta(days=random.randint(*truth["offer_again_after"]))
    if lot.stream == "micro" and rows[-1]["status"] != "accepted":
        rows.append(_returned(random, lot, weight, random.choice(buyers["bulk"])))
    return rows


def _last_day(lot: Lot) -> date:
    return lot.season.returned_on if lot.stream == "micro" else lot.season.settled_on


def _offer(random: Random, lot: Lot, weight: float, buyer: Buyer, offered_on: date, low_grade: bool) -> dict:
    truth = parameters()[lot.stream]
    days = draw_days(random, closing_days(truth["close_median_days"], truth["close_sigma"]))
    status, closed_on = (
        draw_choice(random, {outcome: truth[outcome] * (lot.wanted or outcome != "accepted") for outcome in OUTCOMES}),
        offered_on + timedelta(days=days),
    )
    if closed_on >= _last_day(lot):
        status, closed_on = "withdrawn", _last_day(lot)
    net = (
        market_usd_per_kg(closed_on)
        * price_over_market(lot.season, lot.stream)
        * buyer.price_factor
        * draw_factor(random, truth["deal_sd"])
        * exp(truth["score_effect"] * (lot.cup_score - mean_cup_score(lot.season, lot.stream)))
    )
    if lot.stream == "micro":
        net *= truth["tiers"][tier_of(lot.place)]
    if low_grade:
        net *= truth["low_grade_factor"]
    return _row(
        random, lot, weight, buyer, offered_on, closed_on, status, net, sold_as="low grade" if low_grade else None
    )


def _returned(random: Random, lot: Lot, weight: float, buyer: Buyer) -> dict:
    """The last offer of a micro lot nobody took: to a buyer of bulk, who takes it."""
    returned, bulk = parameters()["returned"], parameters()["bulk"]
    offered_on = lot.season.returned_on + timedelta(days=1)
    closed_on = offered_on + timedelta(days=random.randint(*returned["close_days"]))
    net = (
        market_usd_per_kg(closed_on)
        * price_over_market(lot.season, "bulk")
        * returned["factor"]
        * draw_factor(random, bulk["buyer_sd"])
    )
    return _row(random, lot, weight, buyer, offered_on, closed_on, "accepted", net, sold_as="bulk")


def _row(
    random: Random,
    lot: Lot,
    weight: float,
    buyer: Buyer,
    offered_on: date,
    closed_on: date,
    status: str,
    net: float,
    sold_as: str | None,
) -> dict:
    fob, netback = buyer.incoterm == "FOB", parameters()["netback"]
    export_usd = netback["export"][lot.stream] * draw_factor(random, netback["actual_sd"]) if fob else 0.0
    price = round(net + export_usd + (netback["inland"][lot.stream] if fob else 0.0), 2)
    realisation = buyer.realisation * exp(random.gauss(0, parameters()[lot.stream]["realisation_sd"]))
    deal = _deal(random, weight, buyer, closed_on, price) if status == "accepted" else dict.fromkeys(OF_A_DEAL)
    return {
        "lot_id": lot.lot_id,
        "buyer": buyer.name,
        "offered_on": offered_on,
        "weight": weight,
        "status": status,
        "form": "green",
        "asked_price": round(price / realisation, 2),
        "currency": "USD",
        **_basis(lot, buyer, price, closed_on),
        "incoterm": buyer.incoterm,
        "destination": "Port" if fob else None,
        "segment": buyer.segment,
        "channel": random.choice(("e-mail", "visit", "fair")),
        "tier": tier_of(lot.place) if lot.stream == "micro" else None,
        "sample_sent_on": offered_on - timedelta(days=2),
        "closed_on": closed_on,
        **deal,
        "sold_as": sold_as if status == "accepted" else None,
        "export_usd": export_usd if status == "accepted" else 0.0,
    }


def _deal(random: Random, weight: float, buyer: Buyer, closed_on: date, price: float) -> dict:
    """What an offer that was taken has beside what every offer has."""
    shipped_on = closed_on + timedelta(days=7 + (random.randint(14, 35) - 14) * 2 // 3)
    return {
        "shipped_on": shipped_on,
        "paid_on": shipped_on + timedelta(days=max(3, buyer.payment_days + random.randint(*PAID_AROUND))),
        "accepted_weight": weight if random.random() < 0.35 else None,
        "first_bid": round(price * random.uniform(0.86, 0.97), 2),
        "accepted_price": price,
        "contract_signed_on": closed_on + timedelta(days=4),
        "payment_days": buyer.payment_days,
        **buyer.terms,
    }


def _basis(lot: Lot, buyer: Buyer, price: float, closed_on: date) -> dict:
    """How the price was agreed: bulk for export over the exchange, fixed on the day of the deal; all else outright."""
    if lot.stream == "micro" or buyer.incoterm == "EXW":
        return {"price_basis": "outright", "differential": None, "fixed_on": None}
    return {
        "price_basis": "differential",
        "differential": round(price - market_usd_per_kg(closed_on), 2),
        "fixed_on": closed_on,
    }


# What is not known before the day in the second column.
KNOWN_FROM = {
    "closed_on": (
        "closed_on",
        "differential",
        "fixed_on",
        "sold_as",
        "accepted_weight",
        "accepted_price",
        "payment_days",
        "prefinance_share",
        "claims_days",
        "quality_approval",
        "multi_year",
        "exclusivity",
        "first_bid",
        "sample_result_on",
        "sample_result",
        "reject_reason",
        "buyer_score",
    ),
    "contract_signed_on": ("contract_signed_on",),
    "shipped_on": ("shipped_on",),
    "paid_on": ("paid_on",),
}


def as_known(offers: list[dict], as_of: date) -> list[dict]:
    """The offers as the cooperative can have written them on that day."""
    rows = []
    for offer in offers:
        row = {name: value for name, value in offer.items() if name != "export_usd"}
        if row["closed_on"] > as_of:
            row["status"] = "open"
        for day, names in KNOWN_FROM.items():
            if offer[day] is None or offer[day] > as_of:
                row.update(dict.fromkeys(names))
        rows.append(row)
    return [row for row in rows if row["offered_on"] <= as_of]


def season_of(lots: list[Lot], season: Season) -> list[Lot]:
    """The lots of that season."""
    return [lot for lot in lots if lot.season == season]
