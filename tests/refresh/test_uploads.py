"""Workbooks given to everyone: copies that are one source among the others; what can't be read leaves all as it was."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from connectors.trouble import CannotGoOn
from history.changes.comparison import changes
from history.snapshots import store
from logbooks.recognise.mapping import Mapping, TabMapping
from refresh import configuration, uploads_for_everyone
from refresh.one_refresh import refresh
from refresh.workbook_copies import FOLDER, UPLOADED, take_over
from tests.refresh.connected import codes, connect, lots, state


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def copies(home: Path) -> list[str]:
    return sorted(file.name for folder in home.glob(f"{FOLDER}*") for file in folder.rglob("*") if file.is_file())


def test_workbooks_given_are_copied_and_read_again(tmp_path, home):
    snapshot = uploads_for_everyone.use([lots(tmp_path / "lots.csv", "M1", "M2")], Mapping())
    assert (codes(), snapshot) == (["M1", "M2"], store.current_id())
    (tmp_path / "lots.csv").unlink()
    assert copies(home) == ["lots.csv"]
    assert refresh().snapshot is None
    assert codes() == ["M1", "M2"]


def test_what_was_said_about_columns_holds_for_them_and_for_no_other_source(tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_text("Thing,Kind,Year\nM1,micro,2025/26\n", "utf-8")
    said = TabMapping(
        source="odd.csv",
        logbook="lots",
        header_row=1,
        columns={"lot_id": "Thing", "stream": "Kind", "crop_year": "Year"},
    )
    uploads_for_everyone.use([odd], Mapping((said,)))
    assert codes() == ["M1"]
    assert [tab.source for tab in configuration.mapping().tabs] == ["Uploaded workbooks/odd.csv"]


def test_one_column_may_fill_two_fields_in_every_refresh(tmp_path):
    """Sold and closed on one day: the tab has one column of days, and a person said that it stands for both."""
    sales = tmp_path / "ventas.csv"
    sales.write_text("Venta,Lote,Cliente,Fecha,Kg\nV1,M1,Roaster,2026-01-10,60\nV2,M2,Roaster,2026-01-12,60\n", "utf-8")
    columns = {"offer_id": "Venta", "lot_id": "Lote", "buyer": "Cliente", "offered_on": "Fecha", "closed_on": "Fecha"}
    said = TabMapping(logbook="offers", header_row=1, columns=columns, constants={"status": "accepted"})
    uploads_for_everyone.use([sales], Mapping((said,)))
    refresh(force=True)
    sales.write_text(sales.read_text("utf-8").replace("01-12", "01-13"), "utf-8")
    uploads_for_everyone.use([sales], Mapping((said,)))
    w, earlier = store.current(), store.at(store.history()[1].snapshot)
    days = w.rows("SELECT strftime(offered_on, '%d') AS offered, strftime(closed_on, '%d') AS closed FROM clean.offers")
    assert days == [{"offered": "10", "closed": "10"}, {"offered": "13", "closed": "13"}]
    (changed,) = changes(earlier, w).rows()
    assert {(edit.before, edit.after) for edit in changed.edits if edit.place} == {("2026-01-12", "2026-01-13")}


def test_the_next_ones_take_their_place_without_being_asked_about(tmp_path, home):
    """A person chose just these, so fewer rows are no accident."""
    uploads_for_everyone.use([lots(tmp_path / "lots.csv", *(f"M{n}" for n in range(10)))], Mapping())
    uploads_for_everyone.use([lots(tmp_path / "lots.csv", "M1")], Mapping())
    assert (codes(), state(UPLOADED).held, copies(home)) == (["M1"], (), ["lots.csv"])


def test_other_sources_stay(tmp_path):
    connect("North", lots(tmp_path / "north.csv", "N1"))
    refresh()
    uploads_for_everyone.use([lots(tmp_path / "lots.csv", "M1")], Mapping())
    assert codes() == ["M1", "N1"]


def test_two_files_of_one_name_stay_two(tmp_path, home):
    uploads_for_everyone.use(
        [lots(tmp_path / "a" / "lots.csv", "M1"), lots(tmp_path / "b" / "lots.csv", "M2")], Mapping()
    )
    assert (codes(), copies(home)) == (["M1", "M2"], ["lots, file 2.csv", "lots.csv"])


def test_an_earlier_one_that_stays_is_read_as_before_whatever_is_said_of_all_the_new_ones(tmp_path, home):
    """In the new file the groups stand under “Kind”; in the one that stays, “Kind” tells something else."""
    earlier, new = tmp_path / "earlier.csv", tmp_path / "new.csv"
    earlier.write_text("Lot,Stream,Crop year,Kind\nM1,micro,2025/26,bulk\n", "utf-8")
    new.write_text("Lot,Crop year,Kind\nM2,2025/26,bulk\n", "utf-8")
    uploads_for_everyone.use([earlier], Mapping())
    said = Mapping((TabMapping(logbook="lots", header_row=1, columns={"stream": "Kind"}),))
    uploads_for_everyone.use([new], said, stay=["earlier.csv"])
    w = store.current()
    assert w.rows("SELECT lot_id, stream FROM clean.lots ORDER BY 1") == [
        {"lot_id": "M1", "stream": "micro"},
        {"lot_id": "M2", "stream": "bulk"},
    ]
    w.close()
    assert copies(home) == ["earlier.csv", "new.csv"] and refresh().snapshot is None


def test_what_can_not_be_read_leaves_everything_as_it_was(tmp_path, home):
    uploads_for_everyone.use(
        [lots(tmp_path / "lots.csv", "M1")], Mapping((TabMapping(source="lots.csv", logbook="lots"),))
    )
    before = {path: path.read_text("utf-8") for path in (configuration.path(), configuration.mapping_path())}
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    with pytest.raises(CannotGoOn):
        uploads_for_everyone.use(
            [lots(tmp_path / "more.csv", "M7"), bad], Mapping((TabMapping(source="bad.xlsx", logbook="offers"),))
        )
    assert (codes(), copies(home)) == (["M1"], ["lots.csv"])
    assert {path: path.read_text("utf-8") for path in before} == before
    assert refresh().snapshot is None


def test_the_first_that_can_not_be_read_leaves_nothing(tmp_path, home):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    with pytest.raises(CannotGoOn):
        uploads_for_everyone.use([bad], Mapping())
    assert not configuration.path().exists()
    assert list(home.glob("uploaded-*")) == []


def test_what_an_earlier_version_kept_is_taken_over(tmp_path, home):
    lots(home / "sheets" / "lots.csv", "M1")
    (home / "sheets" / "mapping.toml").write_text('[[tab]]\nsource = "lots.csv"\nlogbook = "lots"\n', "utf-8")
    refresh()
    assert (codes(), copies(home)) == (["M1"], ["lots.csv"])
    assert [tab.source for tab in configuration.mapping().tabs] == ["Uploaded workbooks/lots.csv"]
    assert not (home / "sheets").exists()


def test_copies_are_never_removed_while_it_is_not_known_who_points_to_them(tmp_path, home):
    uploads_for_everyone.use([lots(tmp_path / "lots.csv", "M1")], Mapping())
    configuration.change(UPLOADED, name="Our sheets")
    text = configuration.path().read_text("utf-8")
    for broken in (text, text.replace("kind", "knd", 1), text + "\n[[source]]\n", "oops", None):
        configuration.path().write_text(broken, "utf-8") if broken is not None else configuration.path().unlink()
        take_over()
        assert copies(home) == ["lots.csv"]
    configuration.path().write_text(text, "utf-8")
    (home / "uploaded-dead").mkdir()
    for name, age in (("progress.1a2b.tmp", 7200), ("lotwise.3c4d.tmp", 5)):
        (home / name).write_text("half", "utf-8")
        os.utime(home / name, (time.time() - age,) * 2)
    take_over()
    assert [folder.name for folder in home.glob("uploaded-*")] == [Path(configuration.load().sources[0].where).name]
    assert [file.name for file in home.glob("*.tmp")] == ["lotwise.3c4d.tmp"]  # somebody is writing it just now
