"""Learn: the premium, its cost, and what would change the answer."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from metrics.books.cherry_picking import CherryPicking, Comparison
from metrics.engine.compute import answer
from metrics.engine.contract import Answer, Estimate
from metrics.engine.counterfactual import STEPS
from metrics.engine.metric_catalogue import metrics
from pages.learn.break_even_sliders import taken_for_granted
from pages.learn.cherry_section import cost, warning
from tests.logbooks.typed_sheets import LOTS, OFFERS, SETTINGS, checked, tab
from tests.pages.conftest import ROOT, SCRIPT, titles_of, words_of
from ui.state.visitor import OWN
from words.numbers import number, span
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("learn", cooperative)
    assert not page.exception
    assert titles_of(page) == [say("pages.learn.title")]
    assert say("pages.learn.question") in words_of(page)


def test_the_sliders_begin_at_what_the_logs_show(opened):
    page = opened("learn", "clean")
    assert [slider.label for slider in page.slider] == [
        say("learn.volume"),
        say("learn.price", unit="USD/kg"),
        say("learn.sold"),
    ]


def test_sliders_left_alone_give_the_break_even_of_the_indicator(opened, cooperatives):
    value = answer(cooperatives["clean"], "break_even", "2025/26").groups["micro"].value
    assert needed(words_of(opened("learn", "clean"))) == round(value, 2)


def test_what_is_needed_on_every_kg_made_is_the_same_on_learn_and_on_overview(opened):
    rows = [
        next(row for row in words_of(opened(page, "clean")).split("<tr>") if metrics()["break_even"].title in row)
        for page in ("learn", "overview")
    ]
    assert [row.split("data-head='Micro-lots'><div class='main'>")[1].split(" ")[0] for row in rows] == ["5.43"] * 2


def test_without_a_number_it_begins_with_that_it_cant_be_told_and_why(opened, cooperatives):
    gain = answer(cooperatives["empty"], "net_gain", None)
    why = next(iter(gain.groups.values())).why_not
    told = unescape(words_of(opened("learn", "empty")).split("lw-state")[1].split("</div>")[0])
    assert why and say("learn.untold", why="").strip() in told and why in told


def test_nothing_sold_is_said_instead_of_a_number(opened):
    page = opened("learn", "clean")
    slider(page, say("learn.sold")).set_value(0).run()
    assert not page.exception
    assert say("learn.nothing_sold") in words_of(page)


def test_a_price_below_bulk_breaks_even_at_no_volume(opened):
    page = opened("learn", "clean")
    slider(page, say("learn.price", unit="USD/kg")).set_value(0.0).run()
    assert not page.exception
    assert say("learn.no_volume") in words_of(page)


def test_the_members_account_needs_less_than_the_cooperatives(opened):
    coop, members = (words_of(opened("learn", "clean", whose=say(f"learn.{whose}"))) for whose in ("coop", "members"))
    assert needed(members) < needed(coop)


DAY = date(2026, 1, 5)
DECIDES = ("steps.decides_by_default", "steps.decides", "steps.decides_net")
# a micro-lot and a bulk lot of 100 kg, sold on one day for 8 and 5 USD/kg
SALES = (
    tab("Lots", [*LOTS, "Green kg"], ["M1", "micro", "2025/26", 100], ["B1", "bulk", "2025/26", 100]),
    tab(
        "Offers",
        [*OFFERS, "Incoterm"],
        ["O1", "M1", "Roaster", DAY, 100, "accepted", DAY, 8, "EXW"],
        ["O2", "B1", "Trader", DAY, 100, "accepted", DAY, 5, "EXW"],
    ),
)


def over(*tabs):
    """The page over these tabs."""
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name="learn"), default_timeout=300)
    app.session_state[OWN] = checked(*tabs)
    st.cache_resource.clear()  # all such tabs are kept under one name
    return app.run()


def slider(page, label: str):
    return next(slider for slider in page.slider if slider.label == label)


def needed(words: str) -> float:
    return float(words.split("needs a premium of **")[1].split(" ")[0])


def test_the_steps_stand_side_by_side_and_one_decides(opened):
    page = words_of(opened("learn", "clean"))
    assert all(step.words[1:] in unescape(page) for step in STEPS.values())
    assert page.count(say("steps.decides")) == 1


def test_the_warning_is_no_stronger_than_the_range():
    def shown(said):
        one = Estimate("score", 1.0, low80=0.5, high80=1.5)
        pair = (Comparison("cup_score", "score", one, one, one, said),)
        return warning(CherryPicking(pair, pair, None, (), one))

    assert shown("better") == say("cherry.warning", things="cup score")
    assert shown("unclear") == shown("unknown") == say("cherry.all_unclear")
    assert shown("worse") == say("cherry.not_better")


@pytest.mark.parametrize(
    "low80, high80, words", [(0.1, 1.1, "cost_fell"), (-0.2, 0.9, "cost_unclear"), (-1.0, -0.1, "cost_rose")]
)
def test_what_the_rest_lost_is_said_only_where_the_range_shows_it(low80, high80, words):
    assert cost(Estimate("USD/kg", 0.5, low80=low80, high80=high80)) == say(
        f"cherry.{words}", ends=span(low80, high80, "USD/kg")
    )


def test_without_a_range_a_rise_of_bulk_is_not_called_a_fall():
    assert cost(Estimate("USD/kg", 0.5)) == say("cherry.fell_no_range", amount="0.50 USD/kg")
    assert cost(Estimate("USD/kg", -4.93)) == say("cherry.rose_no_range")


def test_what_is_not_written_down_stands_under_the_waterfall(opened):
    assert say("waterfall.unknown", names="").rstrip(".") in words_of(opened("learn", "clean"))


@pytest.mark.parametrize(
    ("written", "decides"),
    [
        (None, "steps.decides_by_default"),
        ("bulk deals of the season", "steps.decides"),
        ("bulk deals of the season, net of the market", "steps.decides_net"),
    ],
)
def test_what_nobody_agreed_on_is_not_called_agreed(written, decides):
    page = over(*SALES, *([tab("Settings", SETTINGS, ["counterfactual", written])] if written else []))
    words = words_of(page)
    assert not page.exception
    assert [one for one in DECIDES if f">{say(one)}<" in words] == [decides]


def test_what_break_even_takes_for_granted_is_said_beside_it():
    same = "farmers are paid no more for micro than for bulk"
    found = Answer("break_even", "2025/26", {"micro": Estimate("USD/kg", 2.0, assumed=(same, "waiting costs nothing"))})
    assert taken_for_granted(found) == (
        f"Taken for granted, because no logbook shows it: {same}; waiting costs nothing."
    )
    assert taken_for_granted(Answer("break_even", "2025/26", {"micro": Estimate("USD/kg", 2.0)})) == ""
    assert taken_for_granted(None) == ""


def test_why_buyers_refused_in_whole_sentences(opened):
    """By hand: of two refusals one has a reason, 60 of its 100 kg; of neither a price asked is known."""
    head = [*OFFERS, "Reason of refusal"]
    sold = ["O1", "M1", "Roaster", DAY, 100, "accepted", DAY, 8, None]
    one = ["O2", "M1", "Importer", DAY, 60, "rejected", DAY, None, "moisture"]
    other = ["O3", "M1", "Trader", DAY, 40, "rejected", DAY, None, None]
    page = over(SALES[0], tab("Offers", head, sold, one, other))
    assert not page.exception
    words = words_of(page)
    assert say("refusals.count", offers="2") in words
    assert say("refusals.most", reason=say("refusals.reasons.moisture"), share=number(0.6, "share")) in words
    assert say("refusals.unwritten", offers="1") in words and say("refusals.unpriced", offers="2") in words
    assert say("refusals.none") in words_of(opened("learn", "empty"))


def test_work_cash_and_risk_stand_on_the_page_with_their_sentences(opened):
    page = unescape(words_of(opened("learn", "clean")))
    for title in ("learn.work", "cash.title", "risk.title"):
        assert say(title) in page
    assert "extra days of work brought them" in page and "The greatest need of cash was" in page
    assert say("risk.describes") in page and say("risk.titles.largest_buyer") in page
    assert say("work.none") in page  # sorting of bulk is not written in the sample


def test_the_sliders_show_a_distance_and_say_that_it_is_no_verdict(opened):
    page = opened("learn", "clean")
    assert say("learn.what_if.title", gate=360) in [head.value for head in page.subheader]
    assert plain(say("learn.what_if.never")) in plain(words_of(page))
    assert plain(say("learn.what_if.move")) in plain(words_of(page))
    slider(page, say("learn.sold")).set_value(50).run()  # the plan of the sample wants 80 % and stops at 40 %
    assert plain(say("learn.what_if.move")) not in plain(words_of(page))
    row = words_of(page).split("data-head='What if'")[3].split("</tr>")[0]
    assert "<div class='main'>50 " in row and say("decide.stands.short_soon") in row


def test_a_scenario_is_kept_in_the_link_and_taken_away(opened):
    page = opened("learn", "clean")
    keep = next(button for button in page.button if button.key == "keep_scenario")
    assert keep.disabled
    slider(page, say("learn.sold")).set_value(50).run()
    page.text_input(key="scenario_name").set_value("Half; ~sold")
    page.button(key="keep_scenario").click().run()
    assert page.session_state["scenarios"] == "Half sold~~~0.5~USD" and not page.exception
    page.button(key="away Half sold").click().run()
    assert not page.session_state["scenarios"] and say("learn.scenarios.why", most=4) in words_of(page)


def test_scenarios_of_a_link_stand_side_by_side_and_set_the_sliders(opened):
    page = opened("learn", "clean", scenarios="<b>Dear~~16~~USD;In lempira~~9~~HNL;no scenario")
    words = words_of(page)
    assert "<th scope='col'>&lt;b&gt;Dear</th>" in words
    assert say("learn.scenarios.other_money", name="In lempira", currency="HNL") in words
    page.button(key="try <b>Dear").click().run()
    assert slider(page, say("learn.price", unit="USD/kg")).value == 16.0 and not page.exception


def plain(words: str) -> str:
    return words.replace("\\", "")
