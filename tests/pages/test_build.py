"""Build: share of output, separation and working rules so far."""

from __future__ import annotations

import re

import pytest

from charts.bullet import bullet
from decisions.separation import Finding, LotSeparation, separation
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from pages.build.apart_section import alike
from pages.build.share_section import share_of
from pages.build.states_line import BuildState, states
from tests.pages.conftest import titles_of, words_of
from words.meaning import what_would_tell
from words.numbers import ABSENT
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("build", cooperative)
    assert not page.exception
    assert titles_of(page) == [say("pages.build.title")]
    assert say("pages.build.question") in words_of(page)


def test_every_micro_lot_of_the_season_is_judged(opened, cooperatives):
    words = words_of(opened("build", "clean"))
    lots = [lot for lot in separation(cooperatives["clean"], "2025/26") if lot.stream == "micro"]
    told = [lot for lot in lots if lot.apart is not None]
    assert (
        say("build.apart_count", clean=sum(lot.apart is True for lot in told), told=len(told), count=len(lots)) in words
    )
    assert all(f">{lot.lot_id}</" in words for lot in lots)


def test_a_fault_is_said_as_what_happened_with_the_way_to_its_lot_and_what_passed_is_folded(opened, cooperatives):
    """Of the six micro-lots of the clean sample one shared a bed, one has no hand-over, four passed."""
    page = opened("build", "clean")
    (failed,) = [lot for lot in separation(cooperatives["clean"], "2025/26") if lot.stream == "micro" and lot.failed]
    words = words_of(page)
    assert f"<b>{failed.lot_id}</b> Failed: shared a drying bed with B-2025-07 (" in words
    link = next(one.proto for one in page.get("page_link") if one.proto.page == "trace")
    assert failed.lot_id in link.label and f"lot={failed.lot_id}" in link.query_string
    assert "<details><summary><b>4 micro-lots passed</b></summary>" in words


def test_the_page_begins_with_three_states_each_the_way_to_its_section(opened):
    shown = words_of(opened("build", "clean"))
    assert re.findall(r"<a href='#([\w-]+)'>", shown) == ["share-of-output", "kept-apart", "working-rules"]
    assert shown.index("lw-states") < shown.index(say("build.apart_count", clean=4, told=5, count=6))


def found(passed: bool | None, missing: str = "") -> Finding:
    return Finding("a bed of its own", True, passed, None, None, None, None, "shared a bed", missing, False, (1,))


def lot(name: str, *tests: Finding) -> LotSeparation:
    return LotSeparation(name, "micro", 1, 1, 1, tests)


def share(value: float | None) -> Answer:
    return Answer("pilot_share", "2025/26", {"micro": Estimate("share", value, n=6, why_not=None if value else "No.")})


def rules(low: float, high: float) -> Answer:
    """6 micro-lots and 20 of bulk, whose difference has this 80 % range."""
    sides = {name: Estimate("share", 0.7, 0.5, 0.9, 0.6, 0.8, n, "lot") for name, n in (("micro", 6), ("bulk", 20))}
    apart = Estimate("share", (low + high) / 2, low - 0.1, high + 0.1, low, high, 26, "lot")
    return Answer("sop_compliance", "2025/26", sides, difference=apart)


@pytest.mark.parametrize(
    ("value", "target", "stands", "more"),
    [
        (0.069, 0.2, "6.9\u202f% of 20\u202f%", say("build.below")),
        (0.2, 0.2, "20\u202f% of 20\u202f%", say("build.reached")),
        (0.069, None, "6.9\u202f%", say("build.no_target")),
        (None, 0.2, ABSENT, "No."),
    ],
)
def test_the_share_made_stands_against_the_share_aimed_at(value, target, stands, more):
    state = states(share(value), target, [], None)[0]
    assert (state.stands, state.more) == (stands, more)


def test_lots_kept_apart_are_counted_of_those_that_can_be_tested():
    """Two passed, one failed, one can't be tested: 2 of 3."""
    lots = [lot("1", found(True)), lot("2", found(True)), lot("3", found(False)), lot("4", found(None, "no row"))]
    assert states(None, None, lots, None)[1] == BuildState(
        say("build.apart"), "2 of 3 lots", "1 failed a test. 1 more can't be tested."
    )
    assert states(None, None, lots[:2], None)[1].more == say("build.none_failed")
    assert states(None, None, lots[3:], None)[1].more == say("build.none_told", count=1)
    assert states(None, None, [], None)[1].more == say("build.no_lots")


def test_lots_of_which_the_logbooks_show_the_same_stand_in_one_row():
    """42 lack hand-overs, of which 40 are named; one lacks its weights."""
    lots = [*(lot(f"M-{n}", found(None, "no hand-over")) for n in range(42)), lot("M-99", found(None, "no weight"))]
    (many, why), (one, other) = alike(lots)
    assert many.main.startswith("M-0, M-1, ") and many.main.endswith(", M-39 and 2 more")
    assert (why.main, one.main, other.main) == ("Not testable: no hand-over.", "M-99", "Not testable: no weight.")


def test_working_rules_that_can_not_be_told_apart_say_what_would_tell():
    unsure, better = rules(-0.27, 0.33), rules(0.1, 0.3)
    told = what_would_tell(metrics()["sop_compliance"], unsure)
    assert told and states(None, None, [], unsure)[2] == BuildState(say("build.rules"), say("build.not_told"), told)
    assert states(None, None, [], better)[2].stands == say("build.better")
    assert states(None, None, [], None)[2].stands == ABSENT


def test_the_share_is_a_bar_the_target_a_line_with_its_number_and_last_season_a_mark():
    """6.9 % as the bar, 7 % as the grey mark, 20 % as the line; the axis ends 8 % beyond the largest, at 21.6."""
    figure = bullet("Season 2025/26", 0.069, "share", 0.2, ("Season 2024/25", 0.07))
    bar, before, target = figure.data
    assert [round(x, 6) for x in (*bar.x, *before.x, *target.x)] == [6.9, 7.0, 7.0, 20.0, 20.0]
    assert [text.text for text in figure.layout.annotations[1:]] == ["Season 2024/25: 7.0\u202f%", "Target 20\u202f%"]
    assert figure.layout.annotations[2].x == 20 and figure.layout.annotations[2].xanchor == "right"
    assert tuple(figure.layout.xaxis.range) == (0, pytest.approx(21.6))
    alone = bullet("Season 2025/26", 0.0, "share")
    assert len(alone.data) == 1 and alone.layout.xaxis.range[1] > 0


@pytest.mark.parametrize(
    ("written", "share"), [("0.2", 0.2), ("20 %", 0.2), ("20%", 0.2), ("", None), (None, None), ("some", None)]
)
def test_a_target_is_read_as_it_may_be_written(written, share):
    assert share_of(written) == share
