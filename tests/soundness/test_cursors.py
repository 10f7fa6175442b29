"""One connection shared by threads gave wrong rows without an error; a variable set on one cursor is unknown to the
next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from tests.support import warehouse_of


def test_eight_threads_asking_at_once_each_get_their_own_answer():
    w = warehouse_of(
        offers=[
            {"offer_id": f"O-{n}", "buyer": f"B-{n % 7}", "offered_on": date(2026, 1, 1), "weight_kg": float(n)}
            for n in range(700)
        ]
    )
    expected = {f"B-{b}": float(sum(n for n in range(700) if n % 7 == b)) for b in range(7)}

    def ask(number: int) -> bool:
        buyer = f"B-{number % 7}"
        rows = w.rows(
            "SELECT buyer, sum(weight_kg) AS kg, count(*) AS n FROM offers WHERE buyer = $buyer GROUP BY buyer",
            {"buyer": buyer},
        )
        return rows == [{"buyer": buyer, "kg": expected[buyer], "n": 100}]

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(400)))


def test_the_day_is_set_on_every_cursor_and_two_days_never_mix():
    w = warehouse_of(
        offers=[
            {
                "offer_id": "O-1",
                "buyer": "B",
                "offered_on": date(2026, 1, 1),
                "weight_kg": 1.0,
                "status": "accepted",
                "closed_on": date(2026, 2, 1),
            }
        ]
    )
    before, after = w.seen_on(date(2026, 1, 15)), w.seen_on(date(2026, 2, 15))

    def ask(number: int) -> bool:
        seen, status = ((before, "open"), (after, "accepted"))[number % 2]
        return seen.rows("SELECT status FROM offers") == [{"status": status}]

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(200)))
    assert before.rows("SELECT count(*) AS n FROM offers") == [{"n": 1}]
    assert w.seen_on(date(2025, 12, 31)).rows("SELECT count(*) AS n FROM offers") == [{"n": 0}]


def test_days_do_not_move_with_the_clock_of_the_machine():
    w = warehouse_of()
    assert w.rows("SELECT current_setting('TimeZone') AS zone") == [{"zone": "UTC"}]
    assert w.cursor().execute("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]
