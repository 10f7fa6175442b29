"""An answer as a clause, to be told among others: one “qq” weighs 46 kg."""

from __future__ import annotations

from logbooks.questions.open_questions import column_title, in_short, in_words, kinds
from logbooks.recognise.answers import ALWAYS, ASK, NOTHING, without_tab


def told(question: str, answer: str) -> str:
    """What an answer says in a clause that may stand after “that”."""
    any_tab, tab = without_tab(question)
    if tab:
        return kinds()["any_kind"]["told_of_tab"].format(told=told(any_tab, answer), tab=tab)
    kind, _, about = question.partition("/")
    said = kinds().get(kind, {})
    said = said.get(about, {}) | {"told": said["told"]} if kind == "setting" else said
    column, *words = about.split("/")
    heading, word = (*words, "", "")[:2]
    told_of = _told_of(said, column, answer)
    clause = said.get(told_of + ("_of_word" if word else "" if heading else "_of_all"), said.get(told_of))
    if not clause:
        return f"{in_short(question)}: {in_words(question, answer)}"
    named = {"about": about, "heading": heading, "word": word, "column": column_title(column)}
    words_of_it = answer.removeprefix(ALWAYS) if told_of == "told_always" else in_words(question, answer)
    return clause.format(answer=words_of_it, asks=said.get("asks", about), **named)


def _told_of(said: dict, column: str, answer: str) -> str:
    """Which of the clauses that kinds.toml has for a kind speaks of such an answer."""
    if answer == NOTHING:
        return "told_nothing_or_both" if NOTHING in said.get("every_row", {}).get(column, {}) else "told_nothing"
    if answer == ASK:
        return "told_ask"
    return "told_always" if answer.startswith(ALWAYS) else "told"
