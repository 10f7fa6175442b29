"""The report in words, for a terminal of 80 columns; plain ASCII but for what the sheets themselves hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from command_line.books_text import cash_lines, risk_lines
from command_line.check_text import BECAME, became, problem_lines
from command_line.printing import harmless, in_words, plain, wrapped
from command_line.questions_text import questions_in_short
from command_line.roadmap_text import roadmap_lines
from command_line.verdict_text import verdict_lines
from decisions.report import ALL_SEASONS
from logbooks.problems import problem_kinds
from metrics.engine.contract import LAYERS, Answer, Estimate
from words import numbers
from words.agreed_words import gate_words, place_words, value_words
from words.extra_work import day_of_work, members_view
from words.meaning import OF_ITSELF, meaning, situation

if TYPE_CHECKING:
    from decisions.report import Report
    from logbooks.questions.open_questions import OpenQuestion

SHOWN_PROBLEMS, SHOWN_KINDS = 10, 12


def report_text(found: Report, freshness: Sequence[str] = (), questions: Sequence[OpenQuestion] = ()) -> str:
    """The whole report: how fresh it is, what is asked, where the pilot stands, every indicator, what is wrong with the
    data."""
    lines = _heading(found) + list(freshness) + questions_in_short(questions)
    lines += verdict_lines(found.decided, found.kept)
    board = [id for id in found.board if id in found.answers]
    rest = [id for id in found.answers if id not in board]
    for title, ids in [("ON THE BOARD", board)] + [
        (layer.upper(), [i for i in rest if found.metrics[i].layer == layer]) for layer in LAYERS
    ]:
        if ids:
            lines += ["", title]
        for id in ids:
            lines += [
                "",
                *_indicator(found.metrics[id].title, found.answers[id], found.metrics[id].has_bulk),
                *_meant(found, id),
                *_agreed(found, id),
            ]
    lines += [
        *_assumed(found.answers),
        *cash_lines(found.cash, found.base_currency),
        *risk_lines(found.risks),
        *roadmap_lines(found.roadmap),
        "",
        "THE DATA",
        "",
        *_ledger(found.sources),
        *_summary(found.problems),
    ]
    return plain("\n".join(lines)) + "\n"


def _heading(found: Report) -> list[str]:
    year = f"Crop year {found.crop_year}" if found.crop_year else "No crop year was found"
    year = "All seasons together" if found.crop_year == ALL_SEASONS else year
    told = (
        f"{year}, as known on {in_words(date.fromisoformat(found.as_of))}. Money is {found.base_currency} per "
        f"kg of green "
        "coffee at the co-op gate. Behind each number stand the ends of its 95 % range and how many cases it rests on."
    )
    invented = ["Invented sample data: no real cooperative."] if found.synthetic else []
    return ["LOTWISE: micro-lots against bulk", *invented, "", *wrapped(told)]


def _indicator(title: str, answer: Answer, has_bulk: bool) -> list[str]:
    unit = next(iter(answer.groups.values())).unit
    words = numbers.unit_words(unit)
    lines = [f"{title}, {words}" if words else title, *_shown_for(answer)]
    said: set[str] = set()
    for name, estimate in _lines_of(answer, has_bulk):
        lines += _estimate(name, estimate, unit) + _remarks(estimate, said)
    return (
        lines
        + _beside(answer)
        + [line for text in answer.notes if text not in said for line in wrapped(harmless(text, 400), " " * 14)]
    )


def _beside(answer: Answer) -> list[str]:
    """The premium by each step it could stand against, and every lot that failed by name."""
    steps = [
        (name, groups["difference"])
        for name, groups in answer.parts.items()
        if name.startswith("against ") and "difference" in groups
    ]
    lines = [
        f"{name}: {'no number' if one.value is None else numbers.number(one.value, one.unit, signed=True)}"
        for name, one in steps
    ]
    lines += [name for name in answer.parts if " failed: " in name]
    return [line for text in lines for line in wrapped(harmless(text, 200), " " * 14, " " * 16)]


def _shown_for(answer: Answer) -> list[str]:
    """Which scheme, protocol, process, question, clock or tier the numbers are of; where the groups differ, of each."""
    of = {name: one.basis for name, one in answer.groups.items() if one.basis and one.value is not None}
    told = (
        next(iter(of.values()))
        if len(set(of.values())) == 1
        else "; ".join(f"{name} {basis}" for name, basis in of.items())
    )
    return wrapped(f"{'shown for':<12}{harmless(told, 200)}", "  ", " " * 14) if of else []


def _meant(found: Report, id: str) -> list[str]:
    """What a number of one stream comes to that says of itself how far from bulk it is, or what is needed."""
    metric, answer = found.metrics[id], found.answers[id]
    told = meaning(metric, answer) if situation(metric, answer).name in OF_ITSELF else ""
    lines = wrapped(told, " " * 14) if told else []
    of_members = (members_view(metric, answer), day_of_work(answer))
    return lines + [line for told in of_members if told for line in wrapped(told, " " * 14)]


def _agreed(found: Report, id: str) -> list[str]:
    """What the indicator was agreed to reach, and where it stands to that."""
    answer = found.answers[id]
    told = [
        (" ".join(t for t in (value_words(each, answer), gate_words(each)) if t), place_words(each, answer))
        for each in found.agreed.get(id, ())
    ]
    return [line for agreed, place in told for line in wrapped(f"{'agreed':<12}{agreed}; {place}", "  ", " " * 14)]


def _remarks(estimate: Estimate, said: set[str]) -> list[str]:
    """What is to be known of a number, under it, unless it was said already."""
    if estimate.value is None:
        return []
    texts = [
        text
        for text in (estimate.no_range if estimate.low is None else None, *estimate.notes)
        if text and text not in said
    ]
    said.update(texts)
    return [line for text in texts for line in wrapped(harmless(text, 400), " " * 14)]


def _lines_of(answer: Answer, has_bulk: bool) -> Iterable[tuple[str, Estimate]]:
    """The groups, then the difference where both have a number; one shared reason is said once."""
    groups = {name: one for name, one in answer.groups.items() if has_bulk or name != "bulk"}
    reasons = {one.why_not for one in groups.values()}
    if len(reasons) == 1 and None not in reasons:
        return [("no number", next(iter(groups.values())))]
    compared = (
        [("difference", answer.difference)]
        if answer.difference and has_bulk and all(g.value is not None for g in groups.values())
        else []
    )
    relative = (
        [("that is", answer.relative)] if compared and answer.relative and answer.relative.value is not None else []
    )
    return [*groups.items(), *compared, *relative]


def _estimate(name: str, estimate: Estimate, unit: str) -> list[str]:
    """One line of numbers; a difference of shares is in points, and in its own words where it is of something else."""
    if estimate.value is None:
        return wrapped(f"{name:<12}{harmless(estimate.why_not, 400)}", "  ", " " * 14)
    signed = name in ("difference", "that is")
    points = name == "difference" and estimate.unit == "share"
    value = numbers.number(estimate.value, estimate.unit, signed) if name == "that is" else _bare(estimate, signed)
    between = numbers.span(estimate.low, estimate.high, estimate.unit, with_unit=False) or "no range"
    cases = numbers.cases(estimate) if estimate.case_is else f"n = {estimate.n}"
    line = f"  {'points apart' if points else name:<12}{value:>10}   {between:<19}{cases:<24} "
    line += "to date" if estimate.to_date else ""
    other = estimate.basis if name == "difference" and estimate.unit != unit else None
    left = f"{estimate.left_out} {'row' if estimate.left_out == 1 else 'rows'} left out" if estimate.left_out else None
    return [line.rstrip(), *(text for part in (other, left) if part for text in wrapped(harmless(part, 400), " " * 14))]


def _bare(estimate: Estimate, signed: bool) -> str:
    return ("+" if signed and estimate.known > 0 else "") + numbers.bare(estimate.value, estimate.unit)


def _assumed(answers: Mapping[str, Answer]) -> list[str]:
    """What was not measured and stands behind some number, each said once."""
    said = {
        text: None
        for answer in answers.values()
        for one in (*answer.groups.values(), answer.difference)
        if one
        for text in one.assumed
    }
    return (
        [
            "",
            "ASSUMED, NOT MEASURED",
            "",
            *(line for text in said for line in wrapped(harmless(text, 300), "  - ", "    ")),
        ]
        if said
        else []
    )


def _ledger(sources: Sequence[Mapping]) -> list[str]:
    total: Counter[str] = Counter()
    for source in sources:
        total.update(source["ledger"])
    names = ", ".join(harmless(source["name"]) for source in sources) or "nothing"
    told = (
        f"{total['rows_in']} rows of {names}: {total['used']} used, {total['doubtful']} used but doubtful, "
        f"{total['left_out']} left out, "
        + (f"{total['not_read']} not read yet, " if total["not_read"] else "")
        + f"{total['not_data']} not data (titles, headings, totals, blank rows, examples)."
    )
    return wrapped(told, "  ")


def _summary(problems: Sequence[Mapping]) -> list[str]:
    """How many of each kind, the first ten with their place, and where the rest are."""
    if not problems:
        return ["", "  No problems found."]
    kinds = Counter((_weight(problem), problem["code"], problem["severity"]) for problem in problems)
    ordered = sorted(kinds.items(), key=lambda kind: (kind[0][0], -kind[1]))
    lines = [
        "",
        *(
            f"  {n:>5}  {problem_kinds()[code].title:<38}{became(code, severity)}"
            for (_, code, severity), n in ordered[:SHOWN_KINDS]
        ),
    ]
    lines += [f"         and {len(kinds) - SHOWN_KINDS} other kinds"] if len(kinds) > SHOWN_KINDS else []
    for problem in sorted(problems, key=_weight)[:SHOWN_PROBLEMS]:
        lines += ["", *problem_lines(problem)]
    rest = len(problems) - SHOWN_PROBLEMS
    return lines + (["", f"  ... and {rest} more: python cli.py check shows them by cause."] if rest > 0 else [])


def _weight(problem: Mapping) -> tuple[int, bool]:
    """The worst first, and what is only said of a sheet last."""
    return list(BECAME).index(problem["severity"]), not problem_kinds()[problem["code"]].marks
