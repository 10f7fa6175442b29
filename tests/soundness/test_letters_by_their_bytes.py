"""How the letters of a .csv are stored is told by its bytes; where they tell nothing, its rows are doubtful."""

from __future__ import annotations

import pytest

from connectors.formats.delimited import read
from history.snapshots import store

LOTS = "Lot;Stream;Crop year;Station\n{}\n"
# Words as they stand in sheets of Brazil, Honduras and Rwanda, and what their lots are called.
SHEETS = {
    "São João": "M-São-01;micro;2025/26;Estação São João",
    "one ñ alone": "Caño-1;micro;2025/26;Norte",
    "capitals": "ESTACIÓN-1;micro;2025/26;PEÑA BLANCA",
    "French": "Forêt-1;micro;2025/26;Côte d’Azur, près du marché",
}


def codes(reading) -> list[str]:
    return [one.code for one in reading.remarks]


@pytest.mark.parametrize("row", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "cp850"])
def test_an_old_encoding_is_the_one_in_which_there_are_words(row, encoding):
    text = LOTS.format(row).replace("’", "'")
    reading = read(text.encode(encoding))
    assert reading.text.to_pylist() == text.replace("\n", ";").rstrip(";").split(";")
    assert codes(reading) == ["guessed-encoding"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8", "utf-8-sig"])
def test_wider_letters_need_no_mark(tmp_path, encoding):
    file = tmp_path / "lotes.csv"
    file.write_bytes(LOTS.format("Lô-Hạ-1;micro;2025/26;Trạm Bắc").encode(encoding))
    w = store.temporary([file])
    assert w.rows("SELECT lot_id, station FROM clean.lots") == [{"lot_id": "Lô-Hạ-1", "station": "Trạm Bắc"}]
    assert w.rows("FROM problems") == []


def test_a_mark_of_four_bytes_is_known_whichever_comes_first(tmp_path):
    file = tmp_path / "lotes.csv"
    file.write_bytes(b"\x00\x00\xfe\xff" + LOTS.format("M-1;micro;2025/26;Trạm Bắc").encode("utf-32-be"))
    assert store.temporary([file]).rows("SELECT lot_id FROM clean.lots") == [{"lot_id": "M-1"}]


@pytest.mark.parametrize(
    "content",
    [
        LOTS.format("M-1;micro;2025/26;Trạm Bắc, Công, được").encode("cp1258", "ignore"),
        LOTS.format("M-1;micro;2025/26;Łódź, Žďár, řeka").encode("cp1250"),
        b"Lot;Stream;Crop year\nM\xf51;micro;2025/26\n\xa4;bulk;2025/26\n",
    ],
    ids=["Vietnamese", "Czech and Polish", "letters that make no word"],
)
def test_where_the_bytes_do_not_tell_it_is_asked_once_and_the_rows_are_doubtful(tmp_path, content):
    file = tmp_path / "lotes.csv"
    file.write_bytes(content)
    w = store.temporary([file])
    assert [row["code"] for row in w.rows("FROM problems WHERE code LIKE '%encoding'")] == ["unsure-encoding"]
    assert w.rows("SELECT DISTINCT doubtful FROM clean.lots") == [{"doubtful": True}]
