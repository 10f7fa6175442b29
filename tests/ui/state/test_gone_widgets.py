"""A dashboard that stays open while the sheets are read anew does not grow by what no page draws any more."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

TURNS = 6


def script() -> None:
    import streamlit as st

    from ui.state.gone_widgets import forget_gone_widgets

    forget_gone_widgets()
    turn = st.session_state["turn"] = st.session_state.get("turn", 0) + 1
    st.button("of this reading", key=f"pressed-{turn}", on_click=lambda: None)
    st.text_input("of this reading", "as it was", key=f"typed-{turn}")
    st.text_input("stays", key="stays")
    if turn % 2:
        st.selectbox("comes and goes", ["a", "b"], key="chosen", bind="query-params")
    with st.form("of_a_form"):
        st.text_input("in a form", key="in_form")
        st.form_submit_button("Send")


def kept(app: AppTest) -> tuple[int, int, int]:
    """How many widgets Streamlit keeps something of: what reads their value, their keys, and the other way round."""
    state = app.session_state._state
    state = getattr(state, "_state", state)
    keys = state._key_id_mapper
    return len(state._new_widget_state.widget_metadata), len(keys._key_id_mapping), len(keys._id_key_mapping)


def test_as_much_is_kept_after_many_readings_as_after_a_few():
    app = AppTest.from_function(script).run()
    for _ in range(3):
        app.run()
    before = kept(app)
    for _ in range(2 * TURNS):
        app.run()
    assert kept(app) == before
    # this reading's and the last one's two, the three that stay and the one that comes and goes
    assert max(before) <= 8


def test_what_was_typed_and_chosen_stays_and_is_pressed_as_before():
    app = AppTest.from_function(script).run()
    app.text_input(key="stays").set_value("here").run()
    for _ in range(TURNS + 1):
        app.run()
    assert app.text_input(key="stays").value == "here" and app.session_state["stays"] == "here"
    assert app.selectbox  # the first run and every other one draw it, and this is the ninth
    app.selectbox(key="chosen").set_value("b").run()  # gone in this run
    assert not app.selectbox
    app.run()
    assert app.selectbox(key="chosen").value == "b"
    app.text_input(key="in_form").set_value("sent")
    app.button[-1].click().run()
    assert app.text_input(key="in_form").value == "sent" and not app.exception
