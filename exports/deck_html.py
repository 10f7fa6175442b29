"""A deck as one file of HTML that needs nothing else: a screen at a time, charts alive, and a page a slide on paper."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from charts import live_chart
from packs.audience import Audience
from packs.slide import BigNumber, Deck, Slide, SlideTable
from words.speech import say

FILES = Path(__file__).parent / "deck"
LONG_ANSWER = 95  # letters from which an answer is set smaller
WATCH_EVERY_S = 20
SHORT_CELL = 14  # letters up to which a cell stays on one line
# drawn, because a font need not have such signs
BUTTONS = {
    "back": "M10 2 4 8l6 6",
    "next": "m6 2 6 6-6 6",
    "full": "M1 6V1h5M10 1h5v5M15 10v5h-5M6 15H1v-5",
    "dark": "M13 10A6 6 0 0 1 6 3a6 6 0 1 0 7 7z",
    "contrast": "M8 2a6 6 0 0 0 0 12zM8 2a6 6 0 0 1 0 12",
}


def deck_html(deck: Deck, reader: Audience = Audience.BOARD, watch: str = "") -> bytes:
    """The page with the slides this reader may see; the same deck gives the same bytes.

    `watch` is the address at which the name of the newest snapshot can be asked, "" for a file that is handed on.
    """
    slides = deck.for_reader(reader)
    body = "\n".join(_section(deck, slide) for slide in slides)
    scripts = [*live_chart.scripts(), _file("deck.js")] if slides else []
    page = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(_title(deck))}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_file('deck.css')}</style>\n</head>\n<body>",
        f'<p id="said" role="status"></p>\n<main>\n{body}\n</main>\n{_buttons()}',
        f'<script type="application/json" id="told">{_told(deck, slides, watch)}</script>',
        *(f"<script>{script}</script>" for script in scripts),
        "</body>\n</html>\n",
    ]
    return "\n".join(page).encode("utf-8", "replace")


def _title(deck: Deck) -> str:
    return f"{deck.cooperative}: {deck.title}" if deck.cooperative else deck.title


def _section(deck: Deck, slide: Slide) -> str:
    """One slide; every text of it is escaped."""
    long = " long" if len(slide.answer) > LONG_ANSWER else ""
    lacks = ' data-lacks="yes"' if slide.lacks else ""
    parts = [
        f'<section id="{escape(slide.id)}" aria-label="{escape(slide.question)}"{lacks}>',
        f'<h2>{escape(slide.question)}</h2>\n<p class="answer{long}">{escape(slide.answer)}</p>',
        _lacks(slide.lacks) if slide.lacks else "",
        _numbers(slide.numbers) if slide.numbers else "",
        _table(slide.table) if slide.table else "",
        _chart(slide.id, slide.chart.alt) if slide.chart else "",
        _list(slide.sentences, "told"),
        _to_do(slide.to_do) if slide.to_do else "",
        _foot(deck, slide),
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def _lacks(why: str) -> str:
    button = f'<button name="skip" type="button">{escape(say("deck.skip"))}</button>'
    return f'<p class="lacks">{escape(say("deck.lacks", why=why))} {button}</p>'


def _numbers(numbers: Sequence[BigNumber]) -> str:
    shown = "".join(
        f"<div>{_way(one.done)}<dt>{escape(one.name)}</dt><dd>{escape(one.value)}</dd>"
        + (f'<dd class="said">{escape(one.said)}</dd>' if one.said else "")
        + "</div>"
        for one in numbers
    )
    return f'<dl class="numbers">{shown}</dl>'


def _way(done: float | None) -> str:
    return "" if done is None else f'<i aria-hidden="true"><b style="width:{100 * done:.1f}%"></b></i>'


def _table(table: SlideTable) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.head)
    rows = "".join(f"<tr>{''.join(map(_cell, row, table.head))}</tr>" for row in table.rows)
    words = ' class="words"' if table.ends_in_words else ""
    return f"<table{words}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(text: str, head: str) -> str:
    short = ' class="short"' if len(text) <= SHORT_CELL else ""
    return f'<td{short} data-head="{escape(head)}">{escape(text)}</td>'


def _chart(id: str, alt: str) -> str:
    """Where the chart will be drawn; until then, and without scripts, what it shows in words."""
    said = escape(alt)
    return f'<div class="chart" role="img" aria-label="{said}" data-figure="{escape(id)}"><p>{said}</p></div>'


def _list(sentences: Sequence[str], name: str) -> str:
    return f'<ul class="{name}">{"".join(f"<li>{escape(one)}</li>" for one in sentences)}</ul>'


def _to_do(sentences: Sequence[str]) -> str:
    items = "".join(f'<li data-todo="yes">{escape(one)}</li>' for one in sentences)
    return f'<div class="todo"><h3>{escape(say("deck.todo"))}</h3><ul>{items}</ul></div>'


def _foot(deck: Deck, slide: Slide) -> str:
    badge = f'<span class="badge">{escape(say("deck.invented"))}</span>' if deck.invented else ""
    logo = f'<img src="{escape(deck.logo)}" alt="">' if deck.logo else ""
    told = "".join(f"<span>{escape(one)}</span>" for one in deck.foot_of(slide))
    return f"<footer>{logo}{badge}{told}</footer>"


def _buttons() -> str:
    keys = escape(say("deck.keys"))
    made = "".join(_button(name, escape(say(f"deck.{name}")), path) for name, path in BUTTONS.items())
    return f'<nav aria-label="{keys}" title="{keys}"><output></output>{made}</nav>'


def _button(name: str, title: str, path: str) -> str:
    drawn = f'<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true"><path d="{path}"/></svg>'
    return f'<button name="{name}" type="button" title="{title}" aria-label="{title}">{drawn}</button>'


def _told(deck: Deck, slides: Sequence[Slide], watch: str) -> str:
    """What the script needs, as JSON that can't end its own element."""
    told = {
        "snapshot": deck.snapshot if watch else "",
        "watch": watch,
        "every": WATCH_EVERY_S,
        "place": say("deck.place", place="{place}", count="{count}"),
        "newer": say("deck.newer", day=deck.data_day),
        "figures": {slide.id: slide.chart.figure for slide in slides if slide.chart},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, default=_plain).replace("<", "\\u003c")


def _plain(value: object) -> object:
    """Arrays of numbers as lists."""
    return value.tolist() if hasattr(value, "tolist") else str(value)


def _policy(scripts: Sequence[str]) -> str:
    """What the page may do: these scripts, its own style, pictures in itself, questions to where it came from."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; connect-src 'self'"


@cache
def _file(name: str) -> str:
    """A file of the deck; one that ended its own element early could not stand in the page."""
    text = (FILES / name).read_text("utf-8")
    assert "</script" not in text.lower() and "</style" not in text.lower(), f"{name} would end its own element"
    return text
