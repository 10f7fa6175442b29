"""Whatever a person takes away of a reading keeps that reading for ever: a picture, the fix list, the files for EU
buyers."""

from __future__ import annotations

from pathlib import Path

import pytest

from history.snapshots import store
from tests.browser.driving import go, open_page, running_app
from words.moment_words import taken_away
from words.speech import say

pytestmark = pytest.mark.browser
MESSY = Path(__file__).parent.parent.parent / "sample_data" / "messy.xlsx"


@pytest.fixture(scope="module")
def read_once(installed_chromium, tmp_path_factory):
    """The address of an app that has read the messy sample."""
    home = tmp_path_factory.mktemp("read_once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        store.refresh([MESSY])
        with running_app(home) as address:
            yield address


def take(page, button: str) -> None:
    with page.expect_download():
        page.get_by_role("button", name=say(button)).first.click()


def test_what_is_taken_away_stands_on_its_reading(read_once, page):
    assert [one.pins for one in store.history()] == [()]
    open_page(page, f"{read_once}/learn")
    page.wait_for_function("() => window.Plotly")
    take(page, "chart.download")
    go(page, "data_health")  # the next run of the page, at the latest, notes what was saved
    take(page, "health.download")
    go(page, "trace")
    take(page, "plots.download")
    assert [one.pins for one in store.history()] == [
        tuple(taken_away(say(name)) for name in ("chart.exported", "health.exported", "plots.exported"))
    ]
