"""What a page shows follows from its link and the data alone: after any sequence of choices it says what a fresh load
of the same link says, and what can't be split by a filter is refused on every page in the same words."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from html import unescape
from itertools import permutations

import pytest
from google.protobuf.json_format import MessageToJson
from streamlit.testing.v1 import AppTest

from connectors.reading.files import read_workbook
from history.snapshots import store
from metrics.engine.contract import SPLITS
from metrics.engine.metric_catalogue import metrics
from metrics.engine.splitting import cannot_split
from tests.logbooks.typed_sheets import tab, workbooks
from tests.pages.conftest import ROOT, SCRIPT, words_of
from ui.parts.filters import FOLDED
from ui.parts.page_links import page_names
from ui.state.visitor import SEEN
from words.speech import say

NOW, BEFORE = "2025/26", "2024/25"
FILTERED = ("build", "learn", "lots", "measure", "overview", "trace")
# what tells one widget from another and one run from the next is not shown
UNSEEN = re.compile(r'"(?:id|key|elementId|formId|url|deferredFileId)": ?"[^"]*"')
Choice = tuple[tuple[str, str], ...]  # the season, then station, variety or process where one is chosen


@pytest.fixture(scope="module", autouse=True)
def sample(tmp_path_factory):
    """The sample as everybody sees it, so that pages share what was worked out once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(tmp_path_factory.mktemp("inputs") / "home"))
        store.keep([read_workbook(ROOT / "sample_data" / "clean.xlsx")])
        yield


@pytest.fixture(scope="module")
def fresh():
    """A function (page, choice) -> what a fresh load of that link shows, each loaded once."""
    loaded: dict[tuple[str, Choice], list[str]] = {}

    def shown_by(page: str, choice: Choice) -> list[str]:
        if (page, choice) not in loaded:
            loaded[page, choice] = shown(opened(page, **dict(choice)))
        return loaded[page, choice]

    return shown_by


def opened(page: str, **link: str) -> AppTest:
    app = AppTest.from_string(SCRIPT.format(pages=str(ROOT / "pages"), name=page), default_timeout=300)
    for key, value in link.items():
        app.query_params[key] = value
    return app.run()


def unfolded(app: AppTest) -> AppTest:
    """The page with its filters open."""
    app.session_state[FOLDED] = True
    return app.run()


def choose(app: AppTest, choice: Choice) -> None:
    """Chooses season and filters as a person does; what is not named is cleared."""
    asked = dict(choice)
    unfolded(app)
    app.selectbox(key="season").set_value(asked.get("season", NOW))
    for name in SPLITS:
        for filter_ in (one for one in app.multiselect if one.key == name):
            filter_.set_value([asked[name]] if name in asked else [])
    app.session_state[FOLDED] = False
    app.run()
    assert not app.exception and not app.warning


def shown(app: AppTest) -> list[str]:
    """Everything a reader sees: words, tables, figures, and where every input stands."""
    found = []

    def walk(block) -> None:
        for element in block.children.values():
            if getattr(element, "children", None):
                walk(element)
            if element.type in SHAPES:
                found.append(
                    f"{element.type} {getattr(element, 'label', '')}: {UNSEEN.sub('', SHAPES[element.type](element))}"
                )

    walk(app.main)
    return found


def _value(element) -> str:
    return str(element.value)


def _input(element) -> str:
    return json.dumps(
        [str(getattr(element, part, "")) for part in ("value", "options", "min", "max", "step", "placeholder")]
    )


def _whole(element) -> str:
    return MessageToJson(element.proto)


SHAPES = {
    **dict.fromkeys(("title", "header", "markdown", "html", "text", "caption", "info", "warning"), _value),
    **dict.fromkeys(("slider", "selectbox", "multiselect", "button_group", "toggle"), _input),
    **dict.fromkeys(("metric", "bidi_component", "arrow_data_frame", "download_button"), _whole),
}


def choices(page: str) -> list[Choice]:
    """Both seasons, each with all lots and with the first station, variety and process."""
    app = unfolded(opened(page))
    chosen = [(), *(((name, value),) for name in SPLITS for value in app.multiselect(key=name).options[:1])]
    return [(*(("season", BEFORE),) * (season == BEFORE), *one) for season in (NOW, BEFORE) for one in chosen]


def differences(page: str, walk: list[Choice], fresh) -> list[str]:
    """Where a page walked through shows another thing than the fresh load of the same link, each step named."""
    app, wrong = opened(page), []
    for before, choice in zip([(), *walk], walk, strict=False):
        choose(app, choice)
        here, there = shown(app), fresh(page, choice)
        if here != there:
            kept = [one for one in here if one not in there]
            wrong.append(f"{page}: {before} then {choice}: {kept[:2] or 'something is missing'}")
    return wrong


