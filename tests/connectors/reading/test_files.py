"""Reading a workbook from a file: what a person sees is what comes out."""

import os
from datetime import date

import openpyxl
import pytest

from connectors.reading.files import files_in, read_workbook, start_all
from connectors.trouble import NothingToRead


def rows(tab):
    return [tuple(row.values()) for row in tab.cells.drop(["hidden"]).to_pylist()]


def test_a_workbook_comes_out_as_text_kind_and_place(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Lotes"
    book.active["B3"], book.active["C3"], book.active["D3"] = 1.255, "1.255", date(2026, 3, 31)
    book.active["C5"] = 0.12
    book.active["C5"].number_format = "0%"
    book.save(tmp_path / "lots.xlsx")
    read = read_workbook(tmp_path / "lots.xlsx")
    assert read.source == "lots.xlsx" and len(read.content_hash) == 64
    [tab] = read.tabs
    assert (tab.sheet, tab.width, tab.refused) == ("Lotes", 4, None)
    assert rows(tab) == [(3, " ntd", None, "1.255", "1.255", "2026-03-31"), (5, "  p ", None, None, "12 %", None)]


def test_a_csv_comes_out_as_text(tmp_path):
    (tmp_path / "lots.csv").write_bytes('lote;kg\n007;1,5\n\n"A;B";2\n"C\nD";3\n'.encode("utf-8-sig"))
    [tab] = read_workbook(tmp_path / "lots.csv").tabs
    assert rows(tab) == [
        (1, "tt", "lote", "kg"),
        (2, "tt", "007", "1,5"),
        (4, "tt", "A;B", "2"),
        (5, "tt", "C\nD", "3"),
    ]


def test_a_folder_gives_its_workbooks_by_name_without_locks(tmp_path):
    for name in ("b.csv", "a.XLSX", "~$a.XLSX", "notes.docx", ".hidden.csv"):
        (tmp_path / name).write_bytes(b"x")
    assert [one.name for one in files_in(tmp_path)] == ["a.XLSX", "b.csv"]


def test_no_such_file_is_said_in_a_sentence(tmp_path):
    with pytest.raises(NothingToRead, match=r"There is no file lots\.xlsx\."):
        read_workbook(tmp_path / "lots.xlsx")


def test_many_workbooks_are_read_side_by_side_and_told_apart(tmp_path):
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        for number in range(3):
            (tmp_path / folder / f"lots {number}.csv").write_text(f"lot,kg\n{folder},{number}\n", encoding="utf-8")
    every = start_all([tmp_path / "north", tmp_path / "south"])
    assert sum(one.folder is not None for one in every) == min(6, os.cpu_count())
    books = [one.result() for one in every]
    assert [book.source for book in books] == [
        f"{folder}/lots {number}.csv" for folder in ("north", "south") for number in range(3)
    ]
    assert rows(books[4].tabs[0])[1] == (2, "tt", "south", "1")
