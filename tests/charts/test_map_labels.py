"""Names of villages on the map: at the middle of their plots, over no mark and no other name."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts.letters import width_of
from charts.map_labels import LINE_PX, MARK_PX, MOST_NAMES, View, map_labels, villages
from charts.theme import TEXT_PX

# a map of 10 by 5 km, narrow on a phone and wide on a screen
NARROW, WIDE = View(0.028, 5000, 3000), View(0.08, 5000, 3000)


def block(east: float, north: float, village: str | None, across: int = 5) -> list[tuple]:
    """A village of plots in rows 400 m apart."""
    return [(village, (east + 400 * x, north + 400 * y)) for x in range(across) for y in range(across)]


def labelled(*blocks, view=WIDE):
    plots = [plot for one in blocks for plot in one]
    return map_labels(plots, view), [place for _, place in plots]


def clash(labels, marks, view) -> list[tuple]:
    """Whatever lies over a name in this view, worked out from the boxes of all that is drawn."""

    def box(at, wide, high):
        x, y = at[0] * view.px_a_metre, at[1] * view.px_a_metre
        return x - wide / 2, x + wide / 2, y - high / 2, y + high / 2

    names = [(one.text, box(one.at, width_of(one.text, TEXT_PX), LINE_PX)) for one in labels]
    dots = [("mark", box(mark, MARK_PX, MARK_PX)) for mark in marks]
    pairs = [*combinations(names, 2), *((name, dot) for name in names for dot in dots)]
    return [
        (one, other)
        for (one, a), (other, b) in pairs
        if a[0] < b[1] - 0.01 and b[0] < a[1] - 0.01 and a[2] < b[3] - 0.01 and b[2] < a[3] - 0.01
    ]


def test_a_village_is_named_at_the_middle_of_its_plots():
    (label,), _ = labelled([("Upper", (-100.0, 50.0)), ("Upper", (900.0, 50.0))])  # 80 pixels apart, the name 40 wide
    assert label.text == "Upper" and label.at == (400.0, 50.0)


@pytest.mark.parametrize("view", [NARROW, WIDE])
def test_no_name_lies_over_a_mark_or_another_name_here_or_in_a_larger_view(view):
    labels, marks = labelled(
        block(-4000, -1000, "River village"), block(-1800, -1000, "Bridge"), block(400, -1000, "Hill"), view=view
    )
    assert {one.text for one in labels} == {"River village", "Bridge", "Hill"}
    for larger in (view, View(view.px_a_metre * 1.3, 5000, 3000), View(0.2, 5000, 3000)):
        assert clash(labels, marks, larger) == []
    assert clash([*labels, labels[0]], marks, view)  # two that do overlap are found


def test_where_there_is_no_room_nothing_is_named():
    crowd = [("Upper", (100.0 * x, 300.0 * y)) for x in range(-50, 51) for y in range(-10, 11)]
    assert labelled(crowd, view=NARROW)[0] == []


def test_the_largest_villages_are_named_first_and_no_wall_of_names_is_drawn():
    many = [(f"Village {n:03d}", (100.0 * (n % 60) - 3000, 80.0 * n - 3000)) for n in range(70)]
    largest = block(-1000, -1000, "Largest", across=4)
    labels, _ = labelled(many, largest)
    assert labels[0].text == "Largest" and len(labels) <= MOST_NAMES
    assert [name for name, _ in villages([*many, *largest])][:2] == ["Largest", "Village 000"]


def test_a_plot_without_a_village_names_nothing_and_one_name_written_in_two_ways_is_one():
    labels, _ = labelled([(None, (0.0, 0.0)), ("  ", (10.0, 0.0))])
    assert labels == []
    written = [("Upper Village", (0.0, 0.0)), ("upper  village", (9.0, 0.0)), ("Upper Village", (5.0, 9.0))]
    assert [(name, len(places)) for name, places in villages(written)] == [("Upper Village", 3)]


def test_a_name_at_the_edge_stays_on_the_map():
    (label,), _ = labelled([("A rather long name of a village", (4900.0, 0.0))], view=WIDE)
    assert label.at[0] + width_of(label.text, TEXT_PX) / 2 / WIDE.px_a_metre <= WIDE.half_wide
