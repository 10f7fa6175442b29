"""Defects, each scheme in its own unit, grams and grades."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values


def sample(lot, sample_id, **columns):
    return {
        "lot_id": lot,
        "sampled_on": date(2026, 1, 1),
        "sample_id": sample_id,
        "stage": "pre-shipment",
        "scheme": "SCA",
        "sample_g": 350,
        **columns,
    }


def test_by_hand_from_raw_counts():
    # M1: 2 full black / 1 + 7 broken / 5 + 4 partial black / 3 = 2 + 1.4 + 1.3333 = 4.7333, in 350 g, not rounded down
    # M2: 3 slight insect / 10 = 0.3 in 100 g -> x 3.5 = 1.05
    # B1: only the totals per category: 1 + 6 = 7; B2: only a total of 10 in 700 g -> 5
    found = asked(
        "defect_rate",
        lots=lots(2, 2),
        quality=[
            sample("M1", "1"),
            sample("M2", "2", sample_g=100),
            sample("B1", "3", category1_defects=1, category2_defects=6),
            sample("B2", "4", defect_total=10, sample_g=700),
        ],
        defects=[
            {"sample_id": "1", "defect": "full black", "count": 2},
            {"sample_id": "1", "defect": "broken", "count": 7},
            {"sample_id": "1", "defect": "Partial Black", "count": 4},
            {"sample_id": "2", "defect": "slight insect", "count": 3},
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": (4.73333333 + 1.05) / 2, "bulk": 6.0})
    assert found.relative.value == pytest.approx(5.78333333 / 2 / 6 - 1)
    assert found.groups["micro"].basis == "SCA"


def test_schemes_are_never_mixed():
    found = asked(
        "defect_rate",
        lots=lots(1, 1),
        quality=[
            sample("M1", "1", category1_defects=0, category2_defects=3),
            sample("B1", "2", scheme="SNI", category1_defects=0, category2_defects=3),
        ],
    )
    assert found.difference.value is None and "SNI" in found.difference.why_not


def test_a_defect_without_equivalent_falls_back_on_the_written_categories():
    quality = [sample("M1", "1", category1_defects=0, category2_defects=3), sample("M2", "2")]
    defects = [
        {"sample_id": "1", "defect": "strange bean", "count": 2},
        {"sample_id": "2", "defect": "strange bean", "count": 2},
    ]
    assert values(asked("defect_rate", lots=lots(2), quality=quality, defects=defects).groups) == {
        "micro": 3.0,
        "bulk": None,
    }


def test_percent_by_mass_is_not_a_count():
    found = asked(
        "defect_rate", lots=lots(1, 1), quality=[sample("M1", "1", defect_total=5, defect_unit="percent by mass")]
    )
    assert found.groups["micro"].value is None
    assert "defects in percent of mass" in found.groups["micro"].why_not


# 2 full black, 6 unripe, 4 broken, 1 dried cherry, 3 beans in parchment, one sample of 350 g.
BEANS = {"full black": 2, "immature": 6, "broken": 4, "dried cherry": 1, "parchment": 3}


def counted(scheme, beans=BEANS, **columns):
    return asked(
        "defect_rate",
        lots=lots(1),
        quality=[sample("M1", "1", scheme=scheme, **columns)],
        defects=[{"sample_id": "1", "defect": defect, "count": count} for defect, count in beans.items()],
    ).groups["micro"]


@pytest.mark.parametrize(
    ("scheme", "points"),  # all in samples of 350 g: COB and SNI bring them to their 300 g
    [
        ("SCA", 2 + 6 / 5 + 4 / 5 + 1 + 3 / 5),  # 5.6
        (
            "COB",
            (2 + 6 / 5 + 4 / 5 + 1 + 3 / 2) * 300 / 350,
        ),  # 6.5: two beans in parchment (marinheiros) make one defect
        ("SNI", (2 + 6 / 5 + 4 / 5 + 1 + 3 / 2) * 300 / 350),
    ],
)  # 6.5: a bean in parchment has half a point
def test_the_same_beans_by_the_table_of_each_scheme(scheme, points):
    found = counted(scheme)
    assert found.value == pytest.approx(points) and found.basis == scheme and not found.notes


def test_the_same_beans_by_tcvn_need_a_written_total():
    found = counted("TCVN")
    assert found.value is None and "TCVN" in found.why_not and "total" in found.why_not
    # TCVN 4193 and ISO 10470 limit percent of mass, whatever the sample weighs; points are no percent, and where the
    # unit is not written it is said that it is taken so
    for scheme in ("TCVN", "ISO 10470"):
        found = counted(scheme, defect_total=3.2, defect_unit="percent by mass", sample_g=300)
        assert (found.value, found.unit, found.basis) == (3.2, "% by mass", scheme) and not found.assumed
    untold = counted("TCVN", defect_total=3)
    assert (untold.value, untold.assumed) == (3, ("totals by TCVN without a defect unit are taken as percent of mass",))
    for columns, reason in (
        ({"defect_total": 11, "defect_unit": "points"}, "by TCVN in points"),
        ({"defect_total": 320, "defect_unit": "percent by mass"}, "more than 100 percent"),
        ({"category1_defects": 0, "category2_defects": 3}, "percent of mass"),
    ):
        found = asked("defect_rate", lots=lots(1), quality=[sample("M1", "1", scheme="TCVN", **columns)])
        assert found.groups["micro"].value is None and reason in found.groups["micro"].why_not


@pytest.mark.parametrize(
    ("scheme", "columns", "value", "unit"),
    [
        ("SCA", {"defect_total": 4, "sample_g": 700}, 2, "full defects per 350 g"),
        (
            "Fine Robusta",
            {"category1_defects": 0, "category2_defects": 4, "sample_g": 350},
            4,
            "full defects per 350 g",
        ),
        ("SNI", {"defect_total": 11, "defect_unit": "points", "sample_g": 300}, 11, "points per 300 g"),
        ("SNI", {"defect_total": 11, "sample_g": 150}, 22, "points per 300 g"),
        ("COB", {"defect_total": 26, "sample_g": 300}, 26, "defects per 300 g"),
        ("GCA", {"defect_total": 8, "sample_g": 300}, 8, "defects per 300 g"),
    ],
)
def test_each_scheme_in_its_own_unit_and_grams(scheme, columns, value, unit):
    found = asked("defect_rate", lots=lots(1), quality=[sample("M1", "1", scheme=scheme, **columns)]).groups["micro"]
    assert (found.value, found.unit, found.basis) == (value, unit, scheme)


def test_another_scheme_has_no_unit_we_know():
    found = asked("defect_rate", lots=lots(1), quality=[sample("M1", "1", scheme="other", defect_total=9)])
    assert "another scheme" in found.groups["micro"].why_not


def test_grades_by_the_table_of_the_scheme():
    # SNI: 11 points are the last of grade 1, 11.2 are grade 2 (to 25), 226 are below grade 6 (to 225)
    points = {"M1": 11, "M2": 11.2, "M3": 25, "M4": 226}
    rows = [sample(lot, lot, scheme="SNI", defect_total=n, sample_g=300) for lot, n in points.items()]
    found = asked("defect_rate", lots=lots(4), quality=rows).parts
    assert {name: part["micro"].value for name, part in found.items()} == {
        "SNI grade 1": 0.25,
        "SNI grade 2": 0.5,
        "SNI below the last grade": 0.25,
    }
    assert found["SNI grade 1"]["micro"].unit == "share"
    # COB: type 4 ends with 26 defects
    rows = [sample(f"M{n}", str(n), scheme="COB", defect_total=total, sample_g=300) for n, total in ((1, 26), (2, 27))]
    found = asked("defect_rate", lots=lots(2), quality=rows).parts
    assert {name: part["micro"].value for name, part in found.items()} == {"COB type 4": 0.5, "COB type 5": 0.5}


@pytest.mark.parametrize(
    ("scheme", "defect", "beans", "points"),
    [
        # SNI 01-2907-2008, points per bean: partly black 1/2, brown 1/4, one hole 1/10, several holes 1/5, spotted
        # 1/10, large stone 5
        ("SNI", "biji hitam sebagian", 4, 2.0),
        ("SNI", "biji coklat", 4, 1.0),
        ("SNI", "biji berlubang satu", 10, 1.0),
        ("SNI", "biji berlubang lebih dari satu", 5, 1.0),
        ("SNI", "biji bertutul-tutul", 10, 1.0),
        ("SNI", "batu besar", 2, 10.0),
        # COB: two sour, three shells, a large stone five
        ("COB", "ardidos", 4, 2.0),
        ("COB", "conchas", 6, 2.0),
        ("COB", "pedra grande", 1, 5.0),
        ("COB", "fungus damaged", 7, 0.0),
        # SCA: one sour, five shells, a stone is foreign matter, three partly sour
        ("SCA", "full sour", 4, 4.0),
        ("SCA", "shell", 5, 1.0),
        ("SCA", "large stone", 1, 1.0),
        ("SCA", "partial sour", 3, 1.0),
    ],
)
def test_published_equivalents(scheme, defect, beans, points):
    assert counted(scheme, {defect: beans}, sample_g=None).value == pytest.approx(points)


@pytest.mark.parametrize(
    ("scheme", "defect"),
    [("SNI", "foreign matter"), ("SNI", "full sour"), ("COB", "partial black"), ("SCA", "strange bean")],
)
def test_what_a_scheme_has_no_table_for_gives_no_total(scheme, defect):
    found = counted(scheme, {**BEANS, defect: 1})
    assert found.value is None and f"the table of {scheme} does not hold" in found.why_not
    assert counted(scheme, {**BEANS, defect: 1}, defect_total=9, sample_g=None).value == 9


def test_a_defect_counted_as_none_asks_for_no_table():
    assert counted("SNI", {"full black": 2, "foreign matter": 0}, sample_g=300).value == 2


def test_an_uncounted_sample_leaves_the_others_of_its_lot_alone():
    found = asked(
        "defect_rate",
        lots=lots(1),
        quality=[sample("M1", "1"), sample("M1", "2", category1_defects=0, category2_defects=4)],
        defects=[{"sample_id": "1", "defect": "strange bean", "count": 2}],
    ).groups["micro"]
    assert found.value == 4 and "1 not counted" in found.notes[0]


def test_counts_without_a_scheme_are_no_full_defects():
    assert (
        "without saying by which scheme"
        in asked(
            "defect_rate",
            lots=lots(2),
            quality=[sample("M1", "1", scheme=None), sample("M2", "2", category1_defects=0, category2_defects=2)],
            defects=[{"sample_id": "1", "defect": "broken", "count": 5}],
        )
        .by["scheme not written"]["micro"]
        .why_not
    )


def test_a_sample_without_its_weight_is_taken_as_the_scheme_asks():
    # SCA looks at 350 g, SNI and COB at 300 g: 2 points in 300 g are 2 in its own unit
    sca, sni = (counted(scheme, {"full black": 2}, sample_g=None) for scheme in ("SCA", "SNI"))
    assert (sca.value, sni.value) == pytest.approx((2.0, 2.0))
    assert "350 g" in sca.assumed[0] and "300 g" in sni.assumed[0]
