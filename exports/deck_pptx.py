"""A deck as PowerPoint slides: text and charts that can be edited there, the rule's trace as speaker notes."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from charts.letters import wrapped
from charts.theme import GRID, INK, MUTED, PANEL, WARNING
from exports.fixed_zip import fixed_zip
from exports.text_workbook import FORBIDDEN
from packs.audience import Audience
from packs.slide import BigNumber, ChartSeries, Deck, Slide, SlideChart, SlideTable
from words.speech import say

PX = 9525  # one of 1280 x 720 pixels in PowerPoint's own unit
WIDE, HIGH, EDGE = 1280, 720, 48
TEXT_PT, SMALL_PT, FOOT_PT = 19, 15, 12  # 24 pixels are 18 points
TOP, FOOT_AT = 36, 668
CELL_PT, CELL_EDGE, LINE_PX, HEAD_PX = 18, 20, 26, 34
MOST_LINES = 30
ACROSS = WIDE - 2 * EDGE
FONT = "Arial"  # on every machine, or one that measures the same
LOGO_PX, PNG = 44, "data:image/png;base64,"
GROWN = (1.5, 1.4, 1.3, 1.2, 1.1, 1.0)  # times the usual letters: a slide with little on it is read from farther away
MOST_OF_ANSWER = 1.25
BLANK = 6  # the layout without a placeholder


def deck_pptx(deck: Deck, reader: Audience = Audience.BOARD) -> bytes:
    """The slides this reader may see, 16:9; the same deck gives the same bytes."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(WIDE * PX), Emu(HIGH * PX)
    about = made.core_properties
    about.title, about.author, about.last_modified_by = _clean(deck.title), "", ""
    for slide in deck.for_reader(reader):
        _paint(made.slides.add_slide(made.slide_layouts[BLANK]), slide, deck)
    written = io.BytesIO()
    made.save(written)
    return fixed_zip(written.getvalue())


def _paint(page: Page, slide: Slide, deck: Deck) -> None:
    """One slide, its letters as large as the page has room for; a chart fills the room by itself."""
    for grown in (1.0,) if slide.chart else GROWN:
        ends_at = _contents(page, slide, grown)
        if ends_at <= FOOT_AT or grown == 1.0:
            break
        for shape in list(page.shapes):
            shape._element.getparent().remove(shape._element)
    _foot(page, deck, slide)
    if slide.notes:
        notes = page.notes_slide.notes_text_frame
        assert notes is not None, "a page of notes has room for text"
        notes.text = "\n".join(map(_clean, slide.notes))


def _contents(page: Page, slide: Slide, grown: float) -> float:
    """Paints a slide from its question down and gives where it ends; what is below stands where the one above it
    ends."""
    text_pt = TEXT_PT * grown
    _text(page, TOP, 34, [slide.question], 20, MUTED, bold=True)
    points = (30 if _lines(slide.answer, 30, ACROSS, bold=True) < 3 else 25) * min(grown, MOST_OF_ANSWER)
    high = 1.6 * points * _lines(slide.answer, points, ACROSS, bold=True)
    below = _text(page, TOP + 36, high, [slide.answer], points, INK, bold=True) + 14 * grown
    if slide.lacks:
        lacks = say("deck.lacks", why=slide.lacks)
        below = _text(page, below, _high_of([lacks], text_pt) + 20, [lacks], text_pt, WARNING) + 8
    if slide.numbers:
        below = _numbers(page, below, slide.numbers, grown)
    if slide.table:
        below = _table(page, below, slide.table, grown)
    told = [*slide.sentences, *([say("deck.todo"), *(f"\u2610 {one}" for one in slide.to_do)] if slide.to_do else [])]
    high = _high_of(told, text_pt)
    if slide.chart:
        room = FOOT_AT - below - high - 10
        _chart(page, below, max(room, 180), slide.chart)
        below += max(room, 180) + 6
    if told:
        _text(page, below, high, told, text_pt if below + high < FOOT_AT else SMALL_PT, INK)
    return below + high


