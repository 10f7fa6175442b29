"""A table in the room of a picture: nothing cut, nothing beside its column, larger letters where there is room."""

import pytest

from charts.letters import width_of
from exports.table_figure import LETTERS, table_figure
from packs.drawn_table import DrawnTable, TableCell


def table(rows, shares=(2, 1)):
    return DrawnTable("t", "A table", ["Indicator", "Micro-lots"], rows, shares)


def few(count=2):
    return table(
        [[TableCell(f"Number {i}", mark="lead"), TableCell("1.25 USD/kg", "1.10 to 1.40")] for i in range(count)]
    )


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_every_word_stands_in_the_picture_with_the_tags_of_a_sheet_made_harmless():
    found = texts(table_figure(table([[TableCell("<b>x</b>"), TableCell("a $1", above="over")]]), 600, 300))
    assert found == ["Indicator", "Micro-lots", "&lt;b&gt;x&lt;/b&gt;", "over", "a &#36;1"]


def test_letters_are_as_large_as_the_room_allows_and_the_picture_grows_only_where_the_smallest_need_it():
    roomy, tight, full = table_figure(few(), 600, 300), table_figure(few(6), 600, 300), table_figure(few(30), 600, 300)
    largest = [max(note.font.size for note in figure.layout.annotations) for figure in (roomy, tight, full)]
    assert largest[0] == LETTERS[0] > largest[1] > largest[2] == LETTERS[-1]
    assert (roomy.layout.height, tight.layout.height) == (300, 300) and full.layout.height > 300


@pytest.mark.parametrize("room", [(880, 300), (640, 450), (300, 200)])
def test_no_line_is_wider_than_its_column_and_none_is_lost(room):
    long = "Share of the premium that reaches the farmers who delivered it"
    figure = table_figure(table([[TableCell(long, mark="lead"), TableCell("56 %")]]), *room)
    lines = [note for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert " ".join(note.text[3:-4] for note in lines) == long
    column = room[0] * 2 / 3
    assert all(width_of(note.text[3:-4], note.font.size, bold=True) <= column for note in lines)


def test_a_large_number_stays_on_one_line_however_narrow_its_column():
    figure = table_figure(table([[TableCell("13.86 USD/kg", mark="large")] * 2], (1, 1)), 200, 300)
    assert texts(figure)[2:] == ["<b>13.86 USD/kg</b>"] * 2


def test_ranges_are_told_apart_without_colour():
    strip = (("micro", 0.1, 0.5, 0.3), ("bulk", 0.4, 0.9, 0.6))
    figure = table_figure(table([[TableCell("a"), TableCell(strip=strip)]], (1, 1)), 400, 200)
    bars = [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.line.width == 1.5]
    # the second column begins at 200 of 400, and has 200 less the gap between columns
    assert [round(bar.x0, 3) for bar in bars] == [round((200 + at * 186) / 400, 3) for at in (0.1, 0.4)]
    assert bars[0].fillcolor != bars[1].fillcolor == "#FFFFFF"
