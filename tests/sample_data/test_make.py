"""The committed sample is what seed 1 gives; a simulated cooperative is read exactly as its workbook would be."""

from connectors.reading.files import read_workbook
from logbooks.catalogue import logbooks
from sample_data.cooperative import logs
from sample_data.excel import differences, save
from sample_data.make import CLEAN, MESSY, workbook, write
from sample_data.sheets import SampleCell, Sheet, sheets

SMALL_BYTES = 600_000
COME_WITH_THE_PROGRAM = {"market_prices", "limits"}  # the sample keeps no series and no table of limits of its own


def test_the_committed_clean_workbook_is_what_seed_1_gives():
    assert differences(CLEAN, sheets(logs())) == []


def test_a_changed_cell_is_noticed_by_its_place(tmp_path):
    save([Sheet("Lots", [[SampleCell("Lot")], [SampleCell("M-1")]])], tmp_path / "one.xlsx")
    assert differences(tmp_path / "one.xlsx", [Sheet("Lots", [[SampleCell("Lot")], [SampleCell("M-2")]])]) == [
        "one.xlsx, Lots, row 2, column 1: ('M-1', 'General'), not ('M-2', 'General')"
    ]


def test_the_workbook_in_memory_is_what_the_reader_makes_of_the_file():
    read, made = read_workbook(CLEAN), workbook(seed=1)
    assert [tab.sheet for tab in read.tabs] == [tab.sheet for tab in made.tabs]
    for of_file, in_memory in zip(read.tabs, made.tabs, strict=True):
        assert of_file.remarks == in_memory.remarks == ()
        assert of_file.cells.to_pylist() == in_memory.cells.to_pylist(), of_file.sheet


def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    assert logs(7) == logs(7)
    assert logs(7)["receipts"] != logs(8)["receipts"]


def test_19_logbooks_hold_rows_of_two_seasons_with_6_micro_and_20_bulk_lots():
    drawn = logs()
    assert set(drawn) == set(logbooks()) - COME_WITH_THE_PROGRAM - {"decisions"}  # nobody decides for a board
    assert all(drawn.values())
    assert 3000 < sum(map(len, drawn.values())) < 9000
    for crop_year in ("2024/25", "2025/26"):
        streams = [lot["stream"] for lot in drawn["lots"] if lot["crop_year"] == crop_year]
        assert (streams.count("micro"), streams.count("bulk")) == (6, 20)


def test_scale_multiplies_farmers_and_lots():
    farmers = {row["farmer_id"] for row in logs(1, scale=3)["plots"]}
    assert len(farmers) == 360
    assert len(logs(1, scale=3)["lots"]) == 3 * 52


def test_it_says_that_it_is_invented_and_names_nobody():
    drawn = logs()
    assert {"setting": "synthetic", "value": "yes"} in drawn["settings"]
    assert not any(row["farmer_name"] for row in drawn["plots"])


def test_nothing_is_written_before_it_could_be_known():
    drawn = logs()
    as_of = "2026-03-31"
    assert {"setting": "as_of", "value": as_of} in drawn["settings"]
    for logbook in logbooks().values():
        for row in drawn.get(logbook.id, []):
            known = [value for name, value in row.items() if name != "valid_until"]  # until when a paper holds
            days = [str(value)[:10] for value in known if hasattr(value, "isoformat")]
            late = [day for day in days if day > as_of]
            assert not late or logbook.id == "roadmap", (logbook.id, row)  # tasks are due later


def test_the_files_are_small():
    assert all(file.stat().st_size < SMALL_BYTES for file in (CLEAN, MESSY))


def test_a_larger_workbook_can_be_written(tmp_path):
    write(tmp_path / "two.xlsx", scale=2, seed=3)
    assert len(read_workbook(tmp_path / "two.xlsx").tabs) == 23
