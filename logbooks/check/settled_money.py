"""Which money amounts and prices are in that name none: that of their column's other cells, of another heading or of
the title; asked where these say nothing, or several things, and the sheets speak of more than the base currency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from logbooks.check import settled
from logbooks.check.amounts_too_large import too_large
from logbooks.check.staged_rows import ColumnPlace, StagedTab
from logbooks.fixed_numbers import fixed
from logbooks.recognise.answers import NO_ANSWER, Answers, about_column, for_tab
from logbooks.recognise.titles import titles
from logbooks.vocabulary.units import currencies_meant, currencies_written, read_currency, shared_names
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

OF_THE_WORLD = ("rates", "market_prices")  # they speak of other people's money too
AMOUNTS = ("price", "money")
OF_COLUMN = "money-of-column"
# The currencies an amount may be in, of every column that does not say it in its heading: the likeliest first.
TABLES = """
    CREATE OR REPLACE TEMP TABLE may_be_in (logbook VARCHAR, name VARCHAR, heading VARCHAR, currency VARCHAR,
        number INTEGER);"""


@dataclass
class Named:
    """The currencies that the cells of each column name, each with one of these cells; how many of its cells name one;
    all that the sheets name, the most frequent first; and the base currency."""

    cells: dict[int, dict[str, str]] = field(default_factory=dict)
    marked: dict[int, int] = field(default_factory=dict)
    everywhere: list[str] = field(default_factory=list)
    base: str = ""
    usual: str = ""  # the base currency before any sale is read
    base_written: bool = False  # in the sheets' own settings: what names no money is in it, as these say
    with_rates: tuple[str, ...] = ()  # of which the sheets write rates, and no amount is said to be in them
    too_large: set[int] = field(default_factory=set)  # found_no of columns that can hardly be in the base

    @property
    def more_than_usual(self) -> bool:
        """Whether the sheets name another currency than that which amounts are in where nothing is said."""
        return not set(self.everywhere) <= {self.usual, *_shared_with(self.usual)}

    @property
    def others(self) -> bool:
        """Whether the sheets name another currency than the base."""
        return not set(self.everywhere) <= {self.base, *_shared_with(self.base)}


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the empty table of what may be meant."""
    connection.execute(TABLES)


def settle(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab], answers: Answers) -> None:
    """Puts into the places of amounts and prices the money of cells that name none, or that it must be asked; writes
    down what is settled. What a person answered holds; the answer that it is none of these leaves the cells waiting."""
    named = _named(connection, tabs)
    if not named.base_written and any(_names_none(tab, place) for tab in tabs for place in tab.places.values()):
        named.too_large = too_large(connection, tabs, named.base)
    if not (named.more_than_usual or answers.of_kind("money") or _may_be_another(connection, tabs, named)):
        return
    headed = Counter(_question(tab, place) for tab in tabs for place in tab.places.values() if place.role in AMOUNTS)
    for tab in tabs:
        if tab.logbook.id in OF_THE_WORLD or any(place.role == "currency" for place in tab.places.values()):
            continue
        for name, place in tab.places.items():
            if _names_none(tab, place):
                question = _question(tab, place)
                alone = answers.said(for_tab(question, tab.sheet))
                said = alone or answers.said(question)
                yields = not alone and headed[question] > 1
                tab.places[name] = _settled(connection, tab, place, named, said, yields)


def _may_be_another(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab], named: Named) -> bool:
    """Whether any column may be in another money than the base by a word or sign that several go by."""
    return any(
        place.found_no in named.too_large or _meant(connection, tab, place, named)
        for tab in tabs
        for place in tab.places.values()
        if _names_none(tab, place)
    )


def _names_none(tab: StagedTab, place: ColumnPlace) -> bool:
    """Whether it is a column of amounts of our own whose heading names no money."""
    of_amounts = place.role in AMOUNTS and place.index and not place.unit.currency
    return bool(of_amounts) and tab.logbook.id not in OF_THE_WORLD


def _meant(connection: duckdb.DuckDBPyConnection, tab: StagedTab, place: ColumnPlace, named: Named) -> tuple[str, ...]:
    """The currencies that a word such as pesos in the heading or the title may mean, where the base is none of them; or
    a $ alone, where dollars are called US$ or USD elsewhere and the sheets write down no base."""
    words = currencies_meant(place.header) or next(
        (found for text in (*titles(tab.recognised), tab.sheet) if (found := currencies_meant(text, True))), ()
    )
    if words:
        return () if named.base in words else words
    if named.base_written or "USD" not in named.everywhere:
        return ()
    if place.role == "money" and named.with_rates:
        return named.with_rates
    is_bare = (
        "$" in place.header
        or connection.execute(
            f"SELECT 1 FROM {tab.table} WHERE row_id IS NOT NULL AND regexp_matches({place.text}, '^\\s*\\$') LIMIT 1"
        ).fetchall()
    )
    return currencies_written("$") if is_bare else ()


def _question(tab: StagedTab, place: ColumnPlace) -> str:
    return about_column("money", tab.logbook.id, place.column.name, place.header)


