"""The steps of the counterfactual worked out by hand, as traded and net of the market, and the rule that one alone
decides."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.engine import counterfactual
from tests.metrics.hand import asked, deal, lots, values

FEBRUARY, MARCH, NOVEMBER = date(2026, 2, 10), date(2026, 3, 5), date(2025, 11, 5)
MARKET = [
    {"date": day, "species": "arabica", "price_per_kg": price, "currency": "USD"}
    for day, price in ((date(2025, 11, 1), 6.0), (date(2026, 2, 1), 5.0), (date(2026, 3, 1), 4.0))
]
# One micro deal in February at 8.00; bulk: B1 in February at 4.00 (500 kg), B2 in March at 3.50 (300 kg), B3 in
# November at 5.00 (200 kg).
OFFERS = [
    deal("M1", 100, 8, "Buyer A", FEBRUARY),
    deal("B1", 500, 4, "Buyer X", FEBRUARY),
    deal("B2", 300, 3.5, "Buyer Y", MARCH),
    deal("B3", 200, 5, "Buyer Z", NOVEMBER, offered_on=date(2025, 10, 20)),
]
LOTS = lots(1, 3, green_kg=500.0)


def graded(lot, category2, score):
    return {
        "sampled_on": date(2026, 1, 20),
        "lot_id": lot,
        "sample_id": lot,
        "stage": "pre-shipment",
        "scheme": "SCA",
        "category1_defects": 0.0,
        "category2_defects": category2,
        "sample_g": 350.0,
        "cup_score": score,
        "protocol": "SCA-2004",
    }


def fed(farmer, lot, kg):
    return {"received_on": date(2025, 12, 1), "farmer_id": farmer, "lot_id": lot, "weight_kg": kg, "form": "green"}


def found(setting=None, **logs):
    said = [{"setting": "counterfactual", "value": setting}] if setting else []
    return asked(
        "realised_premium", **({"lots": LOTS, "offers": OFFERS, "market_prices": MARKET} | logs), settings=said
    )


def price(answer, step, net=False):
    return answer.parts[counterfactual.part(step, net)]["bulk"].value


def test_season_and_month_by_hand():
    answer = found()
    # season: (500 x 4 + 300 x 3.5 + 200 x 5) / 1,000 = 4.05; within 30 days of 10 February: B1 and B2 (23 days): 3,050
    # / 800 = 3.8125
    assert price(answer, "season") == pytest.approx(4.05)
    assert price(answer, "month") == pytest.approx(3.8125)
    assert answer.groups["bulk"].value == pytest.approx(3.8125)


def test_net_of_the_market_by_hand():
    # Above the market of its month: B1 4 - 5 = -1, B2 3.5 - 4 = -0.5, B3 5 - 6 = -1. In the month of the micro deal the
    # market is 5. month: 5 + (500 x -1 + 300 x -0.5) / 800 = 4.1875; season: 5 + (-500 - 150 - 200) / 1,000 = 4.15
    answer = found()
    assert price(answer, "month", net=True) == pytest.approx(4.1875)
    assert price(answer, "season", net=True) == pytest.approx(4.15)


def test_the_market_is_that_of_the_day_the_price_was_fixed():
    # M1 is fixed in March (market 4): what bulk was above its market, -0.8125 on the month, stands on 4: 3.1875.
    offers = [deal("M1", 100, 8, "Buyer A", FEBRUARY, fixed_on=MARCH), *OFFERS[1:]]
    assert price(found(offers=offers), "month", net=True) == pytest.approx(3.1875)


def test_grade_and_score_by_hand():
    # M1 is specialty (2 defects) and scores 85.0. B1 is not (9) and scores 82; B2 is specialty (4) and scores 84.1,
    # within 1 point.
    quality = [graded("M1", 2.0, 85.0), graded("B1", 9.0, 82.0), graded("B2", 4.0, 84.1), graded("B3", 1.0, 85.0)]
    answer = found(quality=quality)
    assert price(answer, "grade") == pytest.approx(3.5)  # B3 is of the grade and not of the month
    assert price(answer, "score") == pytest.approx(3.5)
    assert answer.parts[counterfactual.coverage_part("score")]["micro"].value == 1


def test_scores_of_two_protocols_are_never_matched():
    quality = [graded("M1", 2.0, 85.0), {**graded("B1", 2.0, 85.0), "protocol": "CVA"}]
    answer = found(quality=quality)
    assert price(answer, "score") is None
    assert "same protocol" in answer.parts[counterfactual.part("score", False)]["bulk"].why_not


def test_the_same_farmers_other_deliveries_by_hand():
    # F1 brought 60 kg of M1 and fed B1 (100 kg at 4.00) and B3 (50 kg at 5.00): 650 / 150 = 4.3333. F2 brought 20 and
    # fed B2: 3.50. F3 brought 20 and has no other coffee. (60 x 4.3333 + 20 x 3.5) / 80 = 4.125; it is known for 80 %
    # of the kg.
    receipts = [
        fed("F1", "M1", 60.0),
        fed("F2", "M1", 20.0),
        fed("F3", "M1", 20.0),
        fed("F1", "B1", 100.0),
        fed("F1", "B3", 50.0),
        fed("F2", "B2", 10.0),
        fed("F9", "B2", 500.0),
    ]
    answer = found("other deliveries of the same farmers", receipts=receipts)
    assert answer.groups["bulk"].value == pytest.approx(4.125)
    assert answer.parts[counterfactual.coverage_part("farmers")]["micro"].value == pytest.approx(0.8)
    assert any(words.startswith("20 % of the kg") for words in answer.groups["bulk"].assumed)


def test_farmers_who_brought_less_than_half_of_a_lot_do_not_stand_for_it():
    receipts = [fed("F1", "M1", 40.0), fed("F3", "M1", 60.0), fed("F1", "B1", 100.0)]
    answer = found("other deliveries of the same farmers", receipts=receipts)
    assert values(answer.groups) == {"micro": None, "bulk": None}


@pytest.mark.parametrize(
    "step, words", [("season", "bulk deals of the season"), ("month", "bulk deals of the same month")]
)
@pytest.mark.parametrize("net", [False, True])
def test_the_setting_decides(step, words, net):
    answer = found(words + (", net of the market" if net else ""))
    assert answer.groups["bulk"].value == pytest.approx(price(answer, step, net))
    assert answer.difference.value == pytest.approx(answer.parts[counterfactual.part(step, net)]["difference"].value)


def test_no_weaker_step_ever_takes_the_place_of_the_one_agreed_on():
    answer = found("bulk deals of the same month and grade")  # no lot is graded
    assert values(answer.groups) == {"micro": None, "bulk": None} and answer.difference.value is None
    assert "SCA grade" in answer.groups["micro"].why_not and "M1 (2026-02-10, 100 kg)" in answer.groups["micro"].why_not
    assert price(answer, "month") == pytest.approx(3.8125)


def test_a_month_without_a_market_price_gives_no_number_net_of_it():
    market = [row for row in MARKET if row["date"].month != 11]  # B3 of November has none
    answer = found("bulk deals of the season, net of the market", market_prices=market)
    assert answer.groups["bulk"].value is None and "market price" in answer.groups["bulk"].why_not
    assert price(answer, "season") == pytest.approx(4.05)
    assert price(answer, "month", net=True) == pytest.approx(4.1875)


def test_the_month_before_stands_for_one_month_and_is_said():
    # B2 of March stands on February's 5: -1.5; (-500 - 450) / 800 + 5
    market = [row for row in MARKET if row["date"].month != 3]
    answer = found("bulk deals of the same month, net of the market", market_prices=market)
    assert answer.groups["bulk"].value == pytest.approx(5 - 950 / 800)
    assert "the market price of 2026-02 still held in the month after it" in answer.groups["bulk"].assumed


def test_the_world_banks_series_where_the_cooperative_keeps_none():
    from logbooks.warehouse.market import SERIES

    lines = dict(line.split(",")[:2] for line in SERIES.read_text("utf-8").splitlines()[1:])
    # March is not in the series: February stands for it
    february = float(lines["2026-02"])
    answer = found("bulk deals of the same month, net of the market", market_prices=[])
    assert answer.groups["bulk"].value == pytest.approx(
        february + (500 * (4 - february) + 300 * (3.5 - february)) / 800
    )


def test_the_month_of_today_is_not_over_yet():
    # On 10 February the mean of February is not known: January stands for it, in the World Bank's series.
    from logbooks.warehouse.market import SERIES

    lines = dict(line.split(",")[:2] for line in SERIES.read_text("utf-8").splitlines()[1:])
    answer = asked("realised_premium", as_of=FEBRUARY, lots=LOTS, offers=OFFERS[:2])
    january = float(lines["2026-01"])
    assert price(answer, "month", net=True) == pytest.approx(january + (4 - january))


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(10, 900), st.floats(1, 9)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 60), st.integers(10, 900)), min_size=1, max_size=4),
)
def test_the_same_month_against_a_second_computation(bulk, micro):
    from datetime import timedelta

    day = lambda n: date(2026, 1, 1) + timedelta(n)  # noqa: E731
    offers = [deal(f"B{i}", kg, at, f"Buyer {i}", day(n)) for i, (n, kg, at) in enumerate(bulk, 1)]
    offers += [deal(f"M{i}", kg, 9, f"Buyer M{i}", day(n)) for i, (n, kg) in enumerate(micro, 1)]
    answer = asked("realised_premium", lots=lots(len(micro), len(bulk), green_kg=1000.0), offers=offers)
    total = 0.0
    for n, kg in micro:
        near = [(k, at) for m, k, at in bulk if abs(m - n) <= 30]
        if not near:
            assert answer.groups["bulk"].value is None
            return
        total += kg * sum(k * at for k, at in near) / sum(k for k, _ in near)
    assert answer.groups["bulk"].value == pytest.approx(total / sum(kg for _, kg in micro))
