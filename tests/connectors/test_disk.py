"""How a file gets its place: whoever looks sees the old one or the new one, whole, and nothing is left beside it."""

from __future__ import annotations

import threading

import pytest

from connectors.disk import data_folder, put


def test_the_data_folder_is_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "ours"))
    assert data_folder() == tmp_path / "ours" and not data_folder().exists()
    monkeypatch.delenv("LOTWISE_HOME")
    assert data_folder().name == "lotwise"


def test_whoever_reads_sees_one_whole_content_while_many_write(tmp_path):
    file = tmp_path / "state.json"
    contents = {bytes([letter]) * 200_000 for letter in b"abcd"}
    put(file, b"a" * 200_000)
    writers = [threading.Thread(target=lambda one=one: [put(file, one) for _ in range(20)]) for one in contents]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.add(file.read_bytes())
    assert seen <= contents and len(seen) > 1
    assert list(tmp_path.iterdir()) == [file]


def test_where_a_file_cannot_be_put_nothing_is_left_beside(tmp_path):
    taken = tmp_path / "state.json"
    (taken / "inside").mkdir(parents=True)  # a folder with something in it gives its name to nobody
    with pytest.raises(OSError):
        put(taken, b"new")
    assert list(tmp_path.iterdir()) == [taken]
