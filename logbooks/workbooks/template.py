"""The empty workbook to type into: a tab for each logbook, typed columns, lists to choose from, help on every
heading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from connectors.trouble import CannotGoOn
from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind, Logbook
from logbooks.vocabulary.setting_words import setting_title
from logbooks.vocabulary.sheet_words import LANGUAGES
from logbooks.vocabulary.sheet_words import language as words_of
from logbooks.vocabulary.shown_names import choice_title, column_title
from logbooks.vocabulary.template_words import example, said
from logbooks.workbooks.template_guide import tab_name, text, write_guide

# The order in which a season fills them.
ORDER = (
    "settings",
    "lots",
    "plots",
    "receipts",
    "processing",
    "handovers",
    "quality",
    "defects",
    "lab_tests",
    "limits",
    "checks",
    "offers",
    "intents",
    "rates",
    "market_prices",
    "costs",
    "payments",
    "labour",
    "inputs",
    "feedback",
    "incidents",
    "documents",
    "traces",
    "plan",
    "decisions",
    "roadmap",
)

# Said in the heading instead, where it can't be forgotten: Weight (kg), Accepted price (/kg).
SAID_IN_HEADING = ("weight_unit", "price_unit")
UNITS = {ColumnKind.MASS: "kg", ColumnKind.PRICE: "/kg", ColumnKind.SHARE: "%", ColumnKind.PERCENT: "%"}
FORMATS = {
    ColumnKind.ID: "@",
    ColumnKind.TEXT: "@",
    ColumnKind.CHOICE: "@",
    ColumnKind.YES_NO: "@",
    ColumnKind.GEOMETRY: "@",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.DATETIME: "yyyy-mm-dd hh:mm",
    ColumnKind.NUMBER: "General",
    ColumnKind.INTEGER: "0",
    ColumnKind.MASS: "#,##0.0",
    ColumnKind.MONEY: "#,##0.00",
    ColumnKind.PRICE: "#,##0.00",
    ColumnKind.SHARE: "0%",
    ColumnKind.PERCENT: "0.0",
}
LAST_ROW = 10_000  # as far down as the lists to choose from reach
LONGEST_LIST = 255  # letters Excel allows in a list written out

REQUIRED = PatternFill("solid", fgColor="006D5B")
OPTIONAL = PatternFill("solid", fgColor="DCEAE6")
GREY = PatternFill("solid", fgColor="F1EFEA")
WHITE_BOLD, TEAL_BOLD = Font(bold=True, color="FFFFFF", size=11), Font(bold=True, color="0B4F43", size=11)
EXAMPLE = Font(italic=True, color="6B675F", size=11)
LINE = Border(bottom=Side("thin", color="BFBAB0"), right=Side("thin", color="FFFFFF"))


class NoSuchTemplate(CannotGoOn):
    """A logbook or a language that there is not."""


def write_template(path: Path, logbooks: str | Sequence[str] = "starter", language: str = "en") -> None:
    """Writes the template: "starter", "all", or the named logbooks whole; headings and lists in that language.

    The first cell of each grey row is marked ("Example: 2025-11-03"), which is how logbooks/vocabulary/sheet_words.py
    knows it: typing over it, or deleting the row, takes the mark away; the rows below are never affected.
    """
    if language not in LANGUAGES:
        raise NoSuchTemplate(f"There is no template in “{language}”.", f"Choose one of {', '.join(LANGUAGES)}.")
    chosen = tabs_of(logbooks)
    book = Workbook()
    book.properties.title, book.properties.creator = "Lotwise", "Lotwise"
    setting_names = write_guide(book.worksheets[0], [logbook for logbook, _ in chosen], language)
    for logbook, columns in chosen:
        _tab(book.create_sheet(tab_name(logbook, language)), logbook, columns, language, setting_names)
    book.save(path)


def tabs_of(which: str | Sequence[str]) -> list[tuple[Logbook, list[Column]]]:
    """The logbooks of a template in order, each with its columns; `starter` leaves out what no indicator needs at
    first."""
    declared = logbooks()
    if isinstance(which, str) and which not in ("starter", "all"):
        which = (which,)
    wanted = [
        name for name in declared if which == "all" or (declared[name].starter if which == "starter" else name in which)
    ]
    unknown = [] if isinstance(which, str) else [name for name in which if name not in declared]
    if unknown or not wanted:
        raise NoSuchTemplate(
            f"There is no logbook “{'” or “'.join(unknown)}”.",
            f"Choose starter, all, or some of {', '.join(declared)}.",
        )
    return [
        (
            declared[name],
            [c for c in declared[name].columns if c.name not in SAID_IN_HEADING and (which != "starter" or c.starter)],
        )
        for name in sorted(wanted, key=ORDER.index)
    ]


def heading(logbook: Logbook, column: Column, code: str) -> str:
    """The column's title in that language, its unit, and a star where it must be filled: Peso (kg) *."""
    words = column_title(logbook.id, column.name, code)
    unit = UNITS.get(column.kind) or column.unit
    if unit == "kg" and "kg" in words.casefold():
        unit = ""
    return words + (f" ({unit})" if unit else "") + (" *" if column.required else "")


