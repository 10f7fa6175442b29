"""The server: ui/frame/frame.py behind gzip. Start it with `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

app = st.App("ui/frame/frame.py", middleware=[Middleware(GZipMiddleware)])
