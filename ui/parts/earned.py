"""What the pilot earned or lost so far, in one large sentence: where Overview and Learn begin."""

from __future__ import annotations

from html import escape

from metrics.engine.contract import Answer, Metric
from metrics.engine.metric_catalogue import metrics
from ui.parts.filters import Chosen
from ui.state import results
from words.meaning import meaning
from words.speech import say


def earned_words(chosen: Chosen) -> str:
    """What the pilot earned or lost beyond bulk in the season chosen, as the indicator for it says; "" without one."""
    beyond, answer = _beyond_bulk(chosen)
    if beyond is None or answer is None or not any(one.value is not None for one in answer.groups.values()):
        return ""
    return meaning(beyond, answer)


def whether_it_pays(chosen: Chosen) -> str:
    """The same; without a number that it can't be told, and why."""
    beyond, answer = _beyond_bulk(chosen)
    if earned := earned_words(chosen):
        return earned
    return say("learn.untold", why=meaning(beyond, answer)) if beyond and answer else ""


def _beyond_bulk(chosen: Chosen) -> tuple[Metric, Answer] | tuple[None, None]:
    """The indicator that says how far the pilot is from bulk in money of the season, with its answer."""
    answers = results.answers(chosen.crop_year, chosen.splits)
    found = next((m for m in metrics().values() if m.beyond_bulk and m.in_all and m.id in answers), None)
    return (found, answers[found.id]) if found else (None, None)


def state_html(first: str, second: str = "") -> str:
    """One or two large sentences, the first in bold, as HTML in which no text of a sheet is a tag."""
    more = f"<p>{escape(second)}</p>" if second else ""
    return f"<div class='lw-state'><p><b>{escape(first)}</b></p>{more}</div>"
