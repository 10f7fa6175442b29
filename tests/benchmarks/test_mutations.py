"""The changes that the round of mutations makes: each one is of code, and of one sign or word."""

from __future__ import annotations

from benchmarks.measure import ROOT
from benchmarks.mutations import drawn, mutations_of


def changed(tmp_path, monkeypatch, name: str, text: str) -> list[str]:
    monkeypatch.setattr("benchmarks.mutations.ROOT", tmp_path)
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return [text[: one.at] + one.after + text[one.at + len(one.before) :] for one in mutations_of(file)]


def test_every_sign_of_a_python_file_is_changed_alone(tmp_path, monkeypatch):
    found = changed(tmp_path, monkeypatch, "rule.py", "few = n < least and n - 1 > 0\n")
    assert sorted(found) == [
        "few = n < least and n + 1 > 0\n",
        "few = n < least and n - 1 >= 0\n",
        "few = n < least or n - 1 > 0\n",
        "few = n <= least and n - 1 > 0\n",
    ]


def test_quoted_texts_and_remarks_of_sql_stay(tmp_path, monkeypatch):
    text = "SELECT sum(kg) FROM lot WHERE kg > 0 AND note <> 'a > b' -- kg > 0 AND\n"
    assert set(changed(tmp_path, monkeypatch, "table.sql", text)) == {
        text.replace("<>", "="),
        text.replace("0 AND note", "0 OR note"),
        text.replace("WHERE kg > 0", "WHERE kg >= 0"),
        text.replace("sum(", "max("),
    }


def test_one_seed_draws_one_round_over_many_files():
    found = drawn(60, seed=1)
    assert found == drawn(60, seed=1) != drawn(60, seed=2)
    assert len(found) == 60 and len({one.file for one in found}) > 40
    assert all((ROOT / one.file).read_text("utf-8")[one.at :].startswith(one.before) for one in found)