def _high_of(paragraphs: Sequence[str], points: float) -> float:
    """How many pixels they take one below the other."""
    return sum(1.65 * points * _lines(one, points, ACROSS) + 8 for one in paragraphs)


def _text(
    page: Page, top: float, high: float, paragraphs: Sequence[str], points: float, colour: str, bold: bool = False
) -> float:
    """Writes paragraphs across the page and gives where they end."""
    box = page.shapes.add_textbox(_px(EDGE), _px(top), _px(ACROSS), _px(high))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(5)
        _run(paragraph, text, points, colour, bold)
    return top + high


def _run(paragraph, text: str, points: float, colour: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = _clean(text)
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, FONT
    run.font.color.rgb = _colour(colour)


def _numbers(page: Page, top: float, numbers: Sequence[BigNumber], grown: float) -> float:
    """The numbers side by side, each under a line of its own."""
    wide = (WIDE - 2 * EDGE) / max(len(numbers), 1)
    ends_at = 0.0
    for place, one in enumerate(numbers):
        left, told = (
            EDGE + place * wide,
            [(one.name, TEXT_PT * grown, MUTED, False), (one.value, 30 * grown, INK, True)],
        )
        line = page.shapes.add_shape(1, _px(left), _px(top + 10), _px((wide - 28) * (one.done or 1.0)), _px(6))
        line.fill.solid()
        line.fill.fore_color.rgb = _colour(MUTED)
        line.line.fill.background()
        told += [(one.said, TEXT_PT * grown, INK, False)] if one.said else []
        high = sum(1.65 * points * _lines(text, points, wide - 28, bold=bold) for text, points, _, bold in told)
        box = page.shapes.add_textbox(_px(left), _px(top + 20), _px(wide - 28), _px(high)).text_frame
        box.word_wrap = True
        box.margin_left = 0
        for row, (text, points, colour, bold) in enumerate(told):
            _run(box.paragraphs[0] if row == 0 else box.add_paragraph(), text, points, colour, bold)
        ends_at = max(ends_at, top + 30 + high)
    return max(ends_at, top + 180)


def _table(page: Page, top: float, table: SlideTable, grown: float) -> float:
    """The table across the page, its first column wider than the others, as the last where it holds sentences."""
    shares = [2.0 if place == 0 else 1.0 for place in range(len(table.head))]
    if table.ends_in_words:
        shares[-1] = 2.0
    wide = [ACROSS * share / sum(shares) for share in shares]
    highs = [HEAD_PX * grown, *(_row_high(row, wide, grown) for row in table.rows)]
    rows, columns = len(table.rows) + 1, len(table.head)
    shape = page.shapes.add_table(rows, columns, _px(EDGE), _px(top), _px(ACROSS), _px(sum(highs)))
    shape._element.graphic.graphicData.tbl.tblPr.set("bandRow", "0")
    for column, each in zip(shape.table.columns, wide, strict=True):
        column.width = _px(each)
    for place, cells in enumerate((table.head, *table.rows)):
        shape.table.rows[place].height = _px(highs[place])
        points = (SMALL_PT if place == 0 else CELL_PT) * grown
        for across, text in enumerate(cells):
            words = table.ends_in_words and across == columns - 1
            _cell(shape.table.cell(place, across), text, points, place == 0, across == 0, words)
    return top + sum(highs) + 12


def _row_high(cells: Sequence[str], wide: Sequence[float], grown: float) -> float:
    """As high as its cell of the most lines."""
    lines = (
        _lines(text, CELL_PT * grown, room - CELL_EDGE, bold=place == 0)
        for place, (text, room) in enumerate(zip(cells, wide, strict=True))
    )
    return max(lines) * LINE_PX * grown + 10


def _cell(cell, text: str, points: float, is_head: bool, is_first: bool, is_words: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(PANEL if is_head else "#FFFFFF")
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = _px(3)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if is_first or is_words else PP_ALIGN.RIGHT
    _run(paragraph, text, points, MUTED if is_head else INK, bold=is_first and not is_head)


def _chart(page: Page, top: float, high: float, chart: SlideChart) -> None:
    """The numbers as marks with their ranges, on an axis of their own: PowerPoint's chart, to be edited there."""
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = [_clean(one) for one in chart.categories]
    for one in chart.series:
        data.add_series(_clean(one.name), one.values)
    frame = page.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, _px(EDGE), _px(top), _px(ACROSS), _px(high), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", _clean(chart.alt))
    drawn = frame.chart
    drawn.has_legend, drawn.has_title = False, False
    drawn.font.size = Pt(SMALL_PT)
    drawn.value_axis.has_title = True
    drawn.value_axis.tick_labels.number_format, drawn.value_axis.tick_labels.number_format_is_linked = "0.##", False
    drawn.value_axis.axis_title.text_frame.text = _clean(chart.unit)
    drawn.value_axis.major_gridlines.format.line.color.rgb = _colour(GRID)
    ends = [end for one in chart.series for end in (*one.values, *one.lows, *one.highs) if end is not None]
    if ends:
        room = 0.1 * (max(ends) - min(ends)) or 1.0
        drawn.value_axis.minimum_scale, drawn.value_axis.maximum_scale = min(ends) - room, max(ends) + room
    for series, one in zip(drawn.plots[0].series, chart.series, strict=True):
        _marks(series, one, chart.number_format)


def _marks(series, one: ChartSeries, number_format: str) -> None:
    """Points without a line between them, labelled, with their ranges as error bars."""
    series.format.line.fill.background()
    series.smooth = False
    for place, colour in enumerate(one.colours):
        point = series.points[place]
        point.marker.style, point.marker.size = XL_MARKER_STYLE.DIAMOND, 14
        point.marker.format.fill.solid()
        point.marker.format.fill.fore_color.rgb = _colour(colour)
    labels = series.data_labels
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.show_value, labels.font.size, labels.font.bold = True, Pt(TEXT_PT), True
    if any(low is not None for low in one.lows):
        series._element.insert_element_before(_error_bars(one), "c:cat", "c:val", "c:smooth", "c:extLst")


def _error_bars(one: ChartSeries):
    """From each value down to the low end and up to the high end of its range (ECMA-376, 21.2.2.55)."""
    bars = etree.Element(qn("c:errBars"))
    for name, said in (("errDir", "y"), ("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", said)
    for name, ends in (("plus", one.highs), ("minus", one.lows)):
        numbers = etree.SubElement(etree.SubElement(bars, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(one.values)))
        for place, (value, end) in enumerate(zip(one.values, ends, strict=True)):
            if value is not None and end is not None:
                point = etree.SubElement(numbers, qn("c:pt"), idx=str(place))
                etree.SubElement(point, qn("c:v")).text = repr(abs(end - value))
    return bars


def _foot(page: Page, deck: Deck, slide: Slide) -> None:
    if deck.logo.startswith(PNG):  # PowerPoint takes no drawing such as SVG by itself
        picture = io.BytesIO(base64.b64decode(deck.logo.removeprefix(PNG)))
        shown = page.shapes.add_picture(picture, _px(0), _px(FOOT_AT - 4), height=_px(LOGO_PX))
        shown.left = _px(WIDE - EDGE) - shown.width
    told = [*[say("deck.invented")] * deck.invented, *deck.foot_of(slide)]
    _text(page, FOOT_AT + 14, 24, [" \u00b7 ".join(told)], FOOT_PT, MUTED)


def _lines(text: str, points: float, wide: float, bold: bool = False) -> int:
    """How many lines a text takes in so many pixels."""
    return len(wrapped(text, points * 4 / 3, wide, MOST_LINES, bold=bold))


def _px(pixels: float) -> Emu:
    return Emu(round(pixels * PX))


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.lstrip("#").upper())


def _clean(text: str) -> str:
    """The text without what XML does not allow, which is shown as a question mark in a diamond."""
    return FORBIDDEN.sub("\ufffd", text)
