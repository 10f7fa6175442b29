"""Makes the questions about whole tabs: what a tab holds, and which of its columns holds what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.problems import SHEET_UNUSABLE, problem_kinds
from logbooks.questions.fitting_columns import first_values, fitting, is_filled, likely_headings_of, lost_columns
from logbooks.questions.open_questions import AskedPart, Choice, OpenQuestion, kinds, of_a_column
from logbooks.recognise.answers import ABOVE, ALWAYS, NOTHING, Answers, about_column, day_of_sale, for_tab
from logbooks.recognise.blank_below import BlankBelow, blanks_below
from logbooks.recognise.header_rows import best_reading, first_rows, likely_headings, tab_question
from logbooks.recognise.mapping import TabMapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.title_season import NAME as SEASON
from logbooks.recognise.title_season import season_of_days
from logbooks.recognise.titles import seasons
from logbooks.recognise.which_logbook import named_after

OFFERED = 6  # logbooks to choose from
EXAMPLES = 3
DAYS = ("offered_on", "closed_on")  # of a sale
AMOUNT = "amount"  # of a payment


def tab_questions(found: Sequence[Recognised], answers: Answers) -> list[OpenQuestion]:
    """One question for each tab that nobody could name, and for each column that no heading names and numbers need."""
    questions: dict[str, OpenQuestion] = {}
    for one in found:
        for question in (_what_is(one),) if one.logbook is None else _columns(one, found, answers):
            if question:
                first = questions.setdefault(question.id, question)
                questions[question.id] = first if first is question else _of_both(first, question)
    return list(questions.values())


def _of_both(one: OpenQuestion, other: OpenQuestion) -> OpenQuestion:
    """The question that two tabs ask alike: what one offers may be the answer too."""
    choices = {choice.id: choice for choice in (*one.choices, *other.choices)}
    last = [choice for choice in choices.values() if choice.id == NOTHING or choice.id.startswith(ALWAYS)]
    return replace(
        one,
        tabs=tuple(dict.fromkeys((*one.tabs, *other.tabs))),
        headings=tuple(dict.fromkeys((*one.headings, *other.headings))),
        choices=(*(choice for choice in choices.values() if choice not in last), *last),
        apart=tuple({part.id: part for part in (*one.apart, *other.apart)}.values()),
    )


def _what_is(one: Recognised) -> OpenQuestion | None:
    """What a tab holds, where it has headings and is refused as no logbook."""
    unusable = any(problem_kinds()[remark.code].severity == SHEET_UNUSABLE for remark in one.remarks)
    if not unusable or one.tab.refused or one.tab.cells is None:
        return None
    rows, said = first_rows(one.tab), kinds()["tab"]
    headings = list(likely_headings(rows).texts.values())
    if not any(any(map(str.isalpha, heading)) for heading in headings):  # nothing a person could know it by
        return None
    titles = [text for row in rows if len(row.texts) == 1 for text in row.texts.values()]
    called = next((named for text in (one.tab.sheet, *titles) if (named := named_after(text))), None)
    readings = (best_reading(rows, logbook, TabMapping()) for logbook in logbooks())
    fits = sorted(readings, key=lambda reading: (reading.logbook != called, -reading.weight))
    means = (said["means"].format(values=", ".join(headings[:8])),)
    choices = [
        Choice(logbook.id, said["says"].format(logbook=logbook.title, one_row_is=logbook.one_row_is), means)
        for logbook in (logbooks()[fit.logbook] for fit in fits[:OFFERED])
    ]
    number = one.tab.cells.num_rows
    return _asked(
        tab_question(rows), "tab", one, number, (*choices, Choice(NOTHING, said["nothing"])), {}, tuple(headings[:8])
    )


def _columns(one: Recognised, found: Sequence[Recognised], answers: Answers) -> list[OpenQuestion]:
    """The columns the tab lacks; what stands in the rows of another log has what these tell, or waits for a column."""
    if one.beside and set(one.lacking) & set(one.columns):
        return [_paid_twice(one, found)]
    if one.beside:
        return [replace(which_holds(one, column), unused=0) for column in _lacking_beside(one)]
    lacking = [c for c in _not_there(one) if c.required or _asked_with_others(one, c)]
    lost = lost_columns(one, found, answers.of_tab(one.tab.sheet))
    of_the_day = (
        _day_of_sale(one, [*lacking, *lost], answers.of_tab(one.tab.sheet)) if one.logbook == "offers" else None
    )
    of_titles = sorted(seasons(other for other in found if other.tab.source == one.tab.source).get(one.tab.source, ()))
    asked = [
        which_holds(one, column, of_titles)
        for column in [*lacking, *lost]
        if not (of_the_day and column.name == "offered_on")
    ]
    return [
        *asked,
        *([of_the_day] if of_the_day else []),
        *(_blank_below(one, blank) for blank in blanks_below(one, answers.of_tab(one.tab.sheet))),
    ]


def _blank_below(one: Recognised, blank: BlankBelow) -> OpenQuestion:
    """Whether the blank cells of columns mean the cells above them."""
    said, table = kinds()["blank"], one.tab.table
    places = list(zip(blank.below.tolist(), blank.above.tolist(), strict=True))[:EXAMPLES]
    means = tuple(
        said["means"].format(
            row=table["row"][below].as_py(),
            written=", ".join(table[f"c{index}"][above].as_py() for index in blank.headings),
        )
        for below, above in places
    )
    yes, no = Choice(ABOVE, said["choices"][ABOVE], means), Choice(NOTHING, said["nothing"])
    headings = tuple(blank.headings.values())
    named = {"headings": ", ".join(f"“{heading}”" for heading in headings)}
    number = len(blank.below)
    lost = number if one.declared.column(blank.name).required else 0
    asked = _asked(blank.question, "blank", one, number, (yes, no), named, headings)
    kept = one.declared.id if lost else f"{one.declared.id}.{blank.name}"
    return replace(asked, cells=number * len(headings), unused=lost, keeps=(kept,))


def _not_there(one: Recognised) -> list[Column]:
    return [column for column in one.declared.columns if column.name not in {*one.columns, *one.constants}]


def _asked_with_others(one: Recognised, column: Column) -> bool:
    return any(is_filled(one, name) for name in column.asked_with)


def _lacking_beside(one: Recognised) -> list[Column]:
    """What rows of another log lack to tell of this one: what it waits for, where a heading may be that, else what says
    how to read what is there."""
    waits = [one.declared.column(name) for name in one.lacking]
    if waits:
        return [column for column in waits if fitting(one, _as_choice(column))]
    return [column for column in _not_there(one) if _asked_with_others(one, column)]


def _paid_twice(one: Recognised, found: Sequence[Recognised]) -> OpenQuestion:
    """Whether what deliveries say was paid are other payments than those of a tab of them; asked of each tab alone."""
    said, paid = kinds()["column"]["paid_twice"], one.columns[AMOUNT]
    tabs = (other.tab.sheet for other in found if other.logbook == one.logbook and not other.beside)
    named = {"tab": one.tab.sheet, "heading": paid.header, "payments": ", ".join(dict.fromkeys(tabs))}
    values = ", ".join(dict.fromkeys(first_values(one, paid.index)[:EXAMPLES]))
    means = (kinds()["column"]["means"].format(values=values),)
    choices = (Choice(paid.header, said["yes"], means), Choice(NOTHING, said["no"].format(**named)))
    column = one.declared.column(AMOUNT)
    question = for_tab(about_column("column", one.declared.id, AMOUNT), one.tab.sheet)
    rows = _rows_below(one)
    return OpenQuestion(
        id=question,
        kind="column",
        asks=said["asks"].format(**named),
        why=said["why"].format(**named),
        about=(one.tab.sheet, column.title),
        cells=rows,
        rows=rows,
        choices=choices,
        keeps=(f"{one.declared.id}.{AMOUNT}",),
        tabs=((one.tab.source, one.tab.sheet),),
        headings=one.headings,
        apart=(AskedPart(question, one.tab.sheet, rows),),
    )


def _as_choice(column: Column) -> Column:
    """The column as it is looked for in a tab that need not have it: a stream is one of few words that repeat."""
    return replace(column, required=False) if column.kind is ColumnKind.CHOICE else column


def _day_of_sale(one: Recognised, lacking: Sequence[Column], answers: Answers) -> OpenQuestion | None:
    """What happened on the day of a sale, where its tab has one day only; a heading that may be the other comes
    first."""
    days = [one.columns[name] for name in DAYS if name in one.columns]
    if len(days) != 1 or not days[0].index or any(_may_stand_there(one, column, answers) for column in lacking):
        return None
    heading, said = days[0].header, kinds()["day_of_sale"]
    examples = tuple(dict.fromkeys(first_values(one, days[0].index)[:3]))
    choices = tuple(
        Choice(
            choice,
            says,
            tuple(said["means"].format(written=written, reading=said["reads"][choice]) for written in examples),
        )
        for choice, says in said["choices"].items()
    )
    rows = _rows_below(one)
    return _asked(day_of_sale(heading), "day_of_sale", one, rows, choices, {"heading": heading}, (heading,))


def _may_stand_there(one: Recognised, column: Column, answers: Answers) -> bool:
    """Whether it is a day of a sale that a heading nobody understood could be, and nobody said that there is none."""
    if column.name not in DAYS or answers.said(about_column("column", "offers", column.name)) == NOTHING:
        return False
    return bool(fitting(one, column))


def _rows_below(one: Recognised) -> int:
    return one.below.num_rows


def which_holds(one: Recognised, column: Column, of_titles: Sequence[str] = ()) -> OpenQuestion:
    """Which heading of the tab holds that column, or which of its choices holds for all rows; `of_titles` are the
    seasons that titles of the workbook name."""
    said = kinds()["column"]
    fits = fitting(one, _as_choice(column) if one.beside else column)
    likely = likely_headings_of(column, fits)
    choices, unlikely = (
        tuple(_heading_choice(said, heading, fits[heading]) for heading in fits if (heading in likely) is wanted)
        for wanted in (True, False)
    )
    of_a_season = column.name == SEASON
    of_days = [season] if of_a_season and (season := season_of_days(one)) else []
    always = dict.fromkeys([*of_days, *of_titles]) if of_a_season else column.choices
    about = f"{one.declared.id}.{column.name}"
    always_so = tuple(f"{ALWAYS}{choice}" for choice in always)
    nothing = Choice(NOTHING, of_a_column(about, NOTHING))
    named = {"column": column.title, "help": column.help.rstrip(".")}
    asked = _asked(
        about_column("column", one.declared.id, column.name),
        "column",
        one,
        _rows_below(one),
        (*choices, *(Choice(answer, of_a_column(about, answer)) for answer in always_so), *unlikely, nothing),
        named,
        (column.title,),
        "text" if of_a_season else "day" if column.kind is ColumnKind.DATE and not fits else said["takes"],
    )
    asks = said["asked"].get(about, said["asks"]).format(tab=one.tab.sheet, **named)
    asked = replace(asked, asks=asks, headings=one.headings)
    if column.required:
        return asked
    beside = next((one.columns[name].header for name in column.asked_with if is_filled(one, name)), "")
    why = said["why_beside" if beside else "why_lost"]
    return replace(
        asked,
        why=why.format(tab=one.tab.sheet, heading=beside, lost=column.lost_without),
        unused=0,
        keeps=(about,),
    )


def _heading_choice(said: dict, heading: str, cells: Sequence[str]) -> Choice:
    stands = said["means"].format(values=", ".join(dict.fromkeys(cells[:EXAMPLES])))
    return Choice(heading, said["says"].format(heading=heading), (stands,))


def _asked(
    question: str,
    kind: str,
    one: Recognised,
    rows: int,
    choices: tuple[Choice, ...],
    named: dict[str, str],
    about: tuple[str, ...],
    takes: str = "",
) -> OpenQuestion:
    said = kinds()[kind]
    apart = (AskedPart(for_tab(question, one.tab.sheet), one.tab.sheet, rows),) if kind != "tab" else ()
    return OpenQuestion(
        id=question,
        kind=kind,
        asks=said["asks"].format(tab=one.tab.sheet, **named),
        why=said["why"].format(tab=one.tab.sheet),
        about=(one.tab.sheet, *about),
        cells=rows,
        rows=rows,
        unused=rows,
        choices=choices,
        takes=takes,
        keeps=(one.logbook,) if one.logbook else (),
        tabs=((one.tab.source, one.tab.sheet),),
        apart=apart,
    )
