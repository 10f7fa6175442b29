"""What being wrong costs, in money, with the two stakes as sliders: they move the money, never the words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from decisions.verdict.facts import GAIN
from decisions.verdict.fence_places import PlacedFence
from decisions.verdict.price_of_error import Price, Stake
from ui.parts.inputs import seen_key
from ui.state import results
from words.speech import as_text, say

STEPS = 40  # of a slider, from nothing to four times what is worked out


def stakes_section() -> None:
    """Draws the two stakes and what they make of the chance to be wrong; or why that can't be said."""
    price = results.price_of_error()
    st.header(say("decide.price"), anchor=False)
    if price.why_not or price.wrong_scale is None or price.waiting is None:
        st.text(price.why_not or "")
        if price.neighbours_why_not:
            st.text(price.neighbours_why_not)
        return
    stakes, said = st.columns([1, 2], gap="large")
    with stakes:
        wrong = _stake("wrong_scale", price.wrong_scale, price)
        waiting = _stake("waiting", price.waiting, price)
    with said:
        for sentence in results.kept("price_said", lambda _: price.sentences(wrong, waiting), wrong, waiting):
            st.markdown(as_text(sentence))
        st.caption(as_text(say("decide.price_only")))
        st.caption(as_text(money_alone(results.decided().distance)))


def money_alone(distance: Sequence[PlacedFence]) -> str:
    """That the price is of money alone, and which other goals and guardrails of the next gate would not be met
    today."""
    open_ = [one for one in distance if not one.met and one.fence.indicator != GAIN]
    names = list(dict.fromkeys(one.fence.metric.title for one in open_))
    return say("decide.price_alone_open", names=", ".join(names)) if names else say("decide.price_alone")


def _stake(name: str, stake: Stake, price: Price) -> float:
    """One slider, which begins at the stake, and where that comes from."""
    most = max(4 * stake.money, 100.0)
    step = max(10.0 ** (len(str(int(most))) - 3), 1.0)
    top = step * round(most / step)
    chosen = st.slider(
        say(f"decide.stake_{name}", currency=price.currency),
        0.0,
        top,
        min(step * round(stake.money / step), top),
        step,
        format="%.0f",
        key=seen_key(f"stake_{name}"),
    )
    st.caption(as_text(stake.because))
    return chosen