@pytest.mark.parametrize("page", FILTERED)
def test_a_sequence_of_choices_shows_what_a_fresh_link_shows(page, fresh):
    every = choices(page)
    one = {name: next(choice for choice in every if choice and choice[-1][0] == name) for name in SPLITS}
    before = (("season", BEFORE),)
    walk = [before, (*before, *one["station"]), (), one["process"], one["variety"], before]
    assert differences(page, walk, fresh) == []


@pytest.mark.long
@pytest.mark.parametrize("page", FILTERED)
def test_every_choice_after_every_other_shows_what_a_fresh_link_shows(page, fresh):
    walk = [choice for pair in permutations(choices(page), 2) for choice in pair]
    assert differences(page, walk, fresh) == []


def test_every_page_of_the_menu_is_walked_or_has_no_filters():
    for page in set(page_names()) - set(FILTERED):
        plain = opened(page)
        assert FOLDED not in plain.session_state, page
        assert shown(plain) == shown(opened(page, season=BEFORE, station="Cuyagua")), page


@pytest.mark.parametrize("name", SPLITS)
def test_what_cannot_be_split_is_refused_in_the_same_words_on_every_page(name):
    """Break-even, whose costs are written down of the whole season, what becomes of the price, the best cherry and the
    plots; one sentence for all of them, and no number beside it."""
    refused = cannot_split({name: ("any",)})
    value = unfolded(opened("overview")).multiselect(key=name).options[0]
    commercial = say("measure.layers.commercial")
    learn, trace, board = (opened(page, **{name: value}) for page in ("learn", "trace", "overview"))
    measured = opened("measure", layer=commercial, **{name: value})
    assert [one.value for one in learn.text].count(refused) == 6  # cost, cash, risk, cherry, price, break-even
    assert not learn.slider
    assert "To break even" not in words_of(learn)
    assert refused in [one.value for one in trace.text]
    assert not any("valid place" in one.value for one in trace.text)
    for table in (words_of(measured), words_of(board)):
        row = unescape(table).split(metrics()["break_even"].title)[1].split("</tr>")[0]
        assert refused in row


@pytest.fixture
def readings(tmp_path, monkeypatch):
    """A function (how much is sold of each season's micro-lot) -> a new reading everybody sees, of the same lots."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))

    def read(day: int, currency: str, **sold: int) -> None:
        lots = [["Lot", "Stream", "Crop year", "Station", "Green kg"]]
        price = f"Accepted price ({currency}/kg)"
        offers = [["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Closed on", price, "Incoterm"]]
        for year, season in ((2024, BEFORE), (2025, NOW)):
            made = 100 * (year - 2023)
            lots += [[f"M-{year}", "micro", season, "Hill", made], [f"B-{year}", "bulk", season, "River", 1000]]
            for lot, kg, paid in ((f"M-{year}", sold[f"of_{year}"], 9), (f"B-{year}", 1000, 4)):
                days = date(year + 1, 2, 1), date(year + 1, 3, 1)
                offers.append([f"O-{lot}", lot, "Buyer A", days[0], kg, "accepted", days[1], paid, "EXW"])
        books = [tab("Lots", *lots, source="Lots.xlsx"), tab("Offers", *offers, source="Offers.xlsx")]
        books += [tab("Settings", ["Setting", "Value"], ["base_currency", currency], source="Settings.xlsx")]
        store.keep(workbooks(*books), now=datetime(2026, 4, day, 8, tzinfo=UTC))

    return read


def tried(app: AppTest) -> list[float]:
    """Where the sliders of the page Learn stand: kg made, price, and % sold as micro-lots."""
    return [slider.value for slider in app.slider]


@pytest.mark.parametrize(
    "currency", ["USD", pytest.param("EUR", marks=pytest.mark.long), pytest.param("HNL", marks=pytest.mark.long)]
)
def test_sliders_stand_at_the_season_and_the_reading_they_are_of(readings, currency):
    """Made were 100 kg in 2024/25 and 200 kg in 2025/26, sold first 50 and 150 of them, then 80 and 120."""
    readings(1, currency, of_2024=50, of_2025=150)
    app = opened("learn")
    assert tried(app) == [200, 9.0, 75]
    choose(app, (("season", BEFORE),))
    assert tried(app) == [100, 9.0, 50]
    app.slider[2].set_value(20).run()  # what is tried is of this season alone
    choose(app, ())
    assert tried(app) == [200, 9.0, 75]
    readings(2, currency, of_2024=80, of_2025=120)
    del app.session_state[SEEN]  # as when the new reading is asked for
    app.run()
    assert tried(app) == tried(opened("learn")) == [200, 9.0, 60]
    choose(app, (("season", BEFORE),))
    assert tried(app) == [100, 9.0, 80]
