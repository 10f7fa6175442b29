"""The passport of the lot that is picked, for a buyer: one page to download."""

from __future__ import annotations

import streamlit as st

from exports.buyer_page import passport_html
from exports.eudr_geojson import file_names
from packs.buyer.buyer_pack import buyer_pack
from ui.state import visitor
from ui.state.pinning import pin_snapshots
from words.speech import say


def passport(lot_id: str, key: str = "passport") -> None:
    """Draws the button that gives the passport, and what is in it; it is made once it is asked for."""
    st.download_button(
        say("buyer.button.label"),
        visitor.as_shown(lambda: passport_of(lot_id)),
        file_name=f"{file_names([lot_id])[lot_id]}-passport.html",
        mime="text/html",
        icon=":material/download:",
        on_click="ignore",
        key=key,
        help=say("buyer.button.says"),
    )


def passport_of(lot_id: str) -> bytes:
    """The page of that lot, of what is looked at; the reading it stands on is kept for good."""
    here = visitor.warehouse()
    pack = buyer_pack(here, None, lot_id)
    pin_snapshots(say("buyer.button.pinned"), here.id)
    return passport_html(pack, pack.lots[0])
