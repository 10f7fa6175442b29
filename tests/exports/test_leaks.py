"""No file for a buyer holds what is not for a buyer: HTML source, the code as it is read, PDF, PNG, the terminal."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import pypdf
import pytest

from command_line.buyer_text import buyer_text
from exports.buyer_files import html_files, printed_by
from exports.deck_html import deck_html
from exports.deck_pptx import deck_pptx
from exports.minutes_page import WRITERS
from exports.season_pictures import Wanted, season_frames
from metrics.books.lot_book import lot_book
from metrics.engine.compute import some_answers
from packs.audience import Audience
from packs.board.board_deck import deck_of
from packs.board.board_facts import board_facts
from packs.buyer.buyer_pack import buyer_pack
from tests.exports.buyer_secrets import (
    CLAIMS,
    LOT,
    NOT_FOR_THE_BOARD,
    OTHER_SHAPES,
    PLANTED,
    SHOWN,
    YEAR,
    secret_cooperative,
)
from tests.pictures_read import code_in_html, code_in_png
from words.minutes_words import minutes_of
from words.numbers import bare


@pytest.fixture(scope="module")
def cooperative():
    return secret_cooperative()


@pytest.fixture(scope="module")
def pages(cooperative):
    """Every page of HTML by its name: of all lots on offer, and of the one that was named."""
    made = html_files(buyer_pack(cooperative)) | html_files(buyer_pack(cooperative, None, LOT), alone=True)
    assert len(made) == 3  # one lot is on offer; its passport is the same either way
    return made


def leaked(text: str) -> list[str]:
    """The secrets and claims in a text; that it says nothing of organic farming is no claim."""
    plain = " ".join(text.split()).replace("of organic farming", "").casefold()
    return [secret for secret in (*PLANTED, *OTHER_SHAPES, *CLAIMS) if secret.casefold() in plain]


def test_there_are_forty_secrets_and_more_and_each_is_in_the_logs(cooperative):
    books = cooperative.rows("SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'clean'")
    written = str([cooperative.rows(f'SELECT * FROM clean."{book["name"]}"') for book in books])
    assert len(PLANTED) >= 40
    assert [secret for secret in PLANTED if secret not in written] == []


def test_no_page_holds_a_secret_in_its_source(pages):
    for name, page in pages.items():
        source = page.decode("utf-8")
        # of the words a file says of itself alone: that it says nothing of certificates, of organic farming
        assert leaked(source.replace("of organic farming", "").replace("the EU's rules on deforestation", "")) == [], (
            name
        )
        assert leaked(name) == []


def test_a_buyer_sees_what_may_be_seen(pages):
    pack = pages[f"lot-{LOT}.html"].decode("utf-8")
    assert [shown for shown in SHOWN if shown not in pack] == []


def test_nothing_hides_in_comments_attributes_or_metadata(pages):
    for page in pages.values():
        source = page.decode("utf-8")
        assert not re.search(r"<!--|\bdata-|\balt=|\bhref=|\bsrc=|<script|url\(|@import", source)
        named = set(re.findall(r'<meta name="(\w+)"', source))
        assert named == {"viewport"}


def test_no_number_that_was_worked_out_of_secrets_is_in_a_page(cooperative, pages):
    line = next(line for line in lot_book(cooperative, YEAR) if line["lot_id"] == LOT)
    answered = some_answers(cooperative, ("premium_over_bulk", "break_even", "added_cost", "realised_premium"), YEAR)
    worked_out = [one.value for given in answered.values() for one in given.groups.values() if one.value is not None]
    worked_out += [line["price_per_kg"], line["unpaid_amount"]]
    assert len(worked_out) >= 5
    told = {bare(value, "USD/kg") for value in worked_out}
    for page in pages.values():
        text = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page.decode("utf-8"), flags=re.S)
        assert [number for number in told if re.search(rf"(?<![\w.]){re.escape(number)}(?![\w.])", text)] == []


def test_the_code_of_the_passport_holds_no_secret(pages):
    read = code_in_html(pages[f"lot-{LOT}-passport.html"].decode("utf-8"))
    assert f"lot {LOT}" in read
    assert leaked(read) == []


def test_what_the_terminal_says_may_be_sent_on_too(cooperative):
    assert leaked(buyer_text(buyer_pack(cooperative), "folder", ["file.html"])) == []


def test_neither_pdf_nor_png_holds_a_secret(pages, printer):
    passport = {name: page for name, page in pages.items() if "passport" in name}
    for page in printed_by(printer, pages, "pdf").values():
        pdf = pypdf.PdfReader(io.BytesIO(page))
        text = "\n".join(one.extract_text() for one in pdf.pages) + str(pdf.metadata)
        assert LOT in text
        assert leaked(text) == []
        assert not pdf.attachments
    for picture in printed_by(printer, passport, "png").values():
        assert leaked(code_in_png(picture)) == []
        assert {kind for kind, _ in chunks(picture)} <= {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"pHYs"}


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Every chunk of a PNG by its kind, each with the sum it ends with checked."""
    found, place = [], 8
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        assert zlib.crc32(kind + body) == int.from_bytes(png[place + 8 + size : place + 12 + size], "big")
        found.append((kind, body))
        place += 12 + size
    return found


@pytest.fixture(scope="module")
def board():
    """The facts and the deck of the same cooperative for its board."""
    facts = board_facts(secret_cooperative(met=False))
    return facts, deck_of(facts)


def parts_of(made: bytes) -> dict[str, str]:
    """Every part of a PowerPoint file by its name, those of the workbooks behind its charts too."""
    found, waiting = {}, [("", made)]
    while waiting:
        within, content = waiting.pop()
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                if name.endswith(".xlsx"):
                    waiting.append((f"{within}{name}!", parts.read(name)))
                else:
                    found[within + name] = parts.read(name).decode("utf-8", "replace")
    return found


def test_slides_painted_for_a_buyer_hold_no_secret_in_any_part(board):
    """No slide of the meeting is for a buyer: neither its text, its notes nor the workbook behind a chart."""
    _, deck = board
    for name, part in parts_of(deck_pptx(deck, Audience.BUYER)).items():
        assert leaked(part) == [], name
    assert leaked(deck_html(deck, Audience.BUYER).decode("utf-8")) == []


def test_the_files_of_the_board_name_no_farmer_no_worker_no_place_and_no_note(board):
    """Prices, costs and buyers are for the board; who may not be named is for nobody."""
    facts, deck = board
    files = parts_of(deck_pptx(deck)) | {"html": deck_html(deck).decode("utf-8")}
    files["minutes"] = WRITERS[".html"](minutes_of(facts.minutes)).decode("utf-8")
    assert "45.67" in "".join(files.values())  # so that nothing passes because nothing is shown
    for name, text in files.items():
        # the program in the page that draws charts says polygon and private of its own
        told = text.split("<script>")[0].casefold()
        assert [secret for secret in NOT_FOR_THE_BOARD if secret.casefold() in told] == [], name


def test_pictures_for_a_buyer_hold_no_secret_but_the_marks_themselves(cooperative):
    """The mark of another lot stands on the picture without its name; an instrument with an address is on none."""
    frames = season_frames(cooperative, YEAR, Wanted(reader=Audience.BUYER))
    assert any("cup-score" in name for name in frames) and not any("internal" in name for name in frames)
    for name, figure in frames.items():
        assert set(leaked(figure.to_json())) <= {"78.25"}, name
        assert leaked(name) == []
