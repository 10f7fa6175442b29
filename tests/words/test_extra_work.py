"""What is said of the members' own work; the numbers are given."""

from metrics.engine import labour
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from words.extra_work import day_of_work, members_view

NET_GAIN = metrics()["net_gain"]


def answer(**parts):
    return Answer("net_gain", None, {}, parts={name: {"micro": one} for name, one in parts.items()})


GAIN = {NET_GAIN.of_members: Estimate("USD/kg", 1.5)}
WAGE = {labour.WAGE: Estimate("USD/day", 9.0)}
DAYS = {labour.DAYS_MORE: Estimate("days", 40.0)}


def test_the_members_view_says_before_or_after_which_work_it_stands():
    before = answer(**GAIN, **{labour.WORTH: Estimate("USD/kg", why_not=labour.NO_DAYS)})
    after = answer(**GAIN, **{labour.WORTH: Estimate("USD/kg", 0.4)})
    assert "before their own labour: +1.50 USD/kg" in members_view(NET_GAIN, before)
    assert "at the local wage taken off: +1.50 USD/kg" in members_view(NET_GAIN, after)
    assert members_view(NET_GAIN, answer()) == "" == members_view(metrics()["moisture"], after)


def test_a_day_of_work_is_said_beside_what_it_is_paid():
    of_a_day = {labour.DAY: Estimate("USD/day", 6.333, low80=-2.06, high80=15.6)}
    assert day_of_work(answer(**of_a_day, **DAYS, **WAGE)) == (
        "Each of their 40 extra days of work brought them +6.33 USD/day (\u22122.06 to 15.60) before it is paid for. "
        "Such a day is paid 9.00 USD/day here."
    )
    alone = {labour.DAY: Estimate("USD/day", 6.333)}
    unpaid = {labour.WAGE: Estimate("USD/day", why_not=labour.NO_WAGE)}
    assert day_of_work(answer(**alone, **DAYS, **unpaid)).endswith(f"before it is paid for. {labour.NO_WAGE}")
    assert day_of_work(answer(**{labour.DAY: Estimate("USD/day", why_not=labour.NO_MORE)})) == labour.NO_MORE
    assert day_of_work(answer()) == ""
