"""What was found in a lot's samples, each number with its protocol, scheme or instrument and its day."""

from __future__ import annotations

from collections.abc import Callable

from logbooks.fixed_numbers import fixed
from metrics.books.lot_samples import CupScore, DefectCount, LabResult, SampleMean
from packs.buyer.lot_facts import LotFacts
from packs.buyer.pack_block import PackBlock, for_buyers, heads
from packs.slide import SlideTable
from words.days import day
from words.numbers import ABSENT, counted, figure, number
from words.speech import say

PROTOCOL_MISSING, INSTRUMENT_MISSING = (
    "protocol not written",
    "instrument not written",
)  # as shared table `sampled` says
GRADED = ("SCA", "Fine Robusta")


def cup_block(lot: LotFacts) -> PackBlock:
    """The lot's score by each protocol, and every score with its cupper; a score without protocol is not shown."""
    cups = [one for one in lot.samples.cups if one.protocol]
    told = [say("buyer.cup.unwritten")] if cups and len(cups) < len(lot.samples.cups) else []
    answer = [sentence for protocol, score in scores(lot).items() for sentence in _said(protocol, score, lot)]
    names = ("day", "stage", "protocol", "points", "cupper", "outside")
    rows = tuple(_cup_row(one, lot) for one in cups)
    lacks = [say("buyer.cup.blind"), say("buyer.cup.flavour")]
    lacks += [] if any(one.stage == "arrival" for one in cups) else [say("buyer.cup.arrival")]
    table = SlideTable(heads("cup", *names), rows)
    return for_buyers("cup", " ".join(answer + told), table=table, lacks=tuple(lacks))


def score_words(score: float) -> str:
    """A score with the quarter points that a cupper writes: 87.25, not 87.2."""
    return say("buyer.cup.score", score=figure(score, 2))


def scores(lot: LotFacts) -> dict[str, SampleMean]:
    """The lot's own score by each protocol; a score without its protocol means nothing and is none."""
    found = lot.samples.of("cup_score")
    return {mean.basis: mean for mean in found if mean.basis and mean.basis != PROTOCOL_MISSING}


def cups_of(lot: LotFacts, protocol: str) -> list[CupScore]:
    """The scores of which the lot's own by that protocol is the mean."""
    return [one for one in lot.samples.cups if one.protocol == protocol and one.counts]


def _said(protocol: str, mean: SampleMean, lot: LotFacts) -> list[str]:
    cups, score = cups_of(lot, protocol), score_words(mean.value)
    if len(cups) == 1:
        told = say("buyer.cup.answer_one", score=score, protocol=protocol)
    else:
        low, high = (figure(end(one.score for one in cups), 2) for end in (min, max))
        told = say("buyer.cup.answer", score=score, protocol=protocol, count=len(cups), low=low, high=high)
    outside = sum(bool(one.third_party) for one in cups)
    party = say("buyer.cup.third_party", count=outside, all=counted(len(cups))) if outside else say("buyer.cup.own")
    return [told, party]


def _cup_row(one: CupScore, lot: LotFacts) -> tuple[str, ...]:
    outside = {True: say("buyer.yes"), False: say("buyer.no"), None: ABSENT}[one.third_party]
    cupper = lot.withheld.fit(one.cupper) or ABSENT
    return (day(one.sampled_on), one.stage or ABSENT, one.protocol or "", figure(one.score, 2), cupper, outside)


def moisture_block(lot: LotFacts) -> PackBlock:
    """Moisture with its instrument and day, and water activity beside it."""
    told = []
    for mean in lot.samples.of("moisture"):
        value, when = number(mean.value, "%"), day(mean.last_on)
        if mean.basis == INSTRUMENT_MISSING:
            told.append(say("buyer.moisture.answer_bare", value=value, day=when))
        elif (instrument := lot.withheld.fit(mean.basis)) == say("buyer.withheld"):
            told.append(say("buyer.moisture.answer_withheld", value=value, day=when))
        else:
            told.append(say("buyer.moisture.answer", value=value, day=when, instrument=instrument))
    activity = _beside(lot, "water_activity")
    lacks = () if activity is not None else (say("buyer.moisture.no_activity"),)
    shown = "" if activity is None else figure(activity, 2)
    facts = ((say("buyer.moisture.water_activity"), shown),)
    return for_buyers("moisture", " ".join(told), facts, lacks=(*lacks, say("buyer.moisture.calibration")))


def _beside(lot: LotFacts, thing: str) -> float | None:
    return next((mean.value for mean in lot.samples.of(thing)), None)


def defects_block(lot: LotFacts) -> PackBlock:
    """The defects of the last sample by its scheme, with the raw counts, against the grade as far as it was looked
    at."""
    if not lot.samples.defects:
        return for_buyers("defects", "")
    last = lot.samples.defects[-1]
    quakers, activity = (_beside(lot, thing) for thing in ("quakers", "water_activity"))
    # SCA's grade asks for both beside the defects
    by_sca = last.scheme == "SCA"
    unseen = [say("buyer.defects.no_quakers")] if by_sca and quakers is None else []
    unseen += [say("buyer.defects.no_activity")] if by_sca and activity is None else []
    facts = (*_counted(lot, last), *_asked_beside(by_sca, quakers, activity))
    names = lot.withheld
    rows = tuple((names.fit(defect), figure(beans, 0)) for defect, beans in last.beans)
    lacks = tuple(unseen) + (() if rows else (say("buyer.defects.no_beans"),))
    table = SlideTable(heads("defects", "defect", "beans"), rows)
    return for_buyers("defects", _graded(lot, last, unseen), facts, table, lacks)


