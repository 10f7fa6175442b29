"""Texts are measured before they are drawn, so that none leaves its place."""

from charts.letters import cut, width_of, wrapped


def test_a_text_that_fits_is_left_alone():
    assert cut("Kivu", 14, 100) == "Kivu"


def test_a_text_too_wide_ends_in_an_ellipsis_and_then_fits():
    short = cut("a very long name of a washing station", 14, 100)
    assert short.endswith("…") and width_of(short, 14) <= 100


def test_a_title_wraps_and_what_is_left_over_is_cut():
    lines = wrapped("one two three four five six seven eight nine ten", 20, 160, 2, bold=True)
    assert len(lines) == 2 and lines[1].endswith("…") and all(width_of(line, 20, bold=True) <= 165 for line in lines)


def test_one_word_wider_than_the_line_is_cut():
    assert wrapped("x" * 200, 20, 160, 2)[-1].endswith("…")
