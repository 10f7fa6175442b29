"""What is not installed, said in one sentence with the line to type; needs nothing but Python itself."""

from __future__ import annotations

INSTALL = "pip install -r requirements.txt"


def not_installed(missing: ModuleNotFoundError) -> str:
    """What is missing, and what to type."""
    return f"What Lotwise needs is not installed: there is no {missing.name}. Type: {INSTALL}"
