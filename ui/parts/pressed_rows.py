"""Rows of a table of ours that can be pressed, with the mouse, a finger or the keyboard."""

from __future__ import annotations

import streamlit as st

KEY, PRESSED = "pressed_rows", "pressed_row"
# The tables stand in the page as HTML; this listens to them all and draws nothing itself, once for every page.
JS = """
export default function ({ setTriggerValue }) {
  const ROWS = "tbody tr:not(:has(> .total))"; // a row of sums has nothing behind it
  const pressed = (event) => {
    const row = event.target.closest && event.target.closest(`.lw-table.pressed > table > ${ROWS}`);
    if (!row || event.target.closest("a")) return;
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    const table = row.closest(".lw-table"), looks = [...table.classList];
    const opens = looks.map((look) => document.querySelector(`.st-key-${look}_opened`)).find((one) => one);
    if (opens) { opens.tabIndex = -1; opens.focus({ preventScroll: true }); opens.scrollIntoView({ block: "start" }); }
    const rows = [...table.querySelectorAll(`:scope > table > ${ROWS}`)];
    setTriggerValue("row", { looks, place: rows.indexOf(row) });
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


def listen() -> None:
    """Draws what listens to the rows of every page; once a run, before the page."""
    st.session_state[PRESSED] = _listener(key=KEY, height="content", on_row_change=lambda: None).row


def pressed_row(look: str) -> int | None:
    """The place, from 0 and without rows of sums, of the row that was just pressed in the table of that look; None
    where none was. The page goes to the container whose key is the look and _opened, where there is one."""
    row = st.session_state.get(PRESSED)
    return row["place"] if row and look in row["looks"] else None
