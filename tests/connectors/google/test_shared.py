"""The spreadsheets people shared with the key's address, to choose from."""

from __future__ import annotations

import pytest

from connectors.google.service_key import find_key
from connectors.google.shared_with_us import listed, shared_with_us
from connectors.trouble import NotAllowed
from tests.google.sheets import EXCEL


def test_all_that_is_shared_is_listed_the_last_edited_first(google, lots):
    later = google.add("Offers 2026", {"Offers": [["Offer"]]}, owner=("", "office@cooperative.example"))
    later.share_with(google.account().address)
    google.add("Not ours", {"Lots": [["Lot"]]})
    excel = google.add("Lots.xlsx", mime=EXCEL)
    excel.share_with(google.account().address)
    gone = google.add("In the bin", {"Lots": [["Lot"]]})
    gone.share_with(google.account().address)
    gone.trashed = True
    found = shared_with_us(find_key())
    assert [(one.name, one.id, one.owner) for one in found] == [
        ("Offers 2026", later.key, "office@cooperative.example"),
        ("Lots 2026", lots.key, "Station office, station@cooperative.example"),
    ]
    assert found[0].modified_at >= found[1].modified_at
    assert google.count("sheets") == 0


def test_a_long_list_comes_page_by_page(google, wire):
    for number in range(450):
        google.add(f"Book {number}").share_with(google.account().address)
    ours = wire()
    assert len({one.id for one in listed(ours)}) == 450
    assert ours.counts == {"token": 1, "drive": 3}


def test_a_list_that_may_not_be_asked_for_says_who_must_click_what(google, wire):
    google.faults.always("403 drive off", "drive")
    with pytest.raises(NotAllowed) as caught:
        listed(wire())
    assert "The Google Drive API is switched off in the project synthetic-project" in caught.value.what
    assert "presses Enable" in caught.value.fix
