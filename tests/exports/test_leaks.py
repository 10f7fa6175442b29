"""No file for a buyer holds what is not for a buyer: HTML source, the code as it is read, PDF, PNG, the terminal."""

from __future__ import annotations

import io
import re
import zlib

import pypdf
import pytest

from command_line.buyer_text import buyer_text
from exports.buyer_files import html_files, printed_by
from metrics.books.lot_book import lot_book
from metrics.engine.compute import some_answers
from packs.buyer.buyer_pack import buyer_pack
from tests.exports.buyer_secrets import CLAIMS, LOT, OTHER_SHAPES, PLANTED, SHOWN, YEAR, secret_cooperative
from tests.pictures_read import code_in_html, code_in_png
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
