"""What Streamlit's page would ask this server before it connects, told in the document itself.

Unless told, it looks for the server below the address of the page, then above it, and asks how it is configured, one
question after the other: on a slow line half a second of waiting. It still asks, but meanwhile.
"""

from __future__ import annotations

import json
from functools import cache

import streamlit as st

from ui.parts.page_links import page_names


@cache
def script() -> str:
    """A script for the head of the document; elsewhere than at the root of an address it tells nothing, since there
    only Streamlit can find the server."""
    pages = "|".join(sorted(page_names()))
    told = json.dumps(server_answers()).replace("</", "<\\/")
    return (
        f"<script>if (/^\\/(?:{pages})?$/.test(location.pathname)) "
        f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin, HOST_CONFIG: {told} }};</script>"
    )


def server_answers() -> dict[str, object]:
    """The answers of the server to that question, as Streamlit 1.67 gives them."""
    return {
        "allowedOrigins": list(st.get_option("client.allowedOrigins")),
        "useExternalAuthToken": False,
        "enableCustomParentMessages": False,
        "enforceDownloadInNewTab": False,
        "metricsUrl": "",
        "blockErrorDialogs": False,
        "resourceCrossOriginMode": None,
    }
