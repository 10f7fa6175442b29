"""The one next sale that would turn a verdict: its price found by halving, through the estimator itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.sentences import rules, said
from decisions.verdict.tried import GateTried
from logbooks.warehouse.trial_tables import TrialTables
from metrics.books.changed_gain import changed_gain
from metrics.engine.question import Question

UNSOLD = """
    SELECT p.lot_id, p.produced_kg - coalesce(s.kg, 0) AS kg FROM produced p
    LEFT JOIN (SELECT lot_id, sum(kg) AS kg FROM accepted GROUP BY lot_id) s USING (lot_id) JOIN lot l USING (lot_id)
    WHERE p.stream = 'micro' AND p.crop_year = $season AND l.closed_on IS NULL ORDER BY kg DESC, p.lot_id LIMIT 1"""
USUAL = """
    SELECT median(kg) AS kg, sum(net_value) / sum(kg) AS price, arg_max(buyer, (buyer_kg, buyer)) AS buyer,
        list(DISTINCT buyer) AS buyers, max(closed_on) AS last_on
    FROM (SELECT *, sum(kg) OVER (PARTITION BY buyer) AS buyer_kg FROM deals WHERE stream = 'micro' AND as_own
        AND crop_year = $season AND net_value IS NOT NULL AND kg > 0)"""
CENTS = 100  # prices are agreed in them


@dataclass(frozen=True)
class Sale:
    """One sale that would turn it: kg green of a lot, to a buyer who is new or known, and the price per kg at the gate
    from which on it turns (`or_more`), or down from which."""

    lot_id: str
    kg: float
    buyer_is_new: bool
    price: float
    or_more: bool
    answer: str
    gain: float


@dataclass(frozen=True)
class NextSale:
    """The sale nearest to the usual price that would turn the verdict; None with the reason in `because`."""

    sale: Sale | None
    because: str


def next_sale(gate: GateTried, tables: TrialTables) -> NextSale:
    """The next sale that would turn this gate's answer, tried with a new buyer and with the one who took most."""
    if gate.gate is None:
        return NextSale(None, said("next-sale.no-verdict"))
    season = {"season": gate.logs.season}
    unsold, usual = gate.then.rows(UNSOLD, season), gate.then.rows(USUAL, season)[0]
    if usual["price"] is None or not usual["price"] > 0:
        return NextSale(None, said("next-sale.nothing-sold"))
    if not unsold or not unsold[0]["kg"] > rules()["next-sale"]["least_kg"]:
        return NextSale(None, said("next-sale.all-sold"))
    lot, kg = unsold[0]["lot_id"], min(unsold[0]["kg"], usual["kg"])
    buyers = {True: _nobody(usual["buyers"]), False: usual["buyer"]}
    base = gate.then.rows("SELECT currency FROM base")[0]["currency"]
    tried = [
        _with(gate, tables, _Offered(lot, kg, buyer, usual["last_on"], base), is_new, usual["price"])
        for is_new, buyer in buyers.items()
    ]
    found = [one for one in tried if one is not None]
    if not found:
        reach = rules()["next-sale"]
        return NextSale(None, said("next-sale.none", lot=lot, kg=(kg, "kg"), most=f"{reach['most_times']:g}"))
    sale = min(found, key=lambda one: max(one.price / usual["price"], usual["price"] / one.price))
    return NextSale(sale, _sentence(gate, sale))


@dataclass(frozen=True)
class _Offered:
    """What is sold to whom; on the day of the last sale, so that it stands against the same bulk."""

    lot_id: str
    kg: float
    buyer: str
    day: date
    currency: str

    def row(self, price: float) -> dict:
        """The sale as a row of Offers, at the gate."""
        return {
            "offer_id": "next sale",
            "lot_id": self.lot_id,
            "buyer": self.buyer,
            "offered_on": self.day,
            "closed_on": self.day,
            "weight_kg": self.kg,
            "accepted_price_per_kg": price,
            "status": "accepted",
            "form": "green",
            "incoterm": "EXW",
            "currency": self.currency,
        }


def _with(gate: GateTried, tables: TrialTables, sale: _Offered, is_new: bool, usual: float) -> Sale | None:
    """The price at which a sale to this buyer turns it; judged in full once more at that price."""
    found = turning_price(_Priced(gate, tables, sale, usual).answer, gate.now.answer, usual)
    if found is None:
        return None
    price, or_more = found
    with tables.with_row("offers", sale.row(price)) as seen:
        full = gate.of(seen)
    if full.gain is None or full.gain.value is None or full.answer is None or full.answer == gate.now.answer:
        return None
    return Sale(sale.lot_id, sale.kg, is_new, price, or_more, full.answer, full.gain.value)


