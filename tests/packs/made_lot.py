"""The facts of a lot as values, so that a block is looked at without a warehouse: nothing is known unless given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from decisions.separation import Finding, LotSeparation
from metrics.books.lot_origin import LotOrigin
from metrics.books.lot_samples import CupScore, DefectCount, LabResult, LotSamples, SampleMean
from metrics.books.lot_way import LotWay
from packs.buyer.lot_facts import FIT, LotFacts
from packs.buyer.withheld import Withheld

DAY = date(2026, 1, 10)
ORIGIN = LotOrigin(0, 0, 0, (), (), None, (), (), None, None, 0, None, None)
WAY = LotWay((), (), (), 0, (None, None))
SAMPLES = LotSamples((), (), (), {}, ())
NOTHING = dict.fromkeys(FIT) | {"promised_kg": 0}


def lot_of(book=None, bag_kg=None, tests=(), origin=None, way=None, samples=None, lot_id="M1") -> LotFacts:
    """A lot of 2025/26; each part is given as what of it is known."""
    return LotFacts(
        lot_id,
        "2025/26",
        NOTHING | (book or {}),
        "",
        replace(ORIGIN, **(origin or {})),
        replace(WAY, **(way or {})),
        replace(SAMPLES, **(samples or {})),
        LotSeparation(lot_id, "micro", 1, 1, 1, tuple(tests)),
        bag_kg,
        Withheld((), frozenset()),
    )


def mean(thing, value, basis=None) -> SampleMean:
    return SampleMean(thing, basis, value, 1, DAY, DAY)


def cup(score, protocol="SCA-2004", cupper=None, third_party=None, stage="pre-shipment", counts=True) -> CupScore:
    return CupScore(DAY, stage, protocol, score, cupper, third_party, counts)


def defects(category1, category2, beans=(), scheme="SCA") -> DefectCount:
    return DefectCount(DAY, scheme, category1, category2, category1 + category2, None, 350.0, None, beans)


def result(analyte, verdict, reason=None) -> LabResult:
    printed = (DAY, "residue", analyte, "0.005", "mg/kg", "0.001", "0.01", "EU", "Laboratory A", True, None, None)
    return LabResult(*printed, verdict, reason)


def finding(name, passed) -> Finding:
    return Finding(name, True, passed, None, None, None, None, f"{name} of B-77", "nothing written", False, ())
