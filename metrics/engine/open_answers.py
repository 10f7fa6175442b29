"""Says beside a number that is absent which open question may keep it away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from logbooks.questions.open_questions import OpenQuestion
from metrics.engine.contract import Answer, Estimate

EMPTY = "The logbook {logbook} holds no rows."
EMPTY_YET = "The logbook {logbook} holds no rows yet: its rows ({rows}) wait for an answer. {asks}"
NOT_READ_YET = "The logbook {logbook} holds no rows yet: they wait for an answer. {asks}"
MAY_WAIT = "{why_not} It may wait for an answer. {asks}"


def no_rows(logbook: str, title: str, asked: Iterable[OpenQuestion]) -> str:
    """The sentence saying that a logbook holds no rows, with the question for which its rows wait."""
    for one in asked:
        if logbook in one.keeps:
            sentence = EMPTY_YET if one.unused else NOT_READ_YET  # columns of a tab whose rows are used elsewhere
            return sentence.format(logbook=title, rows=one.unused, asks=one.asks)
    return EMPTY.format(logbook=title)


def with_question(answer: Answer, asks: str) -> Answer:
    """The answer, in which what is absent, and rests on no case, names the question it may wait for."""

    def named(found: Estimate | None) -> Estimate | None:
        if found is None or found.value is not None or not found.why_not or found.n or asks in found.why_not:
            return found
        return replace(found, why_not=MAY_WAIT.format(why_not=found.why_not, asks=asks))

    groups = {group: named(found) or found for group, found in answer.groups.items()}
    if not asks or all(found.value is not None for found in groups.values()):
        return answer
    return replace(answer, groups=groups, difference=named(answer.difference), relative=named(answer.relative))
