"""Rows of a table of ours that can be pressed, with the mouse, a finger or the keyboard."""

from __future__ import annotations

import streamlit as st

# The table stands in the page as HTML; this listens to it and draws nothing itself.
JS = """
export default function ({ data, setTriggerValue }) {
  const ROWS = `.lw-table.${data.look} tbody tr:not(:has(> .total))`; // a row of sums has nothing behind it
  const rows = () => [...document.querySelectorAll(ROWS)];
  for (const row of rows()) {
    const name = row.querySelector("th .main");
    if (name) { name.tabIndex = 0; name.setAttribute("role", "button"); }
  }
  const pressed = (event) => {
    const row = event.target.closest && event.target.closest(ROWS);
    if (!row || event.target.closest("a")) return;
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    const opens = data.opens && document.querySelector(`.st-key-${data.opens}`);
    if (opens) { opens.tabIndex = -1; opens.focus({ preventScroll: true }); opens.scrollIntoView({ block: "start" }); }
    setTriggerValue("row", rows().indexOf(row));
  };
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", pressed);
  return () => {
    document.removeEventListener("click", pressed);
    document.removeEventListener("keydown", pressed);
  };
}
"""
_listener = st.components.v2.component("lotwise_pressed_rows", html="", js=JS)


def pressed_row(look: str, key: str, opens: str = "") -> int | None:
    """The place, from 0 and without rows of sums, of the row that was just pressed in the table of that look; None
    where none was. The page goes to the container whose key is `opens`, where there is one."""
    told = {"look": look, "opens": opens}
    found = _listener(key=f"{key}_listener", data=told, height="content", on_row_change=lambda: None)
    return found.row if isinstance(found.row, int) else None
