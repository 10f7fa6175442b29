"""The three risks of a pilot in words: their sign today, and how much of what is done against them is seen."""

from __future__ import annotations

from decisions.roadmap_risks import RoadmapRisk
from words.numbers import number, spaced
from words.speech import say


def sign_name(one: RoadmapRisk) -> str:
    """Whether it is there, in a word or two."""
    return say(f"roadmap.risks.signs.{_key(one)}")


def sign_said(one: RoadmapRisk) -> str:
    """Its sign with its numbers."""
    figures = {
        name: figure if isinstance(figure, str) else number(figure[0], figure[1], signed="kg" in figure[1])
        for name, figure in one.figures.items()
    }
    return spaced(say(f"roadmap.risks.{one.name}.{_key(one)}", **figures))


def seen_count(one: RoadmapRisk) -> int:
    """How many of the things done against it the logs show."""
    return sum(way.shown.state == "seen" for way in one.mitigation)


def tally_said(one: RoadmapRisk) -> str:
    """How many of them, of all that is to be done."""
    return say("roadmap.risks.tally", seen=seen_count(one), all=len(one.mitigation))


def broken_said(one: RoadmapRisk) -> str:
    """Which of them the logs contradict; "" where none."""
    against = [way.title for way in one.mitigation if way.shown.state == "contradicted"]
    return say("roadmap.risks.broken", names="; ".join(against)) if against else ""


def _key(one: RoadmapRisk) -> str:
    return one.sign.replace(" ", "-")
