"""What the pilot earned or lost so far, in one large sentence: where Overview and Learn begin."""

from __future__ import annotations

from html import escape

from metrics.engine.metric_catalogue import metrics
from ui.parts.filters import Chosen
from ui.state import results
from words.meaning import meaning


def earned_words(chosen: Chosen) -> str:
    """What the pilot earned or lost beyond bulk in the season chosen, as the indicator for it says; "" without one."""
    answers = results.answers(chosen.crop_year, chosen.splits)
    beyond = next((m for m in metrics().values() if m.beyond_bulk and m.in_all and m.id in answers), None)
    if beyond is None or not any(one.value is not None for one in answers[beyond.id].groups.values()):
        return ""
    return meaning(beyond, answers[beyond.id])


def state_html(first: str, second: str = "") -> str:
    """One or two large sentences, the first in bold, as HTML in which no text of a sheet is a tag."""
    more = f"<p>{escape(second)}</p>" if second else ""
    return f"<div class='lw-state'><p><b>{escape(first)}</b></p>{more}</div>"
