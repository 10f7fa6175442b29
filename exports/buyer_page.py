"""A buyer's files as HTML: the pack of all lots, and the passport of one lot on one page, each a file by itself."""

from __future__ import annotations

from html import escape
from pathlib import Path

import segno

from charts.theme import FONT, GRID, INK, MICRO, MUTED, PANEL, PAPER, WARNING
from packs.audience import Audience
from packs.buyer.buyer_pack import BuyerPack, LotPack
from packs.buyer.pack_block import PackBlock
from packs.slide import SlideTable
from words.speech import say, words

STYLE = Path(__file__).with_name("buyer.css")
COLOURS = {
    "ink": INK,
    "muted": MUTED,
    "grid": GRID,
    "panel": PANEL,
    "paper": PAPER,
    "accent": MICRO,
    "warning": WARNING,
}
MOST_COLUMNS_OF_A_HALF = 6  # with more a table takes the whole width
QR_ERROR = "m"  # a seventh of the code may be smudged
ON_PASSPORT = frozenset(  # the hallmarks above them say the rest
    ("supply", "origin", "process", "cup", "moisture", "defects", "laboratory", "separation", "way", "papers")
)


def pack_html(pack: BuyerPack) -> bytes:
    """The pack as one page: the lots in a list, then every question of a careful buyer lot by lot; prints on A4."""
    title = say("buyer.title_of", name=pack.cooperative) if pack.cooperative else say("buyer.title")
    parts = [
        *_header(say("buyer.season", year=pack.crop_year), pack.cooperative, title, "", pack),
        *(_table(_list_of(pack)) if len(pack.lots) > 1 else ()),
        *(line for lot in pack.lots for line in _lot(lot)),
        *_footer(pack),
    ]
    return _page(title, "", parts)


def passport_html(pack: BuyerPack, lot: LotPack) -> bytes:
    """The passport of one lot on one page of A4, with the QR code of its facts; it holds nothing of any other lot."""
    title = f"{say('buyer.passport.title')}: {lot.lot_id}"
    season = say("buyer.season", year=lot.crop_year) if lot.crop_year else ""
    under = " · ".join(text for text in (lot.coffee, lot.place, season) if text)
    answers = [_answer(block) for block in lot.for_reader(Audience.BUYER) if block.id in ON_PASSPORT]
    parts = [
        *_header(say("buyer.passport.title"), pack.cooperative, lot.lot_id, under, pack),
        '<div class="first"><div>',
        *_large(lot),
        *_pairs(lot.hallmarks),
        f'</div><div class="code">{qr_svg(lot.passport.text)}<p>{_text("buyer.passport.qr")}</p></div></div>',
        '<dl class="answers">',
        *answers,
        "</dl>",
        f'<div class="text"><p>{_text("buyer.passport.text")}</p><pre>{escape(lot.passport.text)}</pre>',
        f"<p>{_text('buyer.passport.check')}</p></div>",
        *_footer(pack),
    ]
    return _page(title, "passport", parts)


def qr_svg(text: str) -> str:
    """The QR code of a text as inline SVG; the same text gives the same code."""
    code = segno.make_qr(text, error=QR_ERROR, boost_error=False, encoding="utf-8")
    return code.svg_inline(omitsize=True, border=2, dark=INK, svgclass=None, lineclass=None)


def _list_of(pack: BuyerPack) -> SlideTable:
    """A line a lot; a column that holds nothing of any lot is left away."""
    columns = zip(words()["buyer"]["head"].values(), *(lot.line for lot in pack.lots), strict=True)
    head, *rows = zip(*(column for column in columns if any(column[1:])), strict=True)
    return SlideTable(head, tuple(rows))


