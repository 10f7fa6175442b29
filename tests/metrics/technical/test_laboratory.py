"""Laboratory results read from their text, against the limit of their market: pass, fail, or honestly neither."""

from datetime import date
from functools import cache

import pytest

from tests.metrics.hand import asked, lots, values
from tests.support import warehouse_of

DAY = date(2026, 1, 15)
INF = float("inf")


def residue(result, limit=None, lot="M1", **columns):
    return {
        "sampled_on": DAY,
        "lot_id": lot,
        "kind": "residue",
        "analyte": "glyphosate",
        "result": result,
        "limit": limit,
        "unit": "mg/kg",
        "market": "EU",
        "loq": "0.01",
        **columns,
    }


def germ(result, limit=None, lot="M1", **columns):
    return residue(
        result, limit, lot, **{"kind": "microbiology", "analyte": "moulds", "unit": "cfu/g", "loq": None, **columns}
    )


def read(texts, **settings):
    """What each text is read as, all of them in one warehouse."""
    w = warehouse_of(
        lab_tests=[residue(text) for text in texts],
        settings=[{"setting": name, "value": value} for name, value in settings.items()],
    )
    return {row["text"]: row for row in w.rows("FROM lab_text")}


# text: state, low, high, unit
NUMBERS = {
    "<0.01": ("below", 0, 0.01, None),
    "< 0,01 mg/kg": ("below", 0, 0.01, "mg/kg"),
    "≤0.01": ("below", 0, 0.01, None),
    "<10 cfu/g": ("below", 0, 10, "cfu/g"),
    "0,005": ("number", 0.005, 0.005, None),
    "0.125": ("number", 0.125, 0.125, None),
    "5 ppb": ("number", 5, 5, "ppb"),
    "1.2 mg/kg": ("number", 1.2, 1.2, "mg/kg"),
    "5 µg/kg": ("number", 5, 5, "ug/kg"),
    "1 200 ufc/g": ("number", 1200, 1200, "ufc/g"),
    "1.234,5": ("number", 1234.5, 1234.5, None),
    "1,234.5 ppm": ("number", 1234.5, 1234.5, "ppm"),
    "1.2 x 10^3": ("number", 1200, 1200, None),
    "1,2×10³ UFC/g": ("number", 1200, 1200, "ufc/g"),
    "10^4 CFU/g": ("number", 10000, 10000, "cfu/g"),
    "1e-05": ("number", 1e-5, 1e-5, None),
    "0.05 ± 0.01": ("number", 0.05, 0.05, None),
    ">100": ("over", 100, INF, None),
    "0.01-0.02": ("range", 0.01, 0.02, None),
    "0,01 – 0,02 mg/kg": ("range", 0.01, 0.02, "mg/kg"),
}
WORDS = {
    "below": [
        "ND",
        "n.d.",
        "N.D",
        "<LOQ",
        "< LOD",
        "KPH",
        "không phát hiện",
        "Không phát hiện",
        "no detectado",
        "No Detectado",
        "não detectado",
        "non détecté",
        "tidak terdeteksi",
        "not detected",
        "BDL",
    ],
    "trace": ["traces", "Trazas", "traços", "vết"],
    "absent": ["absent/25 g", "Absent in 25 g", "ausencia/25g", "Negative", "absente"],
    "present": ["Detected", "positivo", "present/25 g"],
}
NOTHING = ["see report", "12,,5", "1.2.3", "-3", "LOQ", "0.05 - 0.01", "1.250", "1,250", "??"]


@cache
def all_read():
    return read(
        [
            *NUMBERS,
            *(text for texts in WORDS.values() for text in texts),
            *NOTHING,
            "ND (<0.01)",
            "KPH (LOD=0,005 mg/kg)",
            "nd < 0.02",
        ]
    )


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers(text):
    row = all_read()[text]
    assert (row["state"], row["low"], row["high"], row["unit"]) == pytest.approx(NUMBERS[text])


