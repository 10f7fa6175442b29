"""A summary for a union holds no row, no name, nothing on fewer than three, and two of them tell no lot apart."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest

from command_line.summary_text import summary_text
from metrics.engine.compute import answer
from tests.exports.buyer_secrets import PLANTED, secret_cooperative
from tests.union.summary.made_cooperative import AS_OF, MARGIN, SECRETS, YEAR, cooperative_of
from union.summary import given_log
from union.summary.parquet_file import in_bytes
from union.summary.row import SummaryRow
from union.summary.summarised import summarised
from union.summary.summary import Summary, number_of


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """Summaries given of four lots, of one lot more a week later, and of three buyers, farmers and lots more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(tmp_path_factory.mktemp("home")))
        found = []
        for micro in (4, 5, 7):
            made = summarised(cooperative_of(micro), given_log.given_before())
            given_log.keep(made, "Northern Union")
            found.append(made)
        again = summarised(cooperative_of(7), given_log.given_before())
        assert in_bytes(again) == in_bytes(found[-1])  # the same rows give the same file, given or not
        log = (given_log.home() / given_log.FOLDER / given_log.LOG).read_bytes()
    return *found, log


def told(summary: Summary) -> dict[tuple, SummaryRow]:
    return {number_of(row): row for row in summary.rows if row.value is not None}


def in_every_shape(summary: Summary) -> bytes:
    """The file, every cell of it as text, its metadata, and what a person sees of it."""
    file = in_bytes(summary)
    table = pq.read_table(io.BytesIO(file))
    cells = repr(table.to_pylist()) + repr(table.schema.metadata)
    return file + cells.encode() + summary_text(summary, "").encode()


@pytest.mark.parametrize("secret", SECRETS)
def test_no_name_of_a_sheet_is_in_any_byte(weeks, secret):
    *summaries, log = weeks
    assert told(summaries[0])  # so that nothing passes because nothing is told
    for given in (*map(in_every_shape, summaries), log):
        assert secret.casefold().encode() not in given.lower()


def test_no_price_of_a_buyer_and_no_cell_is_in_it(weeks):
    """Each lot's price and score in the digits of its cell, and rounded to cents where no mean is that number."""
    everything = b"".join(map(in_every_shape, weeks[:3]))
    for n in range(1, 8):
        for cell in (9.8765 + MARGIN * n, 5.4321 + MARGIN * n, 85.37 + MARGIN * n, 81.13 + MARGIN * n):
            assert f"{cell:.4f}".encode() not in everything
    values = {row.value for summary in weeks[:3] for row in summary.rows}
    assert not values & {9.8765 + MARGIN * n for n in range(1, 8)}


def test_nothing_of_a_cooperative_full_of_secrets_leaves():
    """One buyer, three farmers, one lot: every secret a sheet may hold is planted, and none is in any byte."""
    summary = summarised(secret_cooperative())
    everything = in_every_shape(summary).lower()
    assert [secret for secret in PLANTED if secret.casefold().encode() in everything] == []
    assert [row for row in summary.rows if row.value is not None and row.n < 3] == []


def test_one_new_lot_changes_no_number(weeks):
    """What stands in both is the same to the last digit; that a week has passed is all that is new."""
    first, second = told(weeks[0]), told(weeks[1])
    assert first.keys() == second.keys()
    for number, row in second.items():
        assert row.given_on in (AS_OF, None)
        assert replace(row, given_on=None) == first[number]
    micro_price = (YEAR, "premium_over_bulk", "micro")
    # ... though the mean of the lots did move: 4 lots of 101 to 104 kg, then a dearer fifth
    assert answer(cooperative_of(5), "premium_over_bulk", YEAR).groups["micro"].value > first[micro_price].value
    assert second[micro_price].given_on == AS_OF


def test_three_new_ones_renew_a_stream_and_not_the_difference(weeks):
    """Seven lots, farmers and buyers: micro is told anew. Bulk has nobody new, and the difference would tell it."""
    first, third = told(weeks[0]), told(weeks[2])
    for indicator, n in (("cup_score", 7), ("premium_over_bulk", 7)):
        assert first[YEAR, indicator, "micro"].n == 4
        assert (third[YEAR, indicator, "micro"].n, third[YEAR, indicator, "micro"].given_on) == (n, None)
        for stream in ("bulk", "difference"):
            assert replace(third[YEAR, indicator, stream], given_on=None) == first[YEAR, indicator, stream]


def test_with_two_buyers_no_price_is_told_nor_can_be_reckoned():
    summary = summarised(cooperative_of(2))
    prices = {row.stream: row for row in summary.rows if row.indicator == "premium_over_bulk"}
    assert prices["micro"].value is None and "fewer than three buyers" in prices["micro"].why_not
    assert prices["difference"].value is None and "would tell it" in prices["difference"].why_not
    assert prices["bulk"].value is not None and isinstance(summary.as_of, date)
