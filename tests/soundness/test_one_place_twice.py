"""One place connected twice would count every row twice; it is refused, however the place is written."""

from __future__ import annotations

import pytest

from connectors.source import Source
from refresh import configuration
from refresh.configuration import BadConfiguration
from refresh.one_refresh import refresh
from tests.refresh.connected import codes, lots

ID = "1vQ8YQs4JFjosBIhMcYl1izmNFx-c-_2U3SvoSiCl3fE"
LINK = f"https://docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing"


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("google_sheet", f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?gid=7#gid=7"),
        ("google_sheet", ID),
        ("google_link", LINK),
        ("download", f"https://docs.google.com/spreadsheets/d/{ID}/export?format=xlsx"),
        ("google_link", f"https://drive.google.com/file/d/{ID}/view"),
    ],
)
def test_a_spreadsheet_has_many_links(tmp_path, monkeypatch, kind, where):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    configuration.add(Source("Office", "google_sheet", LINK))
    with pytest.raises(BadConfiguration, match="“Mill” is the same place as “Office”, and its rows would count twice"):
        configuration.add(Source("Mill", kind, where))
    configuration.add(Source("Mill", "google_sheet", LINK.replace("1vQ8", "1vQ9")))
    assert [one.name for one in configuration.load().sources] == ["Office", "Mill"]


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("workbook", "sheets/../sheets/lots.csv"),
        ("workbook", "./sheets/lots.csv"),
        ("folder", "sheets"),
        ("folder", "sheets/"),
    ],
)
def test_a_file_has_many_paths_and_lies_in_a_folder(tmp_path, monkeypatch, kind, where):
    """By hand it can still be written so; then the first holds, and the second is told to be wrong."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    configuration.add(Source("Office", "workbook", str(lots(tmp_path / "sheets" / "lots.csv", "M1", "M2"))))
    with pytest.raises(BadConfiguration, match="its rows would count twice"):
        configuration.add(Source("Mill", kind, where))
    with configuration.path().open("a", encoding="utf-8") as file:
        file.write(f'[[source]]\nname = "Mill"\nkind = "{kind}"\nwhere = "{where}"\n')
    assert "its rows would count twice" in refresh().trouble
    assert codes() == ["M1", "M2"]


@pytest.mark.parametrize("where", ["~$lots.xlsx", "~nobody-of-this-name/lots.xlsx", "'lots.xlsx'"])
def test_a_path_that_names_nothing_stops_no_other_source(tmp_path, monkeypatch, where):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    configuration.add(Source("Office", "workbook", str(lots(tmp_path / "lots.csv", "M1"))))
    configuration.add(Source("Mill", "workbook", where))
    configuration.set_key_file(where)
    assert [(one.name, one.standing) for one in refresh().sources] == [("Office", "done"), ("Mill", "failed")]
    assert codes() == ["M1"]