@pytest.mark.parametrize(("text", "state"), [(text, state) for state, texts in WORDS.items() for text in texts])
def test_words_of_laboratories(text, state):
    assert (all_read()[text]["state"], all_read()[text]["high"]) == (state, None)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_sure_is_not_read(text):
    assert all_read()[text]["state"] is None


def test_the_loq_in_brackets():
    assert [
        (all_read()[text]["loq"], all_read()[text]["loq_unit"])
        for text in ("ND (<0.01)", "KPH (LOD=0,005 mg/kg)", "nd < 0.02")
    ] == [(0.01, None), (0.005, "mg/kg"), (0.02, None)]


def test_the_setting_decimal_mark_tells_1_250_from_1250():
    comma, point = (read(["1.250", "1,250", "0.125"], decimal_mark=mark) for mark in (",", "."))
    assert (point["1.250"]["low"], point["1,250"]["low"]) == (1.25, 1250)
    # with a decimal comma 1.250 is 1250 as text, yet 1.25 where the spreadsheet stored a number: nobody can tell
    assert (comma["1.250"]["low"], comma["1,250"]["low"], comma["0.125"]["low"]) == (None, 1.25, 0.125)


CASES = [
    # result, limit, other columns, verdict, what the reason says
    (residue("<0.01", "0.1"), "pass", ""),
    (residue("ND", "0.1"), "pass", ""),
    (residue("KPH", "0,1"), "pass", ""),
    (residue("0,005", "0.1"), "pass", ""),
    (residue("5 ppb", "0.1"), "pass", ""),
    (residue("500 ppb", "0.1"), "fail", ""),
    (residue("0.14", "0.1"), "fail", ""),
    (residue("0.1", "0.1"), "pass", ""),
    (residue("<0.01", "0.01"), "pass", ""),
    (residue("0.1", "100 ug/kg"), "pass", ""),
    (residue("0.101", "100 ug/kg"), "fail", ""),
    (residue("<0.2", "0.1"), "inconclusive", "LOQ is above"),
    (residue("ND", "0.01", loq="0.02"), "inconclusive", "LOQ is above"),
    (residue("ND (0.02)", "0.01"), "inconclusive", "LOQ is above"),
    (residue("ND", "0.1", loq=None), "inconclusive", "LOQ is not written"),
    (residue("traces", "0.1"), "pass", ""),
    (residue("traces", "0.1", loq="0.2"), "inconclusive", "LOQ is above"),
    (residue("0", "0.1", loq=None), "inconclusive", "LOQ"),
    (residue("0.05-0.2", "0.1"), "inconclusive", "both sides"),
    (residue("0.2-0.3", "0.1"), "fail", ""),
    (residue(">0.1", "0.1"), "fail", ""),
    (residue(">0.05", "0.1"), "inconclusive", "both sides"),
    (residue("detected", "0.1"), "inconclusive", "not how much"),
    (residue("0.02", "ND"), "fail", ""),
    (residue("see report", "0.1"), "inconclusive", "can't be read"),
    (residue("0.05", "see report"), "inconclusive", "limit can't be read"),
    (residue("0.05", "0.1", unit=None), "inconclusive", "no unit"),
    (residue("0.05 baskets", "0.1"), "inconclusive", "unit is not known"),
    (residue("5", "0.1 mg/kg", unit="cfu/g"), "inconclusive", "can't be compared"),
    (residue("5 ppb", "0.1 mg/kg", unit=None), "pass", ""),
    # limits that come with Lotwise: glyphosate 0.1 (EU) and 1.0 (Brazil, US), none for ochratoxin A in green coffee
    (residue("0.05"), "pass", ""),
    (residue("0.2"), "fail", ""),
    (residue("0.5", market="Brasil"), "pass", ""),
    (residue("0.5", market="EE.UU."), "pass", ""),
    (residue("0.04", analyte="ciantraniliprol"), "fail", ""),
    (residue("0.02", analyte="Cyantraniliprole"), "pass", ""),
    (residue("0.5", analyte="Imidacloprida", market="US"), "pass", ""),
    # a limit nobody knows is looked up; what is within the market's default passes, whatever the limit is
    (residue("0.02", analyte="abc"), "inconclusive", "of abc in coffee is known here for the EU: look it up"),
    (residue("0.02", analyte="abc"), "inconclusive", "crop code 0620000"),
    (residue("0.01", analyte="abc"), "pass", ""),
    (residue("ND", analyte="abc"), "pass", ""),
    (residue("<0.02", analyte="abc"), "inconclusive", "0620000"),
    (residue("0.02", analyte="abc", market="Japón"), "inconclusive", "uniform limit of 0.01 mg/kg holds"),
    (residue("0.01", analyte="abc", market="Japón"), "pass", ""),
    (residue("0.005", analyte="abc", market="US"), "inconclusive", "a violation unless a tolerance exists"),
    (residue("traces", analyte="abc", market="US"), "inconclusive", "a violation unless a tolerance exists"),
    (residue("detected", analyte="abc", market="US"), "inconclusive", "a violation unless a tolerance exists"),
    (residue("ND", analyte="abc", market="US"), "pass", ""),
    (residue("0.02", analyte="abc", market="Korea"), "inconclusive", "no limit of the substance is known"),
    # only where somebody wrote that there is none does the default fail a lot
    (residue("0.02", "no MRL", analyte="abc"), "fail", ""),
    (residue("0.02", "None", analyte="abc"), "fail", ""),
    (residue("0.02", "default (0.01)", analyte="abc"), "fail", ""),
    (residue("0.02", "0.01*", analyte="abc"), "fail", ""),
    (residue("0.01", "sin LMR", analyte="abc"), "pass", ""),
    (residue("0.02", "không có MRL", analyte="abc", market="Nhật Bản"), "fail", ""),
    (residue("0.005", "no tolerance", analyte="abc", market="US"), "fail", ""),
    (residue("<0.01", "no tolerance", analyte="abc", market="US"), "pass", ""),
    (residue("0.02", "no MRL", analyte="abc", market="Korea"), "inconclusive", "no row for default in Limits"),
    (residue("2", "none", kind="mycotoxin", analyte="OTA", unit="ug/kg"), "inconclusive", "nothing to pass"),
    (germ("3", "none"), "fail", ""),
    (germ("absent", "none", unit="in 25 g"), "pass", ""),
    (residue("0.02", market=None), "inconclusive", "no market"),
    (residue("0.02", "0.1", market=None), "pass", ""),
    (residue("2", kind="mycotoxin", analyte="OTA", unit="ug/kg"), "inconclusive", "no limit of ochratoxin A for green"),
    (residue("2", "5", kind="mycotoxin", analyte="OTA", unit="ug/kg"), "pass", ""),
    (germ("absent", "absent/25 g", unit="in 25 g"), "pass", ""),
    (germ("ND", "absent", unit="in 25 g"), "pass", ""),
    (germ("positive", "absent", unit="in 25 g"), "fail", ""),
    (germ("3", "absent"), "fail", ""),
    (germ("<10", "absent"), "inconclusive", "LOQ"),
    (germ("100", "<1000 cfu/g"), "pass", ""),
    (germ("0", "100"), "pass", ""),
    (germ("1.2 x 10^3", "1000"), "fail", ""),
    (germ("100"), "inconclusive", "no general limit"),
    (germ("5 MPN/g", "10 cfu/g"), "inconclusive", "can't be compared"),
]


