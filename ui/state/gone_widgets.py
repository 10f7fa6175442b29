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
        kept = used | {widget for key, widget in keys._key_id_mapping.items() if key in used}
        for by_widget in (drawn.widget_metadata, keys._id_key_mapping):
            for gone in by_widget.keys() - kept:
                del by_widget[gone]
        for key in [key for key, widget in keys._key_id_mapping.items() if widget not in kept]:
            del keys._key_id_mapping[key]
