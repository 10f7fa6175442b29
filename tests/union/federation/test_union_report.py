"""What summaries say together: what is pooled with what, who is left out and why, and what may leave the office."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from command_line.union_text import union_text
from tests.union.federation.handed import row, standing
from union.federation.members import Federation
from union.federation.told_numbers import as_told
from union.federation.union_files import union_files
from union.federation.union_json import union_json
from union.federation.union_report import UnionNumber, UnionReport, union_report
from union.pooling.pooled import MemberEstimate, pooled
from union.summary.our_words import OWN_WORDS
from union.summary.row import STREAMS
from words.speech import say

NAMES = ("Alto", "Bajo", "Centro", "Delta", "Este", "Fuego", "Grano")


def report(*rows, own: str = "") -> UnionReport:
    by_member: dict[str, list] = {}
    for one in rows:
        by_member.setdefault(one.member, []).append(one)
    return union_report([standing(*of) for of in by_member.values()], Federation((), own))


def the_number(*rows) -> UnionNumber:
    (one,) = report(*rows).numbers
    return one


def test_numbers_that_are_alike_are_pooled_on_their_scale():
    rows = [row(name, 6.0 + place) for place, name in enumerate(NAMES)]
    found = the_number(*rows)
    exact = pooled([MemberEstimate(one.member, one.middle, 0.1, 4.0) for one in rows], "log")
    assert found.pooled == as_told(exact, {one.member: one for one in rows}, (-math.inf, math.inf))
    assert (found.why_not, found.left_out, found.pooled.is_published) == (None, (), True)
    # the geometric mean of 6 to 12 lies between 8 and 9, and every member weighs alike
    assert 8 < found.pooled.mean < 9


def test_another_currency_is_left_out_by_name_and_never_converted():
    found = the_number(
        row("A"), row("B"), row("C"), *(row(name, 170.0, currency="HNL", unit="HNL/kg", rate=24.6) for name in "DE")
    )
    assert [one.member for one in found.pooled.members] == ["A", "B", "C"]
    assert found.pooled.mean == pytest.approx(7.0)
    assert [(one.member, one.why) for one in found.left_out] == [
        (name, "Its money is HNL; that of those pooled is USD.") for name in "DE"
    ]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"definitions_version": "2"}, "by other definitions, 2; those pooled by 1"),
        ({"basis": "SCA"}, "was measured by SCA; those pooled by none"),
        ({"counterfactual_step": "month"}, "bulk of the same month; those pooled of the same none"),
        ({"to_date": True}, "Its season is not over; those of the ones pooled are."),
        ({"standard_error": None}, "has no standard error"),
        ({"standard_error": 0.0}, "has no standard error"),
        ({"degrees_of_freedom": float("nan")}, "has no standard error"),
        ({"scale": "cube"}, "has no standard error"),
        ({"value": None, "why_not": "It rests on fewer than three buyers."}, "fewer than three buyers"),
    ],
)
def test_one_that_is_not_alike_or_has_no_number_never_stops_the_rest(other, why):
    found = the_number(row("A"), row("B"), row("C"), row("D", **other))
    assert len(found.pooled.members) == 3
    (left_out,) = found.left_out
    assert left_out.member == "D" and why in left_out.why


def test_what_each_member_measures_in_its_own_way_is_not_pooled_and_that_is_why():
    own = {"basis": OWN_WORDS, "scale": "", "standard_error": None, "unit": "%"}
    found = the_number(row("A"), row("B"), row("C"), row("D", **own))
    assert [(one.member, one.why) for one in found.left_out] == [("D", say("federation.left_out.own_words"))]
    assert the_number(*(row(name, **own) for name in "ABC")).why_not == say("federation.not_pooled.own_words")
    # said once of all streams, not three times with every name
    said = union_text(report(*(row(name, stream=stream, **own) for name in "ABC" for stream in STREAMS)))
    assert " ".join(said.split()).count(say("federation.left_out.own_words")) == 1 and "without" not in said


def test_that_too_few_have_numbers_is_said_once_of_all_streams():
    said = " ".join(union_text(report(*(row(name, stream=stream) for name in "AB" for stream in STREAMS))).split())
    assert said.count(say("federation.not_pooled.fewer_than_three")) == 1
    # a third one's number of one stream is pooled with theirs, and the others say each why not
    rows = [row(name, stream=stream) for name in "AB" for stream in STREAMS]
    said = " ".join(union_text(report(*rows, row("C", stream="micro"))).split())
    assert said.count(say("federation.not_pooled.fewer_than_three")) == 2


def test_no_range_of_a_difference_of_shares_goes_beyond_all_or_nothing():
    """0.7, 0.8 and 0.9, each with an error of 0.2: the t of three members reaches beyond 1, where none lies."""
    told = {"stream": "difference", "unit": "share", "scale": "plain", "standard_error": 0.2, "currency": None}
    rows = [
        replace(row(name, at, **told), middle=at, low80=at - 0.3, high80=at + 0.3)
        for name, at in (("A", 0.7), ("B", 0.8), ("C", 0.9))
    ]
    pooled_ones = the_number(*rows).pooled
    ends = [pooled_ones.mean95, pooled_ones.prediction95]
    ends += [span for one in pooled_ones.members for span in (one.alone80, one.with_neighbours80)]
    assert all(low < high <= 1 for low, high in ends) and pooled_ones.prediction95[1] == 1
    assert "in percentage points, 3 members" in union_text(report(*rows))


def test_a_season_is_found_by_when_it_began_not_by_its_name():
    """A, B and C begin within a month; what D calls by the same name began half a year later."""
    found = report(
        row("A"),
        row("B", season_began_on=date(2025, 10, 20)),
        row("C", crop_year="2025", season_began_on=date(2025, 11, 1)),
        row("D", season_began_on=date(2026, 4, 1)),
    )
    later, earlier = found.numbers
    assert (earlier.season.crop_year, len(earlier.pooled.members)) == ("2025/26", 3)
    assert (later.season.first_began_on, later.pooled) == (date(2026, 4, 1), None)
    assert later.why_not == "Fewer than three members have numbers that can be pooled with one another."


def test_a_season_whose_beginning_nobody_knows_is_said():
    found = report(row("A"), row("B", season_began_on=None, crop_year="the last"))
    assert [(one.member, one.why) for one in found.without_season] == [
        ("B", "Its summary does not say when its season the last began.")
    ]


def test_of_two_seasons_of_a_member_that_began_close_the_later_stands():
    found = the_number(row("A"), row("B"), row("C"), row("C", 9.0, crop_year="fly", season_began_on=date(2025, 12, 1)))
    assert found.of("C").alone == pytest.approx(9.0)
    assert [(one.member, one.why) for one in found.left_out] == [
        ("C", "Its season 2025/26 began in the same months as its next, which stands here.")
    ]


def test_nobody_with_a_number_has_a_reason():
    found = the_number(*(row(name, value=1.0, why_not="No prices are written.") for name in "AB"))
    assert (
        found.pooled is None
        and found.why_not == "Fewer than three members have numbers that can be pooled with one another."
    )
    none = row("A", None, why_not="No prices are written.")
    found = the_number(none, replace(none, member="B"))
    assert found.why_not == "No member has a number." and len(found.left_out) == 2


def test_a_name_stands_beside_a_number_only_where_it_is_ones_own():
    rows = [row(name, 6.0 + place) for place, name in enumerate(NAMES)]
    told = union_json(report(*rows, own="delta"))
    (number,) = told["numbers"]
    assert told["own"] == "Delta" and number["own"]["alone"]["value"] == 9.0
    assert len(number["others"]) == 6
    assert not [name for name in NAMES if name in json.dumps(number)]
    # lowest first, so that their order tells nobody who they are
    assert [one["value"] for one in number["others"]] == sorted(one["value"] for one in number["others"])


def test_the_others_are_shown_from_five_others_on():
    rows = [row(name, 6.0 + place) for place, name in enumerate(NAMES[:5])]
    (number,) = union_json(report(*rows, own="Alto"))["numbers"]
    assert number["published"] and number["others"] == []


def test_what_may_not_be_published_stands_in_no_file():
    few = [row(name, 6.0, indicator="producer_price") for name in NAMES[:4]]
    many = [row(name, 8.0) for name in NAMES]
    found = report(*few, *many, own="Alto")
    files = union_files(found)
    assert list(files) == ["union.csv", "union.json", "001_premium_over_bulk_micro.svg"]
    (told,) = csv.DictReader(io.StringIO(files["union.csv"].decode("utf-8-sig")))
    assert (told["indicator"], told["members"], float(told["value"])) == ("premium_over_bulk", "7", 8.0)
    assert not [name for name in NAMES[1:] for content in files.values() if name.encode() in content]
    assert b"producer_price" not in b"".join(files.values())


def test_texts_of_a_summary_become_neither_formula_nor_picture():
    nasty = '=HYPERLINK("x")<script>&'
    rows = [row(name, crop_year=nasty, basis=nasty, indicator="../up") for name in NAMES]
    files = union_files(report(*rows))
    assert [name for name in files if "/" in name or ".." in name] == []
    (told,) = csv.DictReader(io.StringIO(files["union.csv"].decode("utf-8-sig")))
    assert told["crop_year"] == told["basis"] == f"'{nasty}"
    picture = ElementTree.fromstring(next(one for name, one in files.items() if name.endswith(".svg")))
    assert not picture.findall(".//{*}script") and nasty in "".join(picture.itertext())


def test_an_own_member_that_no_summary_names_is_told():
    found = report(*(row(name) for name in "ABC"), own="Alto Tanbo")
    assert found.own == "" and [one for one in found.wrong if "Alto Tanbo" in one]
