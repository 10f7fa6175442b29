"""The whole catalogue keeps the contract: forms filled, SQL as promised, reading what it says, silent where nothing is
written."""

import dataclasses
import functools
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from logbooks.catalogue import logbooks
from logbooks.warehouse import shared_tables
from metrics.engine.compute import answer, answers, crop_years
from metrics.engine.contract import AUDIENCES, CHARTS, GROUPS, LAYERS, SPLITS, Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from metrics.engine.question import Question
from tests.metrics.hand import YEAR, deal, lots
from tests.metrics.sample import sample
from tests.support import warehouse_of

ROOT = Path(__file__).parents[3]
COLUMNS = {"crop_year", "stream", "day", "case_id", "num", "den", "row_id"}
OPTIONAL = {"outcome", "basis", "part", "lot_id", "assumed", "to_date", "why_not", "no_basis"}
EVERY = sorted(metrics())


@pytest.fixture(scope="module")
def empty():
    return warehouse_of()


@pytest.mark.parametrize("name", EVERY)
def test_the_form_is_complete(name):
    metric = metrics()[name]
    for field in ("title", "question", "definition", "unit", "sql", "case_is", "source", "trap"):
        assert getattr(metric, field).strip(), field
    assert metric.layer in LAYERS and metric.better in ("higher", "lower", "inside") and metric.audience in AUDIENCES
    assert metric.interval in ("share", "ratio", "price", "time", "median", "none")
    assert metric.chart in CHARTS and (metric.chart == "curves") == (metric.interval == "time")
    assert set(metric.splits) <= set(SPLITS)
    assert metric.plausible[0] < metric.plausible[1]
    assert metric.question.endswith("?") and metric.definition.endswith(".")
    assert metric.has_bulk or metric.why_no_bulk
    for column in metric.columns:
        book, name = column.split(".")
        assert logbooks()[book].has(name) and book in metric.reads


@pytest.mark.parametrize("name", EVERY)
def test_the_sql_returns_the_columns_of_the_contract(name, empty):
    metric, asked = metrics()[name], Question(empty, None)
    for sql in metric.queries:
        asked.fetched(f"CREATE OR REPLACE TEMP VIEW seen AS {sql}")
        columns = {row["column_name"] for row in asked.fetched("DESCRIBE seen")}
        assert columns >= COLUMNS | set(metric.splits)
        assert columns <= COLUMNS | OPTIONAL | set(SPLITS), columns


@pytest.mark.parametrize("name", EVERY)
def test_the_sql_reads_exactly_the_logbooks_it_names(name):
    """As the plan over the sample has it; a plan may leave out rates and market prices where no row can need one.

    Settings are everybody's; places are judged from the plots; the table of samples holds defects beside moisture and
    score.
    """
    plans = "".join(map(planned, metrics()[name].queries))
    read = set(re.findall(r"clean\.(\w+)", plans)) | ({"plots"} if "checked.plot_shape" in plans else set())
    named = set(metrics()[name].reads)
    assert read - named <= {"settings", "defects"}
    assert named - read <= {"rates", "market_prices"}


@functools.cache  # indicators that are made of others ask what these ask
def planned(sql: str) -> str:
    """The plan over the sample, as JSON."""
    return json.dumps(sample().cursor().execute(f"EXPLAIN (FORMAT json) {over_logbooks(sql)}").fetchall())


def over_logbooks(sql: str) -> str:
    """The SQL with every shared table it needs written before it, each once, so that its plan reaches down to the
    logbooks."""
    made = [f"{name} AS MATERIALIZED ({made_by(name)})" for name in shared_tables_of(sql)]
    return f"WITH {', '.join(made)} SELECT * FROM ({sql})" if made else sql


def shared_tables_of(sql: str) -> dict[str, None]:
    """The shared tables an SQL names, each after those it is made of itself."""
    found: dict[str, None] = {}
    for name in shared_tables.NAMED.findall(sql):
        if name in shared_tables.tables() and name not in found:
            found |= shared_tables_of(made_by(name)) | {name: None}
    return found


@functools.cache
def made_by(name: str) -> str:
    """The SELECT of a shared table, without comments; that of lots does not look for unregistered ones."""
    comment_or_text = re.compile(r"--[^\n]*|('(?:[^']|'')*')")
    sql = comment_or_text.sub(lambda found: found[1] or "", shared_tables.tables()[name])
    select = sql.strip().removesuffix(";").removeprefix(f"CREATE TEMP TABLE {name} AS")
    return select.split("UNION ALL")[0] if name == "lot" else select


@pytest.mark.parametrize("year", ["2025/26", "2024/25"])
def test_the_sample_lies_within_the_plausible(year):
    for name, found in answers(sample(), year).items():
        low, high = metrics()[name].plausible
        for group, estimate in found.groups.items():
            if estimate.value is not None:
                assert low <= estimate.value <= high, (name, group)
                assert found.row_ids[group], name
                assert (
                    estimate.low is None
                    or estimate.low <= estimate.low80 <= estimate.value <= estimate.high80 <= estimate.high
                ), name
                assert (estimate.low is None) == bool(estimate.no_range), name


