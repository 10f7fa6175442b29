"""What several commands ask for, said once."""

from __future__ import annotations

from pathlib import Path

import click

a_source = click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
a_mapping = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="What you said in Connect about your columns, kept as a file.",
)
a_moment = click.option(
    "--at",
    metavar="MOMENT",
    help="What the pages showed then: at the end of a day (2026-03-31), at an hour (2026-03-31T18:00), or one "
    "reading by its name in a link (?at=).",
)
a_crop_year = click.option("--crop-year", metavar="YEAR", help="Such as 2025/26; the newest unless given.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print one JSON object and nothing else.")
