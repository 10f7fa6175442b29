"""What one lot is like: its weight, its samples, its laboratory results, its water."""

from __future__ import annotations

from statistics import NormalDist

from sample_data.chance import poisson
from sample_data.draw.laboratory import EQUIVALENTS
from sample_data.world import mean_defects, parameters


def outturn(stream: str) -> float:
    """Kg green as it is per kg cherry, over the processes as often as they occur."""
    truth = parameters()[stream]
    return sum(truth["outturn"][process] * count for process, count in truth["process"].items()) / truth["lots"]


def green_kg(stream: str) -> float:
    """The mean kg green of a lot."""
    return parameters()[stream]["cherry_kg"] * outturn(stream)


def in_range_share(stream: str, low: float = 10.0, high: float = 12.0) -> float:
    """The chance that a lot's moisture, written to one decimal, lies within the range, both ends in."""
    moisture = NormalDist(parameters()[stream]["moisture"], parameters()[stream]["moisture_sd"])
    return moisture.cdf(high + 0.05) - moisture.cdf(low - 0.05)


def specialty_share(stream: str, most: int = 5) -> float:
    """The chance of no whole full defect of category 1 and at most 5 of category 2, each kind counted by itself."""
    whole, none = [1.0], 1.0
    for kind, mean in mean_defects(stream).items():
        category, beans = EQUIVALENTS[kind]
        if category == 1:
            none *= sum(poisson(mean)[:beans])
        else:
            chances = poisson(mean)
            total = [0.0] * (len(whole) + len(chances) // beans)
            for have, p in enumerate(whole):
                for count, q in enumerate(chances):
                    total[have + count // beans] += p * q
            whole = total
    return none * sum(whole[: most + 1])


def defect_mean(stream: str) -> float:
    """The mean full defects in 350 g."""
    return sum(mean / EQUIVALENTS[kind][1] for kind, mean in mean_defects(stream).items())


def sop_share(stream: str) -> float:
    """The chance that an item is kept."""
    truth = parameters()[stream]
    return truth["sop_good_crew"] * truth["sop_yes"]["good"] + (1 - truth["sop_good_crew"]) * truth["sop_yes"]["poor"]


def pilot_share() -> float:
    """Micro kg green over all."""
    kg = {stream: parameters()[stream]["lots"] * green_kg(stream) for stream in ("micro", "bulk")}
    return kg["micro"] / sum(kg.values())


def outturn_at_12(stream: str, process: str) -> float:
    """Kg green brought to 12 % moisture per kg cherry; moisture has nothing to do with what a lot gives."""
    truth = parameters()[stream]
    return truth["outturn"][process] * (100 - truth["moisture"]) / 88


def ripe_share(stream: str) -> float:
    """The mean share of ripe cherry, written in whole percent and never above 1."""
    ripe = NormalDist(parameters()[stream]["ripe_share"], parameters()["receipts"]["ripe_sd"])
    return (
        sum(
            percent / 100 * (ripe.cdf((percent + 0.5) / 100) - ripe.cdf((percent - 0.5) / 100))
            for percent in range(51, 100)
        )
        + 1
        - ripe.cdf(0.995)
    )


def lab_pass(stream: str, group: str) -> float:
    """Lots that pass over lots that pass or fail, in the residue or the microbiology tests; an inconclusive one is
    neither."""
    chances = parameters()["lab"][group][stream]
    passing = 1 - sum(chances.values())
    return passing / (passing + chances["fail"])


def water_use(stream: str, process: str) -> float:
    """Litres per kg cherry."""
    return parameters()[stream]["water_litres_per_kg_cherry"][process]
