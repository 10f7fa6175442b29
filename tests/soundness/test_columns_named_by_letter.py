"""A column that a person named by its letter is not silently another one after somebody put one in or took one out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from history.snapshots import store
from logbooks.recognise.mapping import Mapping, TabMapping, save
from refresh import source_states, tab_decisions
from refresh.configuration import mapping_path
from refresh.one_refresh import refresh
from tests.refresh.connected import connect, state
from tests.scenes import Scene, filled

SAID = {"paid_on": "column A", "farmer_id": "column B", "amount": "column D", "currency": "column C"}
WHY = "its columns have moved, and the mapping names them by their letters"
ROWS = [["2026-03-01", "F1", "USD", "100"], ["2026-03-02", "F2", "USD", "200"], ["2026-03-03", "F3", "USD", "300"]]
WITH_FEES = [[*row[:3], fee, row[3]] for row, fee in zip(ROWS, ("7", "8", "9"), strict=True)]
HEADS = ["Day", "Who", "Money", "kg"]


def write(file, rows: list[list[str]]):
    file.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")


def paid() -> list[float]:
    """The amounts everybody sees."""
    w = store.current()
    found = [float(row["amount"]) for row in w.rows("SELECT amount FROM clean.payments ORDER BY paid_on")]
    w.close()
    return found


def read_first(place: Path, header_row: int, rows: list[list[str]], columns: dict[str, str]) -> None:
    """Connects a sheet of these rows, says which column is what, and reads it."""
    file = place / "payments.csv"
    connect("Office", file)
    mapping_path().parent.mkdir(parents=True, exist_ok=True)
    save(Mapping((TabMapping("Office", "*", "payments", header_row, columns),)), mapping_path())
    write(file, rows)
    refresh(force=True)


@pytest.fixture(scope="module")
def scenes() -> dict[str, Scene]:
    """What was read first, to the folder after that: several tests begin alike."""
    return {}


@pytest.fixture
def read(scenes, tmp_path_factory, monkeypatch):
    """A function that reads the sheet as it was in each turn -> why it is held at the end."""

    def _read(header_row: int, first: list, *later: list, columns: dict[str, str] = SAID) -> list[str]:
        begin = partial(read_first, header_row=header_row, rows=first, columns=columns)
        key = repr(begin.keywords)
        if key not in scenes:
            scenes[key] = filled(tmp_path_factory, begin)
        place = scenes[key].anew(monkeypatch)
        for rows in later:
            write(place / "payments.csv", rows)
            refresh(force=True)
        return [one.why for one in state("Office").held]

    return _read


@pytest.mark.parametrize(
    ("header_row", "before", "after"),
    [
        # a column put in before the amounts
        (0, ROWS, WITH_FEES),
        (0, [["x", *row] for row in ROWS], ROWS),  # the first one taken out
        (0, ROWS, [["", *row] for row in ROWS]),  # a blank one put in
        (1, [HEADS, *ROWS], [["Day", "Who", "Money", "fee", "kg"], *WITH_FEES]),
        (1, [["Day", "", "", ""], *ROWS], [["Day", "", "", "", ""], *WITH_FEES]),  # most have no heading
    ],
)
def test_a_column_put_in_or_taken_out_holds_the_tab(read, header_row, before, after):
    """The amounts are 100, 200, 300; read by the old letters they would be the fees 7, 8, 9 or no number at all."""
    columns = (
        SAID
        if before[0][0] != "x"
        else {"paid_on": "column B", "farmer_id": "column C", "currency": "column D", "amount": "column E"}
    )
    assert read(header_row, before, after, columns=columns) == [WHY]
    assert paid() == [100, 200, 300]


@pytest.mark.parametrize(
    "after",
    [
        [*ROWS, ["2026-03-04", "F4", "USD", "400"]],
        [[*row, "thanks"] for row in ROWS],  # put in to the right of all that was pointed to
        [ROWS[2], ROWS[0], ROWS[1]],
        [[*row[:3], str(int(row[3]) + 1)] for row in ROWS],  # every amount corrected
    ],
)
def test_other_edits_are_taken(read, after):
    assert read(0, ROWS, after) == []


def test_columns_named_by_their_heading_may_move(read):
    by_heading = {"paid_on": "Day", "farmer_id": "Who", "amount": "kg", "currency": "Money"}
    assert read(1, [HEADS, *ROWS], [["Day", "Who", "Money", "fee", "kg"], *WITH_FEES], columns=by_heading) == []
    assert paid() == [100, 200, 300]


def test_what_somebody_took_is_read_by_the_letters_said_anew(read):
    read(0, ROWS, WITH_FEES)
    (asked,) = state("Office").held
    assert "Change how a tab is read" in asked.fix
    tab_decisions.decide(asked.decision_id, take=True)
    save(Mapping((TabMapping("Office", "*", "payments", 0, SAID | {"amount": "column E"}),)), mapping_path())
    refresh()
    assert (paid(), source_states.source_states()[0].held) == ([100, 200, 300], ())


def test_a_letter_beyond_the_last_column_is_said_and_is_no_fault_of_the_program(read):
    read(0, ROWS, columns=SAID | {"amount": "column Z"})
    w = store.current()
    assert "mapped-column-not-found" in {row["code"] for row in w.rows("SELECT code FROM problems")}
    w.close()
