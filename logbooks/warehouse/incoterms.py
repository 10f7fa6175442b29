"""What the terms of a sale leave to the seller, between his gate and the price agreed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def incoterms() -> dict[str, dict]:
    """Every incoterm with the categories of cost it takes off the price, why, and who says so."""
    return tomllib.loads((Path(__file__).parent / "incoterms.toml").read_text("utf-8"))


@cache
def table_sql() -> str:
    """The SQL of the table `netted`: incoterm, category, always (without it there is no price at the gate)."""
    rows = [
        f"('{terms}', '{category}', {str(always).lower()})"
        for terms, said in incoterms().items()
        for always, which in ((True, "takes_off"), (False, "where_written"))
        for category in said[which]
    ]
    return f"""
CREATE TEMP TABLE netted AS
SELECT * FROM (VALUES {", ".join(rows)}) AS t(incoterm, category, always)"""
