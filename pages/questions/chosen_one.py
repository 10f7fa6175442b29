"""One of the answers or of what the sheets settle, chosen by its words."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

WIDE = 480  # px


def choose_one(label: str, names: Mapping[str, str], placeholder: str, key: str, width: int = WIDE) -> str | None:
    """Draws the choice of one of these ids by its name, and returns it; None where nothing is chosen."""
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda one: names[one],
        placeholder=placeholder,
        key=key,
        width=width,
    )


def choose_and_press(
    label: str, names: Mapping[str, str], placeholder: str, key: str, button: str, button_key: str
) -> str | None:
    """Draws the same with a button beside, and returns the chosen id once that is pressed."""
    chosen = choose_one(label, names, placeholder, key)
    return chosen if st.button(button, key=button_key, disabled=chosen is None) else None
