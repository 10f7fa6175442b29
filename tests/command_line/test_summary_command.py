"""summary as people call it: the table, then the file; what was given is listed, and stands."""

from __future__ import annotations

import json

import pytest

from logbooks.workbooks.template import write_template
from tests.command_line.calling import ROOT, called, one_sentence
from union.summary import parquet_file

CLEAN = ROOT / "sample_data" / "clean.xlsx"


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """A data folder from which the sample's summary was given, and what the command said."""
    home = tmp_path_factory.mktemp("home")
    return home, called("summary", home / "out.parquet", CLEAN, "--for", "union", "--to", "Northern Union", home=home)


def words_of(done) -> str:
    return " ".join(done.stdout.decode("utf-8").split())


def test_the_table_is_printed_and_the_file_is_that_table(given):
    home, done = given
    assert (done.returncode, done.stderr) == (0, b"")
    said = words_of(done)
    summary = parquet_file.read(home / "out.parquet")
    assert summary.seal in said and "noted as given to Northern Union" in said
    assert not [line for line in done.stdout.decode("utf-8").splitlines() if len(line) > 79]
    numbers = [row for row in summary.rows if row.value is not None]
    assert f"{len(numbers)} numbers" in said
    score = next(
        row for row in numbers if (row.indicator, row.stream, row.crop_year) == ("cup_score", "micro", "2025/26")
    )
    assert f"Micro-lots {score.value:g} points" in said and "standard error" in said


def test_what_was_given_is_listed_and_kept_as_it_left(given):
    home, _ = given
    assert "to Northern Union: Synthetic sample cooperative" in words_of(called("summary", "--given", home=home))
    kept = next((home / "summaries").glob("*.parquet"))
    assert kept.read_bytes() == (home / "out.parquet").read_bytes()
    # no name and no code of the sheets in the log: buyers, farmers and lots are hashes
    line = json.loads((home / "summaries" / "given.jsonl").read_text("utf-8"))
    assert all(len(name) == 16 for names in line["groups"].values() for name in names)


def test_a_file_is_checked(given, tmp_path):
    home, _ = given
    assert "out.parquet is whole" in words_of(called("summary", "--check", home / "out.parquet", home=home))
    content = bytearray((home / "out.parquet").read_bytes())
    content[content.index(b"cup_score")] = ord("C")
    (tmp_path / "changed.parquet").write_bytes(content)
    refused = called("summary", "--check", tmp_path / "changed.parquet", home=home)
    assert refused.returncode == 2 and "seal does not fit" in one_sentence(refused)
    for name, text in (("none.parquet", None), ("text.parquet", "not a summary")):
        if text is not None:
            (tmp_path / name).write_text(text)
        refused = called("summary", "--check", tmp_path / name, home=home)
        assert refused.returncode == 2 and name in one_sentence(refused)


def test_shown_alone_it_writes_and_notes_nothing(tmp_path):
    write_template(tmp_path / "empty.xlsx")
    done = called("summary", "--show", tmp_path / "empty.xlsx", home=tmp_path)
    assert not list(tmp_path.rglob("*.parquet")) and not (tmp_path / "summaries").exists()
    assert done.returncode in (0, 2)
    assert "No summary was given" in words_of(called("summary", "--given", home=tmp_path))


@pytest.mark.parametrize("named", [(), ("out.xlsx",)])
def test_without_a_place_for_the_file_it_says_so(named, tmp_path):
    refused = called("summary", *named, home=tmp_path)
    assert refused.returncode == 2 and ".parquet" in one_sentence(refused)