class _Priced:
    """The answer of the gate with one more sale, by its price. The rows of every sum are asked for at two prices and
    are straight lines in between and beyond: a price is only ever multiplied by kg and added up."""

    def __init__(self, gate: GateTried, tables: TrialTables, sale: _Offered, usual: float):
        self._gate, self._at = gate, (usual, 2 * usual)
        self._questions: list[Question] = []
        for price in self._at:
            with tables.with_row("offers", sale.row(price)) as seen:
                question, logs = Question(seen, gate.logs.season), LogsOfADay(seen)
                logs = logs.knowing(changed_gain(question))  # asks for the rows, and for the settings
                if not self._questions:
                    self._logs, self._facts = logs, gate.facts_of(logs)
                self._questions.append(question)

    def answer(self, price: float) -> str | None:
        """What the rule would say at this price; as now where net gain would have no number, which turns nothing."""
        one, other = self._questions
        gain = changed_gain(_Between(one, other, (price - self._at[0]) / (self._at[1] - self._at[0])))
        found = self._gate.with_gain(gain, self._logs, self._facts)
        return self._gate.now.answer if found.gain is None or found.gain.value is None else found.answer


class _Between(Question):
    """A question whose rows lie between those of two others, or beyond."""

    def __init__(self, one: Question, other: Question, far: float):
        self.__dict__.update(one.__dict__)
        self._from, self._towards, self._far = one, other, far

    def rows(self, sql: str, filtered: bool = True, own_groups: bool = False) -> list[dict]:
        """The rows of the first with every number moved as far towards those of the second."""
        found = [sorted(one.rows(sql, filtered, own_groups), key=_but_numbers) for one in (self._from, self._towards)]
        return [self._moved(row, then) for row, then in zip(*found, strict=True)]

    def _moved(self, row: dict, then: dict) -> dict:
        return row | {name: _moved(row[name], then[name], self._far) for name in ("num", "den") if name in row}


def _but_numbers(row: dict) -> str:
    """What a row is about, the same at every price."""
    return repr([value for name, value in row.items() if name not in ("num", "den")])


def _moved(value, then, far: float):
    return value if value is None or then is None or value == then else value + (then - value) * far


def turning_price(answer: Callable[[float], str | None], now: str | None, usual: float) -> tuple[float, bool] | None:
    """The price nearest to the usual one at which the answer is another than now, and whether it is that from there
    upwards; None where it is within no reach. Where the usual price itself turns it, the lowest that does so too."""
    reach = rules()["next-sale"]
    steps, most = reach["steps"], reach["most_times"]
    up = [usual * most ** (step / steps) for step in range(steps + 1)]
    down = [usual / most ** (step / steps) for step in range(steps + 1)]
    if (at_usual := answer(usual)) != now:
        for higher, lower in pairwise(down):
            if answer(lower) != at_usual:
                return _halved(lambda price: answer(price) == at_usual, lower, higher), True
        return down[-1], True
    for step in range(steps):
        for prices, or_more in ((up, True), (down, False)):
            if answer(prices[step + 1]) != now:
                return _halved(lambda price: answer(price) != now, prices[step], prices[step + 1]), or_more
    return None


def _halved(turned: Callable[[float], bool], not_yet: float, there: float) -> float:
    """The price between the two from which on it is turned, in whole cents, on the side where it is."""
    before, after = round(not_yet * CENTS), round(there * CENTS)
    while abs(after - before) > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if turned(middle / CENTS) else (middle, after)
    return after / CENTS


def _nobody(buyers: list[str]) -> str:
    """The name of a buyer that no other has."""
    name = "new buyer"
    while name in {one.lower() for one in buyers}:
        name += " too"
    return name


def _sentence(gate: GateTried, sale: Sale) -> str:
    unit = gate.now.gain.unit if gate.now.gain is not None else ""
    who = "new" if sale.buyer_is_new else "known"
    return said(
        f"next-sale.{who}-{'or-more' if sale.or_more else 'or-less'}",
        lot=sale.lot_id,
        kg=(sale.kg, "kg"),
        price=(sale.price, unit),
        answer=rules()["against"]["answers"][sale.answer],
    )
