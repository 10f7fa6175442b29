"""What a cell shows on the screen: its value written by its format in the locale of the spreadsheet."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.google.sheets import EPOCH, Cell, Error

# language or locale: decimal mark, mark of thousands, order of a day
LOCALES = {
    "en": (".", ",", "M/d/yyyy"),
    "en_GB": (".", ",", "dd/MM/yyyy"),
    "es": (",", ".", "d/M/yyyy"),
    "es_HN": (".", ",", "dd/MM/yyyy"),
    "es_GT": (".", ",", "d/MM/yyyy"),
    "es_MX": (".", ",", "d/MM/yyyy"),
    "es_NI": (".", ",", "d/M/yyyy"),
    "es_SV": (".", ",", "d/M/yyyy"),
    "es_PE": (".", ",", "d/MM/yyyy"),
    "es_CO": (",", ".", "d/MM/yyyy"),
    "fr": (",", "\u202f", "dd/MM/yyyy"),
    "de": (",", ".", "dd.MM.yyyy"),
    "pt": (",", ".", "dd/MM/yyyy"),
    "id": (",", ".", "dd/MM/yyyy"),
    "vi": (",", ".", "dd/MM/yyyy"),
    "ja": (".", ",", "yyyy/MM/dd"),
}
MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
}
DATE_PARTS = re.compile(r'\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+|am/pm|"[^"]*"|\\.|.', re.IGNORECASE)


def of_locale(locale: str) -> tuple[str, str, str]:
    """Decimal mark, mark of thousands and usual order of a day in the locale."""
    return LOCALES.get(locale) or LOCALES.get(locale.split("_")[0]) or LOCALES["en"]


def shown(cell: Cell, locale: str) -> str | None:
    """The text on the screen; None where the cell is blank."""
    if cell.shown is not None:
        return cell.shown
    value = cell.value
    if value is None:
        return "" if cell.formula else None
    if isinstance(value, Error):
        return value.shown
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    kind, pattern = cell.number_format or ("NUMBER", "")
    if kind in ("DATE", "TIME", "DATE_TIME"):
        return _moment(value, pattern or of_locale(locale)[2], locale)
    return _number(value, pattern, locale)


def _number(value: float, pattern: str, locale: str) -> str:
    mark, thousands, _ = of_locale(locale)
    if not pattern or pattern == "@" or pattern.lower() == "general":
        return _automatic(value).replace(".", mark)
    section = pattern.split(";")
    pattern = section[1] if value < 0 and len(section) > 1 else section[0]
    value = abs(value) if value < 0 and len(section) > 1 else value
    if "%" in re.sub(r'"[^"]*"', "", pattern):
        value *= 100
    pattern = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', pattern)
    numeral = re.search(r"[#0?][#0?,]*(\.[#0?]+)?(E\+0+)?", re.sub(r'"[^"]*"', lambda m: "_" * len(m[0]), pattern))
    if numeral is None:
        return pattern.replace('"', "")
    exchanged: dict[str, str | int | None] = {".": mark, ",": thousands}
    digits = _digits(value, numeral[0]).translate(str.maketrans(exchanged))
    return _literal(pattern[: numeral.start()]) + digits + _literal(pattern[numeral.end() :])


def _literal(pattern: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found[1] or found[2] or "", pattern)


def _digits(value: float, numeral: str) -> str:
    if "E" in numeral:
        return f"{value:.{len(numeral.split('E')[0].partition('.')[2])}E}"
    whole, _, part = numeral.partition(".")
    text = f"{value:{',' if ',' in whole else ''}.{len(part)}f}"
    for optional in reversed(part):
        if optional != "#" or not text.endswith("0"):
            break
        text = text[:-1]
    return text.rstrip(".") if part else text


def _automatic(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.10g}"
    return text if "e" not in text else text.upper()


def _moment(value: float, pattern: str, locale: str) -> str:
    moment = EPOCH + timedelta(seconds=round(value * 86400))
    language = "es" if locale.startswith("es") else "en"
    months = MONTHS[language].split()
    parts = DATE_PARTS.findall(pattern)
    text, before = [], ""
    twelve = any(part.lower() == "am/pm" for part in parts)
    for at, part in enumerate(parts):
        low = part.lower()
        after = next((one.lower() for one in parts[at + 1 :] if one[0].isalpha() or one[0] == "["), "")
        if low[0] == "[":
            seconds = round(value * 86400)
            text.append(str({"h": seconds // 3600, "m": seconds // 60, "s": seconds}[low[1]]))
        elif low == "am/pm":
            text.append("AM" if moment.hour < 12 else "PM")
        elif low[0] == "m" and (before[:1] == "h" or before[:2] == "[h" or after[:1] == "s"):
            text.append(f"{moment.minute:0{len(low)}d}")
        elif low[0] in "ymdhs":
            text.append(_part(low, moment, months, twelve))
        else:
            text.append(part.strip('"') if part[0] == '"' else part.lstrip("\\"))
        before = low if low[0].isalpha() or low[0] == "[" else before
    return "".join(text)


def _part(part: str, moment, months: list[str], twelve: bool) -> str:
    letter, length = part[0], len(part)
    if letter == "y":
        return f"{moment.year % 100:02d}" if length <= 2 else str(moment.year)
    if letter == "m" and length >= 3:
        return months[moment.month - 1] if length > 3 else months[moment.month - 1][:3]
    number = {
        "m": moment.month,
        "d": moment.day,
        "h": (moment.hour + 11) % 12 + 1 if twelve else moment.hour,
        "s": moment.second,
    }[letter]
    return f"{number:0{min(length, 2)}d}"
