"""An answer as a clause, to be told among others: one “qq” weighs 46 kg."""

from __future__ import annotations

from logbooks.questions.open_questions import column_title, in_short, in_words, kinds
from logbooks.recognise.answers import ALWAYS, NOTHING, without_tab


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
    clause = said.get("told_of_all", said.get("told")) if not heading else said.get("told")
    clause = said["told_of_word"] if word and "told_of_word" in said else clause
    if kind == "column" and (answer == NOTHING or answer.startswith(ALWAYS)):
        clause = said["told_nothing" if answer == NOTHING else "told_always"]
        return clause.format(column=column_title(column), answer=answer.removeprefix(ALWAYS))
    if not clause:
        return f"{in_short(question)}: {answer}"
    named = {"about": about, "heading": heading, "word": word, "column": column_title(column)}
    return clause.format(answer=in_words(question, answer), asks=said.get("asks", about), **named)
