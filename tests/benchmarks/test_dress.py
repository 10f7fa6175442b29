"""One cooperative in many dresses: its truth is worked out by hand, and a seed draws the same dress again."""

from copy import deepcopy
from datetime import date

import pytest

from benchmarks.dress.columns import logbook_columns
from benchmarks.dress.drawn import KINDS, LANGUAGES, drawn, words
from benchmarks.dress.invented_rows import cooperative
from benchmarks.dress.judged import Judged, dressed, judged
from benchmarks.dress.page import page
from benchmarks.dress.person import Person
from benchmarks.dress.plain_sums import truth
from benchmarks.dress.tabs import rates_rows
from benchmarks.dress.typos import typo_kinds
from logbooks.questions.open_questions import Choice, Example, OpenQuestion


def small_cooperative() -> dict[str, list[dict]]:
    """Two lots, one of each stream: 100 kg green of 640 kg cherry, and 200 of 1,250."""
    lots = [{"lot_id": "M", "stream": "micro"}, {"lot_id": "B", "stream": "bulk"}]
    made = {"M": (640.0, 100.0, 8.3, 80.0), "B": (1250.0, 200.0, 4.0, 200.0)}
    rows: dict[str, list[dict]] = {name: [] for name in ("receipts", "processing", "quality", "offers", "payments")}
    for lot, (cherry, green, price, sold) in made.items():
        rows["receipts"].append({"lot_id": lot, "weight": cherry, "ripe_share": 0.9})
        rows["processing"].append({"lot_id": lot, "form_out": "green", "weight_out": green, "moisture_out": 12.0})
        rows["quality"].append(
            {"lot_id": lot, "moisture": 11.0, "category1_defects": 0, "category2_defects": 4, "sample_g": 700}
            | {"cup_score": 84.0}
        )
        offer = {"lot_id": lot, "status": "accepted", "weight": sold, "accepted_price": price, "incoterm": "FOB"}
        rows["offers"].append(offer | {"offered_on": date(2026, 1, 1), "closed_on": date(2026, 1, 31)})
        rows["payments"].append({"lot_id": lot, "amount": 0.5 * cherry})
    costs = [{"lot_id": "M", "stream": None, "amount": 50.0}, {"lot_id": None, "stream": "micro", "amount": 70.0}]
    costs.append({"lot_id": None, "stream": None, "amount": 999.0})  # shared: nobody's
    return rows | {"lots": lots, "costs": costs}


@pytest.mark.parametrize(
    ("indicator", "group", "value"),
    [
        ("outturn", "micro", 100 / 640),  # at 12 % already
        ("defect_rate", "micro", 2.0),  # 4 in 700 g are 2 in 350 g
        ("premium_over_bulk", "micro", 8.0),  # 8.30 FOB less 0.30 to the ship
        ("premium_over_bulk", "difference", 8.0 - 3.7),
        ("realised_premium", "micro", (80 * 8.0 + 20 * 3.7) / 100),  # unsold kg stand at the bulk price
        ("sold_share", "micro", 0.8),
        ("added_cost", "micro", 1.2),  # 50 + 70 over 100 kg
        ("deal_closure", "bulk", 30.0),
        ("farmer_share", "micro", 320 / 100 / 8.0),
        ("pilot_share", "micro", 1 / 3),
    ],
)
def test_the_truth_is_what_a_person_adds_up(indicator, group, value):
    assert truth(small_cooperative())[indicator][group] == pytest.approx(value)


def test_offers_that_are_lost_or_open_hold_back_the_day_of_half():
    """Of four offers one is lost on day 5, one accepted on day 10, one open since 12 days, one accepted on day 20:
    1/4 by day 10 of all four; the last, alone at risk with half of the offers still standing, brings 3/4 by day 20."""
    rows = small_cooperative()
    begun, as_of = date(2026, 1, 1), date(2026, 3, 31)
    ends = [("rejected", begun, date(2026, 1, 6)), ("accepted", begun, date(2026, 1, 11))]
    ends += [("open", date(2026, 3, 19), None), ("accepted", begun, date(2026, 1, 21))]
    assert (as_of - date(2026, 3, 19)).days == 12
    offer = rows["offers"][0]
    rows["offers"][:1] = [offer | {"status": s, "offered_on": o, "closed_on": c} for s, o, c in ends]
    assert truth(rows)["deal_closure"]["micro"] == 20


def test_a_seed_draws_the_same_dress_again(tmp_path):
    """Kind 23 is a folder of CSV, whose every byte is the same."""
    number = KINDS.index("csv")
    first, second = (dressed(5, number, tmp_path / name) for name in ("first", "second"))
    assert (first.dress, first.truth) == (second.dress, second.truth)
    files = sorted(file.name for file in first.path.iterdir())
    assert files
    assert [(first.path / name).read_bytes() for name in files] == [(second.path / name).read_bytes() for name in files]
    assert cooperative(5) != cooperative(6)