@cache
def all_judged():
    w = warehouse_of(
        as_of=date(2026, 12, 1), lab_tests=[{**row, "lot_id": f"L{i}"} for i, (row, _, _) in enumerate(CASES)]
    )
    return {row["lot_id"]: row for row in w.rows("FROM lab_verdict")}


@pytest.mark.parametrize(
    "number",
    range(len(CASES)),
    ids=[f"{row['result']} against {row['limit']} {i}" for i, (row, _, _) in enumerate(CASES)],
)
def test_one_result_against_its_limit(number):
    _, verdict, reason = CASES[number]
    found = all_judged()[f"L{number}"]
    assert found["verdict"] == verdict and reason in (found["reason"] or "") and bool(reason) == bool(found["reason"])


def test_by_hand():
    # M1 passes both, M2 fails one of two replicates (their mean 0.095 would pass), M3 is inconclusive, M4 nobody
    # tested: 1 / 2
    found = asked(
        "residue_pass",
        lots=lots(4, 1),
        lab_tests=[
            residue("ND", "0.1"),
            residue("<0.01", "0.05", analyte="chlorpyrifos"),
            residue("0.04", "0.1", "M2"),
            residue("0.15", "0.1", "M2"),
            residue("<0.2", "0.1", "M3"),
            residue("0.02", "0.1", "M3", analyte="abc"),
            residue("ND", "0.1", "B1"),
            germ("5000", "10"),
        ],
    )
    assert values(found.groups) == {"micro": 0.5, "bulk": 1.0}
    micro = found.groups["micro"]
    assert (micro.n, micro.rows, micro.basis) == (2, 4, "EU") and micro.notes == (
        "1 not counted: inconclusive: the LOQ is above the limit",
    )
    assert values(found.parts["inconclusive of tested"])["micro"] == pytest.approx(1 / 3)
    assert values(found.parts["tested of all lots"]) == {"micro": 0.75, "bulk": 1.0, "difference": -0.25}


