"""What every page says of the freshness of its numbers: calm where all is well, loud where it is not."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from charts.letters import cut
from connectors.source import Source
from exports.picture import EDGE, LINE_PX, WIDTH
from history.held_tab import HeldTab
from history.snapshots import store
from refresh import configuration
from refresh.source_states import (
    READING,
    Progress,
    SourceProgress,
    SourceState,
    Trouble,
    keep_progress,
    keep_source_states,
)
from tests.history.snapshots.kept_once import keep
from tests.pages.conftest import titles_of
from tests.ui.conftest import lots, some_pages, words_of
from ui.frame.style_sheet import in_css
from ui.state import freshness
from words.days import ago
from words.speech import UNSEEN, say

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
WAITS = Trouble("Google asks us to wait.", "It is tried again by itself.", "2026-11-18T08:00:00+00:00", passes=True)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-11-22T10:42:00+00:00", "10:42"),
        ("2026-11-22T00:00:00+00:00", "00:00"),
        ("2026-11-21T17:05:00+00:00", "yesterday 17:05"),
        ("2026-11-20T23:59:00+00:00", "2 days ago"),
        ("2026-11-16T10:42:00+00:00", "6 days ago"),
        ("2026-11-15T10:42:00+00:00", "15 Nov 2026"),
        ("2025-11-22T10:42:00+00:00", "22 Nov 2025"),
        ("2026-11-22T10:43:30+00:00", "10:43"),
        ("2026-11-22T12:00:00+00:00", "22 Nov 2026 12:00"),
        ("2026-11-23T10:42:00+00:00", "23 Nov 2026 10:42"),
    ],
)
def test_a_moment_is_said_as_people_say_it_and_never_as_a_negative_time(when, said):
    assert ago(when, "UTC", NOW) == said


def test_the_clock_is_the_one_on_the_wall_of_the_cooperative():
    # 03:30 UTC on the 22nd is 21:30 of the 21st in Honduras, where it is 04:42 of the 22nd now.
    assert ago("2026-11-22T03:30:00+00:00", "America/Tegucigalpa", NOW) == "yesterday 21:30"


@pytest.fixture(scope="module")
def two_sources_kept(tmp_path_factory):
    """The folder of `two_sources` and the id of its snapshot, made once: each test has a copy of its own."""
    home = tmp_path_factory.mktemp("two_sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(home))
        for name in ("Offers", "Receipts"):
            configuration.add(Source(name, "workbook", f"/srv/{name}.xlsx", "Ana"))
        return home, store.keep(lots(2))


@pytest.fixture
def two_sources(data_folder, two_sources_kept):
    """Offers and Receipts are configured; what was read of them is kept."""
    made, snapshot = two_sources_kept
    shutil.copytree(made, data_folder)
    return snapshot


def stand(*states: SourceState) -> None:
    keep_source_states(list(states))


def state(name: str, trouble: Trouble | None = None, held: tuple[HeldTab, ...] = (), hours: float = 0) -> SourceState:
    """A source that was last known to be the newest so many hours ago."""
    at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")
    return SourceState(name, "workbook", f"/srv/{name}.xlsx", "Ana", at, at, trouble=trouble, held=held)


def loud(app) -> str:
    """What stands in the banner."""
    return "\n".join(line for line in words_of(app).splitlines() if ":material/warning:" in line)


def test_where_all_is_well_there_is_one_quiet_line(two_sources, opened):
    stand(state("Offers"), state("Receipts"))
    app = opened()
    assert loud(app) == "" and "Data read " in words_of(app)


def test_a_source_that_cannot_be_read_is_loud_with_its_words_and_what_to_do(two_sources, opened):
    stand(state("Offers", WAITS, hours=100), state("Receipts"))
    said = loud(opened())
    assert (
        "Offers: not updated since 4 days ago. Google asks us to wait." in said.replace("**", "")
        or "Offers: not updated since 5 days ago" in said
    )
    assert "It is tried again by itself." in said and "Receipts" not in said


@pytest.mark.parametrize("page", some_pages("connect"))
def test_it_is_loud_on_every_page(two_sources, opened, page):
    stand(state("Offers", WAITS, hours=100), state("Receipts"))
    app = opened(page)
    assert "Offers: not updated since" in loud(app) and "Data read " in words_of(app)


def test_on_connect_it_is_said_once_where_the_source_is_listed(two_sources, opened):
    """Its words in the list, whose first it is then; a tab that is held in the question about it."""
    held = HeldTab(
        "Offers.xlsx", "Ofertas", "offers", 9, 4, 5, "5 of 9 rows are gone", "2026-11-22T08:00:00+00:00", "a"
    )
    stand(state("Offers", held=(held,)), state("Receipts", replace(WAITS, passes=False)))
    app = opened("connect")
    shown = words_of(app)
    assert loud(app) == "" and shown.count("Google asks us to wait.") == 1
    assert shown.count("came back with 4 rows") == 1 and "5 of 9 rows are gone" not in shown
    assert shown.index("<h3>Receipts</h3>") < shown.index("<h3>Offers</h3>")


def test_one_trouble_of_all_sources_is_said_once(two_sources, opened):
    stand(state("Offers", WAITS, hours=3), state("Receipts", WAITS, hours=3))
    said = loud(opened())
    assert "Offers, Receipts: not updated since" in said and said.count("Google asks us to wait.") == 1


def test_a_source_nobody_looked_at_for_too_long_is_loud(two_sources, opened):
    stand(state("Offers", hours=25), state("Receipts", hours=23))  # 24 unless configured
    said = loud(opened())
    assert "Offers: not updated since" in said and say("alarms.not_looked_at") in said and "Receipts" not in said


def test_a_source_that_was_never_read_has_no_time(two_sources, opened):
    stand(SourceState("Offers", "workbook", "/srv/Offers.xlsx", trouble=WAITS), state("Receipts"))
    assert "Offers: not read yet." in loud(opened())


def test_a_tab_that_is_held_asks_for_a_decision(two_sources, opened):
    held = HeldTab(
        "Offers 2026.xlsx",
        "Ofertas",
        "offers",
        120,
        80,
        40,
        "40 of 120 rows are gone",
        "2026-11-22T08:00:00+00:00",
        "abc",
    )
    stand(state("Offers", held=(held,)), state("Receipts"))
    app = opened()
    assert "Ofertas in Offers 2026.xlsx: 40 of 120 rows are gone." in loud(app)
    assert [(link.proto.page, link.proto.label) for link in app.get("page_link")] == [
        ("connect", say("alarms.held_asked"))
    ]


def test_an_older_reading_that_stands_in_is_said(data_folder, opened):
    keep(lots(1), now=datetime(2026, 3, 1, 16, 42, tzinfo=UTC))
    broken = store.keep(lots(2), now=datetime(2026, 3, 8, 16, 42, tzinfo=UTC))
    file = data_folder / "snapshots" / f"{broken}.duckdb"
    file.write_bytes(file.read_bytes()[:5000])
    said = loud(opened())
    assert "The newest snapshot is damaged. You see the one before it, of 1 Mar 2026." in said


def test_what_a_sheet_says_is_text_in_the_banner_too(two_sources, opened):
    stand(
        state(
            "Offers",
            Trouble("![x](https://x.example/a.png) <b>bad</b>", "[here](javascript:x)", "2026-11-18T08:00:00+00:00"),
        ),
        state("Receipts"),
    )
    written = "\n".join(str(one.value) for one in opened().markdown)
    broken = rf"\!\[x\]\(https\:\/{UNSEEN}\/x\.example\/a\.png\) \<b\>bad\<\/b\>"  # or Markdown makes it a link
    assert broken in written and r"\[here\]\(javascript\:x\)" in written


def test_many_troubles_are_counted_so_that_the_numbers_stay_on_the_screen(two_sources, opened):
    held = tuple(
        HeldTab("Offers.xlsx", f"Tab {number}", None, 9, 0, 9, "is empty", "2026-11-22T08:00:00+00:00", str(number))
        for number in range(6)
    )
    stand(state("Offers", held=held), state("Receipts"))
    app = opened()
    assert loud(app).count("is empty") == 3 and say("alarms.more", count=3) in words_of(app)


def test_the_past_is_not_alarmed_about_today(two_sources, opened):
    stand(state("Offers", WAITS, hours=100), state("Receipts"))
    assert loud(opened(at=two_sources)) == ""


def test_a_picture_says_days_that_stay_true(monkeypatch, data_folder):
    kept = SimpleNamespace(
        read_at="2026-11-20T16:42:00+00:00",
        confirmed_at="2026-11-21T16:42:00+00:00",
        checked={},
        time_zone="America/Tegucigalpa",
    )
    monkeypatch.setattr(freshness.visitor, "seen", lambda: SimpleNamespace(moment="", newest=kept))
    monkeypatch.setattr(freshness.visitor, "shown", lambda: kept)
    monkeypatch.setattr(freshness.visitor, "warehouse", lambda: SimpleNamespace(instead_of=None))
    monkeypatch.setattr(
        freshness.results,
        "last_typed",
        lambda: {"logbook": "offers", "seen_at": "2026-11-21T01:05:00+00:00", "told_by": "reading"},
    )
    configuration.add(Source("Offers", "workbook", "/srv/Offers.xlsx"))
    stand(
        SourceState(
            "Offers",
            "workbook",
            "x",
            read_at="2026-11-18T16:00:00+00:00",
            checked_at="2026-11-18T16:00:00+00:00",
            trouble=WAITS,
        )
    )
    assert (
        freshness.in_picture()
        == "Data read 21 Nov 2026 10:42 · last row typed 20 Nov 2026 19:05 · stale since 18 Nov 2026: Offers"
    )


def test_since_when_is_in_the_picture_however_many_are_stale(monkeypatch, two_sources):
    """The line of a picture is cut where it is too long: names may fall, never since when. The first of both was stale
    on the 18th."""
    stand(
        *(
            SourceState(name, "workbook", "x", read_at=at, checked_at=at, trouble=WAITS)
            for name, at in (("Offers", "2026-11-19T16:00:00+00:00"), ("Receipts", "2026-11-18T16:00:00+00:00"))
        )
    )
    monkeypatch.setattr(freshness.visitor, "seen", lambda: SimpleNamespace(moment="", newest=store.newest()))
    monkeypatch.setattr(freshness.visitor, "shown", store.newest)
    monkeypatch.setattr(freshness.visitor, "warehouse", store.current)
    monkeypatch.setattr(
        freshness.results,
        "last_typed",
        lambda: {"logbook": "receipts", "seen_at": "2026-11-21T01:05:00+00:00", "told_by": "reading"},
    )
    line = cut(freshness.in_picture(), LINE_PX, WIDTH - 2 * EDGE)
    assert line.endswith(" · last row typed 20 Nov 2026 19:05 · 2 sheets stale since 18 Nov 2026: Offers, Receipts")


def test_a_picture_of_the_past_says_which_workbook_was_older_than_the_rest(monkeypatch, data_folder):
    kept = SimpleNamespace(
        read_at="2026-03-08T16:42:00+00:00",
        confirmed_at="2026-03-09T16:42:00+00:00",
        time_zone=None,
        checked={"Station book": "2026-03-08T16:42:00+00:00", "Office book": "2026-03-01T12:00:00+00:00"},
    )
    monkeypatch.setattr(freshness.visitor, "seen", lambda: SimpleNamespace(moment="2026-03-08", newest=kept))
    monkeypatch.setattr(freshness.visitor, "shown", lambda: kept)
    monkeypatch.setattr(freshness.visitor, "warehouse", lambda: SimpleNamespace(instead_of=None))
    monkeypatch.setattr(freshness.results, "last_typed", lambda: None)
    assert (
        freshness.in_picture().endswith(" · stale since 1 Mar 2026: Office book")
        and "Station" not in freshness.in_picture()
    )


def test_the_last_row_that_was_typed_is_told_with_its_log(data_folder, opened):
    keep(lots(1), now=datetime(2026, 3, 1, 16, 42, tzinfo=UTC))
    store.keep(lots(2), now=datetime(2026, 3, 8, 16, 42, tzinfo=UTC))
    store.keep(lots(2), now=datetime(2026, 3, 9, 16, 42, tzinfo=UTC))
    assert "last row typed 8 Mar 2026 in Lots" in words_of(opened())


def test_a_refresh_under_way_is_told_on_open_pages(two_sources, opened):
    at = datetime.now(UTC).isoformat(timespec="seconds")
    keep_progress(Progress(at, (SourceProgress("Offers", "done"), SourceProgress("Receipts", READING))))
    assert say("freshness.reading", done=1, count=2) in words_of(opened())


def test_an_open_page_follows_with_the_next_interaction(two_sources, opened):
    app = opened()
    assert ">M-3<" not in words_of(app)
    store.keep(lots(3))
    assert ">M-3<" in words_of(app.run())


def test_before_the_first_reading_of_the_sources_nothing_is_shown_that_is_not_theirs(data_folder, opened):
    configuration.add(Source("Offers", "workbook", "/srv/Offers.xlsx", "Ana"))
    keep_progress(Progress("2026-11-22T10:42:00+00:00", (SourceProgress("Offers", READING, "page 2 of 5"),)))
    app = opened("overview")
    assert [title.value for title in app.title] == [say("first.title")]
    assert "Offers" in words_of(app) and "page 2 of 5" in words_of(app) and "Earned per kilo made" not in words_of(app)
    assert store.current_id() is None  # the sample was not read


def test_the_sample_is_gone_as_soon_as_a_source_is_configured(data_folder, opened):
    assert say("freshness.sample") in words_of(opened("lots"))
    configuration.add(Source("Offers", "workbook", "/srv/Offers.xlsx", "Ana"))
    assert [title.value for title in opened("lots").title] == [say("first.title")]


def test_connect_is_there_before_the_first_reading(data_folder, opened):
    configuration.add(Source("Offers", "workbook", "/srv/Offers.xlsx", "Ana"))
    app = opened("connect")
    assert not app.exception and titles_of(app) == [say("pages.connect.title")]


def test_a_page_of_the_past_says_which_workbook_was_stale_then(data_folder, opened):
    keep(lots(1), now=datetime(2026, 3, 1, 16, 42, tzinfo=UTC))
    then = store.keep(lots(2), now=datetime(2026, 3, 8, 16, 42, tzinfo=UTC), stale=["Station book"])
    store.keep(lots(3), now=datetime(2026, 3, 15, 16, 42, tzinfo=UTC))
    assert "Station book stale since 1 Mar 2026" in words_of(opened(at=then))
    assert "stale since" not in words_of(opened(at="2026-03-15"))


def test_today_asked_for_by_its_day_goes_on_with_every_reading_that_finds_nothing_new(data_folder, opened):
    keep(lots(1), now=datetime(2026, 3, 1, 16, 42, tzinfo=UTC))
    assert "as of 1 Mar 2026" in words_of(opened(at="2026-03-09"))
    store.confirm(datetime(2026, 3, 8, 16, 42, tzinfo=UTC))
    assert "as of 8 Mar 2026" in words_of(opened(at="2026-03-09"))


def test_what_stands_on_every_sheet_of_paper_ends_no_style_whatever_it_is():
    said = in_css("Co-op's } </style><script>")
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]+ )+", said) and "<" not in said and "}" not in said
