"""Another truth is truth.toml with what differs put into it, checked; a seed draws one from the stated ranges."""

import pytest

from connectors.trouble import CannotGoOn
from sample_data.cooperative import logs
from sample_data.figures import completed, dials, drawn_by, entry, standard
from sample_data.world import parameters, under


def test_only_what_differs_has_to_be_said():
    figures = completed({"micro": {"premium": 1.0}, "harm": {"cup_points": 0.5}})
    assert figures["micro"]["premium"] == 1.0
    assert figures["harm"] == {"cup_points": 0.5, "price_share": 0.0}
    assert figures["bulk"] == standard()["bulk"]
    assert parameters()["micro"]["premium"] == 0.62  # the sample's own truth is untouched


def test_processes_keep_their_proportion_and_outcomes_add_up_to_one():
    # 4 washed, 1 honey, 1 natural of 6; of 9 lots 6, 1.5, 1.5, of 3 lots 2, 0.5, 0.5: the first cut gets the rest.
    assert completed({"micro": {"lots": 9}})["micro"]["process"] == {"washed": 6, "honey": 2, "natural": 1}
    assert completed({"micro": {"lots": 3}})["micro"]["process"] == {"washed": 2, "honey": 1, "natural": 0}
    assert completed({"micro": {"process": {"honey": 3}}})["micro"]["lots"] == 8  # 4 + 3 + 1
    # 0.22, 0.08 and 0.10 of the 0.40 not accepted; of 0.20 half of each.
    micro = completed({"micro": {"accepted": 0.8}})["micro"]
    assert [micro[outcome] for outcome in ("rejected", "withdrawn", "expired")] == pytest.approx([0.11, 0.04, 0.05])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"micro": {"premum": 1}}, "micro.premum is no entry of sample_data/truth.toml"),
        ({"micro": {"premium": "high"}}, "micro.premium is 'high'"),
        ({"micro": {"lots": 0}}, "micro.lots is 0, and lies outside of 1 to 200"),
        ({"micro": {"lots": 6.5}}, "micro.lots is 6.5"),
        ({"micro": {"lots": 7, "process": {"honey": 3}}}, "micro.process does not add up to 7 lots"),
        ({"farmers": 100}, "farmers is 100"),
        ({"harm": 3}, "harm is 3"),
    ],
)
def test_an_entry_that_can_not_be_is_named(told, said):
    with pytest.raises(CannotGoOn, match=said.replace(".", r"\.")):
        completed(told)


def test_a_seed_draws_within_the_stated_ranges_and_always_the_same():
    assert drawn_by(5) == drawn_by(5) != drawn_by(6)
    for seed in range(2, 40):
        figures = completed(drawn_by(seed))
        for dial in dials():
            if dial.drawn:
                assert dial.drawn[0] <= entry(figures, dial.entry) <= dial.drawn[1], dial.entry


def test_every_dial_stands_within_its_ends_in_the_sample_itself():
    for dial in dials():
        assert dial.allowed[0] <= entry(standard(), dial.entry) <= dial.allowed[1], dial.entry


def test_another_truth_holds_inside_its_block_alone():
    with under(completed({"micro": {"lots": 2}})):
        assert parameters()["micro"]["lots"] == 2
        with under(None):
            assert parameters()["micro"]["lots"] == 2
    assert parameters()["micro"]["lots"] == 6


def test_the_smallest_cooperative_can_be_drawn():
    drawn = logs(3, figures=completed({"micro": {"lots": 1, "buyers": 1}, "bulk": {"lots": 1, "buyers": 1}}))
    assert [lot["lot_id"] for lot in drawn["lots"]] == ["M-2024-01", "B-2024-01", "M-2025-01", "B-2025-01"]
    assert {row["buyer"] for row in drawn["offers"]} == {"Buyer A", "Buyer B"}
