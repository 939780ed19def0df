"""Tests of what draws the documentation's pictures."""
