"""The facts of one lot as short text that fits a QR code, sealed by their SHA-256, and the few numbers shown large."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from packs.buyer.lot_facts import LotFacts
from packs.buyer.quality_blocks import cups_of, scores
from packs.buyer.supply_blocks import located
from words.numbers import SPACE

VERSION = "LOT PASSPORT 1"
LAST_LINE = "sha256 "
MOST_LETTERS = 40  # of one text of a sheet: the code must stay readable from paper
MOST_VILLAGES = 3


@dataclass(frozen=True)
class LotPassport:
    """`text` is what the code holds: a line a fact, the last the SHA-256 of all lines before it."""

    text: str
    sha256: str


def lot_passport(lot: LotFacts, cooperative: str, as_of: date, invented: bool) -> LotPassport:
    """The passport of one lot; the same facts give the same text."""
    facts = "".join(f"{line}\n" for line in (VERSION, *_facts(lot, cooperative, as_of, invented)))
    sha256 = hashlib.sha256(facts.encode("utf-8")).hexdigest()
    return LotPassport(f"{facts}{LAST_LINE}{sha256}", sha256)


def _facts(lot: LotFacts, cooperative: str, as_of: date, invented: bool) -> list[str]:
    """One line a fact, none for what is not documented."""
    book, origin = lot.book, lot.origin
    lines = [f"lot {_short(lot.lot_id)}", "INVENTED SAMPLE DATA" if invented else "", _named("by", cooperative)]
    lines += [_named("season", lot.crop_year), f"data {as_of.isoformat()}"]
    lines += [_named("coffee", lot.coffee)]
    if origin.producers:
        lines.append(f"origin {' '.join(origin.countries)} {', '.join(_villages(lot))}")
        placed = "" if origin.located_share is None else f", located {located(origin.located_share)}"
        lines.append(f"producers {origin.producers}, plots {origin.plots}{placed}")
    if origin.picked:
        lines.append(f"picked {origin.picked[0].isoformat()} to {origin.picked[1].isoformat()}")
    known = [(name, book[f"{name}_kg"]) for name in ("made", "sold", "unsold")]
    told = ", ".join(f"{'left' if name == 'unsold' else name} {_plain(kg)}" for name, kg in known if kg is not None)
    lines.append(_named("green kg", told))
    return [line.replace(SPACE, " ") for line in (*lines, *_sampled(lot)) if line]


def _villages(lot: LotFacts) -> list[str]:
    named = [(lot.withheld.fit(village), share) for village, share in lot.origin.villages if village]
    return [f"{_short(village)} {share:.0%}" for village, share in named[:MOST_VILLAGES]]


def _sampled(lot: LotFacts) -> list[str]:
    lines = []
    for protocol, mean in scores(lot).items():
        cups = cups_of(lot, protocol)
        outside = sum(bool(one.third_party) for one in cups)
        when = mean.last_on.isoformat()
        lines.append(f"cup {_plain(mean.value, 2)} {protocol} {when}, scores {len(cups)}, third party {outside}")
    for mean in lot.samples.of("moisture"):
        lines.append(f"moisture {_plain(mean.value)} % {mean.last_on.isoformat()}")
    if lot.samples.defects:
        last = lot.samples.defects[-1]
        full = [last.category1, last.category2]
        told = f" category 1: {_plain(full[0])}, 2: {_plain(full[1])}" if None not in full else ""
        in_all = f", in all {_plain(last.in_all)}" if last.in_all is not None else ""
        lines.append(f"defects {lot.withheld.fit(last.scheme)}{told}{in_all}")
    return lines


def _named(name: str, value: str | None) -> str:
    return f"{name} {_short(value)}" if value else ""


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 3] + "..."


def _plain(value: float | None, decimals: int = 1) -> str:
    """A number any program reads: 211.3, without a sign between thousands and without zeros at its end."""
    return "" if value is None else f"{value:.{decimals}f}".rstrip("0").rstrip(".")
