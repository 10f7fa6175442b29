"""The frame around every page: menu, freshness line, and a card where something stops."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import streamlit as st

from connectors.trouble import CannotGoOn
from history import data_folder
from ui.frame import time_machine
from ui.frame.first_reading import first_reading
from ui.frame.freshness_line import above_page
from ui.frame.trouble_cards import show_bug, show_trouble
from ui.parts.page_links import CONNECT, QUESTIONS, UNION, page_file, page_names
from ui.parts.pressed_rows import listen
from ui.state import answering, background, visitor
from ui.state.gone_widgets import forget_gone_widgets
from union.federation import members
from words.speech import say, words

BESIDE = Path(__file__).parent


def menu(first: str | None = None) -> dict[str, list[st.Page]]:
    """{group: one entry a folder of pages/}, in the order of their words; a page without words stops the start.

    `first` is the page that opens when the link names none; unless given, the first of the menu.
    """
    order = list(words()["pages"])
    names = sorted(page_names(), key=order.index)
    opening = first or names[0]
    titles = {name: say(f"pages.{name}.title") for name in names}
    asked = _asked()
    if asked:
        titles[QUESTIONS] = say("questions.menu", count=asked)
    hidden = _hidden(asked)
    groups: dict[str, list[st.Page]] = {}
    for name in names:
        page = st.Page(
            page_file(name),
            title=titles[name],
            url_path="" if name == opening else name,
            default=name == opening,
            visibility="hidden" if name in hidden and name != opening else "visible",
        )
        groups.setdefault(say(f"menu.{words()['pages'][name]['group']}"), []).append(page)
    # The first page has the bare address; a link to it by its name must open it too.
    again = st.Page(page_file(opening), title=titles[opening], url_path=opening, visibility="hidden")
    groups[say(f"menu.{words()['pages'][opening]['group']}")].append(again)
    return groups


def _hidden(asked: int) -> set[str]:
    """The pages that are no entry now: Questions while nothing is asked, Union where no members are named."""
    configured = False
    with suppress(CannotGoOn):  # the folder is gone, which every page says
        configured = members.is_configured()
    return ({QUESTIONS} if not asked else set()) | ({UNION} if not configured else set())


def _asked() -> int:
    """How many questions the reading of this visitor leaves open; none where there is no reading to ask of."""
    with suppress(CannotGoOn):
        return len(answering.questions()) if visitor.something_was_read() or visitor.is_own() else 0
    return 0


def show(page: st.Page) -> None:
    """Runs a page under the freshness line; what stops it becomes a card, never a traceback."""
    try:
        data_folder.home()  # where it vanished, every page stops
        background.keep_going()
        if _looks(time_machine.asked(), page):
            page.run()
    except CannotGoOn as trouble:
        show_trouble(trouble)
    except Exception as fault:  # a defect of ours: the log gets everything, the reader a reference
        show_bug(fault)


def _looks(moment: str, page: st.Page) -> bool:
    """Draws what stands above a page, and whether the page itself can be drawn: Connect even without data, the others
    once there are some."""
    is_connect = page.title == say(f"pages.{CONNECT}.title")  # the first page has no address of its own
    try:
        time_machine.check(moment)
        visitor.look_again(moment)
    except visitor.NothingReadYet as trouble:
        if not is_connect:
            first_reading(trouble)
        return is_connect
    except CannotGoOn as trouble:
        if moment:
            time_machine.no_such_moment(trouble)
        else:
            show_trouble(trouble)
        return is_connect and not moment  # there it can be mended
    above_page(is_connect)
    listen()
    time_machine.strip()
    return True


def frame(first: str | None = None) -> None:
    """Draws everything: this is what the server runs for every visitor."""
    forget_gone_widgets()
    page = st.navigation(menu(first), position="top")
    # An icon of our own: a named one is fetched from another host.
    st.set_page_config(say("app.tab", page=page.title), page_icon=BESIDE / "icon.svg", layout="wide")
    show(page)


if __name__ == "__main__":
    frame()
