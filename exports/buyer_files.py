"""The files one buyer gets, by their names: the pack, and a passport of every lot in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from connectors.temporary_copies import temporary_folder
from exports.browser import Browser, running_browser
from exports.buyer_page import pack_html, passport_html
from exports.eudr_geojson import file_names
from packs.buyer.buyer_pack import BuyerPack

PACK = "coffee-on-offer"
A4_WIDE, A4_HIGH = 794, 1123  # CSS pixels
SCALE = 2.5  # 240 dpi: the code is read from a print of it
HEIGHT = "Math.ceil(document.documentElement.scrollHeight)"


def html_files(pack: BuyerPack, alone: bool = False) -> dict[str, bytes]:
    """Every page by its file name; the same snapshot gives the same bytes. `alone` is for one lot that was named: the
    pack is called after it."""
    names = file_names(lot.lot_id for lot in pack.lots)
    first = names[pack.lots[0].lot_id] if alone else PACK
    passports = {f"{names[lot.lot_id]}-passport.html": passport_html(pack, lot) for lot in pack.lots}
    return {f"{first}.html": pack_html(pack)} | passports


def printed(pages: dict[str, bytes], form: str) -> dict[str, bytes]:
    """The pages as a browser of this computer prints them; CannotGoOn where there is none."""
    with running_browser() as browser:
        return printed_by(browser, pages, form)


def printed_by(browser: Browser, pages: dict[str, bytes], form: str) -> dict[str, bytes]:
    """The pages as that browser prints them: pdf all of them, png the passports."""
    paint: Callable[[Browser, Path], bytes] = {"pdf": Browser.pdf, "png": _picture}[form]
    wanted = {name: page for name, page in pages.items() if form == "pdf" or name.endswith("-passport.html")}
    made = {}
    with temporary_folder() as folder:
        page_file = Path(folder) / "page.html"  # no name of a lot and no path of ours can come into what it prints
        for name, page in wanted.items():
            page_file.write_bytes(page)
            made[f"{Path(name).stem}.{form}"] = paint(browser, page_file)
    return made


def _picture(browser: Browser, page: Path) -> bytes:
    """A page as a sheet of A4, longer where it holds more."""
    browser.open_page(page, A4_WIDE, A4_HIGH)  # a narrower window would make it longer
    return browser.png(page, A4_WIDE, max(A4_HIGH, browser.asked(HEIGHT)), SCALE)
