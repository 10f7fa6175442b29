"""The strip of a gate and the hundred dots."""

from charts.gate_strip import BAD, GOOD, OPEN, GateRow, gate_strip
from charts.hundred_dots import hundred_dots

ZONES = ("loses money", "can't tell", "pays")


def zones_of(figure):
    return [(shape.x0, shape.x1, shape.fillcolor) for shape in figure.layout.shapes if shape.type == "rect"]


def test_the_zones_end_at_the_posts():
    figure = gate_strip([GateRow("Day 360", 1.0, 0.5, 1.5, -0.4, 0.7, ZONES)], "USD/kg", "key")
    (bad, open_, good) = zones_of(figure)
    assert (bad[1], bad[2]) == (-0.4, BAD) and (open_[0], open_[1], open_[2]) == (-0.4, 0.7, OPEN)
    assert (good[0], good[2]) == (0.7, GOOD)
    texts = [note.text for note in figure.layout.annotations]
    assert all(zone in texts for zone in ZONES)


def test_where_less_is_better_the_good_lies_left():
    row = GateRow("Day 360", 40.0, 30.0, 50.0, 120.0, 45.0, ("stop", "can't tell", "met"), rising=False)
    bad_to_good = zones_of(gate_strip([row], "days", "key"))
    assert [colour for *_, colour in bad_to_good] == [GOOD, OPEN, BAD] and bad_to_good[0][1] == 45.0


def test_the_earlier_look_stands_above_and_what_is_not_decided_says_so():
    early = GateRow("Day 180", 1.0, 0.2, 1.8, -1.4, 1.7, ZONES)
    late = GateRow("Today", 1.0, 0.5, 1.5, -0.4, 0.7, ZONES, closed="not yet decidable")
    figure = gate_strip([early, late], "USD/kg", "key")
    above = {note.text: note.y for note in figure.layout.annotations}
    closed = next(text for text in above if "not yet decidable" in text)
    assert above["<b>Day 180: +1.00 USD/kg</b>"] > above[closed]


def test_a_hundred_dots_of_which_the_wrong_are_filled():
    figure = hundred_dots([("this rule", 5), ("mean above cost", 50)], "key")
    assert [len(trace.x) for trace in figure.data] == [5, 95, 50, 50]


def test_text_of_a_sheet_is_no_tag():
    figure = gate_strip([GateRow("<b>x</b>", 1.0, 0.5, 1.5, -0.4, 0.7, ZONES)], "USD/kg", "key")
    assert "&lt;b&gt;x" in "".join(note.text for note in figure.layout.annotations)
