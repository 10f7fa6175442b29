"""Estimates of how long things take, with what is still open and what ended otherwise."""
