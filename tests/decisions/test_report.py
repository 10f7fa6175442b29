"""The report as values: exactly the shape that other programs were promised."""

from __future__ import annotations

import json
import math
from datetime import date
from itertools import pairwise

import pytest

from connectors.trouble import NothingToRead
from decisions.report import ALL_SEASONS, as_json, read_report
from decisions.thresholds import gate_of_plan
from metrics.engine.compute import answer
from metrics.engine.metric_catalogue import metrics
from tests.cooperatives import cooperative

NUMBER = {
    "unit": str,
    "value": float,
    "low": float,
    "high": float,
    "low80": float,
    "high80": float,
    "n": int,
    "rows": int,
    "left_out": int,
    "method": str,
    "basis": str,
    "assumed": list,
    "to_date": bool,
    "why_not": str,
    "no_range": str,
    "notes": list,
}
NEVER_NONE = {"unit", "n", "rows", "left_out", "method", "assumed", "to_date", "notes"}
PROBLEM = {
    "code": str,
    "severity": str,
    "logbook": str,
    "source": str,
    "sheet": str,
    "row": int,
    "column": str,
    "written": str,
    "what": str,
    "fix": str,
    "place": str,
    "link": str,
}


@pytest.fixture(scope="module")
def warehouse():
    return cooperative("messy")


@pytest.fixture(scope="module")
def found(warehouse) -> dict:
    return as_json(read_report(warehouse))


def numbers(found: dict):
    """Every number of the report with the indicator it belongs to."""
    for indicator in found["indicators"]:
        groups = [indicator[name] for name in ("micro", "bulk", "all", "difference", "relative") if name in indicator]
        tables = [
            one for table in (indicator["parts"], indicator["by"]) for row in table.values() for one in row.values()
        ]
        yield from ((indicator["id"], one) for one in (*groups, *tables))


def test_the_report_has_these_fields_and_no_others(found):
    assert list(found) == [
        "schema_version",
        "snapshot",
        "as_of",
        "crop_year",
        "base_currency",
        "sources",
        "indicators",
        "verdict",
        "verdict_why_not",
        "verdicts_kept",
        "distance",
        "refusals",
        "roadmap",
        "working_capital",
        "risks",
        "problems",
    ]
    assert found["working_capital"]["why_not"] is None and found["working_capital"]["weeks"][0]["out"] > 0
    assert [one["name"] for one in found["risks"]][:3] == ["price_spread", "price_spread_share", "unsold"]
    assert (found["schema_version"], found["base_currency"]) == (1, "USD")
    assert date.fromisoformat(found["as_of"])


def test_every_task_says_what_was_reported_and_what_the_logs_show(found):
    """The last task of the sample names no evidence; one bed of the micro-lots was shared."""
    by_task = {task["task"]: task for task in found["roadmap"]}
    beds, review = (
        by_task[name]
        for name in ("Separate tanks and beds for the pilot", "Review build, measure, learn with the board")
    )
    assert (beds["said"], beds["shown"], beds["disagrees"], beds["done_on"]) == (
        "done",
        "contradicted",
        True,
        "2025-10-24",
    )
    assert (review["shown"], review["share"], review["done_on"]) == ("can't tell", None, None)


def test_every_indicator_says_its_form_and_its_groups(found):
    for indicator in found["indicators"]:
        groups = ["micro", "bulk"] if "all" not in indicator else ["all"]
        assert list(indicator) == [
            "id",
            "layer",
            "better",
            "needs",
            *groups,
            "difference",
            "relative",
            "describes",
            "parts",
            "by",
            "groups",
            "agreed",
        ]
        assert indicator["better"] in ("higher", "lower", "inside")
        assert indicator["layer"] in ("technical", "commercial", "impact", "trust")


def test_groups_that_are_no_streams_stand_by_their_own_names_and_the_streams_say_so(found):
    own = {indicator["id"]: indicator for indicator in found["indicators"] if indicator["groups"]}
    for id, indicator in own.items():
        assert list(indicator["groups"]) == list(metrics()[id].groups)
        assert indicator["micro"]["value"] is None and all(
            group in indicator["micro"]["why_not"] for group in indicator["groups"]
        )


