"""Settings as a reader knows them."""

from logbooks.settings import called, settings
from logbooks.warehouse.incoterms import incoterms


def test_a_setting_that_is_missing_is_called_by_what_it_means_and_by_its_name():
    assert called("insurance, freight") == ("the sea or air freight (freight), the insurance of the voyage (insurance)")


def test_whatever_a_price_at_the_gate_may_lack_has_words():
    """logbooks/warehouse/tables/money/deals.sql names a cost of the way, the terms, or a rate that is asked about."""
    of_the_way = {name for terms in incoterms().values() for name in terms["takes_off"]}
    assert {"default_incoterm", "rates_as_written", *of_the_way} <= {
        name for name, one in settings().items() if "called" in one
    }
