"""A dress read and computed as the command line does it, without a process of its own for every file.

The same functions in the same order: what reads the bytes, puts the cells together, checks them and computes; only the
processes that hold a reader to its limits are left out, which would cost more than all the rest.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.dress.invented_rows import AS_OF
from connectors.cells import Workbook
from connectors.reading import child, child_answers, second_reader
from connectors.reading.files import files_in, known_as
from connectors.signatures import has_second_reader
from connectors.utc_time import utc_seconds
from history.snapshots import store
from logbooks.questions.open_questions import OpenQuestion, open_questions
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping


@dataclass
class ReadHere:
    """A workbook that is read in this process as soon as it is asked for."""

    path: Path
    name: str

    def result(self) -> Workbook:
        """The workbook with its cells; raises CannotGoOn."""
        content = self.path.read_bytes()
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "workbook").write_bytes(content)
            asked = {"name": self.name, "twice": has_second_reader(content)}
            (folder / "request.json").write_text(json.dumps(asked), encoding="utf-8")
            if asked["twice"]:
                second_reader.answer(folder)
            child.answer(folder)
            told = child_answers.first(folder, self.name)
            return Workbook(self.name, "", utc_seconds(), utc_seconds(), child_answers.tabs(folder, self.name, told))


@dataclass(frozen=True)
class Shown:
    """One indicator as shown: its numbers by group, and the logbooks it is made of."""

    numbers: dict[str, dict[str, Any]]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class DressReport:
    """What is told of a dress: indicators by id, the problems, and what is asked."""

    answers: dict[str, Shown]
    problems: list[dict]
    questions: list[OpenQuestion]


def shown(path: Path, indicators: Collection[str], given: Sequence[GivenAnswer] = ()) -> DressReport:
    """Those indicators of a file or folder, read with these answers and an empty data folder; raises CannotGoOn."""
    from command_line.opened_sources import refuse_nothing
    from decisions.report import problems
    from metrics.engine.compute import crop_years, some_answers
    from metrics.engine.metric_catalogue import metrics

    before = os.environ.get("LOTWISE_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["LOTWISE_HOME"] = home
        try:
            files = files_in(path)
            begun = [ReadHere(file, name) for file, name in zip(files, known_as(files), strict=True)]
            w = store.temporary(begun, Mapping(answers=Answers(tuple(given))), AS_OF)
            refuse_nothing(w)
            year = next(iter(crop_years(w)), None)
            found = {}
            for indicator, said in some_answers(w, indicators, year).items():
                numbers = {**said.groups, "difference": said.difference, "relative": said.relative}
                found[indicator] = Shown(
                    {group: vars(one) for group, one in numbers.items() if one is not None}, metrics()[indicator].reads
                )
            return DressReport(found, problems(w), open_questions(w))
        finally:
            os.environ.pop("LOTWISE_HOME")
            if before is not None:
                os.environ["LOTWISE_HOME"] = before
