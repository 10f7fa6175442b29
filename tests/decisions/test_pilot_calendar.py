"""Gates and weeks of a pilot that began on 15 Oct 2025 and is seen on 31 Mar 2026."""

from datetime import date

from decisions.pilot_calendar import pilot_calendar
from tests.decisions.pilot_rows import cherry, lot, world
from tests.support import warehouse_of


def test_gates_and_rows_a_week_from_the_first_day_of_the_pilot():
    # 15 Oct is day 0: 21 Oct ends the first week and 22 Oct begins the second; what came before is not of the pilot
    days = [date(2025, 10, 14), date(2025, 10, 15), date(2025, 10, 21), date(2025, 10, 22)]
    receipts = [cherry("M1", 10.0 + place, received_on=on) for place, on in enumerate(days)]
    found = pilot_calendar(world(lots=[lot("M1")], receipts=receipts))
    assert found.gates == ((90, date(2026, 1, 13)), (180, date(2026, 4, 13)), (360, date(2026, 10, 10)))
    assert found.today == date(2026, 3, 31)
    assert dict(found.weeks) == {"Receipts": ((date(2025, 10, 15), 2), (date(2025, 10, 22), 1))}


def test_without_a_first_day_there_is_none():
    assert pilot_calendar(warehouse_of()) is None
