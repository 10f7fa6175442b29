"""A download comes whole, or says in words why not, within its time; real sockets on this computer, never an outside
host."""

import gzip
import logging
import threading
import time

import pytest

from connectors.trouble import CannotGoOn, NotAllowed, NotNow, TooLarge
from connectors.web.allowed_links import allowed
from connectors.web.web_download import DownloadPatience, download
from connectors.web.web_failures import WORDS, Failed
from tests.connectors.serving import Web, answer, black_hole, certificate, closed_port, in_turn, workbook

GOOGLE, MICROSOFT = WORDS["services"]["google"], WORDS["services"]["microsoft"]
SECRET = "EaBcSECRETtoken"
QUICK = DownloadPatience(connect=0.3, read=0.3, whole=1.0, tries=5, pause=0.01)
PAGE = b"<!doctype html><title>Welcome</title><p>Free Wi-Fi: accept the terms"
SIGN_IN = b"<!doctype html><form action='https://accounts.google.com/v3/signin'>Email or phone"
BOOK = workbook()


@pytest.fixture
def web():
    with Web() as serving:
        yield serving


def trouble_of(link, service=None, patience=QUICK) -> CannotGoOn:
    """What is told instead of a download, within the time it may take; never with the secret of the link in it."""
    begun = time.monotonic()
    with pytest.raises(CannotGoOn) as caught:
        download(link, "Lots", patience=patience, service=service)
    assert time.monotonic() - begun < patience.whole + 0.7
    told = caught.value
    assert SECRET not in f"{told} {told.detail} {told.__cause__} {told.__context__}"
    assert "{" not in str(told)
    return told


def test_a_workbook_comes_whole_through_redirects_and_gzip(web):
    web.pages["/a"] = answer(302, Location="/b?x=1")
    web.pages["/b"] = answer(
        200,
        gzip.compress(BOOK),
        Content_Encoding="gzip",
        ETag='"7"',
        Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT",
        Content_Disposition="attachment; filename*=UTF-8''Caf%C3%A9%20Lots.xlsx",
    )
    came = download(f"{web.base}/a", "Lots")
    assert (came.content, came.unchanged, came.modified_at, came.file_name, came.calls) == (
        BOOK,
        False,
        "2026-03-02T10:00:00+00:00",
        "Café Lots.xlsx",
        2,
    )
    assert came.mark["etag"] == '"7"'


def test_what_has_not_changed_is_told_by_the_other_side_or_by_the_bytes(web):
    web.pages["/"] = in_turn(answer(200, BOOK, ETag='"7"'), answer(304), answer(200, BOOK), answer(200, BOOK))
    first = download(f"{web.base}/", "Lots")
    by_tag = download(f"{web.base}/", "Lots", first.mark)
    assert web.headers[1]["If-None-Match"] == '"7"' and by_tag.unchanged
    # the same bytes, sent all the same
    assert download(f"{web.base}/", "Lots", by_tag.mark).unchanged
    assert not download(f"{web.base}/?another=link", "Lots", by_tag.mark).unchanged  # a mark is of one link


def test_the_place_a_redirect_names_may_hold_letters_of_any_language(web):
    # its bytes as they go over the wire
    web.pages["/a"] = answer(302, Location="/Café".encode().decode("latin-1"))
    web.pages["/Caf%C3%A9"] = answer(200, BOOK)
    assert download(f"{web.base}/a", "Lots", patience=QUICK).content == BOOK


def test_unchanged_said_unasked_is_no_reading(web):
    web.pages["/"] = answer(304)
    assert "refused Lots" in trouble_of(f"{web.base}/").what


def test_a_wait_that_is_no_number_of_seconds_is_none(web):
    for told in ("nan", "-5", "soon"):
        web.pages["/"] = in_turn(answer(429, Retry_After=told), answer(200, BOOK))
        assert download(f"{web.base}/", "Lots", patience=QUICK).calls == 2


def test_a_body_may_come_in_gzip(web):
    web.pages["/"] = answer(200, gzip.compress(b"lot_id,kg\n"), "text/csv", Content_Encoding="gzip")
    assert download(f"{web.base}/", "Lots").content == b"lot_id,kg\n"


