"""Which way of measuring is shown where there are several."""

from __future__ import annotations

import pytest

from metrics.engine.bases import headline_basis

GROUPS = ("micro", "bulk")


def measured(**counts: tuple[int, int]) -> dict[str, list[dict]]:
    """Rows by basis: so many lots of micro and of bulk each."""
    return {
        basis: [
            {"stream": stream, "case_id": f"{stream} {number}", "num": 1.0}
            for stream, count in zip(GROUPS, both, strict=True)
            for number in range(count)
        ]
        for basis, both in counts.items()
    }


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"A": (3, 3), "B": (9, 2)}, "A"),  # the scarcer stream counts: 3 lots against 2
        ({"A": (3, 3), "B": (3, 4)}, "B"),  # as many of the scarcer one: 6 lots in all against 7
        ({"A": (3, 4), "B": (4, 3)}, "B"),  # alike in both: by name, so that it is the same every day
        ({"A": (1, 1), "B": (9, 0)}, "A"),  # one that measured both streams before any that measured one
    ],
)
def test_the_basis_with_most_cases_common_to_both_streams_is_shown(counts, shown):
    assert headline_basis(measured(**counts), GROUPS) == ({"micro": shown, "bulk": shown}, None)


def test_a_preferred_basis_is_shown_as_soon_as_one_case_has_it():
    counts = measured(old=(9, 9), new=(1, 0))
    assert headline_basis(counts, GROUPS, preferred=("new", "old")) == ({"micro": "new", "bulk": "new"}, None)


def test_streams_with_nothing_in_common_show_each_its_own_and_are_not_compared():
    # micro: 4 lots by A, 2 by C; bulk: 5 by B
    shown, why_not = headline_basis(measured(A=(4, 0), B=(0, 5), C=(2, 0)), GROUPS)
    assert shown == {"micro": "A", "bulk": "B"}
    assert why_not == "The streams were not measured alike: micro by A and bulk by B."


def test_a_row_without_a_number_is_no_case():
    rows = measured(A=(2, 2), B=(3, 3))
    for row in rows["B"][:2]:
        row["num"] = None  # one lot of micro is left
    assert headline_basis(rows, GROUPS)[0] == {"micro": "A", "bulk": "A"}
