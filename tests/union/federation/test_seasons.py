"""Seasons of different cooperatives that are one: those that began close to each other."""

from __future__ import annotations

from datetime import date

from union.federation.seasons import SeasonBegun, UnionSeason, union_seasons


def begun(member: str, crop_year: str, *day: int) -> SeasonBegun:
    return SeasonBegun(date(*day), member, crop_year)


def test_seasons_that_began_within_three_months_are_one_named_as_most_call_it():
    found = union_seasons(
        {
            begun("A", "2025/26", 2025, 10, 1),
            begun("B", "2025/26", 2025, 11, 1),
            begun("C", "2025", 2025, 9, 1),
            begun("A", "2024/25", 2024, 10, 1),
        },
        92,
    )
    together = UnionSeason(date(2025, 9, 1), date(2025, 11, 1), "2025/26")
    assert found["A", "2025/26"] == found["B", "2025/26"] == found["C", "2025"] == together
    assert found["A", "2024/25"] == UnionSeason(date(2024, 10, 1), date(2024, 10, 1), "2024/25")


def test_two_that_name_a_season_alike_and_begin_half_a_year_apart_are_two():
    found = union_seasons({begun("A", "2025/26", 2025, 10, 1), begun("B", "2025/26", 2026, 4, 1)}, 92)
    assert len(set(found.values())) == 2


def test_no_season_lasts_longer_than_the_days_apart_by_a_chain_of_members():
    """July, September and November: 62 days from each to the next, 123 from first to last. One pair is together."""
    days = {begun("A", "25", 2025, 7, 1), begun("B", "25", 2025, 9, 1), begun("C", "25", 2025, 11, 1)}
    found = union_seasons(days, 92)
    assert all((one.last_began_on - one.first_began_on).days <= 92 for one in found.values())
    # of the two pairs that are possible the later one is taken
    assert found["B", "25"] == found["C", "25"] != found["A", "25"]


def test_the_stretch_in_which_most_began_is_taken_first():
    """From 1 June 92 days reach 1 September and hold two members; from 1 September they hold the four of autumn."""
    days = {begun("early", "25", 2025, 6, 1)} | {begun(f"M{n}", "25", 2025, 9, n) for n in range(1, 5)}
    found = union_seasons(days, 92)
    assert found["M1", "25"] == UnionSeason(date(2025, 9, 1), date(2025, 9, 4), "25")
    assert found["early", "25"] == UnionSeason(date(2025, 6, 1), date(2025, 6, 1), "25")


def test_none_has_no_season():
    assert union_seasons(set(), 92) == {}
