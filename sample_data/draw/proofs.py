"""What proves the tasks of the roadmap beside the logs of the coffee: papers of the cooperative, photos, the list of a
standard, incidents, days of work, letters of intent, trace exercises. Nothing of it is drawn."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data.world import Lot, parameters

# name, what it is about, days from the start of the pilot, days it holds (none = no end), signed
PAPERS = (
    ("Working rules, second version", "cooperative", 30, 365, True),
    ("Minutes of the board on the thresholds", "cooperative", -10, None, True),
    ("Audit report of the standard", "station", -105, 365, True),
)
PHOTOGRAPHED = ("pulping", "drying", "milling")

# item of the standard, whether it is critical, what was found
STANDARD = (
    ("no child works at the station", True, "yes"),
    ("pay is written down for each worker", True, "yes"),
    ("water of pulping goes to a pit", False, "yes"),
    ("list of pesticides that may not be used is posted", True, "yes"),
    ("empty containers are rinsed and pierced", False, "no"),
    ("first aid box is full", False, "yes"),
    ("shade trees counted on each farm", False, "yes"),
    ("complaints have a box and a book", False, "yes"),
)

# days from the start of the pilot, what, where, days until it was settled, what was done
INCIDENTS = (
    (68, "none", "Station A", None, None),
    (99, "none", "Station B", None, None),
    (100, "injury", "Station A", 2, "guard put back on the pulper, worker paid for the days lost"),
    (130, "none", "Station C", None, None),
    (142, "spill", "Station C", None, None),
    (161, "none", "Station B", None, None),
    (192, "none", "Station A", None, None),
)

# days from the start of the pilot, place of the lot, which way, kg asked about, found, hours
TRACES = (
    (190, 1, "back", 240.0, 240.0, 3.0),
    (191, 1, "forward", 240.0, 239.0, 2.5),
)


def _pilot(lots: list[Lot]) -> list[Lot]:
    """The micro-lots of the first cooperative opened since the pilot began."""
    began = parameters()["pilot_start"]
    return [lot for lot in lots if lot.stream == "micro" and not lot.block and lot.opened_on >= began]


def _after(days: int) -> date:
    return parameters()["pilot_start"] + timedelta(days=days)


def paper_rows(lots: list[Lot], processing: list[dict]) -> list[dict]:
    """Rows of `documents` that no lot's file asks for: the cooperative's own, and photos of some steps."""
    own = [
        {
            "lot_id": None,
            "document": name,
            "about": about,
            "station": "Station A" if about == "station" else None,
            "dated_on": _after(days),
            "valid_until": None if holds is None else _after(days + holds),
            "signed": signed,
        }
        for name, about, days, holds, signed in PAPERS
    ]
    pilot = {lot.lot_id for lot in _pilot(lots)}
    return own + [
        {
            "lot_id": step["lot_id"],
            "document": f"photo of {step['step']}",
            "about": "lot",
            "dated_on": step["started_on"],
            "link": f"photos/{step['lot_id']} {step['step']}.jpg",
        }
        for step in processing
        if step["lot_id"] in pilot and step["step"] in PHOTOGRAPHED
    ]


def standard_rows() -> list[dict]:
    """Rows of `checks` of the list of a standard, all of one day."""
    return [
        {
            "checked_on": _after(170),
            "kind": "vss",
            "item": item,
            "critical": critical,
            "result": result,
            "station": "Station A",
            "checked_by": "Field officer 1",
        }
        for item, critical, result in STANDARD
    ]


def incident_rows() -> list[dict]:
    """The rows of `incidents`."""
    return [
        {
            "happened_on": _after(days),
            "incident": what,
            "station": station,
            "settled_on": None if settled is None else _after(days + settled),
            "action": action,
        }
        for days, what, station, settled, action in INCIDENTS
    ]


def labour_rows(lots: list[Lot]) -> list[dict]:
    """The rows of `labour`: the days of each kind of work a lot took, by its cherry, without a wage of their own."""
    return [
        {
            "worked_on": lot.after(parameters()["labour"]["worked_after"][work]),
            "work": work,
            "days": round(days * lot.cherry_kg, 1),
            "lot_id": lot.lot_id,
        }
        for lot in lots
        for work, days in parameters()["labour"][lot.stream].items()
    ]


def intent_rows() -> list[dict]:
    """The rows of `intents`, all for the season after the last one drawn."""
    following = parameters()["next_season"]
    return [
        {
            "dated_on": _after(intent["day"]),
            "crop_year": following["crop_year"],
            "buyer": intent["buyer"],
            "weight": intent["kg"],
            "form": "green",
            "lowest_price": intent["price"][0],
            "highest_price": intent["price"][1],
            "currency": "USD",
            "in_writing": intent["in_writing"],
        }
        for intent in following["intents"]
    ]


def trace_rows(lots: list[Lot]) -> list[dict]:
    """The rows of `traces`."""
    pilot = {lot.place: lot.lot_id for lot in _pilot(lots)}
    return [
        {
            "asked_on": _after(days),
            "lot_id": pilot[place],
            "direction": direction,
            "weight": kg,
            "form": "green",
            "found_weight": found,
            "answered_on": _after(days),
            "hours": hours,
        }
        for days, place, direction, kg, found, hours in TRACES
        if place in pilot
    ]