def test_what_was_agreed_stands_beside_the_numbers(found, warehouse):
    agreed = {indicator["id"]: indicator["agreed"] for indicator in found["indicators"]}
    (premium,) = agreed["realised_premium"]
    # the plan of the sample: from 5.50 USD/kg of the difference on scale, from 0 on stop, at every gate
    assert (premium["applies_to"], premium["scale_at"], premium["stop_at"], premium["gate"]) == (
        "difference",
        5.5,
        0.0,
        gate_of_plan(warehouse),
    )
    assert agreed["moisture"][0]["inside"] == [10.0, 12.0] and agreed["cup_score"] == []
    for rows in agreed.values():
        for row in rows:
            assert (row["cases_needed"] is None) or row["stands"] == "open"


def test_every_number_has_these_fields_of_these_kinds(found):
    seen = list(numbers(found))
    assert len(seen) > 30
    for id, number in seen:
        assert list(number) == list(NUMBER), id
        for name, kind in NUMBER.items():
            value = number[name]
            assert (value is None and name not in NEVER_NONE) or isinstance(
                value, (float, int) if kind is float else kind
            ), f"{id} {name} {value!r}"


def test_a_number_is_there_or_the_reason_why_not_and_never_both(found):
    for id, number in numbers(found):
        assert (number["value"] is None) == bool(number["why_not"]), f"{id} {number}"


def test_ranges_hold_their_value_and_the_wide_one_holds_the_narrow_one(found):
    for id, one in numbers(found):
        ends = [one["low"], one["low80"], one["value"], one["high80"], one["high"]]
        if None not in ends:
            assert all(a <= b + 1e-12 for a, b in pairwise(ends)), f"{id} {ends}"
        assert all(math.isfinite(end) for end in ends if end is not None), id


def test_every_problem_has_its_place_its_words_and_its_fix(found):
    assert found["problems"]
    for problem in found["problems"]:
        assert list(problem) == list(PROBLEM)
        assert all(value is None or isinstance(value, PROBLEM[name]) for name, value in problem.items()), problem
        assert problem["severity"] in ("left-out", "cell-left-out", "doubtful", "sheet-unusable")
        assert problem["what"] and problem["fix"]


def test_the_ledger_of_every_source_closes(found):
    for source in found["sources"]:
        ledger = source["ledger"]
        assert ledger["rows_in"] == sum(
            ledger[part] for part in ("used", "doubtful", "left_out", "not_data", "not_read")
        )
        assert ledger["rows_in"] > 0


def test_it_is_json_without_nan(found):
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_between_gates_the_last_verdict_stands_and_the_next_gate_is_a_distance(found):
    """The sample's day is 218: day 180 has been, day 360 is ahead."""
    assert (found["verdict"]["gate"], found["verdict"]["recorded"], found["verdict_why_not"]) == (180, None, None)
    assert [one["rule"] for one in found["verdict"]["rules"]] == ["invalid", "stop", "scale", "pivot", "wait"]
    assert sum(one["fired"] for one in found["verdict"]["rules"]) >= 1
    assert (found["distance"]["gate"], found["distance"]["decidable"]) == (360, False)


def test_before_the_first_gate_it_says_when_that_is(warehouse):
    start = date.fromisoformat(warehouse.setting("pilot_start"))
    early = read_report(warehouse.seen_on(date.fromordinal(start.toordinal() + 60)))
    assert early.decided.verdict is None
    assert early.decided.why_not.startswith("A verdict is given at a gate, never between; the first is day 90 on ")


def test_an_older_crop_year_can_be_asked_for(warehouse):
    assert read_report(warehouse, "2024/25").crop_year == "2024/25"


def test_all_seasons_together_are_one_answer(warehouse):
    """The numbers are those the pages show for All seasons, and a season's are others."""
    found = read_report(warehouse, ALL_SEASONS)
    assert (found.crop_year, as_json(found)["crop_year"]) == ("all", "all")
    together, alone = answer(warehouse, "pilot_share", None), answer(warehouse, "pilot_share", "2025/26")
    shown = found.answers["pilot_share"].groups["micro"]
    assert (shown.n, shown.value) == (together.groups["micro"].n, pytest.approx(together.groups["micro"].value))
    assert shown.n > alone.groups["micro"].n


def test_a_crop_year_without_rows_is_refused_in_words(warehouse):
    with pytest.raises(NothingToRead, match="No row belongs to crop year 1999/00"):
        read_report(warehouse, "1999/00")
