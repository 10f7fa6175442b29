"""A real Chromium that paints figures with Plotly's own script, so that text is measured as a reader sees it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import plotly
import pytest

# a report that is asked for twice is read twice; tests/command_line/test_kept_reports.py says otherwise for itself
os.environ["LOTWISE_KEEP_REPORTS"] = "no"

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
TEXTS = """async ([figure, width, height]) => {
  const g = document.getElementById("g");
  const f = JSON.parse(figure);
  f.layout.width = width; f.layout.height = height;
  await Plotly.newPlot(g, f.data, f.layout, {staticPlot: true});
  return [...g.querySelectorAll("svg text")].filter(t => t.textContent.trim()).map(t => {
    const b = t.getBoundingClientRect();
    return {text: t.textContent, left: b.left, right: b.right, top: b.top, bottom: b.bottom,
            size: parseFloat(getComputedStyle(t).fontSize)};
  });
}"""


@pytest.fixture(scope="module")  # not longer: a test that drives a browser of its own must find none under way
def painted():
    """A function (figure, width, height) -> every text of it with its box in pixels and its size."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here, and in CI a browser test may not be skipped")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_content("<body style='margin:0'><div id='g'></div></body>")
        page.add_script_tag(path=str(PLOTLY_JS))
        yield lambda figure, width, height: page.evaluate(TEXTS, [figure.to_json(), width, height])
        browser.close()
