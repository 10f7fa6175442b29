"""Which charts may go to a buyer by the words on them: the audience of an indicator says nothing of what a sheet
wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packs.buyer.withheld import Withheld
from packs.drawn_chart import DrawnChart
from words.speech import say

TAG = re.compile(r"<[^>]*>")


def is_fit(drawn: DrawnChart, names: Withheld) -> bool:
    """Whether no text that is seen on it is withheld: the code of a lot, an instrument with an address, a name."""
    return all(names.fit(TAG.sub(" ", text)) != say("buyer.withheld") for text in _seen(drawn))


def _seen(drawn: DrawnChart) -> Iterator[str]:
    yield from (drawn.finding or drawn.title, drawn.n, drawn.question)
    yield from (note.text for note in drawn.figure.layout.annotations if note.text)
    for trace in drawn.figure.data:
        written = trace.text
        yield from (
            (written,) if isinstance(written, str) else (str(one) for one in (written if written is not None else ()))
        )
    for axis in (drawn.figure.layout.xaxis, drawn.figure.layout.yaxis):
        yield from (str(one) for one in (axis.ticktext if axis.ticktext is not None else ()))
