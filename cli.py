"""Hands over to the command line: python cli.py --help."""

import sys

from command_line.light_start import run

if __name__ == "__main__":
    sys.exit(run())