def test_a_fault_that_passes_is_tried_again_and_waits_as_long_as_asked(web):
    web.pages["/"] = in_turn(
        answer(503), answer(429, Retry_After="0.2"), answer(502, b"<html>Bad gateway", "text/html"), answer(200, BOOK)
    )
    begun = time.monotonic()
    assert download(f"{web.base}/", "Lots", patience=DownloadPatience(pause=0.01)).calls == 4
    assert 0.2 < time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("status", "kind", "says", "tries"),
    [
        (401, NotAllowed, "Lots is not shared by link: Google asks us to sign in. Open it, choose Share", 1),
        (403, NotAllowed, "Lots is not shared by link", 1),
        (404, NotAllowed, "Google has no Lots under this link any more", 1),
        (410, NotAllowed, "Google has no Lots under this link any more", 1),
        (400, NotAllowed, "Google refused Lots.", 1),
        (429, NotNow, "Google asks us to wait.", 5),
        (500, NotNow, "Google has a fault at the moment.", 5),
        (503, NotNow, "Google has a fault at the moment.", 5),
        (511, NotNow, "The network answered instead of Google.", 1),
    ],
)
def test_every_status_is_told_in_words_and_tried_no_more_than_five_times(web, status, kind, says, tries):
    web.pages["/s"] = answer(status, b"<html>" + PAGE, "text/html")
    told = trouble_of(f"{web.base}/s?key={SECRET}", GOOGLE)
    assert isinstance(told, kind) and str(told).startswith(says) and len(web.asked) == tries


def test_a_server_that_asks_for_a_minute_is_not_waited_for(web):
    web.pages["/"] = answer(429, Retry_After="60")
    assert isinstance(trouble_of(f"{web.base}/", GOOGLE), NotNow) and len(web.asked) == 1


def test_a_sign_in_page_that_answers_200_is_not_a_captive_portal(web):
    web.pages["/in"] = answer(200, SIGN_IN, "text/html; charset=utf-8")
    web.pages["/wifi"] = answer(200, PAGE, "text/html")
    assert "not shared by link" in trouble_of(f"{web.base}/in", GOOGLE).what
    portal = trouble_of(f"{web.base}/wifi", GOOGLE)
    assert (
        isinstance(portal, NotNow)
        and portal.what == "The network answered instead of Google."
        and "Wi-Fi" in portal.fix
    )
    assert trouble_of(f"{web.base}/wifi", MICROSOFT).what == "The network answered instead of Microsoft."
    # of a server we know nothing about, nothing more can be said
    assert "opens a web page" in trouble_of(f"{web.base}/wifi").what


@pytest.mark.parametrize(
    ("to", "service", "says"),
    [
        (
            "https://accounts.google.com/ServiceLogin?continue=x",
            GOOGLE,
            "not shared by link: Google asks us to sign in",
        ),
        (
            "https://login.microsoftonline.com/common/oauth2",
            MICROSOFT,
            "not shared by link: Microsoft asks us to sign in",
        ),
        ("http://10.0.0.1/portal", GOOGLE, "The network answered instead of Google."),
        ("http://neverssl.example/login", MICROSOFT, "The network answered instead of Microsoft."),
        ("file:///etc/passwd", None, "not given by an https:// link"),
        ("ftp://127.0.0.1/x", None, "not given by an https:// link"),
        ("https://169.254.169.254/latest/meta-data", None, "leads to an address inside this network"),
        ("https://[::ffff:169.254.169.254]/", None, "leads to an address inside this network"),
        # two readers of links see two hosts
        ("https://169.254.169.254\\@example.com/", None, "leads to an address inside this network"),
        ("https://[bad", None, "never arrives"),
        ("/Caf\u00e9", None, "never arrives"),  # one byte that is no UTF-8
    ],
)
def test_where_a_redirect_leads_is_looked_at_before_it_is_followed(web, to, service, says):
    web.pages["/r"] = answer(302, Location=to)
    assert says in trouble_of(f"{web.base}/r?{SECRET}", service).what


def test_what_comes_with_a_redirect_is_not_read(web):
    """It may never end, or unpack to more than there is memory."""

    def endless(request):
        request.send_response(302)
        request.send_header("Location", "/b")
        request.send_header("Content-Length", "400000000")
        request.end_headers()

    web.pages["/r"] = endless
    web.pages["/b"] = answer(200, BOOK)
    assert download(f"{web.base}/r", "Lots", patience=QUICK).calls == 2


