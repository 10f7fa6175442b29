"""Makes the questions that settings would answer: the base currency, rates, the way from the gate, the first day of the
pilot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind
from logbooks.questions.causes import GatheredCauses
from logbooks.questions.open_questions import AskedPart, Choice, Hanging, OpenQuestion, kinds
from logbooks.recognise.answers import question_id
from logbooks.warehouse.shared_tables import laid_out
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

NOBODY = Hanging()
AS_WRITTEN = "rates_as_written"
PRICES = ("offers.accepted_price",)  # they can't be compared before it is answered


def setting_questions(
    connection: duckdb.DuckDBPyConnection, gathered: GatheredCauses, in_headings: Collection[str]
) -> list[OpenQuestion]:
    """What neither the sheets nor the settings say, and the numbers can't do without; `in_headings` are the currencies
    that headings name."""
    (base,) = connection.execute("SELECT currency FROM base_money").fetchone() or ("",)
    set_already = {name for (name,) in connection.execute("SELECT DISTINCT setting FROM clean.settings").fetchall()}
    found = [
        _about(question.removeprefix("setting/"), gathered.hanging[question], [cause.sheet for cause in causes], base)
        for question, causes in gathered.causes.items()
        if question.startswith("setting/")
    ]
    rates = _rates(connection, base)
    which_base = [] if "base_currency" in set_already else _base_currency(connection, base, in_headings, rates)
    # a rate is that of the base: it is asked for once this is known
    found += which_base or rates
    if rates_not_taken(connection) and not any(one.id == question_id("setting", AS_WRITTEN) for one in found):
        found.append(_about(AS_WRITTEN, NOBODY, [], base))
    found += _way_from_the_gate(connection, base)
    if (
        "pilot_start" not in set_already
        and connection.execute("SELECT 1 FROM clean.lots WHERE stream = 'micro' LIMIT 1").fetchall()
    ):
        found.append(_about("pilot_start", NOBODY, [], base))
    return found


def _about(setting: str, hanging: Hanging, tabs: Iterable[str], base: str, offered: Iterable[str] = ()) -> OpenQuestion:
    said = kinds()["setting"][setting]
    choices = said.get("choices", {one: one for one in offered})
    return OpenQuestion(
        id=question_id("setting", setting),
        kind="setting",
        asks=said["asks"].format(base=base),
        why=said["why"].format(base=base),
        about=tuple(dict.fromkeys(tabs)),
        choices=tuple(Choice(choice, says) for choice, says in choices.items()),
        takes=said.get("takes", ""),
        **vars(hanging),
    )


def _base_currency(
    connection: duckdb.DuckDBPyConnection, base: str, in_headings: Collection[str], rates: Iterable[OpenQuestion]
) -> list[OpenQuestion]:
    """Where nothing is written in the usual base currency: which of those that are; the cells that wait for a rate wait
    for it too."""
    named = " UNION ALL ".join(
        f"SELECT upper(trim(currency)) AS currency FROM clean.{quoted(book.id)}"
        for book in logbooks().values()
        if book.has("currency") and book.id not in ("rates", "market_prices")
    )
    seen = connection.execute(
        f"SELECT currency, count(*) FROM ({named}) WHERE currency IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    if not seen or base in dict(seen) or base in in_headings:
        return []
    cells = sum(one.cells for one in rates)
    tabs = [tab for one in rates for tab in one.about]
    asked = _about("base_currency", Hanging(cells=cells, rows=cells), tabs, base, [*(one for one, _ in seen), base])
    if len(seen) > 1:
        return [asked]
    said = kinds()["setting"]["base_currency"]["why_of_one"]
    return [replace(asked, why=said.format(currency=seen[0][0], base=base))]


def _rates(connection: duckdb.DuckDBPyConnection, base: str) -> list[OpenQuestion]:
    """A question for each currency of which no rate is written down at all."""
    said = kinds()["rate"]
    odd = {
        one: rest
        for one, *rest in connection.execute(
            "SELECT currency, in_digits(per_base), usual FROM not_taken_rate"
        ).fetchall()
    }
    found = connection.execute("""
        SELECT upper(trim(j.written)) AS currency, count(*), list(DISTINCT t.sheet), list(DISTINCT j.logbook)
        FROM judged j JOIN _placed p USING (row_id) JOIN _tabs t USING (tab_no)
        WHERE (NOT t.beside OR t.logbook = 'payments') AND j.code = 'no-rate'
            AND upper(trim(j.written)) NOT IN (SELECT upper(trim(currency)) FROM clean.rates)
        GROUP BY 1 ORDER BY 2 DESC, 1""").fetchall()
    return [
        OpenQuestion(
            id=question_id("rate", currency),
            kind="rate",
            asks=said["asks"].format(currency=currency, base=base),
            why=_why_rate(said, currency, base, odd.get(currency)),
            about=tuple(sorted(sheets)),
            cells=rows,
            rows=rows,
            choices=(),
            takes=said["takes"],
            keeps=tuple(name for book in sorted(books) for name in _money_of(book)),
        )
        for currency, rows, sheets, books in found
    ]


def _why_rate(said: dict, currency: str, base: str, odd: Sequence[str] | None) -> str:
    """Why a rate is asked for, or asked for again: what was said of it, and the usual one."""
    if odd is None:
        return said["why"].format(currency=currency)
    return said["why_again"].format(said=odd[0], usual=odd[1], currency=currency, base=base)


def rates_not_taken(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The ids of the questions about rates whose answers are too far from the usual ones to be used."""
    return {question_id("rate", one) for (one,) in connection.execute("SELECT currency FROM not_taken_rate").fetchall()}


