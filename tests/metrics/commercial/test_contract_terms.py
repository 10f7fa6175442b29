"""Contract terms: favourable of known, and what is not known is not counted as good."""

from datetime import date

import pytest

from metrics.commercial.contract_terms import CLAUSES
from tests.metrics.hand import asked, deal, lots, values
from tests.support import warehouse_of

KNOWN = "clauses known of all"
GOOD = {
    "price_basis": "outright",
    "incoterm": "FOB",
    "payment_days": 30,
    "prefinance_share": 0.4,
    "claims_days": 28,
    "quality_approval": "Sample before shipment",
    "multi_year": True,
    "exclusivity": False,
}
BAD = {
    "price_basis": "differential",
    "incoterm": "DAP",
    "payment_days": 31,
    "prefinance_share": 0.0,
    "claims_days": 29,
    "quality_approval": "On arrival",
    "multi_year": False,
    "exclusivity": True,
}
CLAUSE = dict(
    zip(
        GOOD,
        (
            "price basis",
            "incoterm",
            "payment days",
            "prefinance",
            "claims window",
            "quality approval",
            "multi-year",
            "exclusivity",
        ),
        strict=True,
    )
)
NOTHING = dict.fromkeys(GOOD)


def terms(*contracts, settings=(), buyers=3):
    """The answer over one micro deal a contract."""
    offers = [
        deal(f"M{i}", 100, 8, f"Buyer {i % buyers}", **{**NOTHING, **contract})
        for i, contract in enumerate(contracts, 1)
    ]
    return asked("contract_terms", lots=lots(len(offers), 1), offers=offers, settings=list(settings))


def test_all_good_and_all_bad():
    found = terms(GOOD, BAD)
    assert found.groups["micro"].value == 0.5 and found.parts[KNOWN]["micro"].value == 1
    assert terms(GOOD).groups["micro"].value == 1 and terms(BAD).groups["micro"].value == 0


@pytest.mark.parametrize("column", GOOD)
def test_every_clause_by_itself(column):
    # one good, two bad, one unknown: 1 / 3, and 3 of the 4 x 8 clauses are known
    found = terms({column: GOOD[column]}, {column: BAD[column]}, {column: BAD[column]}, {})
    assert found.groups["micro"].value == pytest.approx(1 / 3)
    assert found.parts[CLAUSE[column]]["micro"].value == pytest.approx(1 / 3)
    assert found.parts[KNOWN]["micro"].value == pytest.approx(3 / 32)
    assert found.groups["micro"].notes == ("1 not counted: no clause is written down",)


def test_unknown_is_never_favourable():
    # One good clause of two known: adding contracts of which nothing is known changes nothing but what is known.
    one = {"multi_year": True, "exclusivity": True}
    assert terms(one).groups["micro"].value == terms(one, {}, {}).groups["micro"].value == 0.5
    assert terms({}).groups["micro"].value is None


def test_a_differential_is_good_once_it_is_fixed_and_not_before():
    contract = {"price_basis": "differential", "fixed_on": date(2026, 3, 20)}
    world = {"lots": lots(1, 1), "offers": [deal("M1", 100, 8, **{**NOTHING, **contract})]}
    from metrics.engine.compute import answer

    seen = {
        day: answer(warehouse_of(as_of=date(2026, 3, day), **world), "contract_terms", "2025/26").groups["micro"].value
        for day in (19, 20)
    }
    assert seen == {19: 0, 20: 1}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Pre-shipment sample", 1),
        ("PSS", 1),
        ("antes del embarque", 1),
        ("Échantillon  d'offre", 1),
        ("TRƯỚC KHI GIAO", 1),
        ("à l'arrivée", 0),
        ("đến nơi", 0),
        ("kufika", 0),
    ],
)
def test_approval_in_many_languages(written, expected):
    assert terms({"quality_approval": written}).groups["micro"].value == expected


def test_approval_in_words_nobody_knows_is_unknown_and_counted_as_left_out():
    found = terms({"quality_approval": "as always", "multi_year": True})
    assert found.groups["micro"].value == 1
    part = found.parts["quality approval"]["micro"]
    assert part.value is None and part.left_out == 1 and "does not know" in part.why_not


def test_approval_of_a_sample_nobody_named_is_known_words_and_says_too_little():
    found = terms({"quality_approval": "Subject to approval of sample", "multi_year": True})
    part = found.parts["quality approval"]["micro"]
    assert part.value is None and part.left_out == 1 and "a sample is to be approved, but not which" in part.why_not


def test_the_cooperative_sets_its_own_payment_days():
    sixty = [{"setting": "favourable_payment_days", "value": "60"}]
    contract = {"payment_days": 60}
    assert terms(contract).groups["micro"].value == 0
    assert terms(contract, settings=sixty).groups["micro"].value == 1


def test_the_default_incoterm_is_known():
    assert terms({}, settings=[{"setting": "default_incoterm", "value": "FOB"}]).groups["micro"].value == 1


def test_only_accepted_offers():
    offers = [deal("M1", 100, 8, **GOOD), {**deal("M2", 100, 8, "Buyer B", **BAD), "status": "rejected"}]
    found = asked("contract_terms", lots=lots(2, 1), offers=offers)
    assert values(found.groups) == {"micro": 1, "bulk": None}


def test_the_buyer_is_the_case():
    # Nine contracts of three buyers, each buyer with his own terms: three cases, not nine, and not 72 clauses.
    found = terms(*[GOOD, BAD, GOOD] * 3)
    assert (found.groups["micro"].n, found.groups["micro"].case_is, found.groups["micro"].value) == (
        3,
        "buyer",
        pytest.approx(2 / 3),
    )
    assert found.groups["micro"].high - found.groups["micro"].low > 0.6  # Wilson of 2 in 3 is 0.21 to 0.94
    two = terms(*[GOOD, BAD] * 3, buyers=2)
    assert (
        two.groups["micro"].value == 0.5
        and two.groups["micro"].low is None
        and "three buyers" in two.groups["micro"].no_range
    )


def test_every_rule_says_why_and_by_whom():
    rules = warehouse_of().rows("FROM clause_rule")
    assert {rule["clause"] for rule in rules} == set(CLAUSE.values())
    assert all(
        rule["because"].strip() and rule["source"].strip() and (rule["words"] or rule["number"] is not None)
        for rule in rules
    )
    places = warehouse_of().rows("SELECT word, count(DISTINCT place) AS places FROM approval_word GROUP BY word")
    assert all(row["places"] == 1 and row["word"] for row in places)


def test_the_price_clause_by_clause():
    """Paid within 30 days: (100 x 8 + 300 x 6) / 400 = 6.5; later: 9. Of one buyer each, so without a range."""
    offers = [
        deal("M1", 100, 8, payment_days=30),
        deal("M2", 300, 6, payment_days=15),
        deal("M3", 100, 9, "Buyer B", payment_days=90),
        deal("M3", 50, 2, "Buyer C", payment_days=90, sold_as="bulk"),
        deal("M4", 100, 20, "Buyer D"),
    ]
    parts = asked("contract_terms", lots=lots(4, 1), offers=offers).parts
    prompt = parts["price, payment days: favourable"]["micro"]
    assert (prompt.value, prompt.n, prompt.low, prompt.unit) == (6.5, 1, None, "USD/kg")
    late = parts["price, payment days: not favourable"]["micro"]
    assert (late.value, late.n) == (9.0, 1)


def test_every_clause_of_the_table_has_its_prices():
    w = warehouse_of()
    assert {row["clause"] for row in w.rows("SELECT clause FROM clause_rule")} == set(CLAUSES)
