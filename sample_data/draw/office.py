"""What the manager and the field officer wrote: documents, inputs, feedback, settings, plan, roadmap."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sample_data.draw.people import Farmer
from sample_data.world import NAME, Lot, Season, parameters

DOCUMENTS = (
    ("plot list", 5),
    ("receipt slips", 8),
    ("drying sheet", 31),
    ("milling report", 44),
    ("quality certificate", 46),
    ("storage sheet", 41),
)
SIGNED = 0.9  # share of the papers that are


def draw_documents(
    random: Random, lots: list[Lot], handovers: list[dict], offers: list[dict], lab_tests: list[dict]
) -> list[dict]:
    """The rows of `documents`; of every lot some are missing. What was moved, sold or tested has a paper of its own."""
    moved, tested = {row["lot_id"] for row in handovers}, {row["lot_id"] for row in lab_tests}
    sold: dict[str, date] = {}
    for offer in offers:
        if offer["status"] == "accepted":
            sold[offer["lot_id"]] = min(offer["closed_on"], sold.get(offer["lot_id"], offer["closed_on"]))
    rows = []
    for lot in lots:
        papers = [(document, lot.after(days)) for document, days in DOCUMENTS]
        papers += [("hand-over note", lot.after(42))] * (lot.lot_id in moved) + [
            ("laboratory report", lot.after(60))
        ] * (lot.lot_id in tested)
        papers += [("contract", sold[lot_id]) for lot_id in (lot.lot_id,) if lot_id in sold]
        rows += [
            {"lot_id": lot.lot_id, "document": document, "dated_on": day, "signed": random.random() < SIGNED}
            for document, day in papers
            if random.random() < parameters()["custody"]["present"][lot.stream]
        ]
    return rows


def draw_inputs(random: Random, season: Season, farmers: list[Farmer]) -> list[dict]:
    """The rows of `inputs`: what some plots got in the June before the harvest, a 0 where no pesticide was used."""
    truth, rows = parameters()["inputs"], []
    for farmer, plot in [(member, plot) for member in farmers for plot in member.plots]:
        if random.random() >= truth["recorded"]:
            continue
        who = "pilot" if farmer.takes_part else "other"
        used_on = date(season.first_opening.year, 6, 1) + timedelta(days=random.randrange(30))
        line = {"plot_id": plot.plot_id, "unit": "kg", "crop_year": season.crop_year}
        for element, kg_per_ha in truth["kg_per_ha"].items():
            kg = kg_per_ha[who] * plot.area_ha * random.uniform(1 - truth["spread"], 1 + truth["spread"])
            rows.append(
                {
                    **line,
                    "used_on": used_on,
                    "input": element,
                    "amount": round(kg / truth["element_share"][element], 1),
                    "element_share": truth["element_share"][element],
                }
            )
        used = random.random() < truth["pesticide_used"][who]
        kg = (
            truth["pesticide_kg_per_ha"] * plot.area_ha * random.uniform(1 - truth["spread"], 1 + truth["spread"])
            if used
            else 0
        )
        rows.append(
            {
                **line,
                "used_on": used_on + timedelta(days=20),
                "input": "fungicide",
                "amount": round(kg / truth["active_ingredient_share"], 2),
                "active_ingredient_share": truth["active_ingredient_share"],
            }
        )
    return rows


def draw_feedback(random: Random, season: Season, farmers: list[Farmer]) -> list[dict]:
    """The rows of `feedback`: some of the farmers, whether in the pilot or not, in the March after the harvest."""
    truth, rows = parameters()["feedback"], []
    for farmer in farmers:
        if random.random() < truth["asked"]:
            asked_on = date(season.first_opening.year + 1, 3, 2) + timedelta(days=random.randrange(20))
            for question, mean in truth["questions"].items():
                score = round(
                    random.gauss(mean["takes_part" if farmer.takes_part else "takes_no_part"], truth["spread"])
                )
                rows.append(
                    {
                        "asked_on": asked_on,
                        "farmer_id": farmer.farmer_id,
                        "question": question,
                        "scale": "1-5",
                        "score": min(5, max(1, score)),
                        "takes_part": farmer.takes_part,
                        "crop_year": season.crop_year,
                    }
                )
    return rows


def setting_rows() -> list[dict]:
    """The rows of `settings`; the first two say that all of this is invented."""
    world = parameters()
    netback = world["netback"]
    plain = {
        "synthetic": "yes",
        "cooperative": NAME,
        "as_of": world["as_of"].isoformat(),
        "pilot_start": world["pilot_start"].isoformat(),
        "base_currency": "USD",
        "country": "Honduras",
        "species": "arabica",
        "crop_year_starts": "10-01",
        "counterfactual": "bulk deals of the same month",
        "return_discount": netback["return_discount"],
        "dilution": netback["dilution"],
        "days_to_cash": netback["days_to_cash"],
        "finance_rate": netback["finance_rate"],
        "day_wage": world["labour"]["day_wage"],
        "credit_limit": netback["credit_limit"],
        "markets": "EU",
        **world["agreed"],
        "default_incoterm": "FOB",
    }
    rows = [{"setting": setting, "value": str(value)} for setting, value in (plain | world["settings"]).items()]
    for setting in ("export", "inland"):
        rows += [
            {"setting": setting, "value": str(netback[setting][stream]), "stream": stream}
            for stream in ("micro", "bulk")
        ]
    return rows


def plan_rows() -> list[dict]:
    """The rows of `plan`: what the board agreed for its gates, before the season."""
    plan = parameters()["plan"]
    agreed = {
        "agreed_on": parameters()["pilot_start"] - timedelta(days=plan["agreed_days_before"]),
        "agreed_by": plan["agreed_by"],
    }
    rows = [
        {"gate": gate, **{name: value for name, value in row.items() if name != "gates"}, **agreed}
        for row in plan["rows"]
        for gate in row.get("gates", plan["gates"])
    ]
    return sorted(rows, key=lambda row: row["gate"])


# gate, task, owner, days from the start of the pilot until it was said to be done (none = not yet), id of
# decisions/evidence.toml
TASKS = (
    (90, "Agree on the thresholds before the season", "Board", 20, "plan_agreed"),
    (90, "Open the micro-lots and give them codes", "Manager", 75, "micro_lots_open"),
    (90, "Weigh every delivery under its lot's code", "Station chief", 85, "deliveries_by_lot"),
    (90, "Separate tanks and beds for the pilot", "Station chief", 60, "processed_apart"),
    (90, "Write down what separation costs", "Bookkeeper", 88, "costs_kept"),
    (90, "Write the working rules down", "Station chief", 30, "sop_written"),
    (90, "Store the micro-lots apart", "Store keeper", 80, "store_apart"),
    (90, "A photo of every step", "Station chief", 88, "photos_linked"),
    (180, "Check the working rules on every micro-lot", "Field officer", 150, "sop_checked"),
    (180, "Moisture and cup score of every micro-lot", "Laboratory", 170, "lots_cupped"),
    (180, "Laboratory results of every micro-lot", "Manager", 175, "lab_results_in"),
    (180, "Offer the micro-lots to at least three buyers", "Manager", 160, "buyers_approached"),
    (180, "Measure all three layers", "Manager", 178, "three_layers"),
    (180, "Try two price steps with two buyers each", "Manager", 170, "tiers_tried"),
    (180, "Locate the plots behind the micro-lots", "Field officer", 178, "plots_located"),
    (360, "Find a buyer for every micro-lot", "Manager", None, "all_lots_sold"),
    (360, "Get the money in", "Bookkeeper", None, "deals_paid"),
    (360, "Pay the farmers their premium", "Bookkeeper", 190, "farmers_paid"),
    (360, "Ask the farmers who take part", "Field officer", None, "farmers_asked"),
    (360, "Settle every incident", "Field officer", None, "incidents_settled"),
    (360, "Close the gaps to the standard", "Manager", None, "standard_gaps"),
    (360, "Trace a lot both ways", "Manager", None, "custody_traced"),
    (360, "Letters of intent for the next season", "Manager", None, "next_season"),
    (360, "Review build, measure, learn with the board", "Board", None, None),
)


def roadmap_rows() -> list[dict]:
    """The rows of `roadmap`: the tasks of the three gates, what was said to be done by the declared day."""
    start, as_of = parameters()["pilot_start"], parameters()["as_of"]
    rest = parameters()["roadmap"]["rest_done_after"] or None

    def done_on(days: int | None) -> date | None:
        day = None if days is None else start + timedelta(days=days)
        return day if day and day <= as_of else None

    return [
        {
            "gate": gate,
            "task": task,
            "owner": owner,
            "due_on": start + timedelta(days=gate),
            "done_on": done_on(days or rest),
            "evidence": evidence,
        }
        for gate, task, owner, days, evidence in TASKS
    ]
