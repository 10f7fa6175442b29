"""The charts of money as values: what becomes of a price, what moves the margin, the cash of the pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charts.cash_chart import cash
from charts.tornado import tornado
from charts.waterfall_chart import waterfall
from decisions import what_if as rules
from metrics.books.break_even_inputs import Input
from metrics.books.cash_flow import CashFlow
from metrics.books.price_waterfall import PARTS, PriceWaterfall
from packs.drawn_chart import DrawnChart
from words.days import day
from words.numbers import bare, number, span
from words.speech import say

FARMERS = "farmers"  # the last part of the price


def names_of(parts: tuple[str, ...]) -> list[str]:
    return [say(f"waterfall.parts.{name.replace(' ', '_')}").lower() for name in parts]


def _table_rows(known: dict[str, PriceWaterfall], words: dict[str, str], unit: str) -> list[list[str]]:
    """From the price to what is left, a line a step: what of it is measured and what assumed, of each stream."""
    rows = [[words["price"], *(text for of in known.values() for text in (number(of.price, unit), "")), ""]]
    for place, part in enumerate(next(iter(known.values())).parts):
        both = [of.parts[place] for of in known.values()]
        amounts = [amount for p in both for amount in (p.measured, p.assumed)]
        said = dict.fromkeys(p.said for p in both if p.said)
        shown = [number(amount, unit) if amount is not None else "" for amount in amounts]
        rows.append([words[part.name], *shown, "; ".join(said)])
    return [*rows, [words["left"], *(text for of in known.values() for text in (number(of.left, unit), "")), ""]]


def step_names() -> dict[str, str]:
    """The name of every step from the price to what is left, by the step."""
    parts = {name: say(f"waterfall.parts.{name.replace(' ', '_')}") for name in PARTS}
    return parts | {key: say(f"waterfall.{key}") for key in ("price", "left")}


def drawn_waterfall(known: dict[str, PriceWaterfall], currency: str) -> DrawnChart:
    """Micro and bulk side by side, from the buyer's price to what is left."""
    unit = f"{currency}/kg"
    words = step_names() | {"unknown": say("waterfall.not_written")}
    head = [
        say("waterfall.step"),
        *(
            f"{say(f'groups.{stream}')}, {say(f'waterfall.{look}')}"
            for stream in known
            for look in ("measured", "assumed")
        ),
        say("waterfall.said"),
    ]
    rows = _table_rows(known, words, unit)
    n = " · ".join(f"{say(f'groups.{stream}')}: {number(of.kg, 'kg')}" for stream, of in known.items())
    return DrawnChart(
        "waterfall",
        say("waterfall.title"),
        waterfall(known, words, unit),
        unit,
        n,
        ((head, rows),),
        row_ids={
            stream: tuple(sorted({i for p in of.parts for i in p.row_ids} | set(of.row_ids)))
            for stream, of in known.items()
        },
        whole=True,  # a line for each part: pressed into a slide its labels would cover one another
        finding=_to_farmers(known, unit),
        notes=tuple(
            say("waterfall.to_date", stream=say(f"groups.{stream}")) for stream, of in known.items() if of.to_date
        ),
    )


def _to_farmers(known: Mapping[str, PriceWaterfall], unit: str) -> str:
    """What of the price of each stream was paid to farmers; "" where that of the first is not written down."""
    paid = {stream: next((p for p in of.parts if p.name == FARMERS), None) for stream, of in known.items()}
    told = {stream: part.value for stream, part in paid.items() if part and part.value is not None}
    first = next(iter(known))
    if first not in told:
        return ""
    so_far = "_so_far" if any(part.to_date for part in paid.values() if part) else ""
    values = {
        "price": number(known[first].price, unit),
        "paid": bare(told[first], unit),
        "group": say(f"groups.{first}").lower(),
    }
    other = next((stream for stream in told if stream != first), None)
    key = f"waterfall_both{so_far}" if other else f"waterfall{so_far}"
    more = {"bulk_paid": bare(told[other], unit), "bulk_price": bare(known[other].price, unit)} if other else {}
    return say(f"finding.{key}", **values, **more)