def _page(title: str, kind: str, parts: list[str]) -> bytes:
    colours = "".join(f"--{name}: {value}; " for name, value in COLOURS.items())
    lines = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>:root {{ {colours}--font: {FONT}; }}\n{STYLE.read_text('utf-8')}</style>\n</head>",
        f'<body class="{kind}">' if kind else "<body>",
        *parts,
        "</body>\n</html>\n",
    ]
    return "\n".join(lines).encode("utf-8", "replace")


def _header(kind: str, cooperative: str, title: str, under: str, pack: BuyerPack) -> list[str]:
    lines = [
        "<header>",
        f'<p class="over"><span class="kind">{escape(kind)}</span><span>{escape(cooperative)}</span></p>',
    ]
    lines += [f"<h1>{escape(title)}</h1>"]
    lines += [f'<p class="under">{escape(under)}</p>'] if under else []
    lines += [f'<p class="invented">{_text("buyer.invented")}</p>'] if pack.invented else []
    return [*lines, "</header>"]


def _lot(lot: LotPack) -> list[str]:
    return [
        '<section class="lot">',
        f"<h2>{escape(say('buyer.lot_title', lot=lot.lot_id))}</h2>",
        f'<p class="under">{escape(" · ".join(text for text in (lot.coffee, lot.place) if text))}</p>',
        *_large(lot),
        f"<h3>{_text('buyer.hallmarks')}</h3>",
        *_pairs(lot.hallmarks),
        '<div class="blocks">',
        *(line for block in lot.for_reader(Audience.BUYER) for line in _block(block)),
        "</div>",
        f'<p class="lacks">{_text("buyer.passport.sha256")}: {lot.passport.sha256}</p>',
        "</section>",
    ]


def _large(lot: LotPack) -> list[str]:
    marks = [f"<li><b>{escape(value)}</b><span>{escape(name)}</span></li>" for value, name in lot.large]
    return ['<ul class="large">', *marks, "</ul>"] if marks else []


def _block(block: PackBlock) -> list[str]:
    quiet = "" if block.documented else ' class="quiet"'
    wide = block.table is not None and len(block.table.head) > MOST_COLUMNS_OF_A_HALF
    lines = [
        '<div class="wide">' if wide else "<div>",
        f"<h3>{escape(block.question)}</h3>",
        f"<p{quiet}>{escape(block.answer)}</p>",
    ]
    lines += _facts(block.facts)
    lines += _table(block.table) if block.table else []
    lines += [f'<p class="lacks">{escape(_lacking(block))}</p>'] if block.lacks else []
    return [*lines, "</div>"]


def _facts(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    """Each with its name before it, one behind the other."""
    shown = "".join(f"<div><dt>{escape(name)}</dt> <dd>{escape(value)}</dd></div>" for name, value in pairs)
    return [f'<dl class="facts">{shown}</dl>'] if pairs else []


def _answer(block: PackBlock) -> str:
    quiet = "" if block.documented else ' class="quiet"'
    return f"<div><dt>{escape(block.question)}</dt><dd{quiet}>{escape(block.answer)}</dd></div>"


def _lacking(block: PackBlock) -> str:
    key = "buyer.lacking" if block.documented else "buyer.lacking_alone"
    return say(key, what="; ".join(block.lacks))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    rows = [f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in pairs]
    return ['<table class="pairs">', *rows, "</table>"] if rows else []


def _table(table: SlideTable) -> list[str]:
    head = "".join(f"<th>{escape(name)}</th>" for name in table.head)
    rows = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows]
    return [
        '<div class="scroll"><table>',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
        *rows,
        "</tbody></table></div>",
    ]


def _footer(pack: BuyerPack) -> list[str]:
    contact = say("buyer.contact", contact=pack.contact) if pack.contact else say("buyer.no_contact")
    return [
        "<footer>",
        f"<p><b>{escape(contact)}</b> {escape(say('buyer.as_of', day=pack.as_of))}</p>",
        f"<p>{_text('buyer.foot')} {_text('buyer.silent')}</p>",
        "</footer>",
    ]


def _text(key: str) -> str:
    return escape(say(key))
