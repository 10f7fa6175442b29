"""export --for pictures as people call it; where no browser is, one page of all, which says so."""

from __future__ import annotations

import json
import re

import pytest

from tests.command_line.calling import called, one_sentence

SAMPLES = "Date,Lot,Moisture (%)\n" + "".join(f"2026-01-{day:02},M{day},11.{day % 3}\n" for day in range(10, 20))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The folder a person exported into on a computer without a browser, and what was said."""
    home = tmp_path_factory.mktemp("home")
    (home / "quality.csv").write_text(SAMPLES, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exports.browser.found_browser", lambda: None)
        return home, called("export", home / "out", home / "quality.csv", "--for", "pictures", home=home)


def test_without_a_browser_all_stand_on_one_page_that_needs_no_network(page):
    home, done = page
    assert done.returncode == 0 and "on one page" in done.stdout.decode("utf-8")
    assert [file.name for file in (home / "out").iterdir()] == ["pictures.html"]
    text = (home / "out" / "pictures.html").read_text("utf-8")
    held = re.search(r'id="pictures">(.*?)</script>', text, re.DOTALL).group(1)
    names = [name for name, _ in json.loads(held)]
    assert any(name.startswith("lotwise_moisture") for name in names)
    assert all(("_internal" in name) != name.startswith("lotwise_moisture") for name in names)


def test_what_makes_no_sense_is_refused_in_words(page):
    home, _ = page
    asked = ("export", home / "other", home / "quality.csv", "--for")
    assert "There is no pdf for pictures." in one_sentence(called(*asked, "pictures", "--format", "pdf", home=home))
    assert "--size and --clear are for pictures" in one_sentence(called(*asked, "eudr", "--size", "a4", home=home))


def test_one_lot_is_one_picture_and_a_lot_nobody_wrote_down_is_said(page):
    home, _ = page
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exports.browser.found_browser", lambda: None)
        asked = (home / "quality.csv", "--for", "pictures", "--lot")
        done = called("export", home / "one", *asked, "M12", home=home)
        assert done.returncode == 0 and "All 1 of" in done.stdout.decode("utf-8")
        assert "lotwise_lot-M12_" in (home / "one" / "pictures.html").read_text("utf-8")
        assert "There is no lot M99" in one_sentence(called("export", home / "none", *asked, "M99", home=home))