def test_germs_and_moulds_apart_from_residues():
    rows = [
        residue("5", "0.1"),
        residue("1", "5", kind="mycotoxin", analyte="OTA", unit="ug/kg"),
        germ("absent", "absent", unit="in 25 g"),
    ]
    assert asked("microbiology_pass", lots=lots(1), lab_tests=rows).groups["micro"].value == 1
    assert asked("microbiology_pass", lots=lots(1), lab_tests=[*rows, germ("200", "100")]).groups["micro"].value == 0
    assert asked("residue_pass", lots=lots(1), lab_tests=rows).groups["micro"].value == 0


def test_no_lot_tested_is_no_pass():
    found = asked("residue_pass", lots=lots(2), lab_tests=[germ("absent", "absent")])
    assert found.groups["micro"].value is None and found.parts["tested of all lots"]["micro"].value == 0


def verdicts(settings=None, limits=(), as_of=date(2026, 3, 31), **lab):
    w = warehouse_of(
        as_of=as_of,
        limits=list(limits),
        settings=[{"setting": "markets", "value": settings}] if settings else [],
        **lab,
    )
    return {(row["lot_id"], row["market"]): row for row in w.rows("FROM lab_verdict")}


def test_markets_of_the_settings_must_all_be_met():
    # 0.5 mg/kg is above the EU's 0.1 and below the US's 1.0; a row that names its market is judged by that alone
    found = verdicts("EU, USA", lab_tests=[residue("0.5", market=None), residue("0.5", lot="M2", market="US")])
    assert {key: row["verdict"] for key, row in found.items()} == {("M1", "EU and US"): "fail", ("M2", "US"): "pass"}
    assert "glyphosate for EU by the limit of 0.1 mg/kg" in found["M1", "EU and US"]["assumed"]


NO_MRL = [
    *("no MRL", "No MRL set", "none", "default", "sin LMR", "sem LMR", "pas de LMR", "không có MRL", "tidak ada BMR"),
    *("hakuna kikomo", "ገደብ የለም", "nta mupaka"),
]


UNKNOWN = residue("0.05", analyte="Abc 12")


