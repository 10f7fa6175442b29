"""What several commands ask for, said once, and how a day and a whole number are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import click


class Day(click.ParamType):
    """A day written 2026-03-31."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day itself."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value.strip())
        except ValueError:
            _wrong(f"{value!r} is not a day written like 2026-03-31.", param, ctx)


class WholeNumber(click.ParamType):
    """A whole number between two ends, both allowed."""

    name = "number"

    def __init__(self, least: int, most: int):
        self.least, self.most = least, most

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number itself."""
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            _wrong(f"{value!r} is not a whole number from {self.least} to {self.most}.", param, ctx)
        return number


def _wrong(sentence: str, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
    raise click.BadParameter(sentence, ctx, param)


a_source = click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
a_mapping = click.option(
    "--answers",
    "--mapping",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="What you answered in Questions and said in Connect about a SOURCE, kept as a file.",
)
a_moment = click.option(
    "--at",
    metavar="MOMENT",
    help="What the pages showed then: at the end of a day (2026-03-31), at an hour (2026-03-31T18:00), or one "
    "snapshot by its name in a link (?at=).",
)
a_crop_year = click.option("--crop-year", metavar="YEAR", help="Such as 2025/26; the newest unless given.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print one JSON object and nothing else.")
