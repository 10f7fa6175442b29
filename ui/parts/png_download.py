"""The visible *Download PNG* in the size one chooses: the browser paints the picture itself, nothing is asked of any
server."""

from __future__ import annotations

import streamlit as st

from exports.picture_size import SIZES, SLIDE
from ui.parts.chart_component import FETCHED
from ui.state.pinning import pin_snapshots
from words.speech import say

JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("span");
  const sizes = parentElement.querySelector("select");
  if (sizes.options.length !== data.sizes.length)
    sizes.replaceChildren(...data.sizes.map((size, place) => new Option(size.label, place)));
  sizes.setAttribute("aria-label", data.choose);
  const name = () => { button.textContent = data.sizes[sizes.value].download; };
  sizes.onchange = name;
  name();
  button.onclick = async () => {
    said.textContent = "";
    const { Plotly } = await FETCHED;
    const { size, format, scale, ending } = data.sizes[sizes.value];
    const { data: marks, layouts } = JSON.parse(data.pictures);
    const { width, height } = layouts[size];
    const how = { format, width, height, scale, filename: data.filename + ending };
    await Plotly.downloadImage({ data: marks, layout: layouts[size] }, how);
    setTriggerValue("saved", true);
  };
}
""".replace("FETCHED", FETCHED)
CSS = """
button, select { font: 15px var(--st-font); color: var(--st-text-color); padding: 7px 14px; cursor: pointer;
  background: var(--st-background-color); border: 1px solid #8C877B; min-height: 36px;
  border-radius: var(--st-base-radius); }
select { margin-right: 8px;
  max-width: 100%; }
button:hover, button:focus-visible { background: var(--st-primary-color); color: var(--st-background-color);
  outline: none; }
span { font: 15px var(--st-font); color: var(--st-text-color); margin-left: 12px; }
"""
HTML = "<select></select><button type='button'></button><span role='status'></span>"
_button = st.components.v2.component("lotwise_download_png", html=HTML, css=CSS, js=JS)


def download_png(pictures: str, name: str, key: str, snapshot: str) -> None:
    """Draws the choice of a size and the button that saves the picture of that size under `name`, as PNG or SVG.

    `pictures` is JSON: the `data` of a figure and its `layouts`, one for each size. The snapshot the picture stands on
    is kept for ever once the picture was saved.
    """
    _button(
        key=key,
        width="content",
        height="content",
        on_saved_change=lambda: pin_snapshots(say("chart.exported"), snapshot),
        data={
            "pictures": pictures,
            "filename": name,
            "sizes": [*(_size(one.name, one.name, "png", one.scale) for one in SIZES.values()), _svg()],
            "choose": say("chart.size"),
        },
    )


def _svg() -> dict:
    return _size("svg", SLIDE.name, "svg", 1)


def _size(label: str, size: str, form: str, scale: float) -> dict:
    ending = "" if size == SLIDE.name else f"_{size}"
    download = say("chart.download_svg" if form == "svg" else "chart.download")
    words = {"label": say(f"chart.sizes.{label}"), "download": download}
    return words | {"size": size, "format": form, "scale": scale, "ending": ending}
