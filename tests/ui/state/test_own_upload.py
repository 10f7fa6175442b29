"""A visitor's own files: one given again takes the place of the one before, and what was answered about one holds for
the next, until they go back to everyone's data."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import streamlit as st

from connectors.trouble import CannotGoOn
from logbooks.questions.open_questions import open_questions
from logbooks.recognise.answers import GivenAnswer
from logbooks.recognise.mapping import TabMapping
from refresh import configuration
from tests.refresh.connected import codes
from ui.state import answering, own_upload, visitor
from ui.state.visitor import OWN

MARCH = "Lote,Tipo de lote,Cosecha,Oro (qq)\nM1,micro,2025/26,10\n"
APRIL = MARCH + "M2,micro,2025/26,20\n"


@dataclass
class Uploaded:
    """A file as the page gets it from a browser."""

    name: str
    content: str

    def getbuffer(self) -> memoryview:
        return memoryview(self.content.encode())


@pytest.fixture(autouse=True)
def answered(tmp_path, monkeypatch):
    """Somebody who brought the file of March and said what a qq weighs."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    st.session_state.clear()
    own_upload.take([Uploaded("marzo.csv", MARCH)])
    own_upload.answer([GivenAnswer("size/qq", "46")])
    yield
    st.session_state.clear()


def ids() -> set[str]:
    """What the reading of the visitor's files leaves open."""
    return {one.id for one in open_questions(st.session_state[OWN])}


def test_the_file_of_the_next_month_is_not_asked_about_again():
    own_upload.take([Uploaded("abril.csv", APRIL)])
    assert answering.given().said("size/qq") == "46" and "size/qq" not in ids()


def test_back_at_everyones_data_nothing_of_it_comes_back():
    own_upload.forget()
    assert answering.given().said("size/qq") is None
    own_upload.take([Uploaded("abril.csv", APRIL)])
    assert "size/qq" in ids()


def test_an_answer_taken_back_stays_so_with_the_next_file():
    own_upload.answer([GivenAnswer("size/qq", "")])
    own_upload.take([Uploaded("abril.csv", APRIL)])
    assert "size/qq" in ids()


def lots() -> list[str]:
    """The lots of the files that are read, one for each row that counts."""
    return [row["lot_id"] for row in st.session_state[OWN].rows("SELECT lot_id FROM clean.lots ORDER BY ALL")]


def receipts(lot: str, *days: int) -> str:
    """What a station received for a lot on these days of November."""
    head = "Receipt,Received on,Farmer,Lot,Weight (kg),Form\n"
    return head + "".join(f"{lot}-{day},2025-11-{day:02},F{day},{lot},100,cherry\n" for day in days)


def kg_received() -> int:
    """What all files that are read received."""
    return st.session_state[OWN].rows("SELECT sum(weight_kg)::INT AS kg FROM clean.receipts")[0]["kg"]


def test_a_file_given_later_under_a_known_name_takes_the_place_of_that_one():
    own_upload.take([Uploaded("Marzo.csv", APRIL)])
    assert lots() == ["M1", "M2"] and [file.path.name for file in own_upload.current().files] == ["marzo.csv"]
    assert "size/qq" not in ids()
    assert visitor.own_before().rows("SELECT count(*) AS rows FROM clean.lots") == [{"rows": 1}]  # to tell what is done


def test_answers_alone_are_compared_with_the_first_reading_of_the_files():
    """10 qq waited for what one weighs, and are 460 kg since."""
    weights = [w.rows("SELECT green_kg FROM clean.lots") for w in (visitor.own_before(), st.session_state[OWN])]
    assert weights == [[{"green_kg": None}], [{"green_kg": 460}]]
    own_upload.answer([GivenAnswer("size/qq", "50")])
    assert visitor.own_before().rows("SELECT green_kg FROM clean.lots") == weights[0]


def test_a_file_of_another_name_stands_beside_it():
    own_upload.take([Uploaded("otros.csv", MARCH.replace("M1", "B1"))])
    assert lots() == ["B1", "M1"]


