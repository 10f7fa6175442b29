"""python cli.py questions: what is open, as text and as one object, and with the file of answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from logbooks.recognise import mapping
from tests.command_line.calling import ROOT, called, one_sentence

RECEIPTS = """Received on,Farmer,Weight (kg),Form,Receipt number
2025-11-03,F-1,2 qq,cherry,r1
2025-11-04,F-2,100,Uvita,r2
"""
ANSWERS = """[[answer]]
question = "size/qq"
answer = "46"

[[answer]]
question = "word/receipts.form/form/uvita"
answer = "cherry"
"""


@pytest.fixture
def sheet(tmp_path) -> Path:
    """Two receipts that leave two questions open."""
    (tmp_path / "receipts.csv").write_text(RECEIPTS, "utf-8")
    return tmp_path / "receipts.csv"


def kept(folder: Path, text: str) -> Path:
    """A file of answers."""
    (folder / "answers.toml").write_text(text, "utf-8")
    return folder / "answers.toml"


def test_one_object_with_every_question(sheet, tmp_path):
    done = called("questions", sheet, "--json", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    found = {one["id"]: one for one in json.loads(done.stdout)["questions"]}
    assert set(found) == {"size/qq", "word/receipts.form/form"}
    size = found["size/qq"]
    assert {"id", "asks", "about", "cells", "kg", "money", "examples", "choices"} <= set(size)
    assert (size["cells"], size["kg"], size["money"]) == (1, None, None)
    assert all(set(choice) == {"id", "says", "means"} for choice in size["choices"])
    assert found["word/receipts.form/form"]["kg"] == 100


def test_the_text_fits_a_terminal_and_tells_the_ids(sheet, tmp_path):
    done = called("questions", sheet, home=tmp_path, encoding="ascii")
    text = done.stdout.decode("ascii")
    assert max(map(len, text.splitlines())) <= 79
    assert text.startswith("QUESTIONS (2)")
    assert "(size/qq)" in text and 'receipts, row 2: "2 qq"' in text


def test_long_headings_and_words_with_control_letters_fit_too(tmp_path):
    long = "Form " + "of coffee " * 12 + "\x1b[31m"
    text = RECEIPTS.replace("Form", "Caja").replace("Receipt number", long).replace("r1", "\x1b[2J{x}")
    (tmp_path / "receipts.csv").write_text(text, "utf-8")
    done = called("questions", tmp_path / "receipts.csv", home=tmp_path)
    assert b"\x1b" not in done.stdout
    assert max(map(len, done.stdout.decode("utf-8").splitlines())) <= 79


@pytest.mark.parametrize("option", ["--answers", "--mapping"])
def test_what_the_file_answers_is_not_asked_again(sheet, tmp_path, option):
    done = called("questions", sheet, option, kept(tmp_path, ANSWERS), "--json", home=tmp_path)
    assert json.loads(done.stdout) == {"questions": []}
    short = kept(tmp_path, '[answers]\n"size/qq" = 46\n')
    found = json.loads(called("questions", sheet, option, short, "--json", home=tmp_path).stdout)["questions"]
    assert [one["id"] for one in found] == ["word/receipts.form/form"]


@pytest.mark.parametrize(
    "text",
    [
        '[answers]\n"sise/qq" = 46\n',
        '[answers]\n"size/qq" = "much"\n',
        '[answers]\n"word/receipts.form/form" = "purple"\n',
        '[[answers]]\nquestion = "size/qq"\n',
        '[[tabs]]\nlogbook = "receipts"\n',
        "# nothing\n",
        "not TOML",
    ],
)
def test_a_file_with_a_slip_in_it_stops_in_one_sentence(sheet, tmp_path, text):
    done = called("report", sheet, "--answers", kept(tmp_path, text), home=tmp_path)
    assert done.returncode == 2
    assert one_sentence(done).endswith(".")


def test_the_clean_sample_asks_nothing(tmp_path):
    done = called("questions", ROOT / "sample_data" / "clean.xlsx", "--json", home=tmp_path)
    assert json.loads(done.stdout) == {"questions": []}


def test_the_file_of_answers_is_read_as_it_was_written(tmp_path):
    said = mapping.load(kept(tmp_path, ANSWERS))
    assert mapping.loads(mapping.dumps(said)) == said


def test_rows_that_are_not_used_are_told_where_nothing_is_asked(tmp_path):
    (tmp_path / "receipts.csv").write_text(
        "Received on,Farmer,Weight (kg),Form,Receipt number\n2025-11-03,F-1,100,cherry,r1\n2025-11-04,,100,cherry,r2\n",
        "utf-8",
    )
    text = called("questions", tmp_path / "receipts.csv", home=tmp_path).stdout.decode("utf-8")
    assert "1 row of these sheets is not used" in " ".join(text.split())
    assert not text.startswith("No questions.")


def test_answers_that_meet_nothing_are_told_and_stop_nothing(sheet, tmp_path):
    answers = kept(tmp_path, ANSWERS + '\n[[answer]]\nquestion = "size/arroba"\nanswer = "11.5"\n')
    told = json.loads(called("questions", sheet, "--answers", answers, "--json", home=tmp_path).stdout)
    why = "Nothing in these sheets is counted in “arroba”."
    assert told == {"questions": [], "unmet": [{"question": "size/arroba", "answer": "11.5", "why": why}]}
    for command in ("questions", "check"):
        text = called(command, sheet, "--answers", answers, home=tmp_path).stdout.decode("utf-8")
        assert "ANSWERS THAT MEET NOTHING IN THESE SHEETS (1)" in text and "size/arroba = 11.5" in text


def test_check_tells_a_cause_once_and_leaves_the_cells_of_a_question_to_it(tmp_path):
    rows = "".join(f"2025-11-{day:02},F-{day},{weight},cherry,r{day}\n" for day, weight in WEIGHTS.items())
    (tmp_path / "receipts.csv").write_text(RECEIPTS.splitlines()[0] + "\n" + rows, "utf-8")
    text = called("check", tmp_path / "receipts.csv", home=tmp_path).stdout.decode("utf-8")
    told = " ".join(text.split())
    assert "QUESTIONS (1)" in text and "PROBLEMS (1)" in text
    assert "2 more cells wait for answers to the questions above; they are not listed here." in told
    assert 'rows 4-6, Weight (kg): "x; y; z"' in told and "3 cells" in told
    assert text.count("What to do:") == 1
    listed = json.loads(called("check", tmp_path / "receipts.csv", "--json", home=tmp_path).stdout)["problems"]
    assert len(listed) == 5  # one object each, for other programs


WEIGHTS = {3: "2 qq", 4: "3 qq", 5: "x", 6: "y", 7: "z"}


def test_what_the_sheets_settle_themselves_is_told_with_its_id(tmp_path):
    lots = "Lot,Stream,Crop year,Weight (kg)\nM-1,micro,2025/26,10\n"
    (tmp_path / "lots.csv").write_text(lots, "utf-8")
    sales = "Offer,Lot,Buyer,Offered on,Weight (kg),Status\nO-1,M 1,Roaster,2026-03-03,5,open\n"
    (tmp_path / "sales.csv").write_text(sales, "utf-8")
    files = [tmp_path / name for name in ("lots.csv", "sales.csv")]
    told = json.loads(called("questions", *files, "--json", home=tmp_path).stdout)
    says = "“Lot”: a lot of the register is spelled otherwise, as in M 1 = M-1."
    lot = {"id": "lot/m 1", "answer": "M-1", "says": says, "tabs": ["sales"], "cells": 1}
    assert lot in told["settled"]
    text = called("questions", *files, home=tmp_path).stdout.decode("utf-8")
    assert "SETTLED BY THE SHEETS THEMSELVES" in text and "(lot/m 1)" in text
