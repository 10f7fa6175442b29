"""The whole invented cooperative: the rows of every logbook it keeps, from one seed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sample_data.draw import chain, checks, custody, laboratory, money, office, people, proofs, sales, sample_answers
from sample_data.draw.people import Farmer
from sample_data.world import Lot, parameters, seasons, under

DATED_BY = {
    "receipts": "received_on",
    "handovers": "moved_on",
    "quality": "sampled_on",
    "lab_tests": "sampled_on",
    "checks": "checked_on",
    "costs": "spent_on",
    "payments": "paid_on",
    "labour": "worked_on",
    "inputs": "used_on",
    "feedback": "asked_on",
    "documents": "dated_on",
    "incidents": "happened_on",
    "intents": "dated_on",
    "traces": "asked_on",
}


def logs(seed: int = 1, scale: int = 1, figures: dict | None = None) -> dict[str, list[dict]]:
    """The rows of every logbook by its id, as {canonical column: value}, as they stood on the declared day.

    Dates, texts, numbers and yes/no are Python values, shares fractions, moisture percent. `scale` multiplies farmers,
    lots and buyers. Each part draws from a chance of its own, so that a change in one leaves the others as they are.
    `figures` is another truth (of `figures.completed`) than that of truth.toml.
    """
    with under(figures):
        return {
            logbook: [row for row in rows if logbook not in DATED_BY or row[DATED_BY[logbook]] <= parameters()["as_of"]]
            for logbook, rows in _drawn(seed, scale).items()
        }


def _drawn(seed: int, scale: int) -> dict[str, list[dict]]:
    def chance(part: str) -> Random:
        return Random(f"{part} {seed}")

    farmers, plots = people.draw_people(chance("people"), scale)
    buyers = {stream: sales.draw_buyers(chance(f"buyers {stream}"), stream, scale) for stream in chain.STREAMS}
    lots = [lot for season in seasons() for lot in chain.draw_lots(chance(f"lots {season.crop_year}"), season, scale)]
    receipts = chain.draw_receipts(chance("receipts"), lots, farmers)
    processing = custody.draw_processing(chance("processing"), lots)
    sales.draw_demand(chance("demand"), lots)
    offers = sample_answers.answered(
        chance("answers to samples"), lots, sales.draw_offers(chance("sales"), lots, buyers)
    )
    quality, defects = laboratory.draw_quality(chance("quality"), lots)
    lab_tests = laboratory.draw_lab_tests(chance("results of the laboratory"), lots)
    handovers = custody.handover_rows(lots, processing, offers)
    return {
        "settings": office.setting_rows(),
        "lots": chain.lot_rows(lots),
        "plots": plots,
        "receipts": receipts,
        "processing": processing,
        "handovers": handovers,
        "quality": quality,
        "defects": defects,
        "lab_tests": lab_tests,
        "checks": checks.draw_checks(chance("checks"), lots) + proofs.standard_rows(),
        "offers": sales.as_known(offers, parameters()["as_of"]),
        "intents": proofs.intent_rows(),
        **_by_season(chance, lots, offers, receipts, farmers),
        "labour": proofs.labour_rows(lots),
        "incidents": proofs.incident_rows(),
        "documents": office.draw_documents(chance("documents"), lots, handovers, offers, lab_tests)
        + proofs.paper_rows(lots, processing),
        "traces": proofs.trace_rows(lots),
        "plan": office.plan_rows(),
        "roadmap": office.roadmap_rows(),
        "rates": money.rate_rows(),
    }


def _by_season(
    chance: Callable[[str], Random], lots: list[Lot], offers: list[dict], receipts: list[dict], farmers: list[Farmer]
) -> dict[str, list[dict]]:
    """The logs that are kept season by season."""
    rows: dict[str, list[dict]] = {"costs": [], "payments": [], "inputs": [], "feedback": []}
    season_of_lot = {lot.lot_id: lot.season for lot in lots}
    for season in seasons():
        year, own = season.crop_year, sales.season_of(lots, season)
        sold = [offer for offer in offers if season_of_lot[offer["lot_id"]] == season]
        rows["costs"] += money.draw_costs(chance(f"costs {year}"), season, own, sold)
        rows["payments"] += money.draw_payments(chance(f"payments {year}"), season, own, receipts)
        rows["inputs"] += office.draw_inputs(chance(f"inputs {year}"), season, farmers)
        rows["feedback"] += office.draw_feedback(chance(f"feedback {year}"), season, farmers)
    return rows
