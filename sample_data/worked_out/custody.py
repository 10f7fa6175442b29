"""What shows where a lot came from: lots kept apart, papers, located plots, records in time."""

from __future__ import annotations

from sample_data.draw.office import SIGNED
from sample_data.worked_out.offers import lots_sold
from sample_data.world import Season, parameters, places, shared_beds


def segregation(stream: str) -> float:
    """Lots that pass over lots that pass or fail; those nobody wrote hand-overs of are not testable."""
    beds = shared_beds()
    failing = {*(beds if stream == "micro" else beds.values()), *places("bag_too_many", stream)}
    testable = parameters()[stream]["lots"] - len(set(places("not_handed", stream)) - failing)
    return (testable - len(failing)) / testable


def custody_file(season: Season, stream: str) -> float:
    """Documents present over documents required: six of every lot, a signed note of what moved, a signed contract of
    what was sold, a report of what was tested."""
    lots, present = parameters()[stream]["lots"], parameters()["custody"]["present"][stream]
    plain = 6 + len(range(parameters()["lab"]["every"][stream], lots + 1, parameters()["lab"]["every"][stream])) / lots
    signed = 1 - len(places("not_handed", stream)) / lots + lots_sold(season, stream)
    return present * (plain + SIGNED * signed) / (plain + signed)


def plot_geolocation(stream: str) -> float:
    """Kg from plots with a valid place over all kg: micro comes from plots of the pilot, bulk from all by their
    area."""
    located, in_pilot = parameters()["plots"]["located"], parameters()["takes_part"] if stream == "bulk" else 1.0
    known = in_pilot * located["pilot"] + (1 - in_pilot) * located["other"]
    return known * (1 - parameters()["receipts"]["without_plot"][stream])


def records_on_time(stream: str) -> float:
    """Deliveries typed within two days."""
    return parameters()["receipts"]["on_time"][stream]
