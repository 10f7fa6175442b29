"""A row that is lost or counted twice is a bug of ours and stops the reading."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from logbooks.check import ledger
from logbooks.check.intake import load
from tests.logbooks.typed_sheets import RECEIPTS, tab, workbooks


@pytest.fixture
def read():
    connection = duckdb.connect()
    load(
        connection,
        workbooks(
            tab(
                "Receipts",
                RECEIPTS,
                [date(2026, 1, 10), "F-1", 46.5, "cherry", "R-1"],
                [date(2026, 1, 10), "F-2", 40, "cherry", "R-2"],
            )
        ),
    )
    return connection


def test_a_whole_reading_passes(read):
    ledger.check(read)
    assert read.execute("SELECT rows_in, used, not_data FROM ledger").fetchall() == [(3, 2, 1)]


@pytest.mark.parametrize(
    "lost",
    [
        "DELETE FROM clean.receipts WHERE row_no = 2",
        "INSERT INTO clean.receipts FROM clean.receipts",
        "UPDATE clean.receipts SET doubtful = true WHERE row_no = 2",
        "UPDATE ledger SET left_out = left_out + 1",
        "UPDATE ledger SET rows_in = rows_in + 1",
    ],
)
def test_a_row_that_is_lost_or_there_twice_is_noticed(read, lost):
    read.execute(lost)
    with pytest.raises(ledger.LedgerBroken):
        ledger.check(read)