def _tab(page: Worksheet, logbook: Logbook, columns: list[Column], code: str, setting_names: str) -> None:
    page.sheet_properties.tabColor = "006D5B" if logbook.starter else "C98A1B"
    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 36
    page.row_dimensions[2].height = 20
    for number, column in enumerate(columns, start=1):
        _column(page, number, logbook, column, code)
        if choices := _choices(logbook, column, code, setting_names):
            _list(page, number, choices)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.print_options.gridLines = True


def _column(page: Worksheet, number: int, logbook: Logbook, column: Column, code: str) -> None:
    letter = get_column_letter(number)
    head = page.cell(1, number)
    words = heading(logbook, column, code)
    text(head, words)
    head.fill, head.font = (REQUIRED, WHITE_BOLD) if column.required else (OPTIONAL, TEAL_BOLD)
    head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
    head.border = LINE
    head.comment = _note(logbook, column, code)
    page.column_dimensions[letter].number_format = FORMATS[column.kind]
    page.column_dimensions[letter].width = _width(column, words, len(_said(column, code)), first=number == 1)
    _example(page.cell(2, number), column, code, marked=number == 1)


def _width(column: Column, head: str, shown: int, first: bool) -> float:
    longest_word = max(len(word) for word in head.split())
    least = {
        ColumnKind.DATE: 13,
        ColumnKind.DATETIME: 18,
        ColumnKind.TEXT: 20,
        ColumnKind.GEOMETRY: 24,
        ColumnKind.CHOICE: 17,
    }.get(column.kind, 12)
    wide = max(least, longest_word + 5, len(head) * 0.6 + 5, shown + 4)
    return min(max(wide, 25 if first else 0), 40)


def _note(logbook: Logbook, column: Column, code: str) -> Comment:
    """The help of a column, as a note on its heading: what belongs there, what may be chosen, an example."""
    lines = [said(column.help, code)] if column.help.rstrip(".") != column.title else []
    if column.choices:
        lines.append(" · ".join(choice_title(column, choice, code) for choice in column.choices))
    if column.example:
        lines.append(f"{words_of(code)['words']['example'][0]}: {_said(column, code)}")
    note = Comment("\n".join(lines) or heading(logbook, column, code), "Lotwise")
    note.width, note.height = 300, 30 + 20 * sum(1 + len(line) // 40 for line in lines)
    return note


def _said(column: Column, code: str) -> str:
    """The declared example in words: words in that language, a day or a number as declared; nothing without one."""
    shown = _shown(column, code) if column.example else ""
    return shown if isinstance(shown, str) else column.example


def _example(cell, column: Column, code: str, marked: bool) -> None:
    """One cell of the grey row; the first one carries the mark that keeps the row out of every count."""
    if marked:
        text(cell, f"{words_of(code)['words']['example'][0]}: {_said(column, code)}")
    elif column.example:
        _typed(cell, column, code)
    cell.number_format = "@" if marked else FORMATS[column.kind]
    cell.fill, cell.font = GREY, EXAMPLE
    cell.alignment = Alignment(
        horizontal="left" if isinstance(cell.value, str) else "right", vertical="center", indent=1
    )


def _typed(cell, column: Column, code: str) -> None:
    shown = _shown(column, code)
    if isinstance(shown, str):
        text(cell, shown)
    else:
        cell.value = shown


def _shown(column: Column, code: str) -> str | float | date:
    """The declared example as a sheet would hold it: a day as a day, 95 % as 0.95, words in its language."""
    written = column.example
    if column.kind is ColumnKind.DATE:
        return date.fromisoformat(written)
    if column.kind is ColumnKind.SHARE:
        return float(written.rstrip(" %")) / 100
    if column.kind in (ColumnKind.CHOICE, ColumnKind.YES_NO):
        return choice_title(column, written, code)
    if column.kind in (
        ColumnKind.NUMBER,
        ColumnKind.INTEGER,
        ColumnKind.MASS,
        ColumnKind.MONEY,
        ColumnKind.PRICE,
        ColumnKind.PERCENT,
    ):
        number = float(written)
        return int(number) if number.is_integer() else number
    return setting_title(written, code) if column.name == "setting" else example(written, code)


def _choices(logbook: Logbook, column: Column, code: str, setting_names: str) -> str:
    """What a cell of the column may be chosen from, as Excel writes it; nothing where it is free."""
    if logbook.id == "settings" and column.name == "setting":
        return setting_names
    choices = ("yes", "no") if column.kind is ColumnKind.YES_NO else column.choices
    words = ",".join(choice_title(column, choice, code) for choice in choices)
    assert len(words) <= LONGEST_LIST, f"the list of {logbook.id}.{column.name} in {code} is too long for Excel"
    return f'"{words}"' if words else ""


def _list(page: Worksheet, number: int, choices: str) -> None:
    """A list to choose from; another word may still be typed, after a warning."""
    rule = DataValidation("list", formula1=choices, allow_blank=True, errorStyle="warning", showErrorMessage=True)
    letter = get_column_letter(number)
    rule.add(f"{letter}3:{letter}{LAST_ROW}")
    page.add_data_validation(rule)