@cache
def verdict_without_limits():
    (found,) = verdicts(lab_tests=[UNKNOWN]).values()
    return found["verdict"]


@pytest.mark.parametrize("word", NO_MRL)
def test_a_row_of_limits_says_in_nine_languages_that_there_is_none(word):
    # 0.05 of a substance nobody knows is looked up; with the row it is above the EU's default of 0.01
    (after,) = verdicts(limits=[{"analyte": "abc 12", "market": "UE", "limit": word}], lab_tests=[UNKNOWN]).values()
    assert (verdict_without_limits(), after["verdict"]) == ("inconclusive", "fail")
    assert "somebody wrote that no limit of the substance exists" in after["assumed"]


def test_what_a_lot_wants_looked_up_is_told_once_with_its_substances():
    found = verdicts(lab_tests=[residue("0.05", analyte=name) for name in ("xyz", "abc", "abc")])
    assert found["M1", "EU"]["reason"].count("look it up") == 1 and "of abc, xyz in" in found["M1", "EU"]["reason"]


def test_a_default_of_the_eu_in_limits_fails_nothing_by_itself_and_that_of_a_buyer_does():
    # copied out of the regulation it says nothing of the substance; a buyer's own says what he takes
    for market, verdict in (("EU", "inconclusive"), ("Buyer A", "fail")):
        own = [{"analyte": "default", "market": market, "limit": "0.01", "unit": "mg/kg"}]
        (found,) = verdicts(limits=own, lab_tests=[residue("0.05", analyte="abc", market=market)]).values()
        assert found["verdict"] == verdict


def test_a_limit_that_does_not_exist_is_said_to_be_the_buyers_where_it_is_printed():
    (found,) = verdicts(
        lab_tests=[residue("2", "5", kind="mycotoxin", analyte="OTA", unit="ug/kg")], as_of=date(2026, 12, 1)
    ).values()
    assert found["verdict"] == "pass"
    assert found["assumed"] == (
        "a printed limit is taken for that of the buyer: the EU has no limit of ochratoxin A for green coffee (3.0 "
        "ug/kg for roasted since 2023), last checked on 21 Nov 2026"
    )


def test_a_test_that_names_no_market_hides_no_fail():
    found = verdicts(lab_tests=[residue("ND", "0.1"), residue("0.5", "0.1", market=None, analyte="abc")])
    assert {row["verdict"] for row in found.values()} == {"fail"}


LIMITS = [
    {
        "analyte": "Glifosato",
        "market": "UE",
        "limit": "0,02",
        "unit": "mg/kg",
        "valid_from": date(2026, 1, 10),
        "checked_on": date(2026, 1, 1),
    },
    {
        "analyte": "Glifosato",
        "market": "UE",
        "limit": "200 ppb",
        "valid_from": date(2020, 1, 1),
        "checked_on": date(2024, 1, 1),
    },
]


@pytest.mark.parametrize(
    ("day", "verdict", "assumed"),
    [
        (date(2026, 1, 15), "fail", None),  # 0.02 mg/kg since 10 January
        (date(2026, 1, 9), "pass", "last checked on 1 Jan 2024, more than"),  # 200 ppb = 0.2 mg/kg before
        (date(2019, 5, 1), "pass", "comes with Lotwise"),
    ],
)  # before both: the shipped 0.1
def test_the_limit_that_held_on_the_day_of_the_sample(day, verdict, assumed):
    (found,) = verdicts(limits=LIMITS, lab_tests=[residue("0.05", sampled_on=day)]).values()
    assert found["verdict"] == verdict and (assumed in found["assumed"] if assumed else found["assumed"] is None)


def test_the_printed_limit_goes_before_every_table():
    (found,) = verdicts(limits=LIMITS, lab_tests=[residue("0.05", "0.06")]).values()
    assert (found["verdict"], found["assumed"]) == ("pass", None)


