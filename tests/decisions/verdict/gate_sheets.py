"""Sheets of a pilot at its first gate: it began on 15 Oct 2025, so day 90 is 13 Jan 2026."""

from __future__ import annotations

from connectors.cells import Workbook
from tests.logbooks.typed_sheets import tab, workbooks


def sheets(kept: int, scale_at: float = 0.9, start: str = "2025-10-15", invented: str = "no") -> list[Workbook]:
    """Ten working rules were checked on the day before, so many of them kept; a share of `scale_at` was agreed."""
    results = ["yes"] * kept + ["no"] * (10 - kept)
    return workbooks(
        tab("Settings", ["Setting", "Value"], ["pilot_start", start], ["synthetic", invented]),
        tab("Lots", ["Lot", "Stream", "Crop year", "Opened on"], ["M1", "micro", "2025/26", "2025-11-01"]),
        tab(
            "Checks",
            ["Checked on", "Lot", "Kind", "Item", "Result"],
            *(["2026-01-12", "M1", "sop", f"rule {place}", result] for place, result in enumerate(results)),
        ),
        tab(
            "Plan",
            ["Gate", "Indicator", "Role", "Scale at", "Stop at", "Judged"],
            [90, "sop_compliance", "goal", scale_at, 0.5, "counted"],
        ),
    )
