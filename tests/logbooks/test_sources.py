"""What everyone's numbers come from is kept, read again on demand, and stays where reading something else fails."""

from __future__ import annotations

import pytest

from connectors.trouble import CannotGoOn
from logbooks import sources, store
from logbooks.mapping import Mapping, TabMapping


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def lots(folder, *codes):
    path = folder / "lots.csv"
    path.write_text("Lot,Stream,Crop year\n" + "".join(f"{code},micro,2025/26\n" for code in codes), "utf-8")
    return path


def codes() -> list[str]:
    return [row["lot_id"] for row in store.current().rows("SELECT lot_id FROM lots ORDER BY 1")]


def test_nothing_is_configured_at_first(home):
    assert sources.configured() == ([], Mapping()) and sources.refresh() is None


def test_workbooks_in_use_are_kept_with_their_mapping_and_read_again(tmp_path):
    mapping = Mapping((TabMapping(source="lots.csv", logbook="lots"),))
    sources.use([lots(tmp_path, "M1", "M2")], mapping)
    assert codes() == ["M1", "M2"]
    paths, kept = sources.configured()
    assert [path.name for path in paths] == ["lots.csv"] and kept == mapping
    lots(paths[0].parent, "M3")
    sources.refresh()
    assert codes() == ["M3"]


def test_what_cannot_be_read_leaves_everything_as_it_was(tmp_path):
    sources.use([lots(tmp_path, "M1")], Mapping())
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    with pytest.raises(CannotGoOn):
        sources.use([bad], Mapping())
    assert codes() == ["M1"] and [path.name for path in sources.configured()[0]] == ["lots.csv"]
    assert [folder.name for folder in store.home().iterdir() if folder.name.startswith("sheets")] == ["sheets"]
