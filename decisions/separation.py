"""Whether each lot was kept apart: every test of its identity with what was found, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.question import Question

_TESTS = """
    SELECT s.lot_id, s.stream, s.crop_year, s.station, s.variety, s.process, s.test, s.needed, s.passed, s.figure,
        s.lowest, s.highest, s.unit,
           s.words, s.missing, s.sign, s.row_ids
    FROM segregation s ORDER BY s.stream = 'micro' DESC NULLS LAST, s.lot_id, s.place"""
_WRITTEN = """
    SELECT lot_id, count(*) FILTER (log = 1) AS deliveries, count(*) FILTER (log = 2) AS steps,
        count(*) FILTER (log = 3) AS handovers
    FROM (SELECT lot_id, 1 AS log FROM receipts UNION ALL SELECT lot_id, 2 FROM processing UNION ALL SELECT lot_id, 3
        FROM handovers)
    GROUP BY lot_id"""


@dataclass(frozen=True)
class Finding:
    """One test of one lot: passed, failed, or None where it can't be made and `missing` says what the logs lack.

    `figure` stands against `lowest` and `highest` (tolerance included) in `unit`; `words` say as a sentence of its own
    what was found. `sign` marks a sign of mixing within the tolerance. `row_ids` are the rows that failed, or that were
    compared.
    """

    name: str
    needed: bool
    passed: bool | None
    figure: float | None
    lowest: float | None
    highest: float | None
    unit: str | None
    words: str | None
    missing: str | None
    sign: bool
    row_ids: tuple[int, ...]


@dataclass(frozen=True)
class LotSeparation:
    """One lot: how much is written about it, and its tests in their order."""

    lot_id: str
    stream: str | None
    deliveries: int
    steps: int
    handovers: int
    tests: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The tests the lot failed."""
        return tuple(test for test in self.tests if test.passed is False)

    @property
    def why_untested(self) -> str:
        """Which logs lack for the tests that are needed; empty where all of these could be made."""
        return "; ".join(dict.fromkeys(test.missing or test.name for test in self.untested if test.needed))

    @property
    def what_happened(self) -> str:
        """What the failed tests found, as what happened to the lot; empty where none failed."""
        return "; ".join(test.words or test.name for test in self.failed)

    @property
    def untested(self) -> tuple[Finding, ...]:
        """The tests that can't be made."""
        return tuple(test for test in self.tests if test.passed is None)

    @property
    def signs(self) -> tuple[Finding, ...]:
        """The tests that were passed, but show a sign of mixing within the tolerance."""
        return tuple(test for test in self.tests if test.sign)

    @property
    def apart(self) -> bool | None:
        """False where a test failed, True where none did and every needed one could be made, None where the logs can't
        tell."""
        if self.failed:
            return False
        return None if not self.tests or any(test.needed for test in self.untested) else True

    @property
    def row_ids(self) -> tuple[int, ...]:
        """The rows that decide: those that failed, else all that were compared."""
        return tuple(sorted({i for test in self.failed or self.tests for i in test.row_ids}))


def separation(warehouse: Warehouse, crop_year: str | None, filters: dict | None = None) -> list[LotSeparation]:
    """Every lot of the crop year, micro-lots first, then by code. That a lot passes is no proof: its logs hold no
    contradiction."""
    question = Question(warehouse, crop_year, filters)
    of_lot: dict[tuple[str, str | None], list[dict]] = {}
    written = {row["lot_id"]: row for row in question.fetched(_WRITTEN)}
    for row in question.rows(_TESTS):
        of_lot.setdefault((row["lot_id"], row["stream"]), []).append(row)
    return [
        LotSeparation(
            lot_id,
            stream,
            **{log: written.get(lot_id, {}).get(log, 0) for log in ("deliveries", "steps", "handovers")},
            tests=tuple(_test(row) for row in tests),
        )
        for (lot_id, stream), tests in of_lot.items()
    ]


def _test(row: dict) -> Finding:
    return Finding(
        row["test"],
        row["needed"],
        row["passed"],
        row["figure"],
        row["lowest"],
        row["highest"],
        row["unit"],
        row["words"],
        row["missing"],
        row["sign"],
        tuple(sorted(set(row["row_ids"]))),
    )
