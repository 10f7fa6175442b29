"""A person who knows how a dress was written, and answers what is asked about it: by the heading, the word or the sign
that is shown, never by what the reader makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from benchmarks.dress.columns import CODED, KG_OF, DressColumn, moneys
from benchmarks.dress.drawn import PAID, WEIGHED, Dress, words
from benchmarks.dress.tabs import heading_of
from logbooks.questions.open_questions import AskedPart, OpenQuestion
from logbooks.recognise.answers import NOTHING, GivenAnswer
from logbooks.vocabulary.sheet_words import fold, fold_header

FIRST_DAY = "2025-10-01"
FEWEST_ALIKE = 0.6  # of the letters of a word that a slip of the hand leaves


@dataclass(frozen=True)
class Person:
    """Who wrote the sheets in that dress, in these columns by logbook."""

    dress: Dress
    columns: Mapping[str, list[DressColumn]]

    def answers(self, questions: Iterable[OpenQuestion]) -> list[GivenAnswer]:
        """What the person answers; a question of which such a person knows nothing stays open."""
        found: list[GivenAnswer] = []
        for question in questions:
            answer = KNOWN.get(question.kind)
            for asked in question.parts or (question,):
                if answer and (said := answer(self, asked.id.split("/"), asked, question)):
                    found.append(GivenAnswer(asked.id, said))
        return found

    def _heading(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        """The heading of that column, as it is offered or written; of gross and net the net one."""
        logbook, _, key = about[1].partition(".")
        headings = [heading_of(self.dress, column) for column in self.columns[logbook] if column.key == key]
        if key == "weight" and self.dress.headings == "gross and net":
            net = fold(self.dress.said("values", "words", "net"))
            return next((choice.id for choice in question.choices if net in fold(choice.id)), NOTHING)
        return headings[0] if headings else NOTHING

    def _logbook(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        """The logbook most headings of which stand in the tab."""
        shown = set(about[1].split(", "))

        def alike(logbook: str) -> int:
            return len(shown & {fold_header(heading_of(self.dress, one)) for one in self.columns[logbook]})

        best = max(self.columns, key=alike)
        return best if alike(best) else NOTHING

    def _word(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        """What is meant by a word in a column of choices, also where a letter of it is missing."""
        key = about[1].partition(".")[2]
        table = "form" if key in ("form_in", "form_out") else key
        if key not in CODED or not asked.examples:
            return NOTHING
        said = {code: self.dress.said("values", table, code) for code in words("values")[table]}
        return _nearest(asked.examples[0].written, said)

    def _lot(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        """The lot whose code that is with a slip in it."""
        lots = {choice.id: choice.id for choice in question.choices if choice.id != NOTHING}
        return _nearest(asked.examples[0].written, lots) if asked.examples else NOTHING

    def _size(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        units = words("values")["units"][self.dress.language]
        sizes = [KG_OF[unit] for unit, written in units.items() if about[1] in map(fold, (unit, *written))]
        return f"{sizes[0]:g}" if sizes else NOTHING

    def _unit(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        logbook, _, key = about[1].partition(".")
        codes = self.dress.money.get(logbook, ())
        if key == "accepted_price":
            return f"{codes[0]}/{self.dress.price_per}" if len(set(codes)) == 1 else NOTHING
        return self.dress.weight_unit[logbook] if logbook in WEIGHED else NOTHING

    def _order(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        dress = self.dress
        if dress.days == "m/d/y" or (dress.days == "real" and dress.day_format == "mm-dd-yy"):
            return "mdy"
        return "ymd" if dress.days == "y-m-d" else "dmy"

    def _mark(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        return self.dress.mark

    def _percent(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        return "fraction" if self.dress.percent == "plain" and about[1].endswith(".ripe_share") else "percent"

    def _money(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        codes = set(self.dress.money[about[1].partition(".")[0]]) if about[1].partition(".")[0] in PAID else set()
        return codes.pop() if len(codes) == 1 else NOTHING

    def _sign(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        """The only money so signed, else the one whose code has a slip in it."""
        known = moneys(self.dress).values()
        signed = [one.code for one in known if about[1] in (one.before.lower(), one.after.lower())]
        if len(signed) == 1:
            return signed[0]
        near = _nearest(about[1], {one.code: one.code for one in known})
        return "" if near == NOTHING else near

    def _setting(self, about: list[str], asked: Asked, question: OpenQuestion) -> str:
        return FIRST_DAY if about[1] == "pilot_start" else ""


Asked = AskedPart | OpenQuestion
KNOWN: dict[str, Callable[[Person, list[str], Asked, OpenQuestion], str]] = {
    "column": Person._heading,
    "tab": Person._logbook,
    "word": Person._word,
    "lot": Person._lot,
    "size": Person._size,
    "unit": Person._unit,
    "dates": Person._order,
    "mark": Person._mark,
    "percent": Person._percent,
    "money": Person._money,
    "currency": Person._sign,
    "setting": Person._setting,
}


def _nearest(written: str, said: Mapping[str, str]) -> str:
    """The key of the text most like what is written; NOTHING where none is."""
    alike = {key: SequenceMatcher(None, fold(written), fold(text)).ratio() for key, text in said.items()}
    best = max(alike, key=lambda key: alike[key], default=NOTHING)
    return best if alike.get(best, 0) >= FEWEST_ALIKE else NOTHING
