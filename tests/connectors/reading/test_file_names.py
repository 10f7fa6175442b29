"""Names of files: kept under, told apart, refused in words."""

from __future__ import annotations

import pytest

from connectors.reading.file_names import safe_name
from connectors.trouble import CannotOpen


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Lots.xlsx", "Lots.xlsx"),
        ("a:b?.csv", "a_b_.csv"),
        ("...", "upload"),
        ("Café 1.ods", "Café 1.ods"),
    ],
)
def test_a_files_name_leads_nowhere_else(given, kept):
    assert safe_name(given) == kept


@pytest.mark.parametrize(
    "name", ["CON", "nul", "AUX.xlsx", "com1.csv", "Lpt9.tar.xlsx", "COM¹.csv", "prn .xlsx", "a/CONOUT$"]
)
def test_a_name_that_windows_keeps_for_itself_is_refused_in_words(name):
    with pytest.raises(CannotOpen, match="Windows keeps that name for itself"):
        safe_name(name)


@pytest.mark.parametrize("name", ["CONTROL.xlsx", "com.csv", "COM10.csv", "my aux.xlsx", "nul-1.csv", "console"])
def test_a_name_that_only_looks_like_one_is_kept(name):
    assert safe_name(name) == name


def test_a_name_longer_than_a_disk_keeps_is_refused_in_words():
    """A letter of Ethiopic takes three bytes: 90 of them 270, and a disk keeps 255."""
    with pytest.raises(CannotOpen, match="is too long to be kept"):
        safe_name("ቡ" * 90 + ".csv")
    assert safe_name("ቡ" * 70 + ".csv") == "ቡ" * 70 + ".csv"  # 214 bytes


def test_a_name_that_is_no_letters_is_refused_in_words():
    with pytest.raises(CannotOpen, match=r"The name of the file L\?.csv can't be read"):
        safe_name("L\udcff.csv")
