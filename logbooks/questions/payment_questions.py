"""Makes the question what payments are for that name neither lot nor receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.questions.open_questions import OpenQuestion, kinds
from logbooks.questions.tab_questions import which_holds

if TYPE_CHECKING:
    import duckdb

    from logbooks.recognise.recognised import Recognised

TELL = ("stream", "lot_id", "receipt_no")  # what a payment is for
# Payments to farmers who delivered both, and so can't be known by their deliveries.
OF_EITHER = """
    WITH of_both AS (
        SELECT farmer_id FROM clean.receipts r LEFT JOIN clean.lots l USING (lot_id)
        GROUP BY farmer_id HAVING count(DISTINCT coalesce(l.stream, r.stream)) > 1)
    SELECT count(*) FROM clean.payments
    WHERE farmer_id IN (FROM of_both) AND lot_id IS NULL AND stream IS NULL AND receipt_no IS NULL"""


def payment_questions(connection: duckdb.DuckDBPyConnection, found: Sequence[Recognised]) -> list[OpenQuestion]:
    """Which column says whether payments are of micro or of bulk, or which all are; asked of the
    first tab of payments that has no column for stream, lot or receipt, where farmers who delivered both were paid."""
    column = logbooks()["payments"].column("stream")
    tabs = [one for one in found if one.logbook == "payments" and not {*one.columns, *one.constants} & {*TELL}]
    if not tabs:
        return []
    ((paid,),) = connection.execute(OF_EITHER).fetchall()
    if not paid:
        return []
    why = kinds()["column"]["why_of_payments"].format(tab=tabs[0].tab.sheet)
    return [replace(which_holds(tabs[0], column), why=why, cells=paid, rows=paid)]
