"""A reading process is held to its memory, and what it may use is written down."""

import sys
import textwrap

from connectors import reading_limits


def test_a_confined_process_can_not_take_more_memory_than_allowed(tmp_path):
    (tmp_path / "greedy.py").write_text(
        textwrap.dedent(f"""
        import sys
        sys.path.insert(0, {str(reading_limits.__file__.rsplit("connectors", 1)[0])!r})
        from connectors import reading_limits
        reading_limits.confine()
        try:
            bytearray(2 * reading_limits.LIMITS["process"]["memory_mb"] * reading_limits.MB)
        except MemoryError:
            sys.exit(7)
        """),
        encoding="utf-8",
    )
    process = reading_limits.start(["greedy"], tmp_path, tmp_path / "log")
    # macOS does not hold a process to its address space.
    assert process.wait(60) == (0 if sys.platform == "darwin" else 7)


def test_a_reading_process_knows_no_key(tmp_path, monkeypatch):
    monkeypatch.setenv(
        "LOTWISE_GOOGLE_KEY", '{"private_key": "-----BEGIN PRIVATE KEY-----\\ncanary\\n-----END PRIVATE KEY-----"}'
    )
    monkeypatch.setenv("STATION", "North")
    (tmp_path / "telling.py").write_text(
        "import os; print(os.environ['STATION'], 'canary' in repr(os.environ))", encoding="utf-8"
    )
    assert reading_limits.start(["telling"], tmp_path, tmp_path / "log").wait(60) == 0
    assert (tmp_path / "log").read_text("utf-8").split() == ["North", "False"]


def test_the_limits_let_a_hundred_thousand_receipts_through():
    assert reading_limits.LIMITS["tab"]["rows_by_columns"] > 100_001 * 10 * 4
    assert reading_limits.LIMITS["file"]["size_mb"] >= 3 * 5.5 and reading_limits.LIMITS["file"]["unpacked_mb"] > 3 * 46
