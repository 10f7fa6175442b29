"""How days and moments are written: 31 Mar 2026, 10:42; never 03/31 or 31/03."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ui.words import say


def day(when: date | None) -> str:
    """A day as 31 Mar 2026; nothing where there is none."""
    return "" if when is None else f"{when.day} {say('days.months').split()[when.month - 1]} {when.year}"


def moment(when: datetime | str) -> str:
    """A moment in this computer's time zone, as 31 Mar 2026 10:42; text is ISO, without a zone it is UTC."""
    known = datetime.fromisoformat(when) if isinstance(when, str) else when
    local = (known if known.tzinfo else known.replace(tzinfo=UTC)).astimezone()
    return f"{day(local)} {local:%H:%M}"
