"""Estimates of indicators made of several sums."""