def test_the_sample_has_every_number_of_the_board():
    found = answers(sample(), "2025/26")
    for name in (
        "realised_premium",
        "break_even",
        "sold_share",
        "deal_closure",
        "specialty_grade",
        "farmer_premium_share",
        "sop_compliance",
    ):
        assert found[name].groups["micro"].value is not None, found[name].groups["micro"].why_not


def test_computing_does_not_load_pandas_or_streamlit():
    code = (
        "import sys, metrics.engine.compute, metrics.engine.metric_catalogue; "
        "metrics.engine.metric_catalogue.metrics(); print([m for m in ('pandas', 'streamlit', 'scipy.stats') if m "
        "in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", EVERY)
def test_nothing_written_gives_no_number_and_a_reason(name, empty):
    found = answer(empty, name, YEAR)
    assert found.groups
    for estimate in every(found):
        assert estimate.value is None and estimate.low is None
        assert estimate.why_not.endswith(".") and len(estimate.why_not) > 20


def test_lots_alone_give_no_number_either():
    for found in answers(warehouse_of(lots=lots(2, 2)), YEAR).values():
        for estimate in every(found):
            assert estimate.value is None and estimate.why_not, found.id


def test_a_number_that_cannot_be_split_is_absent_under_a_filter():
    w = warehouse_of(
        lots=lots(2, 2, station="Station A", green_kg=100.0),
        offers=[deal("M1", 50, 8), deal("B1", 50, 4)],
        costs=[{"spent_on": deal("M1", 1, 1)["closed_on"], "category": "lab", "amount": 5.0, "lot_id": "M1"}],
    )
    found = answers(w, YEAR, {"station": ("Station A",)})
    for name, metric in metrics().items():
        if "station" not in metric.splits:
            assert all(e.value is None and "can't be split by station" in e.why_not for e in every(found[name]))
    assert found["sold_share"].groups["micro"].value == 0.25
    assert answers(w, YEAR, {"station": ("Station B",)})["sold_share"].groups["micro"].value is None
    assert answers(w, YEAR, {"station": ()})["added_cost"].groups["micro"].value is not None


def test_unknown_filters_are_refused():
    with pytest.raises(ValueError, match="village"):
        answers(warehouse_of(), YEAR, {"village": ("X",)})


def test_crop_years_newest_first():
    rows = [{**lot, "crop_year": year} for lot, year in zip(lots(3), ("2023/24", "2025/26", "2024/25"), strict=True)]
    assert crop_years(warehouse_of(lots=rows)) == ["2025/26", "2024/25", "2023/24"]
    assert crop_years(warehouse_of(offers=[deal("X", 1, 1)])) == ["2025/26"]
    assert crop_years(warehouse_of()) == []


def test_a_season_of_which_lots_are_only_planned_is_not_the_first():
    # M1 is planned for 2026/27; of B1 of 2025/26 coffee was weighed, and of X of 2024/25 a sale is written.
    planned = lots(1, planned_kg=300.0, crop_year="2026/27")
    made = [{"lot_id": "B1", "stream": "bulk", "crop_year": "2025/26", "green_kg": 100.0}]
    older = [{"lot_id": "X", "stream": "bulk", "crop_year": "2024/25"}]
    logs = {"lots": [*planned, *made, *older], "offers": [deal("X", 1, 1)]}
    assert crop_years(warehouse_of(**logs)) == ["2025/26", "2024/25", "2026/27"]
    brought = {"received_on": date(2026, 2, 3), "farmer_id": "F", "lot_id": "M1", "weight_kg": 5.0, "form": "cherry"}
    assert crop_years(warehouse_of(**logs, receipts=[brought])) == ["2026/27", "2025/26", "2024/25"]
    assert crop_years(warehouse_of(lots=planned)) == ["2026/27"]  # nothing else is there


def every(found: Answer) -> list[Estimate]:
    inner = [e for groups in (*found.parts.values(), *found.by.values()) for e in groups.values()]
    return [e for e in (*found.groups.values(), found.difference, found.relative, *inner) if e is not None]


def test_groups_are_those_of_the_contract():
    assert GROUPS == ("micro", "bulk", "all")
    assert dataclasses.fields(Estimate)[0].name == "unit"


@pytest.mark.parametrize(("low", "high", "both"), [(1.0, 2.0, (1.0, 2.0)), (None, 2.0, None), (1.0, None, None)])
def test_a_range_has_two_ends_or_is_none(low, high, both):
    ends = Estimate("kg", 1.5, low=low, high=high, low80=low, high80=high)
    assert (ends.range95, ends.range80) == (both, both)
