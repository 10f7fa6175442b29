"""The three figures of a scenario as sliders: volume, price and sold share."""

from __future__ import annotations

from math import floor, log10

import streamlit as st

from decisions.scenarios import Scenario
from metrics.engine.economics import Inputs
from ui.parts.filters import Chosen
from words.speech import say

KG, PRICE, SOLD = "try_kg", "try_price", "try_sold"
FARTHEST = 6  # the volume slider reaches so many times today's volume


def sliders(now: Inputs, unit: str, chosen: Chosen) -> Scenario:
    """Volume, price and sold share as they stand in the logs, to be tried otherwise."""
    price, places = now.bulk_price + now.premium, _places(now.bulk_price + now.premium)
    kg = st.slider(
        say("learn.volume"),
        0,
        round_up(now.produced_kg * FARTHEST),
        round(now.produced_kg),
        step=max(1, round_up(now.produced_kg) // 100),
        key=chosen.key(KG),
    )
    at = st.slider(
        say("learn.price", unit=unit),
        0.0,
        round(price * 2, places),
        round(price, places),
        step=10.0**-places,
        format=f"%.{places}f",
        key=chosen.key(PRICE),
    )
    sold = round(now.sold_share * 100)
    share = st.slider(say("learn.sold"), 0, 100, sold, format="%d %%", key=chosen.key(SOLD)) / 100
    # a slider left where it stood means the number of the logs itself, not the round one the slider shows
    return Scenario(
        made_kg=None if kg == round(now.produced_kg) else float(kg),
        price=None if abs(at - round(price, places)) < 1e-9 else at,
        sold_share=None if share == sold / 100 else min(share, 1 - now.otherwise_share),
        currency=unit.split("/")[0],
    )


def slide_to(scenario: Scenario, now: Inputs, chosen: Chosen) -> None:
    """Moves the sliders to a scenario, as far as they reach; call it before they are drawn."""
    price, places = now.bulk_price + now.premium, _places(now.bulk_price + now.premium)
    kg = now.produced_kg if scenario.made_kg is None else scenario.made_kg
    at = price if scenario.price is None else scenario.price
    sold = now.sold_share if scenario.sold_share is None else scenario.sold_share
    st.session_state[chosen.key(KG)] = min(round(kg), round_up(now.produced_kg * FARTHEST))
    st.session_state[chosen.key(PRICE)] = round(min(at, price * 2), places)
    st.session_state[chosen.key(SOLD)] = round(sold * 100)


def _places(price: float) -> int:
    """Decimals that give a price three significant digits: 7.31, 0.42, 73 000."""
    return max(0, 2 - floor(log10(price))) if price > 0 else 2


def round_up(kg: float) -> int:
    """The next round number of kg: 1 070 gives 1 100."""
    step = 10 ** max(0, floor(log10(kg)) - 1) if kg > 0 else 1
    return int(-(-kg // step) * step)
