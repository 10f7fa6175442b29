"""Which layer of indicators a page shows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import streamlit as st

from metrics.engine.contract import LAYERS
from words.speech import say


def choose_layer(there: Collection[str], key: str, bind: Literal["query-params"] | None = None) -> str:
    """Draws the choice among the layers there are, in their order, kept in the link where it is bound to it, and
    returns it."""
    layers = [layer for layer in LAYERS if layer in there]
    picked = st.segmented_control(
        say("measure.layer"),
        layers,
        default=layers[0],
        required=True,
        key=key,
        bind=bind,
        format_func=lambda layer: say(f"measure.layers.{layer}"),
        label_visibility="collapsed",
    )
    return picked or layers[0]
