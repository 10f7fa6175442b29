"""The open questions in words, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from command_line.printing import harmless, plain, wrapped
from logbooks.questions.open_questions import AskedPart, OpenQuestion
from logbooks.questions.settled_things import SettledThing
from logbooks.questions.unmet_answers import UnmetAnswer
from logbooks.recognise.answers import without_tab
from words.speech import say

MOST_PARTS = 12
NONE = "No questions. Nothing in these sheets waits for an answer."
LEFT_OUT = (
    "No question waits for an answer, but {rows} of these sheets {are} not used. python cli.py check, with the same "
    "SOURCE and the same answers, shows each of them, why, and what to do."
)
HOW = (
    "Answer them on the page Questions, or at a terminal with python cli.py questions SOURCE --answers answers.toml, "
    "and give that file to every command as --answers."
)


def questions_text(questions: Sequence[OpenQuestion], unused: int = 0) -> str:
    """Every question with what hangs on it, its examples and possible answers, then how they are answered; where there
    are none, how many rows are `unused` all the same."""
    if not questions:
        return plain("\n".join(wrapped(_left_out(unused) if unused else NONE))) + "\n"
    lines = [f"QUESTIONS ({len(questions)})"]
    for number, question in enumerate(questions, start=1):
        lines += ["", *question_lines(question, number)]
    return plain("\n".join([*lines, "", *wrapped(HOW)])) + "\n"


def _left_out(rows: int) -> str:
    return LEFT_OUT.format(rows="1 row" if rows == 1 else f"{rows:,} rows", are="is" if rows == 1 else "are")


def settled_text(things: Sequence[SettledThing]) -> str:
    """What the sheets settle themselves, each with the id that takes it back; "" where they settle nothing."""
    if not things:
        return ""
    lines = ["", f"SETTLED BY THE SHEETS THEMSELVES ({len(things)})", ""]
    for one in things:
        cells = say("questions.part_cells", count=one.cells)
        lines += wrapped(harmless(f"{', '.join(one.tabs)}: {one.says} ({cells})", 900), "  - ", "    ")
        lines += wrapped(harmless(f"({one.id})", 300), "    ", "     ")
    how = "What is read wrongly is taken back with the answer ask to its id: it is asked about instead."
    return plain("\n".join([*lines, "", *wrapped(how, "  ")])) + "\n"


def unmet_text(unmet: Sequence[UnmetAnswer]) -> str:
    """The answers given that meet nothing in these sheets, each with why; "" where there are none."""
    if not unmet:
        return ""
    lines = ["", f"ANSWERS THAT MEET NOTHING IN THESE SHEETS ({len(unmet)})", ""]
    for one in unmet:
        lines += wrapped(harmless(f"{one.question} = {one.answer}: {one.why}", 900), "  - ", "    ")
    return plain("\n".join(lines)) + "\n"


def questions_in_short(questions: Sequence[OpenQuestion]) -> list[str]:
    """The open questions for the head of a report: numbers are away or other than they would be until they are
    answered. Nothing where there are none."""
    if not questions:
        return []
    lines = ["", f"OPEN QUESTIONS ({len(questions)}): numbers below wait for them", ""]
    for question in questions:
        unused = f" {say('questions.unused', count=question.unused)}" if question.unused else ""
        lines += wrapped(harmless(question.asks, 300) + unused, "  - ", "    ")
    return [
        *lines,
        "",
        *wrapped("python cli.py questions, with the same SOURCE, shows the answers.", "  "),
    ]


def question_lines(question: OpenQuestion, number: int) -> list[str]:
    """One question: what is asked and why, what hangs on it, examples, choices."""
    lines = wrapped(f"{number}. {harmless(question.asks, 300)}", "  ", "     ")
    lines += wrapped(f"{harmless(question.why, 300)} {hanging(question)}".strip(), "     ")
    lines += [line for one in question.examples[:3] for line in wrapped(_example(one.place, one.written), "     ")]
    for part in question.parts[:MOST_PARTS]:
        lines += wrapped(_part(part), "     ", "       ")
    if len(question.parts) > MOST_PARTS:
        lines.append(f"     and {len(question.parts) - MOST_PARTS} more")
    for choice in question.choices:
        means = f" ({harmless(choice.means[0], 100)})" if choice.means else ""
        lines += wrapped(f"[{harmless(choice.id)}] {harmless(choice.says, 120)}{means}", "       ", "         ")
    if question.takes:
        lines.append(f"       [...] {TYPED[question.takes]}")
    lines += wrapped(f"({harmless(question.id, 300)})", "     ", "      ")
    if len({without_tab(part.id)[1] for part in question.apart}) > 1:
        ids = ", ".join(harmless(part.id, 200) for part in question.apart[:MOST_PARTS])
        lines += wrapped(f"(of one tab alone: {ids})", "     ", "      ")
    return lines


TYPED = {
    "number": "another number",
    "text": "something else, typed",
    "day": "a day, such as 2025-10-15",
    "heading": "the heading of another column",
}


def hanging(question: OpenQuestion) -> str:
    """What hangs on a question, in a sentence; nothing where it is about no cell."""
    if not question.cells:
        return ""
    said = [say("questions.cells", count=question.cells)]
    if question.unused:
        said.append(say("questions.unused", count=question.unused))
    if question.kg:
        said.append(say("questions.kg", kg=f"{question.kg:,.0f}"))
    return " ".join(said)


def _example(place: str, written: str) -> str:
    return f'{harmless(place)}: "{harmless(written)}"'


def _part(part: AskedPart) -> str:
    suggests = f", looks like [{harmless(part.suggests)}]" if part.suggests else ""
    return f"- {harmless(part.says)}: {say('questions.part_cells', count=part.cells)}{suggests}"
