"""One rounding for everybody: what the terminal prints, a picture draws and a file holds is the same number."""

from __future__ import annotations

import json
import math

import pytest

from tests.union.federation.handed import row, standing
from union.federation.forest_picture import forest_lines
from union.federation.members import Federation
from union.federation.told_numbers import as_told
from union.federation.union_json import union_json
from union.federation.union_report import union_report
from union.pooling.pooled import MemberNumber, Pooled

ANYWHERE = (-math.inf, math.inf)
NAMES = ("Alto", "Bajo", "Centro", "Delta", "Este", "Fuego")


def member(name: str) -> MemberNumber:
    return MemberNumber(name, 11.2461, (10.06, 12.57), -1.1234, (-1.987, -0.0812), 0.3)


def found(*names: str) -> Pooled:
    return Pooled("plain", -1.4824, (-3.0123, 0.0412), (-4.763, 1.754), 0.5, 1.0, tuple(map(member, names)), None)


def test_a_number_is_told_to_a_tenth_of_its_standard_error():
    """3.05 from end to end is 3.92 errors of 0.78, of which a tenth is 0.078: to 0.05. With neighbours 1.91 is 2.56
    errors of 0.74: to 0.05 too, so that a range below nothing stays below it."""
    told = as_told(found("Alto"), {"Alto": row("Alto")}, ANYWHERE)
    assert (told.mean, told.mean95, told.prediction95) == (-1.5, (-3.0, 0.05), (-4.75, 1.75))
    (own,) = told.members
    assert (own.with_neighbours, own.with_neighbours80) == (-1.1, (-2.0, -0.1))


def test_a_members_own_number_is_that_of_its_summary():
    told = as_told(found("Alto"), {"Alto": row("Alto", 11.2, low80=10.0, high80=12.4)}, ANYWHERE)
    assert (told.members[0].alone, told.members[0].alone80) == (11.2, (10.0, 12.4))
    # one without a range of its own is told as pooling has it: 2.51 is 2.56 errors of 0.98, to 0.05
    told = as_told(found("Alto"), {"Alto": row("Alto", 11.2, low80=None, high80=None)}, ANYWHERE)
    assert told.members[0].alone == pytest.approx(11.25) and told.members[0].alone80 == pytest.approx((10.05, 12.55))


def test_picture_and_file_hold_the_same():
    report = union_report([standing(row(name, 6.0 + at)) for at, name in enumerate(NAMES)], Federation((), "Bajo"))
    (number,) = json.loads(json.dumps(union_json(report)))["numbers"]
    others, (alone, together, union, new) = (lines := forest_lines(report.numbers[0], "Bajo"))[:-4], lines[-4:]
    assert (union.value, *union.ends) == (number["value"], number["low"], number["high"])
    assert new.ends == (number["new_member_low"], number["new_member_high"])
    own = number["own"]
    assert (together.value, *together.ends) == tuple(own["with_neighbours"].values())
    assert (alone.value, *alone.ends) == tuple(own["alone"][name] for name in ("value", "low80", "high80"))
    assert [one.value for one in others] == [one["value"] for one in number["others"]]
