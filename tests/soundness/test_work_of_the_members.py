"""Silent wrong answers of the farmers' own work, once found: days nobody told apart made those of the other stream
gross, and a wage in money without a rate stood at what others are paid."""

from datetime import date

import pytest

from metrics.engine import labour
from tests.metrics.hand import asked, deal, lots

MEMBERS = "per kg made, as the members see it"
DAY = date(2025, 12, 1)
# 200 kg green of each stream; before their labour the members have 1,700 - 1,000 - 100 = 600, 3 a kg
SOLD = {
    "lots": [*lots(2, green_kg=100.0), *lots(0, 1, green_kg=200.0)],
    "offers": [deal("M1", 100, 9.0), deal("M2", 100, 8.0, "Buyer B"), deal("B1", 200, 5.0, "Buyer X")],
    "costs": [{"spent_on": DAY, "category": "lab", "amount": 100.0, "stream": "micro"}],
}


def work(days, **columns):
    return {"worked_on": DAY, "days": days, **columns}


def brought(farmer, lot, kg):
    return {"received_on": DAY, "farmer_id": farmer, "lot_id": lot, "weight_kg": kg, "form": "green"}


def gain(rows, **logs):
    return asked("net_gain", **SOLD, settings=[{"setting": "day_wage", "value": "10"}], labour=rows, **logs)


def part(answer, name):
    return answer.parts[name]["micro"]


def test_work_not_told_apart_on_one_side_is_held_against_all_of_the_other():
    # 40 days of picking and 10 of sorting for 200 kg of micro, 30 of bulk nobody told apart: (50 - 30) / 200 = 0.10
    told = [work(40, work="picking", stream="micro"), work(10, work="sorting", stream="micro")]
    answer = gain([*told, work(30, stream="bulk")])
    assert part(answer, labour.DAYS_MORE).value == pytest.approx(20)
    assert part(answer, labour.WORTH).value == pytest.approx(1.0)
    assert not any("gross" in note for note in answer.notes)
    # the other way round, with drying of bulk, which may be in what micro did not tell apart: (50 - 30 - 7) / 200
    told = [work(30, work="picking", stream="bulk"), work(7, work="drying", stream="bulk")]
    answer = gain([work(50, stream="micro"), *told])
    assert part(answer, labour.DAYS_MORE).value == pytest.approx(13)
    assert answer.parts[labour.per_kg_part("drying")]["micro"].why_not == labour.NOT_TOLD
    assert answer.parts[labour.per_kg_part("drying")]["bulk"].value == pytest.approx(0.035)


def test_work_told_apart_on_some_kilos_alone_can_not_be_added_up():
    # F1 tells picking of 100 kg, F3 nothing of his: 0.2 and 0.3 days a kg are not 0.5 for each kg
    rows = [work(20, work="picking", farmer_id="F1"), work(30, farmer_id="F3")]
    answer = gain(rows, receipts=[brought("F1", "M1", 100.0), brought("F3", "M2", 100.0)])
    reason = labour.MIXED.format(stream="micro")
    for name in (labour.DAYS_MORE, labour.DAY, labour.WORTH):
        assert (part(answer, name).value, part(answer, name).why_not) == (None, reason)
    assert part(answer, MEMBERS).value == pytest.approx(3)  # before their labour, and it is said
    assert f"The members' view stands before the farmers' own labour. {reason}" in answer.notes
    # of the same kilos they can: 20 days of picking and 30 of the rest for all 200 kg
    of_all = gain([work(20, work="picking", stream="micro"), work(30, stream="micro")])
    assert part(of_all, labour.DAYS_MORE).value == pytest.approx(50)


def test_a_wage_in_money_without_a_rate_is_no_missing_wage():
    # 20 days at 12 USD and 20 at 250 HNL, which nobody has a rate for: all 40 stood at 12
    usd = {"setting": "base_currency", "value": "USD"}
    rows = [work(20, stream="micro", wage=12.0), work(20, stream="micro", wage=250.0, currency="HNL")]
    for setting in ([usd], [usd, {"setting": "day_wage", "value": "10"}]):
        answer = asked("net_gain", **{**SOLD, "labour": rows, "settings": setting})
        assert "paid in HNL, and there is no rate" in part(answer, labour.WORTH).why_not
        assert part(answer, MEMBERS).value == pytest.approx(3)
        assert part(answer, labour.DAYS_MORE).value == pytest.approx(40)
        wage = part(answer, labour.WAGE)
        assert wage.value == 10 if len(setting) == 2 else "paid in HNL" in wage.why_not
