"""A plan taken home is read back as the same plan, in any language."""

import pytest

from decisions.verdict.offered_plan import offered_rows
from decisions.verdict.plan import SEALED, plan_rows
from decisions.verdict.seal import seal_of
from exports.plan_workbook import write_plan
from history.snapshots import store


@pytest.mark.parametrize("language", ["en", "vi"])
def test_it_comes_back_with_the_same_seal(tmp_path, language):
    path = tmp_path / "plan.xlsx"
    write_plan(path, offered_rows(), language)
    read = plan_rows(store.temporary([path]))
    assert seal_of(read) == seal_of(offered_rows()), [{n: r[n] for n in SEALED} for r in read][:2]


def test_what_begins_like_a_formula_stays_text(tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "plan.xlsx"
    write_plan(path, [offered_rows()[0] | {"agreed_by": "=1+1"}])
    cells = [cell for row in load_workbook(path)["Plan"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