def test_a_link_that_goes_round_is_given_up(web):
    web.pages["/r"] = answer(302, Location="/r")
    assert "never arrives" in trouble_of(f"{web.base}/r").what and len(web.asked) == 6


@pytest.mark.parametrize(
    "link",
    [
        "http://example.com/a.xlsx",
        "file:///etc/passwd",
        "data:text/plain,x",
        "ftp://x/y",
        "https://",
        "https://[bad",
        "nothing",
    ],
)
def test_only_https_is_asked(link):
    assert isinstance(trouble_of(link), NotAllowed)


@pytest.mark.parametrize(
    "link",
    [
        "https://127.0.0.1",
        "https://10.1.2.3",
        "https://192.168.1.1",
        "https://[::1]",
        "https://[fd00::1]",
        "https://100.64.0.1",
        "https://0.0.0.0",
        "http://127.0.0.1:8501",
        "http://localhost",
        "http://[::1]",
    ],
)
def test_nothing_from_outside_leads_inside(link):
    """A first link may name a server of the cooperative's own network; a redirect from elsewhere may not."""
    with pytest.raises(Failed, match="inside"):
        allowed(f"{link}/x", inside=False)


def test_a_page_of_theirs_is_no_captive_portal(tmp_path, monkeypatch):
    """A viewer, or the word that a link has run out; known by who proved to be the host."""
    pem = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    with Web(pem) as web:
        web.pages["/"] = answer(200, PAGE, "text/html")
        told = trouble_of(f"{web.base}/", MICROSOFT | {"hosts": ["localhost"]})
    assert told.what.startswith("Microsoft gave a web page instead of Lots") and "Anyone with the link" in told.fix


def test_a_page_a_picture_and_json_are_not_workbooks(web):
    for body, kind in (
        (b"\x89PNG....", "image/png"),
        (b'{"error": 1}', "application/json"),
        (b"%PDF-1.7", "application/pdf"),
    ):
        web.pages["/"] = answer(200, body, kind)
        assert "is not an Excel workbook" in trouble_of(f"{web.base}/").what
    web.pages["/"] = answer(200, b"lot_id,kg\n1,2\n", "text/csv")
    # of Google never as .csv: what was typed is lost in it
    assert "is not an Excel workbook" in trouble_of(f"{web.base}/", GOOGLE).what
    assert download(f"{web.base}/", "Lots").content == b"lot_id,kg\n1,2\n"


