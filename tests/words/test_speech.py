"""Words come from one file; text from a sheet is shown to the letter."""

from __future__ import annotations

import pytest

from metrics.engine.metric_catalogue import metrics
from words.days import day, moment
from words.speech import UNSEEN, as_label, as_text, say, words


def test_one_and_many_are_told_apart():
    assert say("freshness.left_out", count=1) == "1 row left out"
    assert say("freshness.left_out", count=3) == "3 rows left out"


def test_the_thousands_of_a_count_stand_apart_as_in_every_other_number():
    assert say("freshness.left_out", count=1674) == "1\u202f674 rows left out"


def test_words_that_are_not_there_stop_the_page():
    with pytest.raises(KeyError):
        say("lots.no_such_words")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[a](http://x.y)", f"\\[a\\]\\(http\\:\\/{UNSEEN}\\/x\\.y\\)"),
        ("www.x.y", f"www{UNSEEN}\\.x\\.y"),
        ("WWW.x.y Https://x", f"WWW{UNSEEN}\\.x\\.y Https\\:\\/{UNSEEN}\\/x"),
        ("ana@x.y, 3 @ 5", f"ana\\@{UNSEEN}x\\.y\\, 3 \\@ 5"),
        ("$x$", r"\$x\$"),
        (":red[a]", r"\:red\[a\]"),
        ("<b>", r"\<b\>"),
        ("two\nlines", "two lines"),
        ("Café 5.10", r"Café 5\.10"),
        (7, "7"),
    ],
)
def test_markdown_in_a_sheet_is_shown_to_the_letter(written, shown):
    assert as_text(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("“Perg.”", "“Perg.”"),
        ("Premio ML-01, 1.250 %", "Premio ML-01, 1.250 %"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("![p](http://x.y)", f"\\!\\[p\\]\\(http\\:/{UNSEEN}/x.y\\)"),
        ("www.x.y", f"www{UNSEEN}.x.y"),
        (":red[a] $x$ <b>\n`c`", r"\:red\[a\] \$x\$ \<b\> \`c\`"),
    ],
)
def test_a_label_is_told_to_the_ear_as_it_is_written(written, shown):
    assert as_label(written) == shown


def test_every_way_to_a_range_has_words():
    assert {metric.interval for metric in metrics().values()} <= set(words()["definitions"]["interval"])


def test_days_are_written_so_that_nobody_reads_them_the_other_way_round():
    from datetime import date

    assert day(date(2026, 3, 4)) == "4 Mar 2026" and day(None) == ""


def test_a_moment_is_in_this_computers_time(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "America/Tegucigalpa")
    if hasattr(time, "tzset"):
        time.tzset()
        assert moment("2026-03-31T16:42:00") == "31 Mar 2026 10:42"  # six hours behind UTC
        monkeypatch.undo()
        time.tzset()
