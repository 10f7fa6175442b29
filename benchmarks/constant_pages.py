"""What pages are measured against: pages with the same number of charts, over constants. Served by benchmarks.pages.

The environment variable CHARTS holds a JSON object of page title to number of charts.
"""

import json
import os

import plotly.graph_objects as go
import streamlit as st

POINTS = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3]


def page_of(title: str, charts: int):
    """A page of that title with so many charts of 26 dots."""

    def show() -> None:
        st.title(title)
        for number in range(charts):
            st.plotly_chart(go.Figure(go.Scatter(y=POINTS, mode="markers")), key=f"{title}-{number}")

    return st.Page(show, title=title, url_path=title.lower().replace(" ", "_"))


st.set_page_config(layout="wide")
st.navigation(
    [page_of(title, charts) for title, charts in json.loads(os.environ["CHARTS"]).items()], position="top"
).run()
