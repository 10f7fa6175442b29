"""What Streamlit keeps of a widget that no page draws any more is let go.

Streamlit 1.67 forgets the value of such a widget, but for as long as the visitor stays it keeps what reads and writes
the value, and with the callbacks whatever these were made with. Keys of ours belong to a reading of the logs, so that a
dashboard that stays open while the sheets are read again and again would grow by every reading.
"""

from __future__ import annotations

from contextlib import suppress

from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget_gone_widgets() -> None:
    """Lets go of the visitor's widgets of which no value is kept; call it before a page is drawn, when all that the run
    before drew still has one."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    # nothing public lets go of them; with another Streamlit nothing happens here, and its test says so
    with suppress(AttributeError), context.session_state._lock:
        state = context.session_state._state
        state = getattr(state, "_state", state)  # in a test it is wrapped twice
        keys, drawn = state._key_id_mapper, state._new_widget_state
        used = state._old_state.keys() | drawn.states.keys() | state._new_session_state.keys()
        for widget in [one for one in drawn.widget_metadata if one not in used]:
            if keys._id_key_mapping.get(widget) not in used:
                del drawn.widget_metadata[widget]
        for key, widget in list(keys._key_id_mapping.items()):
            if key not in used and widget not in used:
                del keys._key_id_mapping[key]
                keys._id_key_mapping.pop(widget, None)
        for widget in [one for one in keys._id_key_mapping if one not in drawn.widget_metadata]:
            if keys._id_key_mapping[widget] not in keys._key_id_mapping:
                del keys._id_key_mapping[widget]
