"""Samples approved: of those with an answer; those that wait stand beside it."""

from datetime import date

from tests.metrics.hand import asked, deal, lots, values

WAITING = "waiting for an answer, of all sent"


def sample(lot: str, result: str | None, on: date | None = date(2026, 2, 10), **columns) -> dict:
    """An offer with a sample sent on 2 January."""
    return {
        **deal(lot, 100, 8, **columns),
        "status": "open",
        "closed_on": None,
        "sample_sent_on": date(2026, 1, 2),
        "sample_result": result,
        "sample_result_on": on if result else None,
    }


def test_by_hand():
    # micro: approved 2, rejected 1, replaced 1 -> 2 / 4; one waits of 5. Bulk: the only one waits.
    found = asked(
        "samples_approved",
        lots=lots(5, 1),
        offers=[
            sample("M1", "approved"),
            sample("M2", "approved"),
            sample("M3", "rejected"),
            sample("M4", "replaced"),
            sample("M5", None),
            sample("B1", None),
        ],
    )
    assert values(found.groups) == {"micro": 0.5, "bulk": None}
    assert values(found.parts[WAITING]) == {"micro": 0.2, "bulk": 1.0, "difference": -0.8}
    assert found.parts[WAITING]["micro"].to_date and not found.groups["micro"].to_date


def test_an_answer_counts_from_its_day():
    logs = {"lots": lots(2, 1), "offers": [sample("M1", "approved"), sample("M2", "rejected", date(2026, 3, 20))]}
    assert asked("samples_approved", as_of=date(2026, 3, 19), **logs).groups["micro"].value == 1.0
    assert asked("samples_approved", as_of=date(2026, 3, 20), **logs).groups["micro"].value == 0.5
    before = asked("samples_approved", as_of=date(2026, 1, 31), **logs)
    assert before.groups["micro"].value is None and before.parts[WAITING]["micro"].value == 1.0


def test_an_offer_without_a_sample_is_in_neither():
    found = asked("samples_approved", lots=lots(2, 1), offers=[sample("M1", "approved"), deal("M2", 100, 8)])
    assert (found.groups["micro"].value, found.groups["micro"].n) == (1.0, 1)
    assert found.parts[WAITING]["micro"].value == 0.0


def test_a_sample_that_is_not_sent_yet_does_not_wait_for_an_answer():
    """M1 approved, M2 sent on 20 March, M3 to be sent: on the 19th nothing waits, on the 20th one of the two sent."""
    later = sample("M2", None, sample_kind="pre-shipment") | {"sample_sent_on": date(2026, 3, 20)}
    planned = sample("M3", None, sample_kind="pre-shipment") | {"sample_sent_on": None}
    logs = {"lots": lots(3, 1), "offers": [sample("M1", "approved"), later, planned]}
    waits = [
        asked("samples_approved", as_of=date(2026, 3, day), **logs).parts[WAITING]["micro"].value for day in (19, 20)
    ]
    assert waits == [0.0, 0.5]


def test_where_nobody_writes_when_samples_are_sent_they_are_once_offered_and_it_is_said():
    undated = {"sample_sent_on": None}
    offers = [sample("M1", "approved") | undated, sample("M2", None, sample_kind="pre-shipment") | undated]
    part = asked("samples_approved", lots=lots(2, 1), offers=offers).parts[WAITING]["micro"]
    assert part.value == 0.5
    assert part.assumed == ("samples are sent once offered: no day of sending is written",)
