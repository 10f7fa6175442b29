"""A process of the pool: a member on each line of its input, what became of it on a line of its output; it ends with
its input."""

from __future__ import annotations

import os
import sys

UNLIMITED_SECONDS = 10_000_000  # of the processor, over its whole life; how long a member may take its parent watches


def main() -> None:
    """Works until nothing more is asked."""
    from connectors.reading import without_pandas
    from connectors.reading_limits import confine

    confine(int(sys.argv[1]), UNLIMITED_SECONDS)
    without_pandas.keep_pandas_out()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    from union.federation.member_summary import MemberAsked, made

    for line in sys.stdin.buffer:
        answers.write(made(MemberAsked.of_line(line)).line())
        answers.flush()


if __name__ == "__main__":
    main()
