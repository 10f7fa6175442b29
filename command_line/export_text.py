"""What an export wrote and what it did not, in words for a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command_line.printing import harmless, plain, wrapped
from exports.eudr_files import REFUSED_FILE

if TYPE_CHECKING:
    from exports.eudr import Declared

SHOWN_REASONS, SHOWN_NAMES = 10, 10


def eudr_text(found: Declared, folder: str) -> str:
    """Which lots were written, which of them are incomplete, and what is in no file and why; all of it stands in the
    folder too."""
    whole = [lot for lot in found.written if lot.complete]
    lines = [
        f"PLOTS OF CROP YEAR {found.crop_year}",
        *wrapped(
            f"{len(found.written)} of {len(found.lots)} lots written to {harmless(folder, 200)}, {len(whole)} "
            f"of them complete.",
            "  ",
        ),
    ]
    partly = [
        f"{harmless(lot.lot_id)} {lot.located_kg / lot.kg:.1%}"
        + "".join(f" without {harmless(one)}" for one in lot.not_received)
        for lot in found.written
        if not lot.complete
    ]
    if partly:
        lines += [
            "",
            "INCOMPLETE: don't declare them before the rest is located",
            *wrapped("Kg from the plots in the file: " + "; ".join(partly) + ".", "  "),
        ]
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in found.refused:
        what = f"plot {harmless(one.plot_id)}" if one.plot_id else f"lot {harmless(one.lot_id)}"
        reasons.setdefault((one.why, one.fix), []).append(
            f"{what} ({harmless(one.sheet)} row {one.row_no})" if one.sheet else what
        )
    lines += ["", "IN NO FILE"] if reasons else []
    for (why, fix), named in list(reasons.items())[:SHOWN_REASONS]:
        listed = list(dict.fromkeys(named))
        more = f" and {len(listed) - SHOWN_NAMES} more" if listed[SHOWN_NAMES:] else ""
        lines += [
            "",
            *wrapped(f"{harmless(why, 300)} {fix}", "  "),
            *wrapped(", ".join(listed[:SHOWN_NAMES]) + more, "    "),
        ]
    lines += ["", *wrapped(f"All of them, lot by lot: {REFUSED_FILE}.", "  ")] if reasons else []
    return plain("\n".join(lines)) + "\n"


def pictures_text(names: list[str], folder: str, page: str, why_no_logo: str) -> str:
    """How many pictures were written, which of them may leave the house, and what to do where no browser painted
    them; `page` names the page that holds them all, "" where each is a file."""
    internal = sum("_internal" in name for name in names)
    said = [
        f"All {len(names)} of the season on one page, {harmless(folder, 200)}/{page}: open it in any browser and save "
        f"each with the button below it."
        if page
        else f"{len(names)} written to {harmless(folder, 200)}.",
        f"{internal} are internal and say so in their frame and in their name; the other {len(names) - internal} may "
        f"be shown to a buyer.",
        why_no_logo,
    ]
    lines = ["PICTURES", *(line for one in said if one for line in wrapped(one, "  "))]
    return plain("\n".join(lines)) + "\n"
