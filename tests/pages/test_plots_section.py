"""The plots on the page Trace: the map, the faults, the files for an EU buyer."""

import io
import zipfile

from exports import eudr, eudr_files
from pages.trace.plot_section import zipped


def test_a_cooperative_with_plots_sees_how_many_have_a_place_and_a_button(opened):
    page = opened("trace", "clean")
    assert not page.exception
    assert any("plots have a valid place" in text.value for text in page.text)
    assert any(button.label.startswith("Download the plots") for button in page.get("download_button"))


def test_the_clean_sample_has_no_fault_in_a_place(cooperatives):
    assert cooperatives["clean"].rows("SELECT code, row_no FROM problems WHERE code LIKE 'plot-%'") == []


def test_an_empty_cooperative_is_told_what_to_write(opened):
    page = opened("trace", "empty")
    assert not page.exception


def test_the_archive_holds_what_the_command_line_writes(cooperatives):
    found = eudr.declared(cooperatives["clean"])
    with zipfile.ZipFile(io.BytesIO(zipped(found))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == eudr_files.files(found)
    assert zipped(found) == zipped(found)
