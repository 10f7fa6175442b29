"""What the table of coverage says where a method of ranges shows none."""

from benchmarks import coverage, pilots


def test_a_method_that_shows_no_range_is_a_fault_of_its_own():
    """Exact ranges hold the truth in 19 of 20 pilots, it is outside 80 % in 4 of 20; of no other method is one seen."""
    found = {
        coverage.CoverageCell(kind.name, group, 12, 4 if kind.by_buyers else None): (
            coverage.Tally(20, ranged=20, held=19, outside80=4) if kind.method == "exact" else coverage.Tally(20)
        )
        for kind in pilots.kinds()
        for group in kind.truth
    }
    assert coverage.faults(found) == [
        "jackknife: no range is shown at all",
        "Wilson: no range is shown at all",
        "Wilson, effective: no range is shown at all",
    ]
    lines = coverage.page(found, 20).splitlines()
    assert "| jackknife | no range | | | |" in lines
    assert "| exact | 95.0 % | 95.0 % | 12 lots | 20.0 % |" in lines
