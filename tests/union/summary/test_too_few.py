"""What rests on too few may not leave, and what was given stands until three of each kind are new."""

import pytest

from metrics.engine.metric_catalogue import metrics
from union.summary.too_few import may_be_renewed, rests_on, why_withheld


def people(**of_kind: str) -> dict[str, frozenset[str]]:
    """micro_buyer="abc" for three buyers a, b and c."""
    return {kind.replace("_", " "): frozenset(names) for kind, names in of_kind.items()}


THREE = people(micro_buyer="abc", micro_farmer="fgh", micro_lot="123")


@pytest.mark.parametrize(
    ("behind", "cases", "reason"),
    [
        (THREE, 3, None),
        (THREE, 2, "few_cases"),
        (THREE | people(micro_buyer="ab"), 3, "few_buyers"),
        (THREE | people(bulk_buyer="a"), 3, "few_buyers"),
        (THREE | people(micro_farmer="fg"), 3, "few_farmers"),
        (THREE | people(micro_lot="12"), 3, "few_lots"),
        (people(micro_lot="1234"), 4, "nobody_named"),  # lots of whom is not written
        (people(micro_buyer="abc", micro_lot="123"), 3, None),  # a price whose receipts are not kept
        (people(farmer="fgh"), 3, None),
        ({}, 12, "nobody_named"),
    ],
)
def test_three_of_each_kind_or_no_number(behind, cases, reason):
    assert why_withheld(behind, cases) == reason


def test_a_lot_of_the_other_stream_does_not_hold_a_number_back():
    # segregation of micro names the one bulk lot it was mixed with: the number is of micro lots all the same
    behind = THREE | people(bulk_lot="9")
    assert rests_on(metrics()["segregation"], "micro", behind) == THREE
    # net gain has no number of bulk: what bulk brought is in it, so that bulk counts
    assert rests_on(metrics()["net_gain"], "micro", behind) == behind


MORE = people(micro_buyer="abcdef", micro_farmer="fghijk", micro_lot="123456")


@pytest.mark.parametrize(
    ("now", "may"),
    [
        (MORE, True),
        (THREE, False),
        (MORE | people(micro_lot="12345"), False),  # three new buyers, two new lots
        (MORE | people(micro_farmer="fgh"), False),  # the same farmers
        (MORE | people(micro_buyer="xyz"), False),  # all written otherwise, and no more than before
        (MORE | people(bulk_buyer="ab"), False),  # somebody of whom nothing was told is new, but two
        ({"micro buyer": MORE["micro buyer"]}, False),
    ],
)
def test_three_new_ones_of_each_kind_or_it_stands(now, may):
    assert may_be_renewed(THREE, now) is may
