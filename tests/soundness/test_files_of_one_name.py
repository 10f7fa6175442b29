"""Files given in one act are different files, whatever they are called: each is read and has a name of its own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from itertools import count

import openpyxl
import pytest
import streamlit as st

from connectors.reading.files import start_all
from history.snapshots import store
from logbooks.recognise.mapping import Mapping
from refresh import uploads_for_everyone
from refresh.one_refresh import refresh
from tests.refresh.connected import codes, lots
from ui.state import own_upload
from ui.state.visitor import OWN

_numbers = count()


@dataclass
class Uploaded:
    """A file as the page gets it from a browser: a name without a folder, and bytes."""

    name: str
    content: bytes
    file_id: str = field(default_factory=lambda: str(next(_numbers)))

    def getbuffer(self) -> memoryview:
        return memoryview(self.content)


def csv(*codes: str) -> bytes:
    return ("Lot,Stream,Crop year\n" + "".join(f"{code},micro,2025/26\n" for code in codes)).encode()


def xlsx(*codes: str) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Lots"
    for row in (("Lot", "Stream", "Crop year"), *((code, "micro", "2025/26") for code in codes)):
        sheet.append(row)
    book.save(kept)
    return kept.getvalue()


# What is uploaded, and the names it is known by: alike; but for capitals; once what Windows refuses is out of them; but
# for how é is written; numbered by the browser that brought them; a name that numbering would have given.
ALIKE = [
    (["Lots.xlsx", "Lots.xlsx"], xlsx, ["Lots, file 2.xlsx", "Lots.xlsx"]),
    (["Lots.csv", "lots.CSV"], csv, ["Lots.csv", "lots, file 2.CSV"]),
    (["Lots: north.csv", "Lots? north.csv"], csv, ["Lots_ north, file 2.csv", "Lots_ north.csv"]),
    (["caf\u00e9.csv", "cafe\u0301.csv"], csv, ["cafe\u0301, file 2.csv", "caf\u00e9.csv"]),
    (["Lots.xlsx", "Lots (1).xlsx"], xlsx, ["Lots (1).xlsx", "Lots.xlsx"]),
    (["Lots.csv", "Lots.csv", "Lots, file 2.csv"], csv, ["Lots, file 2.csv", "Lots, file 3.csv", "Lots.csv"]),
]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.session_state.clear()
    yield
    st.session_state.clear()


def read_by_each(w) -> dict[str, list[str]]:
    """The lots of every file the ledger names."""
    return {
        line["source"]: [
            row["lot_id"]
            for row in w.rows("SELECT lot_id FROM clean.lots WHERE source = $source", {"source": line["source"]})
        ]
        for line in w.rows("SELECT source FROM ledger ORDER BY source")
    }


@pytest.mark.parametrize(("names", "kind", "known"), ALIKE, ids=[names[-1] for names, _, _ in ALIKE])
def test_files_uploaded_together_are_each_read(names, kind, known):
    given = [Uploaded(name, kind(f"M{number}")) for number, name in enumerate(names)]
    own_upload.take(given)
    assert own_upload.current().troubles == ()
    read = read_by_each(st.session_state[OWN])
    assert (sorted(read), sorted(code for codes in read.values() for code in codes)) == (
        known,
        [f"M{number}" for number in range(len(names))],
    )


@pytest.mark.parametrize(("names", "kind", "known"), ALIKE, ids=[names[-1] for names, _, _ in ALIKE])
def test_and_stay_so_used_for_everyone_and_at_the_next_refresh(names, kind, known):
    own_upload.take([Uploaded(name, kind(f"M{number}")) for number, name in enumerate(names)])
    own_upload.use_for_everyone()
    assert refresh().snapshot is None
    w = store.current()
    assert sorted(read_by_each(w)) == [f"Uploaded workbooks/{name}" for name in known]
    assert w.rows("FROM problems") == []
    w.close()
    assert codes() == [f"M{number}" for number in range(len(names))]


@pytest.mark.parametrize(
    ("places", "known"),
    [
        (["north/lots.csv", "south/lots.csv"], ["north/lots.csv", "south/lots.csv"]),
        (["north/lots.csv", "south/Lots.csv"], ["north/lots.csv", "south/Lots.csv"]),
        (["a/sheets/lots.csv", "b/sheets/lots.csv"], ["sheets/lots, file 2.csv", "sheets/lots.csv"]),
        (["a/sheets/lots.csv", "b/Sheets/lots.csv"], ["Sheets/lots, file 2.csv", "sheets/lots.csv"]),
    ],
)
def test_files_named_together_on_the_command_line_are_each_read(tmp_path, places, known):
    paths = [lots(tmp_path / place, f"M{number}") for number, place in enumerate(places)]
    w = store.temporary(start_all(paths))
    assert read_by_each(w) == {name: [f"M{number}"] for name, number in zip(known, _order(places, known), strict=True)}


def _order(places: list[str], known: list[str]) -> list[int]:
    """Which of the places each known name is: the numbered one is the second."""
    return [1 if "file 2" in name else [place.endswith(name) for place in places].index(True) for name in known]


def test_what_was_given_together_is_a_source_like_the_others(tmp_path):
    """Two stations' files are one source; a third given later takes the place of both."""
    uploads_for_everyone.use(
        [lots(tmp_path / "a" / "lots.csv", "M1"), lots(tmp_path / "b" / "lots.csv", "M2")], Mapping()
    )
    assert codes() == ["M1", "M2"]
    uploads_for_everyone.use([lots(tmp_path / "c" / "lots.csv", "M3")], Mapping())
    assert codes() == ["M3"]


def test_of_two_tabs_of_one_name_the_second_is_refused_in_words(tmp_path):
    """No spreadsheet program makes such a file; the rows of its first tab count, those of the others are told of."""
    book = openpyxl.Workbook()
    for code in ("M1", "M2"):
        sheet = book.create_sheet(f"Lots {code}")
        for row in (("Lot", "Stream", "Crop year"), (code, "micro", "2025/26")):
            sheet.append(row)
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "lots.xlsx", "w") as changed:
        for part in whole.namelist():
            changed.writestr(part, whole.read(part).replace(b"Lots M1", b"Lots").replace(b"Lots M2", b"Lots"))
    w = store.temporary(start_all([tmp_path / "lots.xlsx"]))
    assert [row["lot_id"] for row in w.rows("SELECT lot_id FROM clean.lots")] == ["M1"]
    assert [(row["code"], row["written"]) for row in w.rows("FROM problems")] == [("two-tabs-of-one-name", "Lots")]