OTHERS = {
    "another station's, of the same days": receipts("M2", 1, 2),
    "the next weeks' of the same lot": receipts("M1", 21, 22),
    "another log": "Spent on,Category,Amount,Currency\n2025-11-01,milling,5,USD\n",
}


def test_one_that_has_hardly_a_lot_or_a_day_of_it_is_asked_about():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2, 3))])
    own_upload.take([Uploaded("report.csv", other) for other in OTHERS.values()])
    assert len(own_upload.current().asked) == 3
    assert kg_received() == 300  # until somebody has said
    own_upload.settle(own_upload.current().asked[0], own_upload.current().files[1])
    assert len(own_upload.current().asked) == 2 and len(own_upload.current().files) == 2 and kg_received() == 200


def test_and_read_beside_it_where_it_is_another():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2, 3))])
    own_upload.take([Uploaded("report.csv", receipts("M2", 1, 2))])
    own_upload.settle(own_upload.current().asked[0], None)
    assert kg_received() == 500
    assert [file.path.name for file in own_upload.current().files][1:] == ["report.csv", "report, file 2.csv"]


def test_a_weight_corrected_in_every_row_is_the_same_file():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2, 3))])
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2, 3).replace(",100,", ",10,"))])
    assert own_upload.current().asked == () and kg_received() == 30


def test_files_given_in_one_act_are_different_files_and_each_is_followed():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2)), Uploaded("report.csv", receipts("M2", 1, 2))])
    assert kg_received() == 400
    own_upload.take([Uploaded("report.csv", receipts("M2", 1, 2, 3))])
    assert kg_received() == 500 and own_upload.current().asked == ()


def deliveries(kg: int, days: int) -> str:
    """What one farmer brought to a station for M1 on the first days of November, without numbers of receipts."""
    head = "Received on,Farmer,Lot,Weight (kg),Form\n"
    return head + "".join(f"2025-11-{day:02},F1,M1,{kg},cherry\n" for day in range(1, days + 1))


def test_one_that_may_be_two_of_its_name_is_asked_about_and_takes_the_place_of_the_one_that_is_said():
    """The file of the second station comes again, with a day more; the days, the lot and the farmer are in both."""
    own_upload.take([Uploaded("report.csv", deliveries(100, 2)), Uploaded("report.csv", deliveries(10, 2))])
    own_upload.take([Uploaded("report.csv", deliveries(10, 3))])
    (asked,), (_, *held) = own_upload.current().asked, own_upload.current().files
    assert [one.path.name for one in held] == ["report.csv", "report, file 2.csv"] and kg_received() == 220
    own_upload.settle(asked, held[1])
    assert kg_received() == 230
    assert [file.path.name for file in own_upload.current().files][1:] == ["report.csv", "report, file 2.csv"]


def test_a_file_taken_away_no_longer_counts_and_with_the_last_one_everyones_data_are_back():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2))])
    first, second = own_upload.current().files
    own_upload.drop(first)
    assert lots() == [] and kg_received() == 200
    own_upload.drop(second)
    assert own_upload.current() is None and OWN not in st.session_state


def test_what_waits_beside_a_file_taken_away_is_read_instead():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2, 3)), Uploaded("other.csv", receipts("M3", 7))])
    own_upload.take([Uploaded("report.csv", receipts("M2", 1, 2)), Uploaded("other.csv", receipts("M4", 8))])
    own_upload.drop(own_upload.current().files[1])
    assert [file.given_as for file in own_upload.current().asked] == ["other.csv"]  # its like is still here
    assert kg_received() == 300 and own_upload.current().files[-1].path.name == "report.csv"


def test_also_where_it_was_the_last_one_that_was_read():
    own_upload.drop(own_upload.current().files[0])
    own_upload.take([Uploaded("marzo.csv", MARCH)])
    own_upload.take([Uploaded("marzo.csv", OTHERS["another log"])])
    own_upload.drop(own_upload.current().files[0])
    assert own_upload.current().asked == () and OWN in st.session_state and lots() == []


def test_answers_said_about_tabs_and_files_stay_with_whatever_comes_later():
    own_upload.say_about(TabMapping("marzo.csv", "marzo", logbook="lots"))
    own_upload.take([Uploaded("report.csv", receipts("M1", 1))])
    assert [said.source for said in own_upload.current().mapping.tabs] == ["marzo.csv"]
    assert lots() == ["M1"] and kg_received() == 100


