"""The visible *Download PNG*: the browser paints the export figure itself, nothing is asked of any server."""

from __future__ import annotations

import re
import unicodedata

import streamlit as st

from exports.picture import HEIGHT, SCALE, WIDTH
from ui.state.pinning import pin_snapshots
from words.speech import say

# window.Plotly is Streamlit's own copy, there once a chart stands on the page; it is not documented, so a browser test
# pins it.
JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("span");
  button.textContent = data.label;
  button.onclick = async () => {
    said.textContent = "";
    if (!window.Plotly) { said.textContent = data.wait; return; }
    const { width, height, scale, filename } = data;
    await window.Plotly.downloadImage(JSON.parse(data.figure), { format: "png", width, height, scale, filename });
    setTriggerValue("saved", true);
  };
}
"""
CSS = """
button { font: 600 15px var(--st-font); color: var(--st-primary-color); background: var(--st-background-color);
  border: 1px solid var(--st-primary-color); border-radius: var(--st-base-radius); padding: 7px 14px; cursor: pointer;
  min-height: 40px; }
button:hover, button:focus-visible { background: var(--st-primary-color); color: var(--st-background-color);
  outline: none; }
span { font: 15px var(--st-font); color: var(--st-text-color); margin-left: 12px; }
"""
_button = st.components.v2.component(
    "lotwise_download_png", html="<button type='button'></button><span role='status'></span>", css=CSS, js=JS
)


def download_png(picture: str, name: str, key: str, snapshot: str, high: int = HEIGHT) -> None:
    """Draws the button that saves this export figure (its JSON), so many pixels high, under `name`.png: 1920 x 1080
    unless it is higher.

    The snapshot the picture stands on is kept for ever once the picture was saved.
    """
    _button(
        key=key,
        width="content",
        height="content",
        on_saved_change=lambda: pin_snapshots(say("chart.exported"), snapshot),
        data={
            "figure": picture,
            "filename": name,
            "width": WIDTH,
            "height": high,
            "scale": SCALE,
            "label": say("chart.download"),
            "wait": say("chart.wait"),
        },
    )


def file_name(*parts: str) -> str:
    """The parts as one file name that every system takes: letters, digits and hyphens, joined by underscores."""
    spelled = (unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode("ascii") for part in parts)
    words = (re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in spelled)
    return "_".join(word for word in words if word)[:120]
