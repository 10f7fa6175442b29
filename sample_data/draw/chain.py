"""From cherry to green: lots and receipts; what was processed and where it moved stands in draw/custody.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate
from random import Random

from sample_data.chance import draw_positive
from sample_data.draw.people import Farmer, InventedPlot
from sample_data.world import Lot, Season, mean_cup_score, parameters, shared_beds

STREAMS = ("micro", "bulk")
DELIVERY_SPREAD = 0.4  # coefficient of variation of the deliveries of a lot


def draw_lots(random: Random, season: Season, scale: int) -> list[Lot]:
    """The lots of a season, opened on days equally likely over the calendar's opening days."""
    world, lots = parameters(), []
    for stream in STREAMS:
        truth = world[stream]
        for block in range(scale):
            processes = _processes(random, truth["process"])
            for place, process in enumerate(processes, start=1):
                lots.append(
                    Lot(
                        lot_id=f"{stream[0].upper()}-{season.short}-{block * truth['lots'] + place:02d}",
                        stream=stream,
                        season=season,
                        block=block,
                        place=place,
                        opened_on=season.first_opening
                        + timedelta(days=random.randrange(world["calendar"]["opening_days"])),
                        station=world["stations"][place % len(world["stations"])],
                        variety=random.choice(world["varieties"]),
                        process=process,
                        good_crew=random.random() < truth["sop_good_crew"],
                        outturn=random.gauss(truth["outturn"][process], truth["outturn_sd"]),
                        cup_score=random.gauss(mean_cup_score(season, stream), truth["cup_score_sd"]),
                        moisture=round(random.gauss(truth["moisture"], truth["moisture_sd"]), 1),
                    )
                )
    _share_beds(lots)
    return lots


def _processes(random: Random, counts: dict[str, int]) -> list[str]:
    """The processes of a block of lots: as many of each as declared, the first one the commonest."""
    first, *rest = [process for process, count in counts.items() for _ in range(count)]
    random.shuffle(rest)
    return [first, *rest]


def _share_beds(lots: list[Lot]) -> None:
    """Opens the micro and the bulk lot that are to dry on one bed on the same day (any day is as likely as before)."""
    shared = shared_beds()
    placed = {(lot.stream, lot.block, lot.place): lot for lot in lots}
    for lot in lots:
        if lot.stream == "micro" and lot.place in shared:
            lot.lies_with = placed["bulk", lot.block, shared[lot.place]]
            lot.opened_on, lot.station = lot.lies_with.opened_on, lot.lies_with.station


def lot_rows(lots: list[Lot]) -> list[dict]:
    """The rows of `lots`; a season that is over has its lots closed."""
    return [
        {
            "lot_id": lot.lot_id,
            "stream": lot.stream,
            "crop_year": lot.season.crop_year,
            "opened_on": lot.opened_on,
            "closed_on": lot.season.settled_on if lot.season.settled_on <= parameters()["as_of"] else None,
            "station": lot.station,
            "variety": lot.variety,
            "process": lot.process,
            "species": "arabica",
            "planned_kg": round(
                parameters()[lot.stream]["cherry_kg"] * parameters()[lot.stream]["outturn"][lot.process], -1
            ),
        }
        for lot in lots
    ]


@dataclass
class Bringers:
    """The plots of one station: all by their area for bulk, those of the pilot in turns for its lots."""

    plots: list[InventedPlot]
    reach: list[float]  # areas added up
    in_turn: list[InventedPlot]
    turn: int = 0

    def bring(self, random: Random, stream: str) -> InventedPlot:
        """The plot of the next delivery."""
        if stream == "bulk":
            return random.choices(self.plots, cum_weights=self.reach)[0]
        self.turn += 1
        return self.in_turn[(self.turn - 1) % len(self.in_turn)]


def _bringers(random: Random, farmers: list[Farmer]) -> dict[str, Bringers]:
    stations = {}
    for station in parameters()["stations"]:
        own = [farmer for farmer in farmers if farmer.station == station]
        plots = [plot for farmer in own for plot in farmer.plots]
        in_turn = [plot for farmer in own if farmer.takes_part for plot in farmer.plots]
        random.shuffle(in_turn)
        stations[station] = Bringers(plots, list(accumulate(plot.area_ha for plot in plots)), in_turn)
    return stations


def draw_receipts(random: Random, lots: list[Lot], farmers: list[Farmer]) -> list[dict]:
    """The rows of `receipts` by day; adds them up into each lot's `cherry_kg`. Pilot lots take pilot farmers' cherry,
    plot by plot in turn."""
    rows: list[dict] = []
    stations: dict[str, Bringers] = {}
    season: Season | None = None
    for lot in lots:
        if lot.season != season:
            season, stations = lot.season, _bringers(random, farmers)
        rows += _deliveries(random, lot, stations[lot.station])
    rows.sort(key=lambda row: (row["received_on"], row["lot_id"]))
    for number, row in enumerate(rows, start=1):
        row["receipt_no"] = f"R-{number:05d}"
    return rows


def _deliveries(random: Random, lot: Lot, bringers: Bringers) -> list[dict]:
    truth, of_all = parameters()[lot.stream], parameters()["receipts"]
    target = draw_positive(random, truth["cherry_kg"], truth["spread"])
    parts = [draw_positive(random, 1, DELIVERY_SPREAD) for _ in range(max(4, round(target / truth["delivery_kg"])))]
    rows: list[dict] = []
    for part in parts:
        plot = bringers.bring(random, lot.stream)
        received_on = lot.after(random.randrange(parameters()["calendar"]["delivered_within"]) if rows else 0)
        ripe = round(min(1, max(0.5, random.gauss(truth["ripe_share"], of_all["ripe_sd"]))), 2)
        late_days = 0 if random.random() < of_all["on_time"][lot.stream] else random.randint(4, 9)
        rows.append(
            {
                "received_on": received_on,
                "farmer_id": plot.farmer_id,
                "plot_id": None if random.random() < of_all["without_plot"][lot.stream] else plot.plot_id,
                "lot_id": lot.lot_id,
                "weight": max(1.0, round(2 * target * part / sum(parts)) / 2),
                "form": "cherry",
                "ripe_share": None if random.random() < of_all["ripe_not_seen"] else ripe,
                "recorded_at": datetime.combine(received_on, time(16))
                + timedelta(days=late_days, minutes=random.randrange(8 * 60)),
            }
        )
    lot.cherry_kg = sum(row["weight"] for row in rows)
    return rows