def test_use_for_everyone_takes_the_answers_along():
    own_upload.use_for_everyone()
    assert configuration.mapping().answers.said("size/qq") == "46" and own_upload.current() is None


def test_what_everyone_saw_of_other_files_stays_beside_those_used_for_everyone_unless_it_is_left_out():
    """March and April are everyone's; March comes again, corrected, and alone."""
    own_upload.take([Uploaded("abril.csv", APRIL.replace("M1,micro,2025/26,10\n", ""))])
    own_upload.use_for_everyone()
    assert codes() == ["M1", "M2"]
    own_upload.take([Uploaded("Marzo.csv", MARCH.replace("M1", "M7"))])
    assert own_upload.of_everyone() == (["marzo.csv"], ["abril.csv"])
    own_upload.use_for_everyone()
    assert codes() == ["M2", "M7"]
    own_upload.take([Uploaded("marzo.csv", MARCH)])
    own_upload.use_for_everyone(left_out=["abril.csv"])
    assert codes() == ["M1"]


SLIPS = {
    '[[tabs]]\nsheet = "marzo"\nlogbook = "lots"\n': "“tabs” in the mapping means nothing here.",
    '[project]\nname = "lotwise"\n': "“project” in the mapping means nothing here.",
    '[[tab]]\nsource = "abril*"\nlogbook = "lots"\n': "The mapping speaks of no tab that was read",
    '[answers]\n"size/qq" = "many"\n': "many",
    '[answers]\n"siz/qq" = 46\n': "“siz/qq” is no question.",
    "": "says nothing of any tab",
}


def test_a_mapping_with_a_slip_is_refused_in_words_and_all_stays():
    own_upload.take([Uploaded("mapping.toml", slip) for slip in SLIPS])
    told = [f"{trouble.what} {trouble.fix}" for trouble in own_upload.current().troubles]
    assert [said in one for said, one in zip(SLIPS.values(), told, strict=True)] == [True] * len(SLIPS)
    assert own_upload.current().mapping.tabs == () and answering.given().said("size/qq") == "46" and lots() == ["M1"]


def test_a_mapping_given_before_its_files_is_told_to_come_with_them():
    said = Uploaded("mapping.toml", '[[tab]]\nsource = "abril.csv"\nlogbook = "lots"\n')
    own_upload.forget()
    own_upload.take([said])
    (trouble,) = own_upload.current().troubles
    assert trouble.what == "The mapping was not taken: no file has been read yet that it could speak of."
    assert trouble.fix == "Give the files first, or the files and the mapping together."
    own_upload.take([said, Uploaded("abril.csv", APRIL)])  # as it is told to
    assert own_upload.current().troubles == () and own_upload.current().mapping.tabs[0].source == "abril.csv"


def test_a_date_format_that_is_none_is_refused_before_it_meets_a_cell():
    """No column is read by it yet; the file of the next month would be."""
    slip = '[[tab]]\nlogbook = "lots"\n[tab.date_format]\nopened_on = "%Q"\n'
    own_upload.take([Uploaded("mapping.toml", slip)])
    (trouble,) = own_upload.current().troubles
    assert "%Q" in trouble.what and own_upload.current().mapping.tabs == ()
    own_upload.take([Uploaded("abril.csv", "Lot,Stream,Crop year,Opened on\nM7,micro,2025/26,2026-04-03\n")])
    assert own_upload.current().troubles == () and lots() == ["M1", "M7"]


def test_what_can_not_be_read_now_can_be_settled_later():
    own_upload.take([Uploaded("report.csv", receipts("M1", 1, 2, 3))])
    own_upload.take([Uploaded("report.csv", receipts("M2", 1, 2))])
    (asked,), held = own_upload.current().asked, own_upload.current().files[-1].path
    text = held.read_bytes()
    held.unlink()
    with pytest.raises(CannotGoOn):
        own_upload.settle(asked, None)
    held.write_bytes(text)
    own_upload.settle(*own_upload.current().asked, None)
    assert kg_received() == 500