def _graded(lot: LotFacts, last: DefectCount, unseen: list[str]) -> str:
    """What is to be said of the grade: never that it is reached where something it asks for was not looked at."""
    when, scheme = day(last.day), lot.withheld.fit(last.scheme)
    if last.scheme not in GRADED:
        return say("buyer.defects.counted", day=when, scheme=scheme)
    found = lot.samples.graded.get(last.scheme)
    if found is None:
        return say("buyer.defects.untold", day=when, scheme=scheme)
    if not found:
        return say("buyer.defects.outside", day=when, scheme=scheme)
    within = say("buyer.defects.within" if last.scheme == "SCA" else "buyer.defects.within_robusta", day=when)
    return f"{within} {say('buyer.defects.open_grade', what=', '.join(unseen))}" if unseen else within


def _counted(lot: LotFacts, last: DefectCount) -> tuple[tuple[str, str], ...]:
    graded = last.scheme in GRADED
    most = (0, int(fixed("specialty_category2")))
    found = (last.category1, last.category2)
    categories = tuple(
        (
            say(f"buyer.defects.category{place}"),
            say("buyer.defects.most", found=figure(value, 0), most=limit) if graded else figure(value, 0),
        )
        for place, (value, limit) in enumerate(zip(found, most, strict=True), 1)
        if value is not None
    )
    return (
        (say("buyer.defects.scheme"), lot.withheld.fit(last.scheme)),
        (say("buyer.defects.grams"), "" if last.grams is None else f"{counted(round(last.grams))} g"),
        *categories,
        (say("buyer.defects.in_all"), "" if last.in_all is None else figure(last.in_all, 1)),
        (say("buyer.defects.screen"), lot.withheld.fit(last.screen)),
    )


def _asked_beside(by_sca: bool, quakers: float | None, activity: float | None) -> tuple[tuple[str, str], ...]:
    """Quakers and water activity, with what the grade asks where it is SCA's."""
    if not by_sca:
        return ((say("buyer.defects.quakers"), "" if quakers is None else figure(quakers, 0)),)
    limit = figure(fixed("specialty_water_activity"), 2)
    few = "" if quakers is None else say("buyer.defects.most", found=figure(quakers, 0), most=0)
    dry = "" if activity is None else say("buyer.defects.below", found=figure(activity, 2), most=limit)
    return ((say("buyer.defects.quakers"), few), (say("buyer.defects.water_activity"), dry))


def laboratory_block(lot: LotFacts) -> PackBlock:
    """Every result of this lot alone, as printed, against the limit of its market."""
    results, fit = lot.samples.laboratory, lot.withheld.fit
    if not results:
        return for_buyers("laboratory", "")
    names = {one.laboratory: one.accredited for one in results if one.laboratory}
    seals = dict.fromkeys(fit(one.seal_no) for one in results if one.seal_no)
    portions = dict.fromkeys(counted(one.portions) for one in results if one.portions)
    facts = (
        (say("buyer.laboratory.laboratories"), "; ".join(_laboratory(fit(name), yes) for name, yes in names.items())),
        (say("buyer.laboratory.seals"), ", ".join(seals)),
        (say("buyer.laboratory.portions"), ", ".join(portions)),
    )
    lacks = [] if seals else [say("buyer.laboratory.no_seal")]
    lacks += [] if portions else [say("buyer.laboratory.no_portions")]
    head = heads("laboratory", "day", "analyte", "result", "loq", "limit", "market", "against")
    table = SlideTable(head, tuple(_lab_row(one, lot) for one in results))
    return for_buyers("laboratory", _against_limits(results, fit), facts, table, tuple(lacks))


def _against_limits(results: tuple[LabResult, ...], fit: Callable[[object], str]) -> str:
    """How many results lie within and above their limits, which are above, and of how many that can't be told."""
    within = sum(one.verdict == "pass" for one in results)
    if within == len(results):
        return say("buyer.laboratory.all_within", count=within)
    above = [fit(one.analyte) for one in results if one.verdict == "fail"]
    unclear = len(results) - within - len(above)
    told = [say("buyer.laboratory.some_within", within=within, all=counted(len(results)))]
    told += [say("buyer.laboratory.above", count=len(above), names=", ".join(dict.fromkeys(above)))] if above else []
    return " ".join(told + ([say("buyer.laboratory.unclear", count=unclear)] if unclear else []))


def _laboratory(name: str, accredited: bool | None) -> str:
    return say("buyer.laboratory.accredited", name=name) if accredited else name


def _lab_row(one: LabResult, lot: LotFacts) -> tuple[str, ...]:
    fit = lot.withheld.fit
    result, loq, limit = (fit(_with_unit(text, one.unit)) or ABSENT for text in (one.result, one.loq, one.limit))
    verdict = say(f"buyer.laboratory.{one.verdict or 'inconclusive'}", reason=fit(one.reason) or say("buyer.unknown"))
    return (day(one.sampled_on), fit(one.analyte), result, loq, limit, fit(one.market) or ABSENT, verdict)


def _with_unit(text: str | None, unit: str | None) -> str:
    """A bare number with the unit of its row; what has words or a unit of its own stays as it is printed."""
    bare = text is not None and not any(c.isalpha() for c in text)
    return f"{text} {unit}" if bare and unit else text or ""
