"""The server: ui/frame/frame.py behind gzip, and the board's screen beside it. Start it with `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from ui.frame import board_route, served_files
from ui.state import background

background.ready()

app = st.App(
    "ui/frame/frame.py",
    routes=[
        Route(board_route.ADDRESS, board_route.board),
        Route(board_route.NEWEST, board_route.newest),
        *(Route(address, served_files.served_file) for address in served_files.addresses()),
    ],
    middleware=[Middleware(GZipMiddleware), Middleware(served_files.SmallIcons), Middleware(served_files.OurDocument)],
)
