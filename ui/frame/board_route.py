"""The board's screen beside the pages: /board is the deck as a page of its own, /board/newest names its snapshot.

It shows what everybody sees, never an upload of one visitor.
"""

from __future__ import annotations

import threading
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from streamlit import config

from connectors.trouble import CannotGoOn
from history import fault_log
from history.snapshots import store
from history.snapshots.moments import day_there
from ui.frame.time_machine import AT
from ui.state import open_snapshots, visitor
from ui.state.first_sample import first_snapshot
from words.speech import say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from logbooks.warehouse.warehouse import Warehouse

ADDRESS = "/board"
NEWEST = f"{ADDRESS}/newest"
CARD = "body { font: 22px/1.5 sans-serif; margin: 10vh auto; max-width: 40em; padding: 0 24px } h1 { font-size: 28px }"
KEPT, KEPT_BYTES = 4, 40_000_000  # decks, made once however many look at them

_decks = open_snapshots.Shelf(KEPT, KEPT_BYTES)
_reading = threading.Lock()  # one deck is worked out at a time: pages go on meanwhile


def board(request: Request) -> Response:
    """The deck of the season and the moment in the address, of the newest snapshot unless a moment is named."""
    from starlette.responses import HTMLResponse, PlainTextResponse

    if not _may_ask(request):
        return PlainTextResponse(say("deck.host"), 400)
    season, moment = request.query_params.get("season"), request.query_params.get("at")
    try:
        page = _deck(season, moment)
    except CannotGoOn as trouble:
        return HTMLResponse(_card(trouble.what, trouble.fix), 404)
    except Exception as fault:  # anything else is a defect of ours: the words stay in the log
        reference = fault_log.logged(fault, "on the board's screen")
        return HTMLResponse(
            _card(say("deck.defect", reference=reference), say("deck.defect_log", file=fault_log.log_file())), 500
        )
    return HTMLResponse(page, headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})


def newest(request: Request) -> Response:
    """The name of the snapshot everybody sees now, as plain text."""
    from starlette.responses import PlainTextResponse

    if not _may_ask(request):
        return PlainTextResponse(say("deck.host"), 400)
    try:
        now = open_snapshots.to_show()
    except CannotGoOn as trouble:  # what is on the screen stays
        return PlainTextResponse(str(trouble), 503)
    return PlainTextResponse(now.snapshot if now else "", headers={"Cache-Control": "no-store"})


def board_address(season: str = "") -> str:
    """The address of the board's screen, of a season (the newest unless named) and the moment this page shows."""
    named = {"season": season, "at": st.query_params.get(AT)}
    asked = urlencode({name: value for name, value in named.items() if value})
    return ADDRESS + (f"?{asked}" if asked else "")


def _deck(season: str | None, moment: str | None) -> bytes:
    """The page, kept by snapshot; a moment of the past looks for nothing newer. Raises CannotGoOn."""
    from exports.deck_html import deck_html
    from packs.board.board_deck import board_deck

    w = store.at(moment) if moment else _everybodys()

    def made() -> bytes:
        with _reading:
            return deck_html(board_deck(w, season), watch="" if moment else NEWEST)

    return _decks.result(f"{w.id} {w.as_of} {season} {moment}", made)


def _everybodys() -> Warehouse:
    """What the pages show to everybody now. Raises NothingReadYet."""
    now = open_snapshots.to_show()
    if visitor.waits_for_first_reading(now):
        raise visitor.NothingReadYet(say("first.what"), say("first.fix"))
    now = now or first_snapshot()
    return open_snapshots.newest(now.snapshot, day_there(now).isoformat())


def _may_ask(request: Request) -> bool:
    """Whether the page was asked for under a name of this server's own: a foreign page can't rename itself to it."""
    allowed = config.get_option("server.allowedHosts")
    return not allowed or request.url.hostname in allowed


def _card(what: str, fix: str) -> str:
    """What stands in the way, in words."""
    title = escape(say("deck.title"))
    return (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{CARD}</style>'
        f"<h1>{escape(what)}</h1><p>{escape(fix)}</p></html>"
    )