def _money_of(book: str) -> list[str]:
    kinds_of_money = (ColumnKind.MONEY, ColumnKind.PRICE)
    return [f"{book}.{column.name}" for column in logbooks()[book].columns if column.kind in kinds_of_money]


def _way_from_the_gate(connection: duckdb.DuckDBPyConnection, base: str) -> list[OpenQuestion]:
    """What the deals lack of the costs between their price and the gate, and the terms where none are named."""
    if not connection.execute("SELECT 1 FROM clean.offers WHERE status = 'accepted' LIMIT 1").fetchall():
        return []
    select = "SELECT no_basis, count(*) AS deals, sum(kg) AS kg FROM deals WHERE no_basis IS NOT NULL GROUP BY ALL"
    with laid_out(connection, select):
        lacking = connection.execute(select).fetchall()
    said = kinds()["gate"]
    asked: dict[str, tuple[int, float]] = {}
    terms = [Hanging(cells=deals, rows=deals, kg=kg) for what, deals, kg in lacking if what == "default_incoterm"]
    for what, deals, kg in lacking:
        for name in what.split(", "):
            if name in said["parts"]:
                before = asked.get(name, (0, 0.0))
                asked[name] = (before[0] + deals, before[1] + (kg or 0.0))
    found = [replace(_about("default_incoterm", hanging, [], base), keeps=PRICES) for hanging in terms]
    if asked:
        deals = max(number for number, _ in asked.values())
        found.append(
            OpenQuestion(
                # what is answered holds for these parts alone: of a voyage that comes later it is asked again
                id=question_id("gate", "+".join(name for name in said["parts"] if name in asked)),
                kind="gate",
                asks=said["asks"].format(base=base),
                why=said["why"],
                about=(),
                cells=deals,
                rows=deals,
                kg=max(kg for _, kg in asked.values()),
                choices=tuple(Choice(choice, says) for choice, says in said["choices"].items()),
                parts=tuple(
                    AskedPart(question_id("setting", name), words, asked[name][0])
                    for name, words in said["parts"].items()
                    if name in asked
                ),
                takes=said["takes"],
                keeps=PRICES,
            )
        )
    return found