def test_a_bomb_is_stopped_at_the_limit_and_not_unpacked(web):
    web.pages["/plain"] = answer(200, b"PK" + bytes(300_000))
    # 29 kB on the wire
    web.pages["/packed"] = answer(200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    for path in ("/plain", "/packed"):
        told = trouble_of(web.base + path, patience=DownloadPatience(most_bytes=200_000, whole=2))
        assert isinstance(told, TooLarge) and "larger than" in told.what
    assert len(web.asked) == 2


def half(request):
    """Half of what was promised, then the line is cut."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(BOOK)))
    request.end_headers()
    request.wfile.write(BOOK[: len(BOOK) // 2])
    request.close_connection = True


def test_half_a_body_and_damaged_gzip_are_never_taken_for_the_whole(web):
    web.pages["/half"] = half
    web.pages["/gzip"] = answer(200, gzip.compress(BOOK)[:200] + bytes(100), Content_Encoding="gzip")
    # whole, says the server; the list of parts is missing
    web.pages["/zip"] = answer(200, BOOK[:-30])
    web.pages["/csv"] = answer(
        200, gzip.compress(b"lot_id,kg\nL-1,300\n" * 999)[:-20], "text/csv", Content_Encoding="gzip"
    )
    for path in ("/half", "/gzip", "/zip", "/csv"):
        told = trouble_of(web.base + path, GOOGLE)
        assert (
            isinstance(told, NotNow) and told.what == "The answer of Google broke off before all of Lots had arrived."
        )
    web.pages["/then"] = in_turn(half, answer(200, BOOK))
    assert download(f"{web.base}/then", "Lots", patience=QUICK).content == BOOK


def test_an_answer_that_drips_is_given_up_in_time(web):
    def drip(request):
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        for _ in range(40):
            request.wfile.write(b"P")
            request.wfile.flush()
            if web.closing.wait(0.1):
                return

    web.pages["/"] = drip
    before = set(threading.enumerate())
    told = trouble_of(f"{web.base}/", GOOGLE)
    assert isinstance(told, NotNow) and told.what == "Google did not answer in time."
    for one in set(threading.enumerate()) - before:
        if "_tell" in one.name:
            one.join(1)  # it drips on for longer
            assert not one.is_alive()


def test_a_server_that_takes_the_call_and_never_speaks_is_given_up_in_time():
    with black_hole() as port:
        assert trouble_of(f"http://127.0.0.1:{port}/{SECRET}", GOOGLE).what == "Google did not answer in time."


def test_a_pulled_cable_is_said_at_once():
    told = trouble_of(f"http://127.0.0.1:{closed_port()}/{SECRET}")
    assert isinstance(told, NotNow) and told.what == "There is no connection to 127.0.0.1."


def test_a_name_nobody_knows_means_no_internet():
    told = trouble_of(f"https://lotwise-offline.invalid/{SECRET}", patience=DownloadPatience(whole=5, pause=0.01))
    assert isinstance(told, NotNow) and "seems to have no internet" in told.what


def test_a_proxy_that_never_answers_is_given_up_in_time(monkeypatch):
    """Behind a proxy it is the proxy that looks up names: one that hangs is a name server that hangs."""
    with black_hole() as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        told = trouble_of(f"https://docs.google.com/spreadsheets/d/{SECRET}/export")
        assert isinstance(told, NotNow) and told.what == "Google did not answer in time."


def test_a_proxy_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    told = trouble_of(f"https://docs.google.com/spreadsheets/d/{SECRET}/export")
    assert told.what == "The proxy of this network does not let us through to docs.google.com."


@pytest.mark.parametrize(
    ("variable", "proxy"),
    [
        ("ALL_PROXY", None),
        ("HTTPS_PROXY", "socks5://127.0.0.1:9"),
        ("HTTPS_PROXY", "http://"),
        ("HTTPS_PROXY", "gopher://127.0.0.1:9"),
    ],
)
@pytest.mark.parametrize("host", ["lotwise-offline.invalid", "999.1.1.1"])
def test_a_proxy_that_can_not_be_used_is_named_and_names_are_left_to_it(monkeypatch, variable, proxy, host):
    monkeypatch.setenv(variable, proxy or f"http://127.0.0.1:{closed_port()}")
    told = trouble_of(f"https://{host}/{SECRET}")
    assert isinstance(told, NotNow) and told.what == f"The proxy of this network does not let us through to {host}."


def test_a_proxy_is_not_asked_to_lead_inside(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    for host in ("169.254.169.254", "[fe80::1%25eth0]", "[::ffff:169.254.169.254]"):
        assert "leads to an address inside this network" in trouble_of(f"https://{host}/").what


def test_a_proxy_is_never_asked_for_this_computer(web, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    web.pages["/"] = answer(200, BOOK)
    assert download(f"{web.base}/", "Lots").content == BOOK


def test_who_can_not_prove_to_be_the_host_is_not_believed(tmp_path, monkeypatch):
    """A captive portal that answers for everyone on the secure port too."""
    pem = certificate(tmp_path)
    with Web(pem) as web:
        web.pages["/"] = answer(200, BOOK)
        told = trouble_of(f"{web.base}/?{SECRET}")
        assert (
            isinstance(told, NotNow)
            and "could not prove that it is localhost" in told.what
            and "date and time" in told.fix
        )
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
        assert download(f"{web.base}/", "Lots").content == BOOK


def test_a_password_kept_on_this_computer_for_other_programs_is_not_sent(web, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login test password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    web.pages["/"] = answer(200, BOOK)
    assert download(f"{web.base}/", "Lots").content == BOOK
    assert "Authorization" not in web.headers[0]


def test_a_link_is_never_logged(web, caplog):
    web.pages["/s"] = in_turn(answer(500), answer(302, Location=f"/t?{SECRET}"))
    web.pages["/t"] = answer(200, BOOK)
    with caplog.at_level(logging.DEBUG):
        download(f"{web.base}/s?key={SECRET}", "Lots", patience=DownloadPatience(pause=0.01))
    assert SECRET not in caplog.text


def test_every_trouble_is_told_in_words():
    for code, words in WORDS["trouble"].items():
        assert words["what"].endswith(".") and (words["fix"].endswith(".") or words["fix"] == "{share}"), code
        assert isinstance(words["passes"], bool) and words["again"] in range(5), code
