"""The seal changes with the plan and with nothing else."""

from datetime import date

from decisions.verdict.plan import SEALED
from decisions.verdict.seal import seal_of

ROW = dict.fromkeys(SEALED) | {
    "gate": 360,
    "indicator": "net_gain",
    "applies_to": "planned",
    "role": "goal",
    "scale_at": 0.0,
    "stop_at": 0.0,
    "agreed_on": date(2025, 9, 15),
}
OTHER = ROW | {"indicator": "sold_share", "scale_at": 0.8}


def test_the_order_of_rows_and_how_a_number_is_typed_do_not_matter():
    assert seal_of([ROW, OTHER]) == seal_of([OTHER | {"note": "x"}, ROW | {"scale_at": 0, "indicator": "NET_GAIN "}])


def test_every_column_that_is_agreed_matters():
    for name in SEALED:
        changed = ROW | {name: date(2025, 9, 16) if name == "agreed_on" else 7}
        assert seal_of([changed]) != seal_of([ROW]), name


def test_it_is_a_sha_256():
    assert len(seal_of([ROW])) == 64
    assert seal_of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of nothing
