"""What the slides of a board are made of: one reading, its report, last season's numbers, the minutes' facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from decisions.board_meetings import SinceMeeting, since_last_meeting
from decisions.minutes_facts import MinutesFacts, minutes_facts
from decisions.report import Report, read_report
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.lot_book import lot_book
from metrics.engine import compute
from metrics.engine.contract import Answer

STREAMS = ("micro", "bulk")


@dataclass(frozen=True)
class BoardFacts:
    """One reading for one season; what only one slide asks for is worked out when it does."""

    w: Warehouse
    report: Report

    @property
    def year(self) -> str | None:
        """The season shown."""
        return self.report.crop_year

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The season's indicators by id."""
        return self.report.answers

    @cached_property
    def year_before(self) -> str | None:
        """The season before the one shown; None where there is none."""
        years = compute.crop_years(self.w)
        return next(iter(years[years.index(self.year) + 1 :]), None) if self.year in years else None

    @cached_property
    def answers_before(self) -> Mapping[str, Answer]:
        """Last season's indicators by id; none where there is no such season."""
        return compute.answers(self.w, self.year_before) if self.year_before else {}

    @cached_property
    def minutes(self) -> MinutesFacts:
        """What the minutes tell."""
        return minutes_facts(self.w, self.report.decided)

    @cached_property
    def since(self) -> SinceMeeting | None:
        """What moved since the last meeting."""
        return since_last_meeting(self.w, self.year, self.answers, self.report.decided)

    @cached_property
    def lots(self) -> list[dict]:
        """The book of lots of the season."""
        return lot_book(self.w, self.year)

    @property
    def is_streamed(self) -> bool:
        """Whether lots are known to be micro or bulk."""
        return any("micro" in answer.groups for answer in self.answers.values())


def board_facts(w: Warehouse, crop_year: str | None = None) -> BoardFacts:
    """The facts of a season, the newest unless named. Raises NothingToRead."""
    return BoardFacts(w, read_report(w, crop_year))