def drawn_tornado(given: Mapping[str, Input], currency: str, members: bool) -> DrawnChart | None:
    """Which figure moves the margin most; None where nothing was sold, so there is no margin."""
    centre, unit = rules.margin(rules.plain_inputs(given), members), f"{currency}/kg"
    if centre is None:
        return None
    bars = [Worded(bar, currency) for bar in rules.tornado(given, members)]
    rows = [
        [
            bar.title,
            bar.low_words,
            number(bar.at_low, unit, signed=True),
            bar.high_words,
            number(bar.at_high, unit, signed=True),
            bar.standing,
            bar.source,
        ]
        for bar in bars
    ]
    head = [say(f"learn.{k}") for k in ("figure", "low", "at_low", "high", "at_high", "standing", "source")]
    drawn = [bar for bar in bars if bar.at_low != bar.at_high]
    return DrawnChart(
        "tornado",
        say("learn.tornado_title"),
        tornado(drawn, centre, unit),
        unit,
        say("learn.view", view=whose_view(members)),
        ((head, rows),),
        finding=_moves_most(drawn, centre, unit) if drawn else "",
    )


def _moves_most(bars: Sequence[Worded], centre: float, unit: str) -> str:
    """The figure with the longest bar, and whether any alone would turn loss into gain or gain into loss."""
    ends = [end for bar in bars for end in (bar.at_low, bar.at_high) if end is not None]
    turns = any((end > 0) != (centre > 0) for end in ends)
    low, high = sorted(end for end in (bars[0].at_low, bars[0].at_high) if end is not None)
    key = "moves_most" if turns else "moves_most_loss" if centre < 0 else "moves_most_gain"
    name = bars[0].title if turns else bars[0].title[:1].lower() + bars[0].title[1:]
    return say(f"finding.{key}", figure=name, low=number(low, unit), high=number(high, unit))


class Worded:
    """A bar of the tornado with its figures in words."""

    def __init__(self, bar: rules.Swing, currency: str):
        unit = bar.unit.replace("base", currency)
        self.title, self.source = say(f"learn.figures.{bar.name}"), bar.source
        self.at_low, self.at_high, self.measured = bar.at_low, bar.at_high, bar.measured
        self.low_words, self.high_words = number(bar.low, unit), number(bar.high, unit)
        self.standing = say(f"learn.standings.{bar.standing.replace(' ', '_')}")
        self.words = (
            f"{span(bar.low, bar.high, unit)}, {self.standing}"
            if bar.low != bar.high
            else f"{self.low_words}, {bar.source}"
        )


def whose_view(members: bool) -> str:
    """Whose account is shown, in words."""
    return say("learn.members" if members else "learn.coop")


def drawn_cash(found: CashFlow, currency: str) -> DrawnChart:
    """The weeks of the pilot: what it took, what came in, what was left."""
    head = [say(f"cash.{column}") for column in ("week", "out", "came_in", "left")]
    rows = [
        [
            day(week.starts_on),
            number(week.out, currency),
            number(week.came_in, currency),
            number(week.balance, currency, signed=True),
        ]
        for week in found.weeks
    ]
    return DrawnChart(
        "cash",
        say("cash.chart"),
        cash(found.weeks, currency, found.limit),
        currency,
        say("cash.weeks", count=len(found.weeks)),
        ((head, rows),),
        row_ids={"micro": found.row_ids},
        finding=_lowest(found, currency),
    )


def _lowest(found: CashFlow, currency: str) -> str:
    """How low the cash of the pilot fell and when, and for how many weeks below the credit limit where there is one."""
    if not found.weeks:
        return ""
    low = min(found.weeks, key=lambda week: week.balance)
    if low.balance >= 0:
        return say("finding.cash_never_short")
    values = {"amount": number(-low.balance, currency), "day": day(low.starts_on)}
    limit = found.limit
    below = sum(week.balance < -limit for week in found.weeks) if limit is not None else 0
    return say("finding.cash_below_limit", count=below, **values) if below else say("finding.cash", **values)
