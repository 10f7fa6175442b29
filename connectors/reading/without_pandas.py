"""Keeps pandas out of a process that has no use for it.

pyarrow imports it at the first list it is given and the first array it gives away, where it is installed: a third of
the time a small workbook takes. Only a program of its own calls this, as it starts; never a module on being imported.
"""

from __future__ import annotations

import sys


class WithoutPandas:
    """Says that there is no pandas, which pyarrow is content with."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("pandas is kept out of this process", name=name)


def keep_pandas_out() -> None:
    """From now on this process finds no pandas."""
    sys.meta_path.insert(0, WithoutPandas)
