"""The minutes as a page to print, to paste and to type into: HTML on A4, Markdown, DOCX, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from exports.minutes_docx import minutes_docx
from words.minutes_words import Minutes, MinutesSection
from words.speech import as_label, say

# Nothing is asked of another computer: no script, no picture, no font but those that are there.
STYLE = """
@page { size: A4; margin: 15mm 16mm; }
body { font: 10pt/1.35 Calibri, Carlito, Arial, sans-serif; color: #1c1917; max-width: 178mm; margin: 8mm auto; }
h1 { font-size: 15pt; margin: 0 0 2mm; }
h2 { font-size: 11pt; margin: 3.5mm 0 1mm; border-bottom: 0.3mm solid #a8a29e; }
p, li { margin: 0 0 0.8mm; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 5mm; }
.label { font-weight: bold; color: #9a3412; }
.blank { border-bottom: 0.2mm solid #78716c; height: 8mm; }
.foot { margin-top: 4mm; font-size: 8pt; color: #57534e; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } li, p { break-inside: avoid; } }
"""


def minutes_html(minutes: Minutes) -> bytes:
    """The page as HTML that prints on A4; every text is escaped."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(minutes.title)}</title>',
        f"<style>{STYLE}</style>\n</head>\n<body>",
        f"<h1>{escape(minutes.title)}</h1>",
    ]
    parts += [f'<p class="label">{escape(minutes.label)}</p>'] if minutes.label else []
    parts += [line for section in minutes.sections for line in _html_section(section)]
    parts += [f'<p class="foot">{escape(minutes.foot)}</p>', "</body>\n</html>\n"]
    return "\n".join(parts).encode("utf-8", "replace")


def _html_section(section: MinutesSection) -> list[str]:
    lines = [f"<h2>{escape(section.title)}</h2>", *(f"<p>{escape(one)}</p>" for one in section.sentences)]
    if section.points:
        lines += ["<ul>", *(f"<li>{escape(one)}</li>" for one in section.points), "</ul>"]
    return lines + [f'<p class="blank">{escape(one)}</p>' for one in section.blanks]


def minutes_markdown(minutes: Minutes) -> bytes:
    """The page as Markdown; what a sheet holds stays text."""
    lines = [f"# {as_label(minutes.title)}", ""]
    lines += [f"**{as_label(minutes.label)}**", ""] if minutes.label else []
    for section in minutes.sections:
        lines += [f"## {as_label(section.title)}", ""]
        lines += [line for one in section.sentences for line in (as_label(one), "")]
        lines += [f"- {as_label(one)}" for one in section.points] + ([""] if section.points else [])
        lines += [line for one in section.blanks for line in (f"{as_label(one)}: {say('minutes.line')}", "")]
    return "\n".join([*lines, as_label(minutes.foot), ""]).encode("utf-8", "replace")


WRITERS: dict[str, Callable[[Minutes], bytes]] = {
    ".html": minutes_html,
    ".md": minutes_markdown,
    ".docx": minutes_docx,
}


def write_minutes(path: Path, minutes: Minutes) -> None:
    """Writes the minutes by the ending of the file, one of WRITERS; the same minutes give the same bytes. Raises
    OSError."""
    path.write_bytes(WRITERS[path.suffix.lower()](minutes))
