"""python -m benchmarks.export: what a picture and a pack cost beside a plain figure and an empty deck, in one run.

Aims: a picture within 0.3 s once the browser is there, 20 pictures within 10 s from a cold start, the board's pack
within 15 s. Printed are seconds of the median, the ratio to the bare library's, and bytes.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import TypeVar

import plotly.graph_objects as go
from pptx import Presentation

from exports.buyer_files import html_files
from exports.deck_files import deck_pdf
from exports.deck_html import deck_html
from exports.deck_pptx import deck_pptx
from exports.painted import painting
from exports.picture_size import SLIDE
from exports.season_pictures import Wanted, painted_files, season_frames
from history.snapshots import store
from packs.board.board_deck import deck_of
from packs.board.board_facts import board_facts
from packs.buyer.buyer_pack import buyer_pack
from packs.slide import Deck
from sample_data.make import CLEAN

COLD = 20
Made = TypeVar("Made")
LINE = "{what:<44} {seconds:>8.2f} s {ratio:>8} {size:>12}"


def main() -> None:
    """Makes each of them in turn and prints."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rounds", type=int, default=5, help="of each picture and file")
    rounds = asked.parse_args().rounds
    w = store.temporary([CLEAN])
    frames = dict(list(season_frames(w, "2025/26", Wanted()).items())[:COLD])
    begun = time.perf_counter()
    painted = dict(painted_files(frames, Wanted()))
    took, size = time.perf_counter() - begun, sum(map(len, painted.values()))
    _print(f"{len(painted)} pictures from a cold start", took, None, size)
    _pictures(frames, rounds)
    begun = time.perf_counter()
    facts = board_facts(w)
    deck = deck_of(facts)
    _print("the deck worked out from the logs", time.perf_counter() - begun, None, 0)
    empty = Deck("Empty", "", "", "", "", "", False, ())
    for what, made, bare in (
        ("the deck as HTML, beside an empty one", lambda: deck_html(deck), lambda: deck_html(empty)),
        ("the deck as PowerPoint, beside an empty one", lambda: deck_pptx(deck), _empty_pptx),
        ("the deck as PDF, beside an empty one", lambda: deck_pdf(deck), lambda: deck_pdf(empty)),
    ):
        (seconds, content), (plain, _) = _median(made, rounds), _median(bare, rounds)
        _print(what, seconds, seconds / plain, len(content))
    pack = buyer_pack(w)
    seconds, files = _median(lambda: html_files(pack, alone=False), rounds)
    _print("the buyer's pack and passports as HTML", seconds, None, sum(map(len, files.values())))


def _pictures(frames: dict[str, go.Figure], rounds: int) -> None:
    """One of ours and a plain figure of the same size by turns, in a browser that is warm."""
    plain = go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3]), {"width": SLIDE.width, "height": SLIDE.height})
    ours = next(iter(frames.values()))
    with painting() as painter:
        painter.png(ours, SLIDE)
        seconds, content = _median(partial(painter.png, ours, SLIDE), rounds)
        bare, _ = _median(partial(painter.png, plain, SLIDE), rounds)
    _print("a picture once warm, beside a plain figure", seconds, seconds / bare, len(content))


def _empty_pptx() -> bytes:
    made = io.BytesIO()
    Presentation().save(made)
    return made.getvalue()


def _median(make: Callable[[], Made], rounds: int) -> tuple[float, Made]:
    """Seconds of the median round, and what the last one made."""
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        made = make()
        took.append(time.perf_counter() - begun)
    return median(took), made


def _print(what: str, seconds: float, ratio: float | None, size: int) -> None:
    of_bare = f"{ratio:.1f} x" if ratio else ""
    print(LINE.format(what=what, seconds=seconds, ratio=of_bare, size=f"{size:,} B" if size else ""))


if __name__ == "__main__":
    main()
