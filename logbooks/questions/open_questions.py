"""What a question is, and those of a reading as they stand in its warehouse."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from logbooks.catalogue import logbooks
from logbooks.recognise.answers import ALWAYS, ASK, NOTHING, Answers, GivenAnswer, without_tab

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

KINDS = Path(__file__).with_name("kinds.toml")


@dataclass(frozen=True)
class Example:
    """A cell of the sheet that hangs on the question: where it stands and what is written there."""

    place: str
    written: str


@dataclass(frozen=True)
class Choice:
    """One possible answer: its id, in a few words, and what it would mean for the examples."""

    id: str
    says: str
    means: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedPart:
    """One of several things asked about in one question, each answered for itself under an id of its own.

    `suggests` is the id of the choice that looks right, "" where none does.
    """

    id: str
    says: str
    cells: int
    examples: tuple[Example, ...] = ()
    suggests: str = ""


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """What hangs on a question or on a part of it: the cells that can't be read, the sheet rows they stand in, those of
    them that are left out, their kg and money in the base currency (None where unknown), and the first cells."""

    cells: int = 0
    rows: int = 0
    unused: int = 0
    kg: float | None = None
    money: float | None = None
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenQuestion(Hanging):
    """What only a person can know: asked once, kept by meaning.

    `about` names the tabs, columns or words; `tabs` are those it is about as a whole, each as (source, sheet). `takes`
    says what may be typed where no choice fits: "number", "text", "day", "heading", or "" where nothing may. `keeps`
    names what of our logbooks can't be read while it is open: the logbook where rows are left out, else
    logbook.column. `headings` are those of its tabs, of which one may be the answer; `apart` the same asked of each tab
    alone.
    """

    id: str
    kind: str
    asks: str
    why: str
    about: tuple[str, ...]
    choices: tuple[Choice, ...]
    parts: tuple[AskedPart, ...] = ()
    takes: str = ""
    keeps: tuple[str, ...] = ()
    tabs: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    apart: tuple[AskedPart, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The question in plain values."""
        return asdict(self)


@cache
def kinds() -> dict[str, dict]:
    """What kinds.toml says of every kind of question."""
    return tomllib.loads(KINDS.read_text("utf-8"))


def open_questions(w: Warehouse) -> list[OpenQuestion]:
    """What a reading leaves open, first what most hangs on."""
    return kept_questions(w.rows)


def answers_of(w: Warehouse) -> Answers:
    """The answers a reading was made with."""
    if not w.rows("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'answers'"):
        return Answers()  # a snapshot made before anybody could answer
    told = w.rows("SELECT question, answer, said_by, said_on FROM main.answers ORDER BY rowid")
    return Answers(tuple(GivenAnswer(**row) for row in told))


def kept_questions(rows: Callable[[str], list[dict]]) -> list[OpenQuestion]:
    """The same, by whatever gives the rows of a query."""
    if not rows("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'asked'"):
        return []  # a snapshot made before anything was asked
    return [from_dict(json.loads(row["told"])) for row in rows("SELECT told FROM main.asked ORDER BY number")]


def in_short(question: str) -> str:
    """What a question is about in a few words, by its id alone: for those that are answered and no longer asked."""
    any_tab, tab = without_tab(question)
    if tab:
        return kinds()["any_kind"]["of_tab"].format(question=in_short(any_tab), tab=tab)
    kind, _, about = question.partition("/")
    if kind not in kinds():
        return question
    setting = kinds()["setting"].get(about) if kind == "setting" else None
    if asks := setting["asks"] if setting else kinds()["gate"]["parts"].get(about):
        return asks
    column, *more = about.split("/")
    return kinds()[kind]["short"].replace("{about}", ", ".join([column_title(column), *more]))


def column_title(column: str) -> str:
    """What a column such as receipts.form is called; anything else as it is."""
    logbook, _, name = column.partition(".")
    known = logbook in logbooks() and logbooks()[logbook].has(name)
    return logbooks()[logbook].column(name).title if known else column


def of_a_column(column: str, answer: str) -> str:
    """What an answer says to the question which heading holds a column such as costs.stream, or what all rows are."""
    said = kinds()["column"]
    own = said["every_row"].get(column, {})
    if answer.startswith(ALWAYS):
        choice = answer.removeprefix(ALWAYS)
        return own.get(choice) or said["always"].format(choice=choice)
    return own.get(answer, said["nothing"]) if answer == NOTHING else answer


def in_words(question: str, answer: str) -> str:
    """What an answer says, by the id of its question; the answer itself where it is no choice that has words."""
    kind, _, about = without_tab(question)[0].partition("/")
    if kind == "column" and answer != ASK:
        return of_a_column(about, answer)
    said = kinds().get(kind, {})
    said = said.get(about, {}) if kind == "setting" else said
    column = about.split("/")[0].rpartition(".")[2]
    words = (
        {ASK: kinds()["any_kind"]["ask"], NOTHING: said.get("nothing", answer)}
        | said.get("choices", {})
        | said.get("in_words", {}).get(column, {})
    )
    return words.get(answer, answer)


def offered(question: str) -> list[str]:
    """The answers that such a question always offers; others may be typed."""
    kind, _, about = without_tab(question)[0].partition("/")
    logbook, _, name = about.split("/")[0].partition(".")
    column = logbooks()[logbook].column(name) if logbook in logbooks() and logbooks()[logbook].has(name) else None
    words = list(column.choices) or ["yes", "no"] if kind == "word" and column else []
    none = [] if kind in ("percent", "day_of_sale") else [NOTHING]
    return [*kinds().get(kind, {}).get("choices", {}), *words, *none]


def from_dict(told: dict[str, Any]) -> OpenQuestion:
    """The question that as_dict() gave."""
    choices = tuple(Choice(one["id"], one["says"], tuple(one["means"])) for one in told["choices"])
    parts = tuple(AskedPart(**one | {"examples": _examples(one["examples"])}) for one in told["parts"])
    apart = tuple(AskedPart(**one | {"examples": _examples(one["examples"])}) for one in told.get("apart", ()))
    plain = {
        "apart": apart,
        "about": tuple(told["about"]),
        "examples": _examples(told["examples"]),
        "keeps": tuple(told.get("keeps", ())),
        "headings": tuple(told.get("headings", ())),
        "tabs": tuple((source, sheet) for source, sheet in told.get("tabs", ())),
    }
    return OpenQuestion(**told | plain | {"choices": choices, "parts": parts})


def _examples(told: list[dict]) -> tuple[Example, ...]:
    return tuple(Example(**one) for one in told)
