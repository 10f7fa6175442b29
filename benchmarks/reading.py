"""python -m benchmarks.reading: reading 100,000 receipts into cells, twice and compared, beside what others take.

Ours is the whole of connectors.reading.files.read_workbook: both reading processes, the comparison, the hand-over.
"""

from __future__ import annotations

from benchmarks.measure import median_seconds, peak_mb, python, rounds
from benchmarks.report_time import FASTEXCEL, asked

OURS = (
    "import sys; from pathlib import Path; from connectors.reading.files import read_workbook; "
    "read_workbook(Path(sys.argv[1]))"
)
CALAMINE = (
    "import sys, python_calamine as c; b = c.CalamineWorkbook.from_path(sys.argv[1]); "
    "[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
)
OPENPYXL = (
    "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1], read_only=True); "
    "[list(s.iter_rows(values_only=True)) for s in b]"
)


def main() -> None:
    """Measures and prints."""
    path, chosen = asked(__doc__)
    runs = rounds(
        {
            name: python("-c", code, path)
            for name, code in {
                "fastexcel": FASTEXCEL,
                "read_workbook": OURS,
                "python-calamine": CALAMINE,
                "openpyxl, read only": OPENPYXL,
            }.items()
        },
        chosen.times,
    )
    least = median_seconds(runs["fastexcel"])
    for name, each in runs.items():
        print(
            f"{name:22} {median_seconds(each):6.2f} s  {median_seconds(each) / least:5.2f} x  "
            f"{peak_mb(each):6.0f} MB  {'' if not each[0].code else each[0].err[-200:]}"
        )


if __name__ == "__main__":
    main()