def test_of_two_rows_of_one_day_the_stricter_holds():
    twice = [{**LIMITS[0], "limit": limit, "market": "EU"} for limit in ("0.5", "20 ppb", "0.3")]
    (found,) = verdicts(limits=twice, lab_tests=[residue("0.05")]).values()
    assert found["verdict"] == "fail"


def test_a_limit_says_when_it_is_old():
    (now,), (later,) = (
        verdicts(as_of=day, lab_tests=[residue("0.05")]).values() for day in (date(2026, 12, 1), date(2028, 1, 1))
    )
    assert "last checked on 21 Nov 2026" in now["assumed"] and "more than a year ago" not in now["assumed"]
    assert "more than a year ago" in later["assumed"]
    (unknown,) = verdicts(
        limits=[{"analyte": "glyphosate", "market": "EU", "limit": "0.1", "unit": "mg/kg"}], lab_tests=[residue("0.05")]
    ).values()
    assert "nobody wrote when" in unknown["assumed"]


def test_the_cooperatives_own_default_goes_before_the_shipped_one():
    own = [{"analyte": "default", "market": "EU", "limit": "0.05", "unit": "mg/kg", "checked_on": date(2026, 1, 1)}]
    (found,) = verdicts(limits=own, lab_tests=[residue("0.02", analyte="abc")]).values()
    assert found["verdict"] == "pass"
    (germs,) = verdicts(limits=own, lab_tests=[germ("1")]).values()
    assert germs["verdict"] == "inconclusive"  # a default is for residues alone


def test_the_order_of_rows_changes_nothing():
    rows = [residue("ND", "0.1"), residue("0.15", "0.1", analyte="abc"), residue("<0.2", "0.1", analyte="def")]
    assert {row["verdict"] for order in (rows, rows[::-1]) for row in verdicts(lab_tests=order).values()} == {"fail"}


def plainly(row):
    """The verdict in plain Python, for results as the sample prints them: every row has its limit, every residue its
    LOQ."""
    text, unit = row["result"].replace(",", "."), {"mg/kg": 1.0, "ug/kg": 0.001}.get(row["unit"], 1.0)
    if row["limit"] == "absent":
        return "pass" if text in ("absent", "ausente", "not detected") else "fail"
    limit, digits = float(row["limit"].replace(",", ".")) * unit, "".join(c for c in text if c.isdigit() or c == ".")
    if not any(c.isdigit() for c in text) or text.startswith("<"):
        return (
            "pass"
            if float((digits if any(map(str.isdigit, digits)) else row["loq"]).replace(",", ".")) * unit <= limit
            else "inconclusive"
        )
    return "pass" if float(digits) * (0.001 if "ppb" in text else unit) <= limit * (1 + 1e-9) else "fail"


def test_a_second_computation_over_the_sample():
    from metrics.engine.compute import answer
    from tests.metrics.sample import AS_OF, rows, sample

    lot = {lot["lot_id"]: (lot["crop_year"], lot["stream"]) for lot in rows()["lots"]}
    for indicator, kinds in (("residue_pass", ["residue"]), ("microbiology_pass", ["mycotoxin", "microbiology"])):
        found = answer(sample(), indicator, "2025/26")
        for stream in ("micro", "bulk"):
            said = {}
            for row in rows()["lab_tests"]:
                if row["kind"] in kinds and row["sampled_on"] <= AS_OF and lot[row["lot_id"]] == ("2025/26", stream):
                    said.setdefault(row["lot_id"], set()).add(plainly(row))
            failed = sum("fail" in verdicts for verdicts in said.values())
            passed = sum(verdicts == {"pass"} for verdicts in said.values())
            assert found.groups[stream].value == pytest.approx(passed / (passed + failed)), (indicator, stream)
            assert found.parts["inconclusive of tested"][stream].value == pytest.approx(
                1 - (passed + failed) / len(said)
            ), (indicator, stream)