def test_every_kind_and_every_typo_can_be_written(tmp_path):
    """The dresses of one round."""
    count = len(KINDS) + len(typo_kinds())
    kinds = [dressed(7, number, tmp_path / str(number)).dress.kind for number in range(count)]
    assert kinds == [*KINDS, *(f"typo: {typo}" for typo in typo_kinds())]


@pytest.mark.parametrize("typo", typo_kinds())
def test_a_typo_changes_what_is_written_in_one_logbook(typo):
    dress = drawn(7, len(KINDS) + list(typo_kinds()).index(typo), tuple(typo_kinds()))
    rows = cooperative(7)
    rows["rates"] = rates_rows(dress)
    columns = {logbook: logbook_columns(dress, rows, logbook) for logbook in rows if rows[logbook]}
    before = deepcopy(columns)
    typo_kinds()[typo](dress.rng("typo"), columns)
    assert len([logbook for logbook in columns if columns[logbook] != before[logbook]]) == 1


@pytest.mark.parametrize("name", ["headings", "values"])
def test_every_word_is_known_in_every_language(name):
    """But for units, of which each land has its own."""

    def lists(table, path=()):
        inner = {key: one for key, one in table.items() if isinstance(one, dict)}
        for key in inner:
            yield from lists(inner[key], (*path, key))
        if not inner:
            yield path, table

    told = dict(lists(words(name)))
    assert {path[1] for path in told if path[0] == "units"} in ({*LANGUAGES}, set())
    lacking = {
        path: table
        for path, table in told.items()
        if not all(table.values()) or (path[0] != "units" and set(table) != set(LANGUAGES))
    }
    assert told and not lacking


def test_a_dress_is_read_and_judged(tmp_path):
    """An English sheet with headings alone: every number is there or says why not, and none is wrong without a word."""
    kinds = tuple(typo_kinds())
    number = next(n for n in range(0, 600, len(KINDS) + len(kinds)) if drawn(2, n, kinds).language == "en")
    one: Judged = judged(2, number, tmp_path)
    assert one.verdict != "silent", one.numbers
    assert one.counts["same"] > 0


def test_the_page_counts_by_kind_and_by_language_of_plain_dresses():
    lines = [
        {"kind": "totals", "language": "es", "plain": True, "verdict": "same", "counts": {"same": 37}}
        | {"answered": ["size/qq"], "after": "same"},
        {"kind": "totals", "language": "vi", "plain": True, "verdict": "asked", "counts": {"same": 36, "absent": 1}}
        | {"answered": ["lot", "dates"], "after": "same"},
        {"kind": "typo: x", "language": "vi", "plain": False, "verdict": "silent", "counts": {"silent": 1}}
        | {"answered": [], "after": "silent"},
    ]
    text = page(lines, 9)
    assert "Silently different, before or after: **1** of 3. Plain dresses right unasked: **50%** of 2." in text
    assert "73 the same, 1 absent, 0 saying so" in text
    assert "| totals | 1 | 1 | 0 |" in text
    assert "| vi | 0 | 1 | 0 |" in text
    assert "| one | 1 | 1 | 1 | 0 |" in text and "| two | 1 | 0 | 1 | 0 |" in text and "| all | 3 | 1 | 2 | 1 |" in text
    assert "Not needed were 1 of 3 questions" in text


def test_a_person_answers_by_what_was_written_and_nothing_else():
    """Of a status with a letter lost, a lot with a letter for a digit, a qq and a heading; of a farmer nothing."""
    dress = drawn(7, KINDS.index("headings"), tuple(typo_kinds()))
    rows = cooperative(7)
    columns = {logbook: logbook_columns(dress, rows, logbook) for logbook in rows if rows[logbook]}
    person = Person(dress, columns)
    accepted = dress.said("values", "status", "accepted")
    lot = rows["lots"][0]["lot_id"]

    def asked(kind, about, written="", choices=()):
        example = (Example("Offers, row 2", written),) if written else ()
        options = tuple(Choice(one, one) for one in choices)
        return OpenQuestion(
            id=f"{kind}/{about}", kind=kind, asks="", why="", about=(), choices=options, examples=example
        )

    found = person.answers(
        [
            asked("word", "offers.status/estado", accepted[:2] + accepted[3:]),
            asked("lot", "x", lot.replace("0", "O"), [one["lot_id"] for one in rows["lots"]]),
            asked("column", "offers.status"),
            asked("column", "receipts.plot_id"),
            asked("word", "offers.status/estado", "xyzzy"),
            asked("rate", "HNL"),
        ]
    )
    assert [one.answer for one in found] == ["accepted", lot, dress.said("headings", "status"), "nothing", "nothing"]
