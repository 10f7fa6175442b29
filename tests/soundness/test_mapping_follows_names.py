"""What a person said of a tab's columns is not lost when somebody gives the tab or its source another name."""

from __future__ import annotations

import pytest

from logbooks.recognise import mapping
from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import configuration
from refresh.one_refresh import refresh
from tests.google.server import Google
from tests.refresh.connected import codes, connect, state

ROWS = [["first", "second", "third"], *[[f"M{n}", "micro", "2025/26"] for n in range(1, 4)]]
SAID = {"lot_id": "first", "stream": "second", "crop_year": "third"}


@pytest.mark.parametrize(("kind", "name"), [("google_sheet", "Lote [2026]*"), ("google_link", "Lote 2026")])
def test_a_tab_with_headings_of_its_own_is_renamed(tmp_path, monkeypatch, kind, name):
    """The export of a link tells no ids of tabs; there the first row tells that it is the same tab."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    with Google() as google:
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        monkeypatch.setenv("LOTWISE_GOOGLE_KEY", str(google.account().write(tmp_path / "key.json")))
        book = google.add("Lots", {"Sheet7": ROWS})
        book.link_shared = True
        connect("Office", google.link(book), kind)
        refresh()
        source = state("Office").workbooks[0]
        mapping.save(Mapping((TabMapping(source, "Sheet7", "lots", 1, SAID),)), configuration.mapping_path())
        refresh()
        assert codes() == ["M1", "M2", "M3"]
        book.rename_tab("Sheet7", name)
        book.append_row(name, ["M4", "micro", "2025/26"])
        refresh()
        assert (codes(), state("Office").held) == (["M1", "M2", "M3", "M4"], ())


def test_a_source_is_given_a_name_with_brackets_and_another_one_again(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    file = tmp_path / "lots.csv"
    file.write_text("\n".join(",".join(row) for row in ROWS), "utf-8")
    connect("Office", file)
    mapping.save(Mapping((TabMapping("Office", "*", "lots", 1, SAID),)), configuration.mapping_path())
    for old, new in (("Office", "Office [2026]"), ("Office [2026]", "Mill [new]")):
        configuration.change(old, name=new)
        refresh(force=True)
        assert (codes(), state(new).held) == (["M1", "M2", "M3"], ())
