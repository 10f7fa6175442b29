"""A plan and decisions taken home are read back as they were, in any language."""

from dataclasses import asdict
from datetime import date

import pytest

from decisions.verdict.board_decisions import BoardDecision, board_decisions
from decisions.verdict.offered_plan import offered_rows
from decisions.verdict.plan import SEALED, plan_rows
from decisions.verdict.seal import seal_of
from exports.logbook_workbook import write_logbook
from history.snapshots import store


@pytest.mark.parametrize("language", ["en", "vi"])
def test_it_comes_back_with_the_same_seal(tmp_path, language):
    path = tmp_path / "plan.xlsx"
    write_logbook(path, "plan", offered_rows(), language)
    read = plan_rows(store.temporary([path]))
    assert seal_of(read) == seal_of(offered_rows()), [{n: r[n] for n in SEALED} for r in read][:2]


def test_what_begins_like_a_formula_stays_text(tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "plan.xlsx"
    write_logbook(path, "plan", [offered_rows()[0] | {"agreed_by": "=1+1"}])
    cells = [cell for row in load_workbook(path)["Plan"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_decisions_come_back_as_they_were_written(tmp_path, language):
    decided = (
        BoardDecision(90, date(2026, 1, 30), "mend first", "=late rain", "Board", None),
        BoardDecision(180, date(2026, 3, 2), "wait", None, None, "A third buyer by May"),
    )
    path = tmp_path / "decisions.xlsx"
    write_logbook(path, "decisions", [asdict(one) for one in decided], language)
    read = store.temporary([path])
    assert board_decisions(read.seen_on(date(2026, 4, 1))) == decided
