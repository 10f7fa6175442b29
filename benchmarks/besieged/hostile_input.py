"""Sheets broken on purpose, texts that want to be run, names no disk keeps and links that lead inside."""

from __future__ import annotations

import csv
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

from benchmarks.besieged.attack import Kind, Tried, empty_folder, outcome
from connectors.reading.file_names import safe_name
from connectors.reading.files import read_workbook
from connectors.source import kind_of
from connectors.trouble import CannotGoOn
from connectors.web.allowed_links import allowed
from connectors.web.web_failures import Failed
from exports.text_workbook import TextTab, write_text_book
from tests.connectors.made import xlsx
from tests.connectors.reading.test_mutants import SHEET, mutated, plainly_counted

TEXTS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example","x")', "\t=1", "=cmd|' /C calc'!A0", "＝1"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "javascript:alert(1)"),
    *("[x](https://x.example)", "![x](https://x.example/x.png)", "$$\\int$$", ":red[x]", "**bold**", "`code`"),
    *("'; DROP TABLE clean.lots; --", '"); SELECT 1; --', "{x}", "${x}", "%s", "{{7*7}}", "../../etc/passwd"),
    *("NaN", "inf", "1e999", "NULL", "None", "true", "\u202egnp.exe", "\u200b", "\ufeffx", "A\u0301", "ቡና", "🫘"),
)
NAMES = (
    *("CON", "nul.xlsx", "AUX.csv", "com1.xlsx", "LPT9", "PRN .xlsx", "CONIN$", "COM²"),
    *("ቡ" * 90 + ".csv", "x" * 300 + ".xlsx", "🫘" * 70 + ".xlsx", "L\udcff.csv", "\ud800"),
)
HOSTS = (
    *("127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.1", "192.168.0.1"),
    *("169.254.169.254", "169.254.0.1", "100.64.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255"),
    *("[::1]", "[::]", "[fd00::1]", "[fc00::1]", "[fe80::1]", "[ff02::1]", "[::ffff:127.0.0.1]"),
    *("[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"),
)
HALF_LETTERS = ("https://1drv.ms/x/\ud800", "/home/\udcff/Lots.xlsx", "https://docs.google.com/\udfff/edit")


def mutants(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """A sheet's XML changed anywhere, and whole files with flipped or missing bytes."""
    whole = xlsx(place / "whole.xlsx", SHEET)
    with zipfile.ZipFile(whole) as package:
        part = package.read("xl/worksheets/A.xml")
    for number in range(times - times // 4):
        broken = mutated(part, random.Random(draw.randrange(10**9)))
        yield outcome(f"mutant {number + 1}", _loses, broken)
    for number in range(times // 4):
        content = bytearray(whole.read_bytes())
        for _ in range(draw.randint(1, 4)):
            content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        if number % 3 == 0:
            del content[draw.randrange(len(content)) :]
        yield outcome(f"broken file {number + 1}", _is_whole, bytes(content))


def _loses(part: bytes) -> str:
    with empty_folder() as place:
        try:
            [tab] = read_workbook(xlsx(place / "broken.xlsx", "", extra={"xl/worksheets/A.xml": part})).tabs
        except CannotGoOn:
            return ""
        lost = 0 if tab.refused else plainly_counted(part) - tab.counts["valued"]
        return f"{lost} cells lost" if lost else ""


def _is_whole(content: bytes) -> str:
    with empty_folder() as place:
        (place / "broken.xlsx").write_bytes(content)
        try:
            [tab] = read_workbook(place / "broken.xlsx").tabs
        except CannotGoOn:
            return ""
        return "" if tab.refused or tab.counts["valued"] == 32 else f"{tab.counts['valued']} of 32 cells"


def texts(_: random.Random, place: Path, __: int) -> Iterator[Tried]:
    """Each text comes out of a sheet as it was typed, and stands in a workbook of ours as text."""
    for number, text in enumerate(TEXTS):
        yield outcome(repr(text), _stays_text, place, number, text)


def _stays_text(place: Path, number: int, text: str) -> str:
    sheet, ours = place / f"{number}.csv", place / f"{number}.xlsx"
    with sheet.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["Lot", "Stream"], ["M-1", text]])
    read = read_workbook(sheet).tabs[0].table["c2"].to_pylist()[-1]
    if read != text:
        return f"read as {read!r}"
    write_text_book(ours, [TextTab("Lots", text, [(text, 20)], [[text]])])
    cells = [cell for row in openpyxl.load_workbook(ours).worksheets[0].iter_rows() for cell in row if cell.value]
    return "" if cells and all(cell.data_type == "s" for cell in cells) else "a formula in a workbook of ours"


def names(_: random.Random, __: Path, ___: int) -> Iterator[Tried]:
    """Names that Windows keeps for itself, that are too long or that are no letters; places with half a letter."""
    for name in NAMES:
        yield outcome(ascii(name[:40]), _refused, safe_name, name)
    for where in HALF_LETTERS:
        yield outcome(ascii(where), _refused, kind_of, where)


def _refused(ask: Callable[[str], object], given: str) -> str:
    try:
        return f"taken: {ask(given)!a}"
    except CannotGoOn as trouble:
        return "" if trouble.what and trouble.fix else "no way out is said"


def links(_: random.Random, __: Path, ___: int) -> Iterator[Tried]:
    """A link from outside that leads to an address inside this computer or its network."""
    for host in HOSTS:
        for scheme in ("https", "http"):
            yield outcome(f"{scheme}://{host}", _kept_out, f"{scheme}://{host}/x")


def _kept_out(link: str) -> str:
    try:
        allowed(link, inside=False)
    except (Failed, OSError):  # the latter: no such computer
        return ""
    return "would be asked"


KINDS = (
    Kind("mutants of sheets", "refused in words, or read with every cell", mutants, 160),
    Kind("hostile texts", "read as typed; text in every workbook of ours", texts),
    Kind("impossible names and places", "refused in words", names),
    Kind("links that lead inside", "never asked", links),
)
