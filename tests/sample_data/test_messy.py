"""The check finds the planted faults, each at its place and by its code, and nothing else; in the clean workbook
nothing."""

import csv
from collections import Counter

import pytest

from logbooks.problems import problem_kinds
from sample_data.make import FAULTS
from tests.cooperatives import cooperative


@pytest.fixture(scope="module")
def clean():
    return cooperative("clean").cursor()


@pytest.fixture(scope="module")
def messy():
    return cooperative("messy").cursor()


def planted():
    with FAULTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_nothing_is_found_in_the_clean_workbook(clean):
    assert clean.execute("SELECT code, sheet, row_no, what FROM problems").fetchall() == []
    assert clean.execute("SELECT sum(doubtful), sum(left_out) FROM ledger").fetchone() == (0, 0)


def test_the_planted_faults_are_found_and_no_others(messy):
    found = messy.execute(
        """SELECT sheet, coalesce(CAST(row_no AS VARCHAR), '') AS "row", coalesce("column", '') AS "column", code
           FROM problems"""
    ).fetchall()
    wanted = [(fault["sheet"], fault["row"], fault["column"], fault["code"]) for fault in planted()]
    assert Counter(found) == Counter(wanted)


def test_nearly_every_kind_of_the_catalogue_is_planted():
    kinds = {fault["code"] for fault in planted()}
    assert kinds <= set(problem_kinds())
    assert len(kinds) >= 83


def test_untidy_rows_without_a_fault_say_the_same_as_in_the_clean_workbook(clean, messy):
    # Tabs in three languages, decimal commas, days as text, shouted forms: none of it may change what is counted.
    for logbook, key in (("receipts", "receipt_no"), ("offers", "offer_id"), ("lots", "lot_id"), ("plots", "plot_id")):
        names = [row[0] for row in clean.execute(f"DESCRIBE clean.{logbook}").fetchall()]
        columns = ", ".join(n for n in names if n not in ("row_id", "source", "sheet", "row_no", "doubtful"))
        tidy = set(clean.execute(f"SELECT {columns} FROM clean.{logbook}").fetchall())
        untidy = messy.execute(f"SELECT {columns} FROM clean.{logbook} WHERE NOT doubtful").fetchall()
        keys = {row[0] for row in clean.execute(f"SELECT {key} FROM clean.{logbook}").fetchall()}
        left = {row[0] for row in messy.execute(f"SELECT {key} FROM clean.{logbook}").fetchall()}
        assert set(untidy) <= tidy, logbook
        assert len(keys - left) < 12, logbook
