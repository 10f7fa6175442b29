"""What people answered to the questions of their sheets, kept by meaning: by heading, logbook and word, never by file.

A question's id is its kind and what it is about, such as `size/qq`, `column/receipts.form` or
`word/costs.category/descripcion/trilla`. An answer to `word/costs.category/descripcion` holds for every word that has
none of its own. Where a heading means something else in one tab, it is answered for that tab alone under
`word/costs.category@gastos 2025/descripcion`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from logbooks.vocabulary.sheet_words import fold, fold_header

TAKEN_BACK = ""
ALWAYS = "always: "  # before the choice that holds for every row of a tab without such a column
ABOVE = "above"  # a blank cell means what the cell above it says
BOTH = "both"  # the one day of a sale is that of the deal
TOGETHER = " + "  # between the lots that one sale is of
NOTHING = "nothing"  # the answer that a word, heading or tab means none of what was offered
ASK = "ask"  # takes back what the sheets settle themselves: it is asked about instead
NO_ANSWER = (NOTHING, ASK)
IN_TAB = "@"  # between what a question is about and the words of the one tab that it is about
# kinds that may be answered for one tab
OF_A_TAB = ("dates", "mark", "percent", "word", "unit", "money", "column", "day_of_sale", "blank")


@dataclass(frozen=True)
class GivenAnswer:
    """One answer: to which question, what was said (the id of a choice, or a value of one's own), by whom and when."""

    question: str
    answer: str
    said_by: str = ""
    said_on: str = ""


@dataclass(frozen=True)
class Answers:
    """All answers in the order they were given; a newer one holds, the older ones stay, an empty one takes back."""

    given: tuple[GivenAnswer, ...] = ()

    def said(self, *ids: str) -> str | None:
        """The newest answer to the first of these questions that has one, or None."""
        return next((found[0] for one in ids if (found := self.all_said(one))), None)

    def all_said(self, question: str) -> list[str]:
        """Every answer to a question of which several may hold side by side, newest first; none of those taken back."""
        found: list[str] = []
        for one in reversed([one for one in self.given if one.question == question]):
            if one.answer == TAKEN_BACK:
                break
            if one.answer not in found:
                found.append(one.answer)
        return found

    def below(self, question: str) -> dict[str, str]:
        """The last part of the id of each part of that question that is answered, with its answer."""
        asked = dict.fromkeys(one.question for one in self.given if one.question.startswith(f"{question}/"))
        said = {one.removeprefix(f"{question}/"): self.said(one) for one in asked}
        return {part: answer for part, answer in said.items() if answer is not None}

    def of_kind(self, kind: str) -> dict[str, str]:
        """What was said to all questions of a kind, by the rest of their ids: {"qq": "46"} for `size`."""
        return self.below(kind)

    def of_tab(self, sheet: str) -> Answers:
        """The same as they hold in a tab of that name: what was said of it alone comes after what holds for any tab."""
        return _of_tab(self, sheet)

    def with_answer(self, *more: GivenAnswer) -> Answers:
        """The same with newer answers after them."""
        return Answers((*self.given, *more))

    def __iter__(self) -> Iterator[GivenAnswer]:
        return iter(self.given)

    def __bool__(self) -> bool:
        return bool(self.given)


@lru_cache(maxsize=256)
def _of_tab(answers: Answers, sheet: str) -> Answers:
    split = [(one, *without_tab(one.question)) for one in answers]
    if not any(tab for *_, tab in split):
        return answers
    here = [replace(one, question=question) for one, question, tab in split if tab and tab == tab_words(sheet)]
    said_here = {one.question: Answers(tuple(here)).all_said(one.question) for one in here}
    alone = [
        one for one in here if one.answer in said_here[one.question]
    ]  # what was taken back leaves what holds for any
    return Answers((*(one for one, _, tab in split if not tab), *alone))


def tab_words(sheet: str) -> str:
    """The words of a tab's name as they stand in an id."""
    return fold_header(sheet) or sheet.strip().replace("/", " ")


def for_tab(question: str, sheet: str) -> str:
    """The id of the same question for the tab of that name alone."""
    kind, first, *rest = question.split("/")
    return "/".join([kind, f"{first}{IN_TAB}{tab_words(sheet)}", *rest])


def without_tab(question: str) -> tuple[str, str]:
    """The id of the question for any tab, and the words of the one tab that it is about, "" where it is about any."""
    kind, *about = question.split("/")
    thing, _, tab = about[0].partition(IN_TAB) if about and kind in OF_A_TAB else ("", "", "")
    return ("/".join([kind, thing, *about[1:]]), tab) if thing and tab else (question, "")


def is_a_day(answer: str) -> bool:
    """Whether the answer is a day, as it is typed where a question takes one: 2026-02-01."""
    try:
        return len(answer) == len("2026-02-01") and bool(date.fromisoformat(answer))
    except ValueError:
        return False


def question_id(kind: str, *about: str) -> str:
    """The id of a question: its kind, then a column such as receipts.form as it is, headings and words folded."""
    return "/".join([kind, *about])


def day_of_sale(heading: str) -> str:
    """The id of the question what happened on the only day that a tab of sales has, by its heading."""
    return question_id("day_of_sale", fold_header(heading) or heading.strip())


def about_column(kind: str, logbook: str, column: str, heading: str = "", word: str = "") -> str:
    """The id of a question about a column of a logbook, under a heading, about a word in it."""
    parts = [kind, f"{logbook}.{column}", fold_header(heading) or heading.strip(), fold(word) or word.strip()]
    return "/".join(part for part in parts if part)