def _settled(
    connection: duckdb.DuckDBPyConnection,
    tab: StagedTab,
    place: ColumnPlace,
    named: Named,
    said: str | None,
    yields: bool,
) -> ColumnPlace:
    """The place with the money of its cells that name none; what was said of a heading that several tabs have `yields`
    to what this one tells itself."""
    if said and said not in NO_ANSWER and not yields:
        return replace(place, money=read_currency(said))
    beside = [other.found_no for other in tab.places.values() if other.role == "price unit" and place.role == "price"]
    own = {currency: cell for no in (place.found_no, *beside) for currency, cell in named.cells.get(no, {}).items()}
    currency, evidence, written = _told(tab, place, own)
    if evidence == OF_COLUMN and named.base_written and set(own) != {named.base}:
        if said in (None, *NO_ANSWER):
            return place  # what a cell names is the exception to what the settings say
        currency = None
    unmarked = _without_money(connection, tab, place)
    if evidence == OF_COLUMN and not _is_a_habit(
        sum(named.marked.get(no, 0) for no in (place.found_no, *beside)), unmarked
    ):
        currency = None
    if said and said not in NO_ANSWER and not currency:
        return replace(place, money=read_currency(said))
    meant = () if currency else _meant(connection, tab, place, named)
    told_otherwise = currency or own or meant or place.found_no in named.too_large
    if said not in NO_ANSWER and not told_otherwise and (named.base_written or not named.others):
        return place
    likely = [one for one in named.everywhere if one in meant]
    offered = [currency] if currency else list(dict.fromkeys((*own, *likely, *meant, *named.everywhere, named.base)))
    numbered = [(tab.logbook.id, place.column.name, place.header, one, no) for no, one in enumerate(offered)]
    insert(connection, "may_be_in", numbered, ("logbook", "name", "heading", "currency", "number"))
    if currency and said not in NO_ANSWER:
        if unmarked:
            about = (tab.tab_no, place.column.name, place.header, unmarked, evidence, written)
            settled.note(connection, [(_question(tab, place), currency, *about)])
        return replace(place, money=currency)
    return replace(place, money_asked=True)


def _told(tab: StagedTab, place: ColumnPlace, own: dict[str, str]) -> tuple[str | None, str, str]:
    """The currency, the kind of evidence and what is written: by the other cells, else by another heading of an amount,
    else by the title; no currency where that is none, or several, or cells name another than the title."""
    heads = {
        other.unit.currency: other.header
        for other in tab.places.values()
        if other.role in AMOUNTS and other.unit.currency
    }
    above = {place.above.currency: place.above_written} if place.above.currency else {}
    told = ((OF_COLUMN, own and above | own), ("money-of-heading", heads), ("money-of-title", above))
    for evidence, found in told:
        if found:
            ((currency, written),) = found.items() if len(found) == 1 else ((None, ""),)
            return currency, evidence, written
    return None, "", ""


def _is_a_habit(marked: int, unmarked: int) -> bool:
    """Whether so many cells of a column name a money that the others may be in it too."""
    return marked >= fixed("settled_share_of_money") * (marked + unmarked)


def _without_money(connection: duckdb.DuckDBPyConnection, tab: StagedTab, place: ColumnPlace) -> int:
    """How many cells of the column name no currency."""
    (cells,) = connection.execute(
        f"""SELECT count(*) FROM {tab.table} t WHERE row_id IS NOT NULL AND {place.text} IS NOT NULL
            AND row_id NOT IN (SELECT row_id FROM cells JOIN parsed USING (found_no, letter, text)
                               WHERE found_no = ? AND currency IS NOT NULL)""",
        [place.found_no],
    ).fetchone() or (0,)
    return int(cells)


def _named(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> Named:
    """What cells, headings and titles of amounts name."""
    found = Named()
    counts: dict[str, int] = {}
    for no, currency, cell, cells in connection.execute(
        """SELECT found_no, upper(currency), min(text), count(*) FROM cells JOIN parsed USING (found_no, letter, text)
           WHERE currency IS NOT NULL GROUP BY ALL ORDER BY ALL"""
    ).fetchall():
        found.cells.setdefault(no, {})[currency] = cell
        found.marked[no] = found.marked.get(no, 0) + cells
        counts[currency] = counts.get(currency, 0) + cells
    world = [place.found_no for tab in tabs if tab.logbook.id in OF_THE_WORLD for place in tab.places.values()]
    own = {currency for no, cells in found.cells.items() if no not in world for currency in cells}
    of_sales: set[str] = set()
    for tab in tabs:
        if tab.logbook.id in OF_THE_WORLD:
            continue
        amounts = [place for place in tab.places.values() if place.role in AMOUNTS]
        said = {money for place in amounts if (money := place.unit.currency or place.above.currency)}
        own |= said | (tab.recognised.named_above if amounts else set())
        if tab.logbook.id == "offers":
            of_sales |= said | {one for place in tab.places.values() for one in found.cells.get(place.found_no, ())}
    (base,) = connection.execute("SELECT currency FROM base_money").fetchone() or ("",)
    of_settings = connection.execute("SELECT source FROM clean.settings WHERE setting = 'base_currency'").fetchall()
    found.base_written = any(source for (source,) in of_settings)
    found.usual = base
    found.base = of_sales.pop() if len(of_sales) == 1 and not of_settings else base
    found.with_rates = () if found.base_written else _with_rates(tabs, found, own)
    found.everywhere = sorted(own, key=lambda one: (-counts.get(one, 0), one))
    return found


def _with_rates(tabs: Sequence[StagedTab], found: Named, own: set[str]) -> tuple[str, ...]:
    """The currencies of which a tab writes rates and in which no amount is said to be; none where one is of these."""
    places = [place for tab in tabs if tab.logbook.id == "rates" for place in tab.places.values()]
    named = {one for place in places for one in (*found.cells.get(place.found_no, ()), place.constant) if one}
    return () if named & (own - {found.base}) else tuple(sorted(named - {found.base}))


def _shared_with(base: str) -> list[str]:
    """The names that the base currency shares with others, such as CFA."""
    return [name for name, codes in shared_names().items() if base in codes]
