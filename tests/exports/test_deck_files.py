"""A deck as HTML and as PowerPoint: hostile text stays text, nothing is asked of anybody."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.deck_files import STEPS, deck_pdf, deck_slides
from exports.deck_html import deck_html
from exports.deck_pptx import deck_pptx
from exports.painted_logo import why_no_logo, with_painted_logo
from packs.audience import Audience
from packs.slide import BigNumber, ChartSeries, Deck, Slide, SlideChart, SlideTable

BAD = "</script><script>alert(1)</script>&amp;<b>\u0007"
CHART = SlideChart(
    {"data": [{"type": "scatter", "x": [1], "y": [2], "hovertext": [BAD]}], "layout": {}},
    f"Two marks. {BAD}",
    "USD/kg",
    ("Micro-lots", "Bulk"),
    (ChartSeries("Price", ("#006D5B", "#C98A1B"), (4.5, 2.25), (4.0, None), (5.5, None)),),
)
NOTES = ("for the speaker", BAD)
NUMBER = BigNumber(BAD, "1", BAD, done=0.4)
DECK = Deck(
    f"Pilot {BAD}",
    f"Co-op {BAD}",
    "Season 2025/26",
    "31 Mar 2026",
    BAD,
    "snapshot-1",
    True,
    (
        Slide("one", "Where?", BAD, Audience.BOARD, (BAD,), numbers=(NUMBER,)),
        Slide("two", "How?", "So.", Audience.BOARD, table=SlideTable(("a", "b"), (("x", BAD),)), to_do=(BAD,)),
        Slide(
            "three",
            "How much?",
            "4.5",
            Audience.BOARD,
            ("under it",),
            chart=CHART,
            notes=("for the speaker", BAD),
            rows=12,
        ),
        Slide("four", "What lacks?", "All.", Audience.BOARD, lacks=BAD),
        Slide("five", "secret question", "secret answer"),
    ),
)


def test_hostile_text_stays_text():
    page = deck_html(DECK).decode("utf-8")
    assert page.count("<script") == 4  # the values, Plotly, the chart that pages share, and ours
    assert "alert(1)</script>" not in page
    assert "&lt;/script&gt;" in page and "\\u003c/script>" in page


def test_the_page_asks_nothing_of_anybody_but_where_it_came_from():
    page = deck_html(DECK).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    scripts = policy.split(";")[1]
    assert "default-src 'none'" in policy and scripts.count("'sha256-") == 3 and "unsafe" not in scripts
    assert not re.search(r'(src|href)="(?!data:)', page.split("<script>")[0])
    assert '"watch": ""' in page
    assert '"watch": "/board/newest"' in deck_html(DECK, watch="/board/newest").decode("utf-8")


def test_what_is_internal_is_in_no_byte_of_either():
    made = io.BytesIO(deck_pptx(DECK))
    with zipfile.ZipFile(made) as parts:
        assert not [name for name in parts.namelist() if b"secret" in parts.read(name)]
    assert b"secret" not in deck_html(DECK)
    assert b"secret" in deck_html(DECK, Audience.INTERNAL)


def test_the_same_deck_gives_the_same_bytes():
    """Two files made in one second would be alike by chance: no part, nor the workbook in a chart, tells when."""
    assert deck_html(DECK) == deck_html(DECK)
    made = deck_pptx(DECK)
    assert made == deck_pptx(DECK)
    to_look_at, days = [made], set()
    while to_look_at:
        with zipfile.ZipFile(io.BytesIO(to_look_at.pop())) as parts:
            days |= {entry.date_time for entry in parts.infolist()}
            days |= set(re.findall(rb"<dcterms:\w+[^>]*>([^<]*)<", parts.read("docProps/core.xml")))
            to_look_at += [parts.read(name) for name in parts.namelist() if name.endswith(".xlsx")]
    assert days == {(1980, 1, 1, 0, 0, 0), b"1980-01-01T00:00:00Z"}


def test_how_many_rows_are_behind_a_slide_stands_at_its_foot():
    assert deck_html(DECK).decode("utf-8").count("From 12 rows of the sheets") == 1
    slide = Presentation(io.BytesIO(deck_pptx(DECK))).slides[2]
    assert any("From 12 rows of the sheets" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_powerpoint_gets_charts_of_its_own_with_their_ranges():
    """Ranges 4.0 to 5.5 about 4.5: up 1.0, down 0.5; the other mark has none."""
    made = Presentation(io.BytesIO(deck_pptx(DECK)))
    charts = [shape.chart for page in made.slides for shape in page.shapes if shape.has_chart]
    assert len(charts) == 1
    series = charts[0].plots[0].series[0]
    assert list(series.values) == [4.5, 2.25]
    bars = [
        (bar.tag.rpartition("}")[2], [point.findtext("{*}v") for point in bar.iterfind(".//{*}pt")])
        for bar in series._element.find("{*}errBars")
        if bar.tag.endswith(("plus", "minus"))
    ]
    assert bars == [("plus", ["1.0"]), ("minus", ["0.5"])]


def test_powerpoint_keeps_tables_as_tables_and_the_trace_as_notes():
    made = Presentation(io.BytesIO(deck_pptx(DECK)))
    tables = [shape.table for page in made.slides for shape in page.shapes if shape.has_table]
    assert [cell.text for cell in tables[0].rows[0].cells] == ["a", "b"]
    assert made.slides[2].notes_slide.notes_text_frame.text.startswith("for the speaker")
    assert made.core_properties.author == ""
    assert (made.slide_width, made.slide_height) == (1280 * 9525, 720 * 9525)


def test_a_logo_stands_on_every_slide():
    drawn = io.BytesIO()
    Image.new("RGB", (4, 2), "#006D5B").save(drawn, "PNG")
    logo = "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()
    deck = replace(DECK, logo=logo)
    assert deck_html(deck).decode("utf-8").count(logo) == 4  # of five slides one is not for the board
    made = Presentation(io.BytesIO(deck_pptx(deck)))
    assert [sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in page.shapes) for page in made.slides] == [1] * 4


def letters(slide):
    """The sizes of the letters of its sentences, in points, without those of question and foot."""
    deck = replace(DECK, slides=(slide,))
    page = Presentation(io.BytesIO(deck_pptx(deck))).slides[0]
    boxes = [shape.text_frame for shape in page.shapes if shape.has_text_frame][2:-1]
    return {run.font.size.pt for box in boxes for line in box.paragraphs for run in line.runs}


def test_a_slide_with_little_on_it_has_larger_letters_and_a_full_one_the_usual():
    few = Slide("few", "How?", "So.", Audience.BOARD, ("One sentence.",))
    assert letters(few) == {1.5 * 19}
    assert letters(replace(few, sentences=("One sentence.",) * 13)) == {19.0}
    table = SlideTable(("a", "b"), (("x", "1"),) * 2)
    made = Presentation(io.BytesIO(deck_pptx(replace(DECK, slides=(replace(few, sentences=(), table=table),)))))
    cell = next(shape.table for shape in made.slides[0].shapes if shape.has_table).cell(1, 0)
    assert cell.text_frame.paragraphs[0].runs[0].font.size.pt == 1.5 * 18
    assert len([shape for shape in made.slides[0].shapes if shape.has_table]) == 1  # what did not fit is gone


SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20' fill='#006D5B'/></svg>"
)
DRAWN = replace(DECK, logo="data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode())


@pytest.mark.browser
def test_a_drawn_logo_is_painted_for_powerpoint(installed_chromium):
    painted = with_painted_logo(DRAWN)
    with Image.open(io.BytesIO(base64.b64decode(painted.logo.removeprefix("data:image/png;base64,")))) as picture:
        assert picture.size == (528, 264)  # twice as wide as high, 88 pixels of 3
        assert picture.convert("RGB").getpixel((10, 10)) == (0, 0x6D, 0x5B)
    assert with_painted_logo(DECK) is DECK and why_no_logo(DRAWN) == ""


def test_without_a_browser_slides_carry_no_drawn_logo_and_it_is_said(monkeypatch):
    monkeypatch.setattr("exports.painted_logo.found_browser", lambda: None)
    assert with_painted_logo(DRAWN) is DRAWN and "Save it as logo.png too." in why_no_logo(DRAWN)
    made = Presentation(io.BytesIO(deck_slides(DRAWN)))
    assert not [shape for page in made.slides for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


@pytest.mark.browser
def test_a_pdf_tells_how_far_it_is(installed_chromium):
    told = []
    assert deck_pdf(DECK, told.append).startswith(b"%PDF") and tuple(told) == STEPS
