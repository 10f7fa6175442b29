"""Every failure of the wire, and what the real gspread client makes of it: what our connector must expect."""

import time

import gspread
import pytest
import requests
from google.auth.exceptions import RefreshError
from gspread.exceptions import APIError, SpreadsheetNotFound

from tests.google.reader import client
from tests.google.sheets import EXCEL


@pytest.fixture
def book(google):
    made = google.add("Lots 2026", {"Lots": [["lot_id", "kg"]] * 100})
    made.share_with(google.account().address)
    return made


def raises_when_opened(google, book, kind):
    """What open_by_key raises."""
    with pytest.raises(kind) as caught:
        client(google).open_by_key(book.key)
    return caught.value


@pytest.mark.parametrize(
    ("fault", "code"),
    [("429", 429), ("500", 500), ("503", 503), ("400 excel", 400), ("429 html", -1), ("502 html", -1)],
)
def test_an_error_in_json_has_its_code_and_one_in_html_has_minus_one(google, book, fault, code):
    google.faults.next(fault, on="sheets")
    assert raises_when_opened(google, book, APIError).code == code


@pytest.mark.parametrize(
    ("fault", "word"),
    [("403 not shared", "does not have permission"), ("403 sheets off", "disabled"), ("403 scope", "scopes")],
)
def test_any_403_is_a_permission_error_without_words_and_the_body_tells_them_apart(google, book, fault, word):
    google.faults.next(fault, on="sheets")
    error = raises_when_opened(google, book, PermissionError)
    assert str(error) == "" and word in error.__cause__.error["message"]


def test_a_404_is_a_spreadsheet_not_found(google, book):
    google.delete(book)
    assert str(raises_when_opened(google, book, SpreadsheetNotFound)) == "<Response [404]>"


def test_the_page_of_a_captive_portal_is_no_json(google, book):
    google.faults.next("captive", on="sheets")
    assert raises_when_opened(google, book, requests.JSONDecodeError).doc.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("drop", requests.ConnectionError),
        ("half", requests.exceptions.ChunkedEncodingError),
        ("bad gzip", requests.exceptions.ContentDecodingError),
    ],
)
def test_a_broken_line_is_an_error_of_requests(google, book, fault, kind):
    google.faults.next(fault, on="sheets")
    raises_when_opened(google, book, kind)
    assert [call.fault for call in google.calls if call.kind == "sheets"] == [fault]  # and is not tried again


@pytest.mark.parametrize("fault", ["late", "silent"])
def test_a_server_that_is_too_late_is_a_timeout_of_our_own(google, book, fault):
    google.late_seconds = 5
    google.faults.next(fault, on="sheets")
    reader = client(google)
    reader.set_timeout((1, 0.2))
    with pytest.raises(requests.ReadTimeout):
        reader.open_by_key(book.key)


def test_a_slow_drip_never_meets_the_timeout_of_requests(google, book):
    """Each byte comes within the 0.2 s of a read, so the whole may take for ever: who wants an end must count the
    time."""
    google.slow_bytes_a_second = 500
    google.faults.next("slow", on="sheets")
    reader = client(google)
    reader.set_timeout((1, 0.2))
    begun = time.monotonic()
    assert reader.open_by_key(book.key).title == "Lots 2026"
    assert time.monotonic() - begun > 0.3


def test_a_401_is_tried_again_by_google_auth_and_then_told(google, book):
    """Each 401 makes google-auth fetch a new token, twice: three calls and three tokens for one reading."""
    google.faults.always("401", on="sheets")
    assert raises_when_opened(google, book, APIError).code == 401
    assert (google.count("sheets"), google.count("token")) == (3, 3)


def test_a_token_that_ended_is_renewed_without_a_word(google, book):
    reader = client(google)
    reader.open_by_key(book.key)
    google.tokens.clear()
    assert reader.open_by_key(book.key).title == "Lots 2026"


def test_a_revoked_key_is_no_error_of_gspread(google, book):
    google.account().revoked = True
    assert "invalid_grant" in str(raises_when_opened(google, book, RefreshError))
    assert not issubclass(RefreshError, gspread.exceptions.GSpreadException)


@pytest.mark.parametrize("skew", [-600, 4200, 365 * 86400])
def test_a_key_is_refused_where_the_clocks_differ(google, book, skew):
    google.skew = skew
    assert "reasonable timeframe" in str(raises_when_opened(google, book, RefreshError))


def test_a_key_made_elsewhere_is_refused(google, book):
    stranger = google.account("stranger@synthetic-project.iam.gserviceaccount.com")
    del google.accounts[stranger.address]
    google.accounts["x"] = google.account()
    with pytest.raises(RefreshError):
        from google.auth.transport.requests import Request
        from google.oauth2.service_account import Credentials

        Credentials.from_service_account_info(stranger.info(), scopes=["x"]).refresh(Request())


def test_what_is_not_shared_is_forbidden_in_sheets_and_not_there_in_drive(google, book):
    book.unshare(google.account().address)
    raises_when_opened(google, book, PermissionError)
    with pytest.raises(APIError) as caught:
        client(google).get_file_drive_metadata(book.key)
    assert (caught.value.code, caught.value.error["errors"][0]["reason"]) == (404, "notFound")


def test_an_excel_file_in_drive_is_a_400(google):
    excel = google.add("Lots.xlsx", mime=EXCEL)
    excel.share_with(google.account().address)
    error = raises_when_opened(google, excel, APIError)
    assert (error.code, error.error["status"]) == (400, "FAILED_PRECONDITION")


def test_scopes_of_sheets_alone_do_not_open_drive(google, book):
    narrow = client(google, scopes=["https://www.googleapis.com/auth/spreadsheets.readonly"])
    assert narrow.open_by_key(book.key).title == "Lots 2026"
    with pytest.raises(APIError) as caught:
        narrow.get_file_drive_metadata(book.key)
    assert (caught.value.code, caught.value.error["details"][0]["reason"]) == (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")


def test_drive_that_is_off_says_so_in_its_own_words(google, book):
    google.faults.always("403 drive off", on="drive")
    with pytest.raises(APIError) as caught:
        client(google).get_file_drive_metadata(book.key)
    assert caught.value.error["errors"][0]["reason"] == "accessNotConfigured"
    assert client(google).open_by_key(book.key).title == "Lots 2026"


def test_planned_faults_come_first_then_all_is_well(google, book):
    google.faults.next("503", "ok", "502 html", on="sheets")
    codes = []
    for _ in range(4):
        try:
            client(google).open_by_key(book.key)
            codes.append("ok")
        except APIError as error:
            codes.append(error.code)
    assert codes == [503, "ok", -1, "ok"]
    assert [call.fault for call in google.calls if call.kind == "sheets"] == ["503", None, "502 html", None]


def test_a_share_of_the_calls_fails_the_same_way_for_the_same_seed(google, book):
    def drawn():
        google.faults.share(0.1, seed=7)
        return [google.faults.draw("sheets") for _ in range(2000)]

    first = drawn()
    assert first == drawn()
    assert 150 < len([fault for fault in first if fault]) < 250  # 200 expected; three standard deviations are 40
    google.faults.clear()
    assert google.faults.draw("sheets") is None


def test_an_unknown_fault_is_a_mistake_of_the_test(google):
    with pytest.raises(ValueError, match="no fault 418"):
        google.faults.next("418")
