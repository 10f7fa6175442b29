"""Pages of ours printed by a browser of this machine: in the size asked for, drawn to the end, with no network."""

import contextlib
import re
import socket
import threading

import pytest

from connectors.trouble import CannotGoOn
from exports.browser import found_browser, html_to_pdf
from exports.buyer_files import printed_by
from tests.pictures_read import read_png


def page(tmp_path, body, style=""):
    written = tmp_path / "page.html"
    written.write_text(f"<!doctype html><meta charset='utf-8'><style>{style}</style>{body}", "utf-8")
    return written


def test_a_pdf_has_the_pages_and_the_size_of_the_html(printer, tmp_path):
    """A slide of 320 x 180 CSS pixels is 240 x 135 points, 72 of them an inch where CSS counts 96."""
    style = "@page { size: 320px 180px; margin: 0 } section { break-after: page }"
    body = "<section>One</section><section>Two</section><p>Three</p>"
    printed = printer.pdf(page(tmp_path, body, style))
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", printed)) == 3
    for box in re.findall(rb"/MediaBox \[(\S+) (\S+) (\S+) (\S+)\]", printed):
        assert [float(edge) for edge in box] == pytest.approx([0, 0, 240, 135], abs=0.5)


def test_a_picture_has_the_pixels_asked_for_and_waits_for_what_is_drawn_late(printer, tmp_path):
    """The page turns red only after its promise; 40 x 30 CSS pixels by 2 are 80 x 60."""
    body = """<script>window.drawn = new Promise(done => setTimeout(() => {
      document.body.style.background = "#f00"; done(); }, 120))</script>"""
    wide, high, pixels = read_png(printer.png(page(tmp_path, body), 40, 30, 2))
    assert (wide, high) == (80, 60)
    assert set(pixels) == {(255, 0, 0, 255)}


def test_a_ground_left_out_is_transparent_and_white_again_in_the_next_picture(printer, tmp_path):
    for _ in range(3):
        _, _, pixels = read_png(printer.png(page(tmp_path, ""), 8, 8, 1, clear=True))
        assert set(pixels) == {(0, 0, 0, 0)}
        _, _, pixels = read_png(printer.png(page(tmp_path, ""), 8, 8))
        assert set(pixels) == {(255, 255, 255, 255)}


def test_a_page_keeps_a_ground_of_its_own(printer, tmp_path):
    _, _, pixels = read_png(printer.png(page(tmp_path, "", "body { background: #0f0 }"), 8, 8))
    assert set(pixels) == {(0, 255, 0, 255)}


def test_a_sheet_is_as_long_as_its_text_whatever_was_drawn_before(printer, tmp_path):
    """A line of text fits one A4 of 794 x 1123 CSS pixels, painted by 2.5; in a window of 8 x 8 it would be taller."""
    printer.png(page(tmp_path, ""), 8, 8)
    [picture] = printed_by(printer, {"lot-passport.html": ("<p>" + "word " * 200).encode()}, "png").values()
    wide, high = (int.from_bytes(picture[place : place + 4], "big") for place in (16, 20))
    assert wide == 1985 and high in (2807, 2808)


def test_a_page_reaches_no_network_not_even_this_computer(printer, tmp_path):
    """A server that listens next door is asked nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = []
        server.settimeout(0.3)

        def wait():
            with contextlib.suppress(TimeoutError):
                asked.append(server.accept())

        waiting = threading.Thread(target=wait)
        waiting.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        body = f"<img src='{address}/x.png'><link rel=stylesheet href='{address}/x.css'>"
        body += f"<script>fetch('{address}/y').catch(() => 0)</script>"
        printer.pdf(page(tmp_path, body))
        waiting.join()
    assert asked == []


def test_what_a_page_says_is_text_not_a_command(printer, tmp_path):
    """A page that throws is told of, and the browser goes on to the next."""
    with pytest.raises(CannotGoOn, match="did not print"):
        printer.png(page(tmp_path, "<script>window.drawn = Promise.reject(new Error('no'))</script>"), 8, 8)
    assert printer.pdf(page(tmp_path, "again")).startswith(b"%PDF")


def test_without_a_browser_one_sentence_says_what_to_take_instead(tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr("choreographer.browsers.chromium.get_chrome_download_path", lambda mkdir=False: None)
    assert found_browser() is None
    with pytest.raises(CannotGoOn, match="take the HTML instead"):
        html_to_pdf(page(tmp_path, ""), tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_brave_on_windows_is_found_where_its_installer_puts_it(tmp_path, monkeypatch):
    brave = tmp_path / r"BraveSoftware\Brave-Browser\Application\brave.exe"
    brave.touch()
    monkeypatch.setattr("exports.browser.Chromium.find_browser", lambda **_: None)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert found_browser() == str(brave)
