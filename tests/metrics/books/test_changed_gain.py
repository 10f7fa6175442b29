"""Net gain and premium with other figures: what the formula gives by hand, and unchanged what the indicator gives."""

from dataclasses import replace

import pytest

from metrics.books.break_even_inputs import measured_inputs
from metrics.books.changed_gain import changed_gain, changed_premium
from metrics.engine.compute import answer
from metrics.engine.question import Question
from tests.metrics.commercial.test_break_even import LOGS
from tests.metrics.hand import YEAR
from tests.support import warehouse_of

MONEY = "in money of the season, as the cooperative sees it"


def test_other_figures_give_another_gain_and_none_the_same():
    w = warehouse_of(**LOGS)
    question = Question(w, YEAR)
    assert changed_gain(question).groups == answer(w, "net_gain", YEAR).groups
    # test_net_gain.py of metrics/commercial: 116.1753 are left of 960 kg sold at a premium of 4; at 3 it is 960 less,
    # and the interest of 960 x 0.18 x 30 / 365 = 14.2027 on them is saved
    found = changed_gain(question, lambda inputs, ahead: (replace(inputs, premium=inputs.premium - 1), ahead))
    assert found.parts[MONEY]["micro"].value == pytest.approx(116.1753 - 960 + 14.2027, abs=1e-3)


def test_the_realised_premium_with_other_figures_and_with_none_the_same():
    w = warehouse_of(**LOGS)
    question, whole = Question(w, YEAR), answer(w, "realised_premium", YEAR).difference
    found = changed_premium(question).difference
    assert (found.value, found.n) == (pytest.approx(whole.value), whole.n)
    assert found.range80 == pytest.approx(whole.range80)
    # of every kg made `sold_share` is sold, and each of these brings 1 less
    given = measured_inputs(w, YEAR)
    found = changed_premium(question, lambda inputs, ahead: (replace(inputs, premium=inputs.premium - 1), ahead))
    assert found.difference.value == pytest.approx(whole.value - given["sold_share"].value)
