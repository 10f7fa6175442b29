"""A person at the page Questions: everything they press is counted, nothing is waited for longer than PATIENCE."""

from __future__ import annotations

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.driving import settle
from words.speech import say

PATIENCE = 20_000  # ms, for one answer to be read with
CARD = '[class*="st-key-question-"]'


class Person:
    """Presses, chooses and types in the real controls of one page; `clicks` is how often, `answered` how many
    questions."""

    def __init__(self, page: Page):
        self.page, self.clicks, self.answered = page, 0, 0
        page.set_default_timeout(PATIENCE)

    def open_questions(self) -> list[str]:
        """What is asked now, from the top of the page."""
        return self.page.locator(CARD).get_by_role("heading").all_inner_texts()

    def card(self, asks: str) -> Locator:
        """The card of the question whose words hold these."""
        return self.page.locator(CARD).filter(has=self.page.get_by_role("heading", name=asks))

    def press(self, what: Locator) -> None:
        """One click; where what is to be pressed does not come, the page is told as it stands."""
        try:
            what.click()
        except TooLong as nothing:
            raise AssertionError(f"not there: {what}\n{self.told()}") from nothing
        self.clicks += 1

    def choose(self, asks: str, says: str) -> None:
        """The choice that says so, which answers the question at once."""
        self.press(self.card(asks).get_by_text(says, exact=True))
        self.wait_until_answered(asks)

    def pick(self, asks: str, means: dict[str, str]) -> None:
        """What each word means, from the box beside it; kept with `keep`."""
        for word, meaning in means.items():
            self.press(self.card(asks).get_by_role("combobox", name=f"“{word}”"))
            self.press(self.page.get_by_role("option", name=meaning, exact=True))

    def type(self, asks: str, text: str) -> None:
        """An answer that no choice holds, in the box of the question; the Enter key keeps it."""
        box = self.card(asks).get_by_role("textbox")
        self.press(box)
        box.press_sequentially(text)
        box.press("Enter")
        self.wait_until_answered(asks)

    def keep(self, asks: str) -> None:
        """The button below the words of a question."""
        self.press(self.card(asks).get_by_role("button", name=say("questions.keep_all"), exact=True))
        self.wait_until_answered(asks)

    def wait_until_answered(self, asks: str) -> None:
        """Until the question is gone and the sheets are read with its answer."""
        try:
            self.card(asks).wait_for(state="detached")
        except TooLong as still:
            raise AssertionError(f"still asked: {asks}\n{self.told()}") from still
        settle(self.page)
        self.answered += 1

    def told(self) -> str:
        """All that the page holds, as a screen reader tells it."""
        return self.page.get_by_test_id("stMain").aria_snapshot()
