"""The risks as pictures: the three of the roadmap, and those of selling beside bulk."""

from __future__ import annotations

from collections.abc import Sequence

from decisions.roadmap_risks import THERE, RoadmapRisk
from metrics.books.risk import Risk, RiskSide
from packs.drawn_table import DrawnTable, TableCell
from words.numbers import number
from words.risk_words import rests_on, risk_title
from words.roadmap_risk_words import broken_said, sign_name, sign_said, tally_said
from words.speech import say


def drawn_roadmap_risks(found: Sequence[RoadmapRisk]) -> DrawnTable:
    """Each risk of the pilot with its sign today and how much of what is done against it is seen."""
    rows = [
        [
            TableCell(say(f"roadmap.risks.{one.name}.name"), say(f"roadmap.risks.{one.name}.why"), "lead"),
            TableCell(sign_name(one), sign_said(one), "warning" if one.sign == THERE else ""),
            TableCell(tally_said(one), broken_said(one)),
        ]
        for one in found
    ]
    there = sum(one.sign == THERE for one in found)
    return DrawnTable(
        "pilot risks",
        say("roadmap.risks.title"),
        [say(f"roadmap.risks.{name}") for name in ("risk", "sign", "against")],
        rows,
        (3, 3.6, 2.6),
        n=say("finding.risks.n", count=len(found)),
        finding=say(f"finding.risks.{'there' if there else 'none_there'}", count=there, all=len(found)),
    )


def drawn_risks(found: Sequence[Risk]) -> DrawnTable | None:
    """Each risk of selling, micro beside bulk; None where no side has a number."""
    known = [one for one in found if one.micro.value is not None or one.bulk.value is not None]
    if not known:
        return None
    rows = [
        [
            TableCell(risk_title(one), mark="lead"),
            _side(one.micro, one, "micro"),
            _side(one.bulk, one, "bulk"),
            TableCell(say(f"finding.risks.says.{one.said}"), _why_not(one), "warning" if one.said == "higher" else ""),
        ]
        for one in found
    ]
    higher = sum(one.said == "higher" for one in known)
    return DrawnTable(
        "risks",
        say("risk.title"),
        [say("risk.thing"), say("groups.micro"), say("groups.bulk"), say("risk.says")],
        rows,
        (3.1, 1.9, 1.9, 2.9),
        finding=say("finding.risks.higher", count=higher, all=len(found))
        if higher
        else say("finding.risks.none_higher"),
    )


def _side(side: RiskSide, one: Risk, mark: str) -> TableCell:
    if side.value is None:
        return TableCell(say("finding.risks.no_number"), mark="quiet")
    return TableCell(number(side.value, one.unit), rests_on(side), mark)


def _why_not(one: Risk) -> str:
    """Why a side has no number, each reason once."""
    return " ".join(dict.fromkeys(side.why_not for side in (one.micro, one.bulk) if side.why_not))
