"""A number that is absent names the open question it waits for, and no other."""

from __future__ import annotations

from metrics.engine.compute import answer
from tests.logbooks.questions.asking_sheets import DAY, questions, read, receipts, register
from tests.logbooks.typed_sheets import OFFERS, tab

SIZE = "How many kg is one “qq” in your sheets?"


def why_not(w, metric: str) -> str:
    return answer(w, metric, "2025/26").groups["micro"].why_not or ""


def sales(weight: str) -> list:
    return [tab("Ventas", OFFERS, ["O-1", "M1", "Buyer", DAY, weight, "accepted", DAY, 9]), register("M1")]


def test_a_logbook_without_rows_names_what_its_rows_wait_for():
    said = why_not(read(*sales("2 qq")), "premium_over_bulk")
    assert said == f"The logbook Offers holds no rows yet: its rows (1) wait for an answer. {SIZE}"
    answered = why_not(read(*sales("2 qq"), answers={"size/qq": "46"}), "premium_over_bulk")
    assert answered.startswith(
        "1 of 1 micro deals can't be brought to the gate: missing in Settings: the terms of an offer that names none "
        "(default_incoterm)."
    )
    assert answered.endswith("Where does the buyer take over the coffee, where your sales do not say it?")


def test_a_question_about_another_log_is_not_named():
    w = read(*sales("200"), receipts((DAY, "2 qq", "cherry")))
    assert "size/qq" in questions(w)
    assert why_not(w, "contract_terms").endswith("(no clause is written down).")


def test_a_question_about_one_row_of_many_is_not_named():
    """One delivery of twenty in qq is not why no lot has green: a twentieth is less than a tenth."""
    few = [(DAY, "2 qq", "cherry"), *[(DAY, "100", "cherry")] * 19]
    assert SIZE not in why_not(read(receipts(*few), register("M1")), "outturn")
    many = [(DAY, "2 qq", "cherry")] * 4 + [(DAY, "100", "cherry")] * 16
    assert why_not(read(receipts(*many), register("M1")), "outturn").endswith(f"It may wait for an answer. {SIZE}")


def test_an_empty_logbook_waits_for_no_question_about_another():
    """Nobody paid a farmer yet: what a qq of the sales weighs changes nothing of that."""
    said = why_not(read(*sales("2 qq"), receipts((DAY, "100", "cherry"))), "farmer_premium_share")
    assert said == "The logbook Payments holds no rows."


def test_columns_of_a_tab_that_is_used_elsewhere_are_not_counted_as_no_rows():
    """The register says a score of each lot and not when it was cupped: its rows are lots, and none waits."""
    heads = ["Lot", "Stream", "Crop year", "Opened on", "Green kg", "Puntaje SCA"]
    rows = [[f"M{day}", "micro", "2025/26", f"2025-11-0{day}", "120", f"8{day}.5"] for day in (4, 5)]
    said = why_not(read(tab("Lotes", heads, *rows)), "cup_score")
    assert said.startswith("The logbook Quality holds no rows yet: they wait for an answer. Which column of Lotes says")
